-- The plant: assets, what speaks for them, their points, and the series that the history keeps of each point.

create table assets (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  parent_id uuid references assets,
  name text not null,
  -- ids from the top down to this asset
  lineage uuid[] not null,
  -- names from the top down to this asset
  path text[] not null,
  -- lower-case text that a search looks through
  search text not null,
  child_count integer not null default 0,
  -- points here and below
  point_count integer not null default 0,
  created_at timestamptz not null default now(),
  unique nulls not distinct (tenant_id, parent_id, name)
);
create index assets_by_name on assets (tenant_id, name, id);
alter table assets enable row level security;
alter table assets force row level security;
create policy tenant on assets using (tenant_id = (select millrace_tenant())) with check (tenant_id = (select millrace_tenant()));

create table devices (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  kind text not null check (kind in ('edge_node', 'device')),
  -- Sparkplug group and edge node, and the device; empty where there is none
  group_name text not null default '',
  node_name text not null default '',
  device_name text not null default '',
  name text not null,
  parent_id uuid references devices,
  protocol text,
  state text not null default 'never' check (state in ('online', 'offline', 'stale', 'never')),
  -- µs since 1970 UTC
  last_seen bigint,
  last_error text,
  health jsonb,
  point_count integer not null default 0,
  search text not null,
  created_at timestamptz not null default now(),
  unique (tenant_id, group_name, node_name, device_name)
);
create index devices_by_name on devices (tenant_id, name, id);
create index devices_parent on devices (parent_id);
alter table devices enable row level security;
alter table devices force row level security;
create policy tenant on devices using (tenant_id = (select millrace_tenant())) with check (tenant_id = (select millrace_tenant()));

create table points (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  asset_id uuid not null references assets,
  device_id uuid not null references devices,
  name text not null,
  type text not null check (type in ('double', 'int64', 'boolean', 'string')),
  -- UCUM code
  unit text,
  description text,
  low double precision,
  high double precision,
  writable boolean not null default false,
  -- the series that new samples go to; unique over all tenants
  series integer not null,
  search text not null,
  created_at timestamptz not null default now(),
  unique (tenant_id, device_id, name)
);
create index points_by_name on points (tenant_id, name, id);
create index points_asset on points (tenant_id, asset_id, name, id);
create unique index points_series on points (series);
alter table points enable row level security;
alter table points force row level security;
create policy tenant on points using (tenant_id = (select millrace_tenant())) with check (tenant_id = (select millrace_tenant()));

-- A point whose type changes gets a new series; the old ones stay part of its history.
create sequence series_number as integer;
create table series (
  id integer primary key,
  tenant_id uuid not null references tenants,
  point_id uuid not null references points on delete cascade,
  type text not null,
  created_at timestamptz not null default now()
);
create index series_point on series (tenant_id, point_id, id);
alter table series enable row level security;
alter table series force row level security;
create policy tenant on series using (tenant_id = (select millrace_tenant())) with check (tenant_id = (select millrace_tenant()));

grant select, insert, update, delete on assets, devices, points, series to millrace_tenant;
grant usage on sequence series_number to millrace_tenant;
