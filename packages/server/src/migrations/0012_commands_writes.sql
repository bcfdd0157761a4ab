-- Writes to machines: who asked for what and why, who confirmed it, and what the machine held before and after.

-- Where a second person confirms. The nearest rule up the tree counts; the one without an asset is for the whole organisation.
create table write_rules (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  asset_id uuid references assets on delete cascade,
  confirm boolean not null,
  -- minutes for which a write waits for the second person
  minutes integer not null check (minutes between 1 and 1440),
  changed_at timestamptz not null default now(),
  unique nulls not distinct (tenant_id, asset_id)
);
alter table write_rules enable row level security;
alter table write_rules force row level security;
create policy tenant on write_rules using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));

create table writes (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  point_id uuid not null references points on delete cascade,
  -- in the unit of the point; a whole number beyond 2^53 is a text of digits
  value jsonb not null,
  reason text not null,
  -- {"kind", "id", "name"}; for a program also who made it
  asked_by jsonb not null,
  asked_at timestamptz not null,
  -- the grant through which another organisation, or the holder of a link, asked
  grant_id uuid references grants on delete set null,
  state text not null check (state in ('waiting', 'sending', 'done', 'failed', 'unknown', 'refused', 'withdrawn', 'expired')),
  -- of a write that waits or waited for a second person
  expires_at timestamptz,
  -- who confirmed or refused
  decided_by jsonb,
  decided_at timestamptz,
  decision_note text,
  sent_at timestamptz,
  ended_at timestamptz,
  -- samples as the API tells them: at the moment of sending, and read back
  before jsonb,
  after jsonb,
  -- OPC UA status of the write
  status bigint,
  message text,
  check (state <> 'waiting' or expires_at is not null)
);
create index writes_tenant on writes (tenant_id, id desc);
create index writes_point on writes (tenant_id, point_id, id desc);
create index writes_open on writes (tenant_id, expires_at) where state in ('waiting', 'sending');
alter table writes enable row level security;
alter table writes force row level security;
-- Whoever sees the point at home sees what is written to it.
create policy own on writes using (
  tenant_id = (select millrace_tenant())
  and ((select millrace_whole()) or ((select millrace_grant()) is null and point_id in (select id from points)))
) with check (
  tenant_id = (select millrace_tenant())
  and ((select millrace_whole()) or ((select millrace_grant()) is null and point_id in (select id from points)))
);
-- Through a grant: what was asked through it, and a new write only where the grant says so at that moment, by an
-- organisation: the holder of a link is nobody who could answer for it.
create policy guest on writes for select using (
  tenant_id = (select millrace_tenant()) and grant_id = (select millrace_grant()) and point_id in (select id from points)
);
create policy guest_asks on writes for insert with check (
  tenant_id = (select millrace_tenant()) and grant_id = (select millrace_grant()) and point_id in (select id from points)
  and (select millrace_guest()) is not null
  and exists (select from grants where id = (select millrace_grant()) and 'point:write' = any(actions))
);
create policy guest_withdraws on writes for update using (
  tenant_id = (select millrace_tenant()) and grant_id = (select millrace_grant()) and state = 'waiting'
) with check (tenant_id = (select millrace_tenant()) and grant_id = (select millrace_grant()) and state = 'withdrawn');

grant select, insert, update, delete on write_rules to millrace_tenant;
grant select, insert, update on writes to millrace_tenant;
