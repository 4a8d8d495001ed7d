-- What a project was planned to be, and what was worked in it, state by state: from these, as of any moment, follows what is left
-- to do. Rows are only added; the last one told until a moment is the one that held then. Neither table has a text of a person.
create table project_plans (
  org_id        uuid          not null,
  project_id    uuid          not null,
  seq           bigint        not null,
  told_at       timestamptz   not null,
  status        text          not null check (status in ('active', 'on_hold', 'cancelled', 'completed')),
  currency      char(3)       not null,
  budget_hours  numeric(12,4) not null check (budget_hours >= 0),
  tasks         jsonb         not null,
  constraint project_plans_pkey primary key (org_id, project_id, seq)
);
comment on column project_plans.tasks is 'What is planned of each task, without its name; it travels whole and nothing queries inside.';
select protect_tenant_table('project_plans');
revoke update, delete on project_plans from gerinc_app;

create table worked_time (
  org_id         uuid          not null,
  time_entry_id  uuid          not null,
  seq            bigint        not null,
  told_at        timestamptz   not null,
  project_id     uuid          not null,
  task_id        uuid          not null,
  status         text          not null check (status in ('draft', 'submitted', 'approved', 'rejected')),
  hours          numeric(8,4)  not null check (hours >= 0),
  cost           numeric(19,4),
  cost_currency  char(3),
  constraint worked_time_pkey primary key (org_id, time_entry_id, seq),
  constraint worked_time_cost_check check (num_nonnulls(cost, cost_currency) in (0, 2))
);
create index worked_time_project_idx on worked_time (org_id, project_id, time_entry_id, seq desc);
select protect_tenant_table('worked_time');
revoke update, delete on worked_time from gerinc_app;
