//! The tables of imports.

pub mod find;
pub mod mappings;
pub mod records;
pub mod removal;
pub mod row_keys;
pub mod rows;

use chrono::{DateTime, Utc};
use contracts::imports::{self as contract, ImportCounts, ImportKind, ImportStatus};
use kernel::{CountryCode, Cursor, ImportId, Limit, Name, Page};
use platform::{Db, Problem, Result};
use sqlx::types::Json;
use uuid::Uuid;

use super::file::{Column, Reading};
use super::model::{Import, Settings};
use crate::order::store::places;
use crate::order::{ids, orders, put};
use crate::{lists, words};

struct Row {
    import_id: ImportId,
    version: i64,
    kind: String,
    format: String,
    file_name: Name,
    status: String,
    reading: Json<Reading>,
    columns: Json<Vec<Column>>,
    settings: Json<Settings>,
    rows: i32,
    done: i32,
    counts: Json<ImportCounts>,
    records: i32,
    kept: i32,
    created_at: DateTime<Utc>,
    created_by: String,
    started_at: Option<DateTime<Utc>>,
    started_by: Option<String>,
    finished_at: Option<DateTime<Utc>>,
    undone_at: Option<DateTime<Utc>>,
    undone_by: Option<String>,
    cleared_at: Option<DateTime<Utc>>,
}

impl TryFrom<Row> for Import {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        let image = contract::Import {
            import_id: row.import_id,
            kind: words::value(row.kind)?,
            format: words::value(row.format)?,
            file_name: row.file_name,
            status: words::value(row.status)?,
            rows: row.rows,
            done: row.done,
            counts: row.counts.0,
            records: row.records,
            kept: row.kept,
        };
        Ok(Self {
            version: row.version,
            image,
            reading: row.reading.0,
            columns: row.columns.0,
            settings: row.settings.0,
            created_at: row.created_at,
            created_by: row.created_by,
            started_at: row.started_at,
            started_by: row.started_by,
            finished_at: row.finished_at,
            undone_at: row.undone_at,
            undone_by: row.undone_by,
            cleared_at: row.cleared_at,
        })
    }
}

/// Imports with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select import_id as "import_id: ImportId", version, kind, format, file_name as "file_name: Name", status,
                      reading as "reading: Json<Reading>", columns as "columns: Json<Vec<Column>>",
                      settings as "settings: Json<Settings>", rows, done, counts as "counts: Json<ImportCounts>",
                      records, kept, created_at, created_by, started_at, started_by, finished_at, undone_at, undone_by,
                      cleared_at
                 from imports where org_id = $1 and "# + $rest,
            $($argument),+
        )
    };
}

/// The country of the organisation, from which follows how old files of it are most likely written.
pub async fn country(db: &mut Db) -> Result<Option<CountryCode>> {
    let org = db.org.as_uuid();
    let found =
        sqlx::query_scalar!(r#"select country as "country: CountryCode" from organizations where org_id = $1"#, org);
    Ok(found.fetch_optional(db.conn()).await?)
}

/// An import.
pub async fn get(db: &mut Db, id: ImportId) -> Result<Option<Import>> {
    let org = db.org.as_uuid();
    select!("import_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?.map(Import::try_from).transpose()
}

/// An import nobody else changes until this is over. It waits for a batch of its rows that is being done.
pub async fn lock(db: &mut Db, id: ImportId) -> Result<Option<Import>> {
    let org = db.org.as_uuid();
    let row = select!("import_id = $2 for no key update", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(Import::try_from).transpose()
}

/// The import that has waited longest for its next rows to be done, unless somebody is doing them just now.
pub async fn next(db: &mut Db) -> Result<Option<Import>> {
    let org = db.org.as_uuid();
    let row = select!(
        "status in ('checking', 'running', 'undoing') order by updated_at limit 1 for no key update skip locked",
        org
    );
    row.fetch_optional(db.conn()).await?.map(Import::try_from).transpose()
}

/// Which imports.
#[derive(Debug, Default)]
pub struct Filter {
    /// What their rows are.
    pub kind: Option<ImportKind>,
    /// Where they stand.
    pub status: Option<ImportStatus>,
    /// A part of the name of their file.
    pub text: Option<Name>,
}

orders! {
    "ImportSort":
    /// The newest first.
    #[default]
    Newest "-created_at",
    /// The oldest first.
    Oldest "created_at",
    /// By the name of the file.
    File "file_name",
    /// By the name of the file, downwards.
    FileDown "-file_name",
    /// By what their rows are.
    Kind "kind",
    /// By what their rows are, downwards.
    KindDown "-kind",
    /// By where they stand.
    Status "status",
    /// By where they stand, downwards.
    StatusDown "-status",
}

/// Imports in an order, after a cursor.
pub async fn list(
    db: &mut Db,
    filter: &Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<Import>> {
    if sort != Sort::default() {
        return sorted(db, filter, sort, cursor, limit).await;
    }
    let (org, after) = (db.org.as_uuid(), lists::after::<Uuid>(cursor)?);
    let found = select!(
        "($2::uuid is null or import_id < $2) and ($4::text is null or kind = $4) and ($5::text is null or status = $5)
         and ($6::text is null or strpos(search_key(file_name), search_key($6)) > 0)
         order by import_id desc limit $3",
        org,
        after,
        limit.fetch(),
        filter.kind.map(words::word).transpose()?,
        filter.status.map(words::word).transpose()?,
        filter.text.as_ref().map(Name::as_str)
    );
    let imports = found.fetch_all(db.conn()).await?.into_iter().map(Import::try_from).collect::<Result<Vec<_>>>()?;
    Ok(Page::from_rows(imports, limit, |import| import.image.import_id))
}

async fn sorted(
    db: &mut Db,
    filter: &Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<Import>> {
    let page = places!(
        db, sort, cursor, limit,
        from "imports x" id "x.import_id"
        keys "when 'created_at' then moment_key(x.created_at) when 'file_name' then search_key(x.file_name)
              when 'kind' then x.kind when 'status' then x.status"
        filter "($7::text is null or x.kind = $7) and ($8::text is null or x.status = $8)
                and ($9::text is null or strpos(search_key(x.file_name), search_key($9)) > 0)",
        filter.kind.map(words::word).transpose()?,
        filter.status.map(words::word).transpose()?,
        filter.text.as_ref().map(Name::as_str),
    );
    let org = db.org.as_uuid();
    let rows = select!("import_id = any($2)", org, &ids(&page)).fetch_all(db.conn()).await?;
    let imports = rows.into_iter().map(Import::try_from).collect::<Result<Vec<_>>>()?;
    Ok(put(page, imports, |import| import.image.import_id.as_uuid()))
}

/// Writes a new import with its file.
pub async fn insert(db: &mut Db, import: &Import, content: &[u8]) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &import.image);
    sqlx::query!(
        "insert into imports (org_id, import_id, version, kind, format, file_name, status, reading, columns, settings, rows,
                              done, counts, records, kept, content, created_at, created_by, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12, 0, 0, $13, $14, $15, $16)",
        org,
        image.import_id.as_uuid(),
        import.version,
        words::word(image.kind)?,
        words::word(image.format)?,
        image.file_name.as_str(),
        words::word(image.status)?,
        Json(&import.reading) as _,
        Json(&import.columns) as _,
        Json(&import.settings) as _,
        image.rows,
        Json(&image.counts) as _,
        content,
        import.created_at,
        import.created_by,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Writes the next version of an import. Its file is no longer needed once it was run.
pub async fn save(db: &mut Db, import: &Import) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &import.image);
    sqlx::query!(
        "update imports
            set version = $3, kind = $4, status = $5, reading = $6, columns = $7, settings = $8, rows = $9, done = $10,
                counts = $11, records = $12, kept = $13, started_at = $14, started_by = $15, finished_at = $16,
                undone_at = $17, undone_by = $18, updated_at = $19,
                content = case when $14::timestamptz is null then content end
          where org_id = $1 and import_id = $2 and version = $3::bigint - 1",
        org,
        image.import_id.as_uuid(),
        import.version,
        words::word(image.kind)?,
        words::word(image.status)?,
        Json(&import.reading) as _,
        Json(&import.columns) as _,
        Json(&import.settings) as _,
        image.rows,
        image.done,
        Json(&image.counts) as _,
        image.records,
        image.kept,
        import.started_at,
        import.started_by,
        import.finished_at,
        import.undone_at,
        import.undone_by,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Files that were never run, while those who receive others wait.
pub async fn drafts(db: &mut Db) -> Result<i64> {
    let org = db.org.as_uuid();
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('import drafts ' || $1::uuid, 0))", org)
        .execute(db.conn())
        .await?;
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from imports
            where org_id = $1 and status in ('draft', 'checking', 'checked') and cleared_at is null"#,
        org,
    )
    .fetch_one(db.conn())
    .await?;
    Ok(count)
}

/// Files that were never run and that nobody has touched since a moment.
pub async fn forgotten_drafts(db: &mut Db, before: DateTime<Utc>, most: i64) -> Result<Vec<Import>> {
    let org = db.org.as_uuid();
    let found = select!(
        "status in ('draft', 'checked') and cleared_at is null and updated_at < $2
         order by updated_at limit $3 for update skip locked",
        org,
        before,
        most
    );
    found.fetch_all(db.conn()).await?.into_iter().map(Import::try_from).collect()
}

/// Imports that came to an end before a moment and whose rows are still there.
pub async fn to_clear(db: &mut Db, before: DateTime<Utc>, most: i64) -> Result<Vec<ImportId>> {
    let org = db.org.as_uuid();
    let found = sqlx::query_scalar!(
        r#"select import_id as "import_id: ImportId" from imports
            where org_id = $1 and status in ('stopped', 'done', 'undone') and cleared_at is null and updated_at < $2
            order by updated_at limit $3 for no key update skip locked"#,
        org,
        before,
        most,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(found)
}

/// Removes what an import brought, too, and notes that nothing of its file is left.
pub async fn clear(db: &mut Db, id: ImportId) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "with emptied as (update import_records set brought = '{}' where org_id = $1 and import_id = $2),
         gone as (update removed_records set image = '{}' where org_id = $1 and import_id = $2)
         update imports set content = null, columns = (select coalesce(jsonb_agg(one || '{\"samples\": []}'), '[]')
                                                         from jsonb_array_elements(columns) one), cleared_at = $3
          where org_id = $1 and import_id = $2",
        org,
        id.as_uuid(),
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// The file of an import that was not run yet.
pub async fn content(db: &mut Db, id: ImportId) -> Result<Option<Vec<u8>>> {
    let org = db.org.as_uuid();
    let found =
        sqlx::query_scalar!("select content from imports where org_id = $1 and import_id = $2", org, id.as_uuid())
            .fetch_optional(db.conn())
            .await?;
    Ok(found.flatten())
}

/// Removes an import that was never run, with its rows.
pub async fn remove(db: &mut Db, id: ImportId) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("delete from imports where org_id = $1 and import_id = $2", org, id.as_uuid())
        .execute(db.conn())
        .await?;
    Ok(())
}
