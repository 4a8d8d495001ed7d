-- What this service must know of a project, copied from its events.
create table projects (
  org_id      uuid   not null,
  project_id  uuid   not null,
  account_id  uuid,
  deal_id     uuid,
  name        text   not null,
  status      text   not null,
  version     bigint not null,
  constraint projects_pkey primary key (org_id, project_id),
  constraint projects_status_check check (status in ('active', 'on_hold', 'cancelled', 'completed'))
);
select protect_tenant_table('projects');
