-- Services of apps: how each stands, and what it wrote to its log. Both go with the installation.

create table app_services (
  tenant_id uuid not null references tenants,
  installation_id uuid not null,
  service text not null,
  state text not null default 'active' check (state in ('active', 'paused')),
  -- of one that is paused: {"code", "says"}
  why jsonb,
  -- calls that were stopped, one after the other
  stops integer not null default 0,
  -- of one that is called by time: µs of the last moment of its grid that it was called for
  slot bigint,
  -- of one that hears events: sequence of the last one that it was called with
  position bigint,
  calls bigint not null default 0,
  failed bigint not null default 0,
  computing_ms double precision not null default 0,
  asked bigint not null default 0,
  refused bigint not null default 0,
  lines bigint not null default 0,
  -- calls that were stopped, by code
  stopped jsonb not null default '{}',
  last_at timestamptz,
  primary key (tenant_id, installation_id, service),
  foreign key (tenant_id, installation_id) references app_installations (tenant_id, id) on delete cascade
);

create table app_log (
  tenant_id uuid not null references tenants,
  installation_id uuid not null,
  n bigint not null generated always as identity,
  service text not null,
  at timestamptz not null,
  level text not null check (level in ('info', 'warn', 'error')),
  text text not null,
  fields jsonb,
  primary key (tenant_id, installation_id, n),
  foreign key (tenant_id, installation_id) references app_installations (tenant_id, id) on delete cascade
);
create index app_log_by_service on app_log (tenant_id, installation_id, service, n desc);

do $$
declare name text;
begin
  foreach name in array array['app_services', 'app_log'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
      with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()))', name);
    execute format('grant select, insert, update, delete on %I to millrace_tenant', name);
  end loop;
end $$;
