//! Merges over HTTP.

use chrono::NaiveDate;
use kernel::{AccountId, ContactId, Cursor, LeadId, Limit, MemberId, MergeId, Page, Permission};
use platform::{Json, Path, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

use super::model::{Kind, Merge};
use super::store::{self, Filter, Sort};
use crate::lists::{self, List};

/// What merges answer.
pub fn routes() -> Routes {
    use Permission::{ReadCrm, WriteAccounts, WriteContacts, WriteLeads};
    Routes::new("merges")
        .post("/v1/accounts/{account_id}/merge", WriteAccounts, "Let another account end in this one", accounts)
        .post("/v1/contacts/{contact_id}/merge", WriteContacts, "Let another contact end in this one", contacts)
        .post("/v1/leads/{lead_id}/merge", WriteLeads, "Let another lead end in this one", leads)
        .get("/v1/merges", ReadCrm, "List merges, newest first", list)
        .post("/v1/merges/{merge_id}/undo", WriteAccounts, "Undo a merge", undo)
}

/// Lets another record of the same kind end in the one the address names.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct MergeRecords {
    /// The one that ends. It stays readable and says where it went.
    merged_id: Uuid,
}

/// Which merges.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListMerges {
    /// An account, contact or lead that goes on or ended.
    record_id: Option<Uuid>,
    /// Of such records.
    kind: Option<Kind>,
    /// That this member made.
    merged_by: Option<MemberId>,
    /// First day on which they were made.
    from: Option<NaiveDate>,
    /// Last day on which they were made.
    to: Option<NaiveDate>,
    /// True: only those that were undone; false: only those that were not.
    undone: Option<bool>,
    /// The order; the newest first when left out.
    #[serde(default)]
    sort: Sort,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

async fn accounts(mut tx: Tx, Path(id): Path<AccountId>, Json(body): Json<MergeRecords>) -> Result<Reply<Merge>> {
    let merge = super::accounts(&mut tx, id, AccountId::from_uuid(body.merged_id)).await?;
    tx.reply_plain(merge).await
}

async fn contacts(mut tx: Tx, Path(id): Path<ContactId>, Json(body): Json<MergeRecords>) -> Result<Reply<Merge>> {
    let merge = super::contacts(&mut tx, id, ContactId::from_uuid(body.merged_id)).await?;
    tx.reply_plain(merge).await
}

async fn leads(mut tx: Tx, Path(id): Path<LeadId>, Json(body): Json<MergeRecords>) -> Result<Reply<Merge>> {
    let merge = super::leads(&mut tx, id, LeadId::from_uuid(body.merged_id)).await?;
    tx.reply_plain(merge).await
}

async fn undo(mut tx: Tx, Path(id): Path<MergeId>) -> Result<Reply<Merge>> {
    let merge = super::undo(&mut tx, id).await?;
    tx.reply_plain(merge).await
}

impl ListMerges {
    /// Refuses days that leave nothing between them.
    ///
    /// # Errors
    /// A problem that names the parameter.
    pub fn check(&self) -> Result<()> {
        lists::in_order(("from", self.from), ("to", self.to))
    }
}

impl List for ListMerges {
    type Item = Merge;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<Merge>> {
        self.check()?;
        let (from, before) = lists::moments(db.time_zone, self.from, self.to);
        let Self { record_id, kind, merged_by, undone, .. } = *self;
        let filter = Filter { record: record_id, kind, by: merged_by, from, before, undone };
        store::list(db, filter, self.sort, cursor, limit).await
    }
}

async fn list(mut db: Read, Query(query): Query<ListMerges>) -> Result<Reply<Page<Merge>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}
