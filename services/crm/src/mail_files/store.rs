//! The table of files of mails.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use kernel::{AttachmentId, MailId, Name};
use platform::{Db, Problem, Result, Tx};
use uuid::Uuid;

use super::MailFile;

struct Row {
    file_id: AttachmentId,
    name: Name,
    content_type: String,
    size_bytes: i64,
    sha256: String,
}

impl TryFrom<Row> for MailFile {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            file_id: row.file_id,
            name: row.name,
            content_type: row.content_type,
            size_bytes: u64::try_from(row.size_bytes).map_err(Problem::internal)?,
            sha256: row.sha256,
        })
    }
}

/// Keeps a file with a mail, at its place among the mail's files; or with none, while the mail is being written.
pub async fn insert(tx: &mut Tx, of: Option<(MailId, usize)>, file: &MailFile) -> Result<()> {
    let (org, now, by) = (tx.org.as_uuid(), tx.now, tx.actor().to_string());
    let (mail, place) = of.unzip();
    sqlx::query!(
        "insert into mail_files (org_id, file_id, mail_id, place, name, content_type, size_bytes, sha256, uploaded_at,
                                 uploaded_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        org,
        file.file_id.as_uuid(),
        mail.map(MailId::as_uuid),
        i32::try_from(place.unwrap_or_default()).map_err(Problem::internal)?,
        file.name.as_str(),
        file.content_type,
        i64::try_from(file.size_bytes).map_err(Problem::internal)?,
        file.sha256,
        now,
        by,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The files that wait with a mail, in order.
pub async fn waiting(db: &mut Db, mail: MailId) -> Result<Vec<MailFile>> {
    let org = db.org.as_uuid();
    let found = sqlx::query_as!(
        Row,
        r#"select file_id as "file_id: AttachmentId", name as "name: Name", content_type, size_bytes, sha256
             from mail_files where org_id = $1 and mail_id = $2 order by place, file_id"#,
        org,
        mail.as_uuid(),
    );
    found.fetch_all(db.conn()).await?.into_iter().map(MailFile::try_from).collect()
}

/// Takes the files that wait with a mail away, in order.
pub async fn take(db: &mut Db, mail: MailId) -> Result<Vec<MailFile>> {
    let files = waiting(db, mail).await?;
    let org = db.org.as_uuid();
    sqlx::query!("delete from mail_files where org_id = $1 and mail_id = $2", org, mail.as_uuid())
        .execute(db.conn())
        .await?;
    Ok(files)
}

/// The files of mails, wherever they stand by now.
pub async fn of(db: &mut Db, mails: &[Uuid]) -> Result<HashMap<MailId, Vec<MailFile>>> {
    let org = db.org.as_uuid();
    let found = sqlx::query!(
        r#"select mail_id as "mail_id!: MailId", file_id as "file_id!: AttachmentId", name as "name!: Name",
                  content_type as "content_type!", size_bytes as "size_bytes!", sha256 as "sha256!"
             from (select mail_id, file_id, name, content_type, size_bytes, sha256, place
                     from mail_files where org_id = $1 and mail_id = any($2)
                   union all
                   select m.mail_id, a.attachment_id, a.name, a.content_type, a.size_bytes, a.sha256, 0
                     from mails m join attachments a on a.org_id = m.org_id and a.beside_id = m.activity_id
                    where m.org_id = $1 and m.mail_id = any($2) and a.removed_at is null) files
            order by place, file_id"#,
        org,
        mails,
    )
    .fetch_all(db.conn())
    .await?;
    let mut files: HashMap<MailId, Vec<MailFile>> = HashMap::new();
    for row in found {
        let file = MailFile {
            file_id: row.file_id,
            name: row.name,
            content_type: row.content_type,
            size_bytes: u64::try_from(row.size_bytes).map_err(Problem::internal)?,
            sha256: row.sha256,
        };
        files.entry(row.mail_id).or_default().push(file);
    }
    Ok(files)
}

/// A file that waits with no mail yet, and that this caller brought.
pub async fn loose(tx: &mut Tx, id: AttachmentId) -> Result<Option<MailFile>> {
    let (org, by) = (tx.org.as_uuid(), tx.actor().to_string());
    let found = sqlx::query_as!(
        Row,
        r#"select file_id as "file_id: AttachmentId", name as "name: Name", content_type, size_bytes, sha256
             from mail_files where org_id = $1 and file_id = $2 and mail_id is null and uploaded_by = $3 for update"#,
        org,
        id.as_uuid(),
        by,
    );
    found.fetch_optional(tx.conn()).await?.map(MailFile::try_from).transpose()
}

/// Gives a file that waited with no mail to one.
pub async fn give(db: &mut Db, id: AttachmentId, mail: MailId, place: usize) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "update mail_files set mail_id = $3, place = $4 where org_id = $1 and file_id = $2 and mail_id is null",
        org,
        id.as_uuid(),
        mail.as_uuid(),
        i32::try_from(place).map_err(Problem::internal)?,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Forgets files whose mail was not written in the end.
pub async fn forget_loose(db: &mut Db, before: DateTime<Utc>) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("delete from mail_files where org_id = $1 and mail_id is null and uploaded_at < $2", org, before)
        .execute(db.conn())
        .await?;
    Ok(())
}
