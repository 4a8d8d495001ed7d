-- Every stay of a deal in a stage, so that latest and cumulative times can be told apart. Only the newest may be open.
create table stage_visits (
  org_id      uuid        not null,
  deal_id     uuid        not null,
  visit_no    integer     not null check (visit_no > 0),
  stage_id    uuid        not null,
  entered_at  timestamptz not null,
  entered_on  date        not null,
  entered_by  text        not null,
  left_at     timestamptz,
  left_on     date,
  left_by     text,
  outcome     text        check (outcome in ('moved', 'won', 'lost')),
  reason      text,
  constraint stage_visits_pkey primary key (org_id, deal_id, visit_no),
  constraint stage_visits_deal_fkey foreign key (org_id, deal_id) references deals (org_id, deal_id),
  constraint stage_visits_stage_fkey foreign key (org_id, stage_id) references stages (org_id, stage_id),
  constraint stage_visits_left_check check (num_nulls(left_at, left_on, left_by, outcome) in (0, 4) and left_on >= entered_on)
);
create unique index stage_visits_open_key on stage_visits (org_id, deal_id) where left_at is null;
select protect_tenant_table('stage_visits');
