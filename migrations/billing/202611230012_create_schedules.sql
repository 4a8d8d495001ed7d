-- What is to be billed for a won deal, and when. Instalments always travel whole with their schedule.
-- next_due_on is the first day on which a planned instalment of an active schedule becomes billable by date.
-- completions remembers reached milestones, so that their instalments become billable when a frozen schedule goes on.
create table schedules (
  org_id        uuid          not null,
  schedule_id   uuid          not null,
  deal_id       uuid          not null,
  win_no        integer       not null,
  project_id    uuid          not null,
  customer_id   uuid          not null,
  account_id    uuid          not null,
  name          text          not null,
  status        text          not null,
  currency      char(3)       not null,
  total         numeric(19,4) not null,
  installments  jsonb         not null,
  completions   jsonb         not null,
  next_due_on   date,
  version       bigint        not null,
  created_at    timestamptz   not null,
  updated_at    timestamptz   not null,
  constraint schedules_pkey primary key (org_id, schedule_id),
  constraint schedules_deal_key unique (org_id, deal_id),
  constraint schedules_customer_fkey foreign key (org_id, customer_id) references customers (org_id, customer_id),
  constraint schedules_status_check check (status in ('active', 'frozen', 'cancelled'))
);
create index schedules_due_idx on schedules (org_id, next_due_on) where next_due_on is not null;
create index schedules_project_idx on schedules (org_id, project_id);
create index schedules_created_idx on schedules (org_id, created_at desc, schedule_id);
create index schedules_customer_idx on schedules (org_id, customer_id);
select protect_tenant_table('schedules');

-- A win that was taken back before the win itself arrived. When it arrives it is stopped at once.
create table stopped_wins (
  org_id   uuid    not null,
  deal_id  uuid    not null,
  win_no   integer not null,
  reason   text    not null,
  constraint stopped_wins_pkey primary key (org_id, deal_id)
);
select protect_tenant_table('stopped_wins');
