-- What an asset can tell and do: thing models (W3C WoT Thing Description 1.1 §9), and which asset is of which.

create table thing_models (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  -- small letters, digits and hyphens; with the version it is what other models refer to
  key text not null,
  major integer not null,
  minor integer not null,
  patch integer not null,
  status text not null check (status in ('draft', 'published', 'retired')),
  -- a Thing Model as it was written, without what follows from this row
  content jsonb not null,
  search text not null,
  -- {"kind", "id", "name"}
  made_by jsonb not null,
  changed_at timestamptz not null,
  unique (tenant_id, key, major, minor, patch),
  unique (tenant_id, id)
);
alter table thing_models enable row level security;
alter table thing_models force row level security;
-- Whoever sees a part of the plant sees what the things in it are; guests see none of it.
create policy read on thing_models for select using (
  tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null
);
create policy write on thing_models using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));

create table thing_instances (
  tenant_id uuid not null,
  asset_id uuid primary key,
  model_id uuid not null,
  unique (tenant_id, asset_id),
  foreign key (tenant_id, asset_id) references assets (tenant_id, id) on delete cascade,
  foreign key (tenant_id, model_id) references thing_models (tenant_id, id)
);
create index thing_instances_model on thing_instances (tenant_id, model_id, asset_id);
alter table thing_instances enable row level security;
alter table thing_instances force row level security;
create policy read on thing_instances for select using (
  tenant_id = (select millrace_tenant())
  and ((select millrace_whole())
    or ((select millrace_grant()) is null and asset_id in (select id from assets where lineage && (select millrace_below()))))
);
create policy write on thing_instances using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));

-- Which point a property of the model is, at one asset.
create table thing_bindings (
  tenant_id uuid not null,
  asset_id uuid not null,
  property text not null,
  point_id uuid not null references points,
  how text not null check (how in ('name', 'pattern', 'hand')),
  primary key (asset_id, property),
  foreign key (tenant_id, asset_id) references thing_instances (tenant_id, asset_id) on delete cascade
);
alter table thing_bindings enable row level security;
alter table thing_bindings force row level security;
create policy read on thing_bindings for select using (
  tenant_id = (select millrace_tenant())
  and ((select millrace_whole())
    or ((select millrace_grant()) is null and asset_id in (select id from assets where lineage && (select millrace_below()))))
);
create policy write on thing_bindings using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));

grant select, insert, update, delete on thing_models, thing_instances, thing_bindings to millrace_tenant;
