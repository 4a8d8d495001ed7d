//! Accounts: companies we sell to, or might. They may belong to one another, but never in a circle.
//!
//! An account is recorded and changed; it is never deleted, since invoices name it. Only undoing the import it came
//! by removes it, as long as nothing names it.

pub mod bulk;
pub mod http;
pub mod model;
pub mod store;

use contracts::crm;
use kernel::{AccountId, ShortCode};
use platform::{Problem, Result, Tx};

use self::model::Account;
use crate::merges::model::MergeError;

/// Records an account, writes it down and tells of it.
pub async fn record(tx: &mut Tx, image: crm::Account, external_ref: Option<ShortCode>) -> Result<Account> {
    let (account, created) = Account::record(image, external_ref)?;
    store::insert(tx, &account).await?;
    tx.publish(account.version, &created)?;
    Ok(account)
}

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
