-- To whom a secret of the program was told besides who made it: ids of people and programs, and of who is behind those
-- programs. Of two of them that ask and confirm, one is not a second pair of eyes.

alter table programs add column told text[] not null default '{}';
