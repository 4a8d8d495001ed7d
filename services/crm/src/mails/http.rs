//! Mails over HTTP.

use axum::Extension;
use chrono::{DateTime, Utc};
use contracts::crm::activities::{Direction, Subject};
use contracts::crm::mail::{self as crm, MailKind, MailStatus};
use kernel::{AccountId, ContactId, Cursor, DealId, EnrolmentId, LeadId, Limit, MailId, MailboxId, Page, Permission};
use platform::files::{Files, Upload};
use platform::{Created, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{Draft, Mail};
use super::receive::{self, Arrival};
use super::requests::{ComposeMail, FileMail, SettleMail};
use super::store::{self, Filter};
use super::{log, open, queue, was_sent};
use crate::{mailboxes, subjects};

/// Letters of a mail that a list shows.
const BEGINNING: usize = 200;

/// What mails answer.
pub fn routes() -> Routes {
    use Permission::{ReadCrm, WriteActivities};
    Routes::new("mails")
        .post("/v1/mails", WriteActivities, "Write a mail; it is sent as soon as possible", compose)
        .get("/v1/mails", ReadCrm, "List mails, latest first", list)
        .get("/v1/mails/{mail_id}", ReadCrm, "Show a mail with its conversation", get)
        .post("/v1/mails/{mail_id}/cancel", WriteActivities, "Take back a mail that waits to be sent", cancel)
        .post(
            "/v1/mails/{mail_id}/settle",
            WriteActivities,
            "Say what became of a mail that may have been sent; it is never sent again without this",
            settle,
        )
        .post("/v1/mails/{mail_id}/file", WriteActivities, "Say what a mail that came in is about", file)
        .post(
            "/v1/mailboxes/{mailbox_id}/mails",
            WriteActivities,
            "Take in a mail that came to a mailbox: the body is the message as it came (RFC 5322)",
            arrive,
        )
}

/// A mail, as it is listed.
#[derive(Debug, Serialize, JsonSchema)]
struct MailSummary {
    #[serde(flatten)]
    mail: crm::Mail,
    /// Who it says it is from.
    from_name: Option<String>,
    /// How it begins.
    beginning: String,
    /// When it is tried next, while it waits.
    next_attempt_at: Option<DateTime<Utc>>,
    /// How often it was tried.
    attempts: i32,
    /// Grows with each change that is told; the ETag.
    version: i64,
}

impl From<Mail> for MailSummary {
    fn from(mail: Mail) -> Self {
        Self {
            beginning: mail.body.chars().take(BEGINNING).collect(),
            from_name: mail.from_name,
            next_attempt_at: mail.next_attempt_at,
            attempts: mail.attempts,
            version: mail.version,
            mail: mail.image,
        }
    }
}

/// A mail with what it says.
#[derive(Debug, Serialize, JsonSchema)]
struct MailView {
    #[serde(flatten)]
    mail: MailSummary,
    /// What it says, as plain text.
    body: String,
    /// Whether it said more than is kept.
    body_cut: bool,
    /// Names of files that came with it and were not kept.
    left_out: Vec<String>,
}

impl From<Mail> for MailView {
    fn from(mail: Mail) -> Self {
        let (body, body_cut, left_out) = (mail.body.clone(), mail.body_cut, mail.left_out.clone());
        Self { mail: mail.into(), body, body_cut, left_out }
    }
}

/// A mail with its conversation.
#[derive(Debug, Serialize, JsonSchema)]
struct MailDetails {
    #[serde(flatten)]
    mail: MailView,
    /// The conversation, itself among it, first to last; at most the latest 200.
    thread: Vec<MailView>,
}

/// What became of a mail that was handed in.
#[derive(Debug, Serialize, JsonSchema)]
struct MailTaken {
    /// Which it is.
    mail_id: MailId,
    /// Whether it was here before.
    known: bool,
}

/// Which mails.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ListMails {
    account_id: Option<AccountId>,
    contact_id: Option<ContactId>,
    deal_id: Option<DealId>,
    lead_id: Option<LeadId>,
    mailbox_id: Option<MailboxId>,
    status: Option<MailStatus>,
    direction: Option<Direction>,
    kind: Option<MailKind>,
    enrolment_id: Option<EnrolmentId>,
    /// True: only those that came in and of which nobody knows what they are about.
    #[serde(default)]
    unfiled: bool,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

async fn compose(mut tx: Tx, Json(body): Json<ComposeMail>) -> Result<Created<MailView>> {
    let mailbox = mailboxes::usable(&mut tx, "/mailbox_id", body.mailbox_id).await?;
    subjects::check(&mut tx, &body.about).await?;
    subjects::check_alive(&mut tx, &body.about).await?;
    let answered = match body.reply_to_mail_id {
        None => None,
        Some(id) => {
            let found = store::get(&mut tx, id).await?;
            Some(found.ok_or_else(|| Problem::field("/reply_to_mail_id", "there is no such mail"))?)
        }
    };
    let addresses: Vec<String> = body.to.iter().chain(&body.cc).map(|to| to.as_str().to_lowercase()).collect();
    let most = i64::try_from(subjects::MOST).unwrap_or(i64::MAX);
    let known = store::whose(&mut tx, &addresses, most).await?;
    let mut about = body.about;
    let before = answered.iter().flat_map(|mail| mail.image.about.iter().copied());
    for subject in before.chain(known) {
        if !about.contains(&subject) && about.len() < subjects::MOST {
            about.push(subject);
        }
    }
    let draft = Draft {
        mailbox_id: body.mailbox_id,
        from: mailbox.image.address.clone(),
        from_name: mailbox.sender().clone(),
        to: body.to,
        cc: body.cc,
        subject: body.subject,
        body: mailboxes::model::signed(body.body.as_str(), mailbox.image.signature.as_ref()),
        about,
        answers: answered.as_ref().map(Into::into),
        author_id: tx.member_id(),
        step: None,
        send_at: body.send_at.unwrap_or(tx.now),
    };
    let mail = queue(&mut tx, draft).await?;
    tx.created(format!("/v1/mails/{}", mail.image.mail_id), mail.version, mail.into()).await
}

async fn cancel(mut tx: Tx, Path(id): Path<MailId>) -> Result<Reply<MailView>> {
    let mut mail = lock(&mut tx, id).await?;
    tx.if_match(mail.version)?;
    let cancelled = mail.cancel()?;
    store::save(&mut tx, &mail).await?;
    tx.publish(mail.version, &cancelled)?;
    crate::enrolments::mail_cancelled(&mut tx, &mail).await?;
    tx.reply(mail.version, mail.into()).await
}

async fn settle(mut tx: Tx, Path(id): Path<MailId>, Json(body): Json<SettleMail>) -> Result<Reply<MailView>> {
    let mut mail = lock(&mut tx, id).await?;
    tx.if_match(mail.version)?;
    mail.must_be_in_doubt()?;
    if body.sent {
        was_sent(&mut tx, &mut mail).await?;
    } else {
        let now = tx.now;
        let queued = mail.requeue(now)?;
        store::save(&mut tx, &mail).await?;
        tx.publish(mail.version, &queued)?;
    }
    tx.reply(mail.version, mail.into()).await
}

async fn file(mut tx: Tx, Path(id): Path<MailId>, Json(body): Json<FileMail>) -> Result<Reply<MailView>> {
    let mut mail = lock(&mut tx, id).await?;
    tx.if_match(mail.version)?;
    subjects::check(&mut tx, &body.about).await?;
    subjects::check_alive(&mut tx, &body.about).await?;
    let mut filed = mail.file(body.about)?;
    log(&mut tx, &mut mail).await?;
    filed.mail.activity_id = mail.image.activity_id;
    store::save(&mut tx, &mail).await?;
    tx.publish(mail.version, &filed)?;
    tx.reply(mail.version, mail.into()).await
}

async fn arrive(
    Path(id): Path<MailboxId>,
    Extension(files): Extension<Files>,
    mut upload: Upload,
) -> Result<Reply<MailTaken>> {
    let nowhere = || Problem::not_found("mailbox");
    let mut db = upload.read().await?;
    let org = db.org;
    mailboxes::store::get(&mut db, id).await?.ok_or_else(nowhere)?;
    drop(db);
    let (mut mail, _place) = open::receive_mail(upload.take_body()).await?;
    let kept = receive::keep_files(&files, org, &mut mail).await?;
    let mut tx = upload.write().await?;
    let mailbox = mailboxes::store::get(&mut tx, id).await?.ok_or_else(nowhere)?;
    let taken = match receive::take_in(&mut tx, &mailbox, mail, (&files, kept)).await? {
        Arrival::New(mail) => MailTaken { mail_id: mail.image.mail_id, known: false },
        Arrival::Known(mail_id) => MailTaken { mail_id, known: true },
    };
    tx.reply_plain(taken).await
}

async fn lock(tx: &mut Tx, id: MailId) -> Result<Mail> {
    super::lock(tx, id).await?.ok_or_else(|| Problem::not_found("mail"))
}

async fn get(mut db: Read, Path(id): Path<MailId>) -> Result<Reply<MailDetails>> {
    let mail = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("mail"))?;
    let thread = store::thread(&mut db, mail.image.thread_id).await?;
    let thread = thread.into_iter().map(MailView::from).collect();
    Ok(Reply::of(mail.version, MailDetails { mail: mail.into(), thread }))
}

async fn list(mut db: Read, Query(query): Query<ListMails>) -> Result<Reply<Page<MailSummary>>> {
    let limit = query.limit.unwrap_or_default();
    let after = query.cursor.map(|cursor| cursor.decode()).transpose();
    let about = [
        query.account_id.map(Subject::Account),
        query.contact_id.map(Subject::Contact),
        query.deal_id.map(Subject::Deal),
        query.lead_id.map(Subject::Lead),
    ];
    let filter = Filter {
        subjects: subjects::one_of(&mut db, about).await?,
        mailbox_id: query.mailbox_id,
        status: query.status,
        direction: query.direction,
        kind: query.kind,
        enrolment_id: query.enrolment_id,
        unfiled: query.unfiled,
        after: after.map_err(|error| Problem::field("cursor", error.to_string()))?,
    };
    let rows = store::list(&mut db, filter, limit.fetch()).await?;
    let page = Page::from_rows(rows, limit, |row| (row.image.at, row.image.mail_id));
    Ok(Reply::plain(page.map(MailSummary::from)))
}
