-- The things that are bought, mounted and exchanged, apart from the places they fill (ISA-95 part 2: physical asset, equipment).

create table physical_assets (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  serial_number text not null,
  maker text not null,
  model text,
  -- of manufacture
  year integer check (year between 1800 and 2200),
  description text,
  -- [{"title", "url"}]
  documents jsonb not null,
  search text not null,
  created_at timestamptz not null,
  unique (tenant_id, maker, serial_number),
  unique (tenant_id, id)
);
create index physical_assets_serial on physical_assets (tenant_id, serial_number, id);

-- Which physical asset filled which place, from when until when.
create table role_fillings (
  id uuid primary key,
  tenant_id uuid not null,
  physical_id uuid not null,
  asset_id uuid not null,
  starts_at timestamptz not null,
  -- null: until now and on
  ends_at timestamptz,
  -- somebody said that the place is filled by several at a time
  shared boolean not null,
  note text,
  check (starts_at < ends_at),
  foreign key (tenant_id, physical_id) references physical_assets (tenant_id, id),
  foreign key (tenant_id, asset_id) references assets (tenant_id, id)
);
create index role_fillings_asset on role_fillings (tenant_id, asset_id, starts_at);
create index role_fillings_physical on role_fillings (tenant_id, physical_id, starts_at);

alter table role_fillings enable row level security;
alter table role_fillings force row level security;
-- Not for guests of another organisation: serial numbers are no part of what is shared.
create policy read on role_fillings for select using (
  tenant_id = (select millrace_tenant())
  and ((select millrace_whole())
    or ((select millrace_grant()) is null and asset_id in (select id from assets where lineage && (select millrace_below()))))
);
create policy write on role_fillings using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));

alter table physical_assets enable row level security;
alter table physical_assets force row level security;
create policy read on physical_assets for select using (
  tenant_id = (select millrace_tenant())
  and ((select millrace_whole())
    or ((select millrace_grant()) is null and id in (select physical_id from role_fillings)))
);
create policy write on physical_assets using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));

grant select, insert, update, delete on physical_assets, role_fillings to millrace_tenant;
