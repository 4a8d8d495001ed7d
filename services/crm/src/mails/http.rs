//! Mails over HTTP.

use axum::Extension;
use chrono::NaiveDate;
use contracts::crm::activities::{Direction, Subject};
use contracts::crm::mail::{MailKind, MailStatus};
use kernel::{
    AccountId, AttachmentId, ContactId, Cursor, DealId, Email, EnrolmentId, LeadId, Limit, MailId, MailboxId, MemberId,
    Name, Page, Permission,
};
use platform::files::{Cache, FileReply, Files, Upload};
use platform::{Created, Db, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{Draft, Mail};
use super::receive::{self, Arrival, Came};
use super::requests::{ComposeMail, FileMail, SettleMail};
use super::store::{self, Filter, Reader, Sort};
use super::views::{self, MailDetails, MailSummary, MailView, view};
use super::{access, log, open, queue, was_sent};
use crate::lists::{self, List};
use crate::mailboxes::model::{Mailbox, MailboxError};
use crate::{attachments, contacts, leads, mail_files, mailboxes, subjects};

/// What mails answer.
pub fn routes() -> Routes {
    use Permission::{ReadCrm, WriteActivities};
    Routes::new("mails")
        .post("/v1/mails", WriteActivities, "Write a mail; it is sent as soon as possible", compose)
        .get("/v1/mails", ReadCrm, "List mails", list)
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
            "/v1/mails/{mail_id}/discard",
            WriteActivities,
            "Throw a mail away that came in and is about nothing here; what it says is not kept",
            discard,
        )
        .get("/v1/mails/{mail_id}/files/{file_id}", ReadCrm, "A file of a mail", download)
        .post(
            "/v1/mailboxes/{mailbox_id}/mails",
            WriteActivities,
            "Take in a mail that came to a mailbox: the body is the message as it came (RFC 5322)",
            arrive,
        )
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
pub struct ListMails {
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
    /// Words that subject line, addresses or names hold, in any order, whatever case and accents.
    q: Option<Name>,
    /// From, to or with a copy to this address.
    address: Option<Email>,
    /// Which colleague wrote them.
    author_id: Option<MemberId>,
    /// First day on which they were sent or came in.
    from: Option<NaiveDate>,
    /// Last day on which they were sent or came in.
    to: Option<NaiveDate>,
    #[serde(default)]
    sort: Sort,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

async fn compose(
    mut tx: Tx,
    Extension(files): Extension<Files>,
    Json(body): Json<ComposeMail>,
) -> Result<Created<MailView>> {
    let mailbox = mailboxes::usable(&mut tx, "/mailbox_id", body.mailbox_id).await?;
    subjects::check(&mut tx, &body.about).await?;
    subjects::check_alive(&mut tx, &body.about).await?;
    let answered = match body.reply_to_mail_id {
        None => None,
        Some(id) => {
            let (found, who) = (store::get(&mut tx, id).await?, access::writer(&tx));
            let found = found.ok_or_else(|| Problem::field("/reply_to_mail_id", "there is no such mail"))?;
            if !access::may_read(&mut tx, who, &found).await? {
                return Err(Problem::field("/reply_to_mail_id", "there is no such mail"));
            }
            Some(found)
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
    mail_files::attach(&mut tx, &files, mail.image.mail_id, &body.files).await?;
    let (address, version) = (format!("/v1/mails/{}", mail.image.mail_id), mail.version);
    let view = view(&mut tx, mail).await?;
    tx.created(address, version, view).await
}

async fn cancel(mut tx: Tx, Path(id): Path<MailId>) -> Result<Reply<MailView>> {
    let mut mail = lock(&mut tx, id).await?;
    access::must_decide(&mut tx, &mail).await?;
    tx.if_match(mail.version)?;
    let cancelled = mail.cancel()?;
    store::save(&mut tx, &mail).await?;
    tx.publish(mail.version, &cancelled)?;
    crate::enrolments::mail_cancelled(&mut tx, &mail).await?;
    reply(tx, mail).await
}

async fn settle(mut tx: Tx, Path(id): Path<MailId>, Json(body): Json<SettleMail>) -> Result<Reply<MailView>> {
    let mut mail = lock(&mut tx, id).await?;
    access::must_decide(&mut tx, &mail).await?;
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
    reply(tx, mail).await
}

async fn file(mut tx: Tx, Path(id): Path<MailId>, Json(body): Json<FileMail>) -> Result<Reply<MailView>> {
    let mut mail = lock(&mut tx, id).await?;
    access::must_decide(&mut tx, &mail).await?;
    tx.if_match(mail.version)?;
    subjects::check(&mut tx, &body.about).await?;
    subjects::check_alive(&mut tx, &body.about).await?;
    if body.remember_address {
        remember(&mut tx, &body.about, &mail.image.from).await?;
    }
    let mut filed = mail.file(body.about)?;
    log(&mut tx, &mut mail).await?;
    filed.mail.activity_id = mail.image.activity_id;
    store::save(&mut tx, &mail).await?;
    mail_files::to_record(&mut tx, &mail).await?;
    tx.publish(mail.version, &filed)?;
    reply(tx, mail).await
}

/// Adds an address to those of the first person a mail is about.
async fn remember(tx: &mut Tx, about: &[Subject], address: &Email) -> Result<()> {
    let person = about.iter().find(|one| matches!(one, Subject::Contact(_) | Subject::Lead(_)));
    match person {
        Some(Subject::Contact(id)) => {
            tx.identity()?.require(Permission::WriteContacts)?;
            contacts::add_address(tx, *id, address).await
        }
        Some(Subject::Lead(id)) => {
            tx.identity()?.require(Permission::WriteLeads)?;
            leads::add_address(tx, *id, address).await
        }
        _ => Err(Problem::field("/remember_address", "is for a mail about a contact or a lead; name one in about")),
    }
}

async fn discard(mut tx: Tx, Path(id): Path<MailId>) -> Result<Reply<MailView>> {
    let mut mail = lock(&mut tx, id).await?;
    access::must_decide(&mut tx, &mail).await?;
    tx.if_match(mail.version)?;
    let now = tx.now;
    let discarded = mail.discard(now)?;
    store::discard(&mut tx, &mail).await?;
    mail_files::store::take(&mut tx, id).await?;
    tx.publish(mail.version, &discarded)?;
    reply(tx, mail).await
}

async fn arrive(
    Path(id): Path<MailboxId>,
    Extension(files): Extension<Files>,
    mut upload: Upload,
) -> Result<Reply<MailTaken>> {
    let mut db = upload.read().await?;
    let org = db.org;
    in_use(&mut db, id).await?;
    drop(db);
    let (mut mail, _place) = open::receive_mail(upload.take_body()).await?;
    let kept = receive::keep_files(&files, org, &mut mail).await?;
    let mut tx = upload.write().await?;
    let mailbox = in_use(&mut tx, id).await?;
    let taken = match receive::take_in(&mut tx, &mailbox, Came::In, mail, (&files, kept)).await? {
        Arrival::New(mail) => MailTaken { mail_id: mail.image.mail_id, known: false },
        Arrival::Known(mail_id) => MailTaken { mail_id, known: true },
        Arrival::LeftAlone => return Err(Problem::internal("a mail that came in was left alone")),
    };
    tx.reply_plain(taken).await
}

/// A mailbox at which mails may come in.
async fn in_use(db: &mut Db, id: MailboxId) -> Result<Mailbox> {
    let mailbox = mailboxes::store::get(db, id).await?.ok_or_else(|| Problem::not_found("mailbox"))?;
    if !mailbox.image.active {
        return Err(MailboxError::NotUsed.into());
    }
    Ok(mailbox)
}

async fn reply(mut tx: Tx, mail: Mail) -> Result<Reply<MailView>> {
    let version = mail.version;
    let view = view(&mut tx, mail).await?;
    tx.reply(version, view).await
}

async fn lock(tx: &mut Tx, id: MailId) -> Result<Mail> {
    super::lock(tx, id).await?.ok_or_else(|| Problem::not_found("mail"))
}

async fn get(mut db: Read, Path(id): Path<MailId>) -> Result<Reply<MailDetails>> {
    let who = access::reader(&db);
    let mail = readable(&mut db, id).await?;
    let thread = store::thread(&mut db, mail.image.thread_id, who).await?;
    let version = mail.version;
    Ok(Reply::of(version, views::details(&mut db, mail, thread).await?))
}

/// A mail the caller may read.
async fn readable(db: &mut Read, id: MailId) -> Result<Mail> {
    let who = access::reader(db);
    let nowhere = || Problem::not_found("mail");
    let mail = store::get(db, id).await?.ok_or_else(nowhere)?;
    if access::may_read(db, who, &mail).await? { Ok(mail) } else { Err(nowhere()) }
}

async fn download(
    mut db: Read,
    Path((id, file)): Path<(MailId, AttachmentId)>,
    Extension(files): Extension<Files>,
) -> Result<FileReply> {
    readable(&mut db, id).await?;
    let of = mail_files::store::of(&mut db, &[id.as_uuid()]).await?;
    let found = of.into_values().flatten().find(|one| one.file_id == file);
    let found = found.ok_or_else(|| Problem::not_found("file"))?;
    let org = db.org;
    // It may be read slowly; no connection is held meanwhile.
    drop(db);
    let content = files.read(org, &found.sha256).await?;
    let content = content.ok_or_else(|| Problem::internal(format!("the file {file} of a mail is gone")))?;
    let content_type = attachments::model::type_of(&found.content_type, None)?;
    Ok(FileReply { content, content_type, name: found.name.to_string(), cache: Cache::Minutes })
}

impl ListMails {
    /// The filter it asks for, for who asks.
    ///
    /// # Errors
    /// A problem that names the parameter that makes no sense.
    pub async fn filter(&self, db: &mut Db, reader: Reader) -> Result<Filter> {
        lists::in_order(("from", self.from), ("to", self.to))?;
        let about = [
            self.account_id.map(Subject::Account),
            self.contact_id.map(Subject::Contact),
            self.deal_id.map(Subject::Deal),
            self.lead_id.map(Subject::Lead),
        ];
        let (from, before) = lists::moments(db.time_zone, self.from, self.to);
        Ok(Filter {
            subjects: subjects::one_of(db, about).await?,
            mailbox_id: self.mailbox_id,
            status: self.status,
            direction: self.direction,
            kind: self.kind,
            enrolment_id: self.enrolment_id,
            unfiled: self.unfiled,
            text: self.q.clone(),
            address: self.address.clone(),
            author_id: self.author_id,
            from,
            before,
            reader,
        })
    }
}

impl List for ListMails {
    type Item = MailSummary;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<MailSummary>> {
        let reader = access::reader(db);
        let filter = self.filter(db, reader).await?;
        let page = store::list(db, filter, self.sort, cursor, limit).await?;
        Ok(page.map(MailSummary::from))
    }
}

async fn list(mut db: Read, Query(query): Query<ListMails>) -> Result<Reply<Page<MailSummary>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}
