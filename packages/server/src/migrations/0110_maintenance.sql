-- Maintenance: plans that make work orders, and what people did with them.

create table maintenance_plans (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  asset_id uuid not null references assets on delete cascade,
  name text not null,
  -- what the order asks for
  instructions text not null,
  -- [{"text", "measure"?: unit, "required"}]
  checklist jsonb not null,
  priority text not null check (priority in ('critical', 'high', 'medium', 'low')),
  -- {"is": "counter", "point", "every"} | {"is": "months", "every", "from", "zone"} | {"is": "event", "kinds"}
  trigger jsonb not null,
  enabled boolean not null,
  -- of a counter: what it showed last, and what it counted since the last order
  counter_last double precision,
  counted double precision not null default 0,
  -- of months: when the next order is due
  next_at timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  unique (tenant_id, name),
  unique (tenant_id, id)
);
create index maintenance_plans_next on maintenance_plans (tenant_id, next_at) where enabled;

create table work_orders (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  -- counts up in the organisation: what people say and write on a tag
  number integer not null,
  asset_id uuid not null references assets on delete cascade,
  plan_id uuid,
  title text not null,
  instructions text not null,
  priority text not null check (priority in ('critical', 'high', 'medium', 'low')),
  -- {"is": "plan" | "event" | "person", "says": text, "key"?: of an event}
  cause jsonb not null,
  -- of an event or a plan: while an order of that key is not over there is no second one
  cause_key text,
  state text not null check (state in ('open', 'in_work', 'waiting', 'done', 'closed')),
  -- who is to do it, by name
  assigned text[] not null,
  -- [{"text", "measure"?, "required", "done", "value"?, "by"?, "at"?}]
  checklist jsonb not null,
  -- [{"name", "number"?, "quantity", "unit"}]
  parts jsonb not null,
  -- [{"person", "minutes", "day"}]
  times jsonb not null,
  due_at timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  started_at timestamptz,
  done_at timestamptz,
  closed_at timestamptz,
  -- {"kpi", "before": {"from", "to", "value", "unit"}, "after": {…}}
  effect jsonb,
  unique (tenant_id, number),
  unique (tenant_id, id),
  foreign key (tenant_id, plan_id) references maintenance_plans (tenant_id, id) on delete set null (plan_id)
);
create unique index work_orders_cause on work_orders (tenant_id, cause_key) where state in ('open', 'in_work', 'waiting');
create index work_orders_newest on work_orders (tenant_id, number desc);
create index work_orders_asset on work_orders (tenant_id, asset_id, number desc);

create table work_order_steps (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  order_id uuid not null,
  -- two steps may fall into one millisecond
  seq bigint generated always as identity,
  step text not null,
  -- {"kind", "id", "name"}
  taken_by jsonb not null,
  taken_at timestamptz not null,
  note text not null,
  foreign key (tenant_id, order_id) references work_orders (tenant_id, id) on delete cascade
);
create index work_order_steps_order on work_order_steps (tenant_id, order_id, seq);

-- In the database, so that a backup, a restore and the border between organisations hold for them as for everything else.
create table work_order_photos (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  order_id uuid not null,
  -- found in the bytes, whatever was said
  media_type text not null check (media_type in ('image/jpeg', 'image/png', 'image/webp')),
  width integer not null,
  height integer not null,
  sha256 text not null,
  bytes bytea not null check (octet_length(bytes) <= 8388608),
  taken_by jsonb not null,
  taken_at timestamptz not null,
  unique (tenant_id, order_id, sha256),
  foreign key (tenant_id, order_id) references work_orders (tenant_id, id) on delete cascade
);

-- The last number given out in an organisation, also to whoever is limited to a part of the plant.
create table work_order_numbers (
  tenant_id uuid primary key references tenants,
  last integer not null
);

do $$
declare name text;
begin
  foreach name in array array['maintenance_plans', 'work_orders', 'work_order_steps', 'work_order_photos', 'work_order_numbers'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('grant select, insert, update, delete on %I to millrace_tenant', name);
  end loop;
  -- Whoever sees the asset at home sees what is done to it; nobody from outside does.
  foreach name in array array['maintenance_plans', 'work_orders'] loop
    execute format('create policy own on %I using (tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null
      and ((select millrace_whole()) or asset_id in (select id from assets)))
      with check (tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null
      and ((select millrace_whole()) or asset_id in (select id from assets)))', name);
  end loop;
  foreach name in array array['work_order_steps', 'work_order_photos'] loop
    execute format('create policy own on %I using (tenant_id = (select millrace_tenant()) and order_id in (select id from work_orders))
      with check (tenant_id = (select millrace_tenant()) and order_id in (select id from work_orders))', name);
  end loop;
  create policy own on work_order_numbers using (tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null)
    with check (tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null);
end $$;
