-- What people say of the chances of an open deal, beside the odds of its stage and never in their place. It ends when the deal
-- closes: what is won has come in, and what is opened again is another story.
alter table deals
  add column forecast_category  text check (forecast_category in ('pipeline', 'best_case', 'commit', 'omitted')),
  add column judged_odds        smallint check (judged_odds between 1 and 99),
  add column judged_reason      text,
  add column judged_by          uuid,
  add column judged_at          timestamptz,
  add constraint deals_judged_check check (num_nonnulls(judged_odds, judged_reason, judged_at) in (0, 3)
                                           and (judged_odds is not null or judged_by is null)),
  add constraint deals_forecast_check check (status = 'open' or num_nonnulls(forecast_category, judged_odds) = 0);

-- The category of a deal of which nobody says another: by the odds of its stage.
create function stage_category(odds_percent smallint) returns text language sql immutable strict parallel safe as $$
  select case when odds_percent >= 75 then 'commit' when odds_percent >= 50 then 'best_case' else 'pipeline' end
$$;
