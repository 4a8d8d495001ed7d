-- Versions of the organisations this service is the owner of. Their name, country, currency and zone stand in the
-- table organizations that every service has; here they are the original, elsewhere a copy.
create table owned_organizations (
  org_id      uuid        not null,
  version     bigint      not null,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  constraint owned_organizations_pkey primary key (org_id)
);
select protect_tenant_table('owned_organizations');
