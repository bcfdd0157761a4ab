-- How a plant is planned to work, what it makes, and why machines stood. Whoever sees an asset at home sees its orders and
-- downtimes; calendars, products and reasons are of the organisation, and read by all of its people.

create table work_calendars (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  name text not null,
  -- shifts, holidays, exceptions, time zone: packages/compute/src/kpi/calendar.ts
  content jsonb not null,
  changed_at timestamptz not null,
  unique (tenant_id, name),
  unique (tenant_id, id)
);

create table products (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  code text not null,
  name text not null,
  -- planned run time per item (ISO 22400-2, PRI)
  seconds_per_item double precision check (seconds_per_item > 0),
  changed_at timestamptz not null,
  unique (tenant_id, code),
  unique (tenant_id, id)
);

create table downtime_reasons (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  parent_id uuid,
  -- {"en", "zh"}
  name jsonb not null,
  state text not null check (state in ('setup', 'delay', 'failure', 'idle', 'planned')),
  maintenance text check (maintenance in ('corrective', 'preventive')),
  -- no longer offered; what was entered keeps it
  retired boolean not null default false,
  changed_at timestamptz not null,
  unique (tenant_id, id),
  foreign key (tenant_id, parent_id) references downtime_reasons (tenant_id, id)
);

create table work_units (
  asset_id uuid primary key references assets on delete cascade,
  tenant_id uuid not null references tenants,
  calendar_id uuid not null,
  -- {"point", "mapping", "gapSeconds"}
  states jsonb,
  -- by quantity {"point", "rollover"}
  counters jsonb not null,
  changed_at timestamptz not null,
  foreign key (tenant_id, calendar_id) references work_calendars (tenant_id, id)
);

create table production_orders (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  asset_id uuid not null references work_units on delete cascade,
  product_id uuid not null,
  number text not null,
  quantity double precision check (quantity > 0),
  begins_at timestamptz not null,
  ends_at timestamptz,
  changed_at timestamptz not null,
  check (ends_at > begins_at),
  foreign key (tenant_id, product_id) references products (tenant_id, id)
);
create index production_orders_asset on production_orders (tenant_id, asset_id, begins_at);

create table downtimes (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  asset_id uuid not null references work_units on delete cascade,
  reason_id uuid not null,
  begins_at timestamptz not null,
  ends_at timestamptz,
  note text not null,
  changed_at timestamptz not null,
  check (ends_at > begins_at),
  foreign key (tenant_id, reason_id) references downtime_reasons (tenant_id, id)
);
create index downtimes_asset on downtimes (tenant_id, asset_id, begins_at desc);

-- What was entered, corrected and taken back: never changed itself. KPIs are told anew for what each row touches.
create table production_changes (
  id bigint generated always as identity primary key,
  tenant_id uuid not null references tenants,
  about text not null check (about in ('calendar', 'product', 'reason', 'work_unit', 'order', 'downtime')),
  subject_id uuid not null,
  -- null: every work unit that uses it
  asset_id uuid references assets on delete cascade,
  before jsonb,
  after jsonb,
  -- what it touches; null without end
  touches_from timestamptz,
  touches_to timestamptz,
  -- {"kind", "id", "name"}
  changed_by jsonb not null,
  changed_at timestamptz not null
);
create index production_changes_subject on production_changes (tenant_id, subject_id, id);

do $$
declare
  name text;
begin
  foreach name in array array['work_calendars', 'products', 'downtime_reasons'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy home on %I for select using (tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null)', name);
    execute format('create policy tenant on %I using (tenant_id = (select millrace_tenant()) and (select millrace_whole())) with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()))', name);
    execute format('grant select, insert, update, delete on %I to millrace_tenant', name);
  end loop;
  foreach name in array array['work_units', 'production_orders', 'downtimes'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own on %I using (tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null and ((select millrace_whole()) or asset_id in (select id from assets))) with check (tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null and ((select millrace_whole()) or asset_id in (select id from assets)))', name);
    execute format('grant select, insert, update, delete on %I to millrace_tenant', name);
  end loop;
end $$;
alter table production_changes enable row level security;
alter table production_changes force row level security;
create policy own on production_changes using (
  tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null
  and ((select millrace_whole()) or asset_id in (select id from assets))
) with check (
  tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null
  and ((select millrace_whole()) or asset_id in (select id from assets))
);
grant select, insert on production_changes to millrace_tenant;
