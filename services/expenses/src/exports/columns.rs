//! What stands in the columns of each list.

use exports::Exported;
use exports::sheet::Cell;
use exports::table::{Column, day, made, named, number, text, word};
use kernel::{Decimal, Language};
use serde_json::Value;

use super::hungarian::{BUDGET, CLAIM};
use crate::budgets::http::ListBudgets;
use crate::categories::ListCategories;
use crate::claims::http::ListClaims;
use crate::cost_centers::http::ListCostCenters;

/// A row for each line: what was spent on what, for which project and cost centre, is said of lines. Their amounts sum to the claims.
impl Exported for ListClaims {
    const COLUMNS: &'static [Column] = &[
        text("Claim", "Költségelszámolás", "/title"),
        named("Claimant", "Elszámoló", "/claimant_id"),
        word("Status", "Állapot", "/status", CLAIM),
        text("Why it was sent back", "Visszaküldés oka", "/reason"),
        day("Spent on", "Költés napja", "/line/spent_on"),
        text("Category", "Költségtípus", "/line/category_name"),
        text("What", "Megnevezés", "/line/description"),
        named("Project", "Projekt", "/line/project_id"),
        named("Cost centre", "Költséghely", "/line/cost_center_id"),
        number("Amount", "Összeg", "/line/amount/amount"),
        text("Currency", "Pénznem", "/line/amount/currency"),
        number("Charged to the client", "Továbbszámlázott nettó", "/line/charge/amount/amount"),
        number("VAT %", "Áfa %", "/line/charge/vat_rate"),
        made("Receipts", "Bizonylatok", "/line/receipts", how_many),
        text("Claimant ID", "Elszámoló azonosítója", "/claimant_id"),
        text("Claim ID", "Elszámolás azonosítója", "/claim_id"),
        text("ID", "Azonosító", "/line/claim_line_id"),
    ];
    const PARTS: Option<(&'static str, &'static str)> = Some(("lines", "line"));
}

impl Exported for ListCostCenters {
    const COLUMNS: &'static [Column] = &[
        text("Code", "Kód", "/code"),
        text("Name", "Név", "/name"),
        text("Open", "Nyitott", "/active"),
        text("ID", "Azonosító", "/cost_center_id"),
    ];
}

impl Exported for ListCategories {
    const COLUMNS: &'static [Column] =
        &[text("Code", "Kód", "/code"), text("Name", "Név", "/name"), text("ID", "Azonosító", "/category_id")];
}

impl Exported for ListBudgets {
    const COLUMNS: &'static [Column] = &[
        text("Name", "Név", "/name"),
        named("Project", "Projekt", "/project_id"),
        word("Status", "Állapot", "/status", BUDGET),
        number("Contract value", "Szerződésérték", "/contract_value/amount"),
        number("Share %", "Arány %", "/share"),
        number("Budget", "Költségkeret", "/amount/amount"),
        text("Currency", "Pénznem", "/amount/currency"),
        text("Deal ID", "Ügylet azonosítója", "/deal_id"),
        text("ID", "Azonosító", "/budget_id"),
    ];
}

fn how_many(items: &Value, _: Language) -> Cell {
    Cell::Number(Decimal::from(items.as_array().map_or(0, Vec::len)))
}
