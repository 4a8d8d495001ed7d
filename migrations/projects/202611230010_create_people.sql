-- People who work on projects. Their cost rates always travel with them, so they are one column.
create table people (
  org_id      uuid        not null,
  person_id   uuid        not null,
  member_id   uuid,
  name        text        not null,
  email       text,
  role        text,
  active      boolean     not null,
  cost_rates  jsonb       not null,
  version     bigint      not null check (version > 0),
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  constraint people_pkey primary key (org_id, person_id),
  constraint people_member_key unique (org_id, member_id)
);
create index people_name_idx on people (org_id, name, person_id);
select protect_tenant_table('people');
