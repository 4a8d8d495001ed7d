//! The table of tags.

use contracts::crm::Tag;
use kernel::{Name, TagId};
use platform::{Db, FieldError, Kind, Problem, Result};

use super::model::{Tagged, color_from, color_text};
use crate::names::sort_key;

struct Row {
    tag_id: TagId,
    version: i64,
    name: Name,
    color: String,
    merged_into: Option<TagId>,
}

impl TryFrom<Row> for Tagged {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        let color = color_from(&row.color).ok_or_else(|| Problem::internal("a tag of an unknown colour"))?;
        let image = Tag { tag_id: row.tag_id, name: row.name, color, merged_into: row.merged_into };
        Ok(Self { version: row.version, image })
    }
}

/// Tags with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select tag_id as "tag_id: TagId", version, name as "name: Name", color,
                      merged_into as "merged_into: TagId"
                 from tags where org_id = $1 and "# + $rest,
            $($argument),+
        )
    };
}

/// Tags by name, without those that were merged.
pub async fn list(db: &mut Db) -> Result<Vec<Tagged>> {
    let org = db.org.as_uuid();
    let rows = select!("merged_into is null order by search_key(name) collate \"C\", sort_name", org)
        .fetch_all(db.conn())
        .await?;
    rows.into_iter().map(Tagged::try_from).collect()
}

/// A tag, merged or not.
pub async fn get(db: &mut Db, id: TagId) -> Result<Option<Tagged>> {
    let org = db.org.as_uuid();
    select!("tag_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?.map(Tagged::try_from).transpose()
}

/// A tag nobody else changes until this is over.
pub async fn lock(db: &mut Db, id: TagId) -> Result<Option<Tagged>> {
    let org = db.org.as_uuid();
    let row = select!("tag_id = $2 for no key update", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(Tagged::try_from).transpose()
}

/// Two tags nobody else changes until this is over, locked in the order of their ids, so that two merges against each
/// other wait instead of blocking one another.
pub async fn lock_two(db: &mut Db, one: TagId, other: TagId) -> Result<(Option<Tagged>, Option<Tagged>)> {
    if one == other {
        let tag = lock(db, one).await?;
        return Ok((tag.clone(), tag));
    }
    let (first, second) = (lock(db, one.min(other)).await?, lock(db, one.max(other)).await?);
    Ok(if one < other { (first, second) } else { (second, first) })
}

/// The tags that were merged into this one.
pub async fn lock_merged_into(db: &mut Db, id: TagId) -> Result<Vec<Tagged>> {
    let org = db.org.as_uuid();
    let rows = select!("merged_into = $2 order by tag_id for no key update", org, id.as_uuid());
    rows.fetch_all(db.conn()).await?.into_iter().map(Tagged::try_from).collect()
}

/// Each of these ids that names a tag, with the tag it stands for.
pub async fn resolve(db: &mut Db, ids: &[TagId]) -> Result<Vec<(TagId, TagId)>> {
    let org = db.org.as_uuid();
    let ids: Vec<uuid::Uuid> = ids.iter().map(|id| id.as_uuid()).collect();
    let rows = sqlx::query!(
        r#"select tag_id as "tag_id: TagId", coalesce(merged_into, tag_id) as "stands_for!: TagId"
             from tags where org_id = $1 and tag_id = any($2)"#,
        org,
        &ids,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.tag_id, row.stands_for)).collect())
}

/// All ids that stand for a tag: its own and those of tags merged into it, or into what it was merged into.
pub async fn names_of(db: &mut Db, id: TagId) -> Result<Vec<uuid::Uuid>> {
    let org = db.org.as_uuid();
    let ids = sqlx::query_scalar!(
        r#"with one as (select coalesce(merged_into, tag_id) as tag_id from tags where org_id = $1 and tag_id = $2)
           select t.tag_id from tags t join one on t.tag_id = one.tag_id or t.merged_into = one.tag_id
            where t.org_id = $1"#,
        org,
        id.as_uuid(),
    )
    .fetch_all(db.conn())
    .await?;
    Ok(ids)
}

/// Writes a tag, new or changed; the caller holds its row when it is not new.
pub async fn save(db: &mut Db, tag: &Tagged) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &tag.image);
    sqlx::query!(
        "insert into tags (org_id, tag_id, version, name, sort_name, color, merged_into, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $8)
         on conflict (org_id, tag_id) do update
           set version = excluded.version, name = excluded.name, sort_name = excluded.sort_name,
               color = excluded.color, merged_into = excluded.merged_into, updated_at = $8",
        org,
        image.tag_id.as_uuid(),
        tag.version,
        image.name.as_str(),
        sort_key(&image.name),
        color_text(image.color),
        image.merged_into.map(TagId::as_uuid),
        now,
    )
    .execute(db.conn())
    .await
    .map_err(refused)?;
    Ok(())
}

fn refused(error: sqlx::Error) -> Problem {
    match error.as_database_error().and_then(|database| database.constraint()) {
        Some("tags_name_key") => {
            let detail = "another tag has this name; use that one, or merge this one into it";
            Problem::new(Kind::Conflict, "name-taken", "Another tag has this name.")
                .with_fields(vec![FieldError::new("/name", detail)])
        }
        _ => error.into(),
    }
}
