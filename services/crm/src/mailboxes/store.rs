//! The table of mailboxes.

use chrono::{DateTime, Utc};
use contracts::crm::mail as crm;
use kernel::{Cursor, Limit, MailboxId, MemberId, Page};
use platform::{Db, Problem, Result};
use sqlx::types::Json;
use uuid::Uuid;

use super::inbox::Inbox;
use super::model::{Imap, Mailbox, MailboxError, Reading, Smtp};
use crate::lists;
use crate::order::store::places;
use crate::order::{ids, orders, put};

mod reading;

pub use reading::{Folder, advance, ask, claim_due, folder, folder_anew, look_again_at, read_all, set_imap_trouble};

struct Row {
    version: i64,
    image: Json<crm::Mailbox>,
    smtp: Json<Smtp>,
    has_password: bool,
    has_inbox: bool,
    trouble: Option<String>,
    imap: Option<Json<Imap>>,
    imap_since: Option<DateTime<Utc>>,
    has_imap_password: bool,
    imap_trouble: Option<String>,
    looked_at: Option<DateTime<Utc>>,
    left_out: i64,
    left_out_why: Option<String>,
}

impl From<Row> for Mailbox {
    fn from(row: Row) -> Self {
        Self {
            version: row.version,
            image: row.image.0,
            smtp: row.smtp.0,
            has_password: row.has_password,
            has_inbox: row.has_inbox,
            trouble: row.trouble,
            imap: row.imap.map(|imap| imap.0),
            imap_since: row.imap_since,
            has_imap_password: row.has_imap_password,
            reading: Reading {
                looked_at: row.looked_at,
                trouble: row.imap_trouble,
                left_out: row.left_out,
                left_out_why: row.left_out_why,
            },
        }
    }
}

/// Mailboxes with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select version, image as "image: Json<crm::Mailbox>", smtp as "smtp: Json<Smtp>",
                      smtp_password is not null as "has_password!", inbox_hash is not null as "has_inbox!", trouble,
                      imap as "imap: Json<Imap>", imap_since, imap_password is not null as "has_imap_password!", imap_trouble,
                      (select min(looked_at) from mailbox_folders f
                        where f.org_id = m.org_id and f.mailbox_id = m.mailbox_id) as looked_at,
                      (select coalesce(sum(left_out), 0) from mailbox_folders f
                        where f.org_id = m.org_id and f.mailbox_id = m.mailbox_id) as "left_out!",
                      (select max(left_out_why) from mailbox_folders f
                        where f.org_id = m.org_id and f.mailbox_id = m.mailbox_id) as left_out_why
                 from mailboxes m where org_id = $1 and "# + $rest,
            $($argument),+
        )
    };
}

/// A mailbox.
pub async fn get(db: &mut Db, id: MailboxId) -> Result<Option<Mailbox>> {
    let org = db.org.as_uuid();
    Ok(select!("mailbox_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?.map(Mailbox::from))
}

/// A mailbox nobody else changes, or sends from, until this is over.
pub async fn lock(db: &mut Db, id: MailboxId) -> Result<Option<Mailbox>> {
    let org = db.org.as_uuid();
    let row = select!("mailbox_id = $2 for no key update", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    Ok(row.map(Mailbox::from))
}

/// The mailbox in use at which a secret address lets mails in.
pub async fn by_inbox(db: &mut Db, inbox: &Inbox) -> Result<Option<Mailbox>> {
    let org = db.org.as_uuid();
    let row = select!("inbox_hash = $2 and active", org, &inbox.hash).fetch_optional(db.conn()).await?;
    Ok(row.map(Mailbox::from))
}

/// Which of the organisation's own mailboxes has an address in small letters, and whose it is.
pub async fn own(db: &mut Db, address: &str) -> Result<Option<(MailboxId, Option<MemberId>)>> {
    let org = db.org.as_uuid();
    let own = sqlx::query!(
        r#"select mailbox_id as "mailbox_id: MailboxId", owner_id as "owner_id: MemberId"
             from mailboxes where org_id = $1 and address_key = $2"#,
        org,
        address
    );
    Ok(own.fetch_optional(db.conn()).await?.map(|row| (row.mailbox_id, row.owner_id)))
}

orders! {
    "MailboxSort":
    /// The oldest first.
    #[default]
    Oldest "created_at",
    /// The newest first.
    Newest "-created_at",
    /// By name.
    Name "name",
    /// By name, downwards.
    NameDown "-name",
    /// By address.
    Address "address",
    /// By address, downwards.
    AddressDown "-address",
    /// By the name of whose they are, everybody's last.
    Owner "owner",
    /// By the name of whose they are, downwards, everybody's last.
    OwnerDown "-owner",
}

/// Mailboxes in an order, after a cursor.
pub async fn list(db: &mut Db, sort: Sort, cursor: Option<Cursor>, limit: Limit) -> Result<Page<Mailbox>> {
    if sort != Sort::default() {
        return sorted(db, sort, cursor, limit).await;
    }
    let (org, after) = (db.org.as_uuid(), lists::after::<Uuid>(cursor)?);
    let found =
        select!("($2::uuid is null or mailbox_id > $2) order by mailbox_id limit $3", org, after, limit.fetch());
    let mailboxes = found.fetch_all(db.conn()).await?.into_iter().map(Mailbox::from).collect();
    Ok(Page::from_rows(mailboxes, limit, |one: &Mailbox| one.image.mailbox_id))
}

async fn sorted(db: &mut Db, sort: Sort, cursor: Option<Cursor>, limit: Limit) -> Result<Page<Mailbox>> {
    let page = places!(
        db, sort, cursor, limit,
        from "mailboxes x" id "x.mailbox_id"
        keys "when 'created_at' then moment_key(x.created_at) when 'name' then search_key(x.image ->> 'name')
              when 'address' then x.address_key when 'owner' then member_key(x.org_id, x.owner_id)"
        filter "true",
    );
    let org = db.org.as_uuid();
    let rows = select!("mailbox_id = any($2)", org, &ids(&page)).fetch_all(db.conn()).await?;
    Ok(put(page, rows.into_iter().map(Mailbox::from).collect(), |one| one.image.mailbox_id.as_uuid()))
}

/// Writes a new mailbox.
pub async fn insert(db: &mut Db, mailbox: &Mailbox) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &mailbox.image);
    sqlx::query!(
        "insert into mailboxes (org_id, mailbox_id, version, image, address_key, owner_id, active, smtp, imap, imap_since,
                                imap_next_at, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $10, $11, case when $11::timestamptz is not null then $9::timestamptz end, $9, $9)",
        org,
        image.mailbox_id.as_uuid(),
        mailbox.version,
        Json(image) as _,
        image.address.as_str().to_lowercase(),
        image.owner_id.map(MemberId::as_uuid),
        image.active,
        Json(&mailbox.smtp) as _,
        now,
        mailbox.imap.as_ref().map(Json) as _,
        mailbox.imap_since,
    )
    .execute(db.conn())
    .await
    .map_err(refused)?;
    Ok(())
}

/// Writes the next version of a mailbox.
pub async fn save(db: &mut Db, mailbox: &Mailbox) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &mailbox.image);
    sqlx::query!(
        "update mailboxes
            set version = $3, image = $4, address_key = $5, owner_id = $6, active = $7, smtp = $8, updated_at = $9,
                trouble = null, trouble_since = null, rests_until = null,
                imap = $10, imap_since = $11, imap_trouble = null, imap_trouble_since = null,
                imap_password = case when $11::timestamptz is not null then imap_password end,
                imap_next_at = case when $11::timestamptz is not null then $9::timestamptz end
          where org_id = $1 and mailbox_id = $2 and version = $3::bigint - 1",
        org,
        image.mailbox_id.as_uuid(),
        mailbox.version,
        Json(image) as _,
        image.address.as_str().to_lowercase(),
        image.owner_id.map(MemberId::as_uuid),
        image.active,
        Json(&mailbox.smtp) as _,
        now,
        mailbox.imap.as_ref().map(Json) as _,
        mailbox.imap_since,
    )
    .execute(db.conn())
    .await
    .map_err(refused)?;
    Ok(())
}

/// Forgets how far its folders were read: another account has other folders.
pub async fn forget_folders(db: &mut Db, id: MailboxId) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("delete from mailbox_folders where org_id = $1 and mailbox_id = $2", org, id.as_uuid())
        .execute(db.conn())
        .await?;
    Ok(())
}

/// Keeps a sealed password, or forgets the one that was kept.
pub async fn set_password(db: &mut Db, id: MailboxId, sealed: Option<&[u8]>) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "update mailboxes set smtp_password = $3 where org_id = $1 and mailbox_id = $2",
        org,
        id.as_uuid(),
        sealed
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// The sealed password of a mailbox.
pub async fn password(db: &mut Db, id: MailboxId) -> Result<Option<Vec<u8>>> {
    let org = db.org.as_uuid();
    let found = sqlx::query_scalar!(
        "select smtp_password from mailboxes where org_id = $1 and mailbox_id = $2",
        org,
        id.as_uuid()
    );
    Ok(found.fetch_optional(db.conn()).await?.flatten())
}

/// Keeps a sealed password for reading, or forgets the one that was kept.
pub async fn set_imap_password(db: &mut Db, id: MailboxId, sealed: Option<&[u8]>) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "update mailboxes set imap_password = $3 where org_id = $1 and mailbox_id = $2",
        org,
        id.as_uuid(),
        sealed
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// The sealed password with which a mailbox is read.
pub async fn imap_password(db: &mut Db, id: MailboxId) -> Result<Option<Vec<u8>>> {
    let org = db.org.as_uuid();
    let found = sqlx::query_scalar!(
        "select imap_password from mailboxes where org_id = $1 and mailbox_id = $2",
        org,
        id.as_uuid()
    );
    Ok(found.fetch_optional(db.conn()).await?.flatten())
}

/// Whose a mailbox is; none when it is everybody's.
pub async fn owner(db: &mut Db, id: MailboxId) -> Result<Option<MemberId>> {
    let org = db.org.as_uuid();
    let owner = sqlx::query_scalar!(
        r#"select owner_id as "owner_id: MemberId" from mailboxes where org_id = $1 and mailbox_id = $2"#,
        org,
        id.as_uuid()
    );
    Ok(owner.fetch_optional(db.conn()).await?.flatten())
}

/// Members who have mailboxes of their own.
pub async fn owners(db: &mut Db) -> Result<Vec<MemberId>> {
    let org = db.org.as_uuid();
    let owners = sqlx::query_scalar!(
        r#"select distinct owner_id as "owner_id!: MemberId" from mailboxes where org_id = $1 and owner_id is not null"#,
        org,
    );
    Ok(owners.fetch_all(db.conn()).await?)
}

/// Gives a mailbox a secret address, in place of any it had, or takes it away.
pub async fn set_inbox(db: &mut Db, id: MailboxId, inbox: Option<&Inbox>) -> Result<()> {
    let org = db.org.as_uuid();
    let hash = inbox.map(|inbox| &inbox.hash[..]);
    sqlx::query!("update mailboxes set inbox_hash = $3 where org_id = $1 and mailbox_id = $2", org, id.as_uuid(), hash)
        .execute(db.conn())
        .await?;
    Ok(())
}

/// Notes what keeps a mailbox from sending, or that nothing does. One with trouble rests: for a minute, and the longer the
/// trouble lasts the longer, up to a quarter of an hour.
pub async fn set_trouble(db: &mut Db, id: MailboxId, trouble: Option<&str>) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "update mailboxes
            set trouble = $3, trouble_since = case when $3::text is null then null else coalesce(trouble_since, $4) end,
                rests_until = case when $3::text is not null
                  then $4::timestamptz + least(greatest($4 - coalesce(trouble_since, $4), interval '1 minute'),
                                               interval '15 minutes') end
          where org_id = $1 and mailbox_id = $2 and (trouble is distinct from $3 or $3::text is not null)",
        org,
        id.as_uuid(),
        trouble,
        now
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

fn refused(error: sqlx::Error) -> Problem {
    match error.as_database_error().and_then(|database| database.constraint()) {
        Some("mailboxes_address_key") => MailboxError::AddressTaken.into(),
        _ => error.into(),
    }
}
