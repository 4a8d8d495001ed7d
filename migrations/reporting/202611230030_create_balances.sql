-- Sums of all postings by account, currency and dimension, kept in the transaction that writes the postings: what
-- makes figures of the present instant. The nil uuid stands for a dimension that a posting does not have.
create table balances (
  org_id          uuid           not null,
  account         text           not null,
  currency        char(3)        not null,
  project_id      uuid           not null,
  account_id      uuid           not null,
  deal_id         uuid           not null,
  cost_center_id  uuid           not null,
  stage_id        uuid           not null,
  amount          numeric(24, 4) not null,
  deals           bigint         not null,
  constraint balances_pkey
    primary key (org_id, account, currency, project_id, account_id, deal_id, cost_center_id, stage_id)
) with (fillfactor = 80);
select protect_tenant_table('balances');
