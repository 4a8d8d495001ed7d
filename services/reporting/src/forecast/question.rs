//! What can be asked of a forecast.

use chrono::{DateTime, Months, NaiveDate, Utc};
use contracts::crm::ForecastCategory;
use kernel::{Currency, MemberId, Month, PipelineId, TeamId};
use platform::{Db, Problem, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::store::{settings, zones};

/// Months of a forecast when nobody says which.
const MONTHS: u32 = 6;
/// Most months of a forecast.
pub const MOST_MONTHS: usize = 24;

/// No deal closes in an earlier month.
const FIRST_MONTH: NaiveDate = match NaiveDate::from_ymd_opt(1900, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};
/// Nor in a later one.
const LAST_MONTH: NaiveDate = match NaiveDate::from_ymd_opt(9998, 12, 1) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// What the rows of a forecast are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ForecastBy")]
pub enum By {
    /// Of who works on the deals.
    #[default]
    Owner,
    /// Of teams, as they are now. Somebody in two teams counts in both, and in the totals once; who is in none counts there only.
    Team,
    /// Of pipelines.
    Pipeline,
    /// Of categories, those that are omitted from all sums too.
    Category,
}

impl By {
    /// Its word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Team => "team",
            Self::Pipeline => "pipeline",
            Self::Category => "category",
        }
    }
}

/// Whose deals: a member's or nobody's.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Whose(String);

impl Whose {
    /// What was asked for.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn id(&self) -> Result<Uuid> {
        match self.0.as_str() {
            "none" => Ok(Uuid::nil()),
            text => {
                let id = text.parse::<MemberId>();
                let id = id.map_err(|error| Problem::field("owner_id", format!("{error}, or none")))?;
                Ok(id.as_uuid())
            }
        }
    }
}

/// The part of a question that says of which deals.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// First month.
    pub from: Option<Month>,
    /// Last month.
    pub to: Option<Month>,
    /// Whose deals.
    pub owner_id: Option<Whose>,
    /// Of whose members.
    pub team_id: Option<TeamId>,
    /// Of which pipeline.
    pub pipeline_id: Option<PipelineId>,
    /// In which category.
    pub category: Option<ForecastCategory>,
    /// As of when.
    pub as_of: Option<DateTime<Utc>>,
}

/// Of which deals, and as of when: a question that was checked.
#[derive(Debug, Clone)]
pub struct Scope {
    /// The moment that was asked for; none for now.
    pub at: Option<DateTime<Utc>>,
    /// That moment, or now.
    pub moment: DateTime<Utc>,
    /// The business day of that moment.
    pub today: NaiveDate,
    /// First day of the first month.
    pub from: NaiveDate,
    /// First day of the last month.
    pub to: NaiveDate,
    /// Whose deals; none for everybody's.
    pub owners: Option<Vec<Uuid>>,
    /// Of which team, whose members `owners` then are.
    pub team: Option<Uuid>,
    /// Of which pipeline.
    pub pipeline: Option<Uuid>,
    /// In which category.
    pub category: Option<ForecastCategory>,
    /// The currency amounts are valued in.
    pub currency: Currency,
}

impl Asked {
    /// Checks the question.
    ///
    /// # Errors
    /// A problem that names the parameter.
    pub async fn scope(self, db: &mut Db) -> Result<Scope> {
        let at = self.as_of.filter(|at| *at < db.now);
        let moment = at.unwrap_or(db.now);
        // A day of the past is that of the zone of then.
        let zone = if at.is_some() { zones::at(db, moment).await? } else { db.time_zone };
        let today = zone.local_date(moment);
        let from = self.from.unwrap_or_else(|| Month::of(today)).first_day();
        let last = || Month::of(from.checked_add_months(Months::new(MONTHS - 1)).unwrap_or(from));
        let to = self.to.unwrap_or_else(last).first_day();
        if to < from {
            return Err(Problem::field("to", "must not be before from"));
        }
        if months(from, to).len() > MOST_MONTHS {
            return Err(Problem::field("to", format!("a forecast has at most {MOST_MONTHS} months")));
        }
        let mut owners = self.owner_id.map(|whose| whose.id()).transpose()?.map(|id| vec![id]);
        if let Some(team) = self.team_id {
            let teams = settings::teams(db).await?;
            let members = teams.into_iter().find(|one| one.team_id == team.as_uuid()).map(|team| team.member_ids);
            let members = members.unwrap_or_default();
            owners = Some(
                owners.map_or(members.clone(), |one| one.into_iter().filter(|owner| members.contains(owner)).collect()),
            );
        }
        Ok(Scope {
            at,
            moment,
            today,
            from,
            to,
            owners,
            team: self.team_id.map(Uuid::from),
            pipeline: self.pipeline_id.map(Uuid::from),
            category: self.category,
            currency: db.base_currency,
        })
    }
}

impl Scope {
    /// The same of every month.
    #[must_use]
    pub fn of_all_months(self) -> Self {
        Self { from: FIRST_MONTH, to: LAST_MONTH, ..self }
    }
}

/// The first days of the months from one to another.
pub fn months(from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    let next = |day: &NaiveDate| day.checked_add_months(Months::new(1));
    std::iter::successors(Some(from), next).take_while(|day| *day <= to).take(MOST_MONTHS + 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_counted_from_first_to_last() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(months(day("2026-11-01"), day("2027-02-01")).len(), 4);
        assert_eq!(months(day("2026-11-01"), day("2026-11-01")), [day("2026-11-01")]);
        assert_eq!(months(day("2026-11-01"), day("2999-11-01")).len(), MOST_MONTHS + 1);
    }

    #[test]
    fn nobody_is_an_owner_too() {
        assert_eq!(Whose("none".to_owned()).id().unwrap(), Uuid::nil());
        assert!(Whose("somebody".to_owned()).id().is_err());
    }
}
