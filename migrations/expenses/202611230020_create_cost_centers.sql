create table cost_centers (
  org_id          uuid        not null,
  cost_center_id  uuid        not null,
  code            text        not null,
  name            text        not null,
  active          boolean     not null,
  version         bigint      not null,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  constraint cost_centers_pkey primary key (org_id, cost_center_id),
  constraint cost_centers_code_key unique (org_id, code)
);
select protect_tenant_table('cost_centers');
