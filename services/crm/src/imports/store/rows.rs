//! The rows of files, and what became of them.

use kernel::ImportId;
use platform::{Db, Problem, Result};
use sqlx::types::Json;

use crate::imports::apply::{Outcome, Record};
use crate::imports::file::Table;
use crate::imports::file::split::Flaw;
use crate::imports::row::Remark;
use crate::imports::store::row_keys;
use crate::words;

/// Rows that are written at once.
const CHUNK: usize = 2000;
/// Most values of a column that are told.
const MOST_VALUES: i64 = 200;

/// A row of a file, and what became of it.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Its number, from 1.
    pub row_no: i32,
    /// The line it begins on.
    pub line_no: i32,
    /// Its cells.
    pub cells: Vec<String>,
    /// What is wrong with how it is written.
    pub flaw: Option<Flaw>,
    /// What became of it.
    pub outcome: Option<Outcome>,
    /// The record it became, or is.
    pub record: Option<Record>,
    /// What there is to say of it.
    pub remarks: Vec<Remark>,
}

/// What became of a row.
#[derive(Debug, Clone)]
pub struct RowResult {
    /// Its number.
    pub row_no: i32,
    /// What became of it.
    pub outcome: Outcome,
    /// The record it became, or is.
    pub record: Option<Record>,
    /// What there is to say of it.
    pub remarks: Vec<Remark>,
}

/// Writes the rows of a file; those of a former reading of it go.
pub async fn write(db: &mut Db, import: ImportId, table: &Table) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("delete from import_rows where org_id = $1 and import_id = $2", org, import.as_uuid())
        .execute(db.conn())
        .await?;
    let mut first = 1;
    for chunk in table.rows.chunks(CHUNK) {
        let numbers: Vec<i32> = (first..).take(chunk.len()).collect();
        first += i32::try_from(chunk.len()).map_err(Problem::internal)?;
        let lines: Vec<i32> = chunk.iter().map(|row| row.line.max(1)).collect();
        let cells: Vec<Json<&Vec<String>>> = chunk.iter().map(|row| Json(&row.cells)).collect();
        let flaws: Vec<Option<Json<Flaw>>> = chunk.iter().map(|row| row.flaw.map(Json)).collect();
        sqlx::query!(
            "insert into import_rows (org_id, import_id, row_no, line_no, cells, flaw)
             select $1, $2, new.* from unnest($3::integer[], $4::integer[], $5::jsonb[], $6::jsonb[]) as new",
            org,
            import.as_uuid(),
            &numbers,
            &lines,
            &cells as _,
            &flaws as _,
        )
        .execute(db.conn())
        .await?;
    }
    Ok(())
}

/// Forgets what became of rows.
pub async fn forget(db: &mut Db, import: ImportId) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "update import_rows set outcome = null, record = null, remarks = '[]'
          where org_id = $1 and import_id = $2 and outcome is not null",
        org,
        import.as_uuid(),
    )
    .execute(db.conn())
    .await?;
    row_keys::forget(db, import).await
}

struct Found {
    row_no: i32,
    line_no: i32,
    cells: Json<Vec<String>>,
    flaw: Option<Json<Flaw>>,
    outcome: Option<String>,
    record: Option<Json<Record>>,
    remarks: Json<Vec<Remark>>,
}

impl TryFrom<Found> for Kept {
    type Error = Problem;
    fn try_from(row: Found) -> Result<Self> {
        Ok(Self {
            row_no: row.row_no,
            line_no: row.line_no,
            cells: row.cells.0,
            flaw: row.flaw.map(|flaw| flaw.0),
            outcome: row.outcome.map(words::value).transpose()?,
            record: row.record.map(|record| record.0),
            remarks: row.remarks.0,
        })
    }
}

/// Rows of a file that nothing became of yet, first to last.
pub async fn waiting(db: &mut Db, import: ImportId, most: i64) -> Result<Vec<Kept>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query_as!(
        Found,
        r#"select row_no, line_no, cells as "cells: Json<Vec<String>>", flaw as "flaw: Json<Flaw>", outcome,
                  record as "record: Json<Record>", remarks as "remarks: Json<Vec<Remark>>"
             from import_rows where org_id = $1 and import_id = $2 and outcome is null order by row_no limit $3"#,
        org,
        import.as_uuid(),
        most,
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(Kept::try_from).collect()
}

/// Which rows of a file.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    /// What became of them.
    pub outcome: Option<Outcome>,
    /// Only those of which something was mended, or there is something else to say.
    pub remarked: bool,
    /// After this row.
    pub after: i32,
}

/// Rows of a file, first to last.
pub async fn list(db: &mut Db, import: ImportId, filter: Filter, most: i64) -> Result<Vec<Kept>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query_as!(
        Found,
        r#"select row_no, line_no, cells as "cells: Json<Vec<String>>", flaw as "flaw: Json<Flaw>", outcome,
                  record as "record: Json<Record>", remarks as "remarks: Json<Vec<Remark>>"
             from import_rows
            where org_id = $1 and import_id = $2 and row_no > $3 and ($4::text is null or outcome = $4)
              and (not $5 or remarks <> '[]')
            order by row_no limit $6"#,
        org,
        import.as_uuid(),
        filter.after,
        filter.outcome.map(words::word).transpose()?,
        filter.remarked,
        most,
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(Kept::try_from).collect()
}

/// Writes what became of rows.
pub async fn save(db: &mut Db, import: ImportId, results: &[RowResult]) -> Result<()> {
    let org = db.org.as_uuid();
    let numbers: Vec<i32> = results.iter().map(|one| one.row_no).collect();
    let outcomes: Vec<String> = results.iter().map(|one| words::word(one.outcome)).collect::<Result<_>>()?;
    let records: Vec<Option<Json<Record>>> = results.iter().map(|one| one.record.map(Json)).collect();
    let remarks: Vec<Json<&Vec<Remark>>> = results.iter().map(|one| Json(&one.remarks)).collect();
    sqlx::query!(
        "update import_rows r
            set outcome = new.outcome, record = new.record, remarks = new.remarks
           from unnest($3::integer[], $4::text[], $5::jsonb[], $6::jsonb[]) as new(row_no, outcome, record, remarks)
          where r.org_id = $1 and r.import_id = $2 and r.row_no = new.row_no",
        org,
        import.as_uuid(),
        &numbers,
        &outcomes,
        &records as _,
        &remarks as _,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Rows of a file by their numbers, first to last.
pub async fn numbered(db: &mut Db, import: ImportId, numbers: &[i32]) -> Result<Vec<Kept>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query_as!(
        Found,
        r#"select row_no, line_no, cells as "cells: Json<Vec<String>>", flaw as "flaw: Json<Flaw>", outcome,
                  record as "record: Json<Record>", remarks as "remarks: Json<Vec<Remark>>"
             from import_rows where org_id = $1 and import_id = $2 and row_no = any ($3) order by row_no"#,
        org,
        import.as_uuid(),
        numbers,
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(Kept::try_from).collect()
}

/// Removes rows of a file, at most so many; answers how many there were.
pub async fn clear(db: &mut Db, import: ImportId, most: i64) -> Result<i64> {
    let org = db.org.as_uuid();
    let done = sqlx::query!(
        "delete from import_rows
          where org_id = $1 and import_id = $2
            and row_no in (select row_no from import_rows where org_id = $1 and import_id = $2 order by row_no limit $3)",
        org,
        import.as_uuid(),
        most,
    )
    .execute(db.conn())
    .await?;
    i64::try_from(done.rows_affected()).map_err(Problem::internal)
}

/// The values of a column with how many rows have them, the most frequent first.
pub async fn values(db: &mut Db, import: ImportId, column: i32) -> Result<Vec<(String, i64)>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select btrim(cells->>$3::integer) as "value!", count(*) as "rows!"
             from import_rows
            where org_id = $1 and import_id = $2 and btrim(coalesce(cells->>$3::integer, '')) <> ''
            group by 1 order by 2 desc, 1 limit $4"#,
        org,
        import.as_uuid(),
        column,
        MOST_VALUES,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.value, row.rows)).collect())
}
