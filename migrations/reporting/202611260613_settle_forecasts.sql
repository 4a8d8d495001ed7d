-- Whether the pipeline itself told the odds of its stage. A deal tells what it saw when its change began, which may be older than
-- what the pipeline told meanwhile; so once the pipeline has told, deals are no longer asked.
alter table stage_odds add column by_pipeline boolean not null default false;
alter table stage_odds no force row level security;
alter table events no force row level security;
update stage_odds o set by_pipeline = true
  from events e
 where e.org_id = o.org_id and e.event_id = o.event_id and e.aggregate_type = 'pipeline';
alter table stage_odds force row level security;
alter table events force row level security;
alter table stage_odds alter column by_pipeline drop default;
create index stage_odds_newest_idx on stage_odds (org_id, stage_id, by_pipeline, told_at, event_id);
comment on table stage_odds is
  'The odds of each stage from when on, as told by its pipeline or, until that has told, by each open deal that stands there.';

-- When this service applied a version, by the wall clock. A week is kept only when something later was applied some time ago.
alter table deal_versions add column applied_at timestamptz not null default now();
alter table deal_versions alter column applied_at drop default;

-- What waits is asked before a week is kept; marks are as many as aggregates, and hardly any waits.
create index consumer_marks_waiting_idx on consumer_marks (org_id, consumer) where blocked or awaited_until is not null;
