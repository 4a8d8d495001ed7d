-- Keys of programs, each with its own roles. Only the SHA-256 of a key is kept.
create table api_keys (
  org_id        uuid        not null,
  api_key_id    uuid        not null,
  name          text        not null,
  roles         jsonb       not null,
  key_hash      bytea       not null,
  created_by    text        not null,
  created_at    timestamptz not null,
  last_used_at  timestamptz,
  revoked_at    timestamptz,
  constraint api_keys_pkey primary key (org_id, api_key_id),
  constraint api_keys_key_hash_key unique (org_id, key_hash)
);
select protect_tenant_table('api_keys');
