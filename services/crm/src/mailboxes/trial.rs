//! Trying out whether mails can be handed over and read as somebody wants to set it up.

use platform::{Problem, Result, Tx};
use schemars::JsonSchema;
use serde::Serialize;

use super::model::{Imap, Mailbox, Smtp};
use super::requests::{Password, TryMailbox};
use super::store;
use crate::mails::imap;
use crate::mails::smtp::{self, Trouble};

/// Most folders that are named.
const MOST_FOLDERS: usize = 200;

/// How it went.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Tried {
    /// How handing over would go; none when that was not asked.
    smtp: Option<Went>,
    /// How reading would go; none when that was not asked.
    imap: Option<Went>,
}

/// How it went at a server.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Went {
    /// Whether it let the mailbox in, and has the folders that are to be read.
    ok: bool,
    /// Why not.
    trouble: Option<String>,
    /// Folders it has, at most 200.
    folders: Vec<String>,
}

/// All that trying out needs.
#[derive(Debug)]
pub struct Trial {
    smtp: Option<(Smtp, Option<String>)>,
    imap: Option<(Imap, Option<String>)>,
    private: bool,
}

/// Looks up the passwords that are not given. One that is kept is for its own server only, so that nobody learns it by naming
/// another one.
pub async fn prepare(tx: &mut Tx, body: TryMailbox) -> Result<Trial> {
    let kept = match body.mailbox_id {
        None => None,
        Some(id) => {
            let found = store::get(tx, id).await?;
            Some(found.ok_or_else(|| Problem::field("/mailbox_id", "there is no such mailbox"))?)
        }
    };
    let given = |password: Option<Password>| password.map(|Password(secret)| secret.expose().to_owned());
    let (password, imap_password) = (given(body.password), given(body.imap_password));
    let imap = match body.imap {
        None => None,
        Some(imap) => {
            let known = match imap_password.or_else(|| password.clone()) {
                Some(password) => Some(password),
                None => kept_imap(tx, kept.as_ref(), &imap).await?,
            };
            Some((imap, known))
        }
    };
    let smtp = match body.smtp {
        None => None,
        Some(smtp) => {
            let known = match password {
                Some(password) => Some(password),
                None => kept_smtp(tx, kept.as_ref(), &smtp).await?,
            };
            Some((smtp, known))
        }
    };
    Ok(Trial { smtp, imap, private: tx.private_mail_servers() })
}

async fn kept_smtp(tx: &mut Tx, kept: Option<&Mailbox>, smtp: &Smtp) -> Result<Option<String>> {
    let Some(mailbox) = kept.filter(|mailbox| mailbox.smtp == *smtp) else { return Ok(None) };
    let sealed = store::password(tx, mailbox.image.mailbox_id).await?;
    super::unsealed(tx, &mailbox.password_context(), sealed)
}

async fn kept_imap(tx: &mut Tx, kept: Option<&Mailbox>, imap: &Imap) -> Result<Option<String>> {
    let same = |known: &Imap| known.same_account(imap) && known.security == imap.security;
    let Some(mailbox) = kept.filter(|mailbox| mailbox.imap.as_ref().is_some_and(same)) else { return Ok(None) };
    let sealed = store::imap_password(tx, mailbox.image.mailbox_id).await?;
    super::unsealed(tx, &mailbox.imap_password_context(), sealed)
}

impl Trial {
    /// Tries it out.
    pub async fn run(self) -> Tried {
        let sending = async {
            let (smtp, password) = self.smtp.as_ref()?;
            let went = async {
                smtp::open(smtp, password.as_deref(), self.private).await?.close().await;
                Ok(Vec::new())
            };
            Some(Went::of(went.await))
        };
        let reading = async {
            let (imap, password) = self.imap.as_ref()?;
            let went = async {
                let mut session = imap::open(imap, password.as_deref(), self.private).await?;
                let mut folders = session.folders().await?;
                folders.truncate(MOST_FOLDERS);
                let wanted = std::iter::once(imap.folder()).chain(imap.sent_folder.as_ref().map(kernel::Name::as_str));
                for folder in wanted {
                    session.look_into(folder, false).await?;
                }
                session.close().await;
                Ok(folders)
            };
            Some(Went::of(went.await))
        };
        let (smtp, imap) = tokio::join!(sending, reading);
        Tried { smtp, imap }
    }
}

impl Went {
    fn of(went: Result<Vec<String>, Trouble>) -> Self {
        match went {
            Ok(folders) => Self { ok: true, trouble: None, folders },
            Err(Trouble(why)) => Self { ok: false, trouble: Some(why), folders: Vec::new() },
        }
    }
}
