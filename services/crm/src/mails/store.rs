//! The tables of mails.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::crm::activities::Subject;
use contracts::crm::mail as crm;
use kernel::{ActivityId, Email, EnrolmentId, MailId, MailboxId, MemberId, Name, Note, SequenceStepId};
use platform::{Db, Problem, Result};
use sqlx::types::Json;
use uuid::Uuid;

use super::model::Mail;
use crate::{subjects, words};

mod list;
mod people;
mod tasks;

pub use list::{Filter, Reader, Sort, list, thread};
pub use people::whose;
pub use tasks::{
    Waiting, bring_forward, claimable, due_mailboxes, enrolments_waiting, lease_over, leave_until, lock_waiting,
    lock_waiting_in, put_off_due, sent_on, waiting_unused,
};

struct Row {
    mail_id: MailId,
    version: i64,
    thread_id: MailId,
    mailbox_id: Option<MailboxId>,
    direction: String,
    kind: String,
    status: String,
    subject: Name,
    from_address: Email,
    from_name: Option<String>,
    to_addresses: Vec<String>,
    cc_addresses: Vec<String>,
    body: String,
    body_cut: bool,
    left_out: Vec<String>,
    message_id: String,
    in_reply_to: Option<String>,
    references_ids: Vec<String>,
    about: Json<Vec<Subject>>,
    at: DateTime<Utc>,
    author_id: Option<MemberId>,
    activity_id: Option<ActivityId>,
    enrolment_id: Option<EnrolmentId>,
    step_id: Option<SequenceStepId>,
    first_attempt_at: Option<DateTime<Utc>>,
    next_attempt_at: Option<DateTime<Utc>>,
    attempts: i32,
    lease_until: Option<DateTime<Utc>>,
    counted_on: Option<NaiveDate>,
    bounced_at: Option<DateTime<Utc>>,
    error: Option<Note>,
    discarded_at: Option<DateTime<Utc>>,
}

fn addresses(texts: Vec<String>) -> Result<Vec<Email>> {
    texts.into_iter().map(|text| Email::new(text).map_err(Problem::internal)).collect()
}

impl TryFrom<Row> for Mail {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        let image = crm::Mail {
            mail_id: row.mail_id,
            thread_id: row.thread_id,
            mailbox_id: row.mailbox_id,
            direction: words::value(row.direction)?,
            kind: words::value(row.kind)?,
            status: words::value(row.status)?,
            subject: row.subject,
            from: row.from_address,
            to: addresses(row.to_addresses)?,
            cc: addresses(row.cc_addresses)?,
            message_id: row.message_id,
            about: row.about.0,
            at: row.at,
            author_id: row.author_id,
            activity_id: row.activity_id,
            enrolment_id: row.enrolment_id,
            bounced_at: row.bounced_at,
            error: row.error,
        };
        Ok(Self {
            version: row.version,
            image,
            from_name: row.from_name,
            body: row.body,
            body_cut: row.body_cut,
            left_out: row.left_out,
            in_reply_to: row.in_reply_to,
            references: row.references_ids,
            step_id: row.step_id,
            first_attempt_at: row.first_attempt_at,
            next_attempt_at: row.next_attempt_at,
            attempts: row.attempts,
            lease_until: row.lease_until,
            counted_on: row.counted_on,
            discarded_at: row.discarded_at,
        })
    }
}

/// Mails with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"select mail_id as "mail_id: MailId", version, thread_id as "thread_id: MailId",
                      mailbox_id as "mailbox_id: MailboxId", direction, kind, status, subject as "subject: Name",
                      from_address as "from_address: Email", from_name, to_addresses, cc_addresses, body, body_cut, left_out,
                      message_id, in_reply_to, references_ids, about as "about: Json<Vec<Subject>>", at,
                      author_id as "author_id: MemberId", activity_id as "activity_id: ActivityId",
                      enrolment_id as "enrolment_id: EnrolmentId", step_id as "step_id: SequenceStepId", first_attempt_at,
                      next_attempt_at, attempts, lease_until, counted_on, bounced_at, error as "error: Note",
                      discarded_at
                 from mails m where org_id = $1 and "# + $rest,
            $($argument),+
        )
    };
}
use select;

/// A mail.
pub async fn get(db: &mut Db, id: MailId) -> Result<Option<Mail>> {
    let org = db.org.as_uuid();
    select!("mail_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?.map(Mail::try_from).transpose()
}

/// A mail nobody else changes until this is over.
pub async fn lock(db: &mut Db, id: MailId) -> Result<Option<Mail>> {
    let org = db.org.as_uuid();
    let row = select!("mail_id = $2 for no key update", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(Mail::try_from).transpose()
}

/// The mail of a Message-ID.
pub async fn by_message_id(db: &mut Db, message_id: &str) -> Result<Option<Mail>> {
    let org = db.org.as_uuid();
    let row = select!("message_id = $2", org, message_id).fetch_optional(db.conn()).await?;
    row.map(Mail::try_from).transpose()
}

/// The latest of the mails of these Message-IDs.
pub async fn latest_of(db: &mut Db, message_ids: &[String]) -> Result<Option<Mail>> {
    let org = db.org.as_uuid();
    let found = select!("message_id = any($2) order by at desc, mail_id desc limit 1", org, message_ids);
    found.fetch_optional(db.conn()).await?.map(Mail::try_from).transpose()
}

/// Writes a new mail. Answers false when there is one of this Message-ID.
pub async fn insert(db: &mut Db, mail: &Mail) -> Result<bool> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &mail.image);
    let inserted = sqlx::query!(
        "insert into mails (org_id, mail_id, version, thread_id, mailbox_id, direction, kind, status, subject, from_address,
                            from_name, to_addresses, cc_addresses, body, body_cut, left_out, message_id, in_reply_to,
                            references_ids, about, at, author_id, activity_id, enrolment_id, step_id, first_attempt_at,
                            next_attempt_at, attempts, bounced_at, error, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
                 $24, $25, $26, $27, $28, $29, $30, $31, $31)
         on conflict on constraint mails_message_id_key do nothing",
        org,
        image.mail_id.as_uuid(),
        mail.version,
        image.thread_id.as_uuid(),
        image.mailbox_id.map(MailboxId::as_uuid),
        words::word(image.direction)?,
        words::word(image.kind)?,
        words::word(image.status)?,
        image.subject.as_str(),
        image.from.as_str(),
        mail.from_name.as_deref(),
        &texts(&image.to),
        &texts(&image.cc),
        mail.body,
        mail.body_cut,
        &mail.left_out,
        image.message_id,
        mail.in_reply_to.as_deref(),
        &mail.references,
        Json(&image.about) as _,
        image.at,
        image.author_id.map(MemberId::as_uuid),
        image.activity_id.map(ActivityId::as_uuid),
        image.enrolment_id.map(EnrolmentId::as_uuid),
        mail.step_id.map(SequenceStepId::as_uuid),
        mail.first_attempt_at,
        mail.next_attempt_at,
        mail.attempts,
        image.bounced_at,
        image.error.as_ref().map(Note::as_str),
        now,
    )
    .execute(db.conn())
    .await?;
    if inserted.rows_affected() == 0 {
        return Ok(false);
    }
    link(db, mail).await?;
    Ok(true)
}

/// Writes what became of a locked mail.
pub async fn save(db: &mut Db, mail: &Mail) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &mail.image);
    sqlx::query!(
        "update mails
            set version = $3, status = $4, about = $5, at = $6, activity_id = $7, first_attempt_at = $8, next_attempt_at = $9,
                attempts = $10, lease_until = $11, counted_on = $12, bounced_at = $13, error = $14, updated_at = $15
          where org_id = $1 and mail_id = $2",
        org,
        image.mail_id.as_uuid(),
        mail.version,
        words::word(image.status)?,
        Json(&image.about) as _,
        image.at,
        image.activity_id.map(ActivityId::as_uuid),
        mail.first_attempt_at,
        mail.next_attempt_at,
        mail.attempts,
        mail.lease_until,
        mail.counted_on,
        image.bounced_at,
        image.error.as_ref().map(Note::as_str),
        now,
    )
    .execute(db.conn())
    .await?;
    link(db, mail).await
}

/// Writes that a mail was thrown away, and forgets what it said and who else got it.
pub async fn discard(db: &mut Db, mail: &Mail) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "update mails set version = $3, discarded_at = $4, body = '', left_out = '{}', updated_at = $5
          where org_id = $1 and mail_id = $2",
        org,
        mail.image.mail_id.as_uuid(),
        mail.version,
        mail.discarded_at,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Makes a mail findable by what it is about, at the moment it now has.
async fn link(db: &mut Db, mail: &Mail) -> Result<()> {
    let (org, image) = (db.org.as_uuid(), &mail.image);
    sqlx::query!(
        "insert into mail_links (org_id, subject_id, at, mail_id) select $1, unnest($2::uuid[]), $3, $4
         on conflict (org_id, subject_id, mail_id) do update set at = excluded.at",
        org,
        &subjects::ids(&image.about),
        image.at,
        image.mail_id.as_uuid(),
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

fn texts(addresses: &[Email]) -> Vec<String> {
    addresses.iter().map(|address| address.as_str().to_owned()).collect()
}

/// Whether somebody out of these people has written since a moment, not counting what programs answer.
pub async fn has_written(db: &mut Db, people: &[Uuid], since: DateTime<Utc>) -> Result<bool> {
    let org = db.org.as_uuid();
    let written = sqlx::query_scalar!(
        r#"select exists (
             select 1 from mail_links l join mails m on m.org_id = l.org_id and m.mail_id = l.mail_id
              where l.org_id = $1 and l.subject_id = any($2) and m.direction = 'incoming' and m.kind = 'message'
                and m.created_at >= $3) as "written!""#,
        org,
        people,
        since,
    )
    .fetch_one(db.conn())
    .await?;
    Ok(written)
}

/// Whether a mail of an enrolment did not arrive.
pub async fn has_bounced(db: &mut Db, enrolment: EnrolmentId) -> Result<bool> {
    let org = db.org.as_uuid();
    let bounced = sqlx::query_scalar!(
        r#"select exists (select 1 from mails where org_id = $1 and enrolment_id = $2 and bounced_at is not null) as "bounced!""#,
        org,
        enrolment.as_uuid(),
    )
    .fetch_one(db.conn())
    .await?;
    Ok(bounced)
}
