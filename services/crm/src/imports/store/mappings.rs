//! What the columns of files with the same headings were said to mean.

use contracts::imports::ImportKind;
use kernel::{FieldId, ImportId};
use platform::{Db, Result};
use sqlx::types::Json;

use crate::imports::model::Settings;
use crate::words;

/// What was said of the last file with these headings.
pub async fn get(db: &mut Db, headings: &str) -> Result<Option<Settings>> {
    let org = db.org.as_uuid();
    let found = sqlx::query_scalar!(
        r#"select settings as "settings: Json<Settings>" from import_mappings where org_id = $1 and headings = $2"#,
        org,
        headings,
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(found.map(|settings| settings.0))
}

/// Keeps what was said of a file, for the next one with these headings.
pub async fn keep(db: &mut Db, headings: &str, kind: ImportKind, settings: &Settings) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "insert into import_mappings (org_id, headings, kind, settings, saved_at) values ($1, $2, $3, $4, $5)
         on conflict (org_id, headings) do update set kind = $3, settings = $4, saved_at = $5",
        org,
        headings,
        words::word(kind)?,
        Json(settings) as _,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// What was said of files in which a column becomes a custom field, by their headings; nobody else changes it until this is over.
pub async fn naming(db: &mut Db, field: FieldId) -> Result<Vec<(String, Settings)>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select headings, settings as "settings: Json<Settings>" from import_mappings
            where org_id = $1 and settings -> 'columns' @> jsonb_build_array(jsonb_build_object('field_id', $2::uuid))
            order by headings for no key update"#,
        org,
        field.as_uuid(),
    )
    .fetch_all(db.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.headings, row.settings.0)).collect())
}

/// Changes what was said of files with these headings.
pub async fn change(db: &mut Db, headings: &str, settings: &Settings) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "update import_mappings set settings = $3 where org_id = $1 and headings = $2",
        org,
        headings,
        Json(settings) as _,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// The settings of imports that are not over, in which a column becomes a custom field. Rows that are just being done are waited for.
pub async fn of_files_naming(db: &mut Db, field: FieldId) -> Result<Vec<(ImportId, Settings)>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select import_id as "import_id: ImportId", settings as "settings: Json<Settings>" from imports
            where org_id = $1 and status in ('draft', 'checking', 'checked', 'running', 'stopped')
              and settings -> 'columns' @> jsonb_build_array(jsonb_build_object('field_id', $2::uuid))
            order by import_id for no key update"#,
        org,
        field.as_uuid(),
    )
    .fetch_all(db.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.import_id, row.settings.0)).collect())
}

/// Changes what values of a file mean, which is no change of its import.
pub async fn change_file(db: &mut Db, import: ImportId, settings: &Settings) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "update imports set settings = $3 where org_id = $1 and import_id = $2",
        org,
        import.as_uuid(),
        Json(settings) as _,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}
