//! Contacts: people, mostly at accounts.
//!
//! A contact is recorded and changed; it is never deleted, since deals name it.

pub mod http;
pub mod model;
pub mod store;

use kernel::ContactId;
use platform::{Problem, Result, Tx};

use self::model::Contact;
use crate::merges::model::MergeError;

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
