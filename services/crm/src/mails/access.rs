//! Who reads which mails, and who decides about them.

use kernel::{MailboxId, Permission};
use platform::problem::Kind;
use platform::{Db, Problem, Read, Result, Tx};

use super::model::Mail;
use super::store::Reader;
use crate::mailboxes;

/// Who asks.
pub fn reader(db: &Read) -> Reader {
    Reader { me: db.identity().member_id(), manages: db.may(Permission::ManageCrm) }
}

/// Who wants to change something.
pub fn writer(tx: &Tx) -> Reader {
    Reader { me: tx.member_id(), manages: tx.may(Permission::ManageCrm) }
}

/// Whether a mailbox is theirs, or everybody's, or they set up mailboxes.
async fn has(db: &mut Db, who: Reader, mailbox: Option<MailboxId>) -> Result<bool> {
    let Some(mailbox) = mailbox.filter(|_| !who.manages) else { return Ok(true) };
    let owner = mailboxes::store::owner(db, mailbox).await?;
    Ok(owner.is_none_or(|owner| who.me == Some(owner)))
}

/// Whether somebody may read a mail: see [`Reader`].
pub async fn may_read(db: &mut Db, who: Reader, mail: &Mail) -> Result<bool> {
    if mail.discarded_at.is_some() {
        return Ok(false);
    }
    Ok(!mail.image.about.is_empty() || has(db, who, mail.image.mailbox_id).await?)
}

/// Refuses those who do not decide about a mail: of a mailbox that is a member's, all others.
///
/// # Errors
/// 404 when they may not even read it, else 403.
pub async fn must_decide(tx: &mut Tx, mail: &Mail) -> Result<()> {
    let who = writer(tx);
    if has(tx, who, mail.image.mailbox_id).await? {
        return Ok(());
    }
    if !may_read(tx, who, mail).await? {
        return Err(Problem::not_found("mail"));
    }
    let why = "The mailbox of this mail is a colleague's: they decide about it, or somebody who sets up mailboxes.";
    Err(Problem::new(Kind::Forbidden, "not-your-mailbox", why))
}
