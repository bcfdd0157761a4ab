-- For how long history is kept. The nearest rule up the tree counts; the one without an asset is for the whole organisation.
-- Without any it is kept for good.

create table retention_rules (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  asset_id uuid references assets on delete cascade,
  days integer not null check (days between 1 and 36500),
  changed_at timestamptz not null default now(),
  unique nulls not distinct (tenant_id, asset_id)
);
alter table retention_rules enable row level security;
alter table retention_rules force row level security;
create policy tenant on retention_rules using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));
grant select, insert, update, delete on retention_rules to millrace_tenant;
