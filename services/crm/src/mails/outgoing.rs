//! The worker that sends what waits.
//!
//! Each mail is three transactions with the mail server in between: take it, say that it is being handed over, record what
//! became of it. A worker that dies before the second leaves a mail that another one takes up; one that dies after it leaves
//! a mail in doubt, which nobody sends again. The job runs on one replica at a time; should a worker be so slow that its
//! lease ran out, its attempt is not the current one any more, and it stops before it hands anything over.

use std::pin::Pin;
use std::time::{Duration, Instant};

use contracts::crm::mail::MailStatus;
use kernel::{MailId, MailboxId};
use platform::jobs::{RunSteps, Steps};
use platform::{Result, Tx};
use uuid::Uuid;

use super::model::{self, Mail};
use super::smtp::{self, NotTaken, Refused, Session, Trouble};
use super::store::Waiting;
use super::{has_failed, is_in_doubt, mime, store, was_sent};
use crate::enrolments::Turn;
use crate::mailboxes::model::{Mailbox, Smtp};
use crate::{enrolments, mailboxes, suppressions};

/// Mails looked at in one run for one organisation; the rest waits for the next, so that nobody's many hold up others.
const MOST_A_RUN: usize = 50;
/// How long one run may take for one organisation, but for the mail that is being sent then: others wait for it.
const RUN_LIMIT: Duration = Duration::from_secs(30);
/// How long a server may take for all that comes before a mail is handed over, however quick each answer is.
const OFFER_LIMIT: Duration = Duration::from_mins(1);
/// Leases cleared in one run.
const MOST_LEASES: i64 = 100;
/// How long a mail waits whose mailbox cannot be used for a reason a person has to mend.
const AGAIN_AFTER: chrono::TimeDelta = chrono::TimeDelta::minutes(15);
/// How long is waited before it is tried again to write down that a mail was sent.
const RECORD_AGAIN_AFTER_MS: [u64; 5] = [50, 200, 1000, 5000, 20_000];

/// Sends what waits.
#[derive(Debug)]
pub struct SendMails;

impl RunSteps for SendMails {
    fn run(&self, steps: Steps) -> Pin<Box<dyn Future<Output = Result<()>> + Send>> {
        Box::pin(send(steps))
    }
}

/// What came of looking at a mail that waits.
enum Looked {
    /// It is to be sent.
    Ready(Box<Task>),
    /// It was settled what becomes of it; the next one may come.
    Settled,
    /// Nothing of its mailbox can go out in this run.
    LeaveOut,
}

/// A mail a worker has for itself, with all it needs to send it.
struct Task {
    mail: Mail,
    mailbox_id: MailboxId,
    smtp: Smtp,
    password: Option<String>,
    bytes: Vec<u8>,
}

async fn send(steps: Steps) -> Result<()> {
    clear_leases(&steps).await?;
    let mut left_out: Vec<Uuid> = Vec::new();
    let began = Instant::now();
    for _ in 0..MOST_A_RUN {
        if steps.stopping() || began.elapsed() > RUN_LIMIT {
            break;
        }
        let mut tx = steps.begin().await?;
        let Some(waiting) = store::claimable(&mut tx, &left_out).await? else { break };
        let looked = match claim(&mut tx, &waiting).await {
            Ok(looked) => tx.commit_now().await.map(|()| looked),
            Err(problem) => {
                drop(tx);
                Err(problem)
            }
        };
        let goes_on = match looked {
            Ok(Looked::Ready(task)) => deliver(&steps, &task).await?,
            Ok(Looked::Settled) => true,
            Ok(Looked::LeaveOut) => false,
            Err(problem) if problem.is_transient() => return Err(problem),
            Err(problem) => {
                tracing::error!(mail.id = %waiting.mail_id, %problem, "a mail cannot be prepared; it is tried again");
                set_aside(&steps, &waiting).await?;
                false
            }
        };
        if !goes_on {
            left_out.push(waiting.mailbox_id.as_uuid());
        }
    }
    Ok(())
}

/// A mail that cannot be prepared waits, and holds up no others.
async fn set_aside(steps: &Steps, waiting: &Waiting) -> Result<()> {
    let mut tx = steps.begin().await?;
    let why = "A mail could not be prepared; the log of the service says why.";
    mailboxes::store::set_trouble(&mut tx, waiting.mailbox_id, Some(why)).await?;
    let later = tx.now + AGAIN_AFTER;
    store::leave_until(&mut tx, waiting.mail_id, later, why).await?;
    tx.commit_now().await
}

/// What becomes of mails whose worker has died: they wait again when nothing was handed over, and are in doubt otherwise.
async fn clear_leases(steps: &Steps) -> Result<()> {
    let mut tx = steps.begin().await?;
    let now = tx.now;
    for mut mail in store::lease_over(&mut tx, MOST_LEASES).await? {
        if mail.image.status == MailStatus::HandingOver {
            let why = "It was being handed over to the mail server when the program ended.";
            is_in_doubt(&mut tx, &mut mail, why).await?;
        } else {
            mail.put_off(now, None);
            store::save(&mut tx, &mail).await?;
        }
    }
    tx.commit_now().await
}

/// Takes a mail that waits, when it may go out now; otherwise settles when, or that it does not.
async fn claim(tx: &mut Tx, waiting: &Waiting) -> Result<Looked> {
    // Whoever ends an enrolment locks it first and takes its mails back then; asked here, in the transaction that takes the
    // mail, nothing can come between.
    let turn = match waiting.enrolment_id {
        None => Turn::Now,
        Some(enrolment) => enrolments::may_send(tx, enrolment, &waiting.to).await?,
    };
    // Two mails of one mailbox are counted one after the other.
    let Some(mailbox) = mailboxes::store::lock(tx, waiting.mailbox_id).await? else { return Ok(Looked::Settled) };
    let Some(mut mail) = lock_queued(tx, waiting.mail_id).await? else { return Ok(Looked::Settled) };
    if turn == Turn::Never || waits_on(tx, turn, &mut mail).await? {
        return Ok(Looked::Settled);
    }
    let (now, today) = (tx.now, tx.today());
    if store::sent_on(tx, waiting.mailbox_id, today).await? >= i64::from(mailbox.image.daily_cap) {
        mail.put_off(next_day(tx), model::note("The mailbox has sent as many mails today as it may."));
        store::save(tx, &mail).await?;
        return Ok(Looked::LeaveOut);
    }
    let password = match password(tx, &mailbox).await {
        Ok(password) => password,
        // The key of the installation is another one, or there is none.
        Err(problem) if !problem.is_transient() => {
            tracing::error!(mailbox.id = %waiting.mailbox_id, %problem, "the password of a mailbox cannot be read");
            return unusable(tx, &mut mail, "Its password cannot be read; give it again.").await;
        }
        Err(problem) => return Err(problem),
    };
    let mut unsubscribe = None;
    if mail.image.enrolment_id.is_some() {
        // A mail of a sequence never goes out without a way to end them.
        let Ok(Some(address)) = suppressions::link::address(tx, mail.image.mail_id) else {
            let why = "Mails of sequences need links with which people unsubscribe: the installation must be started \
                       with --links-url and --secret-key.";
            return unusable(tx, &mut mail, why).await;
        };
        unsubscribe = Some(address);
    }
    let bytes = match mime::write(&mail, unsubscribe.as_deref(), now) {
        Ok(bytes) => bytes,
        Err(problem) => {
            tracing::error!(mail.id = %waiting.mail_id, %problem, "a mail cannot be written");
            has_failed(tx, &mut mail, "It cannot be written as mail servers want it.", false).await?;
            return Ok(Looked::Settled);
        }
    };
    mail.claim(now, today);
    store::save(tx, &mail).await?;
    Ok(Looked::Ready(Box::new(Task { mail, mailbox_id: waiting.mailbox_id, smtp: mailbox.smtp, password, bytes })))
}

/// Notes what a person has to mend before a mail can go out, and lets the mail wait.
async fn unusable(tx: &mut Tx, mail: &mut Mail, why: &str) -> Result<Looked> {
    if let Some(mailbox) = mail.image.mailbox_id {
        mailboxes::store::set_trouble(tx, mailbox, Some(why)).await?;
    }
    let later = tx.now + AGAIN_AFTER;
    mail.put_off(later, model::note(why));
    store::save(tx, mail).await?;
    Ok(Looked::LeaveOut)
}

/// The password of a mailbox, readable.
async fn password(tx: &mut Tx, mailbox: &Mailbox) -> Result<Option<String>> {
    let Some(sealed) = mailboxes::store::password(tx, mailbox.image.mailbox_id).await? else { return Ok(None) };
    let bytes = tx.sealer().unseal(&mailbox.password_context(), &sealed)?;
    String::from_utf8(bytes).map(Some).map_err(platform::Problem::internal)
}

/// Whether a mail does not go out now: because it is not its hour, or it was tried for long enough.
async fn waits_on(tx: &mut Tx, turn: Turn, mail: &mut Mail) -> Result<bool> {
    let now = tx.now;
    if let Turn::At(later) = turn {
        mail.put_off(later, None);
        store::save(tx, mail).await?;
        return Ok(true);
    }
    if mail.is_too_old(now) {
        let last = mail.image.error.as_ref().map(|error| error.as_str().to_owned());
        let why = last.unwrap_or_else(|| "It could not be sent for three days.".to_owned());
        has_failed(tx, mail, &why, false).await?;
        return Ok(true);
    }
    Ok(false)
}

async fn lock_queued(tx: &mut Tx, id: MailId) -> Result<Option<Mail>> {
    let found = store::lock(tx, id).await?;
    Ok(found.filter(|mail| mail.image.status == MailStatus::Queued))
}

/// The first moment of the next day of the organisation.
fn next_day(tx: &Tx) -> chrono::DateTime<chrono::Utc> {
    let day = tx.today().succ_opt().unwrap_or(tx.today());
    crate::follow_ups::model::instant(day, chrono::NaiveTime::MIN, tx.time_zone)
}

/// Sends a mail. Answers false when its mail server cannot be spoken with, so that others need not try.
async fn deliver(steps: &Steps, task: &Task) -> Result<bool> {
    let image = &task.mail.image;
    let recipients = image.to.iter().chain(&image.cc).map(mime::address).collect::<Result<Vec<_>>>()?;
    let (from, private) = (mime::address(&image.from)?, steps.state().private_mail_servers);
    let offer = async {
        let opened = smtp::open(&task.smtp, task.password.as_deref(), private).await;
        let mut session = opened.map_err(|Trouble(why)| Refused::Mailbox(why))?;
        match session.offer(from, recipients).await {
            Ok(()) => Ok(session),
            Err(refusal) => {
                session.close().await;
                Err(refusal)
            }
        }
    };
    let late = |_| Err(Refused::Mailbox("the mail server took too long to answer".to_owned()));
    let session = match tokio::time::timeout(OFFER_LIMIT, offer).await.unwrap_or_else(late) {
        Ok(session) => session,
        Err(refusal) => return refused(steps, task, refusal).await,
    };
    if !begin_handing_over(steps, task).await? {
        session.close().await;
        return Ok(true);
    }
    hand_over(steps, task, session).await
}

/// Says that from now on it may have been sent; false when it is another worker's turn.
async fn begin_handing_over(steps: &Steps, task: &Task) -> Result<bool> {
    let mut tx = steps.begin().await?;
    // Speaking with the server took a while: whatever ended the enrolment meanwhile is seen here, and what ends it from now on
    // came later than the mail went out.
    let turn = match task.mail.image.enrolment_id {
        None => Turn::Now,
        Some(enrolment) => enrolments::may_send(&mut tx, enrolment, &task.mail.image.to).await?,
    };
    let Some(mut mail) = current(&mut tx, task, MailStatus::Preparing).await? else { return Ok(false) };
    let now = tx.now;
    match turn {
        Turn::Now => mail.hand_over(),
        Turn::At(later) => mail.put_off(later, None),
        Turn::Never => {
            mail.put_off(now, None);
            let cancelled = mail.cancel()?;
            tx.publish(mail.version, &cancelled)?;
        }
    }
    if turn != Turn::Now {
        store::save(&mut tx, &mail).await?;
        tx.commit_now().await?;
        return Ok(false);
    }
    store::save(&mut tx, &mail).await?;
    mailboxes::store::set_trouble(&mut tx, task.mailbox_id, None).await?;
    tx.commit_now().await?;
    Ok(true)
}

/// Hands it over and records how that ended. Answers false when the mailbox may not send.
async fn hand_over(steps: &Steps, task: &Task, mut session: Session) -> Result<bool> {
    match session.hand_over(&task.bytes).await {
        Ok(()) => {
            let recorded = record_sent(steps, task).await;
            session.close().await;
            recorded.map(|()| true)
        }
        Err(NotTaken::Refused(refusal)) => {
            session.close().await;
            refused(steps, task, refusal).await
        }
        Err(NotTaken::Unknown(why)) => {
            let mut tx = steps.begin().await?;
            if let Some(mut mail) = current(&mut tx, task, MailStatus::HandingOver).await? {
                is_in_doubt(&mut tx, &mut mail, &format!("The mail server did not say whether it took it: {why}"))
                    .await?;
            }
            tx.commit_now().await?;
            Ok(true)
        }
    }
}

/// Writes down that a mail was sent: again and again while the database is busy, since what is not written down is in doubt.
async fn record_sent(steps: &Steps, task: &Task) -> Result<()> {
    for wait in RECORD_AGAIN_AFTER_MS {
        match record_sent_once(steps, task).await {
            Err(problem) if problem.is_transient() => {
                tracing::warn!(mail.id = %task.mail.image.mail_id, %problem, "that a mail was sent is written down again");
                tokio::time::sleep(Duration::from_millis(wait)).await;
            }
            recorded => return recorded,
        }
    }
    record_sent_once(steps, task).await
}

async fn record_sent_once(steps: &Steps, task: &Task) -> Result<()> {
    let mut tx = steps.begin().await?;
    if let Some(mut mail) = current(&mut tx, task, MailStatus::HandingOver).await? {
        was_sent(&mut tx, &mut mail).await?;
    }
    tx.commit_now().await
}

/// The mail, locked, while this is still the attempt that has it.
async fn current(tx: &mut Tx, task: &Task, status: MailStatus) -> Result<Option<Mail>> {
    let found = super::lock(tx, task.mail.image.mail_id).await?;
    Ok(found.filter(|mail| mail.is_attempt(task.mail.attempts, status)))
}

/// The mail, locked, in whichever state the attempt left it before the server refused it.
async fn refusable(tx: &mut Tx, task: &Task) -> Result<Option<Mail>> {
    let found = super::lock(tx, task.mail.image.mail_id).await?;
    let mine = |mail: &Mail| {
        let attempt = task.mail.attempts;
        mail.is_attempt(attempt, MailStatus::Preparing) || mail.is_attempt(attempt, MailStatus::HandingOver)
    };
    Ok(found.filter(mine))
}

/// Records that the server refused a mail. Answers false when that is the mailbox's trouble, so that others need not try.
async fn refused(steps: &Steps, task: &Task, refusal: Refused) -> Result<bool> {
    let (why, reached) = match refusal {
        Refused::ForNow(why) => {
            put_off(steps, task, &why, false).await?;
            return Ok(true);
        }
        Refused::Mailbox(why) => {
            put_off(steps, task, &why, true).await?;
            return Ok(false);
        }
        Refused::Recipient(why) => (why, false),
        Refused::Content(why) => (why, true),
    };
    let mut tx = steps.begin().await?;
    if let Some(mut mail) = refusable(&mut tx, task).await? {
        has_failed(&mut tx, &mut mail, &why, !reached).await?;
    }
    tx.commit_now().await?;
    Ok(true)
}

async fn put_off(steps: &Steps, task: &Task, why: &str, trouble: bool) -> Result<()> {
    let mut tx = steps.begin().await?;
    let now = tx.now;
    if trouble {
        tracing::warn!(org.id = %tx.org, mailbox.id = %task.mailbox_id, why, "a mail server cannot be spoken with");
        let short: String = why.chars().take(1000).collect();
        mailboxes::store::set_trouble(&mut tx, task.mailbox_id, Some(&short)).await?;
    }
    if let Some(mut mail) = refusable(&mut tx, task).await? {
        let until = mail.next_try(now);
        // What a mail server says to a mailbox that is not set up right is for those alone who set it up.
        mail.put_off(until, model::note(if trouble { "The mailbox cannot send as it is set up." } else { why }));
        store::save(&mut tx, &mail).await?;
    }
    tx.commit_now().await
}
