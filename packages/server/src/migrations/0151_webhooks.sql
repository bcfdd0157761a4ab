-- Webhooks: addresses that are told of events, how far each was told, and what was answered.

create table webhooks (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  name text not null,
  address text not null,
  types text[] not null check (cardinality(types) > 0),
  -- this asset and below; null: the whole organisation
  asset_id uuid references assets on delete cascade,
  state text not null check (state in ('enabled', 'disabled', 'paused')),
  -- of a paused one
  why text,
  -- sealed: the newest first
  secrets text not null,
  -- until when the second of them signs
  old_secret_ends_at timestamptz,
  delivered_at timestamptz,
  -- {"kind", "id", "name"}
  made_by jsonb not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  unique (tenant_id, name),
  unique (tenant_id, id)
);

-- A way through the events in their order: one without end as they happen, others of replays.
create table webhook_runs (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  webhook_id uuid not null,
  kind text not null check (kind in ('event', 'replay')),
  -- all up to it are done
  position bigint not null,
  -- its last; null: it has no end
  through bigint,
  -- of the event that waits for success
  attempts integer not null default 0,
  failing_since timestamptz,
  answer text,
  due_at timestamptz not null,
  foreign key (tenant_id, webhook_id) references webhooks (tenant_id, id) on delete cascade
);
create unique index webhook_runs_own on webhook_runs (tenant_id, webhook_id) where kind = 'event';
create index webhook_runs_due on webhook_runs (tenant_id, due_at);

-- Attempts.
create table webhook_deliveries (
  id uuid primary key,
  -- in the order they were made
  n bigint not null generated always as identity,
  tenant_id uuid not null references tenants,
  webhook_id uuid not null,
  event_id text not null,
  -- null: of a test
  seq bigint,
  type text not null,
  kind text not null check (kind in ('event', 'replay', 'test')),
  address text not null,
  at timestamptz not null,
  attempt integer not null,
  outcome text not null check (outcome in ('delivered', 'failed', 'skipped')),
  status integer,
  ms integer not null,
  answer text not null,
  foreign key (tenant_id, webhook_id) references webhooks (tenant_id, id) on delete cascade
);
create index webhook_deliveries_newest on webhook_deliveries (tenant_id, webhook_id, n desc);

do $$
declare name text;
begin
  foreach name in array array['webhooks', 'webhook_runs', 'webhook_deliveries'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
      with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()))', name);
    execute format('grant select, insert, update, delete on %I to millrace_tenant', name);
  end loop;
end $$;
