//! What waits in a mailbox that is not used any more is taken back: whoever uses it again months later sends nothing of it.

use contracts::crm::mail::MailStatus;
use kernel::{EnrolmentId, MailboxId};
use platform::jobs::Steps;
use platform::{Result, Tx};

use super::model::Mail;
use super::{lock, store, tell_author};
use crate::{enrolments, mailboxes};

/// Most mails that are taken back in one run.
const MOST: i64 = 200;

/// Locks the enrolments of which something waits in a mailbox. Whoever sends, or ends an enrolment, locks it first, then the
/// mailbox, then its mails; so does whoever takes back what waits.
pub async fn hold(tx: &mut Tx, mailbox: MailboxId) -> Result<Vec<EnrolmentId>> {
    let waiting = store::enrolments_waiting(tx, mailbox).await?;
    for id in &waiting {
        enrolments::store::lock(tx, *id).await?;
    }
    Ok(waiting)
}

/// Takes back what waits in a mailbox that was locked; answers how many mails. Those of enrolments that are not held are left to
/// the worker.
pub async fn take_back(tx: &mut Tx, mailbox: MailboxId, held: &[EnrolmentId]) -> Result<i64> {
    let mut count = 0;
    for mut mail in store::lock_waiting_in(tx, mailbox, held).await? {
        one(tx, &mut mail).await?;
        count += 1;
    }
    Ok(count)
}

/// Takes back a locked mail, and tells whoever wrote it. An enrolment that waits for it ends.
async fn one(tx: &mut Tx, mail: &mut Mail) -> Result<()> {
    let cancelled = mail.cancel()?;
    store::save(tx, mail).await?;
    tx.publish(mail.version, &cancelled)?;
    tell_author(tx, mail, "taken back").await?;
    enrolments::mail_cancelled(tx, mail).await
}

/// Takes back what came to wait in a mailbox at the very moment in which it was not used any more, or waits again since then.
pub async fn take_back_late(steps: &Steps) -> Result<()> {
    let mut tx = steps.begin().await?;
    let late = store::waiting_unused(&mut tx, MOST).await?;
    drop(tx);
    for id in late {
        let mut tx = steps.begin().await?;
        let Some(mut mail) = lock(&mut tx, id).await?.filter(|mail| mail.image.status == MailStatus::Queued) else {
            continue;
        };
        let Some(mailbox) = mail.image.mailbox_id else { continue };
        if mailboxes::store::get(&mut tx, mailbox).await?.is_some_and(|mailbox| !mailbox.image.active) {
            one(&mut tx, &mut mail).await?;
            tx.commit_now().await?;
        }
    }
    Ok(())
}
