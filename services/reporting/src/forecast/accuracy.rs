//! How good forecasts were: what was said 4, 8 and 12 weeks before a month began, against what was won in it.
//!
//! Said is the snapshot of the week that many weeks before the month's first day. Came is the value of the deals won in the
//! month, at the rates of the days they were won; for what people judged, of those deals somebody had given odds then. An error is what
//! was said less what came: above zero, too much was promised. Over several months there are three measures: the mean error (the bias),
//! the mean absolute error, and the weighted error, which is the sum of the absolute errors in percent of the sum of what came.

use chrono::{Days, Months, NaiveDate};
use kernel::{Currency, Decimal, Money, MoneyError, Month, PipelineId, TeamId};
use platform::{Problem, Query, Read, Reply, Result};
use rust_decimal::RoundingStrategy;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::jobs::monday;
use super::question::{Asked, Scope, Whose, months};
use super::store::{accuracy as store, figures};

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
    /// What was said.
    pub said: Money,
    /// What came.
    pub came: Money,
    /// What was said less what came.
    pub error: Money,
    /// The same in percent of what came, with one decimal; none when nothing came.
    pub error_percent: Option<Decimal>,
}

/// What was said so many weeks before.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Said {
    /// So many weeks before the month began.
    pub weeks_before: u32,
    /// The Monday of the snapshot.
    pub week_on: NaiveDate,
    /// The value of open deals expected to close in the month, weighted by nothing.
    pub value: Money,
    /// Figure by figure.
    pub scores: Vec<Score>,
}

/// A month that has ended.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MonthScore {
    /// The month.
    month: Month,
    /// What was won in it.
    came: Money,
    /// What was said before; only what a snapshot was kept of.
    said: Vec<Said>,
}

/// How good a figure was over all months.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "AccuracyMeasure")]
pub struct Measure {
    /// So many weeks before the months began.
    pub weeks_before: u32,
    /// Which figure.
    pub column: Column,
    /// How many months.
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
    /// Month by month, those of which something was said.
    items: Vec<MonthScore>,
    /// Over all of them.
    measures: Vec<Measure>,
}

/// Answers `GET /v1/forecast/accuracy`.
pub(super) async fn score(mut db: Read, Query(asked): Query<AccuracyAsked>) -> Result<Reply<Accuracy>> {
    let AccuracyAsked { from, to, owner_id, team_id, pipeline_id } = asked;
    let this = Month::of(db.today());
    let to = to.unwrap_or(this.previous());
    if to >= this {
        return Err(Problem::field("to", "must be a month that has ended"));
    }
    let first = to.first_day().checked_sub_months(Months::new(MONTHS - 1)).unwrap_or(to.first_day());
    let from = from.unwrap_or(Month::of(first));
    let asked = Asked { from: Some(from), to: Some(to), owner_id, team_id, pipeline_id, ..Asked::default() };
    let scope = asked.scope(&mut db).await?;
    let came = figures::won(&mut db, &scope, "").await?;
    let said = store::said(&mut db, &scope, &weeks(&scope)).await?;
    let mut items = Vec::new();
    for month in months(scope.from, scope.to) {
        let came = came.iter().find(|sum| sum.month == Some(month)).map(|sum| sum.value).unwrap_or_default();
        let said = said.iter().filter(|one| one.month == month).map(|one| scored(one, came, scope.currency));
        let said = said.collect::<Result<Vec<_>, MoneyError>>().map_err(Problem::internal)?;
        if !said.is_empty() {
            let came = Money::new(came, scope.currency).map_err(Problem::internal)?;
            items.push(MonthScore { month: Month::of(month), came, said });
        }
    }
    let all: Vec<&Said> = items.iter().flat_map(|item| &item.said).collect();
    let measures = measures(&all, scope.currency).map_err(Problem::internal)?;
    Ok(Reply::plain(Accuracy { currency: scope.currency, items, measures }))
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
fn scored(said: &store::SaidSum, came: Decimal, currency: Currency) -> Result<Said, MoneyError> {
    let score = |column, amount: Decimal, came: Decimal| {
        Ok(Score {
            column,
            said: Money::new(amount, currency)?,
            came: Money::new(came, currency)?,
            error: Money::new(amount - came, currency)?,
            error_percent: percent(amount - came, came),
        })
    };
    Ok(Said {
        weeks_before: said.weeks_before,
        week_on: said.week_on,
        value: Money::new(said.value, currency)?,
        scores: vec![
            score(Column::Commit, said.commit, came)?,
            score(Column::ByStage, said.by_stage, came)?,
            score(Column::ByLearned, said.by_learned, came)?,
            score(Column::ByPeople, said.by_people, said.judged_came)?,
        ],
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
            let of_lead = all.iter().filter(|said| said.weeks_before == lead).flat_map(|said| &said.scores);
            let scores: Vec<&Score> = of_lead.filter(|score| score.column == column).collect();
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
            value: Decimal::from(1000),
            commit: Decimal::ZERO,
            by_stage: Decimal::from(by_stage),
            by_learned: Decimal::ZERO,
            by_people: Decimal::ZERO,
            judged_came: Decimal::ZERO,
        }
    }

    #[test]
    fn errors_of_both_signs_cancel_in_the_bias_and_add_up_in_the_others() {
        let scored = |month, said, came: i64| scored(&sum(month, said), Decimal::from(came), Currency::EUR).unwrap();
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
        let of_people = measures.iter().find(|one| one.column == Column::ByPeople).unwrap();
        assert_eq!(of_people.weighted_error_percent, None, "nothing came of what nobody judged");
        assert_eq!(measures.len(), 4, "nothing is measured of which nothing was said");
    }
}
