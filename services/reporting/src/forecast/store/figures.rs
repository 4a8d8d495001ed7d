//! The sums of a forecast.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use contracts::crm::ForecastCategory;
use kernel::{Currency, Decimal, Money};
use platform::{Db, Problem, Result};
use uuid::Uuid;

use super::settings::{self, KnownRate};
use crate::forecast::model::{LEAST_CLOSED, Learned, MissingRate, StageView, WINDOW_DAYS};
use crate::forecast::question::Scope;

/// What a forecast is made by: odds of stages and rates of currencies.
#[derive(Debug, Clone, Default)]
pub struct Basis {
    /// The stages, with both kinds of odds.
    pub stages: Vec<StageView>,
    /// The rates of other currencies.
    pub rates: Vec<KnownRate>,
}

/// The basis as columns for SQL.
pub struct Columns {
    /// Ids of stages.
    pub stages: Vec<Uuid>,
    /// Their odds in percent.
    pub odds: Vec<Option<i16>>,
    /// The odds learned for them, in percent.
    pub learned: Vec<Option<Decimal>>,
    /// Codes of currencies, that of the organisation too.
    pub currencies: Vec<String>,
    /// What one unit of each is worth.
    pub rates: Vec<Decimal>,
}

impl Basis {
    /// As columns; `base` is the organisation's currency.
    pub fn columns(&self, base: Currency) -> Columns {
        let own = (base.code().to_owned(), Decimal::ONE);
        let rates = self.rates.iter().map(|one| (one.currency.code().to_owned(), one.rate));
        let (currencies, rates) = std::iter::once(own).chain(rates).unzip();
        Columns {
            stages: self.stages.iter().map(|stage| stage.stage_id).collect(),
            odds: self.stages.iter().map(|stage| stage.odds_percent).collect(),
            learned: self.stages.iter().map(|stage| stage.learned.odds_percent).collect(),
            currencies,
            rates,
        }
    }
}

/// What forecasts as of a moment are made by.
pub async fn basis(db: &mut Db, scope: &Scope) -> Result<Basis> {
    let mut stages: BTreeMap<Uuid, StageView> = BTreeMap::new();
    for (stage_id, odds) in settings::stage_odds(db, scope.moment).await? {
        stages.entry(stage_id).or_insert_with(|| StageView::of(stage_id)).odds_percent = Some(odds);
    }
    for (stage_id, learned) in learned(db, scope).await? {
        stages.entry(stage_id).or_insert_with(|| StageView::of(stage_id)).learned = learned;
    }
    let ids: Vec<Uuid> = stages.keys().copied().collect();
    for (stage_id, name) in names(db, "stage", &ids).await? {
        if let Some(stage) = stages.get_mut(&stage_id) {
            stage.name = Some(name);
        }
    }
    let rates = settings::rates(db, scope.today, scope.moment).await?;
    Ok(Basis { stages: stages.into_values().collect(), rates })
}

/// What things are called.
pub async fn names(db: &mut Db, kind: &str, ids: &[Uuid]) -> Result<BTreeMap<Uuid, String>> {
    let org = db.org.as_uuid();
    let rows =
        sqlx::query!("select id, name from names where org_id = $1 and kind = $2 and id = any($3)", org, kind, ids)
            .fetch_all(db.conn())
            .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// The day after which a deal has to be closed to teach something.
pub fn counts_since(scope: &Scope) -> NaiveDate {
    scope.today.checked_sub_days(Days::new(WINDOW_DAYS)).unwrap_or(scope.today)
}

/// How deals that stood in each stage ended in the time that counts.
async fn learned(db: &mut Db, scope: &Scope) -> Result<Vec<(Uuid, Learned)>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"with counts as (
             select stage_id, count(*) filter (where won) as won, count(*) as closed
               from stage_outcomes
              where org_id = $1 and $2::timestamptz is null and closed_on > $3 and closed_on <= $4
              group by stage_id
             union all
             select seen.stage_id, count(*) filter (where last.status = 'won'), count(*)
               from deals_at($1, $2) last
              cross join lateral (
                select distinct v.stage_id from deal_versions v
                 where v.org_id = $1 and v.deal_id = last.deal_id and v.status = 'open' and v.from_at <= $2) seen
              where $2 is not null and last.status <> 'open' and last.closed_on > $3 and last.closed_on <= $4
              group by seen.stage_id
           ), shares as (
             select stage_id, won, closed, won::numeric / closed as share from counts
           ), spread as (
             select *, share + 1.9208 / closed as middle, 1 + 3.8416 / closed as scale,
                    1.96 * sqrt(share * (1 - share) / closed + 0.9604 / (closed::numeric * closed)) as half
               from shares
           )
           select stage_id as "stage_id!", won as "won!", closed as "closed!",
                  greatest(1, least(99, round(100 * share, 2))) as "odds!",
                  round(100 * greatest(0, middle - half) / scale, 2) as "low!",
                  round(100 * least(scale, middle + half) / scale, 2) as "high!"
             from spread order by stage_id"#,
        org,
        scope.at,
        counts_since(scope),
        scope.today
    )
    .fetch_all(db.conn())
    .await?;
    let learned = rows.into_iter().map(|row| {
        let tells = row.closed >= LEAST_CLOSED;
        let learned = Learned {
            won: row.won,
            closed: row.closed,
            odds_percent: tells.then_some(row.odds),
            low_percent: tells.then_some(row.low),
            high_percent: tells.then_some(row.high),
        };
        (row.stage_id, learned)
    });
    Ok(learned.collect())
}

/// The sums of some deals.
#[derive(Debug, Clone, Default)]
pub struct Sum {
    /// Whose: an id or a category; empty for all.
    pub key: String,
    /// First day of the month; none for all months.
    pub month: Option<NaiveDate>,
    /// How many deals.
    pub deals: i64,
    /// Their value.
    pub value: Decimal,
    /// How many of them stand in a stage whose odds are known.
    pub staged_deals: i64,
    /// The value of those by these odds.
    pub by_stage: Decimal,
    /// How many of them stand in a stage of which odds were learned.
    pub learned_deals: i64,
    /// The value of those by these odds.
    pub by_learned: Decimal,
    /// How many of them somebody gave odds.
    pub judged_deals: i64,
    /// Their value.
    pub judged_value: Decimal,
    /// Their value by those odds.
    pub by_people: Decimal,
    /// The value of those that are committed.
    pub commit: Decimal,
}

/// The sums of open deals by a word of [`By`](crate::forecast::question::By), or of all together with an empty one.
pub async fn sums(db: &mut Db, scope: &Scope, basis: &Basis, by: &str) -> Result<Vec<Sum>> {
    let (org, columns) = (db.org.as_uuid(), basis.columns(scope.currency));
    let (teams, members) = memberships(db, scope, by).await?;
    let minor = minor_units(scope.currency);
    let rows = sqlx::query_as!(
        Sum,
        r#"with keyed as (
             select case $13::text when 'owner' then c.owner_id::text when 'pipeline' then c.pipeline_id::text
                             when 'category' then c.counted when 'team' then t.team_id::text else '' end as key, c.*
               from valued_cells_at($1, $2, $3, $11, $12, $8, $9, $10, $17) c
               left join unnest($14::uuid[], $15::uuid[]) as t (team_id, member_id)
                 on $13 = 'team' and t.member_id = c.owner_id
              where c.month >= $4 and c.month <= $5 and ($6::uuid[] is null or c.owner_id = any($6))
                and ($7::uuid is null or c.pipeline_id = $7)
                and (c.counted = $16 or ($16::text is null and (c.counted <> 'omitted' or $13 = 'category')))
                and ($13 <> 'team' or t.team_id is not null)
           )
           select key as "key!", month, sum(deals)::bigint as "deals!", sum(value) as "value!",
                  sum(staged_deals)::bigint as "staged_deals!", sum(by_stage) as "by_stage!",
                  sum(learned_deals)::bigint as "learned_deals!", sum(by_learned) as "by_learned!",
                  sum(judged_deals)::bigint as "judged_deals!", sum(judged_value) as "judged_value!",
                  sum(by_people) as "by_people!",
                  coalesce(sum(value) filter (where counted = 'commit'), 0) as "commit!"
             from keyed
            group by grouping sets ((key, month), (key))
           having sum(deals) > 0
            order by key, month nulls first"#,
        org,
        scope.at,
        scope.today,
        scope.from,
        scope.to,
        scope.owners.as_deref(),
        scope.pipeline,
        &columns.stages,
        &columns.odds as &[Option<i16>],
        &columns.learned as &[Option<Decimal>],
        &columns.currencies,
        &columns.rates,
        by,
        &teams,
        &members,
        scope.category.map(ForecastCategory::as_str),
        minor
    )
    .fetch_all(db.conn())
    .await?;
    Ok(rows)
}

/// What was won.
#[derive(Debug, Clone, Default)]
pub struct WonSum {
    /// Whose: an id; empty for all.
    pub key: String,
    /// First day of the month; none for all months.
    pub month: Option<NaiveDate>,
    /// How many deals.
    pub deals: i64,
    /// Their value at the rates of the days they were won.
    pub value: Decimal,
}

/// What was won in the months of the question, by a word of [`By`](crate::forecast::question::By).
pub async fn won(db: &mut Db, scope: &Scope, by: &str) -> Result<Vec<WonSum>> {
    let org = db.org.as_uuid();
    let (teams, members) = memberships(db, scope, by).await?;
    let rows = sqlx::query_as!(
        WonSum,
        r#"with days as (
             select owner_id, pipeline_id, currency, closed_on, count(*) as deals, sum(value) as value
               from deals_at($1, $2)
              where status = 'won' and closed_on >= $3 and closed_on < ($4::date + interval '1 month')::date
                and ($5::uuid[] is null or owner_id = any($5)) and ($6::uuid is null or pipeline_id = $6)
              group by 1, 2, 3, 4
           ), valued as (
             select days.*, rate_on($1, $7, currency::text, closed_on, $8) as rate from days
           ), keyed as (
             select case $9::text when 'owner' then owner_id::text when 'pipeline' then pipeline_id::text
                            when 'team' then t.team_id::text else '' end as key,
                    date_trunc('month', closed_on::timestamp)::date as month, valued.deals,
                    round(valued.value * valued.rate, $12) as value
               from valued
               left join unnest($10::uuid[], $11::uuid[]) as t (team_id, member_id)
                 on $9 = 'team' and t.member_id = valued.owner_id
              where rate is not null and ($9 <> 'team' or t.team_id is not null)
           )
           select key as "key!", month, sum(deals)::bigint as "deals!", sum(value) as "value!"
             from keyed group by grouping sets ((key, month), (key)) order by key, month nulls first"#,
        org,
        scope.at,
        scope.from,
        scope.to,
        scope.owners.as_deref(),
        scope.pipeline,
        scope.currency.code(),
        scope.moment,
        by,
        &teams,
        &members,
        minor_units(scope.currency)
    )
    .fetch_all(db.conn())
    .await?;
    Ok(rows)
}

/// Deals that are in no figure because nobody gave a rate for their currency.
#[derive(Debug, Clone)]
pub struct Unvalued {
    /// Their currency.
    pub currency: String,
    /// How many deals.
    pub deals: i64,
    /// Their value in that currency.
    pub value: Decimal,
}

impl Unvalued {
    /// As it is shown.
    pub fn named(self) -> Result<MissingRate> {
        let currency = Currency::from_code(&self.currency).map_err(Problem::internal)?;
        let value = Money::new(self.value, currency).map_err(Problem::internal)?;
        Ok(MissingRate { currency, deals: self.deals, value })
    }
}

/// What of the question cannot be valued: open deals, and with `won` those that were won.
pub async fn unvalued(db: &mut Db, scope: &Scope, basis: &Basis, won: bool) -> Result<Vec<Unvalued>> {
    let (org, columns) = (db.org.as_uuid(), basis.columns(scope.currency));
    let rows = sqlx::query_as!(
        Unvalued,
        r#"with missing as (
             select currency::text as currency, deals, value from forecast_cells_at($1, $2, $3)
              where not $10 and month >= $4 and month <= $5 and ($6::uuid[] is null or owner_id = any($6))
                and ($7::uuid is null or pipeline_id = $7) and not currency::text = any($8)
             union all
             select currency::text, 1, value from deals_at($1, $2)
              where $10 and status = 'won' and closed_on >= $4 and closed_on < ($5::date + interval '1 month')::date
                and ($6::uuid[] is null or owner_id = any($6)) and ($7::uuid is null or pipeline_id = $7)
                and currency <> $9 and rate_on($1, $9, currency::text, closed_on, $11) is null
           )
           select currency as "currency!", sum(deals)::bigint as "deals!", sum(value) as "value!"
             from missing group by currency having sum(deals) > 0 order by currency"#,
        org,
        scope.at,
        scope.today,
        scope.from,
        scope.to,
        scope.owners.as_deref(),
        scope.pipeline,
        &columns.currencies,
        scope.currency.code(),
        won,
        scope.moment
    )
    .fetch_all(db.conn())
    .await?;
    Ok(rows)
}

/// How many open deals have a close date that has passed, and how many have none.
pub async fn to_mend(db: &mut Db, scope: &Scope) -> Result<(i64, i64)> {
    let org = db.org.as_uuid();
    let row = sqlx::query!(
        r#"select count(*) filter (where expected_close_on is not null) as "passed!",
                  count(*) filter (where expected_close_on is null) as "undated!"
             from deals_at($1, $2)
            where status = 'open' and (expected_close_on < $3 or expected_close_on is null)
              and ($4::uuid[] is null or owner_id = any($4)) and ($5::uuid is null or pipeline_id = $5)"#,
        org,
        scope.at,
        scope.today,
        scope.owners.as_deref(),
        scope.pipeline
    )
    .fetch_one(db.conn())
    .await?;
    Ok((row.passed, row.undated))
}

/// Teams and their members, pair by pair, when rows are of teams; of that team alone when one was asked for.
async fn memberships(db: &mut Db, scope: &Scope, by: &str) -> Result<(Vec<Uuid>, Vec<Uuid>)> {
    if by != "team" {
        return Ok((Vec::new(), Vec::new()));
    }
    let mut teams = settings::teams(db).await?;
    teams.retain(|team| scope.team.is_none_or(|asked| asked == team.team_id));
    Ok(teams.iter().flat_map(|team| team.member_ids.iter().map(|member| (team.team_id, *member))).unzip())
}

/// Decimals of a currency's smallest unit, for SQL.
pub fn minor_units(currency: Currency) -> i32 {
    i32::try_from(currency.minor_units()).unwrap_or_default()
}
