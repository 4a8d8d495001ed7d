//! The table of erasures.

pub mod around;
pub mod copies;
pub mod empty;
pub mod husks;
pub mod named_in_part;
pub mod scope;
pub mod stays;

use chrono::{DateTime, Utc};
use contracts::crm::privacy::{self as crm, ErasureReason};
use kernel::{ContactId, Cursor, DealId, ErasureId, LeadId, Limit, Note, Page};
use platform::{Db, Problem, Result};
use schemars::JsonSchema;
use serde::Serialize;
use sqlx::types::Json;
use uuid::Uuid;

use self::scope::Counts;
use super::model::{Erasure, Needles};
use crate::order::store::places;
use crate::order::{ids, orders, put};
use crate::{lists, words};

/// An erasure, as it is listed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ErasureView {
    /// The erasure.
    #[serde(flatten)]
    pub erasure: crm::Erasure,
    /// How much went, or lost what it said of the person.
    pub counts: Counts,
    /// By whom: `member:<id>`, `api_key:<id>` or `system:<part>`.
    pub erased_by: String,
}

struct Row {
    erasure_id: ErasureId,
    version: i64,
    contact_ids: Vec<Uuid>,
    lead_ids: Vec<Uuid>,
    reason: String,
    note: Option<Note>,
    counts: Json<Counts>,
    needles: Option<Json<Needles>>,
    erased_at: DateTime<Utc>,
    erased_by: String,
    finished_at: Option<DateTime<Utc>>,
}

impl Row {
    fn read(self) -> Result<(Erasure, ErasureView)> {
        let image = crm::Erasure {
            erasure_id: self.erasure_id,
            contact_ids: self.contact_ids.into_iter().map(ContactId::from_uuid).collect(),
            lead_ids: self.lead_ids.into_iter().map(LeadId::from_uuid).collect(),
            reason: words::value(self.reason)?,
            note: self.note,
            erased_at: self.erased_at,
            finished_at: self.finished_at,
        };
        let needles = self.needles.map_or_else(Needles::default, |needles| needles.0);
        let view = ErasureView { erasure: image.clone(), counts: self.counts.0, erased_by: self.erased_by };
        Ok((Erasure { version: self.version, image, needles }, view))
    }
}

/// Erasures with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select erasure_id as "erasure_id: ErasureId", version, contact_ids, lead_ids, reason, note as "note: Note",
                      counts as "counts: Json<Counts>", needles as "needles: Json<Needles>", erased_at, erased_by, finished_at
                 from erasures where org_id = $1 and "# + $rest,
            $($argument),+
        )
    };
}

/// Makes those who erase people of an organisation wait for one another until the transaction ends.
pub async fn lock(db: &mut Db) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('erasures ' || $1::uuid, 0))", org)
        .execute(db.conn())
        .await?;
    Ok(())
}

/// Writes an erasure.
pub async fn insert(db: &mut Db, erasure: &Erasure, counts: &Counts, files: &[String], by: &str) -> Result<()> {
    let (org, image) = (db.org.as_uuid(), &erasure.image);
    let contacts: Vec<Uuid> = image.contact_ids.iter().map(|id| id.as_uuid()).collect();
    let leads: Vec<Uuid> = image.lead_ids.iter().map(|id| id.as_uuid()).collect();
    sqlx::query!(
        "insert into erasures (org_id, erasure_id, version, contact_ids, lead_ids, reason, note, counts, needles, place, files,
                               erased_at, erased_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, $11, $12)",
        org,
        image.erasure_id.as_uuid(),
        erasure.version,
        &contacts,
        &leads,
        words::word(image.reason)?,
        image.note.as_ref().map(Note::as_str),
        Json(counts) as _,
        Json(&erasure.needles) as _,
        files,
        image.erased_at,
        by,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// The erasure of whoever a record was.
pub async fn of_record(db: &mut Db, record: Uuid) -> Result<Option<ErasureView>> {
    let org = db.org.as_uuid();
    let row = select!("(contact_ids @> array[$2::uuid] or lead_ids @> array[$2::uuid]) limit 1", org, record);
    row.fetch_optional(db.conn()).await?.map(|row| row.read().map(|read| read.1)).transpose()
}

/// An erasure.
pub async fn get(db: &mut Db, id: ErasureId) -> Result<Option<ErasureView>> {
    let org = db.org.as_uuid();
    let row = select!("erasure_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(|row| row.read().map(|read| read.1)).transpose()
}

orders! {
    "ErasureSort":
    /// The last first.
    #[default]
    Latest "-erased_at",
    /// The first first.
    Earliest "erased_at",
    /// By their reason.
    Reason "reason",
    /// By their reason, downwards.
    ReasonDown "-reason",
    /// By the name of who made them.
    Who "erased_by",
    /// By the name of who made them, downwards.
    WhoDown "-erased_by",
}

/// Erasures in an order, after a cursor.
pub async fn list(
    db: &mut Db,
    reason: Option<ErasureReason>,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<ErasureView>> {
    if sort != Sort::default() {
        return sorted(db, reason, sort, cursor, limit).await;
    }
    let org = db.org.as_uuid();
    let (at, id) = lists::after::<(DateTime<Utc>, Uuid)>(cursor)?.unzip();
    let found = select!(
        "($2::text is null or reason = $2)
         and ($3::timestamptz is null or (erased_at, erasure_id) < ($3, $4::uuid))
         order by erased_at desc, erasure_id desc limit $5",
        org,
        reason.map(words::word).transpose()?,
        at,
        id,
        limit.fetch()
    );
    let views = views(found.fetch_all(db.conn()).await?)?;
    Ok(Page::from_rows(views, limit, |view| (view.erasure.erased_at, view.erasure.erasure_id)))
}

fn views(rows: Vec<Row>) -> Result<Vec<ErasureView>> {
    rows.into_iter().map(|row| row.read().map(|read| read.1)).collect()
}

async fn sorted(
    db: &mut Db,
    reason: Option<ErasureReason>,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<ErasureView>> {
    let page = places!(
        db, sort, cursor, limit,
        from "erasures x" id "x.erasure_id"
        keys "when 'erased_at' then moment_key(x.erased_at) when 'reason' then x.reason
              when 'erased_by' then actor_key(x.org_id, x.erased_by)"
        filter "($7::text is null or x.reason = $7)",
        reason.map(words::word).transpose()?,
    );
    let org = db.org.as_uuid();
    let views = views(select!("erasure_id = any($2)", org, &ids(&page)).fetch_all(db.conn()).await?)?;
    Ok(put(page, views, |view| view.erasure.erasure_id.as_uuid()))
}

/// How far the looking through of an erasure is.
#[derive(Debug, Clone)]
pub struct Place {
    /// What comes next.
    pub place: i32,
    /// The last row looked at there.
    pub after: Option<Uuid>,
    /// Files that are named no more.
    pub files: Vec<String>,
}

/// The erasure that goes on the longest and is not finished, locked.
pub async fn next(db: &mut Db) -> Result<Option<(Erasure, ErasureView, Place)>> {
    let org = db.org.as_uuid();
    let found = select!("finished_at is null order by erased_at, erasure_id limit 1 for no key update", org);
    let Some(row) = found.fetch_optional(db.conn()).await? else { return Ok(None) };
    let (erasure, view) = row.read()?;
    let place = sqlx::query_as!(
        Place,
        "select place, after, files from erasures where org_id = $1 and erasure_id = $2",
        org,
        erasure.image.erasure_id.as_uuid(),
    )
    .fetch_one(db.conn())
    .await?;
    Ok(Some((erasure, view, place)))
}

/// Writes how far it is.
pub async fn go_on(db: &mut Db, id: ErasureId, place: &Place) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "update erasures set place = $3, after = $4, files = $5 where org_id = $1 and erasure_id = $2",
        org,
        id.as_uuid(),
        place.place,
        place.after,
        &place.files,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Writes that it is finished; what was looked for is forgotten.
pub async fn finish(db: &mut Db, erasure: &Erasure) -> Result<()> {
    let (org, image) = (db.org.as_uuid(), &erasure.image);
    let done = sqlx::query!(
        "update erasures set version = $3, needles = null, after = null, files = '{}', finished_at = $4
          where org_id = $1 and erasure_id = $2 and version = $3::bigint - 1",
        org,
        image.erasure_id.as_uuid(),
        erasure.version,
        image.finished_at,
    )
    .execute(db.conn())
    .await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(Problem::internal("an erasure was finished twice")) }
}

/// Takes mentions out of the next rows of a table: its name, that of its ids, and the columns with texts; answers the last of
/// them, and nothing when there are no more.
pub async fn forget_mentions(
    db: &mut Db,
    (table, id, columns): (&str, &str, &[String]),
    after: Option<Uuid>,
    most: i32,
    pattern: &str,
) -> Result<Option<Uuid>> {
    let org = db.org.as_uuid();
    let last = sqlx::query_scalar!(
        "select forget_mentions($1::text::regclass, $2, $3, $4, $5, $6, $7)",
        table,
        id,
        columns,
        org,
        after,
        most,
        pattern,
    )
    .fetch_one(db.conn())
    .await?;
    Ok(last)
}

/// Deals whose texts are asked for a pattern.
#[derive(Debug, Clone, Copy)]
pub struct DealsNaming<'a> {
    /// These.
    pub deals: &'a [Uuid],
    /// And those of these accounts.
    pub accounts: &'a [Uuid],
    /// All of the organisation's.
    pub anywhere: bool,
    /// What is looked for.
    pub pattern: &'a str,
}

/// Deals whose name, lines or reason why they were lost say what a pattern finds, or seem to, in the order of their ids.
pub async fn deals_naming(db: &mut Db, asked: DealsNaming<'_>) -> Result<Vec<DealId>> {
    let org = db.org.as_uuid();
    let found = sqlx::query_scalar!(
        r#"select deal_id as "deal_id: DealId" from deals
            where org_id = $1 and ($4 or deal_id = any($2) or account_id = any($3))
              and (mentions(concat_ws(E'\n', name, lost_reason), $5) or mentions(lines, $5))
            order by deal_id"#,
        org,
        asked.deals,
        asked.accounts,
        asked.anywhere,
        asked.pattern,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(found)
}
