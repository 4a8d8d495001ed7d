-- What was forecast when a week began, valued in the organisation's currency at the rates of that day. Kept once and never
-- written again: accuracy is scored against it.
create table forecast_snapshots (
  org_id     uuid         not null,
  week_on    date         not null check (extract(isodow from week_on) = 1),
  as_of      timestamptz  not null,
  taken_at   timestamptz  not null,
  currency   char(3)      not null,
  rates      jsonb        not null,
  unvalued   jsonb        not null,
  constraint forecast_snapshots_pkey primary key (org_id, week_on)
);
comment on column forecast_snapshots.week_on is 'The Monday it begins with.';
comment on column forecast_snapshots.unvalued is 'Deals in currencies of which no rate was known: they are in no figure.';
select protect_tenant_table('forecast_snapshots');

create table forecast_snapshot_cells (
  org_id         uuid      not null,
  week_on        date      not null,
  month          date      not null,
  owner_id       uuid      not null,
  pipeline_id    uuid      not null,
  category       text      not null,
  deals          bigint    not null,
  value          numeric   not null,
  staged_deals   bigint    not null,
  by_stage       numeric   not null,
  learned_deals  bigint    not null,
  by_learned     numeric   not null,
  judged_deals   bigint    not null,
  judged_value   numeric   not null,
  by_people      numeric   not null,
  constraint forecast_snapshot_cells_pkey primary key (org_id, week_on, month, owner_id, pipeline_id, category),
  constraint forecast_snapshot_cells_fkey foreign key (org_id, week_on) references forecast_snapshots
);
create index forecast_snapshot_cells_month_idx on forecast_snapshot_cells (org_id, month, week_on);
select protect_tenant_table('forecast_snapshot_cells');

revoke update, delete on forecast_snapshots, forecast_snapshot_cells from gerinc_app;
create trigger forecast_snapshots_stay before update or delete on forecast_snapshots
  for each row execute function refuse_change();
create trigger forecast_snapshot_cells_stay before update or delete on forecast_snapshot_cells
  for each row execute function refuse_change();
create trigger forecast_snapshots_are_not_truncated before truncate on forecast_snapshots
  for each statement execute function refuse_change();
create trigger forecast_snapshot_cells_are_not_truncated before truncate on forecast_snapshot_cells
  for each statement execute function refuse_change();
