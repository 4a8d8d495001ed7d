//! What a mailbox may be.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use contracts::crm::activities::Weekday;
use contracts::crm::mail::{self as crm, MailboxCreated, MailboxUpdated, SendWindow};
use kernel::Name;
use platform::{FieldError, Kind, Refusal};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::sequences::window;

/// Most mails a mailbox may be allowed to send on a day.
const MOST_A_DAY: i32 = 10_000;
/// Mails a day when nobody says otherwise: what mail servers take from a person without doubt.
pub const USUAL_CAP: i32 = 200;

/// How the connection to a mail server is kept private.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Security {
    /// Encrypted from the first byte; usually port 465.
    Tls,
    /// Encrypted before anything is said; usually port 587.
    Starttls,
    /// Not at all; for a mail server on the same machine.
    None,
}

/// Where a mailbox hands over its mails.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Smtp {
    /// Name or address of the mail server.
    pub host: Name,
    /// Its port, 1 to 65535.
    pub port: u16,
    /// How the connection is kept private.
    pub security: Security,
    /// Who logs in; nobody when left out.
    #[serde(default)]
    pub user: Option<Name>,
}

/// Most days back that mails are read which were there before.
const MOST_DAYS: i32 = 365;

/// Where mails that came in are read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Imap {
    /// Name or address of the mail server.
    pub host: Name,
    /// Its port, 1 to 65535; usually 993 with `tls`, 143 otherwise.
    pub port: u16,
    /// How the connection is kept private.
    pub security: Security,
    /// Who logs in.
    pub user: Name,
    /// The folder that is read; `INBOX` when left out.
    #[serde(default)]
    pub folder: Option<Name>,
    /// A folder of mails that were sent with another program, which is read as well: those to people who are known here
    /// stand on their timelines. None is read when left out.
    #[serde(default)]
    pub sent_folder: Option<Name>,
    /// Whether mails that were taken in are marked as read there. Otherwise nothing is ever changed.
    #[serde(default)]
    pub mark_read: bool,
    /// How many days back mails are read that were there before: 0 to 365; from now on only when left out.
    #[serde(default)]
    pub last_days: i32,
}

impl Imap {
    /// The folder that is read.
    pub fn folder(&self) -> &str {
        self.folder.as_ref().map_or("INBOX", Name::as_str)
    }

    /// Whether this is the same account at the same server: what was read there was read.
    pub fn same_account(&self, other: &Self) -> bool {
        (&self.host, self.port, &self.user) == (&other.host, other.port, &other.user)
    }
}

/// How reading a mailbox goes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reading {
    /// When all of it was read last.
    pub looked_at: Option<DateTime<Utc>>,
    /// What keeps it from being read; none while all is well. What its server says only those see who set it up.
    pub trouble: Option<String>,
    /// How many messages there could not be read.
    pub left_out: i64,
    /// Why the last of them could not.
    pub left_out_why: Option<String>,
}

/// A mailbox with what only this service keeps of it, except its secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// Grows by one with each change.
    pub version: i64,
    /// The mailbox as others see it.
    pub image: crm::Mailbox,
    /// Where it hands over its mails.
    pub smtp: Smtp,
    /// Whether a password is kept for it.
    pub has_password: bool,
    /// Whether mails come in at a secret address.
    pub has_inbox: bool,
    /// What keeps it from sending.
    pub trouble: Option<String>,
    /// Where mails that came in are read.
    pub imap: Option<Imap>,
    /// From which moment on.
    pub imap_since: Option<DateTime<Utc>>,
    /// Whether a password is kept for that.
    pub has_imap_password: bool,
    /// How that goes.
    pub reading: Reading,
}

/// Why a mailbox was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailboxError {
    /// A field that cannot be.
    #[error("{0}: {1}")]
    Field(&'static str, &'static str),
    /// Another mailbox has this address.
    #[error("another mailbox has this address")]
    AddressTaken,
    /// It is not used any more.
    #[error("This mailbox is not used any more; nothing comes in at it.")]
    NotUsed,
    /// It is not read at a mail server.
    #[error("This mailbox is not read at a mail server; say in its settings where its mails are read.")]
    NotRead,
}

impl Refusal for MailboxError {
    fn kind(&self) -> Kind {
        match self {
            Self::Field(..) => Kind::Invalid,
            Self::AddressTaken | Self::NotUsed | Self::NotRead => Kind::Conflict,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Field(..) => "invalid-field",
            Self::AddressTaken => "mailbox-address-taken",
            Self::NotUsed => "mailbox-not-used",
            Self::NotRead => "mailbox-not-read",
        }
    }

    fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::Field(pointer, detail) => vec![FieldError::new(*pointer, *detail)],
            Self::AddressTaken => vec![FieldError::new("/address", self.to_string())],
            Self::NotUsed | Self::NotRead => Vec::new(),
        }
    }
}

/// From nine to five on working days.
pub fn usual_window() -> SendWindow {
    use Weekday::{Friday, Monday, Thursday, Tuesday, Wednesday};
    let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    SendWindow { days: vec![Monday, Tuesday, Wednesday, Thursday, Friday], from: at(9), to: at(17) }
}

impl Mailbox {
    /// Makes a mailbox.
    pub fn make(
        image: crm::Mailbox,
        smtp: Smtp,
        imap: Option<Imap>,
        now: DateTime<Utc>,
    ) -> Result<(Self, MailboxCreated), MailboxError> {
        check(&image, &smtp, imap.as_ref())?;
        let created = MailboxCreated { mailbox: image.clone() };
        let mailbox = Self {
            version: 1,
            image,
            smtp,
            has_password: false,
            has_inbox: false,
            trouble: None,
            imap_since: imap.as_ref().map(|imap| since(imap, now)),
            imap,
            has_imap_password: false,
            reading: Reading::default(),
        };
        Ok((mailbox, created))
    }

    /// Changes it to this. What kept it from sending may be mended now, so it is tried again.
    pub fn update(
        &mut self,
        image: crm::Mailbox,
        smtp: Smtp,
        imap: Option<Imap>,
        now: DateTime<Utc>,
    ) -> Result<MailboxUpdated, MailboxError> {
        check(&image, &smtp, imap.as_ref())?;
        let before = self.imap.take();
        // Another account, or another reach into the past, begins anew.
        let goes_on = |imap: &Imap| {
            before.as_ref().is_some_and(|before| before.same_account(imap) && before.last_days == imap.last_days)
        };
        self.imap_since =
            imap.as_ref().and_then(|imap| self.imap_since.filter(|_| goes_on(imap)).or(Some(since(imap, now))));
        self.imap = imap;
        self.image = image;
        self.smtp = smtp;
        self.trouble = None;
        self.reading.trouble = None;
        self.version += 1;
        Ok(MailboxUpdated { mailbox: self.image.clone() })
    }

    /// Who its mails say they are from.
    pub fn sender(&self) -> &Name {
        self.image.from_name.as_ref().unwrap_or(&self.image.name)
    }

    /// Under which its password is sealed.
    pub fn password_context(&self) -> String {
        format!("mailbox {} smtp", self.image.mailbox_id)
    }

    /// Under which its password is sealed where it is read.
    pub fn imap_password_context(&self) -> String {
        format!("mailbox {} imap", self.image.mailbox_id)
    }
}

/// From which moment on messages are read. The clock of a mail server is seldom off by more than two minutes.
fn since(imap: &Imap, now: DateTime<Utc>) -> DateTime<Utc> {
    now - TimeDelta::days(i64::from(imap.last_days)) - TimeDelta::minutes(2)
}

/// Refuses what cannot be where mails are handed over or read.
pub fn check_servers(smtp: Option<&Smtp>, imap: Option<&Imap>) -> Result<(), MailboxError> {
    let refuse = |pointer, detail| Err(MailboxError::Field(pointer, detail));
    let is_no_host = |host: &Name| host.as_str().contains(|c: char| c.is_whitespace() || "/@".contains(c));
    if smtp.is_some_and(|smtp| smtp.port == 0) {
        return refuse("/smtp/port", "must be from 1 to 65535");
    }
    if smtp.is_some_and(|smtp| is_no_host(&smtp.host)) {
        return refuse("/smtp/host", "must be the name of a server, such as smtp.example.com");
    }
    let Some(imap) = imap else { return Ok(()) };
    if imap.port == 0 {
        return refuse("/imap/port", "must be from 1 to 65535");
    }
    if is_no_host(&imap.host) {
        return refuse("/imap/host", "must be the name of a server, such as imap.example.com");
    }
    if !(0..=MOST_DAYS).contains(&imap.last_days) {
        return refuse("/imap/last_days", "must be from 0 to 365");
    }
    if imap.sent_folder.as_ref().is_some_and(|sent| sent.as_str() == imap.folder()) {
        return refuse("/imap/sent_folder", "must be another folder than the one mails come in at");
    }
    Ok(())
}

fn check(image: &crm::Mailbox, smtp: &Smtp, imap: Option<&Imap>) -> Result<(), MailboxError> {
    let refuse = |pointer, detail| Err(MailboxError::Field(pointer, detail));
    if let Err((part, detail)) = window::check(&image.window) {
        return refuse(if part == "days" { "/window/days" } else { "/window/to" }, detail);
    }
    if !(1..=MOST_A_DAY).contains(&image.daily_cap) {
        return refuse("/daily_cap", "must be from 1 to 10000");
    }
    check_servers(Some(smtp), imap)
}

/// A text with a signature under it, parted as mail programs know it.
pub fn signed(text: &str, signature: Option<&kernel::Note>) -> String {
    match signature {
        None => text.to_owned(),
        Some(signature) => format!("{}\n\n-- \n{}", text.trim_end(), signature.as_str()),
    }
}
