//! What a project will end with, over HTTP.

use chrono::{DateTime, Utc};
use contracts::projects::ProjectStatus;
use kernel::{Currency, Decimal, Money, Permission, ProjectId};
use platform::{Path, Problem, Query, Read, Reply, Result, Routes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{ACCOUNTS, Left, Outcome, Part, Unknown, What, outcome};
use super::store;
use crate::ledger::Account;
use crate::reports::model::{Clauses, Days, Dimension};

/// The address of forecasts of projects.
pub fn routes() -> Routes {
    Routes::new("completion").get(
        "/v1/reports/projects/{project_id}/forecast",
        Permission::ReadReports,
        "The revenue, cost and margin a project will end with",
        forecast,
    )
}

/// As of when.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Asked {
    /// Any past instant; now when left out.
    as_of: Option<DateTime<Utc>>,
}

/// What a project will end with, in its currency.
#[derive(Debug, Serialize, JsonSchema)]
struct ProjectForecast {
    /// The moment the forecast is of.
    as_of: DateTime<Utc>,
    /// The project.
    project_id: ProjectId,
    /// What it is called, when known.
    name: Option<String>,
    /// Where it stood then.
    status: ProjectStatus,
    /// Currency of the figures; sums never mix currencies.
    currency: Currency,
    /// Whether nothing is unknown. Else the figures are sums of what is known.
    complete: bool,
    /// What it will bring in.
    revenue: ForecastSide,
    /// What it will cost: the estimate at completion (EAC).
    cost: ForecastSide,
    /// Revenue less cost.
    margin: Money,
    /// The margin as a part of the revenue, in percent with two decimals; none without revenue.
    margin_percent: Option<Decimal>,
    /// What it may cost (BAC); none without a cost budget.
    budget_at_completion: Option<Money>,
    /// What is approved of the cost (AC).
    actual_cost: Money,
    /// The rest of it (ETC).
    estimate_to_complete: Money,
    /// The cost budget less the cost (VAC), below zero when it will cost more; none without a cost budget.
    variance_at_completion: Option<Money>,
    /// The tasks with hours left. What they cost and bring in sums to the parts of work that is left.
    left: Vec<Left>,
    /// What is in no sum, and why.
    unknown: Vec<Unknown>,
}

/// One side of a forecast.
#[derive(Debug, Serialize, JsonSchema)]
struct ForecastSide {
    /// The sum of its parts.
    amount: Money,
    /// What it is made of.
    parts: Vec<ForecastPart>,
}

/// A part of a forecast.
#[derive(Debug, Serialize, JsonSchema)]
struct ForecastPart {
    /// What it is.
    what: What,
    /// How much.
    amount: Money,
    /// Address of the postings that sum to it, within this service; none for what follows from `left`, or from the budget.
    explain: Option<String>,
}

async fn forecast(
    mut db: Read,
    Path(project_id): Path<ProjectId>,
    Query(asked): Query<Asked>,
) -> Result<Reply<ProjectForecast>> {
    let known = store::plan(&mut db, project_id, asked.as_of).await?;
    let (plan, name) = known.ok_or_else(|| Problem::not_found("project"))?;
    let worked = store::worked(&mut db, project_id, plan.currency, asked.as_of).await?;
    let sums = store::sums(&mut db, project_id, ACCOUNTS, asked.as_of).await?;
    let outcome = outcome(&plan, &worked, &sums).map_err(Problem::internal)?;
    let of = Some((Dimension::Project, Some(project_id.as_uuid())));
    let clauses = Clauses { of, currency: plan.currency, as_of: asked.as_of, days: Days::default() };
    let as_of = asked.as_of.map_or(db.now, |asked| asked.min(db.now));
    Ok(Reply::plain(view(outcome, &clauses, (as_of, project_id, name, plan.status))))
}

type Whose = (DateTime<Utc>, ProjectId, Option<String>, ProjectStatus);

fn view(outcome: Outcome, clauses: &Clauses, (as_of, project_id, name, status): Whose) -> ProjectForecast {
    let part = |part: Part| ForecastPart {
        what: part.what,
        amount: part.amount,
        explain: part.account.map(|account: Account| clauses.explain(&[account])),
    };
    let side = |amount, parts: Vec<Part>| ForecastSide { amount, parts: parts.into_iter().map(part).collect() };
    ProjectForecast {
        as_of,
        project_id,
        name,
        status,
        currency: clauses.currency,
        complete: outcome.unknown.is_empty(),
        revenue: side(outcome.forecast_revenue, outcome.revenue),
        cost: side(outcome.forecast_cost, outcome.cost),
        margin: outcome.margin,
        margin_percent: outcome.margin_percent,
        budget_at_completion: outcome.budget_at_completion,
        actual_cost: outcome.actual_cost,
        estimate_to_complete: outcome.estimate_to_complete,
        variance_at_completion: outcome.variance_at_completion,
        left: outcome.left,
        unknown: outcome.unknown,
    }
}
