-- What apps bring to an organisation beside flows: equipment classes, mechanism models, and points that their flows give.

create table equipment_classes (
  tenant_id uuid not null references tenants,
  -- as the file calls it; no class of the platform is called so
  class text not null,
  -- the installation; where several bring the same, it goes with the last of them
  brought_by uuid not null,
  app text not null,
  content jsonb not null,
  -- by reference case: what the formulas give of each published figure
  reproduced jsonb not null,
  primary key (tenant_id, class, brought_by)
);
alter table equipment_classes enable row level security;
alter table equipment_classes force row level security;
-- Whoever sees a part of the plant sees which classes there are; guests see those of the platform.
create policy read on equipment_classes for select
  using (tenant_id = (select millrace_tenant()) and ((select millrace_whole()) or (select millrace_grant()) is null));
create policy write on equipment_classes using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));
grant select, insert, update, delete on equipment_classes to millrace_tenant;

-- {installation: folder in its package}: apps that brought a version; with the last of them it goes.
alter table mechanism_versions add column brought_by jsonb not null default '{}';
alter table mechanism_versions drop constraint mechanism_versions_origin_check;
alter table mechanism_versions add constraint mechanism_versions_origin_check
  check (origin in ('library', 'studio', 'import', 'learned', 'app'));

-- What was published once is never another, whatever a program gets wrong; what an app brought goes with it.
create or replace function mechanism_versions_keep() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and old.origin = 'app' then
    return old;
  end if;
  if old.stage in ('published', 'deprecated') and (tg_op = 'DELETE' or new.stage not in ('published', 'deprecated')
      or new.digest is distinct from old.digest or new.archive is distinct from old.archive or new.version is distinct from old.version
      or new.origin is distinct from old.origin) then
    raise exception 'a version of a mechanism model that was published is never changed';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;

-- Points that are there because a flow of an app gives them.
create table flow_points (
  point_id uuid primary key references points on delete cascade,
  tenant_id uuid not null references tenants,
  -- the installation
  made_by uuid not null
);
create index flow_points_by on flow_points (tenant_id, made_by);
alter table flow_points enable row level security;
alter table flow_points force row level security;
create policy tenant on flow_points using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));
grant select, insert, update, delete on flow_points to millrace_tenant;
