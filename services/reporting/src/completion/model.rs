//! What a project will end with: pure, by the terms of earned value management (ANSI/EIA-748). The budget at completion (BAC) is what
//! it may cost, the actual cost (AC) what is approved, the estimate to complete (ETC) what waits for approval and what the hours that
//! are left will cost, the estimate at completion (EAC) both together.

use contracts::projects::ProjectStatus;
use kernel::{Currency, Decimal, Hours, Money, MoneyError, TaskId};
use rust_decimal::RoundingStrategy;
use schemars::JsonSchema;
use serde::Serialize;

use super::told::PlannedTask;
use crate::ledger::Account;
use crate::reports::model::Sums;

#[cfg(test)]
mod tests;

/// The plan of a project as it was told last.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Where the project stands.
    pub status: ProjectStatus,
    /// Its currency: the one the forecast is in.
    pub currency: Currency,
    /// Hours sold.
    pub budget_hours: Decimal,
    /// What there is to do.
    pub tasks: Vec<PlannedTask>,
}

/// What was worked on a task, approved or submitted.
#[derive(Debug, Clone, PartialEq)]
pub struct Worked {
    /// The task.
    pub task_id: TaskId,
    /// All hours.
    pub hours: Decimal,
    /// Those of which the cost is known in the project's currency.
    pub costed_hours: Decimal,
    /// What those cost.
    pub cost: Decimal,
    /// Those of people of whom nobody knew what an hour costs.
    pub unknown_hours: Decimal,
}

/// What a part of a forecast is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ForecastPartKind")]
pub enum What {
    /// Earned by delivering.
    Earned,
    /// What submitted time and expenses bring in once they are approved.
    RevenueToApprove,
    /// Instalments that wait for their milestone or their day.
    Planned,
    /// What the hours that are left bring in or cost.
    WorkLeft,
    /// What the client pays in all and no schedule plans; only of projects that no deal brought a schedule for.
    RestOfBudget,
    /// Cost of approved time.
    Labour,
    /// Cost of approved expenses.
    Expenses,
    /// What submitted time costs.
    LabourToApprove,
    /// What submitted expenses cost.
    ExpensesToApprove,
}

/// A part of what a project brings in or costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What it is.
    pub what: What,
    /// How much.
    pub amount: Money,
    /// The account whose postings sum to it; none for what follows from the hours that are left, or from the budget.
    pub account: Option<Account>,
}

/// What tells how much an hour that is left will cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "CostBasis")]
pub enum Basis {
    /// What the hours worked on this task cost.
    Task,
    /// What the hours worked in this project cost.
    Project,
    /// The cost budget by the hours sold: nothing was worked yet of which the cost is known.
    Budget,
}

/// What is left to do of a task: the hours planned less those worked.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "WorkLeft")]
pub struct Left {
    /// The task.
    pub task_id: TaskId,
    /// Hours that are left.
    pub hours: Hours,
    /// What they will cost; none when nothing tells what an hour costs.
    pub cost: Option<Money>,
    /// What tells so.
    pub basis: Option<Basis>,
    /// What they will bring in; none when the task is not billed by the hour.
    pub revenue: Option<Money>,
}

/// Something that cannot be said, so that it is in no sum.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "reason", rename_all = "snake_case")]
#[schemars(rename = "ForecastUnknown")]
pub enum Unknown {
    /// Hours were worked by people of whom nobody knew what an hour costs.
    WorkedWithoutRate {
        /// How many.
        hours: Hours,
    },
    /// Hours are left, and nothing tells what one costs: neither work done nor a cost budget.
    LeftWithoutRate {
        /// How many.
        hours: Hours,
    },
    /// Open tasks have no planned hours.
    NotPlanned {
        /// Which.
        task_ids: Vec<TaskId>,
    },
    /// Open tasks took more hours than were planned: what is left of them is not known.
    OverPlan {
        /// Which.
        task_ids: Vec<TaskId>,
        /// Hours beyond their plans.
        hours: Hours,
    },
    /// Hours that are left are billed in another currency than the project's.
    OtherPrice {
        /// How many.
        hours: Hours,
    },
    /// Revenue or costs in another currency than the project's. Sums never mix currencies.
    OtherCurrency {
        /// What they bring in.
        revenue: Money,
        /// What they cost.
        cost: Money,
    },
    /// Instalments of a frozen schedule: a person must decide whether they are billed.
    Held {
        /// How much.
        amount: Money,
    },
    /// The client pays more in all than hours bring in and than is earned, and no schedule says how: only part of the project is billed
    /// by the hour.
    RestOfBudget {
        /// How much more.
        amount: Money,
    },
    /// The project is on hold: a person must decide whether it goes on.
    OnHold,
}

/// What a project will end with, in its currency.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// What it brings in: earned, and to come.
    pub revenue: Vec<Part>,
    /// What it costs: the actual cost first, then what is to come.
    pub cost: Vec<Part>,
    /// The tasks that have hours left.
    pub left: Vec<Left>,
    /// What is in no sum, and why.
    pub unknown: Vec<Unknown>,
    /// Sum of what it brings in.
    pub forecast_revenue: Money,
    /// Approved costs (AC).
    pub actual_cost: Money,
    /// Costs to come (ETC).
    pub estimate_to_complete: Money,
    /// Both (EAC).
    pub forecast_cost: Money,
    /// Revenue less cost.
    pub margin: Money,
    /// The margin as a part of the revenue, in percent with two decimals; none without revenue.
    pub margin_percent: Option<Decimal>,
    /// What the project may cost (BAC); none without a cost budget.
    pub budget_at_completion: Option<Money>,
    /// What is left of that at the end (VAC); below zero when it will cost more.
    pub variance_at_completion: Option<Money>,
}

/// Accounts that bring in something, now or later.
const REVENUE: [Account; 4] =
    [Account::Revenue, Account::UnapprovedRevenue, Account::PlannedRevenue, Account::HeldRevenue];

/// Accounts of what is spent, or soon is.
const COST: [Account; 4] =
    [Account::LabourCost, Account::ExpenseCost, Account::UnapprovedLabour, Account::UnapprovedExpenses];

/// The accounts a forecast is made of.
pub const ACCOUNTS: &[Account] = &[
    Account::Revenue,
    Account::UnapprovedRevenue,
    Account::PlannedRevenue,
    Account::HeldRevenue,
    Account::LabourCost,
    Account::ExpenseCost,
    Account::UnapprovedLabour,
    Account::UnapprovedExpenses,
    Account::Scheduled,
    Account::ProjectBudget,
    Account::CostBudget,
];

/// What a project will end with: from its plan, what was worked, and the sums of the ledger in each currency.
pub fn outcome(plan: &Plan, worked: &[Worked], sums: &[Sums]) -> Result<Outcome, MoneyError> {
    let currency = plan.currency;
    let nothing = Sums { currency, accounts: std::collections::BTreeMap::new() };
    let own = sums.iter().find(|sums| sums.currency == currency).unwrap_or(&nothing);
    let on = |account: Account| own.figure(&[account]);
    let budget = Some(on(Account::CostBudget)?).filter(|budget| budget.is_positive());
    let mut unknown = Vec::new();
    let left = left(plan, worked, budget, &mut unknown)?;
    let sum = |parts: &[Part]| Money::sum(parts.iter().map(|part| part.amount), currency);

    let mut revenue = vec![
        posted(What::Earned, Account::Revenue, own)?,
        posted(What::RevenueToApprove, Account::UnapprovedRevenue, own)?,
        posted(What::Planned, Account::PlannedRevenue, own)?,
    ];
    let to_come = Money::sum(left.iter().filter_map(|left| left.revenue), currency)?;
    revenue.push(Part { what: What::WorkLeft, amount: to_come, account: None });
    let rest = on(Account::ProjectBudget)?.checked_sub(sum(&revenue)?)?;
    if rest.is_positive() && on(Account::Scheduled)?.is_zero() {
        let (hourly, whole) =
            (plan.tasks.iter().any(|task| task.rate.is_some()), plan.tasks.iter().any(|task| task.included));
        if !hourly {
            revenue.push(Part { what: What::RestOfBudget, amount: rest, account: None });
        } else if whole {
            unknown.push(Unknown::RestOfBudget { amount: rest });
        }
    }
    let mut cost =
        vec![posted(What::Labour, Account::LabourCost, own)?, posted(What::Expenses, Account::ExpenseCost, own)?];
    let actual_cost = sum(&cost)?;
    cost.push(posted(What::LabourToApprove, Account::UnapprovedLabour, own)?);
    cost.push(posted(What::ExpensesToApprove, Account::UnapprovedExpenses, own)?);
    let to_come = Money::sum(left.iter().filter_map(|left| left.cost), currency)?;
    cost.push(Part { what: What::WorkLeft, amount: to_come, account: None });

    let held = on(Account::HeldRevenue)?;
    unknown.extend((!held.is_zero()).then_some(Unknown::Held { amount: held }));
    unknown.extend((plan.status == ProjectStatus::OnHold).then_some(Unknown::OnHold));
    for other in sums.iter().filter(|sums| sums.currency != currency) {
        unknown.extend(in_another_currency(other)?);
    }
    let (forecast_revenue, forecast_cost) = (sum(&revenue)?, sum(&cost)?);
    let margin = forecast_revenue.checked_sub(forecast_cost)?;
    Ok(Outcome {
        estimate_to_complete: forecast_cost.checked_sub(actual_cost)?,
        margin_percent: share(margin, forecast_revenue)?,
        budget_at_completion: budget,
        variance_at_completion: budget.map(|budget| budget.checked_sub(forecast_cost)).transpose()?,
        revenue,
        cost,
        left,
        unknown,
        forecast_revenue,
        actual_cost,
        forecast_cost,
        margin,
    })
}

fn posted(what: What, account: Account, sums: &Sums) -> Result<Part, MoneyError> {
    Ok(Part { what, amount: sums.figure(&[account])?, account: Some(account) })
}

/// The tasks with hours left, in the order of the plan.
fn left(
    plan: &Plan,
    worked: &[Worked],
    budget: Option<Money>,
    unknown: &mut Vec<Unknown>,
) -> Result<Vec<Left>, MoneyError> {
    let total = |of: fn(&Worked) -> Decimal| worked.iter().map(of).sum::<Decimal>();
    let without_rate = total(|worked| worked.unknown_hours);
    if !without_rate.is_zero() {
        unknown.push(Unknown::WorkedWithoutRate { hours: hours(without_rate)? });
    }
    if !matches!(plan.status, ProjectStatus::Active | ProjectStatus::OnHold) {
        return Ok(Vec::new());
    }
    let whole = Known { basis: Basis::Project, cost: total(|one| one.cost), hours: total(|one| one.costed_hours) };
    let planned = budget.map(|budget| Known { basis: Basis::Budget, cost: budget.amount(), hours: plan.budget_hours });
    let (mut lefts, mut not_planned, mut over_plan) = (Vec::new(), Vec::new(), Vec::new());
    let (mut beyond, mut without_rate, mut other_price) = (Decimal::ZERO, Decimal::ZERO, Decimal::ZERO);
    for task in plan.tasks.iter().filter(|task| !task.done) {
        let done = worked.iter().find(|worked| worked.task_id == task.task_id);
        let rest = task.hours - done.map_or(Decimal::ZERO, |done| done.hours);
        if task.hours.is_zero() {
            not_planned.push(task.task_id);
        } else if rest < Decimal::ZERO {
            over_plan.push(task.task_id);
            beyond -= rest;
        }
        if task.hours.is_zero() || rest <= Decimal::ZERO {
            continue;
        }
        let of_task = done.map(|done| Known { basis: Basis::Task, cost: done.cost, hours: done.costed_hours });
        let known = [of_task, Some(whole), planned].into_iter().flatten().find(|known| !known.hours.is_zero());
        let cost = known.map(|known| known.cost_of(rest, plan.currency)).transpose()?;
        without_rate += if cost.is_none() { rest } else { Decimal::ZERO };
        let rate = task.rate.filter(|rate| rate.currency() == plan.currency);
        other_price += if task.rate.is_some() && rate.is_none() { rest } else { Decimal::ZERO };
        let revenue = rate.map(|rate| rate.times(rest)).transpose()?;
        let basis = known.map(|known| known.basis);
        lefts.push(Left { task_id: task.task_id, hours: hours(rest)?, cost, basis, revenue });
    }
    if !without_rate.is_zero() {
        unknown.push(Unknown::LeftWithoutRate { hours: hours(without_rate)? });
    }
    if !not_planned.is_empty() {
        unknown.push(Unknown::NotPlanned { task_ids: not_planned });
    }
    if !over_plan.is_empty() {
        unknown.push(Unknown::OverPlan { task_ids: over_plan, hours: hours(beyond)? });
    }
    if !other_price.is_zero() {
        unknown.push(Unknown::OtherPrice { hours: hours(other_price)? });
    }
    Ok(lefts)
}

/// Hours of which the cost is known.
#[derive(Debug, Clone, Copy)]
struct Known {
    basis: Basis,
    cost: Decimal,
    hours: Decimal,
}

impl Known {
    /// What so many hours cost at the same rate, rounded once.
    fn cost_of(self, hours: Decimal, currency: Currency) -> Result<Money, MoneyError> {
        let share = hours.checked_div(self.hours).ok_or(MoneyError::OutOfRange)?;
        Money::new(self.cost, currency)?.times(share)
    }
}

fn hours(value: Decimal) -> Result<Hours, MoneyError> {
    Hours::new(value).map_err(|_too_many| MoneyError::OutOfRange)
}

fn in_another_currency(sums: &Sums) -> Result<Option<Unknown>, MoneyError> {
    let of = |accounts: &[Account]| {
        let amounts = accounts.iter().map(|account| sums.figure(&[*account])).collect::<Result<Vec<_>, _>>()?;
        Money::sum(amounts, sums.currency)
    };
    let (revenue, cost) = (of(&REVENUE)?, of(&COST)?);
    Ok((!revenue.is_zero() || !cost.is_zero()).then_some(Unknown::OtherCurrency { revenue, cost }))
}

/// A margin as a part of the revenue, in percent with two decimals; none without revenue.
fn share(margin: Money, revenue: Money) -> Result<Option<Decimal>, MoneyError> {
    if !revenue.is_positive() {
        return Ok(None);
    }
    let percent = margin.amount().checked_mul(Decimal::ONE_HUNDRED);
    let percent = percent.and_then(|margin| margin.checked_div(revenue.amount())).ok_or(MoneyError::OutOfRange)?;
    Ok(Some(percent.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)))
}
