-- What the project of a won deal may cost.
create table budgets (
  org_id          uuid           not null,
  budget_id       uuid           not null,
  deal_id         uuid           not null,
  win_no          integer        not null,
  project_id      uuid           not null,
  account_id      uuid           not null,
  name            text           not null,
  status          text           not null,
  currency        char(3)        not null,
  contract_value  numeric(19, 4) not null,
  share           numeric(7, 4)  not null,
  amount          numeric(19, 4) not null,
  version         bigint         not null,
  created_at      timestamptz    not null,
  updated_at      timestamptz    not null,
  constraint budgets_pkey primary key (org_id, budget_id),
  constraint budgets_deal_key unique (org_id, deal_id),
  constraint budgets_status_check check (status in ('active', 'frozen', 'cancelled'))
);
select protect_tenant_table('budgets');
