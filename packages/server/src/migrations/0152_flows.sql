-- Flows: what people wire, its versions, where they run, and what they did.

create table flows (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  -- {"en", "zh"}
  title jsonb not null,
  -- as it is drawn now, whatever it is
  draft jsonb not null check (octet_length(draft::text) <= 4194304),
  -- counts the saves of the draft: who saves another than the one they read is told
  revision integer not null,
  made_by jsonb not null,
  made_at timestamptz not null,
  changed_by jsonb not null,
  changed_at timestamptz not null,
  unique (tenant_id, id)
);
create index flows_by_tenant on flows (tenant_id);

create table flow_versions (
  tenant_id uuid not null references tenants,
  flow_id uuid not null,
  number integer not null,
  -- waiting: for a second person
  stage text not null check (stage in ('waiting', 'published', 'rejected')),
  document jsonb not null,
  -- sha256:… of the document in canonical form
  digest text not null,
  -- results of its tests as they were run here
  tests jsonb not null,
  comment text,
  made_by jsonb not null,
  made_at timestamptz not null,
  reviewed_by jsonb,
  reviewed_at timestamptz,
  review_comment text,
  primary key (tenant_id, flow_id, number),
  foreign key (tenant_id, flow_id) references flows (tenant_id, id) on delete cascade
);

-- What was published once is never another.
create function flow_versions_keep() returns trigger language plpgsql as $$
begin
  if new.document is distinct from old.document or new.digest is distinct from old.digest or new.number <> old.number
      or (old.stage <> 'waiting' and new.stage <> old.stage) then
    raise exception 'a version of a flow is never changed';
  end if;
  return new;
end $$;
create trigger flow_versions_keep before update on flow_versions for each row execute function flow_versions_keep();

-- How an organisation wants flows to be: without a row one person may publish.
create table flow_settings (
  tenant_id uuid primary key references tenants,
  second_person boolean not null
);

create table flow_deployments (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  flow_id uuid not null,
  version integer not null,
  -- the version that a rollback goes back to
  before integer,
  name jsonb not null,
  -- {"assets"}, {"thingModel"}, {"equipmentClass"} or {}
  target jsonb not null,
  -- by node, what takes the place of what the node names
  inputs jsonb not null,
  parameters jsonb not null,
  paused boolean not null,
  -- whose rights it acts with: {"kind", "id", "name"}
  deployed_by jsonb not null,
  deployed_at timestamptz not null,
  unique (tenant_id, id),
  foreign key (tenant_id, flow_id) references flows (tenant_id, id)
);
create index flow_deployments_by_tenant on flow_deployments (tenant_id);

create table flow_runs (
  -- live computing knows it by this
  number integer generated always as identity primary key,
  tenant_id uuid not null references tenants,
  deployment_id uuid not null references flow_deployments on delete cascade,
  -- null: of a deployment without a target
  asset_id uuid references assets on delete cascade,
  -- by node {"point"} or {"problem"}
  inputs jsonb not null,
  -- by node {"point", "series"}
  outputs jsonb not null,
  -- µs since 1970, of its inputs: what is not newer came before it was in force; null until live computing has it
  since bigint,
  -- {"code", "says"}
  broken jsonb,
  unique nulls not distinct (deployment_id, asset_id)
);
create index flow_runs_by_tenant on flow_runs (tenant_id);

-- What flows ask for beside points. Kept under its own id before the checkpoint of live computing moves: whatever is told again is known.
create table flow_actions (
  tenant_id uuid not null references tenants,
  -- made of run, node, source time and ordinal
  id uuid not null,
  run integer not null references flow_runs on delete cascade,
  node text not null,
  kind text not null,
  -- µs since 1970, of the source
  at bigint not null,
  body jsonb not null,
  state text not null check (state in ('waiting', 'doing', 'done', 'refused', 'failed', 'unknown')),
  tries integer not null,
  due_at timestamptz not null,
  answer text,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, id)
);
create index flow_actions_due on flow_actions (tenant_id, due_at) where state in ('waiting', 'doing');
create index flow_actions_of_run on flow_actions (run, at);

-- Who runs the flows of an organisation: one platform at a time, fenced by a term that only rises.
create table flow_leases (
  tenant_id uuid primary key references tenants,
  holder uuid not null,
  term bigint not null,
  until timestamptz not null
);

do $$
declare
  name text;
  seen text;
begin
  foreach name in array array['flows', 'flow_versions', 'flow_settings', 'flow_leases'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (tenant_id = (select millrace_tenant()) and (select millrace_whole())) with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()))', name);
    execute format('grant select, insert, update, delete on %I to millrace_tenant', name);
  end loop;
  foreach name in array array['flow_deployments', 'flow_runs', 'flow_actions'] loop
    seen := case name
      when 'flow_deployments' then 'id in (select deployment_id from flow_runs)'
      when 'flow_runs' then 'asset_id in (select id from assets)'
      else 'run in (select number from flow_runs)' end;
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own on %I using (tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null and ((select millrace_whole()) or %s)) with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()))', name, seen);
    execute format('grant select, insert, update, delete on %I to millrace_tenant', name);
  end loop;
end $$;
