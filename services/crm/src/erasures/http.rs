//! Erasures over HTTP.

use contracts::crm::activities::Subject;
use contracts::crm::privacy::ErasureReason;
use kernel::{ContactId, Cursor, ErasureId, LeadId, Limit, Note, Page, Permission};
use platform::{Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scope::{self, Counts, Record, Scope};
use super::stays::{self, Stays};
use super::store::{self, ErasureView};
use super::{Request, erase as erase_person, needles};
use crate::lists::List;
use crate::{persons, retention, subjects};

/// What erasures answer.
pub fn routes() -> Routes {
    use Permission::ManagePrivacy;
    Routes::new("privacy")
        .get(
            "/v1/contacts/{contact_id}/erasure-preview",
            ManagePrivacy,
            "Show what erasing a contact would take away, and what would stay",
            preview_contact,
        )
        .post("/v1/contacts/{contact_id}/erase", ManagePrivacy, "Make the person a contact is unknown", erase_contact)
        .get(
            "/v1/leads/{lead_id}/erasure-preview",
            ManagePrivacy,
            "Show what erasing a lead would take away, and what would stay",
            preview_lead,
        )
        .post("/v1/leads/{lead_id}/erase", ManagePrivacy, "Make the person a lead is unknown", erase_lead)
        .get("/v1/erasures", ManagePrivacy, "List who was erased, the last first", list)
        .get("/v1/erasures/{erasure_id}", ManagePrivacy, "Show an erasure", get)
}

/// Who counts as the person.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AskPreview {
    /// Whether records with the same e-mail address are the same person; true when left out.
    #[serde(default = "yes")]
    same_address: bool,
}

const fn yes() -> bool {
    true
}

/// Makes a person unknown.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ErasePerson {
    /// Why: `request` or `other`.
    reason: ErasureReason,
    /// Who asked, and more about it. The person's name, addresses and numbers are taken out of it.
    note: Option<Note>,
    /// Whether records with the same e-mail address are the same person; true when left out.
    #[serde(default = "yes")]
    same_address: bool,
}

/// What erasing a person would do.
#[derive(Debug, Serialize, JsonSchema)]
struct ErasurePreview {
    /// The records that count as the person; those that are linked by merges or conversion first.
    records: Vec<Record>,
    /// How much would go, or lose what it says of the person.
    goes: Counts,
    /// What would keep naming them, and has to.
    stays: Vec<Stays>,
    /// Whether a mail to them is being sent at this moment, so that it has to wait.
    mail_under_way: bool,
    /// Why they are kept; lift that first.
    held: Option<Note>,
}

async fn preview_contact(
    db: Read,
    Path(id): Path<ContactId>,
    query: Query<AskPreview>,
) -> Result<Reply<ErasurePreview>> {
    preview(db, Subject::Contact(id), query.0.same_address).await
}

async fn preview_lead(db: Read, Path(id): Path<LeadId>, query: Query<AskPreview>) -> Result<Reply<ErasurePreview>> {
    preview(db, Subject::Lead(id), query.0.same_address).await
}

async fn preview(mut db: Read, subject: Subject, same_address: bool) -> Result<Reply<ErasurePreview>> {
    if !subjects::exists(&mut db, subject).await? {
        return Err(Problem::not_found(subjects::noun(subject)));
    }
    super::check_not_erased(&mut db, subject.id()).await?;
    let linked = persons::store::records(&mut db, subject.id()).await?;
    let person = persons::store::person(&mut db, subject.id(), same_address).await?;
    let needles = needles(&mut db, &person).await?;
    let scope = Scope::of(&mut db, &person, &needles).await?;
    Ok(Reply::plain(ErasurePreview {
        records: scope::records(&mut db, &person, &linked).await?,
        goes: scope.counts(&person),
        stays: stays::stays(&mut db, &person, &scope, &needles).await?,
        mail_under_way: scope.mails_under_way > 0,
        held: retention::store::held_because(&mut db, &person.ids()).await?,
    }))
}

async fn erase_contact(tx: Tx, Path(id): Path<ContactId>, body: Json<ErasePerson>) -> Result<Reply<ErasureView>> {
    erase(tx, Subject::Contact(id), body.0).await
}

async fn erase_lead(tx: Tx, Path(id): Path<LeadId>, body: Json<ErasePerson>) -> Result<Reply<ErasureView>> {
    erase(tx, Subject::Lead(id), body.0).await
}

async fn erase(mut tx: Tx, subject: Subject, body: ErasePerson) -> Result<Reply<ErasureView>> {
    if !subjects::exists(&mut tx, subject).await? {
        return Err(Problem::not_found(subjects::noun(subject)));
    }
    if body.reason == ErasureReason::Retention {
        return Err(Problem::field("/reason", "is for the organisation's rules alone; say request or other"));
    }
    let ErasePerson { reason, note, same_address } = body;
    let request = Request { record: subject.id(), same_address, reason, note };
    let erasure = erase_person(&mut tx, request).await?;
    tx.reply_plain(erasure).await
}

/// Which erasures.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListErasures {
    /// Only those for this reason.
    reason: Option<ErasureReason>,
    /// The order; the last first when left out.
    #[serde(default)]
    sort: store::Sort,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

impl List for ListErasures {
    type Item = ErasureView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<ErasureView>> {
        store::list(db, self.reason, self.sort, cursor, limit).await
    }
}

async fn list(mut db: Read, Query(query): Query<ListErasures>) -> Result<Reply<Page<ErasureView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

async fn get(mut db: Read, Path(id): Path<ErasureId>) -> Result<Reply<ErasureView>> {
    let erasure = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("erasure"))?;
    Ok(Reply::plain(erasure))
}
