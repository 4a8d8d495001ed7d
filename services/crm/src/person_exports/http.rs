//! Exports of persons over HTTP.

use axum::Extension;
use chrono::TimeDelta;
use contracts::crm::activities::Subject;
use contracts::crm::privacy::{PersonExport, PersonExported};
use kernel::{ContactId, Cursor, LeadId, Limit, Note, Page, Permission, PersonExportId};
use platform::files::{Cache, FileReply, Files};
use platform::{Created, Json, Kind, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::Deserialize;

use super::store::{self, PersonExportView};
use super::{archive, content, index};
use crate::erasures::scope::Scope;
use crate::lists::List;
use crate::persons::Person;
use crate::{erasures, persons, quotes, subjects};

/// For how long an archive can be fetched.
const FETCHABLE: TimeDelta = TimeDelta::hours(24);

/// What exports of persons answer.
pub fn routes() -> Routes {
    use Permission::ManagePrivacy;
    Routes::new("privacy")
        .post(
            "/v1/contacts/{contact_id}/person-exports",
            ManagePrivacy,
            "Take out what is known of the person a contact is, for 24 hours",
            of_contact,
        )
        .post(
            "/v1/leads/{lead_id}/person-exports",
            ManagePrivacy,
            "Take out what is known of the person a lead is, for 24 hours",
            of_lead,
        )
        .get("/v1/person-exports", ManagePrivacy, "List whose data was taken out, the last first", list)
        .get("/v1/person-exports/{person_export_id}", ManagePrivacy, "Show an export of a person", get)
        .get("/v1/person-exports/{person_export_id}/archive", ManagePrivacy, "The archive itself", fetch)
}

/// Takes out what is known of a person.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ExportPerson {
    /// Who asked, and more about it.
    note: Option<Note>,
    /// Whether records with the same e-mail address are the same person; true when left out.
    #[serde(default = "yes")]
    same_address: bool,
}

const fn yes() -> bool {
    true
}

async fn of_contact(tx: Tx, Path(id): Path<ContactId>, body: Json<ExportPerson>) -> Result<Created<PersonExportView>> {
    export(tx, Subject::Contact(id), body.0).await
}

async fn of_lead(tx: Tx, Path(id): Path<LeadId>, body: Json<ExportPerson>) -> Result<Created<PersonExportView>> {
    export(tx, Subject::Lead(id), body.0).await
}

async fn export(mut tx: Tx, subject: Subject, body: ExportPerson) -> Result<Created<PersonExportView>> {
    if !subjects::exists(&mut tx, subject).await? {
        return Err(Problem::not_found(subjects::noun(subject)));
    }
    erasures::check_not_erased(&mut tx, subject.id()).await?;
    let Person { contact_ids, lead_ids } = persons::store::person(&mut tx, subject.id(), body.same_address).await?;
    let person_export_id = PersonExportId::new();
    let expires_at = tx.now + FETCHABLE;
    let person_export = PersonExport { person_export_id, contact_ids, lead_ids, note: body.note, expires_at };
    let by = tx.actor().to_string();
    store::insert(&mut tx, &person_export, &by).await?;
    tx.publish(1, &PersonExported { person_export })?;
    let view = store::get(&mut tx, person_export_id).await?;
    let view = view.ok_or_else(|| Problem::internal("an export that was just made is not there"))?;
    tx.created(format!("/v1/person-exports/{person_export_id}"), 1, view).await
}

/// Which exports.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListExports {
    /// The order; the last first when left out.
    #[serde(default)]
    sort: store::Sort,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

impl List for ListExports {
    type Item = PersonExportView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<PersonExportView>> {
        store::list(db, self.sort, cursor, limit).await
    }
}

async fn list(mut db: Read, Query(query): Query<ListExports>) -> Result<Reply<Page<PersonExportView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

async fn get(mut db: Read, Path(id): Path<PersonExportId>) -> Result<Reply<PersonExportView>> {
    let export = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("export"))?;
    Ok(Reply::plain(export))
}

async fn fetch(mut tx: Tx, Path(id): Path<PersonExportId>, Extension(files): Extension<Files>) -> Result<FileReply> {
    let export = store::get(&mut tx, id).await?.ok_or_else(|| Problem::not_found("export"))?.person_export;
    if export.expires_at < tx.now {
        let sentence = "This could be fetched for 24 hours. Take the data out once more.";
        return Err(Problem::new(Kind::Conflict, "export-expired", sentence));
    }
    let person = Person { contact_ids: export.contact_ids, lead_ids: export.lead_ids };
    for record in person.ids() {
        erasures::check_not_erased(&mut tx, record).await?;
    }
    let needles = erasures::needles(&mut tx, &person).await?;
    let scope = Scope::of(&mut tx, &person, &needles).await?;
    let parts = content::of(&mut tx, &person, &scope).await?;
    let kept = content::files(&mut tx, &scope).await?;
    let language = quotes::settings::store::get(&mut tx).await?.image.language;
    let (org, now, by) = (tx.org, tx.now, tx.actor().to_string());
    let organisation = store::organisation(&mut tx).await?;
    store::fetched(&mut tx, id, &by).await?;
    // Files may be read slowly; no connection is held meanwhile.
    tx.commit_now().await?;
    let page = index::page(language, &organisation, now, &parts, &kept);
    let content = archive::of(org, page, parts, kept, &files).await?;
    let name = format!("person-{id}.zip");
    Ok(FileReply { content, content_type: "application/zip", name, cache: Cache::Never })
}
