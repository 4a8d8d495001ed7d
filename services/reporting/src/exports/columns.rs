//! What stands in the columns of each list.

use exports::Exported;
use exports::sheet::Cell;
use exports::table::{Column, day, made, moment, number, text};
use kernel::Decimal;
use serde_json::Value;

use crate::explain::http::PostingsAsked;
use crate::forecast::accuracy::AccuracyAsked;
use crate::forecast::goals::GoalsAsked;
use crate::forecast::http::DealsAsked;
use crate::forecast::snapshots::SnapshotsAsked;
use crate::reports::http::{
    BalancesAsked, MarginAsked, OrderBookAsked, PipelineAsked, ReceivablesAsked, UnbilledAsked,
};

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

impl Exported for OrderBookAsked {
    const COLUMNS: &'static [Column] = &[
        text("Currency", "/currency"),
        number("Won deals", "/deals"),
        number("Order book", "/order_book/amount/amount"),
    ];
}

/// Debits less credits: the rows of a currency sum to zero.
impl Exported for BalancesAsked {
    const COLUMNS: &'static [Column] = &[
        text("Account", "/account"),
        text("Kind", "/kind"),
        text("Currency", "/currency"),
        number("Balance", "/amount/amount"),
    ];
}

/// Debits are positive, credits negative.
impl Exported for PostingsAsked {
    const COLUMNS: &'static [Column] = &[
        day("Day", "/effective_on"),
        moment("Recorded at", "/recorded_at"),
        text("Account", "/account"),
        number("Amount", "/amount/amount"),
        text("Currency", "/amount/currency"),
        number("Deals", "/deals"),
        text("What", "/description"),
        text("Project", "/project_name"),
        text("Customer", "/customer_name"),
        text("Deal", "/deal_name"),
        text("Person", "/person_name"),
        text("Cost centre", "/cost_center_name"),
        text("Stage", "/stage_name"),
        text("Caused by", "/actor_name"),
        text("Event", "/event_type"),
        text("Event ID", "/event_id"),
        text("Chain ID", "/correlation_id"),
        text("ID", "/posting_id"),
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

impl Exported for SnapshotsAsked {
    const COLUMNS: &'static [Column] = &[
        day("Week from", "/week_on"),
        number("Deals", "/deals"),
        number("Value", "/value/amount"),
        text("Currency", "/value/currency"),
        number("Commit", "/commit/amount"),
        number("Best case", "/best_case/amount"),
        number("By odds of the stage", "/by_stage/amount/amount"),
        number("By learned odds", "/by_learned/amount/amount"),
        number("By judged odds", "/by_people/amount/amount"),
        made("Deals without a rate", "/missing_rates", unvalued),
    ];
}

/// A row for each figure of each month and lead.
impl Exported for AccuracyAsked {
    const COLUMNS: &'static [Column] = &[
        text("Month", "/month"),
        number("Won", "/won/amount"),
        text("Currency", "/won/currency"),
        number("Weeks before", "/weeks_before"),
        day("Week from", "/week_on"),
        number("Deals expected", "/expected"),
        number("Their value", "/expected_value/amount"),
        text("Figure", "/score/column"),
        number("Of deals", "/score/deals"),
        number("Said", "/score/said/amount"),
        number("Came", "/score/came/amount"),
        number("Error", "/score/error/amount"),
        number("Error %", "/score/error_percent"),
        made("Deals without a rate", "/missing_rates", unvalued),
    ];
}

impl Exported for GoalsAsked {
    const COLUMNS: &'static [Column] = &[
        text("Member", "/member_name"),
        text("Team", "/team_name"),
        day("First day", "/starts_on"),
        day("Last day", "/ends_on"),
        number("Goal", "/amount/amount"),
        text("Currency", "/amount/currency"),
        number("Won", "/won/amount"),
        number("Commit", "/commit/amount"),
        number("By odds of the stage", "/by_stage/amount"),
        made("Deals without a rate", "/missing_rates", unvalued),
        text("ID", "/goal_id"),
    ];
}

/// How many deals are in no figure, because their currency has no rate.
fn unvalued(missing: &Value) -> Cell {
    let deals = missing.as_array().into_iter().flatten().filter_map(|one| one.get("deals")?.as_i64());
    Cell::Number(Decimal::from(deals.sum::<i64>()))
}
