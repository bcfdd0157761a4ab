-- Events: what happened in an organisation, in one order, for whoever is told of it.

-- Where each organisation is: taken last in a transaction, so a number that is seen has none before it still to come.
create table event_heads (
  tenant_id uuid primary key references tenants,
  -- of the newest event
  seq bigint not null,
  -- of the newest that is not kept any more
  dropped bigint not null default 0,
  -- how long events are kept, and how many; null: the default
  days integer check (days between 2 and 366),
  most integer check (most between 10000 and 5000000)
);

create table events (
  tenant_id uuid not null references tenants,
  seq bigint not null,
  id uuid not null,
  type text not null,
  version integer not null,
  -- µs since 1970 UTC: when it happened, and when it was written down
  at bigint not null,
  told_at bigint not null,
  subject text,
  -- where it happened; no reference, for the asset may be gone: then only who sees the whole organisation sees it
  asset_id uuid,
  data jsonb not null,
  primary key (tenant_id, seq)
);
create index events_type on events (tenant_id, type, seq);
create index events_told on events (tenant_id, told_at);

alter table event_heads enable row level security;
alter table event_heads force row level security;
alter table events enable row level security;
alter table events force row level security;
-- As with the audit: whoever is limited to a part tells as well, who looks through a grant writes nothing here.
create policy tenant on event_heads
  using (tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null)
  with check (tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null);
create policy read on events for select using (tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null
  and ((select millrace_whole()) or asset_id in (select id from assets)));
create policy tell on events for insert
  with check (tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null);
create policy drop_old on events for delete using (tenant_id = (select millrace_tenant()) and (select millrace_whole()));

grant select, insert, update on event_heads to millrace_tenant;
-- What happened is never changed.
grant select, insert, delete on events to millrace_tenant;
