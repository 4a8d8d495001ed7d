-- This service's copy of what it must know of a project: whom an invoice for it may go to.
create table projects (
  org_id      uuid not null,
  project_id  uuid not null,
  account_id  uuid,
  deal_id     uuid,
  name        text not null,
  constraint projects_pkey primary key (org_id, project_id)
);
select protect_tenant_table('projects');
