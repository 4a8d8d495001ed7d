//! The table of enrolments.

use chrono::{DateTime, Utc};
use contracts::crm::activities::Subject;
use contracts::crm::sequences as crm;
use kernel::{DealId, Email, EnrolmentId, MailId, MemberId, Note, SequenceId, TimeZoneName};
use platform::{Db, Problem, Result};
use sqlx::types::Json;
use uuid::Uuid;

use super::model::{Enrolment, EnrolmentError};
use crate::words;

mod facts;
mod list;
mod rules;

pub use facts::{Closed, closed, has_met};
pub use list::{Filter, Sort, list};
pub use rules::{Candidate, leads_to_enrol, of_closed_deals};

struct Row {
    enrolment_id: EnrolmentId,
    version: i64,
    sequence_id: SequenceId,
    sequence_version: i32,
    person: Json<Subject>,
    deal_id: Option<DealId>,
    owner_id: Option<MemberId>,
    time_zone: Option<TimeZoneName>,
    status: String,
    steps_done: i32,
    due_at: Option<DateTime<Utc>>,
    waiting_mail_id: Option<MailId>,
    last_mail_id: Option<MailId>,
    enrolled_at: DateTime<Utc>,
    enrolled_by: String,
    ended_at: Option<DateTime<Utc>>,
    exit_reason: Option<String>,
    exit_detail: Option<Note>,
}

impl TryFrom<Row> for Enrolment {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        let image = crm::Enrolment {
            enrolment_id: row.enrolment_id,
            sequence_id: row.sequence_id,
            sequence_version: row.sequence_version,
            person: row.person.0,
            deal_id: row.deal_id,
            owner_id: row.owner_id,
            time_zone: row.time_zone,
            status: words::value(row.status)?,
            steps_done: row.steps_done,
            due_at: row.due_at,
            enrolled_at: row.enrolled_at,
            ended_at: row.ended_at,
            exit_reason: row.exit_reason.map(words::value).transpose()?,
            exit_detail: row.exit_detail,
        };
        Ok(Self {
            version: row.version,
            image,
            waiting_mail_id: row.waiting_mail_id,
            last_mail_id: row.last_mail_id,
            enrolled_by: row.enrolled_by,
        })
    }
}

/// Enrolments with a condition and what follows it.
macro_rules! select {
    ($rest:expr, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"select enrolment_id as "enrolment_id: EnrolmentId", version, sequence_id as "sequence_id: SequenceId",
                      sequence_version, person as "person: Json<Subject>", deal_id as "deal_id: DealId",
                      owner_id as "owner_id: MemberId", time_zone as "time_zone: TimeZoneName", status, steps_done, due_at,
                      waiting_mail_id as "waiting_mail_id: MailId", last_mail_id as "last_mail_id: MailId", enrolled_at,
                      enrolled_by, ended_at, exit_reason, exit_detail as "exit_detail: Note"
                 from enrolments e where org_id = $1 and "# + $rest,
            $($argument),+
        )
    };
}
use select;

/// An enrolment.
pub async fn get(db: &mut Db, id: EnrolmentId) -> Result<Option<Enrolment>> {
    let org = db.org.as_uuid();
    let row = select!("enrolment_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(Enrolment::try_from).transpose()
}

/// An enrolment nobody else changes until this is over.
pub async fn lock(db: &mut Db, id: EnrolmentId) -> Result<Option<Enrolment>> {
    let org = db.org.as_uuid();
    let row = select!("enrolment_id = $2 for no key update", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(Enrolment::try_from).transpose()
}

/// Who looks after an enrolment.
pub async fn owner(db: &mut Db, id: EnrolmentId) -> Result<Option<MemberId>> {
    let org = db.org.as_uuid();
    let owner = sqlx::query_scalar!(
        r#"select owner_id as "owner_id: MemberId" from enrolments where org_id = $1 and enrolment_id = $2"#,
        org,
        id.as_uuid()
    );
    Ok(owner.fetch_optional(db.conn()).await?.flatten())
}

/// The active enrolments of people, locked in one order.
pub async fn lock_active_of(db: &mut Db, people: &[Uuid]) -> Result<Vec<Enrolment>> {
    let org = db.org.as_uuid();
    let found =
        select!("person_id = any($2) and status = 'active' order by enrolment_id for no key update", org, people);
    found.fetch_all(db.conn()).await?.into_iter().map(Enrolment::try_from).collect()
}

/// Some active enrolments of a sequence, locked.
pub async fn lock_active_in(db: &mut Db, sequence: SequenceId, most: i64) -> Result<Vec<Enrolment>> {
    let org = db.org.as_uuid();
    let found = select!(
        "sequence_id = $2 and status = 'active' order by enrolment_id limit $3 for no key update skip locked",
        org,
        sequence.as_uuid(),
        most
    );
    found.fetch_all(db.conn()).await?.into_iter().map(Enrolment::try_from).collect()
}

/// The enrolment whose turn it is in an active sequence, locked.
pub async fn lock_due(db: &mut Db) -> Result<Option<Enrolment>> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let row = select!(
        "status = 'active' and waiting_mail_id is null and due_at <= $2
         and exists (select 1 from sequences s
                      where s.org_id = e.org_id and s.sequence_id = e.sequence_id and s.status = 'active')
         order by due_at, enrolment_id limit 1 for no key update skip locked",
        org,
        now,
    );
    row.fetch_optional(db.conn()).await?.map(Enrolment::try_from).transpose()
}

/// Whether somebody with this address goes through a sequence, as whatever contact or lead; until the transaction ends nobody
/// else is enrolled in it, so that of two who are enrolled at once the second is seen.
pub async fn goes_to_address(db: &mut Db, sequence: SequenceId, address: &Email) -> Result<bool> {
    let (org, sequence) = (db.org.as_uuid(), sequence.as_uuid());
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('enrolments ' || $1::uuid, 0))", sequence)
        .execute(db.conn())
        .await?;
    let goes = sqlx::query_scalar!(
        r#"select exists (
             select 1 from enrolments
              where org_id = $1 and sequence_id = $2 and status = 'active'
                and person_id in (select record_id from reach_keys
                                   where org_id = $1 and kind in ('contact_email', 'lead_email')
                                     and key = lower($3 collate "C")))
             as "goes!""#,
        org,
        sequence,
        address.as_str(),
    )
    .fetch_one(db.conn())
    .await?;
    Ok(goes)
}

/// Whether somebody whose records were merged goes through the same sequence by another of them, and that one goes on: the one of
/// the record that goes on itself, else the first. `names` are the ids of all their records.
pub async fn goes_beside(db: &mut Db, enrolment: &Enrolment, goes_on: Uuid, names: &[Uuid]) -> Result<bool> {
    let (org, image) = (db.org.as_uuid(), &enrolment.image);
    let person = image.person.id();
    if person == goes_on {
        return Ok(false);
    }
    let beside = sqlx::query_scalar!(
        r#"select exists (
             select 1 from enrolments
              where org_id = $1 and sequence_id = $2 and status = 'active' and person_id = any ($3) and enrolment_id <> $4
                and (person_id = $5 or enrolment_id < $4)) as "beside!""#,
        org,
        image.sequence_id.as_uuid(),
        names,
        image.enrolment_id.as_uuid(),
        goes_on,
    )
    .fetch_one(db.conn())
    .await?;
    Ok(beside)
}

/// Writes a new enrolment.
pub async fn insert(db: &mut Db, enrolment: &Enrolment) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &enrolment.image);
    sqlx::query!(
        "insert into enrolments (org_id, enrolment_id, version, sequence_id, sequence_version, person, person_id, deal_id,
                                 owner_id, time_zone, status, steps_done, due_at, enrolled_at, enrolled_by, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        org,
        image.enrolment_id.as_uuid(),
        enrolment.version,
        image.sequence_id.as_uuid(),
        image.sequence_version,
        Json(&image.person) as _,
        image.person.id(),
        image.deal_id.map(DealId::as_uuid),
        image.owner_id.map(MemberId::as_uuid),
        image.time_zone.map(TimeZoneName::as_str),
        words::word(image.status)?,
        image.steps_done,
        image.due_at,
        image.enrolled_at,
        enrolment.enrolled_by,
        now,
    )
    .execute(db.conn())
    .await
    .map_err(|error| match error.as_database_error().and_then(|database| database.constraint()) {
        Some("enrolments_active_key") => EnrolmentError::Active.into(),
        _ => Problem::from(error),
    })?;
    Ok(())
}

/// Writes what became of a locked enrolment.
pub async fn save(db: &mut Db, enrolment: &Enrolment) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &enrolment.image);
    sqlx::query!(
        "update enrolments
            set version = $3, sequence_version = $4, status = $5, steps_done = $6, due_at = $7, waiting_mail_id = $8,
                last_mail_id = $9, ended_at = $10, exit_reason = $11, exit_detail = $12, updated_at = $13
          where org_id = $1 and enrolment_id = $2",
        org,
        image.enrolment_id.as_uuid(),
        enrolment.version,
        image.sequence_version,
        words::word(image.status)?,
        image.steps_done,
        image.due_at,
        enrolment.waiting_mail_id.map(MailId::as_uuid),
        enrolment.last_mail_id.map(MailId::as_uuid),
        image.ended_at,
        image.exit_reason.map(words::word).transpose()?,
        image.exit_detail.as_ref().map(Note::as_str),
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}
