//! Mailboxes: addresses mails are sent from and come in at. A mailbox is somebody's, or everybody's.
//!
//! How a mailbox logs in at its mail server is told to nobody: the password is sealed with the key of the installation, and
//! can be replaced, but not read. Mails come in at a secret address of its own, to which a mail server forwards or pipes.

pub mod http;
pub mod inbox;
pub mod model;
pub mod requests;
pub mod store;
pub mod trial;

use kernel::{MailboxId, Permission};
use platform::{Problem, Result, Tx};

use self::model::Mailbox;

/// The mailbox somebody wants to send from: one that is used, and theirs or everybody's.
///
/// # Errors
/// 422 that points to `at`.
pub async fn usable(tx: &mut Tx, at: &str, id: MailboxId) -> Result<Mailbox> {
    let found = store::get(tx, id).await?;
    let mailbox = found.ok_or_else(|| Problem::field(at, "there is no such mailbox; GET /v1/mailboxes lists them"))?;
    if !mailbox.image.active {
        return Err(Problem::field(at, "this mailbox is not used any more; choose another one"));
    }
    match (mailbox.image.owner_id, tx.member_id()) {
        // A program has no mailbox of its own; it may use anybody's when it may set them up.
        (Some(owner), me) if me != Some(owner) && (me.is_some() || !tx.may(Permission::ManageCrm)) => {
            Err(Problem::field(at, "is a colleague's; choose your own, or one that is everybody's"))
        }
        _ => Ok(mailbox),
    }
}

/// A password that is kept sealed, readable.
///
/// # Errors
/// When the key of the installation is another one, or there is none.
pub fn unsealed(tx: &Tx, context: &str, sealed: Option<Vec<u8>>) -> Result<Option<String>> {
    let Some(sealed) = sealed else { return Ok(None) };
    let bytes = tx.sealer().unseal(context, &sealed)?;
    String::from_utf8(bytes).map(Some).map_err(Problem::internal)
}
