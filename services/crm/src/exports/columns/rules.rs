//! Rules, what they did, the webhooks they call, and saved views.

use exports::Exported;
use exports::sheet::Cell;
use exports::table::{Column, in_language, made, moment, number, text, word, words};
use kernel::Language;
use serde_json::Value;

use crate::automations::http::{ListAutomations, ListRuns};
use crate::exports::hungarian::{ACTION_OUTCOMES, ACTIONS, AUTOMATION, DELIVERY, LISTS, RUNS, TRIGGERS};
use crate::saved_views::http::ListViews;
use crate::webhooks::http::{ListDeliveries, ListWebhooks};

impl Exported for ListAutomations {
    const COLUMNS: &'static [Column] = &[
        number("Place", "Hely", "/position"),
        text("Name", "Név", "/name"),
        text("Note", "Megjegyzés", "/note"),
        word("Status", "Állapot", "/status", AUTOMATION),
        word("When", "Mikor", "/trigger", TRIGGERS),
        text("If", "Ha", "/condition"),
        word("Then", "Akkor", "/actions/*/kind", ACTIONS),
        number("Version", "Változat", "/rule_version"),
        text("ID", "Azonosító", "/automation_id"),
    ];
}

impl Exported for ListViews {
    const COLUMNS: &'static [Column] = &[
        word("List", "Lista", "/list", LISTS),
        text("Name", "Név", "/name"),
        text("Owner", "Tulajdonos", "/owner_name"),
        text("For everybody", "Mindenkié", "/shared"),
        made("Filters", "Szűrők", "/filters", pairs),
        text("Order", "Sorrend", "/sort"),
        text("Columns", "Oszlopok", "/columns"),
        text("Begins with it", "Kezdő nézet", "/is_default"),
        text("ID", "Azonosító", "/view_id"),
    ];
}

impl Exported for ListRuns {
    const COLUMNS: &'static [Column] = &[
        moment("Ran at", "Futott", "/ran_at"),
        text("Rule", "Szabály", "/automation_name"),
        number("Version", "Változat", "/rule_version"),
        text("Event", "Esemény", "/event_type"),
        moment("Happened at", "Időpont", "/happened_at"),
        text("Record", "Rekord", "/record_name"),
        word("Outcome", "Eredmény", "/outcome", RUNS),
        text("Why", "Miért", "/why"),
        made("Actions", "Műveletek", "/actions", results),
        text("Event ID", "Esemény azonosítója", "/event_id"),
        text("ID", "Azonosító", "/run_id"),
    ];
}

/// "create_task: done; webhook: refused (…)", one after the other.
fn results(all: &Value, language: Language) -> Cell {
    let one = |result: &Value| {
        let said = |name: &str| result.get(name).and_then(words);
        let why = said("detail").map(|detail| format!(" ({detail})")).unwrap_or_default();
        let (kind, outcome) = (said("kind")?, said("outcome")?);
        let (kind, outcome) = (in_language(&kind, ACTIONS, language), in_language(&outcome, ACTION_OUTCOMES, language));
        Some(format!("{kind}: {outcome}{why}"))
    };
    let all: Vec<String> = all.as_array().into_iter().flatten().filter_map(one).collect();
    Cell::text(Some(all.join("; ")).filter(|text| !text.is_empty()))
}

impl Exported for ListWebhooks {
    const COLUMNS: &'static [Column] = &[
        text("Name", "Név", "/name"),
        text("Where to", "Hová", "/origin"),
        text("Active", "Hívható", "/active"),
        text("ID", "Azonosító", "/webhook_id"),
    ];
}

impl Exported for ListDeliveries {
    const COLUMNS: &'static [Column] = &[
        moment("Written at", "Feladva", "/created_at"),
        text("Webhook", "Webhook", "/webhook_name"),
        word("Status", "Állapot", "/status", DELIVERY),
        number("Attempts", "Próbálkozások", "/attempts"),
        moment("Tried at", "Próbálva", "/tried_at"),
        moment("Tried next at", "Következő próbálkozás", "/due_at"),
        moment("Ended at", "Vége", "/ended_at"),
        number("Answered with", "Válaszkód", "/answer_status"),
        text("Trouble", "Hiba oka", "/error"),
        text("Run ID", "Futás azonosítója", "/run_id"),
        text("ID", "Azonosító", "/webhook_delivery_id"),
    ];
}

/// Each name with its value, as in an address, and therefore in no language.
fn pairs(filters: &Value, _: Language) -> Cell {
    let all = filters.as_object().into_iter().flatten();
    let all: Vec<String> = all.filter_map(|(name, value)| Some(format!("{name}={}", words(value)?))).collect();
    Cell::text(Some(all.join("; ")).filter(|text| !text.is_empty()))
}
