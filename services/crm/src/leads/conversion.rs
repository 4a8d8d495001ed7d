//! Making an account, a contact and perhaps a deal of a lead, in one transaction.

use contracts::crm::activities::Subject;
use contracts::crm::{self, CustomValues, FieldRecord};
use kernel::{AccountId, ContactId, DealId, MemberId};
use platform::{FieldError, Problem, Result, Tx};

use super::model::Lead;
use super::requests::{ConvertLead, ConvertedDeal};
use super::{keep, moment, stood};
use crate::custom_fields::{self, CustomChanges};
use crate::deals::lines::{check_amount, check_day};
use crate::deals::requests::{DealContactRequest, NextStepRequest, OpenDeal};
use crate::{accounts, contacts, deals, follow_ups, members, subjects, timeline};

/// Converts a locked lead. What it becomes stays in the chain of causes that began with it.
pub async fn convert(tx: &mut Tx, mut lead: Lead, request: ConvertLead) -> Result<(Lead, crm::Account, crm::Contact)> {
    lead.must_be_open()?;
    accounts::check_named(tx, "/account_id", request.account_id).await?;
    contacts::check_named(tx, "/contact_id", request.contact_id).await?;
    tx.follow(lead.image.lead_id);
    let owner = owner(tx, &lead).await?;
    let account = account(tx, &lead, &request, owner).await?;
    let contact = contact(tx, &lead, &request, account.account_id).await?;
    let deal = match request.deal {
        None => None,
        Some(wanted) => Some(deal(tx, &lead, wanted, &account, contact.contact_id, owner).await?),
    };
    let was = lead.image.status;
    let (moment, settings) = moment(tx).await?;
    let converted = lead.convert(account.account_id, contact.contact_id, deal, &moment)?;
    keep(tx, &settings, &mut lead).await?;
    stood(tx, &lead, was).await?;
    let event = tx.publish(lead.version, &converted)?;
    timeline::leads::moved(tx, event, &lead.image, was).await?;
    go_on(tx, &lead, account.account_id, contact.contact_id, deal).await?;
    Ok((lead, account, contact))
}

/// What happened with a lead, and with those that were merged into it, stands with what it became; and what is still to be done
/// is to be done for them.
async fn go_on(tx: &mut Tx, lead: &Lead, account: AccountId, contact: ContactId, deal: Option<DealId>) -> Result<()> {
    let names = subjects::names(tx, lead.image.lead_id.as_uuid()).await?;
    for lead in &names {
        timeline::store::continue_on(tx, *lead, contact.as_uuid(), true).await?;
        timeline::store::continue_on(tx, *lead, account.as_uuid(), false).await?;
        if let Some(deal) = deal {
            timeline::store::continue_on(tx, *lead, deal.as_uuid(), true).await?;
        }
    }
    let became: Vec<Subject> = std::iter::once(Subject::Contact(contact)).chain(deal.map(Subject::Deal)).collect();
    follow_ups::go_on_with(tx, &names, &became).await
}

/// Whoever looks after the lead goes on; when they have left, whoever converts it.
async fn owner(tx: &mut Tx, lead: &Lead) -> Result<Option<MemberId>> {
    let caller = tx.member_id();
    match lead.image.owner_id {
        Some(owner) if Some(owner) == caller || members::store::is_active(tx, owner).await? => Ok(Some(owner)),
        _ => Ok(caller),
    }
}

/// The custom values of a new record, which must have those the organisation requires.
async fn custom(
    tx: &mut Tx,
    lead: &Lead,
    record: FieldRecord,
    at: &str,
    wanted: &CustomChanges,
) -> Result<CustomValues> {
    let values = custom_fields::of_lead(tx, record, &lead.image.custom, wanted.clone());
    values.await.map_err(|problem| placed(problem, at))
}

/// Says where in the request a custom value stands: those of each record stand in a place of their own.
fn placed(problem: Problem, at: &str) -> Problem {
    let place = |error: &FieldError| match error.pointer.strip_prefix("/custom") {
        Some(rest) => FieldError::new(format!("{at}{rest}"), error.detail.clone()),
        None => error.clone(),
    };
    let fields = problem.fields().iter().map(place).collect();
    problem.with_fields(fields)
}

/// Refuses values for what is there already: it is changed where it is.
fn only_for_new(at: &str, wanted: &CustomChanges) -> Result<()> {
    if wanted.is_empty() {
        return Ok(());
    }
    Err(Problem::field(at, "is for a new one; leave it out, or leave out the id of the one that is there"))
}

async fn account(tx: &mut Tx, lead: &Lead, request: &ConvertLead, owner: Option<MemberId>) -> Result<crm::Account> {
    if let Some(id) = request.account_id {
        if request.account_name.is_some() {
            return Err(Problem::field("/account_name", "is for a new account; leave it out, or leave account_id out"));
        }
        only_for_new("/account_custom", &request.account_custom)?;
        let known = accounts::store::get(tx, id).await?;
        return known
            .map(|account| account.image)
            .ok_or_else(|| Problem::field("/account_id", "there is no such account"));
    }
    let image = &lead.image;
    let name = request.account_name.as_ref().or(image.company.as_ref()).unwrap_or(&image.name);
    let account = crm::Account {
        account_id: AccountId::new(),
        name: name.clone(),
        parent_id: None,
        industry: None,
        country: image.country,
        tax_number: None,
        website: image.website.clone(),
        additional_websites: Vec::new(),
        phone: None,
        address: None,
        employees: None,
        annual_revenue: None,
        founded_year: None,
        owner_id: owner,
        tags: lead.image.tags.clone(),
        custom: custom(tx, lead, FieldRecord::Account, "/account_custom", &request.account_custom).await?,
        price_list_id: None,
    };
    Ok(accounts::record(tx, account, None).await?.image)
}

async fn contact(tx: &mut Tx, lead: &Lead, request: &ConvertLead, account: AccountId) -> Result<crm::Contact> {
    if let Some(id) = request.contact_id {
        only_for_new("/contact_custom", &request.contact_custom)?;
        let known = contacts::store::get(tx, id).await?;
        return known
            .map(|contact| contact.image)
            .ok_or_else(|| Problem::field("/contact_id", "there is no such contact"));
    }
    let image = &lead.image;
    let contact = crm::Contact {
        contact_id: ContactId::new(),
        account_id: Some(account),
        name: image.name.clone(),
        email: image.email.clone(),
        additional_emails: image.additional_emails.clone(),
        phone: image.phone.clone(),
        additional_phones: image.additional_phones.clone(),
        job_title: image.job_title.clone(),
        given_name: image.given_name.clone(),
        address: None,
        country: None,
        tags: lead.image.tags.clone(),
        custom: custom(tx, lead, FieldRecord::Contact, "/contact_custom", &request.contact_custom).await?,
        owner_id: lead.image.owner_id,
    };
    Ok(contacts::record(tx, contact, None).await?.image)
}

async fn deal(
    tx: &mut Tx,
    lead: &Lead,
    wanted: ConvertedDeal,
    account: &crm::Account,
    contact: ContactId,
    owner: Option<MemberId>,
) -> Result<DealId> {
    if let Some(id) = wanted.deal_id {
        only_for_new("/deal/custom", &wanted.custom)?;
        for (at, said) in [
            ("/deal/pipeline_id", wanted.pipeline_id.is_some()),
            ("/deal/stage_id", wanted.stage_id.is_some()),
            ("/deal/contact_role", wanted.contact_role.is_some()),
        ] {
            if said {
                return Err(Problem::field(at, "is for a new deal; leave it out, or leave deal_id out"));
            }
        }
        let known = deals::store::get(tx, id).await?;
        return known.map(|_| id).ok_or_else(|| Problem::field("/deal/deal_id", "there is no such deal"));
    }
    let value = wanted.value.or(lead.image.estimated_value);
    if let Some(value) = value {
        check_amount("/deal/value", value, value.currency)?;
    }
    if let Some(day) = wanted.expected_close_on {
        check_day("/deal/expected_close_on", day)?;
    }
    if let Some(day) = wanted.next_step.as_ref().and_then(|step| step.due_on) {
        check_day("/deal/next_step/due_on", day)?;
    }
    let own = custom(tx, lead, FieldRecord::Deal, "/deal/custom", &wanted.custom).await?;
    let planned = lead.image.next_step.clone();
    let planned = planned.map(|step| NextStepRequest { text: step.text, due_on: step.due_on });
    let request = OpenDeal {
        name: wanted.name.unwrap_or_else(|| account.name.clone()),
        account_id: Some(account.account_id),
        contact_id: Some(contact),
        pipeline_id: wanted.pipeline_id,
        stage_id: wanted.stage_id,
        owner_id: owner,
        currency: value.map(|value| value.currency),
        value,
        lines: Vec::new(),
        opened_on: None,
        expected_close_on: wanted.expected_close_on,
        external_ref: None,
        next_step: wanted.next_step.or(planned),
        contacts: wanted
            .contact_role
            .map(|role| DealContactRequest { contact_id: contact, role })
            .into_iter()
            .collect(),
        competitors: Vec::new(),
        tags: lead.image.tags.clone(),
        custom: own.into_iter().map(|(id, value)| (id, Some(value))).collect(),
        price_list_id: None,
    };
    let opened = deals::open(tx, request).await.map_err(in_deal)?;
    Ok(opened.image.deal_id)
}

/// Says where in the request of a conversion stands what a new deal is refused for.
fn in_deal(problem: Problem) -> Problem {
    let place = |error: &FieldError| match error.pointer.as_str() {
        "/account_id" | "/contact_id" => error.clone(),
        "/contacts" => FieldError::new("/deal/contact_role", error.detail.clone()),
        "/owner_id" => {
            FieldError::new("/deal/stage_id", "asks for an owner of the deal: give the lead to somebody first")
        }
        // Neither can be there yet.
        "/lines" | "/accepted_quote_id" => {
            let detail = format!("{}; begin in a stage that does not ask for it", error.detail);
            FieldError::new(format!("/deal{}", error.pointer), detail)
        }
        pointer => FieldError::new(format!("/deal{pointer}"), error.detail.clone()),
    };
    let fields = problem.fields().iter().map(place).collect();
    problem.with_fields(fields)
}
