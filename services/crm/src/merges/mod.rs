//! Merges: two accounts, contacts or leads that turned out to be one.
//!
//! One goes on and the other ends. What belonged to the one that ended moves to the one that goes on, and what was unknown
//! of the latter is filled in from the former, which stays readable and says where it went. All of that is written down,
//! so that it can be undone: everything goes back that nobody has moved elsewhere since.
//!
//! Projects, invoices and figures of other services keep the account they began with, so nothing of them is written anew
//! either way: whom it stands for is decided there when somebody asks. Only what is issued or won while a merge stands is
//! the survivor's for good.

pub mod http;
pub mod links;
pub mod model;
pub mod store;

use contracts::crm::{AccountMerged, AccountRestored, ContactMerged, ContactRestored};
use contracts::leads::{LeadMerged, LeadRestored, LeadUpdated};
use kernel::{AccountId, ContactId, LeadId, MergeId};
use platform::{Problem, Result, Tx};
use uuid::Uuid;

use self::links::Links;
use self::model::{Kind, Merge, MergeError};
use crate::{accounts, contacts, leads, reaches};

/// Two records in the order of their ids, which is the order in which everybody locks them.
fn in_order<T: Ord + Copy>(one: T, other: T) -> [T; 2] {
    [one.min(other), one.max(other)]
}

/// Lets an account end in another one.
pub async fn accounts(tx: &mut Tx, survivor: AccountId, merged: AccountId) -> Result<Merge> {
    accounts::store::lock_family_tree(tx).await?;
    for id in in_order(survivor, merged) {
        store::lock_account(tx, id).await?;
    }
    let mut kept = accounts::store::lock(tx, survivor).await?.ok_or_else(|| Problem::not_found("account"))?;
    tx.if_match(kept.version)?;
    let ended = accounts::store::lock(tx, merged).await?;
    let mut ended = ended.filter(|_| survivor != merged).ok_or(MergeError::NoOther)?;
    accounts::check_live(&kept)?;
    accounts::check_live(&ended)?;
    let related = accounts::store::is_ancestor_or_self(tx, survivor, merged).await?
        || accounts::store::is_ancestor_or_self(tx, merged, survivor).await?;
    if related {
        return Err(MergeError::Related.into());
    }
    let mut image = kept.image.clone();
    let filled = model::join_account(&mut image, &ended.image);
    let updated = kept.update(image, kept.external_ref.clone())?;
    accounts::store::save(tx, &kept).await?;
    tx.publish(kept.version, &updated)?;
    let mut moved = Links::of_account(tx, merged).await?;
    moved.give(tx, merged, survivor).await?;
    ended.end(Some(survivor));
    store::end_account(tx, &ended).await?;
    tx.publish(ended.version, &AccountMerged { account: ended.image.clone(), merged_into: survivor })?;
    write_down(tx, Kind::Account, survivor, merged, moved, filled).await
}

/// Lets a contact end in another one.
pub async fn contacts(tx: &mut Tx, survivor: ContactId, merged: ContactId) -> Result<Merge> {
    for id in in_order(survivor, merged) {
        store::lock_contact(tx, id).await?;
    }
    let mut kept = contacts::store::lock(tx, survivor).await?.ok_or_else(|| Problem::not_found("contact"))?;
    tx.if_match(kept.version)?;
    let ended = contacts::store::lock(tx, merged).await?;
    let mut ended = ended.filter(|_| survivor != merged).ok_or(MergeError::NoOther)?;
    contacts::check_live(&kept)?;
    contacts::check_live(&ended)?;
    let mut image = kept.image.clone();
    let filled = model::join_contact(&mut image, &ended.image);
    let updated = kept.update(image, kept.external_ref.clone());
    contacts::store::save(tx, &kept).await?;
    tx.publish(kept.version, &updated)?;
    let moved = Links::of_contact(tx, merged).await?;
    moved.move_contact(tx, merged, survivor).await?;
    ended.end(Some(survivor));
    store::end_contact(tx, &ended).await?;
    tx.publish(ended.version, &ContactMerged { contact: ended.image.clone(), merged_into: survivor })?;
    write_down(tx, Kind::Contact, survivor, merged, moved, filled).await
}

/// Lets an open lead end in another one. What it said when it came forward is shown with the one that goes on.
pub async fn leads(tx: &mut Tx, survivor: LeadId, merged: LeadId) -> Result<Merge> {
    for id in in_order(survivor, merged) {
        leads::store::lock(tx, id).await?;
    }
    let mut kept = leads::store::lock(tx, survivor).await?.ok_or_else(|| Problem::not_found("lead"))?;
    tx.if_match(kept.version)?;
    let ended = leads::store::lock(tx, merged).await?;
    let mut ended = ended.filter(|_| survivor != merged).ok_or(MergeError::NoOther)?;
    kept.must_be_open()?;
    ended.must_be_open()?;
    let (_, settings) = leads::moment(tx).await?;
    let filled = model::join_lead(&mut kept.image, &ended.image);
    // Before the points are counted: where the one that ends came from counts for the one that goes on.
    ended.end(Some(survivor));
    leads::store::save(tx, &ended).await?;
    kept.version += 1;
    leads::keep(tx, &settings, &mut kept).await?;
    tx.publish(kept.version, &LeadUpdated { lead: kept.image.clone() })?;
    tx.publish(ended.version, &LeadMerged { lead: ended.image.clone() })?;
    write_down(tx, Kind::Lead, survivor, merged, Links::default(), filled).await
}

async fn write_down(
    tx: &mut Tx,
    kind: Kind,
    survivor: impl Into<Uuid>,
    merged: impl Into<Uuid>,
    moved: Links,
    filled: Vec<String>,
) -> Result<Merge> {
    let merge = Merge {
        merge_id: MergeId::new(),
        kind,
        survivor_id: survivor.into(),
        merged_id: merged.into(),
        moved,
        filled,
        merged_at: tx.now,
        merged_by: tx.actor().to_string(),
        undone_at: None,
        undone_by: None,
    };
    store::insert(tx, &merge).await?;
    Ok(merge)
}

/// Undoes a merge: the record that ended goes on again, with what was moved and what nobody has changed since.
pub async fn undo(tx: &mut Tx, id: MergeId) -> Result<Merge> {
    let mut merge = store::lock(tx, id).await?.ok_or_else(|| Problem::not_found("merge"))?;
    merge.undo(tx.now, tx.actor().to_string())?;
    match merge.kind {
        Kind::Account => undo_accounts(tx, &merge).await?,
        Kind::Contact => undo_contacts(tx, &merge).await?,
        Kind::Lead => undo_leads(tx, &merge).await?,
    }
    store::save(tx, &merge).await?;
    Ok(merge)
}

async fn undo_accounts(tx: &mut Tx, merge: &Merge) -> Result<()> {
    let (survivor, merged) = (AccountId::from_uuid(merge.survivor_id), AccountId::from_uuid(merge.merged_id));
    accounts::store::lock_family_tree(tx).await?;
    for id in in_order(survivor, merged) {
        store::lock_account(tx, id).await?;
    }
    let missing = || Problem::internal("a merged account is gone");
    let mut kept = accounts::store::lock(tx, survivor).await?.ok_or_else(missing)?;
    let mut ended = accounts::store::lock(tx, merged).await?.ok_or_else(missing)?;
    accounts::check_live(&kept)?;
    ended.end(None);
    store::end_account(tx, &ended).await?;
    tx.publish(ended.version, &AccountRestored { account: ended.image.clone() })?;
    merge.moved.give_back(tx, survivor, merged).await?;
    let mut image = kept.image.clone();
    model::empty_account(&mut image, &ended.image, &merge.filled);
    let updated = kept.update(image, kept.external_ref.clone())?;
    accounts::store::save(tx, &kept).await?;
    tx.publish(kept.version, &updated)?;
    Ok(())
}

async fn undo_contacts(tx: &mut Tx, merge: &Merge) -> Result<()> {
    let (survivor, merged) = (ContactId::from_uuid(merge.survivor_id), ContactId::from_uuid(merge.merged_id));
    for id in in_order(survivor, merged) {
        store::lock_contact(tx, id).await?;
    }
    let missing = || Problem::internal("a merged contact is gone");
    let mut kept = contacts::store::lock(tx, survivor).await?.ok_or_else(missing)?;
    let mut ended = contacts::store::lock(tx, merged).await?.ok_or_else(missing)?;
    contacts::check_live(&kept)?;
    ended.end(None);
    store::end_contact(tx, &ended).await?;
    tx.publish(ended.version, &ContactRestored { contact: ended.image.clone() })?;
    merge.moved.move_contact(tx, survivor, merged).await?;
    let mut image = kept.image.clone();
    model::empty_contact(&mut image, &ended.image, &merge.filled);
    let updated = kept.update(image, kept.external_ref.clone());
    contacts::store::save(tx, &kept).await?;
    tx.publish(kept.version, &updated)?;
    Ok(())
}

async fn undo_leads(tx: &mut Tx, merge: &Merge) -> Result<()> {
    let (survivor, merged) = (LeadId::from_uuid(merge.survivor_id), LeadId::from_uuid(merge.merged_id));
    for id in in_order(survivor, merged) {
        leads::store::lock(tx, id).await?;
    }
    let missing = || Problem::internal("a merged lead is gone");
    let mut kept = leads::store::lock(tx, survivor).await?.ok_or_else(missing)?;
    let mut ended = leads::store::lock(tx, merged).await?.ok_or_else(missing)?;
    kept.must_be_open()?;
    ended.end(None);
    let (_, settings) = leads::moment(tx).await?;
    leads::keep(tx, &settings, &mut ended).await?;
    tx.publish(ended.version, &LeadRestored { lead: ended.image.clone() })?;
    model::empty_lead(&mut kept.image, &ended.image, &merge.filled);
    reaches::settle_lead(&mut kept.image);
    kept.version += 1;
    leads::keep(tx, &settings, &mut kept).await?;
    tx.publish(kept.version, &LeadUpdated { lead: kept.image.clone() })?;
    Ok(())
}
