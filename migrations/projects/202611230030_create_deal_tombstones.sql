-- Wins of deals that were taken back before they were heard of here. `win_no` is the latest such win.
create table deal_tombstones (
  org_id       uuid        not null,
  deal_id      uuid        not null,
  win_no       integer     not null check (win_no > 0),
  reason       text        not null,
  recorded_at  timestamptz not null,
  constraint deal_tombstones_pkey primary key (org_id, deal_id)
);
select protect_tenant_table('deal_tombstones');
