-- Who may do what: custom roles, who holds which role where, and what one organisation shows another.

create table roles (
  tenant_id uuid not null references tenants,
  name text not null,
  title text not null,
  actions text[] not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, name)
);
alter table roles enable row level security;
alter table roles force row level security;
create policy tenant on roles using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));

create table assignments (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  -- a person or a program
  holder_id uuid not null,
  role text not null,
  -- only for this asset and what is below it; null: for the whole organisation
  below uuid references assets on delete cascade,
  -- the identity provider whose groups gave it; null: somebody here did
  provider_id uuid,
  created_at timestamptz not null default now(),
  unique nulls not distinct (tenant_id, holder_id, role, below, provider_id)
);
alter table assignments enable row level security;
alter table assignments force row level security;
create policy tenant on assignments using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));

create table grants (
  id uuid primary key,
  -- the organisation that gives
  tenant_id uuid not null references tenants,
  -- what is shown: a subtree or one point
  asset_id uuid references assets on delete cascade,
  point_id uuid references points on delete cascade,
  -- name of it at the time
  subject text not null,
  -- whom it is for: an organisation, or whoever holds a link
  guest_handle text,
  guest_id uuid references tenants,
  -- SHA-256 of the link's token, in hex
  link_hash text unique,
  actions text[] not null,
  purpose text not null,
  given_by jsonb not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  check (num_nonnulls(asset_id, point_id) = 1),
  check (num_nonnulls(guest_handle, link_hash) = 1),
  check (starts_at < ends_at)
);
create index grants_tenant on grants (tenant_id, id);
create index grants_guest on grants (guest_id, id);

create function millrace_grant() returns uuid language sql stable
  return nullif(current_setting('millrace.grant', true), '')::uuid;

-- The organisation that looks through the grant; null for the holder of a link.
create function millrace_guest() returns uuid language sql stable
  return nullif(current_setting('millrace.guest', true), '')::uuid;

alter table grants enable row level security;
alter table grants force row level security;
create policy tenant on grants using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));
create policy guest on grants for select using (guest_id = (select millrace_tenant()) and (select millrace_whole()));
create policy by_key on grants for select using (link_hash = (select millrace_key()));
-- A grant that lives shows itself to who looks through it, and to nobody else.
create policy through on grants for select using (
  id = (select millrace_grant()) and tenant_id = (select millrace_tenant())
  and guest_id is not distinct from (select millrace_guest())
  and revoked_at is null and starts_at <= now() and now() < ends_at
);
-- An organisation is known by name to those it shows something to, and to those that show it something.
create policy party on tenants for select using ((select millrace_whole()) and (
  id in (select tenant_id from grants where guest_id = (select millrace_tenant()))
  or id in (select guest_id from grants where tenant_id = (select millrace_tenant())))
);

-- The subtrees this transaction may see, when it is limited: through a grant what the grant says now, whatever the caller claims.
create function millrace_below() returns uuid[] language sql stable
  return case
    when millrace_grant() is not null
      then coalesce((select array[asset_id] from grants where id = millrace_grant() and asset_id is not null), '{}')
    else coalesce(nullif(current_setting('millrace.below', true), '')::uuid[], '{}')
  end;

-- The one point a grant shows, or null.
create function millrace_point() returns uuid language sql stable
  return (select point_id from grants where id = millrace_grant());

drop policy tenant on assets;
create policy read on assets for select using (
  tenant_id = (select millrace_tenant())
  and ((select millrace_whole()) or lineage && (select millrace_below()))
);
create policy write on assets using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));

drop policy tenant on points;
create policy read on points for select using (
  tenant_id = (select millrace_tenant())
  and ((select millrace_whole())
    or asset_id in (select id from assets where lineage && (select millrace_below()))
    or id = (select millrace_point()))
);
create policy write on points using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));

drop policy tenant on series;
create policy read on series for select using (
  tenant_id = (select millrace_tenant()) and ((select millrace_whole()) or point_id in (select id from points))
);
create policy write on series using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));

drop policy tenant on devices;
create policy read on devices for select using (
  tenant_id = (select millrace_tenant())
  and ((select millrace_whole()) or ((select millrace_grant()) is null and id in (select device_id from points)))
);
create policy write on devices using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));

grant select, insert, update, delete on roles, assignments to millrace_tenant;
grant select, insert, update on grants to millrace_tenant;
