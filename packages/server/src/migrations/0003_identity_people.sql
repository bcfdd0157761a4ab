-- People belong to the platform, memberships bind them to organisations; one person may work for several.

-- The person of this transaction, for rows that are theirs whatever organisation they work for, or null.
create function millrace_user() returns uuid language sql stable
  return nullif(current_setting('millrace.user', true), '')::uuid;

-- True unless the transaction is limited to subtrees of the plant or runs through a grant: then only the plant shows, and only that part.
create function millrace_whole() returns boolean language sql stable
  return coalesce(current_setting('millrace.below', true), '') = '' and coalesce(current_setting('millrace.grant', true), '') = '';

alter table tenants
  -- what others write to mean this organisation
  add column handle text,
  -- the organisation that runs the platform: its platform operators see to the others, not into them
  add column operator boolean not null default false,
  add column suspended_at timestamptz,
  -- {"secondFactor": boolean, "separateAdministrators": boolean}
  add column settings jsonb not null default '{}';
update tenants set handle = 'o' || replace(id::text, '-', '');
update tenants set operator = true where id = (select id from tenants order by id limit 1);
alter table tenants alter column handle set not null;
create unique index tenants_handle on tenants (lower(handle));

create table memberships (
  tenant_id uuid not null references tenants,
  user_id uuid not null references users on delete cascade,
  -- id in the directory that the person came from (SCIM 2.0, RFC 7643 §3.1)
  external_id text,
  suspended_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (tenant_id, user_id)
);
create index memberships_user on memberships (user_id);
alter table users no force row level security;
insert into memberships (tenant_id, user_id) select tenant_id, id from users;
alter table memberships enable row level security;
alter table memberships force row level security;
create policy tenant on memberships using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));
create policy own on memberships for select using (user_id = (select millrace_user()));
create policy member on tenants for select using (id in (select tenant_id from memberships where user_id = (select millrace_user())));

drop policy tenant on users;
drop index users_tenant;
alter table users drop column tenant_id;
alter table users add column email text;
alter table users force row level security;
create policy own on users using (id = (select millrace_user())) with check (id = (select millrace_user()));
create policy member on users for select
  using ((select millrace_whole()) and id in (select user_id from memberships where tenant_id = (select millrace_tenant())));

delete from sessions;
alter table sessions
  add column id uuid not null,
  add column remote text not null,
  add column user_agent text not null,
  -- how the person proved who they are: password, totp, recovery, passkey, provider
  add column proofs text[] not null,
  add column last_used_at timestamptz not null default now();
create unique index sessions_id on sessions (id);
drop policy tenant on sessions;
create policy tenant on sessions using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));
create policy own on sessions using (user_id = (select millrace_user())) with check (user_id = (select millrace_user()));

drop policy tenant on credentials;
create policy tenant on credentials using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));

create table invitations (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  -- SHA-256 of the token, in hex
  token_hash text not null unique,
  -- whom it is meant for, in the words of who invited
  name text not null,
  roles jsonb not null,
  invited_by uuid not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index invitations_tenant on invitations (tenant_id, id);
alter table invitations enable row level security;
alter table invitations force row level security;
create policy tenant on invitations using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));
create policy by_key on invitations for select using (token_hash = (select millrace_key()));

grant select, insert, update, delete on memberships, invitations to millrace_tenant;
