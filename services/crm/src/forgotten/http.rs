//! The forgotten list over HTTP.

use kernel::{Cursor, Limit, MemberId, Page, Permission};
use platform::{Json, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{Forgotten, Reason, ReasonCount, Rules};
use super::store::{self, Filter, Sort};

/// What the forgotten list answers.
pub fn routes() -> Routes {
    Routes::new("forgotten")
        .get("/v1/forgotten", Permission::ReadCrm, "List open deals that nobody looks after, with the reasons", list)
        .put(
            "/v1/forgotten/rules",
            Permission::ManageOrganization,
            "Say after how many days a deal counts as forgotten",
            keep_rules,
        )
}

/// Which of what is forgotten.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ListForgotten {
    owner_id: Option<MemberId>,
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
    /// How many there are in all, for the owner asked for and whatever the reason.
    total: i64,
    /// How many for each reason; those that stand for none are left out. One deal may count for several.
    counts: Vec<ReasonCount>,
    /// The days behind it.
    rules: Rules,
}

async fn list(mut db: Read, Query(query): Query<ListForgotten>) -> Result<Reply<ForgottenList>> {
    let not_ours = |error: kernel::CursorError| Problem::field("cursor", error.to_string());
    let (after_value, after_day) = match (query.sort, query.cursor) {
        (_, None) => (None, None),
        (Sort::Largest, Some(cursor)) => (Some(cursor.decode().map_err(not_ours)?), None),
        (Sort::Oldest, Some(cursor)) => (None, Some(cursor.decode().map_err(not_ours)?)),
    };
    let limit = query.limit.unwrap_or_default();
    let rules = store::rules(&mut db).await?;
    let (total, counts) = store::counts(&mut db, rules, query.owner_id).await?;
    let filter = Filter { owner_id: query.owner_id, reason: query.reason, after_value, after_day };
    let rows = store::list(&mut db, rules, filter, query.sort, limit.fetch()).await?;
    let page = match query.sort {
        Sort::Largest => Page::from_rows(rows, limit, |row| (row.value.amount, row.deal_id)),
        Sort::Oldest => Page::from_rows(rows, limit, |row| (row.opened_on, row.deal_id)),
    };
    Ok(Reply::plain(ForgottenList { page, total, counts, rules }))
}

async fn keep_rules(mut tx: Tx, Json(rules): Json<Rules>) -> Result<Reply<Rules>> {
    let rules = rules.check()?;
    store::keep_rules(&mut tx, rules).await?;
    tx.reply_plain(rules).await
}
