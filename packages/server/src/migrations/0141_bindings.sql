-- Mechanism models that run at assets: what is bound, where, what held when, and what is to be worked out from the history.

create table bindings (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  mechanism_id uuid not null,
  version text not null,
  -- {"en", "zh"}
  name jsonb not null,
  target jsonb not null,
  -- by input, parameter, output of the model
  inputs jsonb not null,
  parameters jsonb not null,
  outputs jsonb not null,
  measured jsonb not null,
  -- s
  every double precision,
  gap double precision,
  paused boolean not null,
  -- {"version", "since", "by"}
  canary jsonb,
  comparison jsonb,
  -- the version that a rollback goes back to
  before text,
  changed_by jsonb not null,
  changed_at timestamptz not null
);
create index bindings_by_tenant on bindings (tenant_id);

create table bound_assets (
  -- live computing knows it by this
  number integer generated always as identity primary key,
  tenant_id uuid not null references tenants,
  binding_id uuid not null references bindings on delete cascade,
  asset_id uuid not null references assets on delete cascade,
  -- by input {"point"}, {"constant"}, or {"problem"}
  inputs jsonb not null,
  -- by output, id of a point
  measured jsonb not null,
  -- by output {"point", "series"}
  outputs jsonb not null,
  -- fitted to this asset; null: those of the binding
  parameters jsonb,
  calibration integer,
  -- of the definition that live computing has; null: it has none, or another
  print bigint,
  -- µs since 1970: what is late before that stays as it was; null until live computing has it
  since bigint,
  -- µs since 1970: it is to be worked out from then on
  back_to bigint,
  -- {"code", "says"}
  broken jsonb,
  unique (binding_id, asset_id)
);
create index bound_assets_by_tenant on bound_assets (tenant_id);

create table binding_calibrations (
  tenant_id uuid not null references tenants,
  bound integer not null references bound_assets on delete cascade,
  number integer not null,
  parameters jsonb not null,
  study_id uuid,
  comment text,
  made_by jsonb not null,
  made_at timestamptz not null,
  primary key (bound, number)
);

-- Which version with which parameters gives the values from a source time on.
create table binding_terms (
  tenant_id uuid not null references tenants,
  bound integer not null references bound_assets on delete cascade,
  from_at bigint not null,
  version text not null,
  parameters jsonb not null,
  primary key (bound, from_at)
);

-- Stretches that wait: a row for each series and hour in which samples came late (-1: whatever the series), and one for what is worked out back.
create table binding_work (
  tenant_id uuid not null references tenants,
  bound integer not null references bound_assets on delete cascade,
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
  primary key (tenant_id, bound, why, series, hour)
);

-- What a stateful model remembered after the row of a source time.
create table binding_states (
  tenant_id uuid not null references tenants,
  bound integer not null references bound_assets on delete cascade,
  digest text not null,
  at bigint not null,
  state bytea not null,
  primary key (bound, digest, at)
);

do $$
declare
  name text;
  seen text;
begin
  foreach name in array array['bindings', 'bound_assets', 'binding_calibrations', 'binding_terms', 'binding_work', 'binding_states'] loop
    seen := case name
      when 'bindings' then 'id in (select binding_id from bound_assets)'
      when 'bound_assets' then 'asset_id in (select id from assets)'
      else 'bound in (select number from bound_assets)' end;
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own on %I using (tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null and ((select millrace_whole()) or %s)) with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()))', name, seen);
    execute format('grant select, insert, update, delete on %I to millrace_tenant', name);
  end loop;
end $$;
