//! What callers say about mails.

use chrono::{DateTime, Utc};
use contracts::crm::activities::Subject;
use kernel::{AttachmentId, Email, MailId, MailboxId, Name, Note};
use schemars::JsonSchema;
use serde::Deserialize;

/// A mail to be sent.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ComposeMail {
    /// From which mailbox: one's own, or one that is everybody's.
    pub mailbox_id: MailboxId,
    /// Whom it is to: 1 to 20 addresses, together with `cc`.
    pub to: Vec<Email>,
    /// Who gets a copy.
    #[serde(default)]
    pub cc: Vec<Email>,
    /// Subject line.
    pub subject: Name,
    /// What it says, as plain text: it goes out as that, and as HTML with its paragraphs, lists and links. The signature of the mailbox is put under it.
    pub body: Note,
    /// What it is about, besides the people who have its addresses: accounts, contacts, deals and leads.
    #[serde(default)]
    pub about: Vec<Subject>,
    /// The mail it answers.
    pub reply_to_mail_id: Option<MailId>,
    /// Not before this; at once when left out.
    pub send_at: Option<DateTime<Utc>>,
    /// Files that go with it: such as were brought for mails (`POST /v1/mail-files`), or are kept beside anything here. At
    /// most 10, and 15 MB of them.
    #[serde(default)]
    pub files: Vec<AttachmentId>,
}

/// What became of a mail nobody knew that of.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SettleMail {
    /// True: it was sent, as somebody found out. False: it was not, and is sent now.
    pub sent: bool,
}

/// What a mail is about.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileMail {
    /// 1 to 20 accounts, contacts, deals and leads.
    pub about: Vec<Subject>,
    /// Whether the address it came from is one of the first contact or lead it is about from now on, so that the next mail is known
    /// to be theirs.
    #[serde(default)]
    pub remember_address: bool,
}
