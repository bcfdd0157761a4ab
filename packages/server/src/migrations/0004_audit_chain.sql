-- What was done, by whom, on what: appended only, each record bound to the one before by its hash.

create table audit_heads (
  tenant_id uuid primary key references tenants,
  -- the newest record
  seq bigint not null,
  hash text not null,
  -- the record before the oldest that is kept; 0 while none was dropped
  anchor_seq bigint not null default 0,
  anchor_hash text not null default repeat('0', 64),
  -- days that records are kept; null: for ever
  retention_days integer check (retention_days >= 183)
);

create table audit_records (
  tenant_id uuid not null references tenants,
  seq bigint not null,
  -- canonical JSON (RFC 8785); the columns below are taken from it and so can never say anything else
  body text not null,
  prev text not null,
  -- SHA-256 of prev, a line feed and body, in hex
  hash text not null,
  recorded_at timestamptz not null default now(),
  action text not null generated always as ((body::jsonb) ->> 'action') stored,
  outcome text not null generated always as ((body::jsonb) ->> 'outcome') stored,
  actor_id text not null generated always as ((body::jsonb) #>> '{actor,id}') stored,
  target_id text generated always as ((body::jsonb) #>> '{target,id}') stored,
  primary key (tenant_id, seq)
);
create index audit_records_actor on audit_records (tenant_id, actor_id, seq);
create index audit_records_target on audit_records (tenant_id, target_id, seq);

create table audit_checkpoints (
  tenant_id uuid not null references tenants,
  seq bigint not null,
  hash text not null,
  -- ISO 8601, as it was signed
  at text not null,
  -- Ed25519 (RFC 8032), base64
  signature text not null,
  key_id text not null,
  primary key (tenant_id, seq, key_id)
);

-- Whoever asks, the owner too: nothing that was recorded changes, and nothing goes before six months are over (网络安全法 §21)
-- and a signed checkpoint covers it.
create function audit_keeps() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and old.recorded_at < now() - interval '183 days'
    and exists (select from audit_checkpoints c where c.tenant_id = old.tenant_id and c.seq >= old.seq) then
    return old;
  end if;
  raise exception 'audit records are kept as they are' using errcode = '23001';
end $$;
create trigger audit_keeps before update or delete on audit_records for each row execute function audit_keeps();
create function audit_keeps_all() returns trigger language plpgsql as $$
begin
  raise exception 'audit records are kept as they are' using errcode = '23001';
end $$;
create trigger audit_keeps_all before truncate on audit_records execute function audit_keeps_all();

alter table audit_heads enable row level security;
alter table audit_heads force row level security;
alter table audit_records enable row level security;
alter table audit_records force row level security;
alter table audit_checkpoints enable row level security;
alter table audit_checkpoints force row level security;
-- Somebody limited to a subtree leaves their trace as well; who looks through a grant writes none of their own here.
create policy tenant on audit_heads
  using (tenant_id = (select millrace_tenant()) and coalesce(current_setting('millrace.grant', true), '') = '')
  with check (tenant_id = (select millrace_tenant()) and coalesce(current_setting('millrace.grant', true), '') = '');
create policy tenant on audit_records
  using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and coalesce(current_setting('millrace.grant', true), '') = '');
create policy tenant on audit_checkpoints using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));

grant select, insert, update on audit_heads to millrace_tenant;
grant select, insert, delete on audit_records to millrace_tenant;
grant select, insert on audit_checkpoints to millrace_tenant;
