//! The worker that sends what waits.
//!
//! Each mail is three transactions with the mail server in between: take it, say that it is being handed over, record what
//! became of it. A worker that dies before the second leaves a mail that another one takes up; one that dies after it leaves
//! a mail in doubt, which nobody sends again. The job runs on one replica at a time; should a worker be so slow that its
//! lease ran out, its attempt is not the current one any more, and it stops before it hands anything over.

use std::collections::HashSet;
use std::pin::Pin;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use contracts::crm::mail::MailStatus;
use futures::stream::FuturesUnordered;
use futures::{StreamExt, TryStreamExt};
use kernel::{MailId, MailboxId};
use platform::files::Files;
use platform::jobs::{RunSteps, Steps};
use platform::{Problem, Result, Tx};

use super::model::{self, Mail};
use super::smtp::{self, NotTaken, Refused, Session, Trouble};
use super::store::Waiting;
use super::{has_failed, is_in_doubt, mime, store, unused, was_sent};
use crate::enrolments::Turn;
use crate::mail_files::MailFile;
use crate::mailboxes::model::{Mailbox, Smtp};
use crate::{enrolments, mail_files, mailboxes, suppressions};

/// Mails looked at in one run for one mailbox; the rest waits for the next.
const MOST_A_RUN: usize = 50;
/// How long one run may take, but for the mails that are being sent then.
const RUN_LIMIT: Duration = Duration::from_secs(30);
/// Mailboxes of an organisation that send in one run, and how many of them side by side: nobody's mail waits for a slow
/// server of another mailbox.
const MOST_MAILBOXES: i64 = 100;
const SIDE_BY_SIDE: usize = 4;
/// How soon it is looked for mailboxes with new mails while others send.
const LOOK_AGAIN_AFTER: Duration = Duration::from_secs(5);
/// How long a server may take for all that comes before a mail is handed over, however quick each answer is.
const OFFER_LIMIT: Duration = Duration::from_mins(1);
/// Leases cleared in one run.
const MOST_LEASES: i64 = 100;
/// How long a mail waits whose mailbox cannot be used for a reason a person has to mend.
const AGAIN_AFTER: chrono::TimeDelta = chrono::TimeDelta::minutes(15);
/// How long is waited before it is tried again to write down that a mail was sent.
const RECORD_AGAIN_AFTER_MS: [u64; 5] = [50, 200, 1000, 5000, 20_000];
/// Why a mail waits until tomorrow.
const CAPPED: &str = "The mailbox has sent as many mails today as it may.";

/// Sends what waits.
#[derive(Debug)]
pub struct SendMails(pub Files);

impl RunSteps for SendMails {
    fn run(&self, steps: Steps) -> Pin<Box<dyn Future<Output = Result<()>> + Send>> {
        Box::pin(send(steps, self.0.clone()))
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
    unsubscribe: Option<String>,
    files: Vec<MailFile>,
    now: DateTime<Utc>,
}

async fn send(steps: Steps, files: Files) -> Result<()> {
    clear_leases(&steps).await?;
    unused::take_back_late(&steps).await?;
    let (mut running, mut busy) = (FuturesUnordered::new(), HashSet::new());
    let began = Instant::now();
    loop {
        // While a slow server is waited for, others have their turn again and again; but not for ever, so that mails whose
        // worker died are looked for, too.
        if !steps.stopping() && began.elapsed() < RUN_LIMIT {
            let mut tx = steps.begin().await?;
            let due = store::due_mailboxes(&mut tx, MOST_MAILBOXES).await?;
            drop(tx);
            for mailbox in due {
                if running.len() < SIDE_BY_SIDE && busy.insert(mailbox) {
                    let (steps, files) = (&steps, &files);
                    running.push(async move { (mailbox, send_from(steps, files, mailbox).await) });
                }
            }
        }
        tokio::select! {
            done = running.next() => match done {
                None => return Ok(()),
                Some((mailbox, Ok(()))) => {
                    busy.remove(&mailbox);
                }
                // It stays among the busy ones: its mails wait for the next run.
                Some((mailbox, Err(problem))) => {
                    tracing::error!(mailbox.id = %mailbox, %problem, "mails of a mailbox wait for the next run");
                }
            },
            () = tokio::time::sleep(LOOK_AGAIN_AFTER) => {}
        }
    }
}

/// Sends what waits in one mailbox, one after the other.
async fn send_from(steps: &Steps, files: &Files, mailbox: MailboxId) -> Result<()> {
    let began = Instant::now();
    for _ in 0..MOST_A_RUN {
        if steps.stopping() || began.elapsed() > RUN_LIMIT {
            break;
        }
        let mut tx = steps.begin().await?;
        let Some(waiting) = store::claimable(&mut tx, mailbox).await? else { break };
        let looked = match claim(&mut tx, &waiting).await {
            Ok(looked) => tx.commit_now().await.map(|()| looked),
            Err(problem) => {
                drop(tx);
                Err(problem)
            }
        };
        let goes_on = match looked {
            Ok(Looked::Ready(task)) => deliver(steps, files, &task).await?,
            Ok(Looked::Settled) => true,
            Ok(Looked::LeaveOut) => false,
            Err(problem) if problem.is_transient() => return Err(problem),
            Err(problem) => {
                tracing::error!(mail.id = %waiting.mail_id, %problem, "a mail cannot be prepared; it is tried again");
                set_aside(steps, &waiting).await?;
                false
            }
        };
        if !goes_on {
            break;
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
        let tomorrow = next_day(tx);
        mail.put_off(tomorrow, model::note(CAPPED));
        store::save(tx, &mail).await?;
        store::put_off_due(tx, waiting.mailbox_id, tomorrow, CAPPED).await?;
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
    let files = mail_files::store::waiting(tx, waiting.mail_id).await?;
    mail.claim(now, today);
    store::save(tx, &mail).await?;
    let (mailbox_id, smtp) = (waiting.mailbox_id, mailbox.smtp);
    Ok(Looked::Ready(Box::new(Task { mail, mailbox_id, smtp, password, unsubscribe, files, now })))
}

/// The files of a mail.
async fn read_files(steps: &Steps, files: &Files, task: &Task) -> Result<Vec<(MailFile, Vec<u8>)>> {
    let mut all = Vec::new();
    for file in &task.files {
        let content = files.read(steps.org(), &file.sha256).await?;
        let content = content.ok_or_else(|| Problem::internal(format!("the file {} is gone", file.file_id)))?;
        let whole = content.stream.try_fold(Vec::new(), |mut whole, part| {
            whole.extend_from_slice(&part);
            std::future::ready(Ok(whole))
        });
        all.push((file.clone(), whole.await.map_err(Problem::internal)?));
    }
    Ok(all)
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
    let sealed = mailboxes::store::password(tx, mailbox.image.mailbox_id).await?;
    mailboxes::unsealed(tx, &mailbox.password_context(), sealed)
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

/// A mailbox may send more than it might, or at other hours: what waits for that is looked at again now, not tomorrow. The mailbox
/// is locked.
pub async fn look_again(tx: &mut Tx, mailbox: MailboxId) -> Result<()> {
    store::bring_forward(tx, mailbox, CAPPED).await
}

/// The first moment of the next day of the organisation.
fn next_day(tx: &Tx) -> DateTime<Utc> {
    let day = tx.today().succ_opt().unwrap_or(tx.today());
    crate::follow_ups::model::instant(day, chrono::NaiveTime::MIN, tx.time_zone)
}

/// Sends a mail. Answers false when its mail server cannot be spoken with, so that others need not try.
async fn deliver(steps: &Steps, files: &Files, task: &Task) -> Result<bool> {
    let image = &task.mail.image;
    let files = match read_files(steps, files, task).await {
        Ok(files) => files,
        Err(problem) => {
            tracing::error!(mail.id = %image.mail_id, %problem, "a file of a mail cannot be read");
            return refused(steps, task, Refused::ForNow("A file of it cannot be read.".to_owned())).await;
        }
    };
    let written = mime::write(&task.mail, task.unsubscribe.as_deref(), files, task.now).and_then(|bytes| {
        let recipients = image.to.iter().chain(&image.cc).map(mime::address).collect::<Result<Vec<_>>>()?;
        Ok((bytes, recipients, mime::address(&image.from)?))
    });
    let (bytes, recipients, from) = match written {
        Ok(written) => written,
        Err(problem) => {
            tracing::error!(mail.id = %image.mail_id, %problem, "a mail cannot be written");
            let why = "It cannot be written as mail servers want it.";
            return refused(steps, task, Refused::Content(why.to_owned())).await;
        }
    };
    let private = steps.state().private_mail_servers;
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
    hand_over(steps, task, session, &bytes).await
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
async fn hand_over(steps: &Steps, task: &Task, mut session: Session, bytes: &[u8]) -> Result<bool> {
    match session.hand_over(bytes).await {
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
