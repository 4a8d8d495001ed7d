//! Consents: what people agreed to, and why else their data may be used.
//!
//! One is written down and may be taken back; nothing else becomes of it, so all of them together are the history. It stays
//! with the contact or lead it was written down for and counts for the whole person: for what that is merged into, and for
//! the contact a lead becomes. So merges, undoing them and conversions need do nothing about it.

pub mod http;
pub mod model;
pub mod store;

use contracts::crm::activities::Subject;
use contracts::crm::privacy::{ConsentSource, LawfulBasis};
use contracts::leads::{LeadChannel, LeadConsent, LeadOrigin, LeadUpdated};
use kernel::{ContactId, LeadId, Name, Note};
use platform::{Problem, Result, Tx};
use uuid::Uuid;

use self::model::{Consent, Given};
use crate::persons::{self, Person};
use crate::{enrolments, leads};

/// What a consent is for when nobody said.
const MARKETING: &str = "marketing";

/// Writes a consent down.
pub async fn give(tx: &mut Tx, given: Given) -> Result<Consent> {
    let now = tx.now;
    let (consent, event) = Consent::give(given, now)?;
    let by = tx.actor().to_string();
    store::insert(tx, &consent, &by).await?;
    tx.publish(consent.version, &event)?;
    Ok(consent)
}

/// Writes down what a lead agreed to when it came in, came forward again, or was changed.
pub async fn of_lead(tx: &mut Tx, lead: LeadId, consent: &LeadConsent, origin: &LeadOrigin) -> Result<()> {
    let source = match origin.channel {
        LeadChannel::Form => ConsentSource::Form,
        LeadChannel::Api | LeadChannel::Import => ConsentSource::Api,
        LeadChannel::Manual => ConsentSource::Manual,
    };
    let given = Given {
        person: Subject::Lead(lead),
        purpose: purpose(consent)?,
        basis: LawfulBasis::Consent,
        source,
        how: Some(consent.how.clone()),
        text: Some(consent.text.clone()),
        form_id: origin.form_id,
        given_at: Some(consent.given_at),
    };
    give(tx, given).await.map(drop)
}

/// Writes down what a file says that a contact agreed to, unless they agreed to that before, as whichever record. Answers whether it
/// did.
pub async fn of_contact(tx: &mut Tx, contact: ContactId, consent: &LeadConsent) -> Result<bool> {
    let purpose = purpose(consent)?;
    let person = persons::store::person(tx, contact.as_uuid(), false).await?;
    let standing = store::lock_standing(tx, &person.ids()).await?;
    let same = |one: &Consent| one.image.basis == LawfulBasis::Consent && one.image.purpose == purpose;
    if standing.iter().any(same) {
        return Ok(false);
    }
    let given = Given {
        person: Subject::Contact(contact),
        purpose,
        basis: LawfulBasis::Consent,
        source: ConsentSource::Api,
        how: Some(consent.how.clone()),
        text: Some(consent.text.clone()),
        form_id: None,
        given_at: Some(consent.given_at),
    };
    give(tx, given).await?;
    Ok(true)
}

/// Takes back what a file said that a contact agreed to. Answers whether that still counted.
pub async fn withdraw_of_contact(tx: &mut Tx, contact: ContactId, consent: &LeadConsent) -> Result<bool> {
    let purpose = purpose(consent)?;
    let standing = store::lock_standing(tx, &[contact.as_uuid()]).await?;
    let of_file = |one: &Consent| {
        let (how, text) = (one.image.how.as_ref(), one.image.text.as_ref());
        one.image.purpose == purpose && how == Some(&consent.how) && text == Some(&consent.text)
    };
    let mut any = false;
    for mut one in standing.into_iter().filter(of_file) {
        withdraw(tx, &mut one, None).await?;
        any = true;
    }
    Ok(any)
}

/// What a consent is for.
fn purpose(consent: &LeadConsent) -> Result<Name> {
    consent.purpose.clone().map_or_else(|| Name::new(MARKETING).map_err(Problem::internal), Ok)
}

/// Takes a locked consent back. Whoever goes through a sequence that needs one, and has none any more, leaves it.
pub async fn withdraw(tx: &mut Tx, consent: &mut Consent, how: Option<Note>) -> Result<()> {
    let now = tx.now;
    let event = consent.withdraw(how, now)?;
    let by = tx.actor().to_string();
    store::withdraw(tx, consent, &by).await?;
    tx.publish(consent.version, &event)?;
    settle(tx, consent.image.person.id()).await
}

/// Takes back everything a lead agreed to.
pub async fn withdraw_of(tx: &mut Tx, lead: LeadId) -> Result<()> {
    let by = tx.actor().to_string();
    for mut consent in store::lock_standing(tx, &[lead.as_uuid()]).await? {
        let now = tx.now;
        let event = consent.withdraw(None, now)?;
        store::withdraw(tx, &consent, &by).await?;
        tx.publish(consent.version, &event)?;
    }
    settle(tx, lead.as_uuid()).await
}

/// Lets what a person agreed to last, and still counts, be shown on their leads, and ends what needs it when there is nothing.
async fn settle(tx: &mut Tx, record: Uuid) -> Result<()> {
    let person = persons::store::person(tx, record, false).await?;
    for lead in &person.lead_ids {
        show_on(tx, *lead, &person).await?;
    }
    enrolments::look_again(tx, &person.ids()).await
}

/// Lets a lead show what it agreed to last, as long as that counts; or, when it showed something, what its person did. Its
/// points go by it.
async fn show_on(tx: &mut Tx, id: LeadId, person: &Person) -> Result<()> {
    let Some(mut lead) = leads::store::lock(tx, id).await?.filter(|lead| lead.erased_at.is_none()) else {
        return Ok(());
    };
    let standing = store::lock_standing(tx, &person.ids()).await?;
    let own = standing.iter().filter(|one| one.image.person.id() == id.as_uuid()).find_map(Consent::of_lead);
    let any = || standing.iter().find_map(Consent::of_lead).filter(|_| lead.image.consent.is_some());
    let last = own.or_else(any);
    if lead.image.consent == last {
        return Ok(());
    }
    lead.image.consent = last;
    lead.version += 1;
    let (_, settings) = leads::moment(tx).await?;
    leads::keep(tx, &settings, &mut lead).await?;
    tx.publish(lead.version, &LeadUpdated { lead: lead.image.clone() })?;
    Ok(())
}

/// Lets a lead show what was just written down for it.
pub async fn shown(tx: &mut Tx, lead: LeadId) -> Result<()> {
    let person = persons::store::person(tx, lead.as_uuid(), false).await?;
    show_on(tx, lead, &person).await
}
