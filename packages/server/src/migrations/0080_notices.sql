-- Notices: who is told of what, over which channel, and whether it arrived.

-- Ways out. What is secret of one (passwords, tokens, keys) is sealed by the vault and bound to where it goes.
create table notice_channels (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  name text not null,
  kind text not null check (kind in ('email', 'webhook', 'dingtalk', 'wecom', 'feishu', 'sms')),
  -- what is not secret; its form depends on the kind
  settings jsonb not null,
  secret text,
  -- of those who read it where the channel has no one receiver
  language text not null check (language in ('en', 'zh')),
  most_per_minute integer not null check (most_per_minute between 1 and 600),
  enabled boolean not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  unique (tenant_id, name),
  unique (tenant_id, id)
);

-- Who is told: somebody with an address, member of the platform or not.
create table notice_people (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  name text not null,
  language text not null check (language in ('en', 'zh')),
  email text,
  phone text,
  created_at timestamptz not null,
  unique (tenant_id, name),
  unique (tenant_id, id)
);

create table notice_rotas (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  name text not null,
  -- IANA time zone
  zone text not null,
  -- day of the week of the hand-over, 1 Monday to 7 Sunday (ISO 8601)
  weekday integer not null check (weekday between 1 and 7),
  -- wall time of the hand-over in the zone
  at text not null check (at ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  -- a day in the week in which the first of `people` begins
  begins_on date not null,
  -- ids of notice_people, in their turn
  people uuid[] not null check (cardinality(people) > 0),
  created_at timestamptz not null,
  unique (tenant_id, name),
  unique (tenant_id, id)
);

-- Somebody stands in.
create table notice_stand_ins (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  rota_id uuid not null,
  person_id uuid not null,
  begins_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > begins_at),
  foreign key (tenant_id, rota_id) references notice_rotas (tenant_id, id) on delete cascade,
  foreign key (tenant_id, person_id) references notice_people (tenant_id, id) on delete cascade
);
create index notice_stand_ins_rota on notice_stand_ins (tenant_id, rota_id, ends_at);

create table notice_rules (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  name text not null,
  enabled boolean not null,
  -- null: every kind
  kinds text[],
  priorities text[] not null,
  -- this asset and below; null: the whole organisation
  asset_id uuid references assets on delete cascade,
  -- [{"afterMinutes", "channels": [id], "people": [id], "rotas": [id]}], the first told at once
  levels jsonb not null,
  -- {"zone", "from", "until", "days", "priorities"}: what waits for the morning
  quiet jsonb,
  -- s; what comes so soon after a message goes out together
  group_seconds integer not null check (group_seconds between 0 and 3600),
  tell_cleared boolean not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  unique (tenant_id, name),
  unique (tenant_id, id)
);

create table notices (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  -- what counts as the same
  key text not null,
  kind text not null,
  priority text not null check (priority in ('critical', 'high', 'medium', 'low')),
  asset_id uuid references assets on delete set null,
  -- {"en", "zh"}
  title jsonb not null,
  body jsonb not null,
  link text,
  state text not null check (state in ('raised', 'acknowledged', 'cleared')),
  raised_at timestamptz not null,
  changed_at timestamptz not null,
  -- how often it was raised while it was open
  times integer not null default 1,
  -- {"kind", "id", "name"}
  acknowledged_by jsonb,
  -- whether the rules were asked; what is told and not yet routed is the inner half of the outbox
  routed boolean not null default false,
  unique (tenant_id, id)
);
create unique index notices_open on notices (tenant_id, key) where state <> 'cleared';
create index notices_unrouted on notices (tenant_id, id) where not routed;
create index notices_newest on notices (tenant_id, raised_at desc, id desc);

-- What is still to come of a notice: the next level of a rule, at its time.
create table notice_steps (
  tenant_id uuid not null references tenants,
  notice_id uuid not null,
  rule_id uuid not null,
  level integer not null,
  due_at timestamptz not null,
  primary key (tenant_id, notice_id, rule_id),
  foreign key (tenant_id, notice_id) references notices (tenant_id, id) on delete cascade,
  foreign key (tenant_id, rule_id) references notice_rules (tenant_id, id) on delete cascade
);
create index notice_steps_due on notice_steps (tenant_id, due_at);

-- The outer half of the outbox: one message to one receiver over one channel.
create table notice_deliveries (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  -- kept when the channel is gone
  channel_id uuid,
  channel_name text not null,
  channel_kind text not null,
  person_id uuid,
  person_name text,
  rule_id uuid,
  rule_name text,
  level integer not null,
  why text not null check (why in ('raised', 'cleared', 'test')),
  state text not null check (state in ('waiting', 'sending', 'sent', 'dead', 'dropped')),
  created_at timestamptz not null,
  due_at timestamptz not null,
  attempts integer not null default 0,
  -- an attempt whose outcome nobody knows: the platform died in it, or no answer came
  doubtful boolean not null default false,
  claimed_at timestamptz,
  sent_at timestamptz,
  -- the words of the other side, or why there were none
  answer text,
  -- what was sent, as composed for the first attempt: {"title", "text", "notices"}
  message jsonb,
  -- until when its link acknowledges
  link_ends_at timestamptz,
  acknowledged_at timestamptz,
  unique (tenant_id, id),
  foreign key (tenant_id, channel_id) references notice_channels (tenant_id, id) on delete set null (channel_id)
);
create index notice_deliveries_due on notice_deliveries (tenant_id, due_at) where state in ('waiting', 'sending');
create index notice_deliveries_newest on notice_deliveries (tenant_id, created_at desc, id desc);
create index notice_deliveries_rate on notice_deliveries (tenant_id, channel_id, claimed_at);

-- Which notices a message is about.
create table notice_delivery_subjects (
  tenant_id uuid not null references tenants,
  delivery_id uuid not null,
  notice_id uuid not null,
  primary key (tenant_id, delivery_id, notice_id),
  foreign key (tenant_id, delivery_id) references notice_deliveries (tenant_id, id) on delete cascade,
  foreign key (tenant_id, notice_id) references notices (tenant_id, id) on delete cascade
);
create index notice_delivery_subjects_notice on notice_delivery_subjects (tenant_id, notice_id);

-- Signs the links of an organisation; sealed.
create table notice_link_keys (
  tenant_id uuid primary key references tenants,
  secret text not null
);

do $$
declare name text;
begin
  foreach name in array array['notice_channels', 'notice_people', 'notice_rotas', 'notice_stand_ins', 'notice_rules', 'notices',
    'notice_steps', 'notice_deliveries', 'notice_delivery_subjects', 'notice_link_keys'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('grant select, insert, update, delete on %I to millrace_tenant', name);
  end loop;
  foreach name in array array['notice_channels', 'notice_people', 'notice_rotas', 'notice_stand_ins', 'notice_rules', 'notice_link_keys'] loop
    execute format('create policy tenant on %I using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
      with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()))', name);
  end loop;
  -- Whoever settles what a notice is about may be limited to a part of the plant; nobody from outside touches these.
  foreach name in array array['notices', 'notice_steps', 'notice_deliveries', 'notice_delivery_subjects'] loop
    execute format('create policy own on %I using (tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null)
      with check (tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null)', name);
  end loop;
end $$;
