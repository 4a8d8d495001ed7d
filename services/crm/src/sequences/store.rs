//! The tables of sequences and their versions.

use chrono::{DateTime, Utc};
use contracts::crm::sequences::{self as crm, SequenceStatus, SequenceStep};
use kernel::{Cursor, Limit, Name, Page, SequenceId};
use platform::{Db, Problem, Result};
use schemars::JsonSchema;
use serde::Serialize;
use sqlx::types::Json;
use uuid::Uuid;

use super::model::Sequence;
use crate::names::sort_key;
use crate::order::store::places;
use crate::order::{ids, orders, put};
use crate::words;

struct Row {
    version: i64,
    image: Json<crm::Sequence>,
}

impl From<Row> for Sequence {
    fn from(row: Row) -> Self {
        Self { version: row.version, image: row.image.0 }
    }
}

/// Sequences with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select version, image as "image: Json<crm::Sequence>" from sequences where org_id = $1 and "# + $rest,
            $($argument),+
        )
    };
}

/// A sequence.
pub async fn get(db: &mut Db, id: SequenceId) -> Result<Option<Sequence>> {
    let org = db.org.as_uuid();
    Ok(select!("sequence_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?.map(Sequence::from))
}

/// A sequence nobody else changes until this is over.
pub async fn lock(db: &mut Db, id: SequenceId) -> Result<Option<Sequence>> {
    let org = db.org.as_uuid();
    let row = select!("sequence_id = $2 for no key update", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    Ok(row.map(Sequence::from))
}

orders! {
    "SequenceSort":
    /// By name.
    #[default]
    Name "name",
    /// By name, downwards.
    NameDown "-name",
    /// By where they stand.
    Status "status",
    /// By where they stand, downwards.
    StatusDown "-status",
    /// The oldest first.
    Oldest "created_at",
    /// The newest first.
    Newest "-created_at",
}

/// Sequences in an order, after a cursor: of a status, and with a text in their name.
pub async fn list(
    db: &mut Db,
    (status, text): (Option<SequenceStatus>, Option<&Name>),
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<Sequence>> {
    let page = places!(
        db, sort, cursor, limit,
        from "sequences x" id "x.sequence_id"
        keys r#"when 'name' then x.name_key collate "default" when 'status' then x.status
                when 'created_at' then moment_key(x.created_at)"#
        filter "($7::text is null or x.status = $7) and ($8::text is null or strpos(x.name_key, search_key($8)) > 0)",
        status.map(words::word).transpose()?,
        text.map(Name::as_str),
    );
    let org = db.org.as_uuid();
    let rows = select!("sequence_id = any($2)", org, &ids(&page)).fetch_all(db.conn()).await?;
    Ok(put(page, rows.into_iter().map(Sequence::from).collect(), |one| one.image.sequence_id.as_uuid()))
}

/// Active sequences that enrol somebody by themselves.
pub async fn with_rules(db: &mut Db) -> Result<Vec<Sequence>> {
    let org = db.org.as_uuid();
    let found = select!("status = 'active' and image->'rule' <> 'null'::jsonb order by sequence_id", org);
    Ok(found.fetch_all(db.conn()).await?.into_iter().map(Sequence::from).collect())
}

/// Archived sequences that somebody still goes through.
pub async fn left_behind(db: &mut Db) -> Result<Vec<Sequence>> {
    let org = db.org.as_uuid();
    let found = select!(
        "status = 'archived' and exists (select 1 from enrolments e
           where e.org_id = $1 and e.sequence_id = sequences.sequence_id and e.status = 'active')",
        org
    );
    Ok(found.fetch_all(db.conn()).await?.into_iter().map(Sequence::from).collect())
}

/// Writes a new sequence.
pub async fn insert(db: &mut Db, sequence: &Sequence) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &sequence.image);
    sqlx::query!(
        "insert into sequences (org_id, sequence_id, version, image, sort_name, status, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7)",
        org,
        image.sequence_id.as_uuid(),
        sequence.version,
        Json(image) as _,
        sort_key(&image.name),
        words::word(image.status)?,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Writes the next version of how a sequence is set up.
pub async fn save(db: &mut Db, sequence: &Sequence) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &sequence.image);
    sqlx::query!(
        "update sequences set version = $3, image = $4, sort_name = $5, status = $6, updated_at = $7
          where org_id = $1 and sequence_id = $2 and version = $3::bigint - 1",
        org,
        image.sequence_id.as_uuid(),
        sequence.version,
        Json(image) as _,
        sort_key(&image.name),
        words::word(image.status)?,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// A version of a sequence.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SequenceVersion {
    /// Counts the versions, from 1.
    pub version_no: i32,
    /// What it does.
    pub steps: Vec<SequenceStep>,
    /// Since when.
    pub published_at: DateTime<Utc>,
    /// By whom: `member:<id>` or `api_key:<id>`.
    pub published_by: String,
    /// How many go through it now.
    pub active: i64,
}

/// Keeps what was published.
pub async fn publish(db: &mut Db, sequence: &Sequence, by: &str) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &sequence.image);
    sqlx::query!(
        "insert into sequence_versions (org_id, sequence_id, version_no, steps, published_at, published_by)
         values ($1, $2, $3, $4, $5, $6)",
        org,
        image.sequence_id.as_uuid(),
        image.current_version,
        Json(&image.draft) as _,
        now,
        by,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// The steps of a version; none when there is no such version.
pub async fn steps(db: &mut Db, id: SequenceId, version_no: i32) -> Result<Option<Vec<SequenceStep>>> {
    let org = db.org.as_uuid();
    let steps = sqlx::query_scalar!(
        r#"select steps as "steps: Json<Vec<SequenceStep>>" from sequence_versions
            where org_id = $1 and sequence_id = $2 and version_no = $3"#,
        org,
        id.as_uuid(),
        version_no,
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(steps.map(|steps| steps.0))
}

/// The steps of a version somebody goes through.
///
/// # Errors
/// When it is not there, which cannot be.
pub async fn steps_of(db: &mut Db, id: SequenceId, version_no: i32) -> Result<Vec<SequenceStep>> {
    let steps = steps(db, id, version_no).await?;
    steps.ok_or_else(|| Problem::internal(format!("version {version_no} of sequence {id} is not there")))
}

/// The versions of a sequence, newest first.
pub async fn versions(db: &mut Db, id: SequenceId, most: i64) -> Result<Vec<SequenceVersion>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select v.version_no, v.steps as "steps: Json<Vec<SequenceStep>>", v.published_at, v.published_by,
                  (select count(*) from enrolments e
                    where e.org_id = v.org_id and e.sequence_id = v.sequence_id and e.sequence_version = v.version_no
                      and e.status = 'active') as "active!"
             from sequence_versions v where v.org_id = $1 and v.sequence_id = $2 order by v.version_no desc limit $3"#,
        org,
        id.as_uuid(),
        most,
    )
    .fetch_all(db.conn())
    .await?;
    let version = rows.into_iter().map(|row| SequenceVersion {
        version_no: row.version_no,
        steps: row.steps.0,
        published_at: row.published_at,
        published_by: row.published_by,
        active: row.active,
    });
    Ok(version.collect())
}

/// The last one whom the rule of a sequence has looked at; none when it begins anew.
pub async fn rule_after(db: &mut Db, id: SequenceId) -> Result<Option<Uuid>> {
    let org = db.org.as_uuid();
    let after = sqlx::query_scalar!(
        "select rule_after from sequences where org_id = $1 and sequence_id = $2",
        org,
        id.as_uuid()
    );
    Ok(after.fetch_optional(db.conn()).await?.flatten())
}

/// Keeps how far the rule of a sequence has looked.
pub async fn set_rule_after(db: &mut Db, id: SequenceId, after: Option<Uuid>) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "update sequences set rule_after = $3 where org_id = $1 and sequence_id = $2 and rule_after is distinct from $3",
        org,
        id.as_uuid(),
        after
    )
    .execute(db.conn())
    .await?;
    Ok(())
}
