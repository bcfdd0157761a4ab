create table programs (id uuid primary key, tenant_id uuid not null references tenants, name text not null);
alter table programs enable row level security;
alter table programs force row level security;
create policy tenant on programs using (tenant_id = (select millrace_tenant()) and (select millrace_whole())) with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));
grant select, insert, update, delete on programs to millrace_tenant;
