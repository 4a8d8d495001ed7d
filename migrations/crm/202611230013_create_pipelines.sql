-- The ways deals go, and their stages. Whatever a stage is called, its status is one every service understands.
create table pipelines (
  org_id       uuid  not null,
  pipeline_id  uuid  not null,
  name         text  not null,
  constraint pipelines_pkey primary key (org_id, pipeline_id)
);
select protect_tenant_table('pipelines');

create table stages (
  org_id        uuid      not null,
  stage_id      uuid      not null,
  pipeline_id   uuid      not null,
  position      smallint  not null,
  name          text      not null,
  odds_percent  smallint  not null,
  status        text      not null check (status in ('open', 'won', 'lost')),
  constraint stages_pkey primary key (org_id, stage_id),
  constraint stages_position_key unique (org_id, pipeline_id, position),
  constraint stages_pipeline_fkey foreign key (org_id, pipeline_id) references pipelines (org_id, pipeline_id),
  -- Certainty comes from closing a deal, never from a stage.
  constraint stages_odds_check check (
    (status = 'open' and odds_percent between 1 and 99)
    or (status = 'won' and odds_percent = 100)
    or (status = 'lost' and odds_percent = 0))
);
select protect_tenant_table('stages');
