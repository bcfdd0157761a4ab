-- What an organisation may take up at most. No row: no limit.

create table quotas (
  tenant_id uuid not null references tenants,
  kind text not null check (kind in ('devices', 'points', 'values_per_second', 'storage_bytes', 'calls_per_minute', 'query_seconds_per_minute')),
  most double precision not null check (most >= 0),
  changed_at timestamptz not null default now(),
  primary key (tenant_id, kind)
);
alter table quotas enable row level security;
alter table quotas force row level security;
create policy tenant on quotas using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));
grant select, insert, update, delete on quotas to millrace_tenant;
