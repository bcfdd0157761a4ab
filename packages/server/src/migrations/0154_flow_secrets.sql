-- Headers that requests of flows bear, by name: the document has the name, the vault the secret, and it goes to one place alone.
create table flow_secrets (
  tenant_id uuid not null references tenants,
  name text not null,
  origin text not null,
  header text not null,
  sealed text not null,
  changed_by jsonb not null,
  changed_at timestamptz not null,
  primary key (tenant_id, name)
);
alter table flow_secrets enable row level security;
alter table flow_secrets force row level security;
create policy tenant on flow_secrets
  using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));
grant select, insert, update, delete on flow_secrets to millrace_tenant;
