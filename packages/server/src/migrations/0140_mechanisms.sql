-- Mechanism models of an organisation: their versions with the packages as they are signed, and keys whose packages are trusted.

create table mechanisms (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  -- publisher/name, as model.yaml says it
  name text not null,
  created_at timestamptz not null,
  unique (tenant_id, name),
  unique (tenant_id, id)
);
alter table mechanisms enable row level security;
alter table mechanisms force row level security;
create policy tenant on mechanisms using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));

create table mechanism_versions (
  tenant_id uuid not null references tenants,
  mechanism_id uuid not null,
  version text not null,
  stage text not null check (stage in ('draft', 'tested', 'reviewed', 'published', 'deprecated')),
  origin text not null check (origin in ('library', 'studio', 'import', 'learned')),
  -- sha256:… of digests.json
  digest text not null,
  -- as it came in, or as it was signed here
  archive bytea not null check (octet_length(archive) <= 33554432),
  bytes integer not null,
  manifest jsonb not null,
  -- what a list shows of it
  about jsonb not null,
  -- [{"path", "bytes"}]
  files jsonb not null,
  -- sha256:… of the key; null: it is not signed
  fingerprint text,
  -- as they were last run here: {"digest", "at", "by", "holds", "results"}
  cases jsonb,
  -- [{"stage", "by", "at", "comment"}], oldest first
  steps jsonb not null,
  -- ids of everybody who had a hand in it, and so cannot review it
  hands text[] not null,
  -- {"why", "successor"}
  deprecated jsonb,
  -- {"kind", "id", "name"}: who made it as it is
  made_by jsonb not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (tenant_id, mechanism_id, version),
  -- the organisation too, so that no version can hang on a model of another
  foreign key (tenant_id, mechanism_id) references mechanisms (tenant_id, id)
);
-- A zip does not get smaller.
alter table mechanism_versions alter column archive set storage external;
alter table mechanism_versions enable row level security;
alter table mechanism_versions force row level security;
create policy tenant on mechanism_versions using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));

-- What was published once is never another, whatever a program gets wrong.
create function mechanism_versions_keep() returns trigger language plpgsql as $$
begin
  if old.stage in ('published', 'deprecated') and (tg_op = 'DELETE' or new.stage not in ('published', 'deprecated')
      or new.digest is distinct from old.digest or new.archive is distinct from old.archive or new.version is distinct from old.version) then
    raise exception 'a version of a mechanism model that was published is never changed';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger mechanism_versions_keep before update or delete on mechanism_versions
  for each row execute function mechanism_versions_keep();

create table mechanism_keys (
  tenant_id uuid not null references tenants,
  -- sha256:… of the public key
  fingerprint text not null,
  name text not null,
  trusted_by jsonb not null,
  trusted_at timestamptz not null,
  primary key (tenant_id, fingerprint)
);
alter table mechanism_keys enable row level security;
alter table mechanism_keys force row level security;
create policy tenant on mechanism_keys using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));

grant select, insert, update, delete on mechanisms, mechanism_versions, mechanism_keys to millrace_tenant;
