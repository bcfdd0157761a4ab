-- KPIs: definitions with all their versions, results by window with what went into them, and the windows that are to be told anew.

create table kpi_definitions (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  key text not null,
  version integer not null check (version > 0),
  -- packages/compute/src/kpi/definition.ts
  content jsonb not null,
  -- by asset {"points", "constants"}
  bindings jsonb not null,
  -- windows that begin from then on are told by this version
  valid_from timestamptz not null,
  defined_by jsonb not null,
  defined_at timestamptz not null,
  unique (tenant_id, key, version)
);
alter table kpi_definitions enable row level security;
alter table kpi_definitions force row level security;
create policy home on kpi_definitions for select using (tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null);
create policy tenant on kpi_definitions for insert with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));
grant select, insert on kpi_definitions to millrace_tenant;

create table kpi_results (
  tenant_id uuid not null references tenants,
  asset_id uuid not null references work_units on delete cascade,
  key text not null,
  kind text not null check (kind in ('hour', 'shift', 'day', 'week', 'month', 'order')),
  begins_at timestamptz not null,
  ends_at timestamptz not null,
  -- of the shift, the order or the day
  name text,
  version integer not null,
  -- null: not available, and why
  value double precision,
  unavailable jsonb,
  coverage double precision not null,
  implausible boolean not null,
  inputs jsonb not null,
  told_at timestamptz not null,
  primary key (tenant_id, asset_id, key, kind, begins_at)
);

create table kpi_queue (
  tenant_id uuid not null references tenants,
  asset_id uuid not null references work_units on delete cascade,
  kind text not null check (kind in ('hour', 'shift', 'day', 'week', 'month', 'order')),
  begins_at timestamptz not null,
  ends_at timestamptz not null,
  name text,
  why text not null check (why in ('ended', 'late', 'production', 'definition')),
  asked_at timestamptz not null,
  primary key (tenant_id, asset_id, kind, begins_at)
);

-- Up to when the windows of a work unit were told, and the last change that was looked at.
create table kpi_told (
  asset_id uuid primary key references work_units on delete cascade,
  tenant_id uuid not null references tenants,
  since timestamptz not null,
  until timestamptz not null,
  change_id bigint not null
);

do $$
declare
  name text;
begin
  foreach name in array array['kpi_results', 'kpi_queue', 'kpi_told'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own on %I using (tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null and ((select millrace_whole()) or asset_id in (select id from assets))) with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()))', name);
    execute format('grant select, insert, update, delete on %I to millrace_tenant', name);
  end loop;
end $$;
