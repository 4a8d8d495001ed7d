//! How far mailboxes were read.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::MailboxId;
use platform::{Db, Result};

/// How far a folder was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Folder {
    /// What gives the ids of its messages their meaning.
    pub uid_validity: i64,
    /// The last message that was dealt with.
    pub last_uid: i64,
    /// Messages that came before this are left alone.
    pub since: DateTime<Utc>,
    /// When all of it was read last.
    pub looked_at: Option<DateTime<Utc>>,
}

/// Asks for a mailbox to be read with the next run; answers whether it is one that is read.
pub async fn ask(db: &mut Db, id: MailboxId) -> Result<bool> {
    let org = db.org.as_uuid();
    let asked = sqlx::query!(
        "update mailboxes set imap_asked = true
          where org_id = $1 and mailbox_id = $2 and imap is not null and active",
        org,
        id.as_uuid()
    );
    Ok(asked.execute(db.conn()).await?.rows_affected() > 0)
}

/// Mailboxes that are to be read now, longest waiting first: those whose time has come, and those somebody asked for. Nobody
/// else reads them until the lease is over.
pub async fn claim_due(db: &mut Db, lease: TimeDelta, most: i64) -> Result<Vec<MailboxId>> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let due = sqlx::query_scalar!(
        r#"update mailboxes set imap_next_at = $3, imap_in_hand = true, imap_asked = false
            where org_id = $1 and mailbox_id in (
              select mailbox_id from mailboxes
               where org_id = $1 and imap is not null and active
                 and (imap_next_at <= $2 or (imap_asked and not imap_in_hand))
               order by imap_next_at limit $4 for no key update skip locked)
           returning mailbox_id as "mailbox_id: MailboxId""#,
        org,
        now,
        now + lease,
        most,
    );
    Ok(due.fetch_all(db.conn()).await?)
}

/// Says when a mailbox is read next, which is read now.
pub async fn look_again_at(db: &mut Db, id: MailboxId, at: DateTime<Utc>) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "update mailboxes set imap_next_at = $3, imap_in_hand = false
          where org_id = $1 and mailbox_id = $2 and imap is not null",
        org,
        id.as_uuid(),
        at
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Notes what keeps a mailbox from being read, or that nothing does; answers since when.
pub async fn set_imap_trouble(db: &mut Db, id: MailboxId, trouble: Option<&str>) -> Result<Option<DateTime<Utc>>> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let since = sqlx::query_scalar!(
        "update mailboxes
            set imap_trouble = $3,
                imap_trouble_since = case when $3::text is null then null else coalesce(imap_trouble_since, $4) end
          where org_id = $1 and mailbox_id = $2 and imap is not null
         returning imap_trouble_since",
        org,
        id.as_uuid(),
        trouble,
        now
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(since.flatten())
}

/// How far a folder was read; whoever else deals with a message of it waits until this is over.
pub async fn folder(db: &mut Db, id: MailboxId, folder: &str) -> Result<Option<Folder>> {
    let org = db.org.as_uuid();
    let found = sqlx::query_as!(
        Folder,
        "select uid_validity, last_uid, since, looked_at from mailbox_folders
          where org_id = $1 and mailbox_id = $2 and folder = $3 for no key update",
        org,
        id.as_uuid(),
        folder
    );
    Ok(found.fetch_optional(db.conn()).await?)
}

/// Begins to read a folder, or begins anew because its ids mean something else now.
pub async fn folder_anew(db: &mut Db, id: MailboxId, name: &str, begins: Folder) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "insert into mailbox_folders (org_id, mailbox_id, folder, uid_validity, last_uid, since) values ($1, $2, $3, $4, $5, $6)
         on conflict (org_id, mailbox_id, folder) do update set uid_validity = $4, last_uid = $5, since = $6",
        org,
        id.as_uuid(),
        name,
        begins.uid_validity,
        begins.last_uid,
        begins.since,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// A message of a folder was dealt with; `left_out` says why it could not be read.
pub async fn advance(db: &mut Db, id: MailboxId, folder: &str, uid: i64, left_out: Option<&str>) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "update mailbox_folders
            set last_uid = $4, left_out = left_out + case when $5::text is null then 0 else 1 end,
                left_out_why = coalesce($5, left_out_why)
          where org_id = $1 and mailbox_id = $2 and folder = $3 and last_uid < $4",
        org,
        id.as_uuid(),
        folder,
        uid,
        left_out,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// All of a folder was read.
pub async fn read_all(db: &mut Db, id: MailboxId, folder: &str) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "update mailbox_folders set looked_at = $4 where org_id = $1 and mailbox_id = $2 and folder = $3",
        org,
        id.as_uuid(),
        folder,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}
