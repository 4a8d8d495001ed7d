//! What stands in the columns of each list.

use exports::Exported;
use exports::sheet::Cell;
use exports::table::{Column, actor, by_part, day, made, moment, named, number, text, values, words};
use kernel::Decimal;
use platform::{Read, Result};
use serde_json::Value;

use crate::decisions::http::ListDecisions;
use crate::people::http::ListPeople;
use crate::projects::http::{ListProjects, ProjectView};
use crate::projects::parts::{ListMilestones, ListTasks};
use crate::time::http::ListTime;

impl Exported for ListProjects {
    const COLUMNS: &'static [Column] = &[
        text("Name", "/name"),
        text("Client", "/account_name"),
        text("Status", "/status"),
        day("Starts on", "/starts_on"),
        number("Budget hours", "/budget_hours"),
        number("Budget", "/budget_amount/amount"),
        text("Currency", "/currency"),
        made("Milestones", "/milestones", how_many),
        made("Milestones done", "/milestones", done),
        made("Tasks", "/tasks", how_many),
        text("Deal ID", "/deal_id"),
        text("ID", "/project_id"),
    ];
}

/// A row for each milestone.
impl Exported for ListMilestones {
    const COLUMNS: &'static [Column] = &[
        text("Project", "/name"),
        text("Client", "/account_name"),
        text("Milestone", "/milestone/name"),
        number("Amount", "/milestone/amount/amount"),
        text("Currency", "/milestone/amount/currency"),
        day("Due on", "/milestone/due_on"),
        day("Completed on", "/milestone/completed_on"),
        text("Project status", "/status"),
        text("Project ID", "/project_id"),
        text("ID", "/milestone/milestone_id"),
    ];
    const MORE: &'static [&'static str] = &[
        "/milestone/name",
        "/milestone/amount/amount",
        "/milestone/amount/currency",
        "/milestone/due_on",
        "/milestone/completed_on",
        "/milestone/milestone_id",
    ];

    async fn rows(_: &mut Read, items: Vec<ProjectView>) -> Result<Vec<Value>> {
        Ok(values(items)?.into_iter().flat_map(|project| by_part(project, "milestones", "milestone")).collect())
    }
}

/// A row for each task.
impl Exported for ListTasks {
    const COLUMNS: &'static [Column] = &[
        text("Project", "/name"),
        text("Client", "/account_name"),
        text("Task", "/task/name"),
        number("Planned hours", "/task/planned_hours"),
        text("Billing", "/task/billing/kind"),
        number("Billed per hour", "/task/billing/rate/amount"),
        text("Currency", "/task/billing/rate/currency"),
        number("VAT %", "/task/billing/vat_rate"),
        text("Done", "/task/done"),
        text("Project status", "/status"),
        text("Project ID", "/project_id"),
        text("ID", "/task/task_id"),
    ];
    const MORE: &'static [&'static str] = &[
        "/task/name",
        "/task/planned_hours",
        "/task/billing/kind",
        "/task/billing/rate/amount",
        "/task/billing/rate/currency",
        "/task/billing/vat_rate",
        "/task/done",
        "/task/task_id",
    ];

    async fn rows(_: &mut Read, items: Vec<ProjectView>) -> Result<Vec<Value>> {
        Ok(values(items)?.into_iter().flat_map(|project| by_part(project, "tasks", "task")).collect())
    }
}

impl Exported for ListPeople {
    const COLUMNS: &'static [Column] = &[
        text("Name", "/name"),
        text("E-mail", "/email"),
        text("Role", "/role"),
        text("Still here", "/active"),
        made("Latest hourly cost", "/cost_rates", |rates| {
            latest(rates, "/hourly_cost/amount", |text| text.parse().map_or(Cell::Empty, Cell::Number))
        }),
        made("Currency", "/cost_rates", |rates| latest(rates, "/hourly_cost/currency", |text| Cell::text(Some(text)))),
        made("Hourly cost from", "/cost_rates", |rates| {
            latest(rates, "/effective_from", |text| Cell::day(text.parse().ok()))
        }),
        text("ID", "/person_id"),
    ];
}

impl Exported for ListTime {
    const COLUMNS: &'static [Column] = &[
        day("Day", "/work_on"),
        text("Person", "/person_name"),
        named("Project", "/project_id"),
        text("Task", "/task_name"),
        number("Hours", "/hours"),
        number("Billable hours", "/billable_hours"),
        text("Note", "/note"),
        text("Status", "/status"),
        text("Why it was sent back", "/rejection"),
        moment("Approved at", "/approved_at"),
        named("Approved by", "/approved_by"),
        text("Billed", "/billed"),
        number("Billed per hour", "/bill_rate/amount"),
        number("Billable amount", "/bill_amount/amount"),
        text("Billable currency", "/bill_amount/currency"),
        number("VAT %", "/vat_rate"),
        number("Cost", "/cost/amount"),
        text("Cost currency", "/cost/currency"),
        text("ID", "/time_entry_id"),
    ];
}

impl Exported for ListDecisions {
    const COLUMNS: &'static [Column] = &[
        text("Project", "/project_name"),
        text("Reason", "/reason"),
        moment("Came up at", "/raised_at"),
        text("Decision", "/action"),
        text("Note", "/note"),
        moment("Decided at", "/resolved_at"),
        actor("Decided by", "/resolved_by"),
        text("Deal ID", "/deal_id"),
        text("ID", "/decision_id"),
    ];
}

fn how_many(items: &Value) -> Cell {
    Cell::Number(Decimal::from(items.as_array().map_or(0, Vec::len)))
}

fn done(milestones: &Value) -> Cell {
    let all = milestones.as_array().into_iter().flatten();
    Cell::Number(Decimal::from(all.filter(|one| one.get("completed_on").is_some_and(|on| !on.is_null())).count()))
}

/// Something of the last of a person's cost rates, which stand oldest first.
fn latest(rates: &Value, place: &str, cell: fn(&str) -> Cell) -> Cell {
    let last = rates.as_array().and_then(|rates| rates.last()?.pointer(place));
    last.and_then(words).map_or(Cell::Empty, |text| cell(&text))
}
