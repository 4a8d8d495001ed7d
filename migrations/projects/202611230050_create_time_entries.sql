-- Hours of a person on a task on a day, with the rates that were right when they were written down.
create table time_entries (
  org_id          uuid          not null,
  time_entry_id   uuid          not null,
  project_id      uuid          not null,
  account_id      uuid,
  deal_id         uuid,
  task_id         uuid          not null,
  task_name       text          not null,
  deal_line_id    uuid,
  person_id       uuid          not null,
  person_name     text          not null,
  work_on         date          not null,
  hours           numeric(6,4)  not null check (hours > 0 and hours <= 24),
  billable_hours  numeric(6,4)  not null check (billable_hours >= 0),
  note            text,
  status          text          not null check (status in ('draft', 'submitted', 'approved', 'rejected')),
  cost_rate       numeric(19,4),
  cost            numeric(19,4),
  cost_currency   char(3),
  bill_rate       numeric(19,4),
  bill_amount     numeric(19,4),
  bill_currency   char(3),
  vat_rate        numeric(5,2),
  rejection       text,
  approved_at     timestamptz,
  approved_by     uuid,
  billed          boolean       not null,
  version         bigint        not null check (version > 0),
  created_at      timestamptz   not null,
  updated_at      timestamptz   not null,
  constraint time_entries_pkey primary key (org_id, time_entry_id),
  constraint time_entries_project_fkey foreign key (org_id, project_id) references projects (org_id, project_id),
  constraint time_entries_person_fkey foreign key (org_id, person_id) references people (org_id, person_id),
  constraint time_entries_billable_check check (billable_hours <= hours),
  constraint time_entries_cost_check
    check ((cost_rate is null) = (cost is null) and (cost_rate is null) = (cost_currency is null)),
  constraint time_entries_bill_check
    check ((bill_rate is null) = (bill_amount is null) and (bill_rate is null) = (bill_currency is null)
       and (bill_rate is null) = (vat_rate is null))
);
create index time_entries_work_on_idx on time_entries (org_id, work_on, time_entry_id);
create index time_entries_person_idx on time_entries (org_id, person_id, work_on, time_entry_id);
create index time_entries_project_idx on time_entries (org_id, project_id, work_on, time_entry_id);
select protect_tenant_table('time_entries');
