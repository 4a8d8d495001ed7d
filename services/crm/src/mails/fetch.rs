//! The worker that reads mailboxes at their mail servers.
//!
//! How far a folder was read is written down in the transaction that takes a message in, so none is lost and none is taken
//! in twice, wherever the worker ends. Ids of messages hold as long as the server says (UIDVALIDITY); when it gives them
//! anew, what came since the last look is read again, and known messages are left alone by their Message-ID.

use std::pin::Pin;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use futures::StreamExt;
use kernel::{MailboxId, Name};
use platform::files::Files;
use platform::jobs::{RunSteps, Steps};
use platform::problem::Kind;
use platform::{Problem, Result};

use super::imap::{self, Message, Session};
use super::incoming::{self, MAX_BYTES};
use super::open::{place, read_apart};
use super::receive::{self, Came};
use super::smtp::Trouble;
use crate::mailboxes;
use crate::mailboxes::model::{Imap, Mailbox};
use crate::mailboxes::store::{self, Folder};

/// How often a mailbox is read.
const EVERY: TimeDelta = TimeDelta::minutes(1);
/// Longest pause after a server could not be spoken with.
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(30);
/// How long nobody else reads a mailbox that is being read. Longer than reading takes.
const LEASE: TimeDelta = TimeDelta::minutes(5);
/// Mailboxes of an organisation that are read in one run, and how many of them side by side.
const MOST_MAILBOXES: i64 = 100;
const SIDE_BY_SIDE: usize = 4;
/// Messages of a folder that are looked at in one run; the rest waits for the next, which follows at once.
const MOST_A_RUN: usize = 50;
/// Bytes of messages that are read over one connection, but for the last one.
const MOST_BYTES: usize = 40 * 1024 * 1024;
/// How long a mailbox may be read in one run, but for the message that is being read then.
const RUN_LIMIT: Duration = Duration::from_mins(1);
/// How far back is read when a server gives its messages new ids: as long as one may have been away.
const LOOK_BACK: TimeDelta = TimeDelta::days(2);

/// Reads mailboxes.
#[derive(Debug)]
pub struct ReadMailboxes(pub Files);

impl RunSteps for ReadMailboxes {
    fn run(&self, steps: Steps) -> Pin<Box<dyn Future<Output = Result<()>> + Send>> {
        Box::pin(read_mailboxes(steps, self.0.clone()))
    }
}

/// Why reading ended before its end.
enum Stopped {
    /// The server cannot be spoken with as the mailbox says.
    Trouble(String),
    /// Something is wrong here.
    Problem(Problem),
}

impl From<Trouble> for Stopped {
    fn from(Trouble(why): Trouble) -> Self {
        Self::Trouble(why)
    }
}

impl From<Problem> for Stopped {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

async fn read_mailboxes(steps: Steps, files: Files) -> Result<()> {
    let mut tx = steps.begin().await?;
    let due = store::claim_due(&mut tx, LEASE, MOST_MAILBOXES).await?;
    if due.is_empty() {
        return Ok(());
    }
    tx.commit_now().await?;
    let reading = futures::stream::iter(due).for_each_concurrent(SIDE_BY_SIDE, |mailbox| {
        let worker = Worker { steps: &steps, files: &files, began: Instant::now() };
        async move {
            if let Err(problem) = worker.read(mailbox).await {
                tracing::error!(mailbox.id = %mailbox, %problem, "a mailbox is read again later");
            }
        }
    });
    reading.await;
    Ok(())
}

/// Reads one mailbox.
struct Worker<'a> {
    steps: &'a Steps,
    files: &'a Files,
    began: Instant,
}

impl Worker<'_> {
    async fn read(&self, id: MailboxId) -> Result<()> {
        let mut tx = self.steps.begin().await?;
        let Some(mailbox) = store::get(&mut tx, id).await? else { return Ok(()) };
        let Some(imap) = mailbox.imap.clone() else { return Ok(()) };
        let sealed = store::imap_password(&mut tx, id).await?;
        let password = mailboxes::unsealed(&tx, &mailbox.imap_password_context(), sealed);
        drop(tx);
        let done = match password {
            Ok(password) => self.folders(&mailbox, &imap, password.as_deref()).await,
            // The key of the installation is another one, or there is none.
            Err(problem) if !problem.is_transient() => {
                tracing::error!(mailbox.id = %id, %problem, "the password of a mailbox cannot be read");
                Err(Stopped::Trouble("Its password cannot be read; give it again.".to_owned()))
            }
            Err(problem) => return Err(problem),
        };
        let mut tx = self.steps.begin().await?;
        let now = tx.now;
        let next = match &done {
            Ok(true) => now,
            Ok(false) | Err(Stopped::Problem(_)) => now + EVERY,
            Err(Stopped::Trouble(why)) => {
                tracing::warn!(org.id = %tx.org, mailbox.id = %id, why, "a mailbox cannot be read");
                let short: String = why.chars().take(1000).collect();
                let since = store::set_imap_trouble(&mut tx, id, Some(&short)).await?.unwrap_or(now);
                now + (now - since).clamp(EVERY, LONGEST_PAUSE)
            }
        };
        if done.is_ok() {
            store::set_imap_trouble(&mut tx, id, None).await?;
        }
        store::look_again_at(&mut tx, id, next).await?;
        tx.commit_now().await?;
        match done {
            Err(Stopped::Problem(problem)) => Err(problem),
            Ok(_) | Err(Stopped::Trouble(_)) => Ok(()),
        }
    }

    /// Reads its folders; answers whether there is more.
    async fn folders(&self, mailbox: &Mailbox, imap: &Imap, password: Option<&str>) -> Result<bool, Stopped> {
        let private = self.steps.state().private_mail_servers;
        let mut session = imap::open(imap, password, private).await?;
        let read = async {
            let mut more = self.folder(&mut session, mailbox, imap, (imap.folder(), Came::In)).await?;
            if let Some(sent) = imap.sent_folder.as_ref().map(Name::as_str) {
                more |= self.folder(&mut session, mailbox, imap, (sent, Came::Sent)).await?;
            }
            Ok(more)
        };
        let more = read.await;
        session.close().await;
        more
    }

    async fn folder(
        &self,
        session: &mut Session,
        mailbox: &Mailbox,
        imap: &Imap,
        (name, came): (&str, Came),
    ) -> Result<bool, Stopped> {
        let mark = imap.mark_read && came == Came::In;
        let looked = session.look_into(name, mark).await?;
        let id = mailbox.image.mailbox_id;
        let folder = self.begin(mailbox, name, i64::from(looked.uid_validity)).await?;
        let last = u32::try_from(folder.last_uid).unwrap_or(u32::MAX);
        let mut uids = session.after(last, folder.since).await?;
        let mut more = uids.len() > MOST_A_RUN;
        uids.truncate(MOST_A_RUN);
        let described = if uids.is_empty() { Vec::new() } else { session.describe(&uids).await? };
        let mut bytes = 0_usize;
        for uid in uids {
            let message = described.iter().find(|message| message.uid == uid);
            let wanted = message.filter(|message| message.came_at.is_none_or(|at| at >= folder.since));
            let Some(message) = wanted else {
                // It is gone meanwhile, or came before anybody wanted to know.
                self.pass(id, name, folder, (uid, None)).await?;
                continue;
            };
            if self.steps.stopping() || self.began.elapsed() > RUN_LIMIT || bytes > MOST_BYTES {
                more = true;
                break;
            }
            bytes += message.size_bytes.min(MAX_BYTES);
            self.message(session, (id, name, came), folder, *message).await?;
            if mark {
                session.mark_read(uid).await?;
            }
        }
        if !more {
            let mut tx = self.steps.begin().await?;
            store::read_all(&mut tx, id, name).await?;
            tx.commit_now().await?;
        }
        Ok(more)
    }

    /// How far a folder was read; what is new begins where it has to.
    async fn begin(&self, mailbox: &Mailbox, name: &str, uid_validity: i64) -> Result<Folder> {
        let mut tx = self.steps.begin().await?;
        let id = mailbox.image.mailbox_id;
        let known = store::folder(&mut tx, id, name).await?;
        if let Some(folder) = known.filter(|folder| folder.uid_validity == uid_validity) {
            return Ok(folder);
        }
        let from: DateTime<Utc> = mailbox.imap_since.unwrap_or(tx.now);
        let since = known.and_then(|folder| folder.looked_at).map_or(from, |looked| from.max(looked - LOOK_BACK));
        let begins = Folder { uid_validity, last_uid: 0, since, looked_at: known.and_then(|folder| folder.looked_at) };
        store::folder_anew(&mut tx, id, name, begins).await?;
        tx.commit_now().await?;
        Ok(begins)
    }

    /// Takes a message in, and writes down that it was read, at once.
    async fn message(
        &self,
        session: &mut Session,
        (id, name, came): (MailboxId, &str, Came),
        folder: Folder,
        message: Message,
    ) -> Result<(), Stopped> {
        let _place = place().await?;
        let Some(raw) = session.read(message).await? else {
            return Ok(self.pass(id, name, folder, (message.uid, None)).await?);
        };
        let whole = message.size_bytes <= MAX_BYTES;
        let read = move || if whole { incoming::read(&raw) } else { incoming::read_beginning(&raw) };
        let mut mail = match read_apart(read).await? {
            Ok(mail) => mail,
            Err(error) => {
                tracing::warn!(mailbox.id = %id, uid = message.uid, %error, "a message at a mail server cannot be read");
                return Ok(self.pass(id, name, folder, (message.uid, Some(&error.to_string()))).await?);
            }
        };
        let kept = receive::keep_files(self.files, self.steps.org(), &mut mail).await?;
        let mut tx = self.steps.begin().await?;
        // Whoever else deals with a message of this folder waits here.
        let reached = store::folder(&mut tx, id, name).await?;
        let is_next =
            |reached: &Folder| reached.uid_validity == folder.uid_validity && reached.last_uid < i64::from(message.uid);
        let (Some(_), Some(mailbox)) = (reached.filter(is_next), store::get(&mut tx, id).await?) else { return Ok(()) };
        match receive::take_in(&mut tx, &mailbox, came, mail, (self.files, kept)).await {
            Ok(_arrival) => {
                store::advance(&mut tx, id, name, i64::from(message.uid), None).await?;
                Ok(tx.commit_now().await?)
            }
            Err(problem) if problem.is_transient() || problem.kind() == Kind::Unavailable => Err(problem.into()),
            Err(problem) => {
                // One that cannot be kept must not keep all behind it from being read.
                drop(tx);
                tracing::error!(mailbox.id = %id, uid = message.uid, %problem, "a message cannot be taken in");
                let why = "A message could not be taken in; the log of the service says why.";
                Ok(self.pass(id, name, folder, (message.uid, Some(why))).await?)
            }
        }
    }

    /// Goes on behind a message that is not taken in.
    async fn pass(&self, id: MailboxId, name: &str, folder: Folder, (uid, why): (u32, Option<&str>)) -> Result<()> {
        let mut tx = self.steps.begin().await?;
        let reached = store::folder(&mut tx, id, name).await?;
        if reached.is_some_and(|reached| reached.uid_validity == folder.uid_validity) {
            store::advance(&mut tx, id, name, i64::from(uid), why).await?;
        }
        tx.commit_now().await
    }
}
