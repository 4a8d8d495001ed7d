//! Enrolments: who goes through which sequence.
//!
//! Whoever changes an enrolment, or one of its mails, locks the enrolment first. So an answer that comes in and a step that
//! is about to be taken wait for one another: either the answer is seen, or it came later.

pub mod exits;
pub mod http;
pub mod model;
pub mod steps;
pub mod store;

use chrono::{DateTime, Utc};
use contracts::crm::mail::SendWindow;
use contracts::crm::sequences::{ExitReason, SequenceStatus, SequenceStep, SequenceStepContent};
use kernel::{EnrolmentId, MailId, Note, TimeZoneName};
use platform::{Problem, Result, Tx};
use uuid::Uuid;

use self::model::{Enrol, Enrolment, EnrolmentError, in_words};
use crate::mails::model::Mail;
use crate::recipients::{self, Recipient};
use crate::sequences::model::Sequence;
use crate::sequences::window::{after, next_open};
use crate::{mailboxes, mails, sequences, subjects, suppressions};

/// Working days by which an answer of a program puts a sequence off: nobody reads mails meanwhile.
const AWAY_DAYS: i32 = 3;

/// Whether a mail of an enrolment may go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Now.
    Now,
    /// Not before then.
    At(DateTime<Utc>),
    /// Not at all: the enrolment has ended, and its mails were taken back.
    Never,
}

/// Enrols somebody.
///
/// # Errors
/// When they, or somebody with the same address, are enrolled, or they would leave before the first step.
pub async fn enrol(tx: &mut Tx, sequence: &Sequence, recipient: &Recipient, enrol: Enrol) -> Result<Enrolment> {
    sequence.must_be_active()?;
    if let Some(reason) = exits::before_the_first(tx, &sequence.image, recipient).await? {
        return Err(EnrolmentError::WouldExit(in_words(reason)).into());
    }
    let steps = sequences::store::steps_of(tx, enrol.sequence_id, enrol.sequence_version).await?;
    must_have_links(tx, &steps)?;
    if let Some(address) = &recipient.email
        && store::goes_to_address(tx, enrol.sequence_id, address).await?
    {
        return Err(EnrolmentError::Active.into());
    }
    let now = tx.now;
    let (enrolment, started) = Enrolment::start(enrol, now);
    store::insert(tx, &enrolment).await?;
    tx.publish(enrolment.version, &started)?;
    Ok(enrolment)
}

/// Refuses steps that write mails where people could not unsubscribe from them.
///
/// # Errors
/// When nobody said where people reach the installation, or it has no key to sign links with.
pub fn must_have_links(tx: &Tx, steps: &[SequenceStep]) -> Result<()> {
    let writes = steps.iter().any(|step| matches!(step.content, SequenceStepContent::Mail { .. }));
    if writes && suppressions::link::address(tx, MailId::new())?.is_none() {
        return Err(EnrolmentError::NoLinks.into());
    }
    Ok(())
}

/// Takes somebody out of a sequence, and what waits to be sent to them back.
pub async fn exit(tx: &mut Tx, enrolment: &mut Enrolment, reason: ExitReason, detail: Option<Note>) -> Result<()> {
    let now = tx.now;
    let exited = enrolment.exit(reason, detail, now);
    store::save(tx, enrolment).await?;
    tx.publish(enrolment.version, &exited)?;
    mails::cancel_waiting(tx, enrolment.image.enrolment_id).await
}

/// The sequence of an enrolment.
async fn sequence_of(tx: &mut Tx, enrolment: &Enrolment) -> Result<Sequence> {
    let found = sequences::store::get(tx, enrolment.image.sequence_id).await?;
    found.ok_or_else(|| Problem::internal(format!("the sequence of {} is not there", enrolment.image.enrolment_id)))
}

/// Something happened with these people: whoever has a reason to leave leaves at once.
pub async fn look_again(tx: &mut Tx, people: &[Uuid]) -> Result<()> {
    let names = names_of(tx, people).await?;
    for mut enrolment in store::lock_active_of(tx, &names).await? {
        let sequence = sequence_of(tx, &enrolment).await?;
        if let Some(reason) = exits::now(tx, &sequence.image, &enrolment).await? {
            exit(tx, &mut enrolment, reason, None).await?;
        }
    }
    Ok(())
}

/// A program answered for these people: nobody reads mails for some days, so what was to come then comes later.
pub async fn put_off(tx: &mut Tx, people: &[Uuid]) -> Result<()> {
    let names = names_of(tx, people).await?;
    for mut enrolment in store::lock_active_of(tx, &names).await? {
        let (window, zone) = hours(tx, &enrolment).await?;
        let later = after(&window, tx.now, AWAY_DAYS, 0, zone);
        if enrolment.waiting_mail_id.is_none() && enrolment.image.due_at.is_some_and(|due| due < later) {
            let place = enrolment.place();
            enrolment.go_to(place, later);
            let advanced = enrolment.advanced();
            store::save(tx, &enrolment).await?;
            tx.publish(enrolment.version, &advanced)?;
        }
    }
    Ok(())
}

/// The ids of all records of people: theirs, and those that were merged into them.
async fn names_of(tx: &mut Tx, people: &[Uuid]) -> Result<Vec<Uuid>> {
    let mut names = Vec::new();
    for person in people {
        names.extend(subjects::store::names(tx, *person).await?);
    }
    Ok(names)
}

/// When mails reach somebody: the hours of the mailbox, in their zone.
async fn hours(tx: &mut Tx, enrolment: &Enrolment) -> Result<(SendWindow, TimeZoneName)> {
    let sequence = sequence_of(tx, enrolment).await?;
    let mailbox = mailboxes::store::get(tx, sequence.image.mailbox_id).await?;
    let mailbox = mailbox.ok_or_else(|| Problem::internal("a sequence without its mailbox"))?;
    let recipient = recipients::store::now(tx, enrolment.image.person).await?;
    let (said, organisation) = (enrolment.image.time_zone, tx.time_zone);
    let zone = recipient.map_or(said.unwrap_or(organisation), |recipient| recipient.zone(said, organisation));
    Ok((mailbox.image.window, zone))
}

/// Asked by the worker that is about to take a mail of an enrolment, or to hand it over, in that transaction. The mail may be
/// to an address they do not have any more; what was said of that one holds as well.
pub async fn may_send(tx: &mut Tx, id: EnrolmentId, to: &[impl AsRef<str>]) -> Result<Turn> {
    let Some(mut enrolment) = store::lock(tx, id).await?.filter(Enrolment::is_active) else {
        mails::cancel_waiting(tx, id).await?;
        return Ok(Turn::Never);
    };
    let sequence = sequence_of(tx, &enrolment).await?;
    let mut reason = exits::now(tx, &sequence.image, &enrolment).await?;
    for address in to {
        if reason.is_none() {
            reason = exits::suppressed(tx, address.as_ref()).await?;
        }
    }
    if let Some(reason) = reason {
        exit(tx, &mut enrolment, reason, None).await?;
        return Ok(Turn::Never);
    }
    let (window, zone) = hours(tx, &enrolment).await?;
    let now = tx.now;
    if sequence.image.status == SequenceStatus::Paused {
        return Ok(Turn::At(next_open(&window, now + chrono::TimeDelta::hours(1), zone)));
    }
    let open = next_open(&window, now, zone);
    Ok(if open > now { Turn::At(open) } else { Turn::Now })
}

/// A mail of an enrolment was sent: the next step may come.
pub async fn mail_sent(tx: &mut Tx, mail: &Mail) -> Result<()> {
    let Some(mut enrolment) = of(tx, mail).await? else { return Ok(()) };
    let now = tx.now;
    enrolment.mail_sent(mail.image.mail_id, now);
    let advanced = enrolment.advanced();
    store::save(tx, &enrolment).await?;
    tx.publish(enrolment.version, &advanced)?;
    Ok(())
}

/// Whoever got a mail wants no more: the enrolment that sent it ends, whatever address they have by now.
pub async fn unsubscribed(tx: &mut Tx, mail: &Mail) -> Result<()> {
    let Some(id) = mail.image.enrolment_id else { return Ok(()) };
    match store::lock(tx, id).await?.filter(Enrolment::is_active) {
        Some(mut enrolment) => exit(tx, &mut enrolment, ExitReason::Unsubscribed, None).await,
        None => Ok(()),
    }
}

/// A mail of an enrolment was taken back by a colleague: it ends.
pub async fn mail_cancelled(tx: &mut Tx, mail: &Mail) -> Result<()> {
    match of(tx, mail).await? {
        Some(mut enrolment) => exit(tx, &mut enrolment, ExitReason::Removed, None).await,
        None => Ok(()),
    }
}

/// A mail of an enrolment will not be sent: it ends. An address that mail servers refuse for good gets no others, either.
pub async fn mail_failed(tx: &mut Tx, mail: &Mail, refused: bool) -> Result<()> {
    if refused && let Some(address) = mail.image.to.first().cloned() {
        let reason = contracts::crm::mail::SuppressionReason::Bounced;
        suppressions::add(tx, &address, reason, Some(mail.image.mail_id)).await?;
    }
    let Some(mut enrolment) = of(tx, mail).await? else { return Ok(()) };
    let reason = if refused { ExitReason::Bounced } else { ExitReason::Failed };
    exit(tx, &mut enrolment, reason, mail.image.error.clone()).await
}

/// The active enrolment that waits for a mail, locked.
async fn of(tx: &mut Tx, mail: &Mail) -> Result<Option<Enrolment>> {
    let Some(id) = mail.image.enrolment_id else { return Ok(None) };
    let found = store::lock(tx, id).await?;
    Ok(found.filter(|one| one.is_active() && one.waiting_mail_id == Some(mail.image.mail_id)))
}
