-- Assets are also made for an installation that is there already: until they are bound they are not whole, and are taken back where that came to nothing.
alter table app_made add column whole boolean not null default true;
