//! Contacts of rows: people who are the row, or whom a row names.

use contracts::crm::{self, CustomValues, FieldRecord};
use contracts::leads::LeadConsent;
use kernel::{AccountId, ContactId, Name, ShortCode};
use platform::{Problem, Result, Tx};

use super::context::plain;
use super::wishes::{agreed, consent, keep_from_mails};
use super::{Context, Deed, Done, Outcome, Record, RecordKind, accounts, fill_custom, known, with_key};
use crate::duplicates::model::{Reason, Traits};
use crate::imports::fields::Field;
use crate::imports::model::Existing;
use crate::imports::row::{Code, Row};
use crate::imports::store::find;
use crate::leads::requests::ConsentRequest;
use crate::merges::model::fill_contact;
use crate::{contacts, custom_fields, duplicates, reaches, timeline};

/// What a person is called, from a whole name, its parts, or what else is known.
pub fn called(row: &mut Row<'_>) -> Option<Name> {
    let whole = row.joined(&[Field::Name]).or_else(|| row.joined(&[Field::FirstName, Field::LastName]));
    if whole.is_some() {
        return whole;
    }
    let other = [Field::Email, Field::Account, Field::Phone, Field::Key];
    let instead = other.into_iter().find_map(|field| row.first(field))?;
    row.remark(Code::NoName, Field::Name, instead.text);
    row.line(Field::Name, instead.text)
}

/// Makes or fills in the contact that a row is.
pub async fn apply(tx: &mut Tx, context: &mut Context<'_>, row: &mut Row<'_>) -> Result<Done> {
    let key = row.key(Field::Key);
    let Some(name) = called(row) else {
        row.remark(Code::Rule, Field::Name, "a person needs a name, an e-mail address or a telephone number");
        return Ok(Done::REFUSED);
    };
    let custom = context.custom(row, FieldRecord::Contact);
    let account_id = accounts::of_row(tx, context, row).await?;
    let (emails, phones) = (row.emails(Field::Email), row.phones());
    keep_from_mails(tx, context, row, &emails).await?;
    let mut image = crm::Contact {
        contact_id: ContactId::new(),
        account_id,
        email: None,
        additional_emails: emails,
        phone: None,
        additional_phones: phones,
        job_title: row.name(Field::JobTitle),
        given_name: row.name(Field::FirstName),
        address: row.address(),
        country: context.country(row),
        tags: context.tags(row),
        custom: plain(&custom),
        owner_id: context.owner(row),
        name,
    };
    reaches::settle_contact(&mut image);
    let asked = consent(context, row);
    if let Some((id, code)) = there(tx, context, key.as_ref(), &image).await? {
        let complete = code == Code::SameRecord && context.made(tx, id.as_uuid()).await?;
        let fills = complete || context.settings().existing == Existing::Fill;
        let done = fill(tx, context, row, (id, code), (image, key, asked.filter(|_| fills)), fills).await?;
        if done.outcome == Outcome::Updated {
            accounts::compare(tx, context, row, account_id).await?;
        }
        return Ok(done);
    }
    let custom = custom_fields::change(tx, FieldRecord::Contact, None, custom).await?;
    let contact = contacts::record(tx, crm::Contact { custom, ..image }, key).await?;
    let consent = agreed(tx, contact.image.contact_id, asked).await?;
    note(tx, context, row, &contact, (None, consent)).await?;
    accounts::compare(tx, context, row, account_id).await?;
    Ok(Done::of(Outcome::Created, RecordKind::Contact, contact.image.contact_id))
}

async fn there(
    tx: &mut Tx,
    context: &Context<'_>,
    key: Option<&ShortCode>,
    image: &crm::Contact,
) -> Result<Option<(ContactId, Code)>> {
    if let Some(key) = key
        && let Some(id) = find::contact_by_key(tx, key).await?
    {
        return Ok(Some((id, Code::SameKey)));
    }
    if context.settings().existing == Existing::Create {
        return Ok(None);
    }
    let candidates = duplicates::store::contacts(tx, &Traits::of_contact(image)).await?;
    let has = |reasons: &[Reason], one| reasons.contains(&one);
    let same = candidates.iter().find(|one| {
        let reasons = &one.reasons;
        has(reasons, Reason::Email) || (has(reasons, Reason::Phone) && has(reasons, Reason::Name))
    });
    let same = match same {
        Some(one) => Some(ContactId::from_uuid(one.id)),
        // Somebody of that name at the same company, unless both have addresses and they differ.
        None => find::contact_at(tx, &image.name, image.account_id, image.email.as_ref()).await?,
    };
    Ok(same.map(|id| (id, Code::SameRecord)))
}

async fn fill(
    tx: &mut Tx,
    context: &mut Context<'_>,
    row: &mut Row<'_>,
    (id, code): (ContactId, Code),
    (brought, key, asked): (crm::Contact, Option<ShortCode>, Option<ConsentRequest>),
    fills: bool,
) -> Result<Done> {
    let Some(mut contact) = contacts::store::lock(tx, id).await? else { return Ok(Done::REFUSED) };
    let name = contact.image.name.clone();
    if !fills || contact.merged_into.is_some() {
        return Ok(known(row, code, RecordKind::Contact, id, name.as_str()));
    }
    let (mut image, mut external_ref) = (contact.image.clone(), contact.external_ref.clone());
    let account_before = image.account_id;
    let mut filled = fill_contact(&mut image, &brought);
    fill_custom(&mut image.custom, &brought.custom, &mut filled);
    if external_ref.is_none() && key.is_some() {
        external_ref = key;
        filled.push("external_ref".to_owned());
    }
    let consent = agreed(tx, id, asked).await?;
    leave_address(row, &image, &brought);
    if filled.is_empty() && consent.is_none() {
        return Ok(known(row, Code::NothingNew, RecordKind::Contact, id, name.as_str()));
    }
    row.leave_tags(&image.tags, &brought.tags);
    if !filled.is_empty() {
        let updated = contact.update(image, external_ref);
        contacts::store::save(tx, &contact).await?;
        if contact.image.account_id != account_before {
            timeline::store::move_to_account(tx, id.as_uuid(), account_before, contact.image.account_id).await?;
        }
        tx.publish(contact.version, &updated)?;
    }
    filled.extend(consent.is_some().then(|| "consent".to_owned()));
    note(tx, context, row, &contact, (Some((filled, &brought)), consent)).await?;
    Ok(Done::of(Outcome::Updated, RecordKind::Contact, id))
}

/// Says of a postal address that the contact which is filled in has another one.
fn leave_address(row: &mut Row<'_>, here: &crm::Contact, brought: &crm::Contact) {
    if brought.address.is_some() && brought.address != here.address {
        let parts = [Field::Street, Field::PostalCode, Field::City, Field::Region];
        for part in parts {
            row.leave(part);
        }
    }
    if brought.country.is_some() && brought.country != here.country {
        row.leave(Field::Country);
    }
}

async fn note(
    tx: &mut Tx,
    context: &mut Context<'_>,
    row: &Row<'_>,
    contact: &contacts::model::Contact,
    (filled, consent): (Option<(Vec<String>, &crm::Contact)>, Option<LeadConsent>),
) -> Result<()> {
    let created = filled.is_none();
    let (filled, brought) = filled.map_or((Vec::new(), &contact.image), |(filled, brought)| (filled, brought));
    let mut brought = with_key(brought, contact.external_ref.as_ref())?;
    if let (Some(members), Some(consent)) = (brought.as_object_mut(), consent) {
        members.insert("consent".to_owned(), serde_json::to_value(consent).map_err(Problem::internal)?);
    }
    let deed = Deed {
        record: Record { kind: RecordKind::Contact, id: contact.image.contact_id.as_uuid() },
        created,
        version: contact.version,
        filled,
        brought,
    };
    context.note(tx, row, deed).await
}

/// The person a row of a deal names, by key, address or name at the deal's account; made when they are not there and may be.
pub async fn of_row(
    tx: &mut Tx,
    context: &mut Context<'_>,
    row: &mut Row<'_>,
    account_id: Option<AccountId>,
) -> Result<Option<ContactId>> {
    let (key, email) = (row.key(Field::ContactKey), row.email(Field::ContactEmail));
    let name = row.name(Field::Contact);
    if let Some(key) = &key
        && let Some(id) = find::contact_by_key(tx, key).await?
    {
        return Ok(Some(id));
    }
    if let Some(email) = &email
        && let Some(id) = find::contact_by_email(tx, email).await?
    {
        return Ok(Some(id));
    }
    let name = name.or_else(|| email.as_ref().and_then(|email| Name::new(email.as_str()).ok()));
    let Some(name) = name else {
        if let Some(key) = key {
            row.remark(Code::NoContact, Field::Contact, key.as_str());
        }
        return Ok(None);
    };
    if let Some(id) = find::contact_at(tx, &name, account_id, email.as_ref()).await? {
        // Nobody has the address, so it is not theirs yet.
        row.leave(Field::ContactEmail);
        return Ok(Some(id));
    }
    if !context.settings().make_missing {
        row.remark(Code::NoContact, Field::Contact, name.as_str());
        return Ok(None);
    }
    let image = crm::Contact {
        contact_id: ContactId::new(),
        account_id,
        name,
        email,
        additional_emails: Vec::new(),
        phone: None,
        additional_phones: Vec::new(),
        job_title: None,
        given_name: None,
        address: None,
        country: None,
        tags: Vec::new(),
        custom: CustomValues::default(),
        owner_id: context.owner(row),
    };
    let contact = contacts::record(tx, image, key).await?;
    row.remark(Code::AlsoMade, Field::Contact, contact.image.name.as_str());
    note(tx, context, row, &contact, (None, None)).await?;
    Ok(Some(contact.image.contact_id))
}
