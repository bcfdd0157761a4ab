-- Programs that act for an organisation: with an API key, or as an OAuth 2.0 client (RFC 6749 §4.4).

create table programs (
  -- also the public part of the key, and the client_id
  id uuid primary key,
  tenant_id uuid not null references tenants,
  kind text not null check (kind in ('key', 'client')),
  name text not null,
  description text not null,
  -- actions it may do at most; null: all that its roles give
  scopes text[],
  -- SHA-256 in hex of a secret with 256 random bits
  secret_hash text not null,
  -- the secret before the last rotation, and until when it still counts
  previous_hash text,
  previous_until timestamptz,
  -- {"kind", "id", "name"} of who made it
  created_by jsonb not null,
  created_at timestamptz not null,
  rotated_at timestamptz,
  expires_at timestamptz not null,
  suspended_at timestamptz,
  last_used_at timestamptz,
  last_remote text,
  check ((previous_hash is null) = (previous_until is null))
);
create index programs_tenant on programs (tenant_id, id);
alter table programs enable row level security;
alter table programs force row level security;
create policy tenant on programs using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));
create policy by_key on programs for select using (id::text = (select millrace_key()));

-- Access tokens of OAuth 2.0 clients: opaque, so that one ends the moment its row does.
create table program_tokens (
  -- SHA-256 of the token, in hex: the token has 256 random bits
  token_hash text primary key,
  tenant_id uuid not null references tenants,
  program_id uuid not null references programs on delete cascade,
  scopes text[],
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index program_tokens_program on program_tokens (program_id, created_at);
alter table program_tokens enable row level security;
alter table program_tokens force row level security;
create policy tenant on program_tokens using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));
create policy by_key on program_tokens for select using (token_hash = (select millrace_key()));

grant select, insert, update, delete on programs, program_tokens to millrace_tenant;
