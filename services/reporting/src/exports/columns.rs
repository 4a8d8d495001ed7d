//! What stands in the columns of each list.

use exports::Exported;
use exports::sheet::Cell;
use exports::table::{Column, day, made, moment, number, text, word};
use kernel::{Decimal, Language};
use serde_json::Value;

use super::hungarian::{ACCOUNTS, CATEGORIES, FIGURES, KINDS};
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
        text("Name", "Megnevezés", "/name"),
        text("Currency", "Pénznem", "/currency"),
        number("Revenue", "Árbevétel", "/revenue/amount/amount"),
        number("Labour cost", "Munkaköltség", "/labour_cost/amount/amount"),
        number("Expense cost", "Egyéb költség", "/expense_cost/amount/amount"),
        number("Margin", "Fedezet", "/margin/amount/amount"),
        number("Margin %", "Fedezeti hányad", "/margin_percent"),
        number("Order book", "Rendelésállomány", "/order_book/amount/amount"),
        number("Unbilled work", "Számlázatlan teljesítés", "/unbilled_work/amount/amount"),
        number("Project budget", "Projekt költségkerete", "/project_budget/amount/amount"),
        number("Cost budget", "Tervezett költség", "/cost_budget/amount/amount"),
        text("ID", "Azonosító", "/id"),
    ];
}

impl Exported for ReceivablesAsked {
    const COLUMNS: &'static [Column] = &[
        text("Customer", "Vevő", "/name"),
        text("Currency", "Pénznem", "/currency"),
        number("Receivables", "Vevőkövetelés", "/receivables/amount/amount"),
        text("ID", "Azonosító", "/id"),
    ];
}

impl Exported for UnbilledAsked {
    const COLUMNS: &'static [Column] = &[
        text("Project", "Projekt", "/name"),
        text("Currency", "Pénznem", "/currency"),
        number("Unbilled work", "Számlázatlan teljesítés", "/unbilled_work/amount/amount"),
        text("ID", "Azonosító", "/id"),
    ];
}

impl Exported for PipelineAsked {
    const COLUMNS: &'static [Column] = &[
        text("Stage", "Szakasz", "/name"),
        text("Currency", "Pénznem", "/currency"),
        number("Deals", "Ügyletek", "/deals"),
        number("Value", "Érték", "/pipeline/amount/amount"),
        text("ID", "Azonosító", "/id"),
    ];
}

impl Exported for OrderBookAsked {
    const COLUMNS: &'static [Column] = &[
        text("Currency", "Pénznem", "/currency"),
        number("Won deals", "Megnyert ügyletek", "/deals"),
        number("Order book", "Rendelésállomány", "/order_book/amount/amount"),
    ];
}

/// Debits less credits: the rows of a currency sum to zero.
impl Exported for BalancesAsked {
    const COLUMNS: &'static [Column] = &[
        word("Account", "Főkönyvi számla", "/account", ACCOUNTS),
        word("Kind", "Jelleg", "/kind", KINDS),
        text("Currency", "Pénznem", "/currency"),
        number("Balance", "Egyenleg", "/amount/amount"),
    ];
}

/// Debits are positive, credits negative.
impl Exported for PostingsAsked {
    const COLUMNS: &'static [Column] = &[
        day("Day", "Nap", "/effective_on"),
        moment("Recorded at", "Rögzítve", "/recorded_at"),
        word("Account", "Főkönyvi számla", "/account", ACCOUNTS),
        number("Amount", "Összeg", "/amount/amount"),
        text("Currency", "Pénznem", "/amount/currency"),
        number("Deals", "Ügyletek", "/deals"),
        text("What", "Megnevezés", "/description"),
        text("Project", "Projekt", "/project_name"),
        text("Customer", "Vevő", "/customer_name"),
        text("Deal", "Ügylet", "/deal_name"),
        text("Person", "Munkatárs", "/person_name"),
        text("Cost centre", "Költséghely", "/cost_center_name"),
        text("Stage", "Szakasz", "/stage_name"),
        text("Caused by", "Előidézője", "/actor_name"),
        text("Event", "Esemény", "/event_type"),
        text("Event ID", "Esemény azonosítója", "/event_id"),
        text("Chain ID", "Eseménylánc azonosítója", "/correlation_id"),
        text("ID", "Azonosító", "/posting_id"),
    ];
}

/// What a deal adds is exact here, too; the figures of the forecast are sums of it that are rounded.
impl Exported for DealsAsked {
    const COLUMNS: &'static [Column] = &[
        text("Deal", "Ügylet", "/name"),
        text("Company", "Ügyfél", "/account_name"),
        text("Owner", "Felelős", "/owner_name"),
        text("Stage", "Szakasz", "/stage_name"),
        word("Category", "Előrejelzési kategória", "/category", CATEGORIES),
        day("Expected close date", "Várható lezárás", "/expected_close_on"),
        day("Closed on", "Lezárás napja", "/closed_on"),
        number("Value", "Érték", "/value/amount"),
        text("Currency", "Pénznem", "/value/currency"),
        number("Rate", "Árfolyam", "/rate"),
        number("Value in own currency", "Érték saját pénznemben", "/base_value"),
        number("Odds of the stage %", "Szakasz esélye %", "/stage_odds_percent"),
        number("By odds of the stage", "Szakasz esélye szerint", "/by_stage"),
        number("Learned odds %", "Tanult esély %", "/learned_odds_percent"),
        number("By learned odds", "Tanult esély szerint", "/by_learned"),
        number("Judged odds %", "Becsült esély %", "/judged_odds_percent"),
        number("By judged odds", "Becsült esély szerint", "/by_people"),
        text("ID", "Azonosító", "/deal_id"),
    ];
}

impl Exported for SnapshotsAsked {
    const COLUMNS: &'static [Column] = &[
        day("Week from", "Hét kezdete", "/week_on"),
        number("Deals", "Ügyletek", "/deals"),
        number("Value", "Érték", "/value/amount"),
        text("Currency", "Pénznem", "/value/currency"),
        number("Commit", "Biztosra vett", "/commit/amount"),
        number("Best case", "Legjobb eset", "/best_case/amount"),
        number("By odds of the stage", "Szakasz esélye szerint", "/by_stage/amount/amount"),
        number("By learned odds", "Tanult esély szerint", "/by_learned/amount/amount"),
        number("By judged odds", "Becsült esély szerint", "/by_people/amount/amount"),
        made("Deals without a rate", "Árfolyam nélküli ügyletek", "/missing_rates", unvalued),
    ];
}

/// A row for each figure of each month and lead.
impl Exported for AccuracyAsked {
    const COLUMNS: &'static [Column] = &[
        text("Month", "Hónap", "/month"),
        number("Won", "Megnyert", "/won/amount"),
        text("Currency", "Pénznem", "/won/currency"),
        number("Weeks before", "Hány héttel előtte", "/weeks_before"),
        day("Week from", "Hét kezdete", "/week_on"),
        number("Deals expected", "Várt ügyletek", "/expected"),
        number("Their value", "Várt ügyletek értéke", "/expected_value/amount"),
        word("Figure", "Mutató", "/score/column", FIGURES),
        number("Of deals", "Ügyletek száma", "/score/deals"),
        number("Said", "Előrejelzés", "/score/said/amount"),
        number("Came", "Tény", "/score/came/amount"),
        number("Error", "Eltérés", "/score/error/amount"),
        number("Error %", "Eltérés %", "/score/error_percent"),
        made("Deals without a rate", "Árfolyam nélküli ügyletek", "/missing_rates", unvalued),
    ];
}

impl Exported for GoalsAsked {
    const COLUMNS: &'static [Column] = &[
        text("Member", "Felhasználó", "/member_name"),
        text("Team", "Csapat", "/team_name"),
        day("First day", "Első nap", "/starts_on"),
        day("Last day", "Utolsó nap", "/ends_on"),
        number("Goal", "Cél", "/amount/amount"),
        text("Currency", "Pénznem", "/amount/currency"),
        number("Won", "Megnyert", "/won/amount"),
        number("Commit", "Biztosra vett", "/commit/amount"),
        number("By odds of the stage", "Szakasz esélye szerint", "/by_stage/amount"),
        made("Deals without a rate", "Árfolyam nélküli ügyletek", "/missing_rates", unvalued),
        text("ID", "Azonosító", "/goal_id"),
    ];
}

/// How many deals are in no figure, because their currency has no rate.
fn unvalued(missing: &Value, _: Language) -> Cell {
    let deals = missing.as_array().into_iter().flatten().filter_map(|one| one.get("deals")?.as_i64());
    Cell::Number(Decimal::from(deals.sum::<i64>()))
}
