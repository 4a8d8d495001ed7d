//! The table of files.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use contracts::crm::activities::{self as crm, Subject};
use kernel::{ActivityId, AttachmentId, Name};
use platform::{Db, Problem, Result};
use schemars::JsonSchema;
use serde::Serialize;
use sqlx::types::Json;
use uuid::Uuid;

/// A file, as it is listed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AttachmentView {
    /// The file.
    #[serde(flatten)]
    pub attachment: crm::Attachment,
    /// When it was kept.
    pub uploaded_at: DateTime<Utc>,
    /// By whom: `member:<id>`, `api_key:<id>` or `system:<part>`.
    pub uploaded_by: String,
}

struct Row {
    attachment_id: AttachmentId,
    subject: Option<Json<Subject>>,
    activity_id: Option<ActivityId>,
    name: Name,
    content_type: String,
    size_bytes: i64,
    sha256: String,
    uploaded_at: DateTime<Utc>,
    uploaded_by: String,
}

impl TryFrom<Row> for AttachmentView {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        let attachment = crm::Attachment {
            attachment_id: row.attachment_id,
            subject: row.subject.map(|subject| subject.0),
            activity_id: row.activity_id,
            name: row.name,
            content_type: row.content_type,
            size_bytes: u64::try_from(row.size_bytes).map_err(Problem::internal)?,
            sha256: row.sha256,
        };
        Ok(Self { attachment, uploaded_at: row.uploaded_at, uploaded_by: row.uploaded_by })
    }
}

/// Files that were not removed, with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select attachment_id as "attachment_id: AttachmentId", subject as "subject: Json<Subject>",
                      activity_id as "activity_id: ActivityId", name as "name: Name", content_type, size_bytes, sha256,
                      uploaded_at, uploaded_by
                 from attachments where org_id = $1 and removed_at is null and "# + $rest,
            $($argument),+
        )
    };
}

/// A file.
pub async fn get(db: &mut Db, id: AttachmentId) -> Result<Option<AttachmentView>> {
    let org = db.org.as_uuid();
    let row = select!("attachment_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(AttachmentView::try_from).transpose()
}

/// A file nobody else removes until this is over.
pub async fn lock(db: &mut Db, id: AttachmentId) -> Result<Option<AttachmentView>> {
    let org = db.org.as_uuid();
    let row = select!("attachment_id = $2 for no key update", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(AttachmentView::try_from).transpose()
}

/// The file beside something that has this content and this name.
pub async fn like(db: &mut Db, beside: Uuid, sha256: &str, name: &Name) -> Result<Option<AttachmentView>> {
    let org = db.org.as_uuid();
    let found = select!("beside_id = $2 and sha256 = $3 and name = $4 limit 1", org, beside, sha256, name.as_str());
    let row = found.fetch_optional(db.conn()).await?;
    row.map(AttachmentView::try_from).transpose()
}

/// The files beside something that goes by these ids, newest first.
pub async fn list(db: &mut Db, beside: &[Uuid], most: i64) -> Result<Vec<AttachmentView>> {
    let org = db.org.as_uuid();
    let found =
        select!("beside_id = any($2) order by uploaded_at desc, attachment_id desc limit $3", org, beside, most);
    found.fetch_all(db.conn()).await?.into_iter().map(AttachmentView::try_from).collect()
}

/// The leads that became these contacts and deals, and those that were merged into them.
pub async fn leads_of(db: &mut Db, became: &[Uuid]) -> Result<Vec<Uuid>> {
    let org = db.org.as_uuid();
    let leads = sqlx::query_scalar!(
        r#"with recursive came as (
             select lead_id from leads where org_id = $1 and contact_id = any($2)
             union select lead_id from leads where org_id = $1 and deal_id = any($2)),
           whole as (
             select lead_id from came
             union select l.lead_id from whole join leads l on l.org_id = $1 and l.merged_into = whole.lead_id)
           select lead_id as "lead_id!" from whole"#,
        org,
        became,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(leads)
}

/// How many there are beside something; others that add one beside it wait until this is over.
pub async fn count(db: &mut Db, beside: Uuid) -> Result<i64> {
    let org = db.org.as_uuid();
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('attachments ' || $1::uuid, 0))", beside)
        .execute(db.conn())
        .await?;
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from attachments where org_id = $1 and beside_id = $2 and removed_at is null"#,
        org,
        beside,
    )
    .fetch_one(db.conn())
    .await?;
    Ok(count)
}

/// Says that a file is kept beside something.
pub async fn insert(db: &mut Db, beside: Uuid, file: &AttachmentView) -> Result<()> {
    let (org, attachment) = (db.org.as_uuid(), &file.attachment);
    sqlx::query!(
        "insert into attachments (org_id, attachment_id, beside_id, subject, activity_id, name, content_type, size_bytes,
                                  sha256, uploaded_at, uploaded_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        org,
        attachment.attachment_id.as_uuid(),
        beside,
        attachment.subject.as_ref().map(Json) as _,
        attachment.activity_id.map(ActivityId::as_uuid),
        attachment.name.as_str(),
        attachment.content_type,
        i64::try_from(attachment.size_bytes).map_err(Problem::internal)?,
        attachment.sha256,
        file.uploaded_at,
        file.uploaded_by,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Says that a file is not kept any more.
pub async fn remove(db: &mut Db, id: AttachmentId) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "update attachments set removed_at = $3 where org_id = $1 and attachment_id = $2",
        org,
        id.as_uuid(),
        now
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Those of some files that are kept beside anything, belong to mails, or were sent to a client.
pub async fn needed(db: &mut Db, files: &[String]) -> Result<HashSet<String>> {
    let org = db.org.as_uuid();
    let needed = sqlx::query_scalar!(
        r#"select sha256 as "sha256!" from attachments where org_id = $1 and sha256 = any ($2) and removed_at is null
           union
           select sha256 from mail_files where org_id = $1 and sha256 = any ($2)
           union
           select document_sha256 from quotes where org_id = $1 and document_sha256 = any ($2)"#,
        org,
        files,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(needed.into_iter().collect())
}
