-- History that is brought in from files: what was asked for, how far it has come, and what became of it.

create table imports (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  name text not null,
  format text not null check (format in ('csv', 'parquet', 'arrow')),
  encoding text not null,
  -- below the import folder of the organisation; null: the file is sent
  path text,
  -- by which the sender knows the file again
  fingerprint text,
  mapping jsonb not null,
  dry_run boolean not null,
  -- the subtrees that whoever asked may bring history into; null: the whole organisation
  below uuid[],
  -- {"kind", "id", "name"}
  asked_by jsonb not null,
  state text not null check (state in ('receiving', 'waiting', 'running', 'stopped', 'done')),
  size bigint not null,
  received bigint not null,
  -- Where reading goes on. What lies before is durable, and counted in what follows.
  at_row bigint not null default 0,
  at_byte bigint not null default 0,
  at_line bigint not null default 0,
  stored bigint not null default 0,
  refused bigint not null default 0,
  reasons jsonb not null default '{}',
  -- of the report of refusals
  report_bytes bigint not null default 0,
  fault jsonb,
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz
);
create index imports_tenant on imports (tenant_id, id desc);
create index imports_open on imports (tenant_id) where state <> 'done';
alter table imports enable row level security;
alter table imports force row level security;
create policy own on imports using (tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null)
  with check (tenant_id = (select millrace_tenant()) and (select millrace_grant()) is null);
grant select, insert, update, delete on imports to millrace_tenant;
