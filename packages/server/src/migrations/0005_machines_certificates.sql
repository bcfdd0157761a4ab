-- Machines that prove who they are by certificates: one-time tokens to enrol, certificates issued, and what was revoked.

-- A machine with a certificate needs no secret; its name is still the one name of one broker.
alter table credentials alter column secret_hash drop not null;

create table enrolment_tokens (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  -- SHA-256 of the token, in hex: the token has 256 random bits
  token_hash text not null unique,
  -- name of the credential it is bound to
  name text not null,
  -- {"as": "edge", "group", "node"} or {"as": "device", "name"}
  speaks jsonb not null,
  -- who made it, as the audit named them then
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  used_remote text,
  -- how often it came again after it was used
  replays integer not null default 0
);
create index enrolment_tokens_tenant on enrolment_tokens (tenant_id, id);
create index enrolment_tokens_name on enrolment_tokens (name);
alter table enrolment_tokens enable row level security;
alter table enrolment_tokens force row level security;
create policy tenant on enrolment_tokens using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));
create policy by_key on enrolment_tokens for select using (token_hash = (select millrace_key()));

create table certificates (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  name text not null,
  speaks jsonb not null,
  -- hex
  serial text not null unique,
  -- SHA-256 of the certificate, in hex
  fingerprint text not null unique,
  -- SHA-256 of its public key (SubjectPublicKeyInfo), in hex
  key_hash text not null,
  -- fingerprint of the authority that signed it
  issuer text not null,
  pem text not null,
  -- the certificate whose renewal this is; one has one renewal at most
  renews uuid unique references certificates,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  -- as RFC 5280 §5.3.1 names it
  reason text,
  last_used_at timestamptz,
  last_remote text,
  check ((revoked_at is null) = (reason is null))
);
create index certificates_tenant on certificates (tenant_id, name, id);
create index certificates_revoked on certificates (expires_at) where revoked_at is not null;
alter table certificates enable row level security;
alter table certificates force row level security;
create policy tenant on certificates using (tenant_id = (select millrace_tenant()) and (select millrace_whole()))
  with check (tenant_id = (select millrace_tenant()) and (select millrace_whole()));
create policy by_key on certificates for select using (fingerprint = (select millrace_key()));
-- The list of what is revoked is public and one for all organisations (RFC 5280 §5).
create policy revoked on certificates for select using ((select millrace_key()) = 'revoked' and revoked_at is not null);

grant select, insert, update, delete on enrolment_tokens, certificates to millrace_tenant;
