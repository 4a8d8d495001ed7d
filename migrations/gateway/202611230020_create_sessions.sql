-- Browsers that are logged in. The cookie holds a random token, this table its SHA-256.
create table sessions (
  token_hash       bytea       not null,
  user_id          uuid        not null references users,
  organization_id  uuid        not null,
  created_at       timestamptz not null,
  last_seen_at     timestamptz not null,
  expires_at       timestamptz not null,
  constraint sessions_pkey primary key (token_hash)
);
create index sessions_user_id_idx on sessions (user_id);
create index sessions_expires_at_idx on sessions (expires_at);
