//! Contacts: people, mostly at accounts.
//!
//! A contact is recorded and changed; it is never deleted, since deals name it. Only undoing the import it came by
//! removes it, as long as nothing names it.

pub mod http;
pub mod model;
pub mod store;

use contracts::crm;
use kernel::{ContactId, ShortCode};
use platform::{Problem, Result, Tx};

use self::model::Contact;
use crate::merges::model::MergeError;

/// Records a contact, writes it down and tells of it.
pub async fn record(tx: &mut Tx, image: crm::Contact, external_ref: Option<ShortCode>) -> Result<Contact> {
    let (contact, created) = Contact::record(image, external_ref);
    store::insert(tx, &contact).await?;
    tx.publish(contact.version, &created)?;
    Ok(contact)
}

/// Refuses to change a contact that ended in another one.
pub fn check_live(contact: &Contact) -> Result<(), MergeError> {
    match contact.merged_into {
        Some(survivor) => Err(MergeError::Merged(survivor.as_uuid())),
        None => Ok(()),
    }
}

/// Refuses a field that names a contact which ended in another one.
pub async fn check_named(tx: &mut Tx, pointer: &str, id: Option<ContactId>) -> Result<()> {
    let Some(id) = id else { return Ok(()) };
    match store::merged_into(tx, id).await? {
        Some(survivor) => Err(Problem::field(pointer, format!("was merged into contact {survivor}; name that one"))),
        None => Ok(()),
    }
}
