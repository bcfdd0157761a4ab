-- How somebody who lost what proves them gets back in: one token a person, for an hour, for one use. It is the person's own and no organisation's.

-- True if that person belongs to that organisation and to no other; in a transaction of the person.
create function millrace_alone(person uuid, organisation uuid) returns boolean language sql stable
  return coalesce((select array_agg(tenant_id) = array[organisation] from memberships where user_id = person), false);

create table recoveries (
  -- one at a time: a new one ends the older
  user_id uuid primary key references users on delete cascade,
  -- SHA-256 of the token, in hex: the token has 256 random bits
  token_hash text not null unique,
  lost text not null check (lost in ('password', 'factors', 'both')),
  -- who made it, and for which organisation they worked; null: whoever owns the machine
  made_by uuid,
  made_in uuid references tenants,
  -- made by the right of an organisation, not of the platform: worth nothing while the person belongs to another as well
  alone boolean not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  check ((made_by is null) = (made_in is null)),
  check (made_by is not null or not alone)
);
alter table recoveries enable row level security;
alter table recoveries force row level security;
create policy own on recoveries using (user_id = (select millrace_user())) with check (user_id = (select millrace_user()));
create policy by_key on recoveries for select using (token_hash = (select millrace_key()));
-- What an organisation made is made, renewed and used for its own people alone, whatever the program above asks.
create policy alone_made on recoveries as restrictive for insert
  with check (not alone or millrace_alone(user_id, made_in));
create policy alone_renewed on recoveries as restrictive for update
  using (true) with check (not alone or millrace_alone(user_id, made_in));
create policy alone_used on recoveries as restrictive for delete
  using (not alone or millrace_alone(user_id, made_in));

grant select, insert, update, delete on recoveries to millrace_tenant;
