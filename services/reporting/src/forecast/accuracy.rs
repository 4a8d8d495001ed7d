//! How good forecasts were: what was said 4, 8 and 12 weeks before a month began, against what was won in it.
//!
//! Said is the snapshot of the week that many weeks before the month's first day. Came is the value of the deals won in the
//! month, at the rates of the days they were won; for what people judged, of those deals somebody had given odds then. An error is what
//! was said less what came: above zero, too much was promised. Over several months there are three measures: the mean error (the bias),
//! the mean absolute error, and the weighted error, which is the sum of the absolute errors in percent of the sum of what came.
//!
//! A snapshot that expected no deal in the month said that nothing would come, and is scored by that. A figure that could speak of none
//! of the deals that were expected has no score. One that could speak of some is shown with their number, but is in no measure: what
//! it left out was never said. Nor is one in which deals were left out because their currency had no rate then; those are named.

use chrono::{Days, Months, NaiveDate};
use exports::List;
use kernel::{Currency, Cursor, Decimal, Limit, Money, MoneyError, Month, Page, PipelineId, TeamId};
use platform::{Problem, Query, Read, Reply, Result};
use rust_decimal::RoundingStrategy;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::jobs::monday;
use super::model::MissingRate;
use super::question::{Asked, Scope, Whose, months};
use super::store::{accuracy as store, figures, snapshots};

/// Weeks before a month for which forecasts are scored.
const LEADS: [u32; 3] = [4, 8, 12];
/// Months that are scored when nobody says which.
const MONTHS: u32 = 12;

/// Which months.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccuracyAsked {
    /// First month; eleven before the last when left out.
    from: Option<Month>,
    /// Last month, one that has ended; the one before this when left out.
    to: Option<Month>,
    /// Whose deals; `none` for nobody's.
    owner_id: Option<Whose>,
    /// Of whose members, as they are now.
    team_id: Option<TeamId>,
    /// Of which pipeline.
    pipeline_id: Option<PipelineId>,
}

/// What can be scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ForecastColumn")]
pub enum Column {
    /// The value of committed deals.
    Commit,
    /// By the odds of the stages.
    ByStage,
    /// By learned odds.
    ByLearned,
    /// By the odds people gave, of the deals they gave some.
    ByPeople,
}

/// What was said, what came, and the difference.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Score {
    /// Which figure.
    pub column: Column,
    /// Of how many of the deals it could speak. When those are fewer than were expected, it is in no measure, but for what people
    /// judged, which is compared with what came of these deals.
    pub deals: i64,
    /// What was said.
    pub said: Money,
    /// What came.
    pub came: Money,
    /// What was said less what came.
    pub error: Money,
    /// The same in percent of what came, with one decimal; none when nothing came.
    pub error_percent: Option<Decimal>,
}

impl Score {
    /// Whether it says how good the figure is: it spoke of all deals that were expected, or is compared with those it spoke of.
    const fn measured(&self, said: &Said) -> bool {
        matches!(self.column, Column::ByPeople) || (self.deals == said.deals && said.missing_rates.is_empty())
    }
}

/// What was said so many weeks before.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Said {
    /// So many weeks before the month began.
    pub weeks_before: u32,
    /// The Monday of the snapshot.
    pub week_on: NaiveDate,
    /// How many open deals were expected to close in the month.
    pub deals: i64,
    /// Their value, weighted by nothing.
    pub value: Money,
    /// Figure by figure, those that could speak of any of these deals.
    pub scores: Vec<Score>,
    /// Deals that were expected, too, and are in none of these, because their currency had no rate then. Where there are any, the
    /// scores are in no measure: what came of them was never said.
    pub missing_rates: Vec<MissingRate>,
}

/// A month that has ended.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MonthScore {
    /// The month.
    month: Month,
    /// What was won in it.
    came: Money,
    /// What was said before, by each snapshot that was kept; that nothing would come, too.
    said: Vec<Said>,
    /// Deals won in it that are not in what came, because their currency has no rate.
    missing_rates: Vec<MissingRate>,
}

/// How good a figure was over all months.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "AccuracyMeasure")]
pub struct Measure {
    /// So many weeks before the months began.
    pub weeks_before: u32,
    /// Which figure.
    pub column: Column,
    /// How many months; those in which it spoke of all deals that were expected.
    pub months: usize,
    /// The mean of the errors, with their signs: whether too much or too little is promised.
    pub mean_error: Money,
    /// The mean of the errors without signs.
    pub mean_absolute_error: Money,
    /// The sum of the errors without signs in percent of what came, with one decimal; none when nothing came.
    pub weighted_error_percent: Option<Decimal>,
}

/// How good forecasts were.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Accuracy {
    /// The currency of all amounts.
    currency: Currency,
    /// Month by month, those of which something was said or in which something came.
    items: Vec<MonthScore>,
    /// Over all of them.
    measures: Vec<Measure>,
}

/// What one figure said of a month so many weeks before, as a row of a file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScoreRow {
    month: Month,
    /// What was won in the month.
    won: Money,
    weeks_before: u32,
    week_on: NaiveDate,
    /// How many open deals were expected to close in the month.
    expected: i64,
    /// Their value.
    expected_value: Money,
    score: Score,
    /// Deals of which nothing was said, because their currency had no rate then.
    missing_rates: Vec<MissingRate>,
}

impl List for AccuracyAsked {
    type Item = ScoreRow;

    /// All of it at once: these are at most 24 months.
    async fn page(&self, db: &mut Read, _: Option<Cursor>, _: Limit) -> Result<Page<ScoreRow>> {
        let (_, months) = self.months(db).await?;
        let rows = |MonthScore { month, came: won, said, .. }: MonthScore| {
            let of_week = move |Said { weeks_before, week_on, deals, value, scores, missing_rates }: Said| {
                scores.into_iter().map(move |score| ScoreRow {
                    month,
                    won,
                    weeks_before,
                    week_on,
                    expected: deals,
                    expected_value: value,
                    score,
                    missing_rates: missing_rates.clone(),
                })
            };
            said.into_iter().flat_map(of_week)
        };
        Ok(Page { items: months.into_iter().flat_map(rows).collect(), next_cursor: None })
    }
}

/// Answers `GET /v1/forecast/accuracy`.
pub(super) async fn score(mut db: Read, Query(asked): Query<AccuracyAsked>) -> Result<Reply<Accuracy>> {
    let (currency, items) = asked.months(&mut db).await?;
    let all: Vec<&Said> = items.iter().flat_map(|item| &item.said).collect();
    let measures = measures(&all, currency).map_err(Problem::internal)?;
    Ok(Reply::plain(Accuracy { currency, items, measures }))
}

impl AccuracyAsked {
    /// The months it asks for, in which currency.
    async fn months(&self, db: &mut Read) -> Result<(Currency, Vec<MonthScore>)> {
        let Self { from, to, team_id, pipeline_id, .. } = *self;
        let owner_id = self.owner_id.clone();
        let this = Month::of(db.today());
        let to = to.unwrap_or(this.previous());
        if to >= this {
            return Err(Problem::field("to", "must be a month that has ended"));
        }
        let first = to.first_day().checked_sub_months(Months::new(MONTHS - 1)).unwrap_or(to.first_day());
        let from = from.unwrap_or(Month::of(first));
        let asked = Asked { from: Some(from), to: Some(to), owner_id, team_id, pipeline_id, ..Asked::default() };
        let scope = asked.scope(db).await?;
        let came = figures::won(db, &scope, "").await?;
        let said = store::said(db, &scope, &weeks(&scope)).await?;
        let mondays: Vec<NaiveDate> = said.iter().map(|one| one.week_on).collect();
        let unvalued = snapshots::unvalued(db, &scope, &mondays).await?;
        let unvalued_won = store::unvalued(db, &scope).await?;
        let mut items = Vec::new();
        for month in months(scope.from, scope.to) {
            let came = came.iter().find(|sum| sum.month == Some(month)).map(|sum| sum.value).unwrap_or_default();
            let missing_rates: Vec<MissingRate> = unvalued_won
                .iter()
                .filter(|(of, _)| *of == month)
                .map(|(_, one)| one.clone().named())
                .collect::<Result<_>>()?;
            let left_out = |one: &store::SaidSum| {
                let of_week = unvalued.iter().filter(|(week, of, _)| *week == one.week_on && *of == month);
                of_week.map(|(_, _, one)| one.clone().named()).collect::<Result<Vec<MissingRate>>>()
            };
            let mut scores = Vec::new();
            for one in said.iter().filter(|one| one.month == month) {
                let missing = left_out(one)?;
                if one.deals > 0 || !came.is_zero() || !missing.is_empty() || !missing_rates.is_empty() {
                    scores.push(scored(one, came, scope.currency, missing).map_err(Problem::internal)?);
                }
            }
            let said = scores;
            if !said.is_empty() {
                let came = Money::new(came, scope.currency).map_err(Problem::internal)?;
                items.push(MonthScore { month: Month::of(month), came, said, missing_rates });
            }
        }
        Ok((scope.currency, items))
    }
}

/// The snapshot of each month and lead: month, weeks before, and the Monday.
fn weeks(scope: &Scope) -> Vec<(NaiveDate, u32, NaiveDate)> {
    let of_month = |month: NaiveDate| {
        LEADS.map(|lead| {
            let before = month.checked_sub_days(Days::new(u64::from(lead) * 7)).unwrap_or(month);
            (month, lead, monday(before))
        })
    };
    months(scope.from, scope.to).into_iter().flat_map(of_month).collect()
}

/// What a snapshot said of a month, against what came.
fn scored(
    said: &store::SaidSum,
    came: Decimal,
    currency: Currency,
    missing_rates: Vec<MissingRate>,
) -> Result<Said, MoneyError> {
    let score = |column, deals: i64, amount: Decimal, came: Decimal| {
        Ok(Score {
            column,
            deals,
            said: Money::new(amount, currency)?,
            came: Money::new(came, currency)?,
            error: Money::new(amount - came, currency)?,
            error_percent: percent(amount - came, came),
        })
    };
    // What is committed follows from the odds of the stage when nobody chose a category, so it knows of as many deals as they.
    let columns = [
        (Column::Commit, said.staged_deals, said.commit, came),
        (Column::ByStage, said.staged_deals, said.by_stage, came),
        (Column::ByLearned, said.learned_deals, said.by_learned, came),
        (Column::ByPeople, said.judged_deals, said.by_people, said.judged_came),
    ];
    let spoke = columns.into_iter().filter(|(column, deals, ..)| match column {
        Column::ByPeople => *deals > 0,
        Column::Commit | Column::ByStage | Column::ByLearned => *deals > 0 || said.deals == 0,
    });
    Ok(Said {
        weeks_before: said.weeks_before,
        week_on: said.week_on,
        deals: said.deals,
        value: Money::new(said.value, currency)?,
        scores: spoke
            .map(|(column, deals, amount, came)| score(column, deals, amount, came))
            .collect::<Result<_, _>>()?,
        missing_rates,
    })
}

/// A part of a whole in percent, with one decimal.
fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    let percent = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    Some(percent.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero))
}

/// The measures over all months, for each lead and figure.
///
/// # Errors
/// When a sum is too large.
pub fn measures(all: &[&Said], currency: Currency) -> Result<Vec<Measure>, MoneyError> {
    let mut measures = Vec::new();
    for lead in LEADS {
        for column in [Column::Commit, Column::ByStage, Column::ByLearned, Column::ByPeople] {
            let of_lead = all.iter().filter(|said| said.weeks_before == lead);
            let of_column = of_lead.flat_map(|said| said.scores.iter().filter(|score| score.measured(said)));
            let scores: Vec<&Score> = of_column.filter(|score| score.column == column).collect();
            let Ok(count) = u32::try_from(scores.len()) else { continue };
            if count == 0 {
                continue;
            }
            let errors: Decimal = scores.iter().map(|score| score.error.amount).sum();
            let absolute: Decimal = scores.iter().map(|score| score.error.amount.abs()).sum();
            let came: Decimal = scores.iter().map(|score| score.came.amount).sum();
            let mean = |sum: Decimal| {
                let places = currency.minor_units();
                let mean = sum.checked_div(Decimal::from(count)).unwrap_or_default();
                Money::new(mean.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero), currency)
            };
            measures.push(Measure {
                weeks_before: lead,
                column,
                months: scores.len(),
                mean_error: mean(errors)?,
                mean_absolute_error: mean(absolute)?,
                weighted_error_percent: percent(absolute, came),
            });
        }
    }
    Ok(measures)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(month: &str, by_stage: i64) -> store::SaidSum {
        store::SaidSum {
            month: month.parse().unwrap(),
            weeks_before: 4,
            week_on: month.parse().unwrap(),
            deals: 3,
            value: Decimal::from(1000),
            commit: Decimal::ZERO,
            staged_deals: 3,
            by_stage: Decimal::from(by_stage),
            learned_deals: 0,
            by_learned: Decimal::ZERO,
            judged_deals: 0,
            by_people: Decimal::ZERO,
            judged_came: Decimal::ZERO,
        }
    }

    #[test]
    fn errors_of_both_signs_cancel_in_the_bias_and_add_up_in_the_others() {
        let scored =
            |month, said, came: i64| scored(&sum(month, said), Decimal::from(came), Currency::EUR, vec![]).unwrap();
        let (over, under) = (scored("2026-01-01", 150, 100), scored("2026-02-01", 250, 300));
        assert_eq!(over.scores[1].error_percent, Some(Decimal::from(50)));
        let measures = measures(&[&over, &under], Currency::EUR).unwrap();
        let of_stage = measures.iter().find(|one| one.column == Column::ByStage).unwrap();
        assert_eq!(
            (of_stage.months, of_stage.mean_error.amount),
            (2, Decimal::ZERO.round_dp_with_strategy(2, RoundingStrategy::ToZero))
        );
        assert_eq!(of_stage.mean_absolute_error.amount, Decimal::from(50));
        assert_eq!(of_stage.weighted_error_percent, Some(Decimal::from(25)));
        assert_eq!(measures.len(), 2, "what could speak of no deal is not measured");
    }

    /// Columns that are scored, and those that are measured.
    fn columns(sum: &store::SaidSum) -> (Vec<Column>, Vec<Column>) {
        let said = scored(sum, Decimal::from(100), Currency::EUR, vec![]).unwrap();
        let measured = measures(&[&said], Currency::EUR).unwrap();
        (said.scores.iter().map(|one| one.column).collect(), measured.iter().map(|one| one.column).collect())
    }

    #[test]
    fn a_figure_is_scored_by_the_deals_it_could_speak_of() {
        use Column::{ByLearned, ByPeople, ByStage, Commit};
        let whole = sum("2026-01-01", 150);
        assert_eq!(columns(&whole), (vec![Commit, ByStage], vec![Commit, ByStage]));
        let some = store::SaidSum { learned_deals: 2, judged_deals: 1, ..whole.clone() };
        assert_eq!(
            columns(&some),
            (vec![Commit, ByStage, ByLearned, ByPeople], vec![Commit, ByStage, ByPeople]),
            "what was said of two deals is not what was said of three"
        );
        let untold = store::SaidSum { staged_deals: 0, ..whole.clone() };
        assert_eq!(columns(&untold), (vec![], vec![]));
        let nothing = store::SaidSum { deals: 0, staged_deals: 0, by_stage: Decimal::ZERO, ..whole };
        assert_eq!(
            columns(&nothing).1,
            [Commit, ByStage, ByLearned],
            "that nothing would come was said, and was wrong"
        );
        let said = scored(&nothing, Decimal::from(100), Currency::EUR, vec![]).unwrap();
        assert!(said.scores.iter().all(|score| score.error.amount == Decimal::from(-100)));
    }

    #[test]
    fn what_could_not_be_valued_then_is_named_and_measures_nothing() {
        let huf = Currency::from_code("HUF").unwrap();
        let missing = MissingRate { currency: huf, deals: 1, value: Money::zero(huf) };
        let one = sum("2026-01-01", 150);
        let said = scored(&one, Decimal::from(100), Currency::EUR, vec![missing]).unwrap();
        assert_eq!((said.scores.len(), measures(&[&said], Currency::EUR).unwrap().len()), (2, 0));
    }
}
