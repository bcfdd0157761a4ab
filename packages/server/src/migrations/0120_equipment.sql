-- Which equipment class was applied to an asset, with what was proposed and bound by it.

create table equipment_applications (
  asset_id uuid primary key references assets on delete cascade,
  tenant_id uuid not null references tenants,
  -- as its file in library/equipment is named
  class text not null,
  version text not null,
  variant text,
  -- the class as it was then: a new version is compared with it
  content jsonb not null,
  -- by name, in the unit of the class
  parameters jsonb not null,
  -- by point of the class what somebody chose: a point of the asset, or null
  points jsonb not null,
  -- by alarm of the class {"alarm", "definition"}: the alarm it became, as it was proposed
  alarms jsonb not null,
  -- by KPI of the class the key it is told under
  kpis jsonb not null,
  -- {"alarms", "kpis"} that somebody did not want
  without jsonb not null,
  -- {"kind", "id", "name"}
  applied_by jsonb not null,
  applied_at timestamptz not null
);
alter table equipment_applications enable row level security;
alter table equipment_applications force row level security;
-- Whoever sees a part of the plant sees what the things in it are; guests see none of it.
create policy read on equipment_applications for select using (
  tenant_id = (select millrace_tenant())
  and ((select millrace_whole())
    or ((select millrace_grant()) is null and asset_id in (select id from assets where lineage && (select millrace_below()))))
);
create policy write on equipment_applications using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));
grant select, insert, update, delete on equipment_applications to millrace_tenant;
