-- After how many days an organisation counts a deal as forgotten; without a row, after those the program knows.
create table forgotten_rules (
  org_id             uuid    not null,
  stale_after_days   integer not null check (stale_after_days between 1 and 3650),
  quiet_after_days   integer not null check (quiet_after_days between 1 and 3650),
  constraint forgotten_rules_pkey primary key (org_id)
);
select protect_tenant_table('forgotten_rules');
