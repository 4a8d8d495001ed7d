-- What became of a won deal in the other services. Fed by their events in any order, hence without a foreign key.
create table deal_delivery (
  org_id                uuid        not null,
  deal_id               uuid        not null,
  win_no                integer     not null default 0,
  won_at                timestamptz,
  project_id            uuid,
  project_status        text,
  project_win_no        integer     not null default 0,
  project_at            timestamptz,
  schedule_id           uuid,
  schedule_status       text,
  schedule_win_no       integer     not null default 0,
  schedule_at           timestamptz,
  budget_id             uuid,
  budget_win_no         integer     not null default 0,
  budget_at             timestamptz,
  time_entries          integer     not null default 0,
  milestones_completed  integer     not null default 0,
  first_invoice_id      uuid,
  first_invoice_no      text,
  first_invoice_at      timestamptz,
  reported_late         text,
  constraint deal_delivery_pkey primary key (org_id, deal_id)
);
-- What has not arrived yet: a handful of rows at most, looked at by the clock.
create index deal_delivery_waiting_idx on deal_delivery (org_id, won_at)
  where won_at is not null and (project_win_no < win_no or schedule_win_no < win_no or budget_win_no < win_no);
select protect_tenant_table('deal_delivery');
