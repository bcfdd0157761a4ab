-- Sign-in by a provider that an organisation trusts (OpenID Connect Core 1.0), and whom its subjects are here.

create table identity_providers (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  name text not null,
  issuer text not null,
  client_id text not null,
  -- sealed by the vault
  client_secret text not null,
  scopes text[] not null,
  group_claim text not null,
  -- [{"group", "role", "below"}], below: id of an asset or null
  mapping jsonb not null,
  -- only people whose verified e-mail address is in one of them; none: everyone
  email_domains text[] not null,
  -- who is not a member becomes one at the first sign-in
  auto_join boolean not null,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create index identity_providers_tenant on identity_providers (tenant_id, id);
alter table identity_providers enable row level security;
alter table identity_providers force row level security;
create policy tenant on identity_providers using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));
create policy by_key on identity_providers for select using (id::text = (select millrace_key()));

-- A subject is known in one organisation alone: what another's provider says of the same issuer opens nothing here.
create table provider_logins (
  tenant_id uuid not null references tenants,
  issuer text not null,
  subject text not null,
  user_id uuid not null references users on delete cascade,
  created_at timestamptz not null,
  last_used_at timestamptz,
  primary key (tenant_id, issuer, subject)
);
create index provider_logins_user on provider_logins (user_id);
alter table provider_logins enable row level security;
alter table provider_logins force row level security;
create policy tenant on provider_logins using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));

grant select, insert, update, delete on identity_providers, provider_logins to millrace_tenant;
