-- Who is on the platform: tenants, people and their sessions, credentials of edge nodes and devices.

-- The tenant of this transaction, or null. Policies ask in a subselect, so that it is read once a query and not once a row.
create function millrace_tenant() returns uuid language sql stable
  return nullif(current_setting('millrace.tenant', true), '')::uuid;

-- The key by which a row is sought before its tenant is known (a name or a hash that only its holder has), or null.
create function millrace_key() returns text language sql stable
  return nullif(current_setting('millrace.key', true), '');

create table tenants (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null default now()
);
alter table tenants enable row level security;
create policy own on tenants for select using (id = (select millrace_tenant()));

create table users (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  username text not null,
  name text not null,
  locale text not null default 'en',
  -- PHC string of argon2id
  password_hash text not null,
  created_at timestamptz not null default now()
);
create unique index users_username on users (lower(username));
create index users_tenant on users (tenant_id);
alter table users enable row level security;
alter table users force row level security;
create policy tenant on users using (tenant_id = (select millrace_tenant())) with check (tenant_id = (select millrace_tenant()));
create policy by_key on users for select using (lower(username) = (select millrace_key()));

create table sessions (
  -- SHA-256 of the token, in hex: the token itself has 256 random bits
  token_hash text primary key,
  tenant_id uuid not null references tenants,
  user_id uuid not null references users on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index sessions_user on sessions (user_id);
create index sessions_expiry on sessions (tenant_id, expires_at);
alter table sessions enable row level security;
alter table sessions force row level security;
create policy tenant on sessions using (tenant_id = (select millrace_tenant())) with check (tenant_id = (select millrace_tenant()));
create policy by_key on sessions for select using (token_hash = (select millrace_key()));

create table credentials (
  -- unique over all tenants: it is the MQTT user name of one broker
  name text primary key,
  tenant_id uuid not null references tenants,
  -- SHA-256 of the secret, in hex: the secret has 256 random bits
  secret_hash text not null,
  -- {"as": "edge", "group", "node"} or {"as": "device", "name"}
  speaks jsonb not null,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);
create index credentials_tenant on credentials (tenant_id);
alter table credentials enable row level security;
alter table credentials force row level security;
create policy tenant on credentials using (tenant_id = (select millrace_tenant())) with check (tenant_id = (select millrace_tenant()));
create policy by_key on credentials for select using (name = (select millrace_key()));

grant select on tenants to millrace_tenant;
grant select, insert, update, delete on users, sessions, credentials to millrace_tenant;
