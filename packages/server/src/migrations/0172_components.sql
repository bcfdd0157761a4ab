-- The pool of components: parts of flows and services of apps that stand in others by name and version, and what their use comes to.

create table components (
  tenant_id uuid not null references tenants,
  name text not null,
  kind text not null check (kind in ('subflow', 'script', 'service')),
  -- number of the last version that there was: none is given twice
  last integer not null,
  primary key (tenant_id, name)
);

create table component_versions (
  tenant_id uuid not null,
  name text not null,
  number integer not null,
  -- waiting: for a second person
  stage text not null check (stage in ('waiting', 'published', 'rejected')),
  -- {"en", "zh"}
  title jsonb not null,
  description jsonb not null,
  -- ports, parameters and what is inside
  body jsonb not null,
  -- sha256:… of the body in canonical form
  digest text not null,
  comment text,
  made_by jsonb not null,
  made_at timestamptz not null,
  reviewed_by jsonb,
  reviewed_at timestamptz,
  review_comment text,
  -- {"reason", "successor"?, "by", "at"}
  deprecated jsonb,
  primary key (tenant_id, name, number),
  foreign key (tenant_id, name) references components (tenant_id, name) on delete cascade
);

-- What was published once is never another.
create function component_versions_keep() returns trigger language plpgsql as $$
begin
  if new.body is distinct from old.body or new.digest is distinct from old.digest or new.number <> old.number
      or new.title is distinct from old.title or new.description is distinct from old.description
      or (old.stage <> 'waiting' and new.stage <> old.stage) then
    raise exception 'a version of a component is never changed';
  end if;
  return new;
end $$;
create trigger component_versions_keep before update on component_versions
  for each row execute function component_versions_keep();

-- What was counted, an hour a row; it stays when the component goes, and for 400 days.
create table component_use (
  tenant_id uuid not null references tenants,
  name text not null,
  number integer not null,
  -- flow, app, person, program
  consumer_kind text not null,
  consumer_id text not null,
  -- as it was called when it was last counted
  consumer_name text not null,
  hour timestamptz not null,
  calls bigint not null,
  samples bigint not null,
  ms double precision not null,
  errors bigint not null,
  primary key (tenant_id, name, number, consumer_kind, consumer_id, hour)
);
create index component_use_by_hour on component_use (tenant_id, hour);

do $$
declare table_name text;
begin
  foreach table_name in array array['components', 'component_versions', 'component_use'] loop
    execute format('alter table %I enable row level security', table_name);
    execute format('alter table %I force row level security', table_name);
    execute format('create policy tenant on %I using (tenant_id = (select millrace_tenant()) and (select millrace_whole())) with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()))', table_name);
    execute format('grant select, insert, update, delete on %I to millrace_tenant', table_name);
  end loop;
end $$;
