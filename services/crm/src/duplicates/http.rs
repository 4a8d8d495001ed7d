//! Duplicates over HTTP.

use kernel::{AccountId, ContactId, Email, LeadId, Name, Permission, TaxNumber};
use platform::{Path, Problem, Query, Read, Reply, Result, Routes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{Candidate, Traits, best};
use super::store;
use crate::{accounts, contacts, leads};

/// What duplicates answer.
pub fn routes() -> Routes {
    use Permission::ReadCrm;
    Routes::new("duplicates")
        .get("/v1/duplicates", ReadCrm, "Find what may be the same as somebody or some company", find)
        .get("/v1/accounts/{account_id}/duplicates", ReadCrm, "Find accounts that may be the same as one", of_account)
        .get("/v1/contacts/{contact_id}/duplicates", ReadCrm, "Find contacts that may be the same as one", of_contact)
        .get("/v1/leads/{lead_id}/duplicates", ReadCrm, "Find what may be the same as a lead", of_lead)
}

/// What is known of somebody or some company; at least one thing, or nothing is found.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct FindDuplicates {
    /// Name of the company.
    company: Option<Name>,
    /// Name of the person.
    person: Option<Name>,
    /// Web address of the company.
    website: Option<Name>,
    email: Option<Email>,
    phone: Option<Name>,
    tax_number: Option<TaxNumber>,
}

/// What may be the same.
#[derive(Debug, Serialize, JsonSchema)]
struct Duplicates {
    /// The likeliest first; at most ten.
    items: Vec<Candidate>,
}

async fn find(mut db: Read, Query(query): Query<FindDuplicates>) -> Result<Reply<Duplicates>> {
    let FindDuplicates { company, person, website, email, phone, tax_number } = query;
    let (websites, emails, phones) = (website.into_iter(), email.into_iter(), phone.into_iter());
    let traits = Traits {
        company,
        person,
        websites: websites.collect(),
        emails: emails.collect(),
        phones: phones.collect(),
        tax_number,
        itself: None,
    };
    Ok(Reply::plain(Duplicates { items: super::find(&mut db, &traits).await? }))
}

async fn of_account(mut db: Read, Path(id): Path<AccountId>) -> Result<Reply<Duplicates>> {
    let account = accounts::store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("account"))?;
    let found = store::accounts(&mut db, &Traits::of_account(&account.image)).await?;
    Ok(Reply::plain(Duplicates { items: best([found, Vec::new(), Vec::new()]) }))
}

async fn of_contact(mut db: Read, Path(id): Path<ContactId>) -> Result<Reply<Duplicates>> {
    let contact = contacts::store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("contact"))?;
    let found = store::contacts(&mut db, &Traits::of_contact(&contact.image)).await?;
    Ok(Reply::plain(Duplicates { items: best([Vec::new(), found, Vec::new()]) }))
}

async fn of_lead(mut db: Read, Path(id): Path<LeadId>) -> Result<Reply<Duplicates>> {
    let lead = leads::store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("lead"))?;
    Ok(Reply::plain(Duplicates { items: super::find(&mut db, &Traits::of_lead(&lead.image)).await? }))
}
