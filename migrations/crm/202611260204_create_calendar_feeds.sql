-- Secret addresses of calendars. Only the hash of a secret is kept, so that nobody who reads this can read calendars.
create table calendar_feeds (
  org_id       uuid        not null,
  member_id    uuid        not null,
  secret_hash  bytea       not null check (length(secret_hash) = 32),
  created_at   timestamptz not null,
  constraint calendar_feeds_pkey primary key (org_id, member_id),
  constraint calendar_feeds_secret_key unique (org_id, secret_hash)
);
select protect_tenant_table('calendar_feeds');
