//! Putting a mail that came in where it belongs.

use axum::body::Body;
use chrono::{DateTime, Utc};
use contracts::crm::activities::{self as act, Direction, NotificationKind, Subject};
use contracts::crm::mail::{self as crm, MailKind, MailReceived, MailStatus, SuppressionReason};
use kernel::{AttachmentId, Email, MailId, MemberId, OrgId};
use platform::files::{Files, Incoming as Stored};
use platform::{Problem, Result, Tx};

use super::incoming::{File, Incoming, Report};
use super::model::{self, Mail};
use super::{log, people_of, prove_sent, store, tell_author};
use crate::attachments::model as files_model;
use crate::mailboxes::model::Mailbox;
use crate::notifications::{self, Message};
use crate::{attachments, enrolments, mailboxes, subjects, suppressions};

/// What became of a mail that came in.
#[derive(Debug)]
pub enum Arrival {
    /// It is kept from now on.
    New(Box<Mail>),
    /// It was here before, or it is one that was sent from here.
    Known(MailId),
}

/// A file of a mail that is kept, and not yet beside anything.
#[derive(Debug)]
pub struct Kept {
    stored: Stored,
    name: kernel::Name,
    content_type: &'static str,
}

/// Keeps those files of a mail that are of a kind that is taken; the others are named in what is left out. Done before the
/// transaction, which must not wait for disks.
pub async fn keep_files(files: &Files, org: OrgId, incoming: &mut Incoming) -> Result<Vec<Kept>> {
    let mut kept = Vec::new();
    for file in std::mem::take(&mut incoming.files) {
        let File { name, content_type, content } = file;
        let named = files_model::file_name(name.as_deref());
        let (Some(name), Ok(content_type)) = (named, files_model::type_of(&content_type)) else {
            incoming.left_out.extend(name.map(|name| name.chars().take(200).collect()));
            continue;
        };
        let check = |head: &[u8]| Ok(files_model::check_beginning(content_type, head)?);
        match files.receive(org, Body::from(content), files_model::MAX_BYTES, check).await {
            Ok(stored) => {
                files.keep(&stored).await?;
                kept.push(Kept { stored, name, content_type });
            }
            // It is not what it says it is; the mail is taken without it.
            Err(problem) if problem.is_permanent() => incoming.left_out.push(name.into_inner()),
            Err(problem) => return Err(problem),
        }
    }
    Ok(kept)
}

/// Takes a mail in that came to a mailbox, once, however often it comes.
pub async fn take_in(
    tx: &mut Tx,
    mailbox: &Mailbox,
    incoming: Incoming,
    files: (&Files, Vec<Kept>),
) -> Result<Arrival> {
    if let Some(known) = store::by_message_id(tx, &incoming.message_id).await? {
        return again(tx, &known).await;
    }
    for id in incoming.references.iter().chain(&incoming.in_reply_to) {
        if let Some(before) = store::by_message_id(tx, id).await?
            && before.image.status == MailStatus::InDoubt
        {
            // Whoever answers it has it.
            prove_sent(tx, before.image.mail_id).await?;
        }
    }
    let bounced = match &incoming.report {
        Some(report) => not_arrived(tx, report).await?,
        None => None,
    };
    let before = if let Some(original) = &bounced {
        Some(original.clone())
    } else {
        let ids: Vec<String> = incoming.references.iter().chain(&incoming.in_reply_to).cloned().collect();
        store::latest_of(tx, &ids).await?
    };
    let own = is_own(tx, &incoming.from).await?;
    let others: Vec<&Email> = if own { incoming.to.iter().chain(&incoming.cc).collect() } else { vec![&incoming.from] };
    let others: Vec<String> = others.into_iter().map(|address| address.as_str().to_lowercase()).collect();
    let most = i64::try_from(subjects::MOST).unwrap_or(i64::MAX);
    let mut about = store::whose(tx, &others, most).await?;
    about.extend(before.iter().flat_map(|mail| continued(mail, &about)).collect::<Vec<_>>());
    about.truncate(subjects::MOST);
    let mut mail = received(mailbox, incoming, own, before.as_ref(), about, tx.now);
    log(tx, &mut mail).await?;
    if !store::insert(tx, &mail).await? {
        // The same mail comes in at two mailboxes at this moment; the other one is kept, and this is not committed.
        return Err(Problem::unavailable("the same mail came in twice at once"));
    }
    tx.publish(mail.version, &MailReceived { mail: mail.image.clone() })?;
    keep_beside(tx, &mail, files).await?;
    react(tx, &mail, mailbox, before.as_ref()).await?;
    Ok(Arrival::New(Box::new(mail)))
}

/// A mail that is known came in. When it is one of ours whose fate nobody knew, somebody received it.
async fn again(tx: &mut Tx, known: &Mail) -> Result<Arrival> {
    if known.image.status == MailStatus::InDoubt {
        prove_sent(tx, known.image.mail_id).await?;
    }
    Ok(Arrival::Known(known.image.mail_id))
}

async fn is_own(tx: &mut Tx, address: &Email) -> Result<bool> {
    let address = address.as_str().to_lowercase();
    Ok(!mailboxes::store::own(tx, &[address]).await?.is_empty())
}

/// What a mail is about because the one before it is: deals, always; people and accounts when nobody is known by their
/// address.
fn continued(before: &Mail, about: &[Subject]) -> Vec<Subject> {
    let all = before.image.about.iter().copied();
    let fits = |subject: &Subject| matches!(subject, Subject::Deal(_)) || about.is_empty();
    all.filter(|subject| fits(subject) && !about.contains(subject)).collect()
}

fn received(
    mailbox: &Mailbox,
    incoming: Incoming,
    own: bool,
    before: Option<&Mail>,
    about: Vec<Subject>,
    now: DateTime<Utc>,
) -> Mail {
    let mail_id = MailId::new();
    let subject = model::subject_line(&incoming.subject).unwrap_or_else(|| mailbox.image.name.clone());
    let image = crm::Mail {
        mail_id,
        thread_id: before.map_or(mail_id, |mail| mail.image.thread_id),
        mailbox_id: Some(mailbox.image.mailbox_id),
        direction: if own { Direction::Outgoing } else { Direction::Incoming },
        kind: incoming.kind,
        status: if own { MailStatus::Sent } else { MailStatus::Received },
        subject,
        from: incoming.from,
        to: incoming.to,
        cc: incoming.cc,
        message_id: incoming.message_id,
        about,
        // A clock that goes wrong somewhere must not put it into the future.
        at: incoming.date.filter(|date| *date <= now && date.timestamp() > 0).unwrap_or(now),
        author_id: if own { mailbox.image.owner_id } else { None },
        activity_id: None,
        enrolment_id: None,
        bounced_at: None,
        error: None,
    };
    Mail {
        version: 1,
        image,
        from_name: incoming.from_name,
        body: incoming.body,
        body_cut: incoming.body_cut,
        left_out: incoming.left_out,
        in_reply_to: incoming.in_reply_to,
        references: incoming.references,
        step_id: None,
        first_attempt_at: None,
        next_attempt_at: None,
        attempts: 0,
        lease_until: None,
        counted_on: None,
    }
}

async fn keep_beside(tx: &mut Tx, mail: &Mail, (files, kept): (&Files, Vec<Kept>)) -> Result<()> {
    // Files stand beside an activity; those of a mail that is about nobody are not kept.
    let Some(activity_id) = mail.image.activity_id else { return Ok(()) };
    let mut seen: Vec<String> = Vec::new();
    for Kept { stored, name, content_type } in kept {
        if seen.contains(&stored.sha256) {
            continue;
        }
        files.hold(tx, &stored.sha256).await?;
        seen.push(stored.sha256.clone());
        let attachment = act::Attachment {
            attachment_id: AttachmentId::new(),
            subject: None,
            activity_id: Some(activity_id),
            name,
            content_type: content_type.to_owned(),
            size_bytes: stored.size_bytes,
            sha256: stored.sha256,
        };
        attachments::add(tx, activity_id.as_uuid(), attachment, mail.image.about.clone()).await?;
    }
    Ok(())
}

/// A mail server says that a mail did not arrive. Answers which.
async fn not_arrived(tx: &mut Tx, report: &Report) -> Result<Option<Mail>> {
    let Some(id) = &report.message_id else { return Ok(None) };
    let Some(found) = store::by_message_id(tx, id).await? else { return Ok(None) };
    // It says of a mail in doubt that it was sent, too.
    prove_sent(tx, found.image.mail_id).await?;
    let Some(mut mail) = super::lock(tx, found.image.mail_id).await? else { return Ok(None) };
    if !report.for_good || mail.image.direction == Direction::Incoming {
        return Ok(Some(mail));
    }
    let error = report.text.as_deref().and_then(model::note);
    if let Some(bounced) = mail.bounce(tx.now, error) {
        store::save(tx, &mail).await?;
        tx.publish(mail.version, &bounced)?;
        let addressed = |address: &&Email| mail.image.to.contains(address) || mail.image.cc.contains(address);
        let recipient = report.recipient.as_ref().filter(addressed).or_else(|| mail.image.to.first());
        if let Some(recipient) = recipient.cloned() {
            suppressions::add(tx, &recipient, SuppressionReason::Bounced, Some(mail.image.mail_id)).await?;
        }
        // Enrolments first, as everywhere, so that nobody waits for one another in a circle.
        enrolments::look_again(tx, &people_of(&mail.image.about)).await?;
        tell_author(tx, &mail, "bounced").await?;
    }
    Ok(Some(mail))
}

/// What follows from a mail that came in: an answer ends sequences, an absence puts them off, and somebody is told.
async fn react(tx: &mut Tx, mail: &Mail, mailbox: &Mailbox, before: Option<&Mail>) -> Result<()> {
    if mail.image.direction == Direction::Outgoing {
        return Ok(());
    }
    let people = people_of(&mail.image.about);
    match mail.image.kind {
        MailKind::Message => {
            enrolments::look_again(tx, &people).await?;
            let author = before.and_then(|mail| mail.image.author_id);
            let mut members: Vec<MemberId> = author.or(mailbox.image.owner_id).into_iter().collect();
            if let Some(enrolment) = before.and_then(|mail| mail.image.enrolment_id) {
                members.extend(enrolments::store::owner(tx, enrolment).await?);
            }
            let message = Message {
                kind: NotificationKind::MailReceived,
                subject: mail.image.about.first().copied(),
                activity_id: mail.image.activity_id,
                follow_up_id: None,
                text: Some(mail.image.subject.clone()),
                cause: format!("mail {}", mail.image.mail_id),
            };
            notifications::tell(tx, members, message).await
        }
        MailKind::AutoReply => enrolments::put_off(tx, &people).await,
        MailKind::Bounce => Ok(()),
    }
}
