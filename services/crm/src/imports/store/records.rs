//! What imports did to records.

use kernel::ImportId;
use platform::{Db, Problem, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use crate::imports::apply::{Deed, Record, RecordKind};
use crate::words;

/// What became of a record when its import was undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ImportUndo")]
pub enum Undo {
    /// It is gone.
    Removed,
    /// What was filled in is unknown again, where it still said so.
    Emptied,
    /// It was kept, because somebody has touched it since.
    Kept,
}

/// Writes down what was done to a record.
pub async fn insert(db: &mut Db, import: ImportId, (record_no, row_no): (i32, i32), deed: &Deed) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "insert into import_records (org_id, import_id, record_no, row_no, kind, record_id, deed, version, filled, brought)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        org,
        import.as_uuid(),
        record_no,
        row_no,
        words::word(deed.record.kind)?,
        deed.record.id,
        if deed.created { "created" } else { "updated" },
        deed.version,
        Json(&deed.filled) as _,
        Json(&deed.brought) as _,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Whether an import made a record.
pub async fn made(db: &mut Db, import: ImportId, record: Uuid) -> Result<bool> {
    let org = db.org.as_uuid();
    let found = sqlx::query_scalar!(
        r#"select exists (select 1 from import_records
                           where org_id = $1 and import_id = $2 and record_id = $3 and deed = 'created') as "found!""#,
        org,
        import.as_uuid(),
        record,
    )
    .fetch_one(db.conn())
    .await?;
    Ok(found)
}

/// The row by which an import made a record.
pub async fn made_by(db: &mut Db, import: ImportId, record: Uuid) -> Result<Option<i32>> {
    let org = db.org.as_uuid();
    let found = sqlx::query_scalar!(
        "select row_no from import_records
          where org_id = $1 and import_id = $2 and record_id = $3 and deed = 'created'",
        org,
        import.as_uuid(),
        record,
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(found)
}

/// Notes that an import changed a record it made, when it made it and nobody has changed it in between; answers whether it
/// did.
pub async fn went_on(db: &mut Db, import: ImportId, record: Uuid, version: i64) -> Result<bool> {
    let org = db.org.as_uuid();
    let done = sqlx::query!(
        "update import_records set version = $4::bigint
          where org_id = $1 and import_id = $2 and record_id = $3 and deed = 'created' and version = $4::bigint - 1",
        org,
        import.as_uuid(),
        record,
        version,
    )
    .execute(db.conn())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// What an import did to a record.
#[derive(Debug, Clone)]
pub struct Noted {
    /// Counts what the import did.
    pub record_no: i32,
    /// The row it came from.
    pub row_no: i32,
    /// What was done.
    pub deed: Deed,
    /// What became of it when the import was undone.
    pub undo: Option<Undo>,
    /// Why it was kept.
    pub why: Option<String>,
}

struct Found {
    record_no: i32,
    row_no: i32,
    kind: String,
    record_id: Uuid,
    deed: String,
    version: i64,
    filled: Json<Vec<String>>,
    brought: Json<Value>,
    undo: Option<String>,
    undo_why: Option<String>,
}

impl TryFrom<Found> for Noted {
    type Error = Problem;
    fn try_from(row: Found) -> Result<Self> {
        let kind: RecordKind = words::value(row.kind)?;
        let deed = Deed {
            record: Record { kind, id: row.record_id },
            created: row.deed == "created",
            version: row.version,
            filled: row.filled.0,
            brought: row.brought.0,
        };
        let undo = row.undo.map(words::value).transpose()?;
        Ok(Self { record_no: row.record_no, row_no: row.row_no, deed, undo, why: row.undo_why })
    }
}

/// What an import did and was not taken back yet, in the order in which it can be: first what was filled in, then activities,
/// deals and leads, then people, then companies, and the latest first.
pub async fn to_undo(db: &mut Db, import: ImportId, most: i64) -> Result<Vec<Noted>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query_as!(
        Found,
        r#"select record_no, row_no, kind, record_id, deed, version, filled as "filled: Json<Vec<String>>",
                  brought as "brought: Json<Value>", undo, undo_why
             from import_records where org_id = $1 and import_id = $2 and undo is null
            order by deed = 'created', array_position(array['activity', 'deal', 'lead', 'contact', 'account'], kind), record_no desc
            limit $3"#,
        org,
        import.as_uuid(),
        most,
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(Noted::try_from).collect()
}

/// Writes what became of a record when its import was undone.
pub async fn undone(db: &mut Db, import: ImportId, record_no: i32, undo: Undo, why: Option<&str>) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "update import_records set undo = $4, undo_why = $5 where org_id = $1 and import_id = $2 and record_no = $3",
        org,
        import.as_uuid(),
        record_no,
        words::word(undo)?,
        why,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Which records.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    /// What became of them when the import was undone.
    pub undo: Option<Undo>,
    /// After this one.
    pub after: i32,
}

/// What an import did to records, first to last.
pub async fn list(db: &mut Db, import: ImportId, filter: Filter, most: i64) -> Result<Vec<Noted>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query_as!(
        Found,
        r#"select record_no, row_no, kind, record_id, deed, version, filled as "filled: Json<Vec<String>>",
                  brought as "brought: Json<Value>", undo, undo_why
             from import_records
            where org_id = $1 and import_id = $2 and record_no > $3 and ($4::text is null or undo = $4)
            order by record_no limit $5"#,
        org,
        import.as_uuid(),
        filter.after,
        filter.undo.map(words::word).transpose()?,
        most,
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(Noted::try_from).collect()
}
