-- Alarms: the master database with its changes under approval, where each alarm stands, and the journal of what happened.

-- Numbers of conditions for live computing: dense over all tenants, never given twice.
create sequence condition_number as integer;

create table alarms (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  asset_id uuid not null references assets on delete cascade,
  -- the condition as one text: an asset has no two alarms of the same
  condition_key text not null,
  -- as it is in force
  definition jsonb not null,
  version integer not null,
  -- numbers of its condition, and of the one that suppresses it by design
  condition integer not null unique,
  suppression integer unique,
  -- lower-case text that a search looks through
  search text not null,
  changed_at timestamptz not null,
  unique (tenant_id, asset_id, condition_key),
  unique (tenant_id, id)
);
create index alarms_asset on alarms (tenant_id, asset_id);

-- What was proposed, and what became of it. A row outlives its alarm.
create table alarm_changes (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  alarm_id uuid not null,
  asset_id uuid not null references assets on delete cascade,
  kind text not null check (kind in ('add', 'change', 'retire')),
  state text not null check (state in ('proposed', 'approved', 'rejected', 'withdrawn')),
  -- in force when it was proposed, and its version; null: none was
  before jsonb,
  before_version integer,
  -- null: retired
  after jsonb,
  reason text not null,
  -- {"kind", "id", "name"}
  proposed_by jsonb not null,
  -- ids of everybody who may be behind the proposal, and so cannot approve it
  hands text[] not null,
  proposed_at timestamptz not null,
  decided_by jsonb,
  decided_at timestamptz,
  note text,
  -- that it came to
  version integer
);
create index alarm_changes_alarm on alarm_changes (tenant_id, alarm_id, id desc);
-- Of one alarm one change waits at a time.
create unique index alarm_changes_open on alarm_changes (tenant_id, alarm_id) where state = 'proposed';
create index alarm_changes_listed on alarm_changes (tenant_id, state, id desc);

create table alarm_states (
  alarm_id uuid primary key,
  tenant_id uuid not null references tenants,
  asset_id uuid not null references assets on delete cascade,
  -- 0 low to 3 critical
  priority smallint not null,
  -- what it is shown as
  state text not null,
  process text not null,
  shelved boolean not null,
  suppressed boolean not null,
  out_of_service boolean not null,
  -- operators are to see it
  annunciated boolean not null,
  -- µs since 1970 UTC, as all moments here: when it came to be shown as it is; when its condition came to hold, or null
  since bigint not null,
  raised_at bigint,
  value double precision,
  status bigint,
  -- the newest edges of its conditions: what is not newer is known
  edge_at bigint,
  edge_active boolean not null,
  suppression_at bigint,
  suppression_active boolean not null,
  -- {"kind", "id", "name"}
  acknowledged_by jsonb,
  acknowledged_at bigint,
  -- of shelving or being out of service: {"by", "reason", "at"}
  held jsonb,
  shelved_until bigint,
  -- why it is not evaluated: {"code", "says"}
  broken jsonb,
  note text,
  foreign key (tenant_id, alarm_id) references alarms (tenant_id, id) on delete cascade
);
create index alarm_states_listed on alarm_states (tenant_id, priority desc, since desc, alarm_id desc) where annunciated;
create index alarm_states_asset on alarm_states (tenant_id, asset_id);
create index alarm_states_shelved on alarm_states (tenant_id, shelved_until) where shelved;
create index alarm_states_state on alarm_states (tenant_id, state);

create sequence alarm_event_number;
-- What happened, in the order of `seq`: within one tenant a number that is seen has none before it still to come.
create table alarm_events (
  tenant_id uuid not null references tenants,
  seq bigint not null,
  alarm_id uuid not null,
  asset_id uuid not null references assets on delete cascade,
  -- µs since 1970 UTC
  at bigint not null,
  kind text not null,
  -- shown after it
  state text not null,
  -- it was put before operators by this
  annunciated boolean not null,
  priority smallint not null,
  value double precision,
  status bigint,
  done_by jsonb,
  note text,
  until bigint,
  -- the condition and the time of the edge that it came from
  condition integer,
  edge_at bigint,
  primary key (tenant_id, seq)
);
-- An edge that comes again doubles nothing.
create unique index alarm_events_edge on alarm_events (condition, edge_at) where condition is not null;
create index alarm_events_alarm on alarm_events (tenant_id, alarm_id, seq desc);
create index alarm_events_time on alarm_events (tenant_id, at, seq);

-- What an organisation has decided about its alarms.
create table alarm_settings (
  tenant_id uuid primary key references tenants,
  settings jsonb not null
);

do $$
declare name text;
begin
  foreach name in array array['alarms', 'alarm_changes', 'alarm_states', 'alarm_events'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    -- Whoever sees the asset sees its alarms; through a grant nothing is changed.
    execute format('create policy read on %I for select using (tenant_id = (select millrace_tenant())
      and ((select millrace_whole()) or asset_id in (select id from assets)))', name);
    execute format('create policy write on %I using (tenant_id = (select millrace_tenant())
      and ((select millrace_whole()) or ((select millrace_grant()) is null and asset_id in (select id from assets))))
      with check (tenant_id = (select millrace_tenant())
      and ((select millrace_whole()) or ((select millrace_grant()) is null and asset_id in (select id from assets))))', name);
  end loop;
end $$;
alter table alarm_settings enable row level security;
alter table alarm_settings force row level security;
-- A limited reach acknowledges and proposes by the settings, too, and sets none.
create policy read on alarm_settings for select using (tenant_id = (select millrace_tenant()));
create policy write on alarm_settings using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));

grant select, insert, update, delete on alarms, alarm_states, alarm_settings to millrace_tenant;
grant select, insert, update on alarm_changes to millrace_tenant;
-- What happened is never changed.
grant select, insert on alarm_events to millrace_tenant;
grant usage on sequence condition_number, alarm_event_number to millrace_tenant;
