//! What the columns of files with the same headings were said to mean.

use contracts::imports::ImportKind;
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
