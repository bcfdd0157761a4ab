-- Screens: what people put together to see a plant by, and every version of them.

create table screens (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  -- millrace-screen/1; its title stands in it
  document jsonb not null check (octet_length(document::text) <= 1048576),
  -- counts the saves: who saves another than the one they read is told. It is the number of the newest version
  revision integer not null,
  made_by jsonb not null,
  made_at timestamptz not null,
  changed_by jsonb not null,
  changed_at timestamptz not null,
  unique (tenant_id, id)
);
create index screens_by_tenant on screens (tenant_id);

create table screen_versions (
  tenant_id uuid not null references tenants,
  screen_id uuid not null,
  number integer not null,
  document jsonb not null,
  comment text,
  made_by jsonb not null,
  made_at timestamptz not null,
  primary key (tenant_id, screen_id, number),
  foreign key (tenant_id, screen_id) references screens (tenant_id, id) on delete cascade
);

-- Whoever sees a part of the plant alone sees the screens, and on them what they may see; they are made by who may in all of it.
do $$
declare
  name text;
begin
  foreach name in array array['screens', 'screen_versions'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy seen on %I for select using (tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null)', name);
    execute format('create policy made on %I using (tenant_id = (select millrace_tenant()) and (select millrace_whole())) with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()))', name);
    execute format('grant select, insert, update, delete on %I to millrace_tenant', name);
  end loop;
end $$;
