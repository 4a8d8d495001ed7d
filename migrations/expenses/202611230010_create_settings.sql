-- What an organisation decides for itself; the defaults of the code hold while there is no row.
create table settings (
  org_id             uuid          not null,
  cost_budget_share  numeric(7, 4) not null,
  version            bigint        not null,
  updated_at         timestamptz   not null,
  constraint settings_pkey primary key (org_id),
  constraint settings_cost_budget_share_check check (cost_budget_share between 0 and 100)
);
comment on column settings.cost_budget_share is 'Percent of a contract that its project may cost.';
select protect_tenant_table('settings');
