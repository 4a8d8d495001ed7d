//! The table of custom fields.

use chrono::{DateTime, Utc};
use contracts::crm::{CustomField, FieldRecord};
use kernel::{FieldId, Name};
use platform::{Db, FieldError, Kind, Problem, Result};

use super::model::{Field, kind_from, kind_text, record_from, record_text};
use crate::names::sort_key;

mod renaming;

pub use renaming::rename_values;

struct Row {
    field_id: FieldId,
    version: i64,
    record: String,
    name: Name,
    kind: String,
    choices: Vec<Name>,
    former_choices: Vec<Name>,
    required: bool,
    position: i16,
    archived_at: Option<DateTime<Utc>>,
}

impl TryFrom<Row> for Field {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        let image = CustomField {
            field_id: row.field_id,
            record: record_from(&row.record).ok_or_else(|| Problem::internal("a field of an unknown record"))?,
            name: row.name,
            kind: kind_from(&row.kind).ok_or_else(|| Problem::internal("a field of an unknown kind"))?,
            choices: row.choices,
            required: row.required,
            position: row.position,
            archived: row.archived_at.is_some(),
        };
        Ok(Self { version: row.version, image, former_choices: row.former_choices })
    }
}

/// Fields with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select field_id as "field_id: FieldId", version, record, name as "name: Name", kind,
                      choices as "choices: Vec<Name>", former_choices as "former_choices: Vec<Name>", required, position,
                      archived_at
                 from custom_fields where org_id = $1 and "# + $rest,
            $($argument),+
        )
    };
}

/// The fields of a kind of record, or all, in their order; archived ones too.
pub async fn list(db: &mut Db, record: Option<FieldRecord>) -> Result<Vec<Field>> {
    let org = db.org.as_uuid();
    let rows = select!(
        "($2::text is null or record = $2) order by record, position, search_key(name) collate \"C\", field_id",
        org,
        record.map(record_text)
    );
    rows.fetch_all(db.conn()).await?.into_iter().map(Field::try_from).collect()
}

/// Keeps every field from being called otherwise until this is over: for whoever writes down what names them. Called before anything
/// that renaming writes anew is held.
pub async fn hold(db: &mut Db) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("select from custom_fields where org_id = $1 order by field_id for share", org)
        .execute(db.conn())
        .await?;
    Ok(())
}

/// A field.
pub async fn get(db: &mut Db, id: FieldId) -> Result<Option<Field>> {
    let org = db.org.as_uuid();
    select!("field_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?.map(Field::try_from).transpose()
}

/// A field nobody else changes until this is over.
pub async fn lock(db: &mut Db, id: FieldId) -> Result<Option<Field>> {
    let org = db.org.as_uuid();
    let row = select!("field_id = $2 for no key update", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(Field::try_from).transpose()
}

/// Writes a field, new or changed; the caller holds its row when it is not new.
pub async fn save(db: &mut Db, field: &Field) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &field.image);
    let texts = |names: &[Name]| names.iter().map(|name| name.as_str().to_owned()).collect::<Vec<_>>();
    let (choices, former_choices) = (texts(&image.choices), texts(&field.former_choices));
    sqlx::query!(
        "insert into custom_fields as f (org_id, field_id, version, record, name, sort_name, kind, choices, required,
                                         position, archived_at, created_at, updated_at, former_choices)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, case when $11::boolean then $12::timestamptz end, $12, $12, $13)
         on conflict (org_id, field_id) do update
           set version = excluded.version, name = excluded.name, sort_name = excluded.sort_name,
               choices = excluded.choices, required = excluded.required, position = excluded.position,
               archived_at = case when $11 then coalesce(f.archived_at, $12) end, updated_at = $12,
               former_choices = excluded.former_choices",
        org,
        image.field_id.as_uuid(),
        field.version,
        record_text(image.record),
        image.name.as_str(),
        sort_key(&image.name),
        kind_text(image.kind),
        &choices,
        image.required,
        image.position,
        image.archived,
        now,
        &former_choices,
    )
    .execute(db.conn())
    .await
    .map_err(refused)?;
    Ok(())
}

fn refused(error: sqlx::Error) -> Problem {
    match error.as_database_error().and_then(|database| database.constraint()) {
        Some("custom_fields_name_key") => {
            Problem::new(Kind::Conflict, "name-taken", "Another field of these records has this name.")
                .with_fields(vec![FieldError::new("/name", "another field has this name; it may be archived")])
        }
        _ => error.into(),
    }
}
