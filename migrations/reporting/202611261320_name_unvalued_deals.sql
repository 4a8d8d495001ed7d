-- In which time zone an organisation lived from when on: a week of the past begins where it began then.
create table organization_zones (
  org_id     uuid         not null,
  from_at    timestamptz  not null,
  time_zone  text         not null,
  constraint organization_zones_pkey primary key (org_id, from_at)
);
select protect_tenant_table('organization_zones');

-- Deals that were in no figure of a snapshot because their currency had no rate then.
create table forecast_snapshot_unvalued (
  org_id       uuid     not null,
  week_on      date     not null,
  month        date     not null,
  owner_id     uuid     not null,
  pipeline_id  uuid     not null,
  currency     char(3)  not null,
  deals        bigint   not null,
  value        numeric  not null,
  constraint forecast_snapshot_unvalued_pkey primary key (org_id, week_on, month, owner_id, pipeline_id, currency),
  constraint forecast_snapshot_unvalued_fkey foreign key (org_id, week_on) references forecast_snapshots
);
select protect_tenant_table('forecast_snapshot_unvalued');

-- What is known of the time before. The owner sees rows of a table only while its row-level security is not forced on them.
alter table organizations no force row level security;
alter table organization_zones no force row level security;
alter table forecast_snapshots no force row level security;
alter table forecast_snapshot_unvalued no force row level security;
alter table deal_versions no force row level security;
alter table forecast_cells no force row level security;
insert into organization_zones (org_id, from_at, time_zone) select org_id, 'epoch', time_zone from organizations;
insert into forecast_snapshot_unvalued (org_id, week_on, month, owner_id, pipeline_id, currency, deals, value)
select s.org_id, s.week_on, c.month, c.owner_id, c.pipeline_id, c.currency, sum(c.deals), sum(c.value)
  from forecast_snapshots s
 cross join lateral forecast_cells_at(s.org_id, s.as_of, s.week_on) c
 where c.category <> 'omitted'
   and exists (select 1 from jsonb_array_elements(s.unvalued) one where one ->> 'currency' = c.currency::text)
 group by 1, 2, 3, 4, 5, 6 having sum(c.deals) > 0;
alter table organizations force row level security;
alter table organization_zones force row level security;
alter table forecast_snapshots force row level security;
alter table forecast_snapshot_unvalued force row level security;
alter table deal_versions force row level security;
alter table forecast_cells force row level security;

revoke update, delete on forecast_snapshot_unvalued from gerinc_app;
create trigger forecast_snapshot_unvalued_stay before update or delete on forecast_snapshot_unvalued
  for each row execute function refuse_change();
create trigger forecast_snapshot_unvalued_are_not_truncated before truncate on forecast_snapshot_unvalued
  for each statement execute function refuse_change();
