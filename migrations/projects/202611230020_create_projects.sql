-- Projects with their milestones and tasks, which are read and written only together with their project.
create table projects (
  org_id         uuid          not null,
  project_id     uuid          not null,
  deal_id        uuid,
  win_no         integer       not null check (win_no >= 0),
  account_id     uuid,
  account_name   text,
  name           text          not null,
  status         text          not null check (status in ('active', 'on_hold', 'cancelled', 'completed')),
  currency       char(3)       not null,
  budget_hours   numeric(12,4) not null check (budget_hours >= 0),
  budget_amount  numeric(19,4) not null,
  starts_on      date          not null,
  milestones     jsonb         not null,
  tasks          jsonb         not null,
  version        bigint        not null check (version > 0),
  created_at     timestamptz   not null,
  updated_at     timestamptz   not null,
  constraint projects_pkey primary key (org_id, project_id),
  constraint projects_deal_key unique (org_id, deal_id)
);
create index projects_starts_on_idx on projects (org_id, starts_on, project_id);
create index projects_name_idx on projects (org_id, name, project_id);
create index projects_account_idx on projects (org_id, account_id);
select protect_tenant_table('projects');
