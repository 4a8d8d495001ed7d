//! What a mailbox may be.

use chrono::NaiveTime;
use contracts::crm::activities::Weekday;
use contracts::crm::mail::{self as crm, MailboxCreated, MailboxUpdated, SendWindow};
use kernel::Name;
use platform::{FieldError, Kind, Refusal};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
}

impl Refusal for MailboxError {
    fn kind(&self) -> Kind {
        match self {
            Self::Field(..) => Kind::Invalid,
            Self::AddressTaken => Kind::Conflict,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Field(..) => "invalid-field",
            Self::AddressTaken => "mailbox-address-taken",
        }
    }

    fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::Field(pointer, detail) => vec![FieldError::new(*pointer, *detail)],
            Self::AddressTaken => vec![FieldError::new("/address", self.to_string())],
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
    pub fn make(image: crm::Mailbox, smtp: Smtp) -> Result<(Self, MailboxCreated), MailboxError> {
        check(&image, &smtp)?;
        let created = MailboxCreated { mailbox: image.clone() };
        Ok((Self { version: 1, image, smtp, has_password: false, has_inbox: false, trouble: None }, created))
    }

    /// Changes it to this. What kept it from sending may be mended now, so it is tried again.
    pub fn update(&mut self, image: crm::Mailbox, smtp: Smtp) -> Result<MailboxUpdated, MailboxError> {
        check(&image, &smtp)?;
        self.image = image;
        self.smtp = smtp;
        self.trouble = None;
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
}

fn check(image: &crm::Mailbox, smtp: &Smtp) -> Result<(), MailboxError> {
    let refuse = |pointer, detail| Err(MailboxError::Field(pointer, detail));
    let window = &image.window;
    if window.days.is_empty() {
        return refuse("/window/days", "must name at least one day");
    }
    if window.from >= window.to {
        return refuse("/window/to", "must be later than its beginning, on the same day");
    }
    if !(1..=MOST_A_DAY).contains(&image.daily_cap) {
        return refuse("/daily_cap", "must be from 1 to 10000");
    }
    if smtp.port == 0 {
        return refuse("/smtp/port", "must be from 1 to 65535");
    }
    if smtp.host.as_str().contains(|c: char| c.is_whitespace() || "/@".contains(c)) {
        return refuse("/smtp/host", "must be the name of a server, such as smtp.example.com");
    }
    Ok(())
}

/// A text with a signature under it, parted as mail programs know it.
pub fn signed(text: &str, signature: Option<&kernel::Note>) -> String {
    match signature {
        None => text.to_owned(),
        Some(signature) => format!("{}\n\n-- \n{}", text.trim_end(), signature.as_str()),
    }
}
