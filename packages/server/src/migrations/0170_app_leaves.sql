-- Solutions leave nothing: what an installation made known goes with it, and an uninstall that a kill cut off is finished.

-- It is being uninstalled.
alter table app_installations add column leaving boolean not null default false;

-- Versions of KPIs that an app made by applying a class; nobody else's are ever taken away.
create policy gone on kpi_definitions for delete
  using (tenant_id = (select millrace_tenant()) and (select millrace_whole()) and defined_by->>'kind' = 'app');
grant delete on kpi_definitions to millrace_tenant;

-- Proposals of an app that were withdrawn before anybody decided on them.
create policy gone on alarm_changes as restrictive for delete
  using (state = 'withdrawn' and kind = 'add' and proposed_by->>'kind' = 'app');
grant delete on alarm_changes to millrace_tenant;
