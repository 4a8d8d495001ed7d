//! What a forecast says.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use contracts::crm::ForecastCategory;
use kernel::{Currency, Decimal, Money, MoneyError, Month};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::question::{By, Scope};
use super::store::figures::{Sum, WonSum};

/// Days back from which closed deals teach odds.
pub const WINDOW_DAYS: u64 = 730;
/// Fewer closed deals than this teach nothing.
pub const LEAST_CLOSED: i64 = 10;

/// A stage, and how likely deals that stand in it are won.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "ForecastStage")]
pub struct StageView {
    /// The stage.
    pub stage_id: Uuid,
    /// What it is called, when known.
    pub name: Option<String>,
    /// What its pipeline says, in percent; none when that was never told.
    pub odds_percent: Option<i16>,
    /// What closed deals say.
    pub learned: Learned,
}

impl StageView {
    /// A stage of which nothing is known yet.
    pub fn of(stage_id: Uuid) -> Self {
        Self { stage_id, name: None, odds_percent: None, learned: Learned::default() }
    }
}

/// What the organisation's own closed deals say of a stage.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Learned {
    /// Deals that ever stood in it, closed in the time that counts, and won.
    pub won: i64,
    /// Deals that ever stood in it and were closed in the time that counts: the sample.
    pub closed: i64,
    /// The part of those that was won, in percent with two decimals, kept from 1 to 99; none when they are too few to tell.
    pub odds_percent: Option<Decimal>,
    /// Lower end of the 95 % interval of Wilson, in percent.
    pub low_percent: Option<Decimal>,
    /// Upper end of that interval, in percent.
    pub high_percent: Option<Decimal>,
}

/// How odds are learned.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct Method {
    /// The estimate: of the deals that ever stood in the stage and were closed, the part that was won.
    learned_odds: &'static str,
    /// The interval that says how sure it is.
    interval: &'static str,
    /// Days back from which closed deals count.
    window_days: u64,
    /// Fewer closed deals than this teach nothing.
    least_closed: i64,
}

impl Method {
    /// The method.
    pub const fn now() -> Self {
        Self {
            learned_odds: "won_share_of_closed_deals_that_stood_in_the_stage",
            interval: "wilson_95_percent",
            window_days: WINDOW_DAYS,
            least_closed: LEAST_CLOSED,
        }
    }
}

/// What one kind of odds makes of a value.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Weighted {
    /// Of how many of the deals it speaks.
    pub deals: i64,
    /// The sum of their values times their odds.
    pub amount: Money,
}

/// What people make of it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Judged {
    /// How many of the deals somebody gave odds.
    pub deals: i64,
    /// The value of those.
    pub value: Money,
    /// The sum of their values times those odds.
    pub amount: Money,
}

/// What was won.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "ForecastWon")]
pub struct Won {
    /// How many deals.
    pub deals: i64,
    /// Their value, each at the rate of the day it was won.
    pub amount: Money,
}

/// What some deals may bring.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "ForecastFigures")]
pub struct Figures {
    /// How many open deals.
    pub deals: i64,
    /// Their value, weighted by nothing.
    pub value: Money,
    /// The value of those in the category `commit`, weighted by nothing.
    pub commit: Money,
    /// By the odds of their stages.
    pub by_stage: Weighted,
    /// By the odds learned from closed deals.
    pub by_learned: Weighted,
    /// By the odds people gave them.
    pub by_people: Judged,
    /// What has been won in the same time; none in rows of categories and when a category is asked for, since won deals have none.
    pub won: Option<Won>,
    /// Address of the open deals that sum to these figures, within this service.
    pub explain: String,
}

/// The figures of one month.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "ForecastMonth")]
pub struct MonthFigures {
    /// The month deals are expected to close in.
    pub month: Month,
    /// Its figures.
    #[serde(flatten)]
    pub figures: Figures,
}

/// The figures of a member, team, pipeline or category.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "ForecastRow")]
pub struct Row {
    /// Which member, team or pipeline; none for what is nobody's, and for categories.
    pub id: Option<Uuid>,
    /// What it is called, when known.
    pub name: Option<String>,
    /// Which category, in rows of those.
    pub category: Option<ForecastCategory>,
    /// Month by month, those in which there is something.
    pub months: Vec<MonthFigures>,
    /// All months together.
    pub total: Figures,
}

/// An exchange rate that was used.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RateUsed {
    /// The currency that is valued.
    pub currency: Currency,
    /// What one unit of it is worth.
    pub rate: Decimal,
    /// The day that was given for.
    pub on: NaiveDate,
}

/// Deals that are in no figure since nobody gave a rate for their currency.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MissingRate {
    /// Their currency.
    pub currency: Currency,
    /// How many deals.
    pub deals: i64,
    /// Their value in that currency.
    pub value: Money,
}

/// Open deals that are in no forecast until somebody mends them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ToMend {
    /// How many were expected to close on a day that has passed.
    pub passed: i64,
    /// How many have no day on which they are expected to close.
    pub undated: i64,
}

/// Which deals are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ForecastWhich")]
pub enum Which {
    /// Open ones that are in the forecast.
    #[default]
    Forecast,
    /// Open ones that were expected to close on a day that has passed.
    Passed,
    /// Open ones without a day on which they are expected to close.
    Undated,
    /// Those won in the time.
    Won,
}

impl Which {
    /// Its word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Forecast => "forecast",
            Self::Passed => "passed",
            Self::Undated => "undated",
            Self::Won => "won",
        }
    }
}

/// Where the deals of a figure are listed: what all figures of an answer have in common.
#[derive(Debug, Clone)]
pub struct Addresses {
    clauses: Vec<String>,
    from: NaiveDate,
    to: NaiveDate,
}

impl Addresses {
    /// Those of an answer; `given` are clauses of the question that each figure has in common with it.
    pub fn new(scope: &Scope, mut given: Vec<String>) -> Self {
        let as_of = |at: DateTime<Utc>| format!("as_of={}", at.to_rfc3339_opts(SecondsFormat::AutoSi, true));
        given.extend(scope.at.map(as_of));
        Self { clauses: given, from: scope.from, to: scope.to }
    }

    /// The deals of a month, or of all, and of a row. Rows of what was asked for are named by the row alone.
    fn of(&self, month: Option<NaiveDate>, row: Option<&str>) -> String {
        let (from, to) = month.map_or((self.from, self.to), |month| (month, month));
        let mut clauses = vec![format!("from={}", Month::of(from)), format!("to={}", Month::of(to))];
        clauses.extend(row.map(str::to_owned));
        let names_same = |given: &str| row.is_some_and(|row| name_of(row) == name_of(given));
        clauses.extend(self.clauses.iter().filter(|given| !names_same(given)).cloned());
        format!("/v1/forecast/deals?{}", clauses.join("&"))
    }
}

/// The name of a clause's parameter.
fn name_of(clause: &str) -> &str {
    clause.split_once('=').map_or(clause, |(name, _)| name)
}

/// The clause that asks for the deals of a row.
pub fn clause(by: By, key: &str) -> String {
    let nobody = Uuid::nil().to_string();
    match by {
        By::Owner if key == nobody => "owner_id=none".to_owned(),
        By::Owner => format!("owner_id={key}"),
        By::Pipeline => format!("pipeline_id={key}"),
        By::Category => format!("category={key}"),
        By::Team => format!("team_id={key}"),
    }
}

/// Makes figures of sums.
///
/// # Errors
/// When a sum is too large.
pub fn figures(
    sum: &Sum,
    won: Option<&WonSum>,
    currency: Currency,
    addresses: &Addresses,
    row: Option<&str>,
) -> Result<Figures, MoneyError> {
    let money = |amount: Decimal| Money::new(amount, currency);
    Ok(Figures {
        deals: sum.deals,
        value: money(sum.value)?,
        commit: money(sum.commit)?,
        by_stage: Weighted { deals: sum.staged_deals, amount: money(sum.by_stage)? },
        by_learned: Weighted { deals: sum.learned_deals, amount: money(sum.by_learned)? },
        by_people: Judged { deals: sum.judged_deals, value: money(sum.judged_value)?, amount: money(sum.by_people)? },
        won: won.map(|won| Ok(Won { deals: won.deals, amount: money(won.value)? })).transpose()?,
        explain: addresses.of(sum.month, row),
    })
}
