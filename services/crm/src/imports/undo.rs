//! Taking back what an import did: what it made and nobody has touched since is removed, what it filled in and nobody has
//! changed since is unknown again. Everything else is kept, and it is said why.
//!
//! A removed record is gone from every list and search; what it was is kept with the import and in the journal, and others
//! hear of it. A deal that was won here is never removed, because projects and invoices follow from it.

use contracts::crm::activities::{Activity, ActivityRemoved};
use contracts::crm::{AccountRemoved, ContactRemoved, DealRemoved};
use contracts::leads::{LeadConsent, LeadRemoved, LeadUpdated};
use kernel::{AccountId, ActivityId, ContactId, DealId, LeadId, ShortCode};
use platform::{Problem, Result, Tx};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::apply::RecordKind;
use super::model::{Import, Step};
use super::store::records::{Noted, Undo};
use super::store::{records, removal};
use crate::merges::model::{empty_account, empty_contact, empty_lead};
use crate::{accounts, activities, consents, contacts, deals, leads, reaches, timeline, words};

/// Records that are taken back at once.
const BATCH: i64 = 100;

/// Why a record was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ImportKeptWhy")]
pub enum Why {
    /// Somebody has changed it since.
    Changed,
    /// The deal was won here.
    Won,
    /// Accounts belong to it.
    Accounts,
    /// Contacts belong to it.
    Contacts,
    /// Deals are about it.
    Deals,
    /// Leads became it.
    Leads,
    /// It was merged with another one.
    Merges,
    /// Something was written down about it.
    Timeline,
    /// Something is to be done about it.
    FollowUps,
    /// Something else names it.
    Named,
    /// It is not there any more.
    Gone,
}

/// What became of a record.
type Undone = std::result::Result<Undo, Why>;

/// Takes some of what an import did back.
pub async fn go_on(tx: &mut Tx, import: &Import) -> Result<Step> {
    let id = import.image.import_id;
    let noted = records::to_undo(tx, id, BATCH).await?;
    let ends = i64::try_from(noted.len()).is_ok_and(|some| some < BATCH);
    let mut step = Step { ends, ..Step::default() };
    for one in &noted {
        let undone = if one.deed.created { remove(tx, import, one).await? } else { empty(tx, one).await? };
        let (undo, why) = match undone {
            Ok(undo) => (undo, None),
            Err(why) => (Undo::Kept, Some(words::word(why)?)),
        };
        records::undone(tx, id, one.record_no, undo, why.as_deref()).await?;
        step.done += 1;
        step.kept += i32::from(undo == Undo::Kept);
    }
    Ok(step)
}

fn json<T: Serialize>(image: &T) -> Result<Value> {
    serde_json::to_value(image).map_err(Problem::internal)
}

fn brought<T: DeserializeOwned>(one: &Noted) -> Result<T> {
    serde_json::from_value(one.deed.brought.clone()).map_err(Problem::internal)
}

/// Removes a record that an import made.
async fn remove(tx: &mut Tx, import: &Import, one: &Noted) -> Result<Undone> {
    let record = one.deed.record;
    removal::hold(tx, record).await?;
    let (version, won, image) = match record.kind {
        RecordKind::Account => match accounts::store::lock(tx, AccountId::from_uuid(record.id)).await? {
            Some(found) => (found.version, false, json(&found.image)?),
            None => return Ok(Err(Why::Gone)),
        },
        RecordKind::Contact => match contacts::store::lock(tx, ContactId::from_uuid(record.id)).await? {
            Some(found) => (found.version, false, json(&found.image)?),
            None => return Ok(Err(Why::Gone)),
        },
        RecordKind::Deal => match deals::store::lock(tx, DealId::from_uuid(record.id)).await? {
            Some(found) => (found.version, found.image.win_no > 0, json(&found.image)?),
            None => return Ok(Err(Why::Gone)),
        },
        RecordKind::Lead => match leads::store::lock(tx, LeadId::from_uuid(record.id)).await? {
            Some(found) => (found.version, false, json(&found.image)?),
            None => return Ok(Err(Why::Gone)),
        },
        RecordKind::Activity => match activities::store::lock(tx, ActivityId::from_uuid(record.id)).await? {
            Some(found) => (found.version, false, json(&found.image)?),
            None => return Ok(Err(Why::Gone)),
        },
    };
    if won {
        return Ok(Err(Why::Won));
    }
    if version != one.deed.version {
        return Ok(Err(Why::Changed));
    }
    if let Some(holder) = removal::held_by(tx, record).await? {
        return Ok(Err(words::value(holder)?));
    }
    let place = tx.place().await?;
    if !removal::remove(tx, import.image.import_id, record, version, &image).await? {
        tx.go_back(place).await?;
        return Ok(Err(Why::Named));
    }
    tx.keep(place).await?;
    tell(tx, record.kind, version + 1, image)?;
    Ok(Ok(Undo::Removed))
}

/// Tells others that a record is gone.
fn tell(tx: &mut Tx, kind: RecordKind, version: i64, image: Value) -> Result<()> {
    fn read<T: DeserializeOwned>(image: Value) -> Result<T> {
        serde_json::from_value(image).map_err(Problem::internal)
    }
    match kind {
        RecordKind::Account => tx.publish(version, &AccountRemoved { account: read(image)? }),
        RecordKind::Contact => tx.publish(version, &ContactRemoved { contact: read(image)? }),
        RecordKind::Deal => tx.publish(version, &DealRemoved { deal: read(image)? }),
        RecordKind::Lead => tx.publish(version, &LeadRemoved { lead: read(image)? }),
        RecordKind::Activity => {
            let activity: Activity = read(image)?;
            let activity = Activity { content: None, mentions: Vec::new(), ..activity };
            tx.publish(version, &ActivityRemoved { activity })
        }
    }
    .map(drop)
}

/// Empties what an import filled in.
async fn empty(tx: &mut Tx, one: &Noted) -> Result<Undone> {
    match one.deed.record.kind {
        RecordKind::Account => empty_of_account(tx, one).await,
        RecordKind::Contact => empty_of_contact(tx, one).await,
        RecordKind::Lead => empty_of_lead(tx, one).await,
        // Deals and activities that are there are never filled in.
        RecordKind::Deal | RecordKind::Activity => Ok(Err(Why::Changed)),
    }
}

/// Takes back custom values that were filled in and still say so.
fn empty_custom(values: &mut contracts::crm::CustomValues, brought: &contracts::crm::CustomValues, filled: &[String]) {
    values.retain(|id, value| {
        let was_filled = filled.iter().any(|name| *name == format!("custom/{id}"));
        !(was_filled && brought.get(id) == Some(value))
    });
}

/// Whether a record has the key that an import gave it.
fn has_key(one: &Noted, key: Option<&ShortCode>) -> bool {
    let was_filled = one.deed.filled.iter().any(|name| name == "external_ref");
    let brought = one.deed.brought.get("external_ref").and_then(Value::as_str);
    was_filled && brought.is_some() && brought == key.map(ShortCode::as_str)
}

async fn empty_of_account(tx: &mut Tx, one: &Noted) -> Result<Undone> {
    let id = AccountId::from_uuid(one.deed.record.id);
    let Some(mut account) = accounts::store::lock(tx, id).await? else { return Ok(Err(Why::Gone)) };
    if account.merged_into.is_some() {
        return Ok(Err(Why::Merges));
    }
    let (mut image, brought) = (account.image.clone(), brought(one)?);
    empty_account(&mut image, &brought, &one.deed.filled);
    empty_custom(&mut image.custom, &brought.custom, &one.deed.filled);
    let external_ref = account.external_ref.clone().filter(|key| !has_key(one, Some(key)));
    if image == account.image && external_ref == account.external_ref {
        return Ok(Err(Why::Changed));
    }
    let updated = account.update(image, external_ref)?;
    accounts::store::save(tx, &account).await?;
    tx.publish(account.version, &updated)?;
    Ok(Ok(Undo::Emptied))
}

async fn empty_of_contact(tx: &mut Tx, one: &Noted) -> Result<Undone> {
    let id = ContactId::from_uuid(one.deed.record.id);
    let Some(mut contact) = contacts::store::lock(tx, id).await? else { return Ok(Err(Why::Gone)) };
    if contact.merged_into.is_some() {
        return Ok(Err(Why::Merges));
    }
    let (mut image, brought) = (contact.image.clone(), brought(one)?);
    let account_before = image.account_id;
    empty_contact(&mut image, &brought, &one.deed.filled);
    empty_custom(&mut image.custom, &brought.custom, &one.deed.filled);
    let external_ref = contact.external_ref.clone().filter(|key| !has_key(one, Some(key)));
    let took_back = match one.deed.brought.get("consent").cloned().map(serde_json::from_value::<LeadConsent>) {
        Some(consent) => consents::withdraw_of_contact(tx, id, &consent.map_err(Problem::internal)?).await?,
        None => false,
    };
    if image == contact.image && external_ref == contact.external_ref {
        return Ok(if took_back { Ok(Undo::Emptied) } else { Err(Why::Changed) });
    }
    let updated = contact.update(image, external_ref);
    contacts::store::save(tx, &contact).await?;
    if contact.image.account_id != account_before {
        timeline::store::move_to_account(tx, id.as_uuid(), account_before, contact.image.account_id).await?;
    }
    tx.publish(contact.version, &updated)?;
    Ok(Ok(Undo::Emptied))
}

async fn empty_of_lead(tx: &mut Tx, one: &Noted) -> Result<Undone> {
    let id = LeadId::from_uuid(one.deed.record.id);
    let Some(mut lead) = leads::store::lock(tx, id).await? else { return Ok(Err(Why::Gone)) };
    if lead.must_be_open().is_err() {
        return Ok(Err(Why::Changed));
    }
    let (before, brought) = (lead.image.clone(), brought(one)?);
    empty_lead(&mut lead.image, &brought, &one.deed.filled);
    reaches::settle_lead(&mut lead.image);
    empty_custom(&mut lead.image.custom, &brought.custom, &one.deed.filled);
    if has_key(one, lead.image.external_ref.as_ref()) {
        lead.image.external_ref = None;
    }
    if lead.image == before {
        return Ok(Err(Why::Changed));
    }
    let (_, settings) = leads::moment(tx).await?;
    lead.version += 1;
    leads::keep(tx, &settings, &mut lead).await?;
    tx.publish(lead.version, &LeadUpdated { lead: lead.image.clone() })?;
    if before.consent.is_some() && lead.image.consent.is_none() {
        consents::withdraw_of(tx, id).await?;
    }
    Ok(Ok(Undo::Emptied))
}
