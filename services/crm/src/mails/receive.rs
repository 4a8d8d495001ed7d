//! Putting a mail that came in where it belongs.

use axum::body::Body;
use chrono::{DateTime, Datelike, Utc};
use contracts::crm::activities::{Direction, NotificationKind, Subject};
use contracts::crm::mail::{self as crm, MailKind, MailReceived, MailStatus, SuppressionReason};
use kernel::{AttachmentId, Email, MailId, MemberId, OrgId};
use platform::files::{Files, Incoming as Stored};
use platform::{Problem, Result, Tx};

use super::incoming::{Failure, File, Incoming, Report};
use super::model::{self, Mail};
use super::{log, people_of, prove_sent, store, tell_author};
use crate::attachments::model as files_model;
use crate::mail_files::{self, MailFile};
use crate::mailboxes::model::Mailbox;
use crate::notifications::{self, Message};
use crate::{enrolments, leads, mailboxes, subjects, suppressions};

/// The first year of which a mail can be. A clock that was never set says 1970, or 1980.
const FIRST_MAILS: i32 = 1982;

/// What became of a mail that came in.
#[derive(Debug)]
pub enum Arrival {
    /// It is kept from now on.
    New(Box<Mail>),
    /// It was here before, or it is one that was sent from here.
    Known(MailId),
    /// It is a mail to people nobody knows here, which somebody sent with another program: it is theirs alone.
    LeftAlone,
}

/// How a mail came to its mailbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    /// It was sent to it.
    In,
    /// It was found among those that were sent from it.
    Sent,
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
        // A mail that was forwarded as a file seldom has a name.
        let is_mail = name.is_none() && content_type == "message/rfc822";
        let named = if is_mail { files_model::file_name(Some("mail.eml")) } else { named };
        let (Some(name), Ok(content_type)) = (named, files_model::type_of(&content_type, name.as_deref())) else {
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
    came: Came,
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
    let own = own(tx, mailbox, came, &incoming).await?;
    let others: Vec<&Email> =
        if own.is_some() { incoming.to.iter().chain(&incoming.cc).collect() } else { vec![&incoming.from] };
    let others: Vec<String> = others.into_iter().map(|address| address.as_str().to_lowercase()).collect();
    let most = i64::try_from(subjects::MOST).unwrap_or(i64::MAX);
    let mut about = store::whose(tx, &others, most).await?;
    about.extend(before.iter().flat_map(|mail| continued(mail, &about)).collect::<Vec<_>>());
    about.truncate(subjects::MOST);
    if came == Came::Sent && about.is_empty() {
        return Ok(Arrival::LeftAlone);
    }
    let mut mail = received(mailbox, incoming, own, before.as_ref(), about, tx.now);
    log(tx, &mut mail).await?;
    if !store::insert(tx, &mail).await? {
        // The same mail comes in at two mailboxes at this moment; the other one is kept, and this is not committed.
        return Err(Problem::unavailable("the same mail came in twice at once"));
    }
    tx.publish(mail.version, &MailReceived { mail: mail.image.clone() })?;
    keep_beside(tx, &mail, files).await?;
    if mail.image.direction == Direction::Outgoing {
        leads::answered(tx, &mail.image.about, mail.image.at.min(tx.now)).await?;
    }
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

/// Somebody of the organisation wrote a mail.
#[derive(Debug, Clone, Copy)]
struct Own {
    /// Who; nobody knows when it is from everybody's mailbox.
    author_id: Option<MemberId>,
}

/// Whether somebody of the organisation wrote a mail: one that was found among those that were sent, or that is from an
/// address of the organisation, unless the mail server that took it says that it is not. Whose address it is wrote it, not
/// who got a copy.
async fn own(tx: &mut Tx, mailbox: &Mailbox, came: Came, incoming: &Incoming) -> Result<Option<Own>> {
    if came == Came::Sent {
        return Ok(Some(Own { author_id: mailbox.image.owner_id }));
    }
    if incoming.forged {
        return Ok(None);
    }
    let from = mailboxes::store::own(tx, &incoming.from.as_str().to_lowercase()).await?;
    Ok(from.map(|(_, author_id)| Own { author_id }))
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
    own: Option<Own>,
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
        direction: if own.is_some() { Direction::Outgoing } else { Direction::Incoming },
        kind: incoming.kind,
        status: if own.is_some() { MailStatus::Sent } else { MailStatus::Received },
        subject,
        from: incoming.from,
        to: incoming.to,
        cc: incoming.cc,
        message_id: incoming.message_id,
        about,
        at: believed(incoming.date, now),
        author_id: own.and_then(|own| own.author_id),
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
        discarded_at: None,
    }
}

/// When a mail was written: what it says, unless that cannot be. Before there were mails, or later than now, nobody wrote one: a clock went
/// wrong somewhere, and when it came is what is known.
fn believed(stated: Option<DateTime<Utc>>, now: DateTime<Utc>) -> DateTime<Utc> {
    stated.filter(|date| *date <= now && date.year() >= FIRST_MAILS).unwrap_or(now)
}

/// Keeps the files of a mail: on the record it is about, or with the mail until somebody says what that is.
async fn keep_beside(tx: &mut Tx, mail: &Mail, (files, kept): (&Files, Vec<Kept>)) -> Result<()> {
    let mut seen: Vec<(String, kernel::Name)> = Vec::new();
    for Kept { stored, name, content_type } in kept {
        let same = (stored.sha256.clone(), name.clone());
        if seen.contains(&same) {
            continue;
        }
        files.hold(tx, &stored.sha256).await?;
        seen.push(same);
        let file = MailFile {
            file_id: AttachmentId::new(),
            name,
            content_type: content_type.to_owned(),
            size_bytes: stored.size_bytes,
            sha256: stored.sha256,
        };
        mail_files::store::insert(tx, Some((mail.image.mail_id, seen.len())), &file).await?;
    }
    mail_files::to_record(tx, mail).await
}

/// A mail server says that a mail did not arrive. Answers which.
async fn not_arrived(tx: &mut Tx, report: &Report) -> Result<Option<Mail>> {
    let Some(id) = &report.message_id else { return Ok(None) };
    let Some(found) = store::by_message_id(tx, id).await? else { return Ok(None) };
    // It says of a mail in doubt that it was sent, too.
    prove_sent(tx, found.image.mail_id).await?;
    let Some(mut mail) = super::lock(tx, found.image.mail_id).await? else { return Ok(None) };
    if report.failures.is_empty() || mail.image.direction == Direction::Incoming {
        return Ok(Some(mail));
    }
    let error = report.text.as_deref().and_then(model::note);
    let bounced = mail.bounce(tx.now, error);
    if let Some(bounced) = &bounced {
        store::save(tx, &mail).await?;
        tx.publish(mail.version, bounced)?;
    }
    for failure in report.failures.iter().filter(|failure| failure.for_good) {
        if let Some(address) = unreached(&mail, failure) {
            suppressions::add(tx, &address, SuppressionReason::Bounced, Some(mail.image.mail_id)).await?;
        }
    }
    if bounced.is_some() {
        // Enrolments first, as everywhere, so that nobody waits for one another in a circle.
        enrolments::look_again(tx, &people_of(&mail.image.about)).await?;
        tell_author(tx, &mail, "bounced").await?;
    }
    Ok(Some(mail))
}

/// Whom of those a mail was to it did not reach. An address that is none of theirs is one it was forwarded to: of a mail to
/// several, nobody can tell whose.
fn unreached(mail: &Mail, failure: &Failure) -> Option<Email> {
    let all: Vec<&Email> = mail.image.to.iter().chain(&mail.image.cc).collect();
    let named = |one: &Email| {
        let same = |address: &Email| address.as_str().to_lowercase() == one.as_str().to_lowercase();
        failure.addresses.iter().any(same)
    };
    let found = all.iter().find(|one| named(one)).or(if all.len() == 1 { all.first() } else { None });
    found.map(|one| (*one).clone())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_of_the_time_it_says_unless_that_cannot_be() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let now = at("2026-03-02T10:00:00Z");
        for (stated, expected) in [
            (Some("2026-03-02T10:00:00Z"), "2026-03-02T10:00:00Z"),
            (Some("1995-01-01T00:00:00Z"), "1995-01-01T00:00:00Z"),
            (Some("2026-03-02T10:00:01Z"), "2026-03-02T10:00:00Z"),
            (Some("2999-01-01T00:00:00Z"), "2026-03-02T10:00:00Z"),
            (Some("1970-01-02T00:00:00Z"), "2026-03-02T10:00:00Z"),
            (Some("1980-01-01T00:00:00Z"), "2026-03-02T10:00:00Z"),
            (None, "2026-03-02T10:00:00Z"),
        ] {
            assert_eq!(believed(stated.map(at), now), at(expected), "{stated:?}");
        }
    }
}
