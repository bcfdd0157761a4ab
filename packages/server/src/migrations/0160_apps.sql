-- Industrial apps of an organisation: packages on its shelf, and what is installed of them. The rows of an app's own tables
-- lie in a schema of each installation, app_<number>, which comes and goes with it.

create table app_versions (
  tenant_id uuid not null references tenants,
  -- publisher/name, as app.yaml says it
  app text not null,
  version text not null,
  -- sha256:… of digests.json
  digest text not null,
  -- as it came in
  archive bytea not null check (octet_length(archive) <= 33554432),
  bytes integer not null,
  manifest jsonb not null,
  -- [{"path", "bytes"}]
  files jsonb not null,
  -- sha256:… of the key; null: it is not signed
  fingerprint text,
  -- {"kind", "id", "name"}
  made_by jsonb not null,
  made_at timestamptz not null,
  primary key (tenant_id, app, version)
);
-- A zip does not get smaller.
alter table app_versions alter column archive set storage external;

-- Names of schemas: never given twice, also not after an uninstall.
create sequence app_numbers;
grant usage on sequence app_numbers to millrace_tenant;

create table app_installations (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  number integer not null unique default nextval('app_numbers'),
  app text not null,
  version text not null,
  -- what was there before an upgrade; rollback leads to it
  previous text,
  state text not null check (state in ('active', 'suspended')),
  -- by name; without secrets
  settings jsonb not null,
  -- sealed: {"name": "secret"}
  secrets text,
  -- {"need": [ids of assets]}
  bound jsonb not null,
  -- what whoever installed it agreed to
  agreed jsonb not null,
  -- its tables as they are in its schema: those of this version, and what versions before it left
  tables jsonb not null,
  made_by jsonb not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  unique (tenant_id, app),
  unique (tenant_id, id),
  -- a version that is installed stays
  foreign key (tenant_id, app, version) references app_versions (tenant_id, app, version),
  foreign key (tenant_id, app, previous) references app_versions (tenant_id, app, version)
);

do $$
declare name text;
begin
  foreach name in array array['app_versions', 'app_installations'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
      with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()))', name);
    execute format('grant select, insert, update, delete on %I to millrace_tenant', name);
  end loop;
end $$;
