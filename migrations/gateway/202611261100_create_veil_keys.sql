-- Keys with which what is personal in the events of a thing is veiled before it is written to the journal. An erased person's
-- are destroyed; then nobody can find out any more, not even by trying, what stood there.
create table veil_keys (
  org_id        uuid  not null,
  aggregate_id  uuid  not null,
  key           bytea not null check (length(key) = 32),
  constraint veil_keys_pkey primary key (org_id, aggregate_id)
);
select protect_tenant_table('veil_keys');
