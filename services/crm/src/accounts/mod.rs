//! Accounts: companies we sell to, or might. They may belong to one another, but never in a circle.
//!
//! An account is recorded and changed; it is never deleted, since invoices name it.

pub mod http;
pub mod model;
pub mod store;

use kernel::AccountId;
use platform::{Problem, Result, Tx};

use self::model::Account;
use crate::merges::model::MergeError;

/// Refuses to change an account that ended in another one.
pub fn check_live(account: &Account) -> Result<(), MergeError> {
    match account.merged_into {
        Some(survivor) => Err(MergeError::Merged(survivor.as_uuid())),
        None => Ok(()),
    }
}

/// Refuses a field that names an account which ended in another one.
pub async fn check_named(tx: &mut Tx, pointer: &str, id: Option<AccountId>) -> Result<()> {
    let Some(id) = id else { return Ok(()) };
    match store::merged_into(tx, id).await? {
        Some(survivor) => Err(Problem::field(pointer, format!("was merged into account {survivor}; name that one"))),
        None => Ok(()),
    }
}
