//! Goals over HTTP.

use contracts::crm::forecasting::{Goal, GoalSpan};
use kernel::{Cursor, GoalId, Limit, MemberId, Money, Month, Page, Permission, TeamId};
use platform::{Created, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::GoalState;
use super::store::{self, Filter, Sort};
use crate::lists::List;
use crate::{members, teams};

/// What goals answer.
pub fn routes() -> Routes {
    use Permission::{ManageCrm, ReadCrm};
    Routes::new("goals")
        .get("/v1/goals", ReadCrm, "List goals, the newest time first", list)
        .post("/v1/goals", ManageCrm, "Set a goal for a member, a team or everybody", set)
        .get("/v1/goals/{goal_id}", ReadCrm, "Show a goal", get)
        .patch("/v1/goals/{goal_id}", ManageCrm, "Give a goal another amount", update)
        .delete("/v1/goals/{goal_id}", ManageCrm, "Take a goal back", remove)
}

/// A new goal.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SetGoal {
    /// The member whose goal it is; with neither member nor team it is everybody's.
    member_id: Option<MemberId>,
    /// The team whose goal it is.
    team_id: Option<TeamId>,
    /// Its first month.
    from: Month,
    /// How long it is for.
    span: GoalSpan,
    /// Value of deals to be won, in the organisation's currency, without VAT.
    amount: Money,
}

/// Another amount.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct UpdateGoal {
    /// Value of deals to be won, in the organisation's currency, without VAT.
    amount: Money,
}

/// Which goals.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListGoals {
    /// Of this member.
    member_id: Option<MemberId>,
    /// Of this team.
    team_id: Option<TeamId>,
    /// First month in which they begin.
    from: Option<Month>,
    /// Last month in which they begin.
    to: Option<Month>,
    /// The order; the newest time first when left out.
    #[serde(default)]
    sort: Sort,
    /// How many at most.
    limit: Option<Limit>,
    /// Where the page before ended.
    cursor: Option<Cursor>,
}

/// A goal.
#[derive(Debug, Serialize, JsonSchema)]
pub struct GoalView {
    #[serde(flatten)]
    goal: Goal,
    /// Grows with each change; the ETag.
    version: i64,
}

impl From<GoalState> for GoalView {
    fn from(goal: GoalState) -> Self {
        Self { goal: goal.image, version: goal.version }
    }
}

impl List for ListGoals {
    type Item = GoalView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<GoalView>> {
        let Self { member_id, team_id, from, to, .. } = *self;
        let filter = Filter { member_id, team_id, from, to };
        Ok(store::list(db, filter, self.sort, cursor, limit).await?.map(GoalView::from))
    }
}

async fn list(mut db: Read, Query(query): Query<ListGoals>) -> Result<Reply<Page<GoalView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

async fn get(mut db: Read, Path(id): Path<GoalId>) -> Result<Reply<GoalView>> {
    let goal = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("goal"))?;
    Ok(Reply::of(goal.version, goal.into()))
}

async fn set(mut tx: Tx, Json(body): Json<SetGoal>) -> Result<Created<GoalView>> {
    let SetGoal { member_id, team_id, from, span, amount } = body;
    members::check_active(&mut tx, "/member_id", member_id.as_slice(), &[]).await?;
    if let Some(team) = team_id
        && teams::store::get(&mut tx, team).await?.is_none()
    {
        return Err(Problem::field("/team_id", "there is no such team; GET /v1/teams lists them"));
    }
    let goal = Goal { goal_id: GoalId::new(), member_id, team_id, from, span, amount };
    let (goal, created) = GoalState::set(goal, tx.base_currency)?;
    store::save(&mut tx, &goal).await?;
    tx.publish(goal.version, &created)?;
    tx.created(format!("/v1/goals/{}", goal.image.goal_id), goal.version, goal.into()).await
}

async fn update(mut tx: Tx, Path(id): Path<GoalId>, Json(body): Json<UpdateGoal>) -> Result<Reply<GoalView>> {
    let mut goal = store::lock(&mut tx, id).await?.ok_or_else(|| Problem::not_found("goal"))?;
    tx.require_match(goal.version)?;
    let updated = goal.update(body.amount, tx.base_currency)?;
    store::save(&mut tx, &goal).await?;
    tx.publish(goal.version, &updated)?;
    tx.reply(goal.version, goal.into()).await
}

async fn remove(mut tx: Tx, Path(id): Path<GoalId>) -> Result<Reply<GoalView>> {
    let mut goal = store::lock(&mut tx, id).await?.ok_or_else(|| Problem::not_found("goal"))?;
    tx.if_match(goal.version)?;
    let removed = goal.remove();
    store::delete(&mut tx, id).await?;
    tx.publish(goal.version, &removed)?;
    tx.reply(goal.version, goal.into()).await
}
