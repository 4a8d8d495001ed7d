//! Duplicates over HTTP.

use kernel::{Email, LeadId, Name, Permission, TaxNumber};
use platform::{Path, Problem, Query, Read, Reply, Result, Routes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{Candidate, Traits};
use crate::leads;

/// What duplicates answer.
pub fn routes() -> Routes {
    use Permission::ReadCrm;
    Routes::new("duplicates")
        .get("/v1/duplicates", ReadCrm, "Find what may be the same as somebody or some company", find)
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
    let traits = Traits { company, person, website, email, phone, tax_number, itself: None };
    Ok(Reply::plain(Duplicates { items: super::find(&mut db, &traits).await? }))
}

async fn of_lead(mut db: Read, Path(id): Path<LeadId>) -> Result<Reply<Duplicates>> {
    let lead = leads::store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("lead"))?;
    Ok(Reply::plain(Duplicates { items: super::find(&mut db, &Traits::of_lead(&lead.image)).await? }))
}
