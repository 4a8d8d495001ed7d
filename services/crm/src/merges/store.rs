//! The table of merges, and what points to a record.

use chrono::{DateTime, Utc};
use kernel::{AccountId, ContactId, Cursor, DealId, LeadId, Limit, MemberId, MergeId, Page};
use platform::{Db, Problem, Result};
use sqlx::types::Json;
use uuid::Uuid;

use super::links::Links;
use super::model::{Kind, Merge};
use crate::accounts::model::Account;
use crate::contacts::model::Contact;
use crate::lists;
use crate::order::store::places;
use crate::order::{ids, orders, put};

/// How a kind is written in a column.
fn kind_text(kind: Kind) -> &'static str {
    match kind {
        Kind::Account => "account",
        Kind::Contact => "contact",
        Kind::Lead => "lead",
    }
}

/// Keeps everybody from pointing to an account until this is over: whoever is about to waits, and then sees what became
/// of it.
pub async fn lock_account(db: &mut Db, id: AccountId) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("select 1 as one from accounts where org_id = $1 and account_id = $2 for update", org, id.as_uuid())
        .fetch_optional(db.conn())
        .await?;
    Ok(())
}

/// Keeps everybody from pointing to a contact until this is over.
pub async fn lock_contact(db: &mut Db, id: ContactId) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("select 1 as one from contacts where org_id = $1 and contact_id = $2 for update", org, id.as_uuid())
        .fetch_optional(db.conn())
        .await?;
    Ok(())
}

/// What points to an account, in the order of ids.
pub async fn links_of_account(db: &mut Db, account: AccountId) -> Result<Links> {
    let org = db.org.as_uuid();
    let row = sqlx::query!(
        r#"select array(select account_id from accounts where org_id = $1 and parent_id = $2 order by 1) as "accounts!: Vec<AccountId>",
                  array(select contact_id from contacts where org_id = $1 and account_id = $2 order by 1) as "contacts!: Vec<ContactId>",
                  array(select deal_id from deals where org_id = $1 and account_id = $2 order by 1) as "deals!: Vec<DealId>",
                  array(select lead_id from leads where org_id = $1 and account_id = $2 order by 1) as "leads!: Vec<LeadId>""#,
        org,
        account.as_uuid(),
    )
    .fetch_one(db.conn())
    .await?;
    Ok(Links {
        account_ids: row.accounts,
        contact_ids: row.contacts,
        deal_ids: row.deals,
        lead_ids: row.leads,
        ..Links::default()
    })
}

/// What points to a contact, in the order of ids.
pub async fn links_of_contact(db: &mut Db, contact: ContactId) -> Result<Links> {
    let org = db.org.as_uuid();
    let row = sqlx::query!(
        r#"select array(select deal_id from deals where org_id = $1 and contact_id = $2 order by 1) as "deals!: Vec<DealId>",
                  array(select deal_id from deals
                         where org_id = $1 and contacts @> jsonb_build_array(jsonb_build_object('contact_id', $2::uuid))
                         order by 1) as "roles!: Vec<DealId>",
                  array(select lead_id from leads where org_id = $1 and contact_id = $2 order by 1) as "leads!: Vec<LeadId>""#,
        org,
        contact.as_uuid(),
    )
    .fetch_one(db.conn())
    .await?;
    Ok(Links { deal_ids: row.deals, role_deal_ids: row.roles, lead_ids: row.leads, ..Links::default() })
}

/// Writes that an account ended, or goes on again.
pub async fn end_account(db: &mut Db, account: &Account) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "update accounts set version = $3, merged_into = $4, updated_at = $5
          where org_id = $1 and account_id = $2 and version = $3::bigint - 1",
        org,
        account.image.account_id.as_uuid(),
        account.version,
        account.merged_into.map(AccountId::as_uuid),
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Writes that a contact ended, or goes on again.
pub async fn end_contact(db: &mut Db, contact: &Contact) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "update contacts set version = $3, merged_into = $4, updated_at = $5
          where org_id = $1 and contact_id = $2 and version = $3::bigint - 1",
        org,
        contact.image.contact_id.as_uuid(),
        contact.version,
        contact.merged_into.map(ContactId::as_uuid),
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

struct Row {
    merge_id: MergeId,
    kind: String,
    survivor_id: Uuid,
    merged_id: Uuid,
    moved: Json<Links>,
    filled: Json<Vec<String>>,
    merged_at: DateTime<Utc>,
    merged_by: String,
    undone_at: Option<DateTime<Utc>>,
    undone_by: Option<String>,
}

impl TryFrom<Row> for Merge {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        let kind = [Kind::Account, Kind::Contact, Kind::Lead].into_iter().find(|kind| kind_text(*kind) == row.kind);
        Ok(Self {
            merge_id: row.merge_id,
            kind: kind.ok_or_else(|| Problem::internal("a merge is of an unknown kind"))?,
            survivor_id: row.survivor_id,
            merged_id: row.merged_id,
            moved: row.moved.0,
            filled: row.filled.0,
            merged_at: row.merged_at,
            merged_by: row.merged_by,
            undone_at: row.undone_at,
            undone_by: row.undone_by,
        })
    }
}

/// Merges with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select merge_id as "merge_id: MergeId", kind, survivor_id, merged_id, moved as "moved: Json<Links>",
                      filled as "filled: Json<Vec<String>>", merged_at, merged_by, undone_at, undone_by
                 from merges where org_id = $1 and "# + $rest,
            $($argument),+
        )
    };
}

/// A merge nobody else undoes until this is over.
pub async fn lock(db: &mut Db, id: MergeId) -> Result<Option<Merge>> {
    let org = db.org.as_uuid();
    let row = select!("merge_id = $2 for no key update", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(Merge::try_from).transpose()
}

/// Which merges.
#[derive(Debug, Default)]
pub struct Filter {
    /// In which this record goes on or ended.
    pub record: Option<Uuid>,
    /// Of such records.
    pub kind: Option<Kind>,
    /// That this member made.
    pub by: Option<MemberId>,
    /// Not before this moment.
    pub from: Option<DateTime<Utc>>,
    /// Before this moment.
    pub before: Option<DateTime<Utc>>,
    /// That were undone, or were not.
    pub undone: Option<bool>,
}

orders! {
    "MergeSort":
    /// The newest first.
    #[default]
    Newest "-merged_at",
    /// The oldest first.
    Oldest "merged_at",
    /// By what kind of records they are of.
    Kind "kind",
    /// By what kind of records they are of, downwards.
    KindDown "-kind",
    /// By the name of who made them.
    Who "merged_by",
    /// By the name of who made them, downwards.
    WhoDown "-merged_by",
}

/// Merges in an order, after a cursor.
pub async fn list(
    db: &mut Db,
    filter: Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<Merge>> {
    if sort != Sort::default() {
        return sorted(db, filter, sort, cursor, limit).await;
    }
    let (org, after) = (db.org.as_uuid(), lists::after::<Uuid>(cursor)?);
    let found = select!(
        "($2::uuid is null or survivor_id = $2 or merged_id = $2) and ($3::uuid is null or merge_id < $3)
         and ($4::text is null or kind = $4) and ($5::text is null or merged_by = $5)
         and ($6::timestamptz is null or merged_at >= $6) and ($7::timestamptz is null or merged_at < $7)
         and ($8::boolean is null or (undone_at is not null) = $8)
         order by merge_id desc limit $9",
        org,
        filter.record,
        after,
        filter.kind.map(kind_text),
        filter.by.map(|member| format!("member:{member}")),
        filter.from,
        filter.before,
        filter.undone,
        limit.fetch()
    );
    let merges = found.fetch_all(db.conn()).await?.into_iter().map(Merge::try_from).collect::<Result<Vec<_>>>()?;
    Ok(Page::from_rows(merges, limit, |merge| merge.merge_id))
}

async fn sorted(db: &mut Db, filter: Filter, sort: Sort, cursor: Option<Cursor>, limit: Limit) -> Result<Page<Merge>> {
    let page = places!(
        db, sort, cursor, limit,
        from "merges x" id "x.merge_id"
        keys "when 'merged_at' then moment_key(x.merged_at) when 'kind' then x.kind
              when 'merged_by' then actor_key(x.org_id, x.merged_by)"
        filter "($7::uuid is null or x.survivor_id = $7 or x.merged_id = $7)
                and ($8::text is null or x.kind = $8) and ($9::text is null or x.merged_by = $9)
                and ($10::timestamptz is null or x.merged_at >= $10) and ($11::timestamptz is null or x.merged_at < $11)
                and ($12::boolean is null or (x.undone_at is not null) = $12)",
        filter.record,
        filter.kind.map(kind_text),
        filter.by.map(|member| format!("member:{member}")),
        filter.from,
        filter.before,
        filter.undone,
    );
    let org = db.org.as_uuid();
    let rows = select!("merge_id = any($2)", org, &ids(&page)).fetch_all(db.conn()).await?;
    let merges = rows.into_iter().map(Merge::try_from).collect::<Result<Vec<_>>>()?;
    Ok(put(page, merges, |merge| merge.merge_id.as_uuid()))
}

/// Writes a merge down.
pub async fn insert(db: &mut Db, merge: &Merge) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "insert into merges (org_id, merge_id, kind, survivor_id, merged_id, moved, filled, merged_at, merged_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        org,
        merge.merge_id.as_uuid(),
        kind_text(merge.kind),
        merge.survivor_id,
        merge.merged_id,
        Json(&merge.moved) as _,
        Json(&merge.filled) as _,
        merge.merged_at,
        merge.merged_by,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Writes that a merge was undone.
pub async fn save(db: &mut Db, merge: &Merge) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "update merges set undone_at = $3, undone_by = $4 where org_id = $1 and merge_id = $2",
        org,
        merge.merge_id.as_uuid(),
        merge.undone_at,
        merge.undone_by,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}
