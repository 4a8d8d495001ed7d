//! What stands in the columns of each list.

use exports::Exported;
use exports::table::{Column, day, number, text};

use crate::forecast::http::DealsAsked;
use crate::reports::http::{MarginAsked, PipelineAsked, ReceivablesAsked, UnbilledAsked};

impl Exported for MarginAsked {
    const COLUMNS: &'static [Column] = &[
        text("Name", "/name"),
        text("Currency", "/currency"),
        number("Revenue", "/revenue/amount/amount"),
        number("Labour cost", "/labour_cost/amount/amount"),
        number("Expense cost", "/expense_cost/amount/amount"),
        number("Margin", "/margin/amount/amount"),
        number("Margin %", "/margin_percent"),
        number("Order book", "/order_book/amount/amount"),
        number("Unbilled work", "/unbilled_work/amount/amount"),
        number("Project budget", "/project_budget/amount/amount"),
        number("Cost budget", "/cost_budget/amount/amount"),
        text("ID", "/id"),
    ];
}

impl Exported for ReceivablesAsked {
    const COLUMNS: &'static [Column] = &[
        text("Customer", "/name"),
        text("Currency", "/currency"),
        number("Receivables", "/receivables/amount/amount"),
        text("ID", "/id"),
    ];
}

impl Exported for UnbilledAsked {
    const COLUMNS: &'static [Column] = &[
        text("Project", "/name"),
        text("Currency", "/currency"),
        number("Unbilled work", "/unbilled_work/amount/amount"),
        text("ID", "/id"),
    ];
}

impl Exported for PipelineAsked {
    const COLUMNS: &'static [Column] = &[
        text("Stage", "/name"),
        text("Currency", "/currency"),
        number("Deals", "/deals"),
        number("Value", "/pipeline/amount/amount"),
        text("ID", "/id"),
    ];
}

/// What a deal adds is exact here, too; the figures of the forecast are sums of it that are rounded.
impl Exported for DealsAsked {
    const COLUMNS: &'static [Column] = &[
        text("Deal", "/name"),
        text("Company", "/account_name"),
        text("Owner", "/owner_name"),
        text("Stage", "/stage_name"),
        text("Category", "/category"),
        day("Expected close date", "/expected_close_on"),
        day("Closed on", "/closed_on"),
        number("Value", "/value/amount"),
        text("Currency", "/value/currency"),
        number("Rate", "/rate"),
        number("Value in own currency", "/base_value"),
        number("Odds of the stage %", "/stage_odds_percent"),
        number("By odds of the stage", "/by_stage"),
        number("Learned odds %", "/learned_odds_percent"),
        number("By learned odds", "/by_learned"),
        number("Judged odds %", "/judged_odds_percent"),
        number("By judged odds", "/by_people"),
        text("ID", "/deal_id"),
    ];
}
