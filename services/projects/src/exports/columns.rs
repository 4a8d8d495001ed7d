//! What stands in the columns of each list.

use exports::Exported;
use exports::sheet::Cell;
use exports::table::{Column, actor, day, made, moment, named, number, text, word, words};
use kernel::{Decimal, Language};
use serde_json::Value;

use super::hungarian::{BILLING, DECISION, PROJECT, TIME};
use crate::decisions::http::ListDecisions;
use crate::people::http::ListPeople;
use crate::projects::http::ListProjects;
use crate::projects::parts::{ListMilestones, ListTasks};
use crate::time::http::ListTime;

impl Exported for ListProjects {
    const COLUMNS: &'static [Column] = &[
        text("Name", "Név", "/name"),
        text("Client", "Ügyfél", "/account_name"),
        word("Status", "Állapot", "/status", PROJECT),
        day("Starts on", "Kezdés", "/starts_on"),
        number("Budget hours", "Óraszámkeret", "/budget_hours"),
        number("Budget", "Keretösszeg", "/budget_amount/amount"),
        text("Currency", "Pénznem", "/currency"),
        made("Milestones", "Mérföldkövek", "/milestones", how_many),
        made("Milestones done", "Teljesített mérföldkövek", "/milestones", done),
        made("Tasks", "Feladatok", "/tasks", how_many),
        text("Deal ID", "Ügylet azonosítója", "/deal_id"),
        text("ID", "Azonosító", "/project_id"),
    ];
}

/// A row for each milestone.
impl Exported for ListMilestones {
    const COLUMNS: &'static [Column] = &[
        text("Project", "Projekt", "/name"),
        text("Client", "Ügyfél", "/account_name"),
        text("Milestone", "Mérföldkő", "/milestone/name"),
        number("Amount", "Összeg", "/milestone/amount/amount"),
        text("Currency", "Pénznem", "/milestone/amount/currency"),
        day("Due on", "Határidő", "/milestone/due_on"),
        day("Completed on", "Teljesítés napja", "/milestone/completed_on"),
        word("Project status", "Projekt állapota", "/status", PROJECT),
        text("Project ID", "Projekt azonosítója", "/project_id"),
        text("ID", "Azonosító", "/milestone/milestone_id"),
    ];
    const PARTS: Option<(&'static str, &'static str)> = Some(("milestones", "milestone"));
}

/// A row for each task.
impl Exported for ListTasks {
    const COLUMNS: &'static [Column] = &[
        text("Project", "Projekt", "/name"),
        text("Client", "Ügyfél", "/account_name"),
        text("Task", "Feladat", "/task/name"),
        number("Planned hours", "Tervezett órák", "/task/planned_hours"),
        word("Billing", "Számlázás módja", "/task/billing/kind", BILLING),
        number("Billed per hour", "Számlázott óradíj", "/task/billing/rate/amount"),
        text("Currency", "Pénznem", "/task/billing/rate/currency"),
        number("VAT %", "Áfa %", "/task/billing/vat_rate"),
        text("Done", "Kész", "/task/done"),
        word("Project status", "Projekt állapota", "/status", PROJECT),
        text("Project ID", "Projekt azonosítója", "/project_id"),
        text("ID", "Azonosító", "/task/task_id"),
    ];
    const PARTS: Option<(&'static str, &'static str)> = Some(("tasks", "task"));
}

impl Exported for ListPeople {
    const COLUMNS: &'static [Column] = &[
        text("Name", "Név", "/name"),
        text("E-mail", "E-mail-cím", "/email"),
        text("Role", "Szerepkör", "/role"),
        text("Still here", "Itt dolgozik", "/active"),
        made("Latest hourly cost", "Legutóbbi önköltségi óradíj", "/cost_rates", |rates, _| {
            latest(rates, "/hourly_cost/amount", |text| text.parse().map_or(Cell::Empty, Cell::Number))
        }),
        made("Currency", "Pénznem", "/cost_rates", |rates, _| {
            latest(rates, "/hourly_cost/currency", |text| Cell::text(Some(text)))
        }),
        made("Hourly cost from", "Önköltségi óradíj kezdete", "/cost_rates", |rates, _| {
            latest(rates, "/effective_from", |text| Cell::day(text.parse().ok()))
        }),
        text("ID", "Azonosító", "/person_id"),
    ];
}

impl Exported for ListTime {
    const COLUMNS: &'static [Column] = &[
        day("Day", "Nap", "/work_on"),
        text("Person", "Munkatárs", "/person_name"),
        named("Project", "Projekt", "/project_id"),
        text("Task", "Feladat", "/task_name"),
        number("Hours", "Óra", "/hours"),
        number("Billable hours", "Számlázható óra", "/billable_hours"),
        text("Note", "Megjegyzés", "/note"),
        word("Status", "Állapot", "/status", TIME),
        text("Why it was sent back", "Visszaküldés oka", "/rejection"),
        moment("Approved at", "Jóváhagyva", "/approved_at"),
        named("Approved by", "Jóváhagyó", "/approved_by"),
        text("Billed", "Számlázva", "/billed"),
        number("Billed per hour", "Számlázott óradíj", "/bill_rate/amount"),
        number("Billable amount", "Számlázható összeg", "/bill_amount/amount"),
        text("Billable currency", "Számlázható összeg pénzneme", "/bill_amount/currency"),
        number("VAT %", "Áfa %", "/vat_rate"),
        number("Cost", "Költség", "/cost/amount"),
        text("Cost currency", "Költség pénzneme", "/cost/currency"),
        text("ID", "Azonosító", "/time_entry_id"),
    ];
}

impl Exported for ListDecisions {
    const COLUMNS: &'static [Column] = &[
        text("Project", "Projekt", "/project_name"),
        text("Reason", "Ok", "/reason"),
        moment("Came up at", "Felmerült", "/raised_at"),
        word("Decision", "Döntés", "/action", DECISION),
        text("Note", "Megjegyzés", "/note"),
        moment("Decided at", "Eldöntve", "/resolved_at"),
        actor("Decided by", "Döntéshozó", "/resolved_by"),
        text("Deal ID", "Ügylet azonosítója", "/deal_id"),
        text("ID", "Azonosító", "/decision_id"),
    ];
}

fn how_many(items: &Value, _: Language) -> Cell {
    Cell::Number(Decimal::from(items.as_array().map_or(0, Vec::len)))
}

fn done(milestones: &Value, _: Language) -> Cell {
    let all = milestones.as_array().into_iter().flatten();
    Cell::Number(Decimal::from(all.filter(|one| one.get("completed_on").is_some_and(|on| !on.is_null())).count()))
}

/// Something of the last of a person's cost rates, which stand oldest first.
fn latest(rates: &Value, place: &str, cell: fn(&str) -> Cell) -> Cell {
    let last = rates.as_array().and_then(|rates| rates.last()?.pointer(place));
    last.and_then(words).map_or(Cell::Empty, |text| cell(&text))
}
