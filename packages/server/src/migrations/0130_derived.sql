-- Derived points: points of no device, worked out of others, and what of them is to be worked out from the history.

alter table points alter column device_id drop not null;

create table derived_points (
  point_id uuid primary key references points on delete cascade,
  tenant_id uuid not null references tenants,
  -- that its samples go to; live computing knows it by this
  series integer not null,
  -- {"en", "zh"}
  name jsonb not null,
  formula text not null,
  -- [{"name", "point"}]
  inputs jsonb not null,
  -- s that an input stands at most
  gap double precision,
  -- of the definition that live computing has; null: it has none, or another
  print bigint,
  -- µs since 1970: what is late before that stays as it was; null until live computing has it
  since bigint,
  -- µs since 1970: it is to be worked out from then on
  back_to bigint,
  -- {"kind", "id", "name"}
  changed_by jsonb not null,
  changed_at timestamptz not null,
  -- {"code", "says"}
  broken jsonb
);

-- Stretches that wait: a row for each series and hour in which samples came late (-1: whatever the series), and one for what is worked out back.
create table derived_work (
  tenant_id uuid not null references tenants,
  point_id uuid not null references derived_points on delete cascade,
  why text not null check (why in ('late', 'back')),
  series bigint not null,
  hour bigint not null,
  -- µs since 1970: where it began, where it goes on, the last late sample, and the end, exclusive
  begun_at bigint not null,
  first_at bigint not null,
  last_at bigint not null,
  end_at bigint not null,
  -- of the journal: the history has the samples when it has come so far
  position bigint not null,
  primary key (tenant_id, point_id, why, series, hour)
);

do $$
declare
  name text;
begin
  foreach name in array array['derived_points', 'derived_work'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own on %I using (tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null and ((select millrace_whole()) or point_id in (select id from points))) with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()))', name);
    execute format('grant select, insert, update, delete on %I to millrace_tenant', name);
  end loop;
end $$;
