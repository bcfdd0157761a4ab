-- Which platform works on an installation, or on one that is to be: of several on one database, the others leave it alone until it has run out.

create table app_work (
  tenant_id uuid not null references tenants,
  installation_id uuid not null,
  -- of the platform
  holder uuid not null,
  -- another each time it is taken
  turn uuid not null,
  until timestamptz not null,
  primary key (tenant_id, installation_id)
);

alter table app_work enable row level security;
alter table app_work force row level security;
create policy tenant on app_work using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));
grant select, insert, update, delete on app_work to millrace_tenant;
