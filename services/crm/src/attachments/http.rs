//! Files over HTTP.

use axum::Extension;
use contracts::crm::activities::{self as crm, AttachmentRemoved, Subject};
use kernel::{AccountId, ActivityId, AttachmentId, ContactId, DealId, LeadId, Page, Permission};
use platform::files::{Cache, FileReply, Files, Upload};
use platform::{Created, Db, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

use super::model::{self, AttachmentError};
use super::store::{self, AttachmentView};
use crate::{activities, quotes, subjects, timeline};

/// What files answer.
pub fn routes() -> Routes {
    use Permission::{ReadCrm, WriteActivities};
    Routes::new("attachments")
        .post(
            "/v1/accounts/{account_id}/attachments",
            WriteActivities,
            "Keep a file beside an account: the body is the file",
            attach_to_account,
        )
        .get(
            "/v1/accounts/{account_id}/attachments",
            ReadCrm,
            "List the files beside an account, newest first",
            of_account,
        )
        .post(
            "/v1/contacts/{contact_id}/attachments",
            WriteActivities,
            "Keep a file beside a contact: the body is the file",
            attach_to_contact,
        )
        .get(
            "/v1/contacts/{contact_id}/attachments",
            ReadCrm,
            "List the files beside a contact, newest first",
            of_contact,
        )
        .post(
            "/v1/deals/{deal_id}/attachments",
            WriteActivities,
            "Keep a file beside a deal: the body is the file",
            attach_to_deal,
        )
        .get("/v1/deals/{deal_id}/attachments", ReadCrm, "List the files beside a deal, newest first", of_deal)
        .post(
            "/v1/leads/{lead_id}/attachments",
            WriteActivities,
            "Keep a file beside a lead: the body is the file",
            attach_to_lead,
        )
        .get("/v1/leads/{lead_id}/attachments", ReadCrm, "List the files beside a lead, newest first", of_lead)
        .post(
            "/v1/activities/{activity_id}/attachments",
            WriteActivities,
            "Keep a file beside an activity: the body is the file",
            attach_to_activity,
        )
        .get(
            "/v1/activities/{activity_id}/attachments",
            ReadCrm,
            "List the files beside an activity, newest first",
            of_activity,
        )
        .get("/v1/attachments/{attachment_id}", ReadCrm, "The file itself", download)
        .delete("/v1/attachments/{attachment_id}", WriteActivities, "Remove a file", remove)
}

/// What a file is kept beside.
#[derive(Debug, Clone, Copy)]
enum Beside {
    Subject(Subject),
    Activity(ActivityId),
}

impl Beside {
    const fn id(self) -> Uuid {
        match self {
            Self::Subject(subject) => subject.id(),
            Self::Activity(id) => id.as_uuid(),
        }
    }

    /// Keeps it until this is over.
    async fn hold(self, db: &mut Db) -> Result<()> {
        match self {
            Self::Subject(subject) => subjects::hold(db, subject).await.map(drop),
            Self::Activity(id) => activities::store::lock(db, id).await.map(drop),
        }
    }

    /// What the file stands on the timelines of.
    async fn about(self, db: &mut Db) -> Result<Vec<Subject>> {
        match self {
            Self::Subject(subject) if subjects::exists(db, subject).await? => Ok(vec![subject]),
            Self::Subject(subject) => Err(Problem::not_found(subjects::noun(subject))),
            Self::Activity(id) => {
                let found = activities::store::get(db, id).await?.ok_or_else(|| Problem::not_found("activity"))?;
                Ok(found.image.about)
            }
        }
    }
}

/// How a file is called.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Named {
    /// File name; what no file name should hold is left out of it.
    name: Option<String>,
}

type Kept = Result<Created<AttachmentView>>;
type Listed = Result<Reply<Page<AttachmentView>>>;

async fn attach_to_account(
    Path(id): Path<AccountId>,
    Query(named): Query<Named>,
    Extension(files): Extension<Files>,
    upload: Upload,
) -> Kept {
    attach(Beside::Subject(Subject::Account(id)), named, files, upload).await
}

async fn attach_to_contact(
    Path(id): Path<ContactId>,
    Query(named): Query<Named>,
    Extension(files): Extension<Files>,
    upload: Upload,
) -> Kept {
    attach(Beside::Subject(Subject::Contact(id)), named, files, upload).await
}

async fn attach_to_deal(
    Path(id): Path<DealId>,
    Query(named): Query<Named>,
    Extension(files): Extension<Files>,
    upload: Upload,
) -> Kept {
    attach(Beside::Subject(Subject::Deal(id)), named, files, upload).await
}

async fn attach_to_lead(
    Path(id): Path<LeadId>,
    Query(named): Query<Named>,
    Extension(files): Extension<Files>,
    upload: Upload,
) -> Kept {
    attach(Beside::Subject(Subject::Lead(id)), named, files, upload).await
}

async fn attach_to_activity(
    Path(id): Path<ActivityId>,
    Query(named): Query<Named>,
    Extension(files): Extension<Files>,
    upload: Upload,
) -> Kept {
    attach(Beside::Activity(id), named, files, upload).await
}

async fn attach(beside: Beside, named: Named, files: Files, mut upload: Upload) -> Kept {
    // Before the file comes, so that nobody sends one in vain; and again when it has come.
    let mut db = upload.read().await?;
    let org = db.org;
    beside.about(&mut db).await?;
    drop(db);
    let content_type = model::type_of(&upload.content_type(), named.name.as_deref())?;
    let check = |head: &[u8]| Ok(model::check_beginning(content_type, head)?);
    let file = files.receive(org, upload.take_body(), model::MAX_BYTES, check).await?;
    files.keep(&file).await?;

    let mut tx = upload.write().await?;
    files.hold(&mut tx, &file.sha256).await?;
    beside.hold(&mut tx).await?;
    let about = beside.about(&mut tx).await?;
    subjects::check_alive(&mut tx, &about).await?;
    let address = |id: AttachmentId| format!("/v1/attachments/{id}");
    let count = store::count(&mut tx, beside.id()).await?;
    let name = model::file_name(named.name.as_deref()).ok_or_else(|| Problem::internal("a file without a name"))?;
    if let Some(same) = store::like(&mut tx, beside.id(), &file.sha256, &name).await? {
        // The same file again: whoever repeats a request whose answer was lost must not keep it twice. Under another name it is
        // another one: a blank form, or the same scan for two orders.
        return tx.created(address(same.attachment.attachment_id), 1, same).await;
    }
    if count >= model::MOST {
        return Err(AttachmentError::TooMany.into());
    }
    let attachment = crm::Attachment {
        attachment_id: AttachmentId::new(),
        subject: if let Beside::Subject(subject) = beside { Some(subject) } else { None },
        activity_id: if let Beside::Activity(id) = beside { Some(id) } else { None },
        name,
        content_type: content_type.to_owned(),
        size_bytes: file.size_bytes,
        sha256: file.sha256,
    };
    let kept = super::add(&mut tx, beside.id(), attachment, about).await?;
    tx.created(address(kept.attachment.attachment_id), 1, kept).await
}

async fn download(mut db: Read, Path(id): Path<AttachmentId>, Extension(files): Extension<Files>) -> Result<FileReply> {
    let found = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("file"))?;
    let org = db.org;
    // It may be read slowly; no connection is held meanwhile.
    drop(db);
    let content = files.read(org, &found.attachment.sha256).await?;
    let content = content.ok_or_else(|| Problem::internal(format!("the file of attachment {id} is gone")))?;
    let content_type = model::type_of(&found.attachment.content_type, None)?;
    Ok(FileReply { content, content_type, name: found.attachment.name.to_string(), cache: Cache::Minutes })
}

async fn remove(mut tx: Tx, Path(id): Path<AttachmentId>) -> Result<Reply<AttachmentView>> {
    let found = store::lock(&mut tx, id).await?.ok_or_else(|| Problem::not_found("file"))?;
    if let Some(Subject::Deal(deal)) = found.attachment.subject
        && quotes::store::is_evidence(&mut tx, deal, id).await?
    {
        return Err(AttachmentError::Evidence.into());
    }
    store::remove(&mut tx, id).await?;
    timeline::store::forget(&mut tx, id.as_uuid()).await?;
    tx.publish(2, &AttachmentRemoved { attachment: found.attachment.clone() })?;
    tx.reply_plain(found).await
}

async fn of_account(db: Read, Path(id): Path<AccountId>) -> Listed {
    list(db, Beside::Subject(Subject::Account(id))).await
}

async fn of_contact(db: Read, Path(id): Path<ContactId>) -> Listed {
    list(db, Beside::Subject(Subject::Contact(id))).await
}

async fn of_deal(db: Read, Path(id): Path<DealId>) -> Listed {
    list(db, Beside::Subject(Subject::Deal(id))).await
}

async fn of_lead(db: Read, Path(id): Path<LeadId>) -> Listed {
    list(db, Beside::Subject(Subject::Lead(id))).await
}

async fn of_activity(db: Read, Path(id): Path<ActivityId>) -> Listed {
    list(db, Beside::Activity(id)).await
}

/// All of them: there are never more than fit on a page.
async fn list(mut db: Read, beside: Beside) -> Listed {
    beside.about(&mut db).await?;
    let mut names = subjects::names(&mut db, beside.id()).await?;
    // What was kept beside a lead is there for what it became.
    if matches!(beside, Beside::Subject(Subject::Contact(_) | Subject::Deal(_))) {
        names.extend(store::leads_of(&mut db, &names).await?);
    }
    let items = store::list(&mut db, &names, model::MOST).await?;
    Ok(Reply::plain(Page { items, next_cursor: None }))
}
