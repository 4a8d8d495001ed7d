-- Organisations may have several pipelines and say how their stages work. The one each has becomes its default.
alter table pipelines
  add column version      bigint      not null default 1,
  add column position     smallint    not null default 1,
  add column is_default   boolean     not null default true,
  add column archived_at  timestamptz;
alter table pipelines alter column is_default set default false;
create unique index pipelines_default_key on pipelines (org_id) where is_default;

-- A removed stage stays, because visits tell of it; no deal stands in it any more, though closed ones may have.
alter table stages
  add column stale_after_days  smallint    check (stale_after_days between 1 and 1000),
  add column requires          jsonb       not null default '[]',
  add column removed_at        timestamptz,
  drop constraint stages_position_key;
create index stages_pipeline_idx on stages (org_id, pipeline_id, position);

create index deals_pipeline_idx on deals (org_id, pipeline_id, opened_on desc, deal_id desc);
