//! What CRM publishes about mails: the addresses they go out from and come in at, the mails themselves, prepared texts, and
//! who does not want any.
//!
//! What a mail says is not in its events: whoever needs it asks for the mail, or reads the activity it stands on timelines
//! as. Passwords, and where a mailbox logs in, are told to nobody.

use chrono::{DateTime, NaiveTime, Utc};
use kernel::{ActivityId, Email, EnrolmentId, MailId, MailTemplateId, MailboxId, MemberId, Name, Note, SuppressionId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::activities::{Direction, Subject, Weekday};
use crate::event::{events, facts};

/// Days and hours: those in which mails of sequences go out, in the time zone of whoever gets them, or those in which people work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SendWindow {
    /// On which days.
    pub days: Vec<Weekday>,
    /// From which time.
    pub from: NaiveTime,
    /// Before which time.
    pub to: NaiveTime,
}

/// An address mails are sent from and come in at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Mailbox {
    /// Its id.
    pub mailbox_id: MailboxId,
    /// What it is called.
    pub name: Name,
    /// The address.
    pub address: Email,
    /// Who its mails say they are from; the name of the mailbox when there is none.
    pub from_name: Option<Name>,
    /// Whose it is; everybody's when nobody's.
    pub owner_id: Option<MemberId>,
    /// What stands under its mails.
    pub signature: Option<Note>,
    /// When mails of sequences go out.
    pub window: SendWindow,
    /// Most mails it sends on one day of the organisation.
    pub daily_cap: i32,
    /// Whether it is used.
    pub active: bool,
}

/// What a mail is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    /// A person wrote it, or a sequence in a person's name.
    Message,
    /// A program answered: somebody is out of office.
    AutoReply,
    /// A mail server says that a mail did not arrive.
    Bounce,
}

/// Where a mail stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailStatus {
    /// It waits to be sent.
    Queued,
    /// It is prepared for the mail server; nothing has been handed over.
    Preparing,
    /// It is being handed over to the mail server at this moment.
    HandingOver,
    /// The mail server took it.
    Sent,
    /// It was being handed over when something broke off: it may have been sent. A person says what became of it.
    InDoubt,
    /// It was not sent, and will not be.
    Failed,
    /// Somebody took it back before it was sent, or its reason went away.
    Cancelled,
    /// It came in.
    Received,
}

/// A mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Mail {
    /// Its id.
    pub mail_id: MailId,
    /// The first mail of its conversation; its own id when it is that.
    pub thread_id: MailId,
    /// By which address it went out or came in.
    pub mailbox_id: Option<MailboxId>,
    /// Who wrote.
    pub direction: Direction,
    /// What it is.
    pub kind: MailKind,
    /// Where it stands.
    pub status: MailStatus,
    /// Its subject line; an ellipsis when it has none.
    pub subject: Name,
    /// Who it is from.
    pub from: Email,
    /// Whom it is to.
    pub to: Vec<Email>,
    /// Who gets a copy.
    pub cc: Vec<Email>,
    /// Its Message-ID, without the angle brackets.
    pub message_id: String,
    /// What it is about.
    pub about: Vec<Subject>,
    /// When it was sent, received, or is to be sent.
    pub at: DateTime<Utc>,
    /// Who wrote it; none for what came in and for sequences.
    pub author_id: Option<MemberId>,
    /// The activity it stands on timelines as, once it was sent or received.
    pub activity_id: Option<ActivityId>,
    /// The enrolment that sends it.
    pub enrolment_id: Option<EnrolmentId>,
    /// When a mail server said that it did not arrive.
    pub bounced_at: Option<DateTime<Utc>>,
    /// What went wrong last.
    pub error: Option<Note>,
}

/// A prepared text for mails.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MailTemplate {
    /// Its id.
    pub mail_template_id: MailTemplateId,
    /// What it is called.
    pub name: Name,
    /// Subject line, with `{{variables}}`.
    pub subject: Name,
    /// What it says, with `{{variables}}`.
    pub body: Note,
    /// Whether it is offered.
    pub active: bool,
}

/// Why an address gets no mails of sequences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SuppressionReason {
    /// Whoever has it does not want them.
    Unsubscribed,
    /// Mails to it do not arrive.
    Bounced,
    /// A colleague put it there.
    Manual,
}

/// An address that gets no mails of sequences. The address itself is not told: its hash says enough to recognise it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Suppression {
    /// Its id.
    pub suppression_id: SuppressionId,
    /// SHA-256 of the organisation's id and the address in small letters, in hexadecimal digits.
    pub address_hash: String,
    /// Why.
    pub reason: SuppressionReason,
    /// The mail it comes from.
    pub mail_id: Option<MailId>,
}

facts! {
    /// There is a new mailbox.
    MailboxCreated { /// The mailbox as it now is.
        mailbox: Mailbox }
    /// A mailbox changed.
    MailboxUpdated { /// The mailbox as it now is.
        mailbox: Mailbox }
    /// A mail waits to be sent.
    MailQueued { /// The mail as it now is.
        mail: Mail }
    /// A mail was sent.
    MailSent { /// The mail as it now is.
        mail: Mail }
    /// A mail may have been sent: nobody knows until a person says.
    MailInDoubt { /// The mail as it now is.
        mail: Mail }
    /// A mail was not sent, and will not be.
    MailFailed { /// The mail as it now is.
        mail: Mail }
    /// A mail is not sent after all.
    MailCancelled { /// The mail as it now is.
        mail: Mail }
    /// A mail that was sent did not arrive.
    MailBounced { /// The mail as it now is.
        mail: Mail }
    /// A mail came in.
    MailReceived { /// The mail as it now is.
        mail: Mail }
    /// It was said what a mail is about.
    MailFiled { /// The mail as it now is.
        mail: Mail }
    /// A mail that came in was thrown away: it is about nothing here.
    MailDiscarded { /// The mail as it was.
        mail: Mail }
    /// There is a new prepared text.
    MailTemplateCreated { /// The text as it now is.
        mail_template: MailTemplate }
    /// A prepared text changed.
    MailTemplateUpdated { /// The text as it now is.
        mail_template: MailTemplate }
    /// An address gets no mails of sequences any more.
    SuppressionAdded { /// The address, as a hash.
        suppression: Suppression }
    /// An address may get mails of sequences again.
    SuppressionLifted { /// The address, as a hash.
        suppression: Suppression }
}

/// What is personal in a mail.
const MAIL: &[&str] = &["mail.subject", "mail.from", "mail.to", "mail.cc", "mail.message_id", "mail.error"];
/// What may be personal in a template: whoever wrote it may have written it to, or of, somebody.
const TEMPLATE: &[&str] = &["mail_template.name", "mail_template.subject", "mail_template.body"];
/// Nobody is to find out by trying addresses whether they are on the list.
const SUPPRESSION: &[&str] = &["suppression.address_hash"];

events! {
    MailboxCreated = "crm.mailbox.created.v1" of "mailbox" by |e| e.mailbox.mailbox_id;
    MailboxUpdated = "crm.mailbox.updated.v1" of "mailbox" by |e| e.mailbox.mailbox_id;
    MailQueued = "crm.mail.queued.v1" of "mail" by |e| e.mail.mail_id, veils MAIL;
    MailSent = "crm.mail.sent.v1" of "mail" by |e| e.mail.mail_id, veils MAIL;
    MailInDoubt = "crm.mail.in_doubt.v1" of "mail" by |e| e.mail.mail_id, veils MAIL;
    MailFailed = "crm.mail.failed.v1" of "mail" by |e| e.mail.mail_id, veils MAIL;
    MailCancelled = "crm.mail.cancelled.v1" of "mail" by |e| e.mail.mail_id, veils MAIL;
    MailBounced = "crm.mail.bounced.v1" of "mail" by |e| e.mail.mail_id, veils MAIL;
    MailReceived = "crm.mail.received.v1" of "mail" by |e| e.mail.mail_id, veils MAIL;
    MailFiled = "crm.mail.filed.v1" of "mail" by |e| e.mail.mail_id, veils MAIL;
    MailDiscarded = "crm.mail.discarded.v1" of "mail" by |e| e.mail.mail_id, veils MAIL;
    MailTemplateCreated = "crm.mail_template.created.v1" of "mail_template" by |e| e.mail_template.mail_template_id,
        veils TEMPLATE;
    MailTemplateUpdated = "crm.mail_template.updated.v1" of "mail_template" by |e| e.mail_template.mail_template_id,
        veils TEMPLATE;
    SuppressionAdded = "crm.suppression.added.v1" of "suppression" by |e| e.suppression.suppression_id, veils SUPPRESSION;
    SuppressionLifted = "crm.suppression.lifted.v1" of "suppression" by |e| e.suppression.suppression_id, veils SUPPRESSION;
}
