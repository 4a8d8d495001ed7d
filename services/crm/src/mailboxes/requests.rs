//! What callers say about mailboxes.

use contracts::crm::mail::{self as crm, SendWindow};
use kernel::{Email, MailboxId, MemberId, Name, Note};
use platform::config::Secret;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::model::{Imap, Mailbox, Smtp, USUAL_CAP, usual_window};
use crate::patch::{Change, given};

/// A password as it is received; it is never shown.
#[derive(Debug, Clone)]
pub struct Password(pub Secret);

impl<'de> Deserialize<'de> for Password {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.is_empty() || text.len() > 500 {
            return Err(serde::de::Error::custom("must be 1 to 500 bytes"));
        }
        Ok(Self(Secret::new(text)))
    }
}

impl JsonSchema for Password {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Password".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "password", "minLength": 1, "maxLength": 500 })
    }
}

/// A new mailbox.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateMailbox {
    /// What it is called.
    pub name: Name,
    /// The address.
    pub address: Email,
    /// Who its mails say they are from; the name of the mailbox when left out.
    pub from_name: Option<Name>,
    /// Whose it is; everybody's when left out.
    pub owner_id: Option<MemberId>,
    /// What stands under its mails.
    pub signature: Option<Note>,
    /// When mails of sequences go out; from nine to five on working days when left out.
    pub window: Option<SendWindow>,
    /// Most mails it sends a day, 1 to 10000; 200 when left out.
    pub daily_cap: Option<i32>,
    /// Where it hands over its mails.
    pub smtp: Smtp,
    /// The password it logs in with there.
    pub password: Option<Password>,
    /// Where mails that came in are read; nowhere when left out.
    pub imap: Option<Imap>,
    /// The password it logs in with there; the one it sends with when left out.
    pub imap_password: Option<Password>,
}

/// What is kept of a mailbox and its secrets, as somebody wants it.
#[derive(Debug)]
pub struct Wanted<P> {
    /// What others see of it.
    pub image: crm::Mailbox,
    /// Where it hands over its mails.
    pub smtp: Smtp,
    /// What is said of the password there.
    pub password: P,
    /// Where mails that came in are read.
    pub imap: Option<Imap>,
    /// What is said of the password there.
    pub imap_password: P,
}

/// Servers to be tried out, before or after they are set up.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TryMailbox {
    /// The mailbox whose passwords are meant where none is given; they are for its own servers only.
    pub mailbox_id: Option<MailboxId>,
    /// Where mails are handed over.
    pub smtp: Option<Smtp>,
    /// The password there.
    pub password: Option<Password>,
    /// Where mails are read.
    pub imap: Option<Imap>,
    /// The password there; the other one when left out.
    pub imap_password: Option<Password>,
}

impl CreateMailbox {
    /// What it says.
    pub fn split(self) -> Wanted<Option<Password>> {
        let image = crm::Mailbox {
            mailbox_id: MailboxId::new(),
            name: self.name,
            address: self.address,
            from_name: self.from_name,
            owner_id: self.owner_id,
            signature: self.signature,
            window: self.window.unwrap_or_else(usual_window),
            daily_cap: self.daily_cap.unwrap_or(USUAL_CAP),
            active: true,
        };
        // A given user has one password for both, nearly always.
        let imap_password = self.imap_password.or_else(|| self.password.clone()).filter(|_| self.imap.is_some());
        Wanted { image, smtp: self.smtp, password: self.password, imap: self.imap, imap_password }
    }
}

/// Changes of a mailbox: what is left out stays, `null` empties.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateMailbox {
    /// What it is called.
    #[serde(default, deserialize_with = "given")]
    pub name: Option<Name>,
    /// The address.
    #[serde(default, deserialize_with = "given")]
    pub address: Option<Email>,
    /// Who its mails say they are from.
    #[serde(default)]
    pub from_name: Change<Name>,
    /// Whose it is.
    #[serde(default)]
    pub owner_id: Change<MemberId>,
    /// What stands under its mails.
    #[serde(default)]
    pub signature: Change<Note>,
    /// When mails of sequences go out.
    #[serde(default, deserialize_with = "given")]
    pub window: Option<SendWindow>,
    /// Most mails it sends a day.
    #[serde(default, deserialize_with = "given")]
    pub daily_cap: Option<i32>,
    /// Where it hands over its mails, all of it.
    #[serde(default, deserialize_with = "given")]
    pub smtp: Option<Smtp>,
    /// The password it logs in with there; `null` forgets it. It must be given again when the server changes.
    #[serde(default)]
    pub password: Change<Password>,
    /// Where mails that came in are read, all of it; `null` for nowhere any more.
    #[serde(default)]
    pub imap: Change<Imap>,
    /// The password it logs in with there; `null` forgets it. It must be given again when the server or user changes.
    #[serde(default)]
    pub imap_password: Change<Password>,
    /// False: nothing is sent from it any more, and nothing comes in.
    #[serde(default, deserialize_with = "given")]
    pub active: Option<bool>,
}

impl UpdateMailbox {
    /// What the mailbox is to be, and what is said of its passwords. One is for the server it was given for; a changed
    /// address must not carry it to another one.
    pub fn apply(self, mailbox: &Mailbox) -> Wanted<Change<Password>> {
        let mut image = mailbox.image.clone();
        let smtp = self.smtp.unwrap_or_else(|| mailbox.smtp.clone());
        let mut imap = mailbox.imap.clone();
        self.imap.apply(&mut imap);
        let moved = smtp != mailbox.smtp;
        let password = if moved && !self.password.is_set() { Change::Set(None) } else { self.password };
        let same = match (&imap, &mailbox.imap) {
            (Some(now), Some(before)) => now.same_account(before) && now.security == before.security,
            (None, None) => true,
            _ => false,
        };
        let lost = imap.is_none() || (!same && !self.imap_password.is_set());
        let imap_password = if lost { Change::Set(None) } else { self.imap_password };
        if let Some(name) = self.name {
            image.name = name;
        }
        if let Some(address) = self.address {
            image.address = address;
        }
        if let Some(window) = self.window {
            image.window = window;
        }
        if let Some(daily_cap) = self.daily_cap {
            image.daily_cap = daily_cap;
        }
        if let Some(active) = self.active {
            image.active = active;
        }
        self.from_name.apply(&mut image.from_name);
        self.owner_id.apply(&mut image.owner_id);
        self.signature.apply(&mut image.signature);
        Wanted { image, smtp, password, imap, imap_password }
    }
}
