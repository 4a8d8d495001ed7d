//! Consents over HTTP.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::crm::activities::Subject;
use contracts::crm::privacy::{ConsentSource, LawfulBasis};
use kernel::{ConsentId, ContactId, Cursor, LeadId, Limit, Name, Note, Page, Permission};
use platform::{Created, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::Deserialize;

use super::model::Given;
use super::store::all::{self, Filter, ListedConsent, Sort};
use super::store::{self, ConsentView};
use crate::lists::{self, List};
use crate::{persons, subjects};

/// What consents answer.
pub fn routes() -> Routes {
    use Permission::{ReadCrm, WriteContacts, WriteLeads};
    Routes::new("consents")
        .get("/v1/consents", ReadCrm, "List what people agreed to, whoever they are", all)
        .get("/v1/contacts/{contact_id}/consents", ReadCrm, "List what a contact agreed to, the last first", of_contact)
        .post("/v1/contacts/{contact_id}/consents", WriteContacts, "Write down what a contact agreed to", give_contact)
        .get("/v1/leads/{lead_id}/consents", ReadCrm, "List what a lead agreed to, the last first", of_lead)
        .post("/v1/leads/{lead_id}/consents", WriteLeads, "Write down what a lead agreed to", give_lead)
        .get("/v1/consents/{consent_id}", ReadCrm, "Show what somebody agreed to", get)
        .post("/v1/consents/{consent_id}/withdraw", WriteContacts, "Write down that it was taken back", withdraw)
}

/// Something a person agreed to, or another reason why their data may be used.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct GiveConsent {
    /// What their data may be used for: `newsletter`.
    purpose: Name,
    /// Why it may.
    basis: LawfulBasis,
    /// How they said so: "by telephone". Needed when they agreed.
    how: Option<Name>,
    /// The words they agreed to. Needed when they agreed.
    text: Option<Note>,
    /// Since when it counts; now when left out, never in the future.
    given_at: Option<DateTime<Utc>>,
}

/// Takes a consent back.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct WithdrawConsent {
    /// How they said so.
    how: Option<Note>,
}

/// Which of all that people agreed to.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListConsents {
    /// For this purpose, in any letters.
    purpose: Option<Name>,
    /// For this reason.
    basis: Option<LawfulBasis>,
    /// That came by this way.
    source: Option<ConsentSource>,
    /// True: only what counts; false: only what was taken back.
    stands: Option<bool>,
    /// First day on which it was given.
    from: Option<NaiveDate>,
    /// Last day on which it was given.
    to: Option<NaiveDate>,
    /// The order; the last first when left out.
    #[serde(default)]
    sort: Sort,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

impl ListConsents {
    /// Refuses days that leave nothing between them.
    ///
    /// # Errors
    /// A problem that names the parameter.
    pub fn check(&self) -> Result<()> {
        lists::in_order(("from", self.from), ("to", self.to))
    }
}

impl List for ListConsents {
    type Item = ListedConsent;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<ListedConsent>> {
        self.check()?;
        let (from, before) = lists::moments(db.time_zone, self.from, self.to);
        let Self { ref purpose, basis, source, stands, .. } = *self;
        let filter = Filter { purpose: purpose.clone(), basis, source, stands, from, before };
        all::list(db, filter, self.sort, cursor, limit).await
    }
}

async fn all(mut db: Read, Query(query): Query<ListConsents>) -> Result<Reply<Page<ListedConsent>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

async fn of_contact(db: Read, Path(id): Path<ContactId>) -> Result<Reply<Page<ConsentView>>> {
    list(db, Subject::Contact(id)).await
}

async fn of_lead(db: Read, Path(id): Path<LeadId>) -> Result<Reply<Page<ConsentView>>> {
    list(db, Subject::Lead(id)).await
}

/// All of them, whichever record of the person they were written down for.
async fn list(mut db: Read, person: Subject) -> Result<Reply<Page<ConsentView>>> {
    if !subjects::exists(&mut db, person).await? {
        return Err(Problem::not_found(subjects::noun(person)));
    }
    let records = persons::store::records(&mut db, person.id()).await?;
    let items = store::list(&mut db, &records).await?;
    Ok(Reply::plain(Page { items, next_cursor: None }))
}

async fn give_contact(tx: Tx, Path(id): Path<ContactId>, body: Json<GiveConsent>) -> Result<Created<ConsentView>> {
    give(tx, Subject::Contact(id), body.0).await
}

async fn give_lead(tx: Tx, Path(id): Path<LeadId>, body: Json<GiveConsent>) -> Result<Created<ConsentView>> {
    give(tx, Subject::Lead(id), body.0).await
}

async fn give(mut tx: Tx, person: Subject, body: GiveConsent) -> Result<Created<ConsentView>> {
    if !subjects::exists(&mut tx, person).await? {
        return Err(Problem::not_found(subjects::noun(person)));
    }
    subjects::check_alive(&mut tx, &[person]).await?;
    let source = if tx.member_id().is_some() { ConsentSource::Manual } else { ConsentSource::Api };
    let GiveConsent { purpose, basis, how, text, given_at } = body;
    let given = Given { person, purpose, basis, source, how, text, form_id: None, given_at };
    let consent = super::give(&mut tx, given).await?;
    if let Subject::Lead(lead) = person {
        super::shown(&mut tx, lead).await?;
    }
    let (id, version) = (consent.image.consent_id, consent.version);
    let view = shown(&mut tx, id).await?;
    tx.created(format!("/v1/consents/{id}"), version, view).await
}

async fn withdraw(mut tx: Tx, Path(id): Path<ConsentId>, body: Json<WithdrawConsent>) -> Result<Reply<ConsentView>> {
    let mut consent = store::lock(&mut tx, id).await?.ok_or_else(|| Problem::not_found("consent"))?;
    tx.if_match(consent.version)?;
    super::withdraw(&mut tx, &mut consent, body.0.how).await?;
    let view = shown(&mut tx, id).await?;
    tx.reply(consent.version, view).await
}

async fn get(mut db: Read, Path(id): Path<ConsentId>) -> Result<Reply<ConsentView>> {
    let consent = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("consent"))?;
    Ok(Reply::of(consent.version, consent))
}

async fn shown(tx: &mut Tx, id: ConsentId) -> Result<ConsentView> {
    store::get(tx, id).await?.ok_or_else(|| Problem::internal("a consent is gone"))
}
