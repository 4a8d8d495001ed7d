-- Opportunities. Their lines always travel whole with them and nothing queries inside, so they are one value.
create table deals (
  org_id             uuid          not null,
  deal_id            uuid          not null,
  version            bigint        not null,
  name               text          not null,
  sort_name          text          collate "C" not null,
  account_id         uuid,
  contact_id         uuid,
  pipeline_id        uuid          not null,
  stage_id           uuid          not null,
  in_stage_since     date,
  status             text          not null check (status in ('open', 'won', 'lost')),
  owner_id           uuid,
  currency           char(3)       not null,
  value              numeric(19,4) not null check (value >= 0),
  lines              jsonb         not null,
  opened_on          date          not null,
  expected_close_on  date,
  closed_on          date,
  win_no             integer       not null default 0 check (win_no >= 0),
  lost_reason        text,
  external_ref       text,
  created_at         timestamptz   not null,
  updated_at         timestamptz   not null,
  constraint deals_pkey primary key (org_id, deal_id),
  constraint deals_external_ref_key unique (org_id, external_ref),
  constraint deals_account_fkey foreign key (org_id, account_id) references accounts (org_id, account_id),
  constraint deals_contact_fkey foreign key (org_id, contact_id) references contacts (org_id, contact_id),
  constraint deals_pipeline_fkey foreign key (org_id, pipeline_id) references pipelines (org_id, pipeline_id),
  constraint deals_stage_fkey foreign key (org_id, stage_id) references stages (org_id, stage_id),
  constraint deals_closed_check check (
    (status = 'open') = (closed_on is null) and (status = 'open') = (in_stage_since is not null)),
  constraint deals_won_check check (status <> 'won' or (account_id is not null and win_no > 0))
);
create index deals_opened_idx on deals (org_id, opened_on desc, deal_id desc);
create index deals_status_idx on deals (org_id, status, opened_on desc, deal_id desc);
create index deals_stage_idx on deals (org_id, stage_id, opened_on desc, deal_id desc);
create index deals_owner_idx on deals (org_id, owner_id, opened_on desc, deal_id desc);
create index deals_account_idx on deals (org_id, account_id, opened_on desc, deal_id desc);
create index deals_value_idx on deals (org_id, value desc, deal_id desc);
create index deals_name_idx on deals (org_id, sort_name, deal_id);
select protect_tenant_table('deals');
