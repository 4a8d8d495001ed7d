-- Open deals as a forecast counts them, each sum rounded once, where it is finest: by month, owner, pipeline, stage, category and
-- currency. Every figure that is shown is a sum of these, so months, people, pipelines, categories and currencies all add up to the same
-- total, to the cent, whatever is asked for. (Rounding each figure apart, they would not; and giving what is left over to the largest
-- parts would make one split add up at a time, and the same month read differently beside people than beside categories.)
create function valued_cells_at(org uuid, at timestamptz, today date, currencies text[], rates numeric[], stages uuid[],
                                stage_odds smallint[], learned_odds numeric[], minor integer)
  returns table (month date, owner_id uuid, pipeline_id uuid, counted text, deals bigint, value numeric, staged_deals bigint,
                 by_stage numeric, learned_deals bigint, by_learned numeric, judged_deals bigint, judged_value numeric,
                 by_people numeric)
  language sql stable as $$
  select c.month, c.owner_id, c.pipeline_id, counted_category(c.category, o.odds), c.deals, round(c.value * r.rate, minor),
         case when o.odds is null then 0 else c.deals end, coalesce(round(c.value * r.rate * o.odds * 0.01, minor), 0),
         case when o.learned is null then 0 else c.deals end, coalesce(round(c.value * r.rate * o.learned * 0.01, minor), 0),
         c.judged_deals, round(c.judged_value * r.rate, minor), round(c.judged_weighted * r.rate, minor)
    from (select one.month, one.owner_id, one.pipeline_id, one.stage_id, one.category, one.currency,
                 sum(one.deals)::bigint as deals, sum(one.value) as value, sum(one.judged_deals)::bigint as judged_deals,
                 sum(one.judged_value) as judged_value, sum(one.judged_weighted) as judged_weighted
            from forecast_cells_at(org, at, today) one
           group by 1, 2, 3, 4, 5, 6) c
    join unnest(currencies, rates) as r (currency, rate) on r.currency = c.currency
    left join unnest(stages, stage_odds, learned_odds) as o (stage_id, odds, learned) on o.stage_id = c.stage_id
$$;
