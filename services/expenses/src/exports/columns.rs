//! What stands in the columns of each list.

use exports::Exported;
use exports::sheet::Cell;
use exports::table::{Column, by_part, day, made, named, number, text, values};
use kernel::Decimal;
use platform::{Read, Result};
use serde_json::Value;

use crate::budgets::http::ListBudgets;
use crate::categories::ListCategories;
use crate::claims::http::{ClaimView, ListClaims};
use crate::cost_centers::http::ListCostCenters;

/// A row for each line: what was spent on what, for which project and cost centre, is said of lines. Their amounts sum to the claims.
impl Exported for ListClaims {
    const COLUMNS: &'static [Column] = &[
        text("Claim", "/title"),
        named("Claimant", "/claimant_id"),
        text("Status", "/status"),
        text("Why it was sent back", "/reason"),
        day("Spent on", "/line/spent_on"),
        text("Category", "/line/category_name"),
        text("What", "/line/description"),
        named("Project", "/line/project_id"),
        named("Cost centre", "/line/cost_center_id"),
        number("Amount", "/line/amount/amount"),
        text("Currency", "/line/amount/currency"),
        number("Charged to the client", "/line/charge/amount/amount"),
        number("VAT %", "/line/charge/vat_rate"),
        made("Receipts", "/line/receipts", how_many),
        text("Claimant ID", "/claimant_id"),
        text("Claim ID", "/claim_id"),
        text("ID", "/line/claim_line_id"),
    ];
    const MORE: &'static [&'static str] = &[
        "/line/spent_on",
        "/line/category_name",
        "/line/description",
        "/line/project_id",
        "/line/cost_center_id",
        "/line/amount/amount",
        "/line/amount/currency",
        "/line/charge/amount/amount",
        "/line/charge/vat_rate",
        "/line/receipts",
        "/line/claim_line_id",
    ];

    async fn rows(_: &mut Read, items: Vec<ClaimView>) -> Result<Vec<Value>> {
        Ok(values(items)?.into_iter().flat_map(|claim| by_part(claim, "lines", "line")).collect())
    }
}

impl Exported for ListCostCenters {
    const COLUMNS: &'static [Column] =
        &[text("Code", "/code"), text("Name", "/name"), text("Open", "/active"), text("ID", "/cost_center_id")];
}

impl Exported for ListCategories {
    const COLUMNS: &'static [Column] = &[text("Code", "/code"), text("Name", "/name"), text("ID", "/category_id")];
}

impl Exported for ListBudgets {
    const COLUMNS: &'static [Column] = &[
        text("Name", "/name"),
        named("Project", "/project_id"),
        text("Status", "/status"),
        number("Contract value", "/contract_value/amount"),
        number("Share %", "/share"),
        number("Budget", "/amount/amount"),
        text("Currency", "/amount/currency"),
        text("Deal ID", "/deal_id"),
        text("ID", "/budget_id"),
    ];
}

fn how_many(items: &Value) -> Cell {
    Cell::Number(Decimal::from(items.as_array().map_or(0, Vec::len)))
}
