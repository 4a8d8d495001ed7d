//! How far goals are, over HTTP.

use chrono::NaiveDate;
use exports::List;
use kernel::{Cursor, Limit, MemberId, Money, Month, Page, TeamId};
use platform::{Problem, Query, Read, Reply, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::model::MissingRate;
use super::question::Asked;
use super::store::figures::basis;
use super::store::goals::{self, Filter};

/// Which goals.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GoalsAsked {
    /// First month they reach into; this one when left out.
    from: Option<Month>,
    /// Last month they reach into; the first when left out.
    to: Option<Month>,
    /// Of this member.
    member_id: Option<MemberId>,
    /// Of this team.
    team_id: Option<TeamId>,
    /// Goals of a page.
    limit: Option<Limit>,
    /// Where the page begins.
    cursor: Option<Cursor>,
}

/// A goal, and how far it is.
#[derive(Debug, Serialize, JsonSchema)]
pub struct GoalProgress {
    /// The goal.
    pub goal_id: Uuid,
    /// Whose it is; neither member nor team: everybody's.
    pub member_id: Option<Uuid>,
    /// Their name, when known.
    pub member_name: Option<String>,
    /// The team whose it is.
    pub team_id: Option<Uuid>,
    /// Its name, when known.
    pub team_name: Option<String>,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
    /// What is to be won.
    pub amount: Money,
    /// What was won in the time.
    pub won: Money,
    /// The value of open deals that are committed and expected to close in the time.
    pub commit: Money,
    /// What the odds of their stages make of the open deals that are expected to close in the time.
    pub by_stage: Money,
    /// Deals won in the time or expected to close in it that are in none of these, because their currency has no rate.
    pub missing_rates: Vec<MissingRate>,
}

impl List for GoalsAsked {
    type Item = GoalProgress;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<GoalProgress>> {
        let Self { from, to, member_id, team_id, .. } = *self;
        let after = cursor.map(|cursor| cursor.decode()).transpose();
        let after = after.map_err(|error| Problem::field("cursor", error.to_string()))?;
        let from = from.unwrap_or_else(|| Month::of(db.today()));
        let to = to.unwrap_or(from);
        if to < from {
            return Err(Problem::field("to", "must not be before from"));
        }
        let scope = Asked::default().scope(db).await?.of_all_months();
        let basis = basis(db, &scope).await?;
        let filter = Filter {
            from: from.first_day(),
            to: to.last_day(),
            member_id: member_id.map(Uuid::from),
            team_id: team_id.map(Uuid::from),
            after,
        };
        let mut rows = goals::list(db, &scope, &basis, filter, limit.fetch()).await?;
        goals::name_unvalued(db, &scope, &basis, &mut rows).await?;
        Ok(Page::from_rows(rows, limit, |goal| (goal.starts_on, goal.goal_id)))
    }
}

/// Answers `GET /v1/forecast/goals`: the earliest first.
pub(super) async fn list(mut db: Read, Query(asked): Query<GoalsAsked>) -> Result<Reply<Page<GoalProgress>>> {
    Ok(Reply::plain(asked.page(&mut db, asked.cursor.clone(), asked.limit.unwrap_or_default()).await?))
}
