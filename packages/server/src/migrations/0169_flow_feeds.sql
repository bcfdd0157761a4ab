-- What the platform itself feeds to runs of flows: events, and alarms as they stand. Samples go into the inbox of the node; this says how
-- far they have come.

create table flow_feeds (
  tenant_id uuid not null references tenants,
  run integer not null references flow_runs on delete cascade,
  -- path of the node
  node text not null,
  kind text not null check (kind in ('event', 'alarm')),
  -- a type of event, or alarm.*; name or id of an alarm, empty for any
  wanted text not null,
  -- number of the event up to which it was fed
  position bigint not null,
  -- µs since 1970, of its newest sample
  newest bigint not null,
  -- ids of alarms that stand; empty for events
  stands jsonb not null,
  -- of an alarm, what was given last; null: nothing yet
  given text check (given in ('true', 'false', 'hidden')),
  -- samples that are on their way into the inbox: [time, value, status]
  pending jsonb not null,
  primary key (run, node)
);
create index flow_feeds_by_tenant on flow_feeds (tenant_id);

alter table flow_feeds enable row level security;
alter table flow_feeds force row level security;
create policy own on flow_feeds using (tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null and ((select millrace_whole()) or run in (select number from flow_runs))) with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));
grant select, insert, update, delete on flow_feeds to millrace_tenant;

-- An inbox is {"kind", "of"?, "digest"?, "sealed"?}. Secrets stood here as they were: their digest takes their place.
update flow_runs set inputs = (
  select jsonb_object_agg(key, case when jsonb_typeof(value->'inbox') = 'string'
    then value || jsonb_build_object('inbox', jsonb_build_object('kind', 'webhook',
      'digest', encode(sha256(convert_to(value->>'inbox', 'UTF8')), 'hex')))
    else value end)
  from jsonb_each(inputs))
where jsonb_path_exists(inputs, '$.*.inbox');
