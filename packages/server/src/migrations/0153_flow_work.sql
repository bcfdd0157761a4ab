-- Runs of flows whose points are given anew out of the history.

create table flow_work (
  tenant_id uuid not null references tenants,
  run integer primary key references flow_runs on delete cascade,
  -- µs since 1970: from where, and up to where it has come; it begins anew after a restart
  begun_at bigint not null,
  first_at bigint not null,
  -- {"code", "says"}: why it does not go on
  broken jsonb
);
create index flow_work_by_tenant on flow_work (tenant_id);

alter table flow_work enable row level security;
alter table flow_work force row level security;
create policy own on flow_work using (tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null and ((select millrace_whole()) or run in (select number from flow_runs))) with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));
grant select, insert, update, delete on flow_work to millrace_tenant;
