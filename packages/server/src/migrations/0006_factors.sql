-- How people prove who they are: passwords, authenticator apps, recovery codes, passkeys. All of it is the person's own and no organisation's.

create table passwords (
  user_id uuid primary key references users on delete cascade,
  -- PHC string of argon2id
  hash text not null,
  changed_at timestamptz not null default now()
);
alter table users no force row level security;
insert into passwords (user_id, hash) select id, password_hash from users;
alter table users drop column password_hash;
alter table users force row level security;
alter table passwords enable row level security;
alter table passwords force row level security;
create policy own on passwords using (user_id = (select millrace_user())) with check (user_id = (select millrace_user()));

create table totps (
  user_id uuid primary key references users on delete cascade,
  -- sealed by the vault; null until the first code proved that an app holds it
  secret text,
  -- time step (RFC 6238 §4.2) of the last code that was taken: it and all before it are spent
  last_step bigint not null default 0,
  confirmed_at timestamptz,
  -- sealed too: the secret that is being set up
  pending text,
  pending_until timestamptz
);
alter table totps enable row level security;
alter table totps force row level security;
create policy own on totps using (user_id = (select millrace_user())) with check (user_id = (select millrace_user()));

create table recovery_codes (
  user_id uuid not null references users on delete cascade,
  -- SHA-256 in hex: a code has 80 random bits
  hash text not null,
  used_at timestamptz,
  primary key (user_id, hash)
);
alter table recovery_codes enable row level security;
alter table recovery_codes force row level security;
create policy own on recovery_codes using (user_id = (select millrace_user())) with check (user_id = (select millrace_user()));

create table passkeys (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  -- base64url, as the authenticator made it
  credential_id text not null unique,
  -- COSE key (RFC 9052 §7), base64url
  public_key text not null,
  -- signature counter (WebAuthn Level 3 §6.1.1); 0 for authenticators that keep none
  counter bigint not null,
  transports text[] not null,
  name text not null,
  -- set when the counter went back: two hold this key, nobody signs in with it any more
  suspect_at timestamptz,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkeys_user on passkeys (user_id, id);
alter table passkeys enable row level security;
alter table passkeys force row level security;
create policy own on passkeys using (user_id = (select millrace_user())) with check (user_id = (select millrace_user()));
create policy by_key on passkeys for select using (credential_id = (select millrace_key()));

grant select, insert, update, delete on passwords, totps, recovery_codes, passkeys to millrace_tenant;
