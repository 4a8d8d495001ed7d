//! Mails as tasks of the worker that sends them.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{EnrolmentId, MailId, MailboxId};
use platform::{Db, Result};

use super::{Row, select};
use crate::mails::model::Mail;

use contracts::crm::activities::Subject;
use kernel::{ActivityId, Email, MemberId, Name, Note, SequenceStepId};
use sqlx::types::Json;

/// A mail that waits to be sent.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// Which.
    pub mail_id: MailId,
    /// From where.
    pub mailbox_id: MailboxId,
    /// The enrolment that sends it.
    pub enrolment_id: Option<EnrolmentId>,
    /// To whom.
    pub to: Vec<String>,
}

/// Mailboxes from which something is to go out now, longest waiting first. One with trouble rests meanwhile.
pub async fn due_mailboxes(db: &mut Db, most: i64) -> Result<Vec<MailboxId>> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let due = sqlx::query_scalar!(
        r#"select m.mailbox_id as "mailbox_id!: MailboxId"
             from mails m join mailboxes b on b.org_id = m.org_id and b.mailbox_id = m.mailbox_id
            where m.org_id = $1 and m.status = 'queued' and m.next_attempt_at <= $2 and b.active
              and (b.rests_until is null or b.rests_until <= $2)
            group by m.mailbox_id order by min(m.next_attempt_at) limit $3"#,
        org,
        now,
        most,
    );
    Ok(due.fetch_all(db.conn()).await?)
}

/// The mail of a mailbox whose turn it is. It is not locked: whoever takes it locks first what everybody locks first.
pub async fn claimable(db: &mut Db, mailbox: MailboxId) -> Result<Option<Waiting>> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let waiting = sqlx::query_as!(
        Waiting,
        r#"select m.mail_id as "mail_id: MailId", m.mailbox_id as "mailbox_id!: MailboxId",
                  m.enrolment_id as "enrolment_id: EnrolmentId", m.to_addresses as "to"
             from mails m join mailboxes b on b.org_id = m.org_id and b.mailbox_id = m.mailbox_id
            where m.org_id = $1 and m.mailbox_id = $3 and m.status = 'queued' and m.next_attempt_at <= $2 and b.active
              and (b.rests_until is null or b.rests_until <= $2)
            order by m.next_attempt_at, m.mail_id limit 1"#,
        org,
        now,
        mailbox.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(waiting)
}

/// Lets all that waits in a mailbox for its turn now wait until a moment, but for what others are changing.
pub async fn put_off_due(db: &mut Db, mailbox: MailboxId, until: DateTime<Utc>, why: &str) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "update mails set next_attempt_at = $3, error = $4, updated_at = $5
          where org_id = $1 and mail_id in (
            select mail_id from mails
             where org_id = $1 and mailbox_id = $2 and status = 'queued' and next_attempt_at <= $5
               for no key update skip locked)",
        org,
        mailbox.as_uuid(),
        until,
        why,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Lets what waits in a mailbox for room or for its hours have its turn now, but for what others are changing. What waits for
/// another try, or for the moment somebody chose, goes on waiting.
pub async fn bring_forward(db: &mut Db, mailbox: MailboxId, why: &str) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "update mails set next_attempt_at = $4, error = null, updated_at = $4
          where org_id = $1 and mail_id in (
            select mail_id from mails
             where org_id = $1 and mailbox_id = $2 and status = 'queued' and next_attempt_at > $4
               and (error = $3 or (error is null and enrolment_id is not null))
               for no key update skip locked)",
        org,
        mailbox.as_uuid(),
        why,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// How many mails of a mailbox count towards its cap on a day. Its row is locked, so none is added meanwhile.
pub async fn sent_on(db: &mut Db, mailbox: MailboxId, day: NaiveDate) -> Result<i64> {
    let org = db.org.as_uuid();
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from mails where org_id = $1 and mailbox_id = $2 and counted_on = $3"#,
        org,
        mailbox.as_uuid(),
        day,
    )
    .fetch_one(db.conn())
    .await?;
    Ok(count)
}

/// Mails whose worker has not been heard of for longer than it may take, locked.
pub async fn lease_over(db: &mut Db, most: i64) -> Result<Vec<Mail>> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let found = select!(
        "status in ('preparing', 'handing_over') and lease_until < $2
         order by lease_until limit $3 for no key update skip locked",
        org,
        now,
        most,
    );
    found.fetch_all(db.conn()).await?.into_iter().map(Mail::try_from).collect()
}

/// What waits of an enrolment, locked.
pub async fn lock_waiting(db: &mut Db, enrolment: EnrolmentId) -> Result<Vec<Mail>> {
    let org = db.org.as_uuid();
    let found = select!("enrolment_id = $2 and status = 'queued' for no key update", org, enrolment.as_uuid());
    found.fetch_all(db.conn()).await?.into_iter().map(Mail::try_from).collect()
}

/// Lets a mail wait until a moment, without reading it: for one that cannot be read, or prepared.
pub async fn leave_until(db: &mut Db, id: MailId, until: DateTime<Utc>, why: &str) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "update mails set next_attempt_at = $3, error = $4, updated_at = $5
          where org_id = $1 and mail_id = $2 and status = 'queued'",
        org,
        id.as_uuid(),
        until,
        why,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// The enrolments of which something waits in a mailbox, in the order in which they are locked.
pub async fn enrolments_waiting(db: &mut Db, mailbox: MailboxId) -> Result<Vec<EnrolmentId>> {
    let org = db.org.as_uuid();
    let found = sqlx::query_scalar!(
        r#"select distinct enrolment_id as "id!: EnrolmentId" from mails
            where org_id = $1 and mailbox_id = $2 and status = 'queued' and enrolment_id is not null
            order by 1"#,
        org,
        mailbox.as_uuid(),
    );
    Ok(found.fetch_all(db.conn()).await?)
}

/// What waits in a mailbox, locked; of enrolments, only of these.
pub async fn lock_waiting_in(db: &mut Db, mailbox: MailboxId, enrolments: &[EnrolmentId]) -> Result<Vec<Mail>> {
    let (org, enrolments) = (db.org.as_uuid(), enrolments.iter().map(|id| id.as_uuid()).collect::<Vec<_>>());
    let found = select!(
        "mailbox_id = $2 and status = 'queued' and (enrolment_id is null or enrolment_id = any($3))
         order by mail_id for no key update",
        org,
        mailbox.as_uuid(),
        &enrolments,
    );
    found.fetch_all(db.conn()).await?.into_iter().map(Mail::try_from).collect()
}

/// Mails that wait in mailboxes nobody uses any more.
pub async fn waiting_unused(db: &mut Db, most: i64) -> Result<Vec<MailId>> {
    let org = db.org.as_uuid();
    let found = sqlx::query_scalar!(
        r#"select m.mail_id as "id: MailId"
             from mails m join mailboxes b on b.org_id = $1 and b.mailbox_id = m.mailbox_id
            where m.org_id = $1 and m.status = 'queued' and not b.active
            order by m.mail_id limit $2"#,
        org,
        most,
    );
    Ok(found.fetch_all(db.conn()).await?)
}
