-- Every state a deal was in, from when until when. The last one has no end. What was forecast at any past moment follows
-- from these rows, whenever it is asked.
create table deal_versions (
  org_id             uuid           not null,
  deal_id            uuid           not null,
  seq                bigint         not null,
  event_id           uuid           not null,
  from_at            timestamptz    not null,
  until_at           timestamptz,
  status             text           not null check (status in ('open', 'won', 'lost')),
  account_id         uuid,
  pipeline_id        uuid           not null,
  stage_id           uuid           not null,
  owner_id           uuid           not null,
  currency           char(3)        not null,
  value              numeric(19,4)  not null,
  expected_close_on  date,
  closed_on          date,
  category           text           not null,
  judged_odds        smallint,
  constraint deal_versions_pkey primary key (org_id, deal_id, seq)
) with (fillfactor = 90);
comment on column deal_versions.owner_id is 'The nil uuid: nobody.';
comment on column deal_versions.category is 'The category somebody chose; empty: that of the stage.';
create index deal_versions_open_idx on deal_versions (org_id, expected_close_on, deal_id)
  where until_at is null and status = 'open';
create index deal_versions_won_idx on deal_versions (org_id, closed_on, deal_id) where until_at is null and status = 'won';
create index deal_versions_judged_idx on deal_versions (org_id, expected_close_on) where judged_odds is not null;
create index deal_versions_ended_idx on deal_versions (org_id, until_at) where until_at is not null;
create index deal_versions_begun_idx on deal_versions (org_id, from_at);
select protect_tenant_table('deal_versions');

-- Sums of the open deals that have a day on which they are expected to close, by everything a forecast is asked by, kept in the
-- transaction that writes the versions. Without it a forecast over 100,000 deals would read 100,000 rows.
create table forecast_cells (
  org_id           uuid           not null,
  month            date           not null,
  owner_id         uuid           not null,
  pipeline_id      uuid           not null,
  stage_id         uuid           not null,
  category         text           not null,
  currency         char(3)        not null,
  deals            bigint         not null,
  value            numeric(24,4)  not null,
  judged_deals     bigint         not null,
  judged_value     numeric(24,4)  not null,
  judged_weighted  numeric(26,6)  not null,
  constraint forecast_cells_pkey primary key (org_id, month, owner_id, pipeline_id, stage_id, category, currency)
) with (fillfactor = 80);
select protect_tenant_table('forecast_cells');

-- Each stage a closed deal ever stood in, with how it ended: what odds are learned from.
create table stage_outcomes (
  org_id     uuid     not null,
  deal_id    uuid     not null,
  stage_id   uuid     not null,
  won        boolean  not null,
  closed_on  date     not null,
  constraint stage_outcomes_pkey primary key (org_id, deal_id, stage_id)
);
create index stage_outcomes_closed_idx on stage_outcomes (org_id, closed_on) include (stage_id, won);
select protect_tenant_table('stage_outcomes');

-- The odds of each stage from when on. Pipelines tell them, and so does each deal that stands there.
create table stage_odds (
  org_id        uuid         not null,
  stage_id      uuid         not null,
  told_at       timestamptz  not null,
  event_id      uuid         not null,
  odds_percent  smallint     not null,
  constraint stage_odds_pkey primary key (org_id, stage_id, told_at, event_id)
);
select protect_tenant_table('stage_odds');

-- The deals as they were at a moment; as they are when none is named.
create function deals_at(org uuid, at timestamptz) returns setof deal_versions language sql stable as $$
  select * from deal_versions
   where org_id = org
     and ((at is null and until_at is null) or (at is not null and from_at <= at and (until_at is null or until_at > at)))
$$;

-- The open deals expected to close on this day or later, summed by everything a forecast is asked by: as they are, from the cells less
-- what of this month has passed; or as they were, from the deals of that moment.
create function forecast_cells_at(org uuid, at timestamptz, today date)
  returns table (month date, owner_id uuid, pipeline_id uuid, stage_id uuid, category text, currency char(3), deals bigint,
                 value numeric, judged_deals bigint, judged_value numeric, judged_weighted numeric)
  language sql stable as $$
  select c.month, c.owner_id, c.pipeline_id, c.stage_id, c.category, c.currency, c.deals, c.value, c.judged_deals,
         c.judged_value, c.judged_weighted
    from forecast_cells c
   where c.org_id = org and at is null and c.month >= date_trunc('month', today::timestamp)::date and c.deals > 0
  union all
  select date_trunc('month', today::timestamp)::date, v.owner_id, v.pipeline_id, v.stage_id, v.category, v.currency, -1,
         -v.value, -num_nonnulls(v.judged_odds), case when v.judged_odds is null then 0 else -v.value end,
         coalesce(-v.value * v.judged_odds * 0.01, 0)
    from deal_versions v
   where v.org_id = org and at is null and v.until_at is null and v.status = 'open'
     and v.expected_close_on >= date_trunc('month', today::timestamp)::date and v.expected_close_on < today
  union all
  select date_trunc('month', v.expected_close_on::timestamp)::date, v.owner_id, v.pipeline_id, v.stage_id, v.category,
         v.currency, count(*), sum(v.value), count(v.judged_odds), coalesce(sum(v.value) filter (where v.judged_odds is not null), 0),
         coalesce(sum(v.value * v.judged_odds * 0.01), 0)
    from deal_versions v
   where v.org_id = org and at is not null and v.from_at <= at and (v.until_at is null or v.until_at > at)
     and v.status = 'open' and v.expected_close_on >= today
   group by 1, 2, 3, 4, 5, 6
$$;

-- The category of deals of which nobody says another, by the odds of their stage; as in CRM.
create function counted_category(chosen text, stage_odds smallint) returns text language sql immutable parallel safe as $$
  select case when chosen <> '' then chosen when stage_odds >= 75 then 'commit' when stage_odds >= 50 then 'best_case'
              else 'pipeline' end
$$;
