//! Leads of rows.

use contracts::crm::FieldRecord;
use contracts::leads::{LeadChannel, LeadStatus, LeadUpdated};
use kernel::{LeadId, Note};
use platform::{Problem, Result, Tx};

use super::context::plain;
use super::wishes::{consent, keep_from_mails};
use super::words::lead_status;
use super::{Context, Deed, Done, Outcome, Record, RecordKind, contacts::called, fill_custom, known};
use crate::duplicates::model::{Reason, Traits};
use crate::imports::fields::Field;
use crate::imports::model::Existing;
use crate::imports::row::{Code, Row};
use crate::imports::store::find;
use crate::leads::model::Lead;
use crate::leads::requests::{CreateLead, OriginRequest};
use crate::leads::{self, keep, moment, stood};
use crate::merges::model::fill_lead;
use crate::{consents, duplicates, reaches, timeline};

/// Takes in or fills in the lead that a row is.
pub async fn apply(tx: &mut Tx, context: &mut Context<'_>, row: &mut Row<'_>) -> Result<Done> {
    let Some(request) = request(context, row, tx.now) else {
        row.remark(Code::Rule, Field::Name, "a lead needs a name, an e-mail address, a company or a key");
        return Ok(Done::REFUSED);
    };
    keep_from_mails(tx, context, row, &request.additional_emails).await?;
    let origin = request.origin.clone().of(LeadChannel::Import, None);
    let (at, _) = moment(tx).await?;
    let mut brought = Lead::capture(request.clone(), origin.clone(), &at)?;
    brought.image.custom = plain(&request.custom);
    if let Some((id, code)) = there(tx, context, &brought).await? {
        return fill(tx, context, row, (id, code), brought).await;
    }
    let (lead, _) = leads::record(tx, request, origin).await?;
    let lead = stand(tx, row, lead).await?;
    note(tx, context, row, &lead, None).await?;
    Ok(Done::of(Outcome::Created, RecordKind::Lead, lead.image.lead_id))
}

fn request(context: &Context<'_>, row: &mut Row<'_>, now: chrono::DateTime<chrono::Utc>) -> Option<CreateLead> {
    let name = called(row)?;
    let received_at = row.instant(Field::ReceivedAt);
    if let Some(later) = received_at.filter(|at| *at > now) {
        row.remark(Code::MovedDay, Field::ReceivedAt, &later.to_string());
    }
    Some(CreateLead {
        name,
        // The first of them becomes the main one.
        email: None,
        additional_emails: row.emails(Field::Email).into_iter().take(reaches::MOST).collect(),
        phone: None,
        additional_phones: row.phones().into_iter().take(reaches::MOST).collect(),
        job_title: row.name(Field::JobTitle),
        given_name: row.name(Field::FirstName),
        company: row.name(Field::Account),
        website: row.website(),
        country: context.country(row),
        origin: OriginRequest {
            source: row.name(Field::Source).or_else(|| context.settings().source.clone()),
            campaign: row.name(Field::Campaign),
            referrer: row.note(Field::Referrer),
            ..OriginRequest::default()
        },
        consent: consent(context, row),
        owner_id: context.owner(row),
        note: row.note(Field::Note),
        estimated_value: context.money(row, Field::Value),
        external_ref: row.key(Field::Key),
        next_step: row.next_step(),
        received_at: received_at.map(|at| at.min(now)),
        tags: context.tags(row),
        custom: context.custom(row, FieldRecord::Lead),
    })
}

async fn there(tx: &mut Tx, context: &Context<'_>, lead: &Lead) -> Result<Option<(LeadId, Code)>> {
    if let Some(key) = &lead.image.external_ref
        && let Some(id) = find::lead_by_key(tx, key).await?
    {
        return Ok(Some((id, Code::SameKey)));
    }
    if context.settings().existing == Existing::Create {
        return Ok(None);
    }
    let candidates = duplicates::store::leads(tx, &Traits::of_lead(&lead.image)).await?;
    let is_same = |reason: &Reason| matches!(reason, Reason::Email | Reason::Name);
    let same = candidates.into_iter().find(|one| one.reasons.iter().any(is_same));
    Ok(same.map(|one| (LeadId::from_uuid(one.id), Code::SameRecord)))
}

async fn fill(
    tx: &mut Tx,
    context: &mut Context<'_>,
    row: &mut Row<'_>,
    (id, code): (LeadId, Code),
    brought: Lead,
) -> Result<Done> {
    let Some(mut lead) = leads::store::lock(tx, id).await? else { return Ok(Done::REFUSED) };
    let name = lead.image.name.clone();
    if context.settings().existing != Existing::Fill || lead.must_be_open().is_err() {
        return Ok(known(row, code, RecordKind::Lead, id, name.as_str()));
    }
    let mut filled = fill_lead(&mut lead.image, &brought.image);
    fill_custom(&mut lead.image.custom, &brought.image.custom, &mut filled);
    if lead.image.external_ref.is_none() && brought.image.external_ref.is_some() {
        lead.image.external_ref.clone_from(&brought.image.external_ref);
        filled.push("external_ref".to_owned());
    }
    if filled.is_empty() {
        return Ok(known(row, Code::NothingNew, RecordKind::Lead, id, name.as_str()));
    }
    leave(row, &lead, &brought);
    row.leave_tags(&lead.image.tags, &brought.image.tags);
    let (_, settings) = moment(tx).await?;
    lead.version += 1;
    keep(tx, &settings, &mut lead).await?;
    tx.publish(lead.version, &LeadUpdated { lead: lead.image.clone() })?;
    if let Some(consent) = lead.image.consent.clone().filter(|_| filled.iter().any(|field| field == "consent")) {
        consents::of_lead(tx, id, &consent, &brought.image.origin).await?;
    }
    note(tx, context, row, &lead, Some((filled, &brought.image))).await?;
    Ok(Done::of(Outcome::Updated, RecordKind::Lead, id))
}

/// Says what a row brings of a lead that is there and says otherwise: how it came in, and where it stands.
fn leave(row: &mut Row<'_>, lead: &Lead, brought: &Lead) {
    let (here, there) = (&lead.image.origin, &brought.image.origin);
    let status =
        row.first(Field::Status).and_then(|cell| lead_status(row.meaning(cell).flatten().unwrap_or(cell.text)));
    let differs = [
        (Field::Source, here.source != there.source),
        (Field::Campaign, here.campaign != there.campaign),
        (Field::Referrer, here.referrer != there.referrer),
        (Field::ReceivedAt, lead.image.received_at != brought.image.received_at),
        (Field::Status, status != Some(lead.image.status)),
    ];
    for (field, _) in differs.into_iter().filter(|(_, differs)| *differs) {
        row.leave(field);
    }
}

/// Lets a new lead stand where the file says.
async fn stand(tx: &mut Tx, row: &mut Row<'_>, mut lead: Lead) -> Result<Lead> {
    let Some(cell) = row.first(Field::Status) else { return Ok(lead) };
    let meaning = row.meaning(cell);
    let Some(status) = lead_status(meaning.flatten().unwrap_or(cell.text)) else {
        if meaning.is_none() {
            row.remark(Code::UnknownStatus, Field::Status, cell.text);
        }
        return Ok(lead);
    };
    let (at, settings) = moment(tx).await?;
    let changed = match status {
        LeadStatus::Working => {
            // Whoever talks to them elsewhere has answered them there.
            lead.image.first_responded_at = Some(at.now);
            lead.work()?
        }
        LeadStatus::Disqualified => {
            let reason = row.note(Field::LostReason);
            let said = Note::new(cell.text).map_err(Problem::internal)?;
            lead.disqualify(reason.unwrap_or(said))?
        }
        LeadStatus::New | LeadStatus::Nurture | LeadStatus::Converted => return Ok(lead),
    };
    keep(tx, &settings, &mut lead).await?;
    stood(tx, &lead, changed.was).await?;
    let event = tx.publish(lead.version, &changed)?;
    timeline::leads::moved(tx, event, &lead.image, changed.was).await?;
    Ok(lead)
}

async fn note(
    tx: &mut Tx,
    context: &mut Context<'_>,
    row: &Row<'_>,
    lead: &Lead,
    filled: Option<(Vec<String>, &contracts::leads::Lead)>,
) -> Result<()> {
    let created = filled.is_none();
    let (filled, brought) = filled.map_or((Vec::new(), &lead.image), |(filled, brought)| (filled, brought));
    let deed = Deed {
        record: Record { kind: RecordKind::Lead, id: lead.image.lead_id.as_uuid() },
        created,
        version: lead.version,
        filled,
        brought: serde_json::to_value(brought).map_err(Problem::internal)?,
    };
    context.note(tx, row, deed).await
}

#[cfg(test)]
mod tests {
    use crate::exports::hungarian::LEAD;
    use crate::imports::apply::words::lead_status;

    #[test]
    fn what_hungarian_files_say_of_it_is_what_english_ones_do() {
        for (english, hungarian) in LEAD {
            assert_eq!(lead_status(hungarian), lead_status(english), "{hungarian}");
            // What they became is said by other records.
            assert_eq!(lead_status(english).is_none(), ["nurture", "converted"].contains(english), "{english}");
        }
    }
}
