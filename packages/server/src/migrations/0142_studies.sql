-- Studies of mechanism models: backtests, calibrations and learning, what was asked and what came of it.

create table studies (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  kind text not null check (kind in ('backtest', 'calibration', 'learning')),
  mechanism_id uuid,
  binding_id uuid,
  -- as it was asked
  request jsonb not null,
  -- every point that it reads: whoever may not see one of them does not see the study
  points uuid[] not null,
  state text not null check (state in ('waits', 'runs', 'done', 'failed', 'cancelled')),
  progress double precision not null default 0,
  -- {"kind", "id", "name"}
  made_by jsonb not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  -- {"code", "says"}
  fault jsonb,
  result jsonb,
  -- of learning: the package that came of it
  archive bytea,
  -- {"at", "by", …}
  applied jsonb
);
create index studies_list on studies (tenant_id, made_at desc, id desc);
create index studies_waiting on studies (tenant_id, made_at) where state in ('waits', 'runs');

alter table studies enable row level security;
alter table studies force row level security;
create policy own on studies
  using (
    tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null
    and ((select millrace_whole()) or not exists (
      select from unnest(points) as read(id) where read.id not in (select points.id from points))))
  with check (
    tenant_id = (select millrace_tenant())
    and ((select millrace_whole()) or not exists (
      select from unnest(points) as read(id) where read.id not in (select points.id from points))));
grant select, insert, update, delete on studies to millrace_tenant;
