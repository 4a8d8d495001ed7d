//! Addresses that get no mails of sequences, over HTTP.

use contracts::crm::mail::{SuppressionLifted, SuppressionReason};
use kernel::{Cursor, Email, Limit, Note, Page, Permission, SuppressionId};
use platform::{Created, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::Deserialize;

use super::store::{self, Filter, Sort, SuppressionView};
use crate::lists::List;

/// What the list answers.
pub fn routes() -> Routes {
    use Permission::{ManageCrm, ReadCrm, WriteLeads};
    Routes::new("suppressions")
        .post("/v1/suppressions", WriteLeads, "Write no more mails of sequences to an address", add)
        .get("/v1/suppressions", ReadCrm, "List addresses that get no mails of sequences", list)
        .post(
            "/v1/suppressions/{suppression_id}/lift",
            ManageCrm,
            "Let an address get mails of sequences again, and say why; its owner should have asked for them",
            lift,
        )
}

/// An address.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AddSuppression {
    /// Which gets no mails of sequences any more.
    address: Email,
    /// Why.
    note: Option<Note>,
}

/// An address that may get mails of sequences again.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct LiftSuppression {
    /// Why, such as who asked for it.
    why: Note,
}

/// Which of them.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListSuppressions {
    reason: Option<SuppressionReason>,
    /// Those with this in their address, in any letters.
    q: Option<String>,
    #[serde(default)]
    sort: Sort,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

async fn add(mut tx: Tx, Json(body): Json<AddSuppression>) -> Result<Created<SuppressionView>> {
    super::add_noted(&mut tx, &body.address, SuppressionReason::Manual, None, body.note.as_ref()).await?;
    let hash = super::hash(tx.org, body.address.as_str());
    let entry = store::by_hash(&mut tx, &hash).await?;
    let entry = entry.ok_or_else(|| Problem::internal("an address that was just put on the list is not there"))?;
    tx.created(format!("/v1/suppressions/{}", entry.suppression.suppression_id), 1, entry).await
}

async fn lift(
    mut tx: Tx,
    Path(id): Path<SuppressionId>,
    Json(body): Json<LiftSuppression>,
) -> Result<Reply<SuppressionView>> {
    let entry = store::lock(&mut tx, id).await?.ok_or_else(|| Problem::not_found("suppression"))?;
    let by = tx.actor().to_string();
    store::lift(&mut tx, id, &by, &body.why).await?;
    tx.publish(2, &SuppressionLifted { suppression: entry.suppression.clone() })?;
    tx.reply_plain(entry).await
}

impl List for ListSuppressions {
    type Item = SuppressionView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<SuppressionView>> {
        let filter = Filter { reason: self.reason, text: self.q.clone() };
        store::list(db, filter, self.sort, cursor, limit).await
    }
}

async fn list(mut db: Read, Query(query): Query<ListSuppressions>) -> Result<Reply<Page<SuppressionView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}
