//! The forgotten list over HTTP.

use contracts::crm::lapses::{ForgottenRules, ForgottenRulesUpdated};
use kernel::{Cursor, Limit, MemberId, Page, Permission};
use platform::{Json, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{Forgotten, Kind, KindCount, Reason, ReasonCount, Rules};
use super::store;
use super::store::list::{Filter, Sort, list as find, value_key};

/// What the forgotten list answers.
pub fn routes() -> Routes {
    Routes::new("forgotten")
        .get(
            "/v1/forgotten",
            Permission::ReadCrm,
            "List deals, leads and follow-ups that nobody looks after, with the reasons",
            list,
        )
        .get(
            "/v1/forgotten/rules",
            Permission::ReadCrm,
            "Show after how many days something counts as forgotten",
            show_rules,
        )
        .put(
            "/v1/forgotten/rules",
            Permission::ManageCrm,
            "Say after how many days something counts as forgotten",
            keep_rules,
        )
}

/// After how many days an organisation counts something as forgotten.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ForgottenRulesView")]
struct RulesView {
    #[serde(flatten)]
    rules: Rules,
    /// Grows with each change, from 0; the ETag.
    version: i64,
}

/// Which of what is forgotten.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ListForgotten {
    owner_id: Option<MemberId>,
    /// Deals, leads or follow-ups alone.
    kind: Option<Kind>,
    /// Those for this reason, among others perhaps.
    reason: Option<Reason>,
    #[serde(default)]
    sort: Sort,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

/// What nobody looks after.
#[derive(Debug, Serialize, JsonSchema)]
struct ForgottenList {
    #[serde(flatten)]
    page: Page<Forgotten>,
    /// How many there are in all, of the kind and for the owner asked for and whatever the reason.
    total: i64,
    /// How many for each reason, counted so; those that stand for none are left out. One deal or lead may count for several.
    counts: Vec<ReasonCount>,
    /// How many of each kind, for the owner asked for; those of which there is none are left out.
    kinds: Vec<KindCount>,
    /// The days behind it.
    rules: RulesView,
}

async fn list(mut db: Read, Query(query): Query<ListForgotten>) -> Result<Reply<ForgottenList>> {
    let not_ours = |error: kernel::CursorError| Problem::field("cursor", error.to_string());
    let (after_day, after_value) = match (query.sort, query.cursor) {
        (_, None) => (None, None),
        (Sort::Longest, Some(cursor)) => (Some(cursor.decode().map_err(not_ours)?), None),
        (Sort::Largest, Some(cursor)) => (None, Some(cursor.decode().map_err(not_ours)?)),
    };
    let limit = query.limit.unwrap_or_default();
    let (rules, version) = store::rules(&mut db).await?;
    let store::Counts { total, reasons, kinds } = store::counts(&mut db, rules, query.owner_id, query.kind).await?;
    let (owner_id, kind, reason) = (query.owner_id, query.kind, query.reason);
    let filter = Filter { owner_id, kind, reason, after_day, after_value };
    let rows = find(&mut db, rules, filter, query.sort, limit.fetch()).await?;
    let page = match query.sort {
        Sort::Longest => Page::from_rows(rows, limit, |row| (row.since, row.record_id)),
        Sort::Largest => Page::from_rows(rows, limit, value_key),
    };
    Ok(Reply::plain(ForgottenList { page, total, counts: reasons, kinds, rules: RulesView { rules, version } }))
}

async fn show_rules(mut db: Read) -> Result<Reply<RulesView>> {
    let (rules, version) = store::rules(&mut db).await?;
    Ok(Reply::of(version, RulesView { rules, version }))
}

async fn keep_rules(mut tx: Tx, Json(rules): Json<Rules>) -> Result<Reply<RulesView>> {
    let rules = rules.check()?;
    store::lock_rules(&mut tx).await?;
    let (_, before) = store::rules(&mut tx).await?;
    tx.require_match(before)?;
    let version = before + 1;
    store::keep_rules(&mut tx, rules, version).await?;
    let Rules { stale_after_days, quiet_after_days } = rules;
    let forgotten_rules = ForgottenRules { org_id: tx.org, stale_after_days, quiet_after_days };
    tx.publish(version, &ForgottenRulesUpdated { forgotten_rules })?;
    tx.reply(version, RulesView { rules, version }).await
}
