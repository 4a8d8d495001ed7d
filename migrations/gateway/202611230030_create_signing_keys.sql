-- Keys that sign access tokens. pkcs8 is the private key: whoever may read this table may speak for anybody, so nobody
-- but the gateway's app role is to be let in. published_until is empty while no newer key exists.
create table signing_keys (
  kid              text        not null,
  pkcs8            bytea       not null,
  created_at       timestamptz not null,
  signs_from       timestamptz not null,
  published_until  timestamptz,
  constraint signing_keys_pkey primary key (kid)
);
