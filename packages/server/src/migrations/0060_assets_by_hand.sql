-- The plant as people draw it: levels of ISA-95, what is said of a place, and where what sources describe stands by hand.

alter table assets
  -- ISA-95 (IEC 62264-1 §5.3); derived from the level above unless somebody said it
  add column level text not null default 'equipment'
    check (level in ('enterprise', 'site', 'area', 'work_center', 'work_unit', 'equipment')),
  add column level_given boolean not null default false,
  -- of a work center
  add column kind text check (kind in ('process_cell', 'production_unit', 'production_line', 'storage_zone')),
  add column description text,
  add column tags text[] not null default '{}',
  -- degrees, WGS 84
  add column latitude double precision check (latitude between -90 and 90),
  add column longitude double precision check (longitude between -180 and 180),
  add column retired_at timestamptz,
  add check (kind is null or level = 'work_center'),
  add check ((latitude is null) = (longitude is null)),
  add unique (tenant_id, id);
-- The owner of a table is held to its policies, too, unless this is said.
alter table assets no force row level security;
update assets set level =
  coalesce((array['enterprise', 'site', 'area', 'work_center', 'work_unit'])[cardinality(path)], 'equipment');

-- Names may change places in one transaction; what stands at its end counts.
alter table assets drop constraint assets_tenant_id_parent_id_name_key;
alter table assets add constraint assets_name unique nulls not distinct (tenant_id, parent_id, name)
  deferrable initially deferred;
create index assets_parent on assets (parent_id);
create index assets_tags on assets using gin (tags);

-- A place by the names that sources call it, wherever it stands now and however it is called.
create table asset_described (
  tenant_id uuid not null,
  path text[] not null,
  asset_id uuid not null,
  primary key (tenant_id, path),
  foreign key (tenant_id, asset_id) references assets (tenant_id, id) on delete cascade
);
create index asset_described_asset on asset_described (asset_id);
insert into asset_described select tenant_id, path, id from assets;
alter table assets force row level security;
alter table asset_described enable row level security;
alter table asset_described force row level security;
create policy tenant on asset_described using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));

-- Where everything that one device measures stands by hand, whatever it says itself.
create table device_places (
  tenant_id uuid not null,
  device_id uuid primary key references devices on delete cascade,
  asset_id uuid not null,
  foreign key (tenant_id, asset_id) references assets (tenant_id, id)
);
create index device_places_asset on device_places (asset_id);
alter table device_places enable row level security;
alter table device_places force row level security;
create policy tenant on device_places using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));

-- Moved by hand: it stays where it is when its device speaks again.
alter table points add column placed boolean not null default false;

grant select, insert, update, delete on asset_described, device_places to millrace_tenant;
