-- What installations of apps need as they run: keys of processes outside, trials of a version, limits, and figures by the hour.

-- A key of a process outside, which is the installation whose key it is.
create table app_keys (
  -- also the public part of the key
  id uuid primary key,
  tenant_id uuid not null references tenants,
  installation_id uuid not null,
  -- as the manifest names it
  process text not null,
  -- SHA-256 in hex of a secret with 256 random bits
  secret_hash text not null,
  -- the secret before the last rotation, and until when it still counts
  previous_hash text,
  previous_until timestamptz,
  -- {"kind", "id", "name"} of who gave it
  created_by jsonb not null,
  -- ids of everybody who learned a secret of it: of what it asks, they are no second pair of eyes
  told text[] not null,
  created_at timestamptz not null,
  rotated_at timestamptz,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  last_remote text,
  unique (tenant_id, installation_id, process),
  foreign key (tenant_id, installation_id) references app_installations (tenant_id, id) on delete cascade,
  check ((previous_hash is null) = (previous_until is null))
);

-- A version that is tried is an installation of its own beside the one that it may take the place of: with its number, and so its
-- tables, and at assets that the other leaves to it meanwhile.
alter table app_installations add column trial_of uuid;
alter table app_installations add column trial_until timestamptz;
-- it goes as soon as what it brought is gone; true: it was promoted
alter table app_installations add column trial_ended boolean;
-- {"need": [ids of assets]} of who is tried with, in the order that was before
alter table app_installations add column whole jsonb;
alter table app_installations add constraint app_installations_trial
  foreign key (tenant_id, trial_of) references app_installations (tenant_id, id);
alter table app_installations drop constraint app_installations_tenant_id_app_key;
alter table app_installations drop constraint app_installations_number_key;
create unique index app_installations_app on app_installations (tenant_id, app) where trial_of is null;
create unique index app_installations_number on app_installations (number) where trial_of is null;
create unique index app_installations_trial_of on app_installations (tenant_id, trial_of);

-- What an administrator lets it use, by kind; what is not named is as usual.
alter table app_installations add column limits jsonb not null default '{}';

-- Where a line of log comes from.
alter table app_log add column source text not null default 'service' check (source in ('service', 'flow', 'page', 'process'));

-- What an installation did and took, by the hour.
create table app_hours (
  tenant_id uuid not null references tenants,
  installation_id uuid not null,
  -- its begin, UTC
  at timestamptz not null,
  source text not null check (source in ('service', 'flow', 'page', 'process')),
  -- of the service, process, page or flow
  name text not null,
  calls bigint not null default 0,
  failed bigint not null default 0,
  refused bigint not null default 0,
  computing_ms double precision not null default 0,
  -- rows written
  rows bigint not null default 0,
  lines bigint not null default 0,
  primary key (tenant_id, installation_id, at, source, name),
  foreign key (tenant_id, installation_id) references app_installations (tenant_id, id) on delete cascade
);

do $$
declare name text;
begin
  foreach name in array array['app_keys', 'app_hours'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
      with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()))', name);
    execute format('grant select, insert, update, delete on %I to millrace_tenant', name);
  end loop;
end $$;
create policy by_key on app_keys for select using (id::text = (select millrace_key()));

alter table quotas drop constraint quotas_kind_check;
alter table quotas add constraint quotas_kind_check check (kind in ('devices', 'points', 'values_per_second', 'storage_bytes',
  'calls_per_minute', 'query_seconds_per_minute', 'app_calls_per_minute', 'app_seconds_per_minute', 'app_table_bytes'));
