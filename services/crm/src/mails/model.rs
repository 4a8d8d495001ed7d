//! What becomes of a mail.
//!
//! Sending is an effect outside the database and cannot be taken back, so every step of it is a state of its own, committed
//! before the next one begins:
//!
//! ```text
//! queued --claim--> preparing --hand over--> handing over --accepted--> sent
//!    ^                  |                         |
//!    '--- put off ------'------ refused for now --'       broken off --> in doubt --a person says--> sent, queued
//! ```
//!
//! Until a mail is handed over nothing can have been sent, so whoever breaks off is followed by another attempt. From then on
//! it may have been sent: a mail server does not say afterwards what it took. Such a mail is never sent again by itself; a
//! person who can look says what became of it, or an answer to it does.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use contracts::crm::activities::{Direction, Subject};
use contracts::crm::mail::{
    self as crm, MailBounced, MailCancelled, MailDiscarded, MailFailed, MailFiled, MailInDoubt, MailKind, MailQueued,
    MailSent, MailStatus,
};
use kernel::{Email, MailId, MailboxId, MemberId, Name, Note, SequenceStepId};
use platform::{FieldError, Kind, Refusal};

/// How long a worker has a mail for itself. Longer than any attempt takes.
pub const LEASE: TimeDelta = TimeDelta::minutes(15);
/// How long a mail is tried that a server refuses for now.
pub const GIVEN_UP_AFTER: TimeDelta = TimeDelta::days(3);
/// How often it is tried before it is given up at all: hours, pauses and caps may have kept it waiting meanwhile.
pub const TRIED_AT_LEAST: i32 = 5;
/// Most addresses a mail is to.
pub const MOST_ADDRESSES: usize = 20;
/// Most earlier mails a mail refers to.
const MOST_REFERENCES: usize = 50;
/// Longest text of a mail that is kept, in characters.
pub const LONGEST_BODY: usize = 200_000;

/// A mail with what only this service keeps of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Grows by one with each change that others hear of.
    pub version: i64,
    /// The mail as others see it.
    pub image: crm::Mail,
    /// Who it says it is from.
    pub from_name: Option<String>,
    /// What it says, as plain text.
    pub body: String,
    /// Whether it said more than is kept.
    pub body_cut: bool,
    /// Names of files that came with it and were not kept.
    pub left_out: Vec<String>,
    /// The mail it answers.
    pub in_reply_to: Option<String>,
    /// The mails before it, first to last.
    pub references: Vec<String>,
    /// The step of a sequence that sends it.
    pub step_id: Option<SequenceStepId>,
    /// When it was tried first.
    pub first_attempt_at: Option<DateTime<Utc>>,
    /// When it is tried next, while it waits.
    pub next_attempt_at: Option<DateTime<Utc>>,
    /// How often it was tried. Names an attempt, too: who was slow finds that it is another one's turn.
    pub attempts: i32,
    /// Until when a worker has it for itself.
    pub lease_until: Option<DateTime<Utc>>,
    /// The business day under which it counts towards its mailbox's cap.
    pub counted_on: Option<NaiveDate>,
    /// When somebody threw it away who knew that it is about nothing here.
    pub discarded_at: Option<DateTime<Utc>>,
}

/// Why a mail was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// A field that cannot be.
    #[error("{0}: {1}")]
    Field(&'static str, &'static str),
    /// It does not wait any more.
    #[error("The mail does not wait to be sent; it cannot be taken back.")]
    NotQueued,
    /// Everybody knows what became of it.
    #[error("It is known what became of this mail.")]
    NotInDoubt,
    /// It is about something already.
    #[error("It was said before what this mail is about.")]
    Filed,
    /// It was thrown away.
    #[error("This mail was thrown away; what it said is not kept.")]
    Discarded,
}

impl Refusal for MailError {
    fn kind(&self) -> Kind {
        match self {
            Self::Field(..) => Kind::Invalid,
            Self::NotQueued | Self::NotInDoubt | Self::Filed | Self::Discarded => Kind::Conflict,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Field(..) => "invalid-field",
            Self::NotQueued => "mail-not-queued",
            Self::NotInDoubt => "mail-not-in-doubt",
            Self::Filed => "mail-filed",
            Self::Discarded => "mail-discarded",
        }
    }

    fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::Field(pointer, detail) => vec![FieldError::new(*pointer, *detail)],
            Self::NotQueued | Self::NotInDoubt | Self::Filed | Self::Discarded => Vec::new(),
        }
    }
}

/// A mail as it is written.
#[derive(Debug, Clone)]
pub struct Draft {
    /// From which mailbox.
    pub mailbox_id: MailboxId,
    /// Its address.
    pub from: Email,
    /// Who it says it is from.
    pub from_name: Name,
    /// Whom it is to.
    pub to: Vec<Email>,
    /// Who gets a copy.
    pub cc: Vec<Email>,
    /// Subject line.
    pub subject: Name,
    /// What it says.
    pub body: String,
    /// What it is about.
    pub about: Vec<Subject>,
    /// The mail it answers.
    pub answers: Option<Answered>,
    /// Who writes it.
    pub author_id: Option<MemberId>,
    /// The enrolment and step that send it.
    pub step: Option<(kernel::EnrolmentId, SequenceStepId)>,
    /// Not before this.
    pub send_at: DateTime<Utc>,
}

/// What an answer needs to know of the mail it answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The first mail of the conversation.
    pub thread_id: MailId,
    /// Message-ID.
    pub message_id: String,
    /// The mails before it, first to last.
    pub references: Vec<String>,
}

impl From<&Mail> for Answered {
    fn from(mail: &Mail) -> Self {
        Self {
            thread_id: mail.image.thread_id,
            message_id: mail.image.message_id.clone(),
            references: mail.references.clone(),
        }
    }
}

impl Answered {
    /// The mails before an answer to it. Of a long conversation the first and the latest are named, as RFC 5322 has it done.
    fn then(self) -> (String, Vec<String>) {
        let mut references = self.references;
        references.push(self.message_id.clone());
        if references.len() > MOST_REFERENCES {
            references.drain(1..=references.len() - MOST_REFERENCES);
        }
        (self.message_id, references)
    }
}

impl Mail {
    /// Writes a mail that waits to be sent. Its Message-ID is fixed from here on, whatever happens on the way.
    pub fn queue(draft: Draft, now: DateTime<Utc>) -> Result<(Self, MailQueued), MailError> {
        let refuse = |pointer, detail| Err(MailError::Field(pointer, detail));
        if draft.to.is_empty() {
            return refuse("/to", "must name at least one address");
        }
        if draft.to.len() + draft.cc.len() > MOST_ADDRESSES {
            return refuse("/to", "and cc together can name at most 20 addresses");
        }
        if draft.send_at > now + TimeDelta::days(366) {
            return refuse("/send_at", "must be within a year");
        }
        let mail_id = MailId::new();
        let domain = draft.from.as_str().rsplit_once('@').map_or("localhost", |(_, domain)| domain);
        let message_id = format!("{mail_id}@{domain}");
        let thread_id = draft.answers.as_ref().map_or(mail_id, |answered| answered.thread_id);
        let (in_reply_to, references) = draft.answers.map(Answered::then).unzip();
        let image = crm::Mail {
            mail_id,
            thread_id,
            mailbox_id: Some(draft.mailbox_id),
            direction: Direction::Outgoing,
            kind: MailKind::Message,
            status: MailStatus::Queued,
            subject: draft.subject,
            from: draft.from,
            to: draft.to,
            cc: draft.cc,
            message_id,
            about: draft.about,
            at: draft.send_at.max(now),
            author_id: draft.author_id,
            activity_id: None,
            enrolment_id: draft.step.map(|(enrolment, _)| enrolment),
            bounced_at: None,
            error: None,
        };
        let next_attempt_at = Some(image.at);
        let queued = MailQueued { mail: image.clone() };
        let mail = Self {
            version: 1,
            image,
            from_name: Some(draft.from_name.into_inner()),
            body: draft.body,
            body_cut: false,
            left_out: Vec::new(),
            in_reply_to,
            references: references.unwrap_or_default(),
            step_id: draft.step.map(|(_, step)| step),
            first_attempt_at: None,
            next_attempt_at,
            attempts: 0,
            lease_until: None,
            counted_on: None,
            discarded_at: None,
        };
        Ok((mail, queued))
    }

    /// A worker takes it. Nothing has been handed over yet.
    pub fn claim(&mut self, now: DateTime<Utc>, today: NaiveDate) {
        self.image.status = MailStatus::Preparing;
        self.next_attempt_at = None;
        self.attempts += 1;
        self.first_attempt_at.get_or_insert(now);
        self.lease_until = Some(now + LEASE);
        self.counted_on = Some(today);
    }

    /// Whether this is still the attempt of the worker who counted so many, and in this state.
    pub fn is_attempt(&self, attempt: i32, status: MailStatus) -> bool {
        self.attempts == attempt && self.image.status == status
    }

    /// From now on it may have been sent.
    pub fn hand_over(&mut self) {
        self.image.status = MailStatus::HandingOver;
    }

    /// It was not sent this time; it waits for another one.
    pub fn put_off(&mut self, until: DateTime<Utc>, error: Option<Note>) {
        self.image.status = MailStatus::Queued;
        self.image.error = error;
        self.next_attempt_at = Some(until);
        self.lease_until = None;
        self.counted_on = None;
    }

    /// When it is tried again that was refused for now: after a minute, five, twenty-five, and so on, but within four hours.
    pub fn next_try(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let tries = u32::try_from(self.attempts.clamp(1, 5)).unwrap_or(1) - 1;
        now + TimeDelta::minutes(5_i64.pow(tries).min(240))
    }

    /// Whether it has been tried for long enough, and often enough.
    pub fn is_too_old(&self, now: DateTime<Utc>) -> bool {
        self.attempts >= TRIED_AT_LEAST && self.first_attempt_at.is_some_and(|since| now - since > GIVEN_UP_AFTER)
    }

    /// The mail server took it.
    pub fn sent(&mut self, now: DateTime<Utc>) -> MailSent {
        self.image.at = now;
        self.image.error = None;
        MailSent { mail: self.end(MailStatus::Sent) }
    }

    /// It may have been sent.
    pub fn doubt(&mut self, error: Option<Note>) -> MailInDoubt {
        self.image.error = error;
        MailInDoubt { mail: self.end(MailStatus::InDoubt) }
    }

    /// It was not sent, and will not be.
    pub fn fail(&mut self, error: Option<Note>) -> MailFailed {
        self.image.error = error;
        self.counted_on = None;
        MailFailed { mail: self.end(MailStatus::Failed) }
    }

    /// It is not sent after all.
    pub fn cancel(&mut self) -> Result<MailCancelled, MailError> {
        if self.image.status != MailStatus::Queued {
            return Err(MailError::NotQueued);
        }
        Ok(MailCancelled { mail: self.end(MailStatus::Cancelled) })
    }

    /// It was not sent after all: it waits again, under the Message-ID it has.
    pub fn requeue(&mut self, now: DateTime<Utc>) -> Result<MailQueued, MailError> {
        self.must_be_in_doubt()?;
        self.put_off(now, None);
        self.first_attempt_at = None;
        self.version += 1;
        Ok(MailQueued { mail: self.image.clone() })
    }

    /// Refuses what is said of mails nobody doubts.
    pub fn must_be_in_doubt(&self) -> Result<(), MailError> {
        if self.image.status == MailStatus::InDoubt { Ok(()) } else { Err(MailError::NotInDoubt) }
    }

    /// A mail server says that it did not arrive; none when that was said before.
    pub fn bounce(&mut self, at: DateTime<Utc>, error: Option<Note>) -> Option<MailBounced> {
        if self.image.bounced_at.is_some() {
            return None;
        }
        self.image.bounced_at = Some(at);
        self.image.error = error;
        self.version += 1;
        Some(MailBounced { mail: self.image.clone() })
    }

    /// It is about these.
    pub fn file(&mut self, about: Vec<Subject>) -> Result<MailFiled, MailError> {
        if about.is_empty() {
            return Err(MailError::Field("/about", "must name at least one account, contact, deal or lead"));
        }
        self.must_be_unfiled()?;
        self.image.about = about;
        self.version += 1;
        Ok(MailFiled { mail: self.image.clone() })
    }

    /// It is about nothing here: nobody reads it any more, and what it said is not kept. That it came stays, so that it is
    /// not taken in again.
    pub fn discard(&mut self, now: DateTime<Utc>) -> Result<MailDiscarded, MailError> {
        self.must_be_unfiled()?;
        self.discarded_at = Some(now);
        self.body.clear();
        self.version += 1;
        Ok(MailDiscarded { mail: self.image.clone() })
    }

    fn must_be_unfiled(&self) -> Result<(), MailError> {
        if self.discarded_at.is_some() {
            return Err(MailError::Discarded);
        }
        if self.image.activity_id.is_some() || self.image.status != MailStatus::Received {
            return Err(MailError::Filed);
        }
        Ok(())
    }

    fn end(&mut self, status: MailStatus) -> crm::Mail {
        self.image.status = status;
        self.next_attempt_at = None;
        self.lease_until = None;
        self.version += 1;
        self.image.clone()
    }
}

/// What went wrong, short enough to be kept; none when it says nothing.
pub fn note(text: &str) -> Option<Note> {
    let clean: String = text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).take(1000).collect();
    Note::new(clean).ok()
}

/// A subject line as it can be shown: on one line, and an ellipsis where nothing is left.
pub fn subject_line(text: &str) -> Option<Name> {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let short: String = clean.trim().chars().take(Name::MAX_CHARS).collect();
    Name::new(short).or_else(|_empty| Name::new("…")).ok()
}

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
