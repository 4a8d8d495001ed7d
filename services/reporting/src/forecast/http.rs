//! Forecasts over HTTP.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use contracts::crm::ForecastCategory;
use exports::List;
use kernel::{Currency, Cursor, Decimal, Limit, Money, Month, Page, Permission, PipelineId, TeamId};
use platform::{Db, Problem, Query, Read, Reply, Result, Routes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::model::{
    Addresses, Figures, Method, MissingRate, MonthFigures, RateUsed, Row, StageView, ToMend, Which, clause, figures,
};
use super::question::{Asked, By, Scope, Whose, months};
use super::store::figures::{Basis, Sum, Unvalued, WonSum, basis};
use super::store::{self, settings};
use super::{accuracy, learned, snapshots};

/// The addresses of forecasts. Whoever may see deals may see what they add up to.
pub fn routes() -> Routes {
    use Permission::ReadCrm;
    Routes::new("forecast")
        .get("/v1/forecast", ReadCrm, "What open deals may bring, by month and by three kinds of odds", forecast)
        .get("/v1/forecast/deals", ReadCrm, "The deals that sum to a forecast, or that must be mended first", deals)
        .get(
            "/v1/forecast/stages/{stage_id}/deals",
            ReadCrm,
            "The closed deals that the odds of a stage are learned from",
            learned::list,
        )
        .get("/v1/forecast/snapshots", ReadCrm, "What was forecast week by week", snapshots::list)
        .get(
            "/v1/forecast/accuracy",
            ReadCrm,
            "What was forecast 4, 8 and 12 weeks before against what came",
            accuracy::score,
        )
        .get("/v1/forecast/goals", ReadCrm, "How far goals are", super::goals::list)
}

/// Of which deals, and as of when.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ForecastAsked {
    /// What the rows are of; owners when left out.
    #[serde(default)]
    by: By,
    /// First month; that of the day when left out.
    from: Option<Month>,
    /// Last month; five after the first when left out. At most 24 months.
    to: Option<Month>,
    /// Whose deals; `none` for nobody's.
    owner_id: Option<Whose>,
    /// Of whose members.
    team_id: Option<TeamId>,
    /// Of which pipeline.
    pipeline_id: Option<PipelineId>,
    /// In which category; all but `omitted` when left out.
    category: Option<ForecastCategory>,
    /// Any past instant; now when left out.
    as_of: Option<DateTime<Utc>>,
}

/// What open deals may bring.
#[derive(Debug, Serialize, JsonSchema)]
struct Forecast {
    /// The moment the figures are of.
    as_of: DateTime<Utc>,
    /// The business day of that moment: deals expected to close before it are no forecast.
    today: NaiveDate,
    /// The currency amounts are valued in.
    currency: Currency,
    /// What the rows are of.
    by: By,
    /// Row by row, by name.
    items: Vec<Row>,
    /// All deals of the question together, month by month.
    months: Vec<MonthFigures>,
    /// All of them together.
    total: Figures,
    /// The odds that were used, stage by stage.
    stages: Vec<StageView>,
    /// How odds are learned.
    method: Method,
    /// The exchange rates that were used for open deals.
    rates: Vec<RateUsed>,
    /// Open deals without a rate, which are in no figure.
    missing_rates: Vec<MissingRate>,
    /// Won deals without a rate, which are in no figure.
    missing_rates_won: Vec<MissingRate>,
    /// Open deals that are no forecast until somebody mends them, whatever their month.
    to_mend: ToMend,
}

async fn forecast(mut db: Read, Query(asked): Query<ForecastAsked>) -> Result<Reply<Forecast>> {
    let ForecastAsked { by, from, to, owner_id, team_id, pipeline_id, category, as_of } = asked;
    let given = clauses(owner_id.as_ref(), team_id, pipeline_id, category);
    let asked = Asked { from, to, owner_id, team_id, pipeline_id, category, as_of };
    let scope = asked.scope(&mut db).await?;
    let basis = basis(&mut db, &scope).await?;
    let addresses = Addresses::new(&scope, given);
    let all = store::figures::sums(&mut db, &scope, &basis, "").await?;
    let won_all = store::figures::won(&mut db, &scope, "").await?;
    let months: Vec<MonthFigures> = months(scope.from, scope.to)
        .into_iter()
        .map(|month| {
            Ok(MonthFigures { month: Month::of(month), figures: one(&all, &won_all, Some(month), &scope, &addresses)? })
        })
        .collect::<Result<_>>()?;
    let total = one(&all, &won_all, None, &scope, &addresses)?;
    let items = rows(&mut db, &scope, &basis, by, &addresses).await?;
    let missing = store::figures::unvalued(&mut db, &scope, &basis, false).await?;
    let missing_won = store::figures::unvalued(&mut db, &scope, &basis, true).await?;
    let (passed, undated) = store::figures::to_mend(&mut db, &scope).await?;
    Ok(Reply::plain(Forecast {
        as_of: scope.moment,
        today: scope.today,
        currency: scope.currency,
        by,
        items,
        months,
        total,
        rates: rates_used(&basis),
        stages: basis.stages,
        method: Method::now(),
        missing_rates: missing_rates(missing)?,
        missing_rates_won: missing_rates(missing_won)?,
        to_mend: ToMend { passed, undated },
    }))
}

/// The clauses of a question that the addresses of its figures have in common with it.
fn clauses(
    owner: Option<&Whose>,
    team: Option<TeamId>,
    pipeline: Option<PipelineId>,
    category: Option<ForecastCategory>,
) -> Vec<String> {
    [
        owner.map(|owner| format!("owner_id={}", owner.as_str())),
        team.map(|team| format!("team_id={team}")),
        pipeline.map(|pipeline| format!("pipeline_id={pipeline}")),
        category.map(|category| format!("category={}", category.as_str())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The figures of all deals in a month, or in all.
fn one(
    sums: &[Sum],
    won: &[WonSum],
    month: Option<NaiveDate>,
    scope: &Scope,
    addresses: &Addresses,
) -> Result<Figures> {
    let sum = sums.iter().find(|sum| sum.month == month).cloned().unwrap_or(Sum { month, ..Sum::default() });
    let won = won.iter().find(|won| won.month == month).cloned().unwrap_or_default();
    let won = scope.category.is_none().then_some(&won);
    figures(&sum, won, scope.currency, addresses, None).map_err(Problem::internal)
}

/// The rows of a forecast: whoever has something open or won in its months.
async fn rows(db: &mut Db, scope: &Scope, basis: &Basis, by: By, addresses: &Addresses) -> Result<Vec<Row>> {
    let sums = store::figures::sums(db, scope, basis, by.as_str()).await?;
    // Won deals are in no category.
    let with_won = by != By::Category && scope.category.is_none();
    let won = if with_won { store::figures::won(db, scope, by.as_str()).await? } else { Vec::new() };
    let mut keys: Vec<&str> =
        sums.iter().map(|sum| sum.key.as_str()).chain(won.iter().map(|won| won.key.as_str())).collect();
    keys.sort_unstable();
    keys.dedup();
    let names = names(db, by, &keys).await?;
    let mut rows = Vec::new();
    for key in keys {
        let clause = clause(by, key);
        let figures_of = |month: Option<NaiveDate>| -> Result<Option<Figures>> {
            let sum = sums.iter().find(|sum| sum.key == key && sum.month == month);
            let won = won.iter().find(|won| won.key == key && won.month == month);
            if sum.is_none() && won.is_none() && month.is_some() {
                return Ok(None);
            }
            let sum = sum.cloned().unwrap_or(Sum { month, ..Sum::default() });
            let won = with_won.then(|| won.cloned().unwrap_or_default());
            let made = figures(&sum, won.as_ref(), scope.currency, addresses, Some(&clause));
            made.map(Some).map_err(Problem::internal)
        };
        let mut of_months = Vec::new();
        for month in months(scope.from, scope.to) {
            of_months.extend(figures_of(Some(month))?.map(|figures| MonthFigures { month: Month::of(month), figures }));
        }
        let total = figures_of(None)?.ok_or_else(|| Problem::internal("a row without a total"))?;
        let id = key.parse::<Uuid>().ok().filter(|id| !id.is_nil());
        let category = categories().find(|one| by == By::Category && one.as_str() == key);
        rows.push(Row { id, name: id.and_then(|id| names.get(&id).cloned()), category, months: of_months, total });
    }
    rows.sort_by(|a, b| (a.category, &a.name, a.id).cmp(&(b.category, &b.name, b.id)));
    Ok(rows)
}

fn categories() -> impl Iterator<Item = ForecastCategory> {
    use ForecastCategory::{BestCase, Commit, Omitted, Pipeline};
    [Pipeline, BestCase, Commit, Omitted].into_iter()
}

/// What rows are called.
async fn names(db: &mut Db, by: By, keys: &[&str]) -> Result<BTreeMap<Uuid, String>> {
    let ids: Vec<Uuid> = keys.iter().filter_map(|key| key.parse().ok()).collect();
    match by {
        By::Owner => store::figures::names(db, "member", &ids).await,
        By::Pipeline => store::figures::names(db, "pipeline", &ids).await,
        By::Category => Ok(BTreeMap::new()),
        By::Team => Ok(settings::teams(db).await?.into_iter().map(|team| (team.team_id, team.name)).collect()),
    }
}

fn rates_used(basis: &Basis) -> Vec<RateUsed> {
    let used = basis.rates.iter();
    used.map(|one| RateUsed { currency: one.currency, rate: one.rate.normalize(), on: one.on }).collect()
}

fn missing_rates(missing: Vec<Unvalued>) -> Result<Vec<MissingRate>> {
    missing.into_iter().map(Unvalued::named).collect()
}

/// Which deals, and which page of them.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DealsAsked {
    /// Which deals; those of the forecast when left out.
    #[serde(default)]
    which: Which,
    /// First month; that of the day when left out. It says nothing of deals to be mended.
    from: Option<Month>,
    /// Last month; five after the first when left out.
    to: Option<Month>,
    /// Whose deals; `none` for nobody's.
    owner_id: Option<Whose>,
    /// Of whose members.
    team_id: Option<TeamId>,
    /// Of which pipeline.
    pipeline_id: Option<PipelineId>,
    /// In which category; all but `omitted` when left out.
    category: Option<ForecastCategory>,
    /// Any past instant; now when left out.
    as_of: Option<DateTime<Utc>>,
    /// Rows of a page.
    limit: Option<Limit>,
    /// Where the page begins.
    cursor: Option<Cursor>,
}

/// Deals, and what they add up to.
#[derive(Debug, Serialize, JsonSchema)]
struct ForecastDeals {
    /// The moment the figures are of.
    as_of: DateTime<Utc>,
    /// The currency amounts are valued in.
    currency: Currency,
    /// What the deals of all pages add up to, rounded as the figures of the forecast are.
    sums: DealSums,
    /// The deals, by the day they are expected to close, or closed.
    items: Vec<ForecastDeal>,
    /// Send it as `cursor` to get the next page; none on the last.
    next_cursor: Option<Cursor>,
}

/// What deals add up to.
#[derive(Debug, Serialize, JsonSchema)]
struct DealSums {
    /// How many.
    deals: i64,
    /// Their value.
    value: Money,
    /// By the odds of their stages.
    by_stage: Money,
    /// By learned odds.
    by_learned: Money,
    /// By the odds people gave.
    by_people: Money,
}

/// A deal, and what it adds. What it adds is exact, however many decimals that takes: sums by month, owner, pipeline, stage, category and
/// currency are rounded, and figures add these up.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ForecastDeal {
    /// The deal.
    deal_id: Uuid,
    /// Its name, when known.
    name: Option<String>,
    /// Who would buy.
    account_id: Option<Uuid>,
    /// Their name, when known.
    account_name: Option<String>,
    /// Who works on it.
    owner_id: Option<Uuid>,
    /// Their name, when known.
    owner_name: Option<String>,
    /// Its pipeline.
    pipeline_id: Uuid,
    /// Its stage.
    stage_id: Uuid,
    /// Name of that stage, when known.
    stage_name: Option<String>,
    /// The category it counts in; none once it is closed.
    category: Option<ForecastCategory>,
    /// When it is expected to close.
    expected_close_on: Option<NaiveDate>,
    /// When it closed.
    closed_on: Option<NaiveDate>,
    /// Its value.
    value: Money,
    /// What one unit of its currency is worth; none when nobody said.
    rate: Option<String>,
    /// Its value in the organisation's currency.
    base_value: Option<String>,
    /// Odds of its stage, in percent.
    stage_odds_percent: Option<i16>,
    /// Its value by them.
    by_stage: Option<String>,
    /// Odds learned for its stage, in percent.
    learned_odds_percent: Option<Decimal>,
    /// Its value by them.
    by_learned: Option<String>,
    /// Odds somebody gave it, in percent.
    judged_odds_percent: Option<i16>,
    /// Its value by them.
    by_people: Option<String>,
}

impl DealsAsked {
    /// The deals it asks for, and what they are valued by.
    async fn scope(&self, db: &mut Read) -> Result<(Scope, Basis)> {
        let Self { from, to, team_id, pipeline_id, category, as_of, .. } = *self;
        let asked = Asked { from, to, owner_id: self.owner_id.clone(), team_id, pipeline_id, category, as_of };
        let scope = asked.scope(db).await?;
        let basis = basis(db, &scope).await?;
        Ok((scope, basis))
    }
}

impl List for DealsAsked {
    type Item = ForecastDeal;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<ForecastDeal>> {
        let (scope, basis) = self.scope(db).await?;
        page(self, db, (&scope, &basis), cursor, limit).await
    }
}

async fn page(
    asked: &DealsAsked,
    db: &mut Read,
    (scope, basis): (&Scope, &Basis),
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<ForecastDeal>> {
    let after = cursor.map(|cursor| cursor.decode()).transpose();
    let after = after.map_err(|error| Problem::field("cursor", error.to_string()))?;
    let rows = store::deals::list(db, scope, basis, asked.which, after, limit.fetch()).await?;
    let page = Page::from_rows(rows, limit, |row| (row.day, row.deal_id));
    let items = page.items.into_iter().map(|row| shown(row, asked.which)).collect::<Result<_>>()?;
    Ok(Page { items, next_cursor: page.next_cursor })
}

async fn deals(mut db: Read, Query(asked): Query<DealsAsked>) -> Result<Reply<ForecastDeals>> {
    let (scope, basis) = asked.scope(&mut db).await?;
    let limit = asked.limit.unwrap_or_default();
    let Page { items, next_cursor } = page(&asked, &mut db, (&scope, &basis), asked.cursor.clone(), limit).await?;
    let totals = store::deals::totals(&mut db, &scope, &basis, asked.which).await?;
    let money = |amount: Decimal| Money::new(amount, scope.currency).map_err(Problem::internal);
    Ok(Reply::plain(ForecastDeals {
        as_of: scope.moment,
        currency: scope.currency,
        sums: DealSums {
            deals: totals.deals,
            value: money(totals.value)?,
            by_stage: money(totals.by_stage)?,
            by_learned: money(totals.by_learned)?,
            by_people: money(totals.by_people)?,
        },
        items,
        next_cursor,
    }))
}

/// How a deal looks. A won one has neither odds nor a category.
fn shown(row: store::deals::Row, which: Which) -> Result<ForecastDeal> {
    let currency = Currency::from_code(&row.currency).map_err(Problem::internal)?;
    Ok(ForecastDeal {
        deal_id: row.deal_id,
        name: row.name,
        account_id: row.account_id,
        account_name: row.account_name,
        owner_id: Some(row.owner_id).filter(|id| !id.is_nil()),
        owner_name: row.owner_name,
        pipeline_id: row.pipeline_id,
        stage_id: row.stage_id,
        stage_name: row.stage_name,
        category: categories().find(|one| which != Which::Won && one.as_str() == row.counted),
        expected_close_on: row.expected_close_on,
        closed_on: row.closed_on,
        value: Money::new(row.value, currency).map_err(Problem::internal)?,
        rate: row.rate,
        base_value: row.base_value,
        stage_odds_percent: row.odds,
        by_stage: row.by_stage,
        learned_odds_percent: row.learned,
        by_learned: row.by_learned,
        judged_odds_percent: row.judged_odds,
        by_people: row.by_people,
    })
}
