//! Mails: written here and sent by a worker, or received and put where they belong.
//!
//! A mail that was sent or received and is about somebody stands on their timeline as an activity of the kind `email`. What
//! it says is kept as plain text: of a mail in HTML what a person would read of it.

pub mod access;
pub mod automatic;
pub mod fetch;
pub mod html;
pub mod http;
pub mod imap;
pub mod incoming;
pub mod mime;
pub mod model;
pub mod open;
pub mod outgoing;
pub mod reach;
pub mod receive;
pub mod requests;
pub mod smtp;
pub mod store;
pub mod tangle;
pub mod unused;
pub mod utf7;
pub mod views;
pub mod wire;

use contracts::crm::activities::{
    self as crm, ActivityContent, ActivityKind, ActivityRecorded, Direction, NotificationKind, Subject,
};
use contracts::crm::mail::MailStatus;
use kernel::{ActivityId, EnrolmentId, MailId, MemberId, Note};
use platform::{Result, Tx};

use self::model::{Draft, Mail};
use crate::activities::model::Activity;
use crate::notifications::{self, Message};
use crate::{activities, enrolments, leads, mail_files};

/// Writes a mail that waits to be sent.
pub async fn queue(tx: &mut Tx, draft: Draft) -> Result<Mail> {
    let now = tx.now;
    let (mail, queued) = Mail::queue(draft, now)?;
    store::insert(tx, &mail).await?;
    tx.publish(mail.version, &queued)?;
    Ok(mail)
}

/// Takes back what waits of an enrolment that ended.
pub async fn cancel_waiting(tx: &mut Tx, enrolment: EnrolmentId) -> Result<()> {
    for mut mail in store::lock_waiting(tx, enrolment).await? {
        let cancelled = mail.cancel()?;
        store::save(tx, &mail).await?;
        tx.publish(mail.version, &cancelled)?;
    }
    Ok(())
}

/// A mail turned out to be sent: it stands on timelines from now on, and its sequence goes on.
pub async fn was_sent(tx: &mut Tx, mail: &mut Mail) -> Result<()> {
    let now = tx.now;
    let sent = mail.sent(now);
    log(tx, mail).await?;
    store::save(tx, mail).await?;
    mail_files::to_record(tx, mail).await?;
    tx.publish(mail.version, &with_activity(sent.mail, mail, |mail| contracts::crm::mail::MailSent { mail }))?;
    leads::answered(tx, &mail.image.about, now).await?;
    if mail.image.enrolment_id.is_some() {
        enrolments::mail_sent(tx, mail).await?;
    }
    Ok(())
}

/// A mail will not be sent.
pub async fn has_failed(tx: &mut Tx, mail: &mut Mail, error: &str, refused: bool) -> Result<()> {
    let failed = mail.fail(model::note(error));
    store::save(tx, mail).await?;
    tx.publish(mail.version, &failed)?;
    tell_author(tx, mail, "failed").await?;
    if mail.image.enrolment_id.is_some() {
        enrolments::mail_failed(tx, mail, refused).await?;
    }
    Ok(())
}

/// A mail may have been sent, and nobody knows.
pub async fn is_in_doubt(tx: &mut Tx, mail: &mut Mail, error: &str) -> Result<()> {
    let doubt = mail.doubt(model::note(error));
    store::save(tx, mail).await?;
    tx.publish(mail.version, &doubt)?;
    tell_author(tx, mail, "in doubt").await
}

/// Tells whoever wrote a mail, or looks after the enrolment that sent it, that it did not go well.
pub async fn tell_author(tx: &mut Tx, mail: &Mail, what: &str) -> Result<()> {
    let mut members: Vec<MemberId> = mail.image.author_id.into_iter().collect();
    if let Some(enrolment) = mail.image.enrolment_id {
        members.extend(enrolments::store::owner(tx, enrolment).await?);
    }
    let message = Message {
        kind: NotificationKind::MailFailed,
        subject: mail.image.about.first().copied(),
        activity_id: mail.image.activity_id,
        follow_up_id: None,
        text: Some(mail.image.subject.clone()),
        cause: format!("mail {} {what}", mail.image.mail_id),
    };
    notifications::tell(tx, members, message).await
}

/// Puts a mail onto the timelines of what it is about, once.
pub async fn log(tx: &mut Tx, mail: &mut Mail) -> Result<()> {
    if mail.image.about.is_empty() || mail.image.activity_id.is_some() {
        return Ok(());
    }
    let image = crm::Activity {
        activity_id: ActivityId::new(),
        kind: ActivityKind::Email,
        content: Some(ActivityContent::Email {
            direction: mail.image.direction,
            subject: mail.image.subject.clone(),
            text: beginning(&mail.body),
            message_id: kernel::Name::new(mail.image.message_id.as_str()).ok(),
            mail_id: Some(mail.image.mail_id),
        }),
        about: mail.image.about.clone(),
        happened_at: mail.image.at,
        author_id: mail.image.author_id,
        mentions: Vec::new(),
    };
    mail.image.activity_id = Some(image.activity_id);
    let recorded = ActivityRecorded { activity: image.clone() };
    activities::write(tx, &Activity { version: 1, image }, &recorded).await
}

/// As much of a text as an activity holds.
fn beginning(body: &str) -> Option<Note> {
    let clean: String = body.chars().filter(|c| !c.is_control() || "\n\t".contains(*c)).take(Note::MAX_CHARS).collect();
    Note::new(clean).ok()
}

/// The event of a mail that got an activity after the event was made.
fn with_activity<E>(
    mut told: contracts::crm::mail::Mail,
    mail: &Mail,
    event: impl FnOnce(contracts::crm::mail::Mail) -> E,
) -> E {
    told.activity_id = mail.image.activity_id;
    event(told)
}

/// A mail nobody else changes until this is over. Its enrolment is locked before it, as everybody does, so that nobody waits
/// for one another in a circle.
pub async fn lock(tx: &mut Tx, id: MailId) -> Result<Option<Mail>> {
    let Some(found) = store::get(tx, id).await? else { return Ok(None) };
    if let Some(enrolment) = found.image.enrolment_id {
        enrolments::store::lock(tx, enrolment).await?;
    }
    store::lock(tx, id).await
}

/// A mail came in that refers to one whose fate nobody knew: so that one arrived.
async fn prove_sent(tx: &mut Tx, id: MailId) -> Result<()> {
    match lock(tx, id).await? {
        Some(mut mail) if mail.image.status == MailStatus::InDoubt => was_sent(tx, &mut mail).await,
        _ => Ok(()),
    }
}

/// Whether somebody outside wrote it.
pub fn is_incoming(mail: &Mail) -> bool {
    mail.image.direction == Direction::Incoming
}

/// Those among what a mail is about that are people.
pub fn people_of(about: &[Subject]) -> Vec<uuid::Uuid> {
    let person = |subject: &&Subject| matches!(subject, Subject::Contact(_) | Subject::Lead(_));
    about.iter().filter(person).map(|subject| subject.id()).collect()
}
