//! The table of exports of persons.

pub mod content;

use chrono::{DateTime, Utc};
use contracts::crm::privacy as crm;
use kernel::{ContactId, Cursor, LeadId, Limit, Note, Page, PersonExportId};
use platform::{Db, Result};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use crate::lists;
use crate::order::store::places;
use crate::order::{ids, orders, put};

/// An export, as it is listed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PersonExportView {
    /// The export.
    #[serde(flatten)]
    pub person_export: crm::PersonExport,
    /// When it was allowed.
    pub created_at: DateTime<Utc>,
    /// By whom: `member:<id>` or `api_key:<id>`.
    pub created_by: String,
    /// How often the archive was fetched.
    pub fetched: i32,
    /// When it was fetched last.
    pub fetched_at: Option<DateTime<Utc>>,
    /// Who did.
    pub fetched_by: Option<String>,
}

struct Row {
    person_export_id: PersonExportId,
    contact_ids: Vec<Uuid>,
    lead_ids: Vec<Uuid>,
    note: Option<Note>,
    created_at: DateTime<Utc>,
    created_by: String,
    expires_at: DateTime<Utc>,
    fetched: i32,
    fetched_at: Option<DateTime<Utc>>,
    fetched_by: Option<String>,
}

impl From<Row> for PersonExportView {
    fn from(row: Row) -> Self {
        let person_export = crm::PersonExport {
            person_export_id: row.person_export_id,
            contact_ids: row.contact_ids.into_iter().map(ContactId::from_uuid).collect(),
            lead_ids: row.lead_ids.into_iter().map(LeadId::from_uuid).collect(),
            note: row.note,
            expires_at: row.expires_at,
        };
        Self {
            person_export,
            created_at: row.created_at,
            created_by: row.created_by,
            fetched: row.fetched,
            fetched_at: row.fetched_at,
            fetched_by: row.fetched_by,
        }
    }
}

/// Exports with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select person_export_id as "person_export_id: PersonExportId", contact_ids, lead_ids, note as "note: Note",
                      created_at, created_by, expires_at, fetched, fetched_at, fetched_by
                 from person_exports where org_id = $1 and "# + $rest,
            $($argument),+
        )
    };
}

/// Writes an export.
pub async fn insert(db: &mut Db, export: &crm::PersonExport, by: &str) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let contacts: Vec<Uuid> = export.contact_ids.iter().map(|id| id.as_uuid()).collect();
    let leads: Vec<Uuid> = export.lead_ids.iter().map(|id| id.as_uuid()).collect();
    sqlx::query!(
        "insert into person_exports (org_id, person_export_id, version, contact_ids, lead_ids, note, created_at, created_by,
                                     expires_at, fetched)
         values ($1, $2, 1, $3, $4, $5, $6, $7, $8, 0)",
        org,
        export.person_export_id.as_uuid(),
        &contacts,
        &leads,
        export.note.as_ref().map(Note::as_str),
        now,
        by,
        export.expires_at,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// An export.
pub async fn get(db: &mut Db, id: PersonExportId) -> Result<Option<PersonExportView>> {
    let org = db.org.as_uuid();
    let row = select!("person_export_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    Ok(row.map(PersonExportView::from))
}

orders! {
    "PersonExportSort":
    /// The last first.
    #[default]
    Latest "-created_at",
    /// The first first.
    Earliest "created_at",
    /// By the name of who allowed them.
    Who "created_by",
    /// By the name of who allowed them, downwards.
    WhoDown "-created_by",
}

/// Exports in an order, after a cursor.
pub async fn list(db: &mut Db, sort: Sort, cursor: Option<Cursor>, limit: Limit) -> Result<Page<PersonExportView>> {
    if sort != Sort::default() {
        return sorted(db, sort, cursor, limit).await;
    }
    let org = db.org.as_uuid();
    let (at, id) = lists::after::<(DateTime<Utc>, Uuid)>(cursor)?.unzip();
    let found = select!(
        "($2::timestamptz is null or (created_at, person_export_id) < ($2, $3::uuid))
         order by created_at desc, person_export_id desc limit $4",
        org,
        at,
        id,
        limit.fetch()
    );
    let exports = found.fetch_all(db.conn()).await?.into_iter().map(PersonExportView::from).collect();
    Ok(Page::from_rows(exports, limit, |one: &PersonExportView| (one.created_at, one.person_export.person_export_id)))
}

async fn sorted(db: &mut Db, sort: Sort, cursor: Option<Cursor>, limit: Limit) -> Result<Page<PersonExportView>> {
    let page = places!(
        db, sort, cursor, limit,
        from "person_exports x" id "x.person_export_id"
        keys "when 'created_at' then moment_key(x.created_at) when 'created_by' then actor_key(x.org_id, x.created_by)"
        filter "true",
    );
    let org = db.org.as_uuid();
    let rows = select!("person_export_id = any($2)", org, &ids(&page)).fetch_all(db.conn()).await?;
    let exports = rows.into_iter().map(PersonExportView::from).collect();
    Ok(put(page, exports, |one| one.person_export.person_export_id.as_uuid()))
}

/// Notes that somebody fetched it.
pub async fn fetched(db: &mut Db, id: PersonExportId, by: &str) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "update person_exports set fetched = fetched + 1, fetched_at = $3, fetched_by = $4
          where org_id = $1 and person_export_id = $2",
        org,
        id.as_uuid(),
        now,
        by,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// What the organisation is called.
pub async fn organisation(db: &mut Db) -> Result<String> {
    let org = db.org.as_uuid();
    let name =
        sqlx::query_scalar!("select name from organizations where org_id = $1", org).fetch_optional(db.conn()).await?;
    Ok(name.unwrap_or_default())
}
