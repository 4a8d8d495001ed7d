//! Contacts: people, mostly at accounts.
//!
//! A contact is recorded and changed; it is never deleted, since deals name it. Only undoing the import it came by
//! removes it, as long as nothing names it.
//!
//! Who looks after a person may be somebody else than who looks after their company. One who is recorded without an owner
//! gets that of their company, as long as that is an active member; later changes of either leave the other alone.

pub mod bulk;
pub mod http;
pub mod model;
pub mod store;

use contracts::crm;
use kernel::{ContactId, Email, ShortCode};
use platform::{Problem, Result, Tx};

use self::model::Contact;
use crate::merges::model::MergeError;
use crate::{accounts, reaches};

/// Records a contact, writes it down and tells of it. Without an owner, it gets that of its account.
pub async fn record(tx: &mut Tx, mut image: crm::Contact, external_ref: Option<ShortCode>) -> Result<Contact> {
    if let (None, Some(account_id)) = (image.owner_id, image.account_id) {
        image.owner_id = accounts::store::active_owner(tx, account_id).await?;
    }
    let (contact, created) = Contact::record(image, external_ref);
    store::insert(tx, &contact).await?;
    tx.publish(contact.version, &created)?;
    Ok(contact)
}

/// Adds an address to those of a contact, unless it is one of theirs.
pub async fn add_address(tx: &mut Tx, id: ContactId, address: &Email) -> Result<()> {
    let mut contact = store::lock(tx, id).await?.ok_or_else(|| Problem::not_found("contact"))?;
    check_live(&contact)?;
    let mut image = contact.image.clone();
    if reaches::add(&mut image.email, &mut image.additional_emails, address.clone(), reaches::email_key) {
        let updated = contact.update(image, contact.external_ref.clone());
        store::save(tx, &contact).await?;
        tx.publish(contact.version, &updated)?;
    }
    Ok(())
}

/// Refuses to change a contact that ended in another one, or whose person was erased.
pub fn check_live(contact: &Contact) -> Result<(), MergeError> {
    match contact.merged_into {
        _ if contact.erased_at.is_some() => Err(MergeError::Erased),
        Some(survivor) => Err(MergeError::Merged(survivor.as_uuid())),
        None => Ok(()),
    }
}

/// Refuses a field that names a contact which ended in another one, or whose person was erased.
pub async fn check_named(tx: &mut Tx, pointer: &str, id: Option<ContactId>) -> Result<()> {
    let Some(id) = id else { return Ok(()) };
    let Some(fate) = store::fate(tx, id).await? else { return Ok(()) };
    match fate.merged_into {
        _ if fate.erased => Err(Problem::field(pointer, "is somebody who was erased; name somebody else")),
        Some(survivor) => Err(Problem::field(pointer, format!("was merged into contact {survivor}; name that one"))),
        None => Ok(()),
    }
}
