//! The table of addresses that get no mails of sequences.

use chrono::{DateTime, Utc};
use contracts::crm::mail::{Suppression, SuppressionReason};
use kernel::{Cursor, Email, Limit, MailId, Note, Page, SuppressionId};
use platform::{Db, Problem, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::order::ByColumn;
use crate::{lists, words};

/// An address that gets no mails of sequences, as it is listed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SuppressionView {
    /// What others hear of it.
    #[serde(flatten)]
    pub suppression: Suppression,
    /// The address; none once it was erased.
    pub address: Option<Email>,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// By whom: `member:<id>`, `api_key:<id>` or `system:<part>`.
    pub created_by: String,
    /// What they said about it.
    pub note: Option<Note>,
}

struct Row {
    suppression_id: SuppressionId,
    address_hash: Vec<u8>,
    address: Option<Email>,
    reason: String,
    mail_id: Option<MailId>,
    created_at: DateTime<Utc>,
    created_by: String,
    note: Option<Note>,
}

impl TryFrom<Row> for SuppressionView {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        let suppression = Suppression {
            suppression_id: row.suppression_id,
            address_hash: hex::encode(&row.address_hash),
            reason: words::value(row.reason.clone())?,
            mail_id: row.mail_id,
        };
        let Row { address, created_at, created_by, note, .. } = row;
        Ok(Self { suppression, address, created_at, created_by, note })
    }
}

/// Those that hold, with a condition and what follows it.
macro_rules! select {
    ($rest:expr, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"select suppression_id as "suppression_id: SuppressionId", address_hash, address as "address: Email", reason,
                      mail_id as "mail_id: MailId", created_at, created_by, note as "note: Note"
                 from suppressions where org_id = $1 and lifted_at is null and "# + $rest,
            $($argument),+
        )
    };
}

/// Puts an address on the list. Answers false when it is there.
pub async fn insert(
    db: &mut Db,
    entry: &Suppression,
    hash: &[u8],
    address: &Email,
    (by, note): (&str, Option<&Note>),
) -> Result<bool> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let inserted = sqlx::query!(
        "insert into suppressions (org_id, suppression_id, address_hash, address, reason, mail_id, created_at, created_by, note)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (org_id, address_hash) where lifted_at is null do nothing",
        org,
        entry.suppression_id.as_uuid(),
        hash,
        address.as_str(),
        words::word(entry.reason)?,
        entry.mail_id.map(MailId::as_uuid),
        now,
        by,
        note.map(Note::as_str),
    )
    .execute(db.conn())
    .await?;
    Ok(inserted.rows_affected() > 0)
}

/// The entry of an address.
pub async fn by_hash(db: &mut Db, hash: &[u8]) -> Result<Option<SuppressionView>> {
    let org = db.org.as_uuid();
    let row = select!("address_hash = $2", org, hash).fetch_optional(db.conn()).await?;
    row.map(SuppressionView::try_from).transpose()
}

/// An entry nobody else lifts until this is over.
pub async fn lock(db: &mut Db, id: SuppressionId) -> Result<Option<SuppressionView>> {
    let org = db.org.as_uuid();
    let row = select!("suppression_id = $2 for no key update", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(SuppressionView::try_from).transpose()
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[schemars(rename = "SuppressionSort")]
pub enum Sort {
    /// Latest first.
    #[default]
    #[serde(rename = "-created_at")]
    Latest,
    /// Earliest first.
    #[serde(rename = "created_at")]
    Earliest,
    /// By address, those that were erased last.
    #[serde(rename = "address")]
    Address,
    /// By address, downwards, those that were erased last.
    #[serde(rename = "-address")]
    AddressDown,
}

/// Which entries.
#[derive(Debug, Default)]
pub struct Filter {
    /// For this reason.
    pub reason: Option<SuppressionReason>,
    /// With this in their address, in any letters.
    pub text: Option<String>,
}

/// One page of an order; $3 and $4 hold the key of the last one seen.
macro_rules! page {
    ($type:ty, $db:expr, $filter:expr, $cursor:expr, $limit:expr, $rest:literal, $key:expr) => {{
        let org = $db.org.as_uuid();
        let (key, id) = lists::after::<($type, Uuid)>($cursor)?.unzip();
        let rows = select!(
            "($2::text is null or reason = $2)
             and ($6::text is null or strpos(lower(address), lower($6)) > 0)
             and "
                + $rest
                + " limit $5",
            org,
            $filter.reason.map(words::word).transpose()?,
            key,
            id,
            $limit.fetch(),
            $filter.text,
        )
        .fetch_all($db.conn())
        .await?;
        let rows = rows.into_iter().map(SuppressionView::try_from).collect::<Result<Vec<_>>>()?;
        Ok(Page::from_rows(rows, $limit, $key))
    }};
}

/// Entries in an order, after a cursor.
pub async fn list(
    db: &mut Db,
    filter: Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<SuppressionView>> {
    let address = |row: &SuppressionView| row.address.as_ref().map(|address| address.as_str().to_lowercase());
    match sort {
        Sort::Latest => page!(
            DateTime<Utc>,
            db,
            filter,
            cursor,
            limit,
            "($3::timestamptz is null or (created_at, suppression_id) < ($3, $4::uuid))
             order by created_at desc, suppression_id desc",
            |row| (row.created_at, row.suppression.suppression_id)
        ),
        Sort::Earliest => page!(
            DateTime<Utc>,
            db,
            filter,
            cursor,
            limit,
            "($3::timestamptz is null or (created_at, suppression_id) > ($3, $4::uuid))
             order by created_at, suppression_id",
            |row| (row.created_at, row.suppression.suppression_id)
        ),
        Sort::Address => page!(
            String,
            db,
            filter,
            cursor,
            limit,
            r#"($3::text is null
                or (coalesce(lower(address), chr(1114111)) collate "C", suppression_id) > ($3, $4::uuid))
               order by coalesce(lower(address), chr(1114111)) collate "C", suppression_id"#,
            |row| (ByColumn::up("address").key(address(row).as_deref()), row.suppression.suppression_id)
        ),
        Sort::AddressDown => page!(
            String,
            db,
            filter,
            cursor,
            limit,
            r#"($3::text is null or (coalesce(lower(address), '') collate "C", suppression_id) < ($3, $4::uuid))
               order by coalesce(lower(address), '') collate "C" desc, suppression_id desc"#,
            |row| (ByColumn::down("address").key(address(row).as_deref()), row.suppression.suppression_id)
        ),
    }
}

/// Takes an entry off the list; that it was there stays, and why it is not any more.
pub async fn lift(db: &mut Db, id: SuppressionId, by: &str, why: &Note) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "update suppressions set lifted_at = $3, lifted_by = $4, lifted_why = $5 where org_id = $1 and suppression_id = $2 and lifted_at is null",
        org,
        id.as_uuid(),
        now,
        by,
        why.as_str(),
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Forgets addresses; that they get no mails of sequences stays.
pub async fn forget_addresses(db: &mut Db, hashes: &[Vec<u8>]) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("update suppressions set address = null where org_id = $1 and address_hash = any($2)", org, hashes)
        .execute(db.conn())
        .await?;
    Ok(())
}
