-- What an installation of a solution made of the plant, so that it can be taken away again: assets, and the class of those that were there.

create table app_made (
  tenant_id uuid not null references tenants,
  -- of an installation, or of one that was to be when a kill came
  installation_id uuid not null,
  asset_id uuid not null,
  -- in the order in which they were made
  n integer not null,
  -- the asset itself was made
  is_new boolean not null,
  -- its class was applied
  is_of_class boolean not null,
  -- [{"id", "asset", "placed"}]: where points stood before they moved here
  points jsonb not null,
  primary key (tenant_id, installation_id, asset_id)
);

alter table app_made enable row level security;
alter table app_made force row level security;
create policy tenant on app_made using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));
grant select, insert, update, delete on app_made to millrace_tenant;
