//! Contacts over HTTP.

use chrono::{DateTime, Utc};
use contracts::crm::{self, FieldRecord};
use kernel::{
    AccountId, ContactId, CountryCode, Cursor, Email, FieldId, Limit, MemberId, Name, Page, Permission, ShortCode,
    TagId,
};
use platform::{Created, Db, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::Contact;
use super::store::{self, Filter, Sort};
use crate::accounts;
use crate::custom_fields::{CustomChanges, filter};
use crate::duplicates;
use crate::duplicates::model::{Candidate, Traits};
use crate::lists::List;
use crate::names::sort_key;
use crate::patch::{Change, given};
use crate::postal::Address;
use crate::{custom_fields, members, reaches, tags, timeline};

/// What contacts answer.
pub fn routes() -> Routes {
    Routes::new("contacts")
        .post("/v1/contacts", Permission::WriteContacts, "Record a contact", create)
        .get("/v1/contacts", Permission::ReadCrm, "List contacts", list)
        .post("/v1/contacts/bulk", Permission::WriteContacts, "Do the same to many contacts", super::bulk::act)
        .get("/v1/contacts/{contact_id}", Permission::ReadCrm, "Show a contact", get)
        .patch("/v1/contacts/{contact_id}", Permission::WriteContacts, "Change a contact", update)
}

/// A new contact.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CreateContact {
    name: Name,
    /// What they are called among acquaintances; left out, mails guess it from the name.
    given_name: Option<Name>,
    account_id: Option<AccountId>,
    /// Their address: mails go there.
    email: Option<Email>,
    /// Their further addresses, at most 20.
    #[serde(default)]
    additional_emails: Vec<Email>,
    phone: Option<Name>,
    /// Their further telephone numbers, at most 20.
    #[serde(default)]
    additional_phones: Vec<Name>,
    job_title: Option<Name>,
    /// Where letters to them go, in `country`.
    address: Option<Address>,
    /// The country of that.
    country: Option<CountryCode>,
    /// Who looks after them; whoever looks after their account when left out.
    owner_id: Option<MemberId>,
    /// Key of the record in the system it comes from; unique, so that an import can run twice.
    external_ref: Option<ShortCode>,
    #[serde(default)]
    tags: Vec<TagId>,
    /// Values of custom fields, by the id of the field.
    #[serde(default)]
    custom: CustomChanges,
}

/// Changes of a contact: what is left out stays, `null` empties.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct UpdateContact {
    #[serde(default, deserialize_with = "given")]
    name: Option<Name>,
    /// What they are called among acquaintances; left out, mails guess it from the name.
    #[serde(default)]
    given_name: Change<Name>,
    #[serde(default)]
    account_id: Change<AccountId>,
    /// Their address; when it is emptied, the first of the further ones takes its place, and a further one that becomes it
    /// changes places with it.
    #[serde(default)]
    email: Change<Email>,
    /// Their further addresses, all of them; at most 20.
    #[serde(default, deserialize_with = "given")]
    additional_emails: Option<Vec<Email>>,
    /// Their telephone number, as the address.
    #[serde(default)]
    phone: Change<Name>,
    /// Their further telephone numbers, all of them; at most 20.
    #[serde(default, deserialize_with = "given")]
    additional_phones: Option<Vec<Name>>,
    #[serde(default)]
    job_title: Change<Name>,
    /// The address as a whole: a part that is left out is emptied.
    #[serde(default)]
    address: Change<Address>,
    #[serde(default)]
    country: Change<CountryCode>,
    /// Who looks after them; `null` for nobody.
    #[serde(default)]
    owner_id: Change<MemberId>,
    #[serde(default)]
    external_ref: Change<ShortCode>,
    /// Its tags, all of them.
    #[serde(default, deserialize_with = "given")]
    tags: Option<Vec<TagId>>,
    /// Values of custom fields: what is not named stays, `null` empties.
    #[serde(default)]
    custom: CustomChanges,
}

/// A contact.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ContactView {
    #[serde(flatten)]
    contact: crm::Contact,
    /// Key of the record in the system it comes from.
    external_ref: Option<ShortCode>,
    /// The contact it was merged into; go on with that one.
    merged_into: Option<ContactId>,
    /// When the person was erased; it says nothing of them since, and cannot be changed.
    erased_at: Option<DateTime<Utc>>,
    /// Grows with each change; the ETag.
    version: i64,
}

impl From<Contact> for ContactView {
    fn from(contact: Contact) -> Self {
        Self {
            contact: contact.image,
            external_ref: contact.external_ref,
            merged_into: contact.merged_into,
            erased_at: contact.erased_at,
            version: contact.version,
        }
    }
}

/// A contact that was just recorded or changed, with what it may be a duplicate of. It was written all the same: a person
/// decides.
#[derive(Debug, Serialize, JsonSchema)]
struct ContactRecorded {
    #[serde(flatten)]
    contact: ContactView,
    /// Contacts that may be the same.
    duplicates: Vec<Candidate>,
}

/// Which contacts.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListContacts {
    /// Beginning of the name, in any case.
    name: Option<Name>,
    /// Words that name or address hold, in any order, whatever case and accents.
    q: Option<Name>,
    account_id: Option<AccountId>,
    owner_id: Option<MemberId>,
    /// A part of their job title, whatever case and accents.
    job_title: Option<Name>,
    /// City of their postal address, whatever case and accents.
    city: Option<Name>,
    /// Country of their postal address.
    country: Option<CountryCode>,
    /// An address they have, the main one or another.
    email: Option<Email>,
    /// The beginning of a telephone number they have, with or without the codes of country and trunk; only digits count.
    phone: Option<Name>,
    external_ref: Option<ShortCode>,
    /// A tag they have.
    tag_id: Option<TagId>,
    /// What custom values must be: a JSON object by field id, of values, `null` for none,
    /// `{"least": "10", "most": "20"}`, or `{"contains": "part"}` of a text.
    custom: Option<String>,
    #[serde(default)]
    sort: Sort,
    /// The custom field they are sorted by; goes together with `sort=custom` or `sort=-custom`.
    sort_field: Option<FieldId>,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

async fn create(mut tx: Tx, Json(body): Json<CreateContact>) -> Result<Created<ContactRecorded>> {
    check_phone(body.phone.as_ref())?;
    check_further(&body.additional_emails, &body.additional_phones)?;
    accounts::check_named(&mut tx, "/account_id", body.account_id).await?;
    members::check_owner(&mut tx, body.owner_id).await?;
    let image = crm::Contact {
        contact_id: ContactId::new(),
        account_id: body.account_id,
        name: body.name,
        given_name: body.given_name,
        email: body.email,
        additional_emails: body.additional_emails,
        phone: body.phone,
        additional_phones: body.additional_phones,
        job_title: body.job_title,
        address: body.address.and_then(Address::said),
        country: body.country,
        tags: tags::known(&mut tx, body.tags).await?,
        custom: custom_fields::change(&mut tx, FieldRecord::Contact, None, body.custom).await?,
        owner_id: body.owner_id,
    };
    let contact = super::record(&mut tx, image, body.external_ref).await?;
    let duplicates = duplicates::store::contacts(&mut tx, &Traits::of_contact(&contact.image)).await?;
    let (address, version) = (format!("/v1/contacts/{}", contact.image.contact_id), contact.version);
    tx.created(address, version, ContactRecorded { contact: contact.into(), duplicates }).await
}

async fn update(
    mut tx: Tx,
    Path(id): Path<ContactId>,
    Json(mut body): Json<UpdateContact>,
) -> Result<Reply<ContactRecorded>> {
    let mut contact = store::lock(&mut tx, id).await?.ok_or_else(|| Problem::not_found("contact"))?;
    tx.require_match(contact.version)?;
    super::check_live(&contact)?;
    check_phone(body.phone.value())?;
    let (emails, phones) = (body.additional_emails.as_deref(), body.additional_phones.as_deref());
    check_further(emails.unwrap_or_default(), phones.unwrap_or_default())?;
    accounts::check_named(&mut tx, "/account_id", body.account_id.value().copied()).await?;
    members::check_owner(&mut tx, body.owner_id.value().copied()).await?;
    let (mut image, mut external_ref) = (contact.image.clone(), contact.external_ref.clone());
    let (account_before, owner_before) = (image.account_id, image.owner_id);
    if let Some(tags) = body.tags.take() {
        image.tags = tags::known(&mut tx, tags).await?;
    }
    let changes = std::mem::take(&mut body.custom);
    image.custom = custom_fields::change(&mut tx, FieldRecord::Contact, Some(&contact.image.custom), changes).await?;
    body.apply(&mut image, &mut external_ref);
    let updated = contact.update(image, external_ref);
    store::save(&mut tx, &contact).await?;
    let account_id = contact.image.account_id;
    if account_id != account_before {
        timeline::store::move_to_account(&mut tx, id.as_uuid(), account_before, account_id).await?;
    }
    let event = tx.publish(contact.version, &updated)?;
    timeline::deals::contact_updated(&mut tx, event, owner_before, &contact.image).await?;
    let duplicates = duplicates::store::contacts(&mut tx, &Traits::of_contact(&contact.image)).await?;
    tx.reply(contact.version, ContactRecorded { contact: contact.into(), duplicates }).await
}

fn check_phone(phone: Option<&Name>) -> Result<()> {
    reaches::check_phone(phone).map_err(|detail| Problem::field("/phone", detail))
}

fn check_further(emails: &[Email], phones: &[Name]) -> Result<()> {
    let refuse = |pointer: &'static str| move |detail| Problem::field(pointer, detail);
    reaches::check_further(emails, |_| Ok(())).map_err(refuse("/additional_emails"))?;
    reaches::check_further(phones, reaches::check_phone).map_err(refuse("/additional_phones"))
}

impl UpdateContact {
    fn apply(self, image: &mut crm::Contact, external_ref: &mut Option<ShortCode>) {
        if let Some(name) = self.name {
            image.name = name;
        }
        self.given_name.apply(&mut image.given_name);
        self.account_id.apply(&mut image.account_id);
        let (emails, phones) = ((self.email, self.additional_emails), (self.phone, self.additional_phones));
        reaches::change(&mut image.email, &mut image.additional_emails, emails, reaches::email_key);
        reaches::change(&mut image.phone, &mut image.additional_phones, phones, reaches::phone_key);
        self.job_title.apply(&mut image.job_title);
        self.address.apply_to(&mut image.address);
        self.country.apply(&mut image.country);
        self.owner_id.apply(&mut image.owner_id);
        self.external_ref.apply(external_ref);
    }
}

async fn get(mut db: Read, Path(id): Path<ContactId>) -> Result<Reply<ContactView>> {
    let contact = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("contact"))?;
    Ok(Reply::of(contact.version, contact.into()))
}

impl ListContacts {
    /// The filter it asks for.
    ///
    /// # Errors
    /// A problem that names the parameter, for a custom field that is not there or a value that is not one of it.
    pub async fn filter(&self, db: &mut Db) -> Result<Filter> {
        let (custom, sorted) = (self.custom.as_deref(), self.sort.is_custom());
        let custom = filter::conditions(db, FieldRecord::Contact, custom, self.sort_field, sorted).await?;
        let tags = match self.tag_id {
            Some(tag) => Some(tags::store::names_of(db, tag).await?),
            None => None,
        };
        Ok(Filter {
            name: self.name.as_ref().map(sort_key),
            text: self.q.clone(),
            account_id: self.account_id,
            owner_id: self.owner_id,
            job_title: self.job_title.clone(),
            city: self.city.clone(),
            country: self.country,
            email: self.email.clone(),
            phone: self.phone.clone(),
            external_ref: self.external_ref.clone(),
            tags,
            custom,
        })
    }
}

impl List for ListContacts {
    type Item = ContactView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<ContactView>> {
        let filter = self.filter(db).await?;
        let page = store::list(db, filter, self.sort, cursor, limit).await?;
        Ok(page.map(|listed| ContactView::from(listed.contact)))
    }
}

async fn list(mut db: Read, Query(query): Query<ListContacts>) -> Result<Reply<Page<ContactView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}
