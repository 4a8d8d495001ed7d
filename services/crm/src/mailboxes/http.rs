//! Mailboxes over HTTP.

use contracts::crm::mail as crm;
use kernel::{Cursor, Limit, MailboxId, Page, Permission};
use platform::{Created, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{Imap, Mailbox, MailboxError, Reading, Smtp, check_servers};
use super::requests::{CreateMailbox, Password, TryMailbox, UpdateMailbox, Wanted};
use super::trial::{self, Tried};
use super::{inbox, store};
use crate::lists::List;
use crate::mails::{outgoing, unused};
use crate::members;
use crate::patch::Change;

/// What mailboxes answer.
pub fn routes() -> Routes {
    use Permission::{ManageCrm, ReadCrm, WriteActivities};
    Routes::new("mailboxes")
        .post("/v1/mailboxes", ManageCrm, "Set up a mailbox", create)
        .get("/v1/mailboxes", ReadCrm, "List mailboxes", list)
        .get("/v1/mailboxes/{mailbox_id}", ReadCrm, "Show a mailbox", get)
        .patch(
            "/v1/mailboxes/{mailbox_id}",
            ManageCrm,
            "Change a mailbox; what waits to be sent from one that is not used any more is taken back",
            update,
        )
        .post(
            "/v1/mailboxes/try",
            ManageCrm,
            "Connect to the servers of a mailbox and log in, to see whether that works; nothing is sent, kept or changed",
            try_out,
        )
        .post(
            "/v1/mailboxes/{mailbox_id}/read",
            WriteActivities,
            "Read a mailbox at its mail server within seconds, instead of when its time comes",
            read_soon,
        )
        .post(
            "/v1/mailboxes/{mailbox_id}/inbox",
            ManageCrm,
            "Give a mailbox a new secret address for mails to come in at; one it had stops working",
            rotate,
        )
        .delete("/v1/mailboxes/{mailbox_id}/inbox", ManageCrm, "Take the secret address away", close)
}

/// What is said of a mailbox in trouble to those who cannot mend it.
const TROUBLE: &str = "It cannot send as it is set up; whoever sets up mailboxes sees why.";
/// The same of one that cannot be read.
const UNREAD: &str = "It cannot be read as it is set up; whoever sets up mailboxes sees why.";

/// A mailbox. Its password is never shown.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MailboxView {
    #[serde(flatten)]
    mailbox: crm::Mailbox,
    /// Where it hands over its mails; only for those who set it up.
    smtp: Option<Smtp>,
    /// Whether a password is kept for it.
    has_password: bool,
    /// Whether mails come in at a secret address.
    has_inbox: bool,
    /// What keeps it from sending; none while all is well. What its mail server says only those see who set it up.
    trouble: Option<String>,
    /// Whether mails that came in are read at its mail server.
    has_imap: bool,
    /// Where; only for those who set it up.
    imap: Option<Imap>,
    /// Whether a password is kept for that.
    has_imap_password: bool,
    /// How that goes; none when they are not read there.
    reading: Option<Reading>,
    /// Grows with each change; the ETag.
    version: i64,
}

impl MailboxView {
    fn of(mailbox: Mailbox, with_access: bool) -> Self {
        let mut reading = mailbox.reading;
        if !with_access {
            reading.trouble = reading.trouble.map(|_| UNREAD.to_owned());
            reading.left_out_why = None;
        }
        Self {
            has_imap: mailbox.imap.is_some(),
            has_imap_password: mailbox.has_imap_password,
            reading: Some(reading).filter(|_| mailbox.imap.is_some()),
            imap: mailbox.imap.filter(|_| with_access),
            mailbox: mailbox.image,
            smtp: Some(mailbox.smtp).filter(|_| with_access),
            has_password: mailbox.has_password,
            has_inbox: mailbox.has_inbox,
            trouble: mailbox.trouble.map(|trouble| if with_access { trouble } else { TROUBLE.to_owned() }),
            version: mailbox.version,
        }
    }
}

/// A mailbox that was changed.
#[derive(Debug, Serialize, JsonSchema)]
struct ChangedMailbox {
    #[serde(flatten)]
    mailbox: MailboxView,
    /// How many mails that waited were taken back, because the mailbox is not used any more from now on.
    taken_back: i64,
}

/// A mailbox's new secret address.
#[derive(Debug, Serialize, JsonSchema)]
struct NewInbox {
    /// Path of the address at this service, to which raw messages are posted; `/api/crm` goes before it at the gateway. It
    /// is told only once: none when the request is repeated, since nobody keeps it; ask for another one then.
    path: Option<String>,
}

/// Which page.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListMailboxes {
    /// The order; the oldest first when left out.
    #[serde(default)]
    sort: store::Sort,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

async fn create(mut tx: Tx, Json(body): Json<CreateMailbox>) -> Result<Created<MailboxView>> {
    members::check_owner(&mut tx, body.owner_id).await?;
    let Wanted { image, smtp, password, imap, imap_password } = body.split();
    let now = tx.now;
    let (mut mailbox, created) = Mailbox::make(image, smtp, imap, now)?;
    store::insert(&mut tx, &mailbox).await?;
    keep_passwords(&mut tx, &mut mailbox, Change::Set(password), Change::Set(imap_password)).await?;
    tx.publish(mailbox.version, &created)?;
    let (address, version) = (format!("/v1/mailboxes/{}", mailbox.image.mailbox_id), mailbox.version);
    tx.created(address, version, MailboxView::of(mailbox, true)).await
}

async fn update(
    mut tx: Tx,
    Path(id): Path<MailboxId>,
    Json(body): Json<UpdateMailbox>,
) -> Result<Reply<ChangedMailbox>> {
    let held = if body.active == Some(false) { unused::hold(&mut tx, id).await? } else { Vec::new() };
    let mut mailbox = lock(&mut tx, id).await?;
    tx.require_match(mailbox.version)?;
    if let Some(owner) = body.owner_id.value() {
        members::check_owner(&mut tx, Some(*owner)).await?;
    }
    let Wanted { image, smtp, password, imap, imap_password } = body.apply(&mailbox);
    let (now, before, was) = (tx.now, mailbox.imap_since, mailbox.image.clone());
    let updated = mailbox.update(image, smtp, imap, now)?;
    store::save(&mut tx, &mailbox).await?;
    if mailbox.imap_since != before {
        store::forget_folders(&mut tx, id).await?;
    }
    keep_passwords(&mut tx, &mut mailbox, password, imap_password).await?;
    tx.publish(mailbox.version, &updated)?;
    let ends = was.active && !mailbox.image.active;
    let taken_back = if ends { unused::take_back(&mut tx, id, &held).await? } else { 0 };
    if mailbox.image.daily_cap > was.daily_cap || mailbox.image.window != was.window {
        outgoing::look_again(&mut tx, id).await?;
    }
    let version = mailbox.version;
    tx.reply(version, ChangedMailbox { mailbox: MailboxView::of(mailbox, true), taken_back }).await
}

async fn keep_passwords(
    tx: &mut Tx,
    mailbox: &mut Mailbox,
    sending: Change<Password>,
    reading: Change<Password>,
) -> Result<()> {
    let seal = |tx: &Tx, context: String, password: Option<Password>| {
        password.map(|Password(secret)| tx.sealer().seal(&context, secret.expose().as_bytes())).transpose()
    };
    if let Change::Set(password) = sending {
        let sealed = seal(tx, mailbox.password_context(), password)?;
        store::set_password(tx, mailbox.image.mailbox_id, sealed.as_deref()).await?;
        mailbox.has_password = sealed.is_some();
    }
    if let Change::Set(password) = reading {
        let sealed = seal(tx, mailbox.imap_password_context(), password)?;
        store::set_imap_password(tx, mailbox.image.mailbox_id, sealed.as_deref()).await?;
        mailbox.has_imap_password = sealed.is_some();
    }
    Ok(())
}

async fn try_out(mut tx: Tx, Json(body): Json<TryMailbox>) -> Result<Reply<Tried>> {
    check_servers(body.smtp.as_ref(), body.imap.as_ref())?;
    let trial = trial::prepare(&mut tx, body).await?;
    // Servers may be slow; no connection is held meanwhile, and there is nothing to write down.
    drop(tx);
    Ok(Reply::plain(trial.run().await))
}

async fn read_soon(mut tx: Tx, Path(id): Path<MailboxId>) -> Result<Reply<MailboxView>> {
    let mailbox = lock(&mut tx, id).await?;
    if !store::ask(&mut tx, id).await? {
        return Err(MailboxError::NotRead.into());
    }
    let (version, may_see) = (mailbox.version, tx.may(Permission::ManageCrm));
    tx.reply(version, MailboxView::of(mailbox, may_see)).await
}

async fn rotate(mut tx: Tx, Path(id): Path<MailboxId>) -> Result<Reply<NewInbox>> {
    lock(&mut tx, id).await?;
    let (name, inbox) = inbox::make(tx.org);
    store::set_inbox(&mut tx, id, Some(&inbox)).await?;
    // What is kept for a repeated request lies in the database in clear, so it lacks the secret.
    tx.reply_plain(NewInbox { path: None }).await?;
    Ok(Reply::plain(NewInbox { path: Some(format!("/v1/public/inboxes/{name}")) }))
}

async fn close(mut tx: Tx, Path(id): Path<MailboxId>) -> Result<Reply<MailboxView>> {
    let mut mailbox = lock(&mut tx, id).await?;
    store::set_inbox(&mut tx, id, None).await?;
    mailbox.has_inbox = false;
    tx.reply(mailbox.version, MailboxView::of(mailbox, true)).await
}

async fn lock(tx: &mut Tx, id: MailboxId) -> Result<Mailbox> {
    store::lock(tx, id).await?.ok_or_else(|| Problem::not_found("mailbox"))
}

async fn get(mut db: Read, Path(id): Path<MailboxId>) -> Result<Reply<MailboxView>> {
    let mailbox = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("mailbox"))?;
    Ok(Reply::of(mailbox.version, MailboxView::of(mailbox, db.may(Permission::ManageCrm))))
}

impl List for ListMailboxes {
    type Item = MailboxView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<MailboxView>> {
        let page = store::list(db, self.sort, cursor, limit).await?;
        let with_access = db.may(Permission::ManageCrm);
        Ok(page.map(|mailbox| MailboxView::of(mailbox, with_access)))
    }
}

async fn list(mut db: Read, Query(query): Query<ListMailboxes>) -> Result<Reply<Page<MailboxView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}
