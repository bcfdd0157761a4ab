-- What came of a version's own tests here, and platforms from which an organisation takes apps.

create table app_tests (
  tenant_id uuid not null references tenants,
  app text not null,
  version text not null,
  state text not null check (state in ('none', 'waiting', 'running', 'passed', 'failed', 'stopped')),
  passed integer not null,
  failed integer not null,
  -- [{"kind", "of", "file", "name", "passed", "differences", "log"}]
  results jsonb not null,
  -- {"code", "facts", "detail", "remedy"}: why it was stopped
  why jsonb,
  -- version of the platform
  platform text,
  ended_at timestamptz,
  asked_by jsonb not null,
  primary key (tenant_id, app, version),
  foreign key (tenant_id, app, version) references app_versions (tenant_id, app, version) on delete cascade
);

create table app_mirrors (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  address text not null,
  -- sealed API key of the platform there
  key text not null,
  follows boolean not null,
  every_minutes integer not null check (every_minutes between 15 and 10080),
  -- ["app@version"] that were there when following began, or were taken since
  known jsonb not null,
  -- [{"app", "version"}] that are to be taken
  wanted jsonb not null,
  -- [{"app", "version", "is", "code", "facts", "detail"}], the last first
  results jsonb not null,
  -- {"code", "facts", "detail", "remedy"} of the last look
  why jsonb,
  looked_at timestamptz,
  next_at timestamptz,
  made_by jsonb not null,
  made_at timestamptz not null,
  unique (tenant_id, address)
);

do $$
declare name text;
begin
  foreach name in array array['app_tests', 'app_mirrors'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
      with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()))', name);
    execute format('grant select, insert, update, delete on %I to millrace_tenant', name);
  end loop;
end $$;
