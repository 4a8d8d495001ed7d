//! The table of contacts.

use chrono::{DateTime, Utc};
use contracts::crm::{self, CustomValues, PostalAddress};
use kernel::{AccountId, ContactId, CountryCode, Email, MemberId, Name, ShortCode, TagId};
use platform::{Db, FieldError, Kind, Problem, Result};
use sqlx::types::Json;
use uuid::Uuid;

use super::model::Contact;
use crate::names::{sort_key, texts};

mod list;

pub use list::{Filter, Listed, Sort, list};

struct Row {
    contact_id: ContactId,
    version: i64,
    account_id: Option<AccountId>,
    name: Name,
    email: Option<Email>,
    additional_emails: Vec<Email>,
    phone: Option<Name>,
    additional_phones: Vec<Name>,
    job_title: Option<Name>,
    given_name: Option<Name>,
    address: Option<Json<PostalAddress>>,
    country: Option<CountryCode>,
    external_ref: Option<ShortCode>,
    tags: Vec<TagId>,
    custom: Json<CustomValues>,
    merged_into: Option<ContactId>,
    erased_at: Option<DateTime<Utc>>,
    owner_id: Option<MemberId>,
}

impl From<Row> for Contact {
    fn from(row: Row) -> Self {
        let image = crm::Contact {
            contact_id: row.contact_id,
            account_id: row.account_id,
            name: row.name,
            email: row.email,
            additional_emails: row.additional_emails,
            phone: row.phone,
            additional_phones: row.additional_phones,
            job_title: row.job_title,
            given_name: row.given_name,
            address: row.address.map(|address| address.0),
            country: row.country,
            tags: row.tags,
            custom: row.custom.0,
            owner_id: row.owner_id,
        };
        Self {
            version: row.version,
            image,
            external_ref: row.external_ref,
            merged_into: row.merged_into,
            erased_at: row.erased_at,
        }
    }
}

/// Contacts with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select contact_id as "contact_id: ContactId", version, account_id as "account_id: AccountId",
                      name as "name: Name", email as "email: Email",
                      additional_emails as "additional_emails: Vec<Email>", phone as "phone: Name",
                      additional_phones as "additional_phones: Vec<Name>", job_title as "job_title: Name", given_name as "given_name: Name",
                      postal_address as "address: Json<PostalAddress>", country as "country: CountryCode",
                      external_ref as "external_ref: ShortCode",
                      array(select distinct coalesce(t.merged_into, t.tag_id) from tags t
                             where t.org_id = contacts.org_id and t.tag_id = any(contacts.tags)) as "tags!: Vec<TagId>",
                      custom as "custom: Json<CustomValues>",
                      merged_into as "merged_into: ContactId", erased_at,
                      owner_id as "owner_id: MemberId"
                 from contacts where org_id = $1 and "# + $rest,
            $($argument),+
        )
    };
}

/// A contact.
pub async fn get(db: &mut Db, id: ContactId) -> Result<Option<Contact>> {
    let org = db.org.as_uuid();
    let row = select!("contact_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    Ok(row.map(Contact::from))
}

/// A contact nobody else changes until this is over.
pub async fn lock(db: &mut Db, id: ContactId) -> Result<Option<Contact>> {
    let org = db.org.as_uuid();
    let row = select!("contact_id = $2 for no key update", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    Ok(row.map(Contact::from))
}

/// Those of these contacts that are there, and were not erased; they stay until this is over.
pub async fn known(db: &mut Db, ids: &[Uuid]) -> Result<Vec<ContactId>> {
    let org = db.org.as_uuid();
    let known = sqlx::query_scalar!(
        r#"select contact_id as "contact_id: ContactId" from contacts
            where org_id = $1 and contact_id = any($2) and erased_at is null order by contact_id for key share"#,
        org,
        ids,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(known)
}

/// Writes a new contact.
pub async fn insert(db: &mut Db, contact: &Contact) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &contact.image);
    sqlx::query!(
        "insert into contacts (org_id, contact_id, version, account_id, name, sort_name, email, phone, job_title,
                               external_ref, created_at, updated_at, tags, custom, given_name,
                               owner_id, additional_emails, additional_phones, postal_address, country)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
        org,
        image.contact_id.as_uuid(),
        contact.version,
        image.account_id.map(AccountId::as_uuid),
        image.name.as_str(),
        sort_key(&image.name),
        image.email.as_ref().map(Email::as_str),
        image.phone.as_ref().map(Name::as_str),
        image.job_title.as_ref().map(Name::as_str),
        contact.external_ref.as_ref().map(ShortCode::as_str),
        now,
        &tag_ids(&image.tags),
        Json(&image.custom) as _,
        image.given_name.as_ref().map(Name::as_str),
        image.owner_id.map(MemberId::as_uuid),
        &texts(&image.additional_emails),
        &texts(&image.additional_phones),
        image.address.as_ref().map(Json) as _,
        image.country.as_ref().map(CountryCode::as_str),
    )
    .execute(db.conn())
    .await
    .map_err(refused)?;
    Ok(())
}

/// Writes the next version of a contact.
pub async fn save(db: &mut Db, contact: &Contact) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &contact.image);
    sqlx::query!(
        "update contacts
            set version = $3, account_id = $4, name = $5, sort_name = $6, email = $7, phone = $8, job_title = $9,
                external_ref = $10, updated_at = $11, tags = $12, custom = $13, given_name = $14,
                owner_id = $15, additional_emails = $16, additional_phones = $17, postal_address = $18, country = $19
          where org_id = $1 and contact_id = $2 and version = $3::bigint - 1",
        org,
        image.contact_id.as_uuid(),
        contact.version,
        image.account_id.map(AccountId::as_uuid),
        image.name.as_str(),
        sort_key(&image.name),
        image.email.as_ref().map(Email::as_str),
        image.phone.as_ref().map(Name::as_str),
        image.job_title.as_ref().map(Name::as_str),
        contact.external_ref.as_ref().map(ShortCode::as_str),
        now,
        &tag_ids(&image.tags),
        Json(&image.custom) as _,
        image.given_name.as_ref().map(Name::as_str),
        image.owner_id.map(MemberId::as_uuid),
        &texts(&image.additional_emails),
        &texts(&image.additional_phones),
        image.address.as_ref().map(Json) as _,
        image.country.as_ref().map(CountryCode::as_str),
    )
    .execute(db.conn())
    .await
    .map_err(refused)?;
    Ok(())
}

/// What a violated constraint means to the caller.
fn refused(error: sqlx::Error) -> Problem {
    match error.as_database_error().and_then(|database| database.constraint()) {
        Some("contacts_account_fkey") => Problem::field("/account_id", "there is no such account"),
        Some("contacts_external_ref_key") => {
            let detail = "another contact has this reference; change that one instead, or send another reference";
            let sentence = "Another contact of your organisation has this external_ref.";
            Problem::new(Kind::Conflict, "external-ref-taken", sentence)
                .with_fields(vec![FieldError::new("/external_ref", detail)])
        }
        _ => error.into(),
    }
}

fn tag_ids(tags: &[TagId]) -> Vec<Uuid> {
    tags.iter().map(|tag| tag.as_uuid()).collect()
}

/// What became of a contact that is about to be named somewhere.
#[derive(Debug, Clone, Copy)]
pub struct Fate {
    /// The contact it was merged into.
    pub merged_into: Option<ContactId>,
    /// Whether the person was erased.
    pub erased: bool,
}

/// What became of a contact that is about to be named somewhere; none when it is not there. It stays as it is until the
/// transaction ends.
pub async fn fate(db: &mut Db, id: ContactId) -> Result<Option<Fate>> {
    let org = db.org.as_uuid();
    let found = sqlx::query_as!(
        Fate,
        r#"select merged_into as "merged_into: ContactId", erased_at is not null as "erased!" from contacts
            where org_id = $1 and contact_id = $2 for key share"#,
        org,
        id.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(found)
}
