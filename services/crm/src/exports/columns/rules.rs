//! Rules, what they did, the webhooks they call, and saved views.

use exports::Exported;
use exports::sheet::Cell;
use exports::table::{Column, made, moment, number, text, words};
use serde_json::Value;

use super::mails::kinds;
use crate::automations::http::{ListAutomations, ListRuns};
use crate::saved_views::http::ListViews;
use crate::webhooks::http::{ListDeliveries, ListWebhooks};

impl Exported for ListAutomations {
    const COLUMNS: &'static [Column] = &[
        number("Place", "/position"),
        text("Name", "/name"),
        text("Note", "/note"),
        text("Status", "/status"),
        text("When", "/trigger"),
        text("If", "/condition"),
        made("Then", "/actions", kinds),
        number("Version", "/rule_version"),
        text("ID", "/automation_id"),
    ];
}

impl Exported for ListViews {
    const COLUMNS: &'static [Column] = &[
        text("List", "/list"),
        text("Name", "/name"),
        text("Owner", "/owner_name"),
        text("For everybody", "/shared"),
        made("Filters", "/filters", pairs),
        text("Order", "/sort"),
        text("Columns", "/columns"),
        text("Begins with it", "/is_default"),
        text("ID", "/view_id"),
    ];
}

impl Exported for ListRuns {
    const COLUMNS: &'static [Column] = &[
        moment("Ran at", "/ran_at"),
        text("Rule", "/automation_name"),
        number("Version", "/rule_version"),
        text("Event", "/event_type"),
        moment("Happened at", "/happened_at"),
        text("Record", "/record_name"),
        text("Outcome", "/outcome"),
        text("Why", "/why"),
        made("Actions", "/actions", results),
        text("Event ID", "/event_id"),
        text("ID", "/run_id"),
    ];
}

/// "create_task: done; webhook: refused (…)", one after the other.
fn results(all: &Value) -> Cell {
    let one = |result: &Value| {
        let said = |name: &str| result.get(name).and_then(words);
        let why = said("detail").map(|detail| format!(" ({detail})")).unwrap_or_default();
        Some(format!("{}: {}{why}", said("kind")?, said("outcome")?))
    };
    let all: Vec<String> = all.as_array().into_iter().flatten().filter_map(one).collect();
    Cell::text(Some(all.join("; ")).filter(|text| !text.is_empty()))
}

impl Exported for ListWebhooks {
    const COLUMNS: &'static [Column] =
        &[text("Name", "/name"), text("Where to", "/origin"), text("Active", "/active"), text("ID", "/webhook_id")];
}

impl Exported for ListDeliveries {
    const COLUMNS: &'static [Column] = &[
        moment("Written at", "/created_at"),
        text("Webhook", "/webhook_name"),
        text("Status", "/status"),
        number("Attempts", "/attempts"),
        moment("Tried at", "/tried_at"),
        moment("Tried next at", "/due_at"),
        moment("Ended at", "/ended_at"),
        number("Answered with", "/answer_status"),
        text("Trouble", "/error"),
        text("Run ID", "/run_id"),
        text("ID", "/webhook_delivery_id"),
    ];
}

/// Each name with its value, as in an address.
fn pairs(filters: &Value) -> Cell {
    let all = filters.as_object().into_iter().flatten();
    let all: Vec<String> = all.filter_map(|(name, value)| Some(format!("{name}={}", words(value)?))).collect();
    Cell::text(Some(all.join("; ")).filter(|text| !text.is_empty()))
}
