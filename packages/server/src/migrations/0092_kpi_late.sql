-- Samples that came for a time that was told: a row for each series and hour, kept until the windows that they touch wait in kpi_queue.

create table kpi_late (
  tenant_id uuid not null references tenants,
  asset_id uuid not null references work_units on delete cascade,
  series bigint not null,
  -- hours since 1970
  hour bigint not null,
  -- the first and the last, µs since 1970
  first_at bigint not null,
  last_at bigint not null,
  -- of the journal: the history has them when it has come so far
  position bigint not null,
  primary key (tenant_id, asset_id, series, hour)
);
alter table kpi_late enable row level security;
alter table kpi_late force row level security;
create policy own on kpi_late using (tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null and ((select millrace_whole()) or asset_id in (select id from assets))) with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));
grant select, insert, update, delete on kpi_late to millrace_tenant;
