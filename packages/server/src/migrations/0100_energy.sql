-- Energy: meters, factors, baselines that are frozen, what adjusts them, and indicators.

-- Points that count or measure an energy medium.
create table energy_meters (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  point_id uuid not null references points on delete cascade,
  name text not null,
  medium text not null,
  -- counter: it counts up; rate: it measures what flows per time
  reading text not null check (reading in ('counter', 'rate')),
  -- UCUM, of the point where it tells none itself
  unit text,
  -- {"kind", "id", "name"}
  made_by jsonb not null,
  made_at timestamptz not null,
  unique (tenant_id, point_id),
  unique (tenant_id, id)
);
alter table energy_meters enable row level security;
alter table energy_meters force row level security;
-- Whoever sees the point at home sees its meter; energy is not shared by grants.
create policy own on energy_meters using (
  tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null
  and ((select millrace_whole()) or point_id in (select id from points))
) with check (
  tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null
  and ((select millrace_whole()) or point_id in (select id from points))
);

-- What one unit of a medium is in standard coal or in carbon dioxide. A new figure is a new version; none is ever changed.
create table energy_factors (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  medium text not null,
  gives text not null check (gives in ('coal', 'carbon')),
  version integer not null check (version > 0),
  value double precision not null check (value >= 0),
  -- document and clause, announcement or measurement
  source text not null,
  year integer not null,
  note text not null,
  set_by jsonb not null,
  set_at timestamptz not null,
  unique (tenant_id, medium, gives, version)
);
alter table energy_factors enable row level security;
alter table energy_factors force row level security;
create policy seen on energy_factors for select
  using (tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null);
create policy whole on energy_factors for insert
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));

-- What energy is expected to be (ISO 50006; GB/T 36713 能源基准). Its model and the data of which it was made never change.
create table energy_baselines (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  meter_id uuid not null,
  version integer not null check (version > 0),
  name text not null,
  state text not null check (state in ('frozen', 'approved', 'retired')),
  -- drivers, period, width, shape
  definition jsonb not null,
  -- model, figures, and every period with its values
  content jsonb not null,
  -- what did not change in the baseline period and would make it void: [{"name", "value"}]
  static_factors jsonb not null,
  note text not null,
  frozen_by jsonb not null,
  frozen_at timestamptz not null,
  approved_by jsonb,
  approved_at timestamptz,
  retired_by jsonb,
  retired_at timestamptz,
  unique (tenant_id, meter_id, version),
  unique (tenant_id, id),
  foreign key (tenant_id, meter_id) references energy_meters (tenant_id, id) on delete cascade
);
-- One counts at a time.
create unique index energy_baselines_approved on energy_baselines (tenant_id, meter_id) where state = 'approved';
alter table energy_baselines enable row level security;
alter table energy_baselines force row level security;
create policy own on energy_baselines
  using (tenant_id = (select millrace_tenant()) and meter_id in (select id from energy_meters))
  with check (tenant_id = (select millrace_tenant()) and meter_id in (select id from energy_meters));

-- What changed and is no driver, for the periods that it is of, with the reason.
create table energy_adjustments (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  baseline_id uuid not null,
  begins timestamptz not null,
  ends timestamptz not null check (ends > begins),
  -- added to what is expected of each period, in the unit of the medium
  amount double precision not null,
  reason text not null check (length(reason) > 0),
  made_by jsonb not null,
  made_at timestamptz not null,
  foreign key (tenant_id, baseline_id) references energy_baselines (tenant_id, id) on delete cascade
);
create index energy_adjustments_baseline on energy_adjustments (tenant_id, baseline_id, begins);
alter table energy_adjustments enable row level security;
alter table energy_adjustments force row level security;
create policy own on energy_adjustments
  using (tenant_id = (select millrace_tenant()) and baseline_id in (select id from energy_baselines))
  with check (tenant_id = (select millrace_tenant()) and baseline_id in (select id from energy_baselines));

-- Energy performance indicators (EnPI): energy of a meter per something that is made or done.
create table energy_indicators (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  meter_id uuid not null,
  name text not null,
  -- {"point", "as"}; null: the energy itself
  per jsonb,
  -- medium: in the unit of the medium; coal: kgce; carbon: kgCO2
  told_in text not null check (told_in in ('medium', 'coal', 'carbon')),
  target double precision,
  made_by jsonb not null,
  made_at timestamptz not null,
  foreign key (tenant_id, meter_id) references energy_meters (tenant_id, id) on delete cascade
);
create index energy_indicators_meter on energy_indicators (tenant_id, meter_id);
alter table energy_indicators enable row level security;
alter table energy_indicators force row level security;
create policy own on energy_indicators
  using (tenant_id = (select millrace_tenant()) and meter_id in (select id from energy_meters))
  with check (tenant_id = (select millrace_tenant()) and meter_id in (select id from energy_meters));

grant select, insert, delete on energy_meters, energy_indicators, energy_adjustments to millrace_tenant;
grant select, insert on energy_factors to millrace_tenant;
-- A baseline can be approved and retired, and nothing else of it can be changed.
grant select, insert on energy_baselines to millrace_tenant;
grant update (state, approved_by, approved_at, retired_by, retired_at) on energy_baselines to millrace_tenant;
