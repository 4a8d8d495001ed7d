//! The table of consents.

use chrono::{DateTime, Utc};
use contracts::crm::activities::Subject;
use contracts::crm::privacy as crm;
use kernel::{ConsentId, ContactId, LeadFormId, LeadId, Name, Note};
use platform::{Db, Problem, Result};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use super::model::Consent;
use crate::words;

/// Most consents of one person that are shown.
const MOST: i64 = 500;

/// A consent, as it is listed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ConsentView {
    /// The consent.
    #[serde(flatten)]
    pub consent: crm::Consent,
    /// When it was written down.
    pub recorded_at: DateTime<Utc>,
    /// By whom: `member:<id>`, `api_key:<id>` or `system:<part>`.
    pub recorded_by: String,
    /// Who wrote down that it was taken back.
    pub withdrawn_by: Option<String>,
    /// Grows with each change; the ETag.
    pub version: i64,
}

struct Row {
    consent_id: ConsentId,
    version: i64,
    person_kind: String,
    person_id: Uuid,
    purpose: Name,
    basis: String,
    source: String,
    how: Option<Name>,
    wording: Option<Note>,
    form_id: Option<LeadFormId>,
    given_at: DateTime<Utc>,
    recorded_at: DateTime<Utc>,
    recorded_by: String,
    withdrawn_at: Option<DateTime<Utc>>,
    withdrawn_how: Option<Note>,
    withdrawn_by: Option<String>,
}

impl TryFrom<Row> for ConsentView {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        let person = match row.person_kind.as_str() {
            "contact" => Subject::Contact(ContactId::from_uuid(row.person_id)),
            _ => Subject::Lead(LeadId::from_uuid(row.person_id)),
        };
        let consent = crm::Consent {
            consent_id: row.consent_id,
            person,
            purpose: row.purpose,
            basis: words::value(row.basis)?,
            source: words::value(row.source)?,
            how: row.how,
            text: row.wording,
            form_id: row.form_id,
            given_at: row.given_at,
            withdrawn_at: row.withdrawn_at,
            withdrawn_how: row.withdrawn_how,
        };
        Ok(Self {
            consent,
            recorded_at: row.recorded_at,
            recorded_by: row.recorded_by,
            withdrawn_by: row.withdrawn_by,
            version: row.version,
        })
    }
}

impl From<ConsentView> for Consent {
    fn from(view: ConsentView) -> Self {
        Self { version: view.version, image: view.consent }
    }
}

/// Consents with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select consent_id as "consent_id: ConsentId", version, person_kind, person_id, purpose as "purpose: Name",
                      basis, source, how as "how: Name", wording as "wording: Note", form_id as "form_id: LeadFormId",
                      given_at, recorded_at, recorded_by, withdrawn_at, withdrawn_how as "withdrawn_how: Note", withdrawn_by
                 from consents where org_id = $1 and "# + $rest,
            $($argument),+
        )
    };
}

// It asks with the same query.
pub mod all;

/// Writes a consent.
pub async fn insert(db: &mut Db, consent: &Consent, by: &str) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &consent.image);
    let kind = match image.person {
        Subject::Contact(_) => "contact",
        Subject::Lead(_) => "lead",
        Subject::Account(_) | Subject::Deal(_) => return Err(Problem::internal("only people agree to something")),
    };
    sqlx::query!(
        "insert into consents (org_id, consent_id, version, person_kind, person_id, purpose, basis, source, how, wording,
                               form_id, given_at, recorded_at, recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        org,
        image.consent_id.as_uuid(),
        consent.version,
        kind,
        image.person.id(),
        image.purpose.as_str(),
        words::word(image.basis)?,
        words::word(image.source)?,
        image.how.as_ref().map(Name::as_str),
        image.text.as_ref().map(Note::as_str),
        image.form_id.map(LeadFormId::as_uuid),
        image.given_at,
        now,
        by,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Writes that a consent was taken back.
pub async fn withdraw(db: &mut Db, consent: &Consent, by: &str) -> Result<()> {
    let (org, image) = (db.org.as_uuid(), &consent.image);
    sqlx::query!(
        "update consents set version = $3, withdrawn_at = $4, withdrawn_how = $5, withdrawn_by = $6
          where org_id = $1 and consent_id = $2",
        org,
        image.consent_id.as_uuid(),
        consent.version,
        image.withdrawn_at,
        image.withdrawn_how.as_ref().map(Note::as_str),
        by,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// A consent.
pub async fn get(db: &mut Db, id: ConsentId) -> Result<Option<ConsentView>> {
    let org = db.org.as_uuid();
    let row = select!("consent_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(ConsentView::try_from).transpose()
}

/// A consent nobody else changes until this is over.
pub async fn lock(db: &mut Db, id: ConsentId) -> Result<Option<Consent>> {
    let org = db.org.as_uuid();
    let row = select!("consent_id = $2 for no key update", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(|row| ConsentView::try_from(row).map(Consent::from)).transpose()
}

/// What counts of what was written down for these records, the last first; nobody else takes it back until this is over.
pub async fn lock_standing(db: &mut Db, records: &[Uuid]) -> Result<Vec<Consent>> {
    let org = db.org.as_uuid();
    let rows = select!(
        "person_id = any($2) and withdrawn_at is null order by given_at desc, consent_id desc for no key update",
        org,
        records
    );
    let rows = rows.fetch_all(db.conn()).await?;
    rows.into_iter().map(|row| ConsentView::try_from(row).map(Consent::from)).collect()
}

/// What was written down for these records, the last first.
pub async fn list(db: &mut Db, records: &[Uuid]) -> Result<Vec<ConsentView>> {
    let org = db.org.as_uuid();
    let rows = select!("person_id = any($2) order by given_at desc, consent_id desc limit $3", org, records, MOST);
    rows.fetch_all(db.conn()).await?.into_iter().map(ConsentView::try_from).collect()
}

/// Whether somebody agreed to anything that still counts, as whichever record they are or were.
pub async fn stands(db: &mut Db, record: Uuid) -> Result<bool> {
    let org = db.org.as_uuid();
    let stands = sqlx::query_scalar!(
        r#"select exists (
             select 1 from consents
              where org_id = $1 and person_id in (select person_records($1, $2)) and basis = 'consent'
                and withdrawn_at is null) as "stands!""#,
        org,
        record,
    )
    .fetch_one(db.conn())
    .await?;
    Ok(stands)
}
