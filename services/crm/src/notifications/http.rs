//! Notifications over HTTP: everybody sees and reads their own.

use chrono::{DateTime, Utc};
use contracts::crm::activities::NotificationKind;
use kernel::{Cursor, Limit, NotificationId, Page, Permission};
use platform::{Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::store::{self, Filter, NotificationView, Sort};
use crate::lists::{self, List};

/// What notifications answer.
pub fn routes() -> Routes {
    use Permission::ReadCrm;
    Routes::new("notifications")
        .get("/v1/notifications", ReadCrm, "List what the caller was told, newest first", list)
        .post("/v1/notifications/read-all", ReadCrm, "Mark all the caller was told as read", read_all)
        .post("/v1/notifications/{notification_id}/read", ReadCrm, "Mark a notification as read", read)
}

/// Which notifications.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListNotifications {
    /// True: only those that were not read.
    #[serde(default)]
    unread: bool,
    kind: Option<NotificationKind>,
    /// The order; the newest first when left out.
    #[serde(default)]
    sort: Sort,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

/// What the caller was told.
#[derive(Debug, Serialize, JsonSchema)]
struct Notifications {
    #[serde(flatten)]
    page: Page<NotificationView>,
    /// How many were not read, whatever was asked for.
    unread: i64,
}

/// How many were not read.
#[derive(Debug, Serialize, JsonSchema)]
struct Unread {
    /// How many.
    unread: i64,
}

/// Marks all as read.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ReadAll {
    /// What came later stays unread; now when left out.
    until: Option<DateTime<Utc>>,
}

impl List for ListNotifications {
    type Item = NotificationView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<NotificationView>> {
        // A program is told nothing.
        let Some(member_id) = db.identity().member_id() else { return Ok(lists::whole(Vec::new())) };
        let filter = Filter { member_id, unread: self.unread, kind: self.kind };
        store::list(db, filter, self.sort, cursor, limit).await
    }
}

async fn list(mut db: Read, Query(query): Query<ListNotifications>) -> Result<Reply<Notifications>> {
    let page = query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?;
    let unread = match db.identity().member_id() {
        Some(member) => store::unread(&mut db, member).await?,
        None => 0,
    };
    Ok(Reply::plain(Notifications { page, unread }))
}

async fn read(mut tx: Tx, Path(id): Path<NotificationId>) -> Result<Reply<Unread>> {
    let missing = || Problem::not_found("notification");
    let member = tx.member_id().ok_or_else(missing)?;
    if !store::read(&mut tx, member, id).await? {
        return Err(missing());
    }
    let unread = store::unread(&mut tx, member).await?;
    tx.reply_plain(Unread { unread }).await
}

async fn read_all(mut tx: Tx, Json(body): Json<ReadAll>) -> Result<Reply<Unread>> {
    let Some(member) = tx.member_id() else { return tx.reply_plain(Unread { unread: 0 }).await };
    let until = body.until.unwrap_or(tx.now);
    store::read_all(&mut tx, member, until).await?;
    let unread = store::unread(&mut tx, member).await?;
    tx.reply_plain(Unread { unread }).await
}
