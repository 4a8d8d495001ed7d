//! Leads: people who may become clients, apart from accounts and deals until they do.
//!
//! ```text
//! new --work--> working --convert--> converted        an account, a contact and perhaps a deal go on
//! new, working --nurture--> nurture --work--> working  until a day, or until they come forward again: then new
//! new, working, nurture --disqualify--> disqualified --reopen--> working
//! ```
//!
//! A lead comes in by a form, a program or a colleague, is scored by the organisation's rules, and gets an owner by its
//! rules unless one is named; they are told. Whoever writes again with the same address is the same lead, come forward once more.

pub mod bulk;
mod checks;
pub mod conversion;
pub mod http;
pub mod model;
pub mod owners;
pub mod requests;
pub mod store;
pub mod views;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use contracts::crm::FieldRecord;
use contracts::crm::activities::{NotificationKind, Subject};
use contracts::leads::{LeadChannel, LeadOrigin, LeadStatus, LeadStatusChanged, LeadUpdated};
use kernel::{Email, EventId, LeadId, MemberId};
use platform::{Db, Problem, Result, Tx};

use self::checks::agreed;
use self::model::{Clock, Keeper, Lead, Moment};
use self::requests::CreateLead;
use crate::lead_settings::model::Settings;
use crate::lead_settings::scoring::score;
use crate::{consents, custom_fields, lead_settings, members, reaches, tags, timeline};

/// Leads whose points are counted again at a time.
const BATCH: i64 = 500;

/// What is needed to change leads: the moment and the rules.
pub async fn moment(db: &mut Db) -> Result<(Moment, Settings)> {
    let settings = lead_settings::store::get(db).await?;
    let working = settings.image.working_hours.clone().map(|window| (window, db.time_zone));
    let clock = settings.image.first_response_hours.map(|hours| Clock { hours, working });
    let moment = Moment { now: db.now, today: db.today(), clock };
    Ok((moment, settings))
}

/// Takes a lead in, and tells whoever looks after it from now on, or those who may say who does when nobody does.
pub async fn capture(tx: &mut Tx, request: CreateLead, origin: LeadOrigin) -> Result<Lead> {
    let (lead, event) = record(tx, request, origin).await?;
    owners::tell_owner(tx, event, &lead, NotificationKind::Assigned).await?;
    owners::miss(tx, &lead).await?;
    Ok(lead)
}

/// Takes a lead in: counts its points, finds its owner when none is named, writes it down and tells of it. No colleague is
/// notified.
pub async fn record(tx: &mut Tx, mut request: CreateLead, origin: LeadOrigin) -> Result<(Lead, EventId)> {
    members::check_owner(tx, request.owner_id).await?;
    let (moment, settings) = moment(tx).await?;
    let named: Option<MemberId> = request.owner_id;
    request.tags = tags::known(tx, std::mem::take(&mut request.tags)).await?;
    let custom = match origin.channel {
        // Nobody is turned away for what the form did not ask them; what it asked it has checked.
        LeadChannel::Form => custom_fields::given(&request.custom),
        LeadChannel::Api | LeadChannel::Manual | LeadChannel::Import => {
            custom_fields::change(tx, FieldRecord::Lead, None, std::mem::take(&mut request.custom)).await?
        }
    };
    let mut lead = Lead::capture(request, origin, &moment)?;
    lead.image.custom = custom;
    let keeper = match named {
        Some(_) => Keeper::Named(named),
        None => owners::find(tx, &settings, &lead, &[], &mut BTreeSet::new()).await?,
    };
    lead.hand_to(keeper);
    count_points(&settings, &mut lead, &[]);
    let by = tx.actor().to_string();
    store::insert(tx, &lead, &by).await?;
    let event = tx.publish(lead.version, &lead.created())?;
    let said = (&lead.image.origin, lead.image.note.clone());
    timeline::leads::came(tx, event, &lead.image, lead.image.received_at, said).await?;
    if let Some(consent) = &lead.image.consent {
        consents::of_lead(tx, lead.image.lead_id, consent, &lead.image.origin).await?;
    }
    Ok((lead, event))
}

/// Takes in what somebody with this address sent: as another touch of the open lead they are, or as a new lead. Whoever looks
/// after them is told either way.
pub async fn capture_or_touch(tx: &mut Tx, email: &Email, said: CreateLead, origin: LeadOrigin) -> Result<()> {
    store::lock_email(tx, email).await?;
    let Some(mut lead) = store::lock_open_by_email(tx, email).await? else {
        return capture(tx, said, origin).await.map(drop);
    };
    let (moment, settings) = moment(tx).await?;
    let (message, custom) = (said.note.clone(), custom_fields::given(&said.custom));
    let consent = said.consent.clone().map(|consent| agreed(consent, moment.now)).transpose()?;
    let came_at = said.received_at.unwrap_or(moment.now);
    let was = lead.touch(said, consent.clone(), &custom, &moment)?;
    // Before the points are counted: where they came from this time counts, too.
    store::add_touch(tx, &lead, came_at, (&origin, message.as_ref(), consent.as_ref(), &custom)).await?;
    let nobodys = lead.image.owner_id.is_none();
    if nobodys {
        let mut later = store::later_origins(tx, &[lead.image.lead_id]).await?;
        let later = later.remove(&lead.image.lead_id.as_uuid()).unwrap_or_default();
        let keeper = owners::find(tx, &settings, &lead, &later, &mut BTreeSet::new()).await?;
        lead.hand_to(keeper);
    }
    keep(tx, &settings, &mut lead).await?;
    if let Some(consent) = &consent {
        consents::of_lead(tx, lead.image.lead_id, consent, &origin).await?;
    }
    let event = if was == lead.image.status {
        tx.publish(lead.version, &LeadUpdated { lead: lead.image.clone() })?
    } else {
        stood(tx, &lead, was).await?;
        tx.publish(lead.version, &LeadStatusChanged { lead: lead.image.clone(), was })?
    };
    timeline::leads::came(tx, event, &lead.image, came_at, (&origin, message)).await?;
    let kind = if nobodys { NotificationKind::Assigned } else { NotificationKind::LeadCameBack };
    owners::tell_owner(tx, event, &lead, kind).await?;
    owners::miss(tx, &lead).await
}

/// Adds an address to those of an open lead, unless it is one of theirs.
pub async fn add_address(tx: &mut Tx, id: LeadId, address: &Email) -> Result<()> {
    let mut lead = store::lock(tx, id).await?.ok_or_else(|| Problem::not_found("lead"))?;
    lead.must_be_open()?;
    if reaches::add(&mut lead.image.email, &mut lead.image.additional_emails, address.clone(), reaches::email_key) {
        let (_, settings) = moment(tx).await?;
        lead.version += 1;
        keep(tx, &settings, &mut lead).await?;
        tx.publish(lead.version, &LeadUpdated { lead: lead.image.clone() })?;
    }
    Ok(())
}

/// Counts the points of a changed lead and writes it.
pub async fn keep(tx: &mut Tx, settings: &Settings, lead: &mut Lead) -> Result<()> {
    let mut later = store::later_origins(tx, &[lead.image.lead_id]).await?;
    count_points(settings, lead, &later.remove(&lead.image.lead_id.as_uuid()).unwrap_or_default());
    store::save(tx, lead).await
}

/// Somebody spoke or wrote to these at a moment: the clock of open leads among them stops that nobody had answered yet.
pub async fn answered(tx: &mut Tx, about: &[Subject], at: DateTime<Utc>) -> Result<()> {
    // In one order, so that two that speak of the same leads do not wait for each other.
    let ids = about.iter().filter_map(|subject| if let Subject::Lead(id) = subject { Some(*id) } else { None });
    for id in ids.collect::<BTreeSet<_>>() {
        let Some(mut lead) = store::lock(tx, id).await? else { continue };
        if lead.must_be_open().is_ok() && lead.image.first_responded_at.is_none() {
            let updated = lead.respond(at)?;
            store::save(tx, &lead).await?;
            tx.publish(lead.version, &updated)?;
        }
    }
    Ok(())
}

/// Notes that a lead stands elsewhere than it did.
pub async fn stood(tx: &mut Tx, lead: &Lead, was: LeadStatus) -> Result<()> {
    let by = tx.actor().to_string();
    store::changed(tx, lead, was, &by).await
}

/// Counts the points of some leads that were counted by older rules. Answers whether there may be more of them.
pub async fn score_again(tx: &mut Tx, settings: &Settings) -> Result<bool> {
    let mut leads = store::unscored(tx, settings.scoring_revision, BATCH).await?;
    let full = i64::try_from(leads.len()) == Ok(BATCH);
    let ids: Vec<LeadId> = leads.iter().map(|lead| lead.image.lead_id).collect();
    let mut origins = store::later_origins(tx, &ids).await?;
    for lead in &mut leads {
        let origins = origins.remove(&lead.image.lead_id.as_uuid()).unwrap_or_default();
        count_points(settings, lead, &origins);
    }
    store::rescore(tx, &leads).await?;
    Ok(full)
}

/// Counts the points of a lead that came forward from these places, too, after the first time.
fn count_points(settings: &Settings, lead: &mut Lead, later: &[LeadOrigin]) {
    lead.score = score(&settings.image.scoring, settings.scoring_revision, &lead.image, later, &settings.rates);
}
