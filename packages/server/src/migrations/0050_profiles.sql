-- Device profiles that people of an organisation contribute: each version, its text, and every step on its way to being published.

create table device_profiles (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  -- maker/model in small letters, as the library that ships with the platform names its files
  key text not null,
  major integer not null,
  minor integer not null,
  patch integer not null,
  status text not null check (status in ('draft', 'submitted', 'tried', 'published', 'rejected', 'withdrawn', 'superseded')),
  -- as it was written
  yaml text not null,
  -- the same, read; tables that were tried rest on a device
  content jsonb not null,
  -- what a list shows of it
  summary jsonb not null,
  -- {"kind", "id", "name"}
  contributed_by jsonb not null,
  -- ids of everybody who had a hand in it, and so cannot review it
  hands text[] not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  unique (tenant_id, key, major, minor, patch),
  unique (tenant_id, id)
);
alter table device_profiles enable row level security;
alter table device_profiles force row level security;
create policy tenant on device_profiles using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));

create table device_profile_steps (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  profile_id uuid not null,
  step text not null check (step in ('contributed', 'submitted', 'tried', 'published', 'rejected', 'withdrawn', 'superseded')),
  -- {"kind", "id", "name"}
  taken_by jsonb not null,
  taken_at timestamptz not null,
  note text not null,
  -- of a trial: {"device", "firmware", "by", "tables"}
  trial jsonb,
  -- the organisation too, so that no step can hang on a profile of another
  foreign key (tenant_id, profile_id) references device_profiles (tenant_id, id) on delete cascade
);
create index device_profile_steps_profile on device_profile_steps (tenant_id, profile_id, id);
alter table device_profile_steps enable row level security;
alter table device_profile_steps force row level security;
create policy tenant on device_profile_steps using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));

grant select, insert, update, delete on device_profiles to millrace_tenant;
-- What was decided is never changed; it goes with the version that it is about.
grant select, insert on device_profile_steps to millrace_tenant;
