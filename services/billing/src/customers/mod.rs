//! Customers: who is billed. Every account of CRM is one, with the same name and tax number; only the payment terms are
//! decided here. One whose account ended in another stands for the customer of that as long as the merge does: see
//! [`standing`].

pub mod http;
pub mod model;
pub mod standing;
pub mod store;

use contracts::billing::{CustomerCreated, customer_of};
use contracts::crm::Account;
use kernel::AccountId;
use platform::{Problem, Result, Tx};

pub use model::Customer;

/// Brings the customer of an account up to what CRM says, whatever order its facts arrive in. `seq` is the place of the
/// account event, or none when the account was only carried along by another fact, which may be older.
pub async fn follow_account(tx: &mut Tx, account: &Account, seq: Option<i64>) -> Result<Customer> {
    follow(tx, account, None, seq).await
}

/// Brings the customer of an account that ended in another one up to that: it stands for that one's until the merge is
/// undone.
pub async fn follow_merge(tx: &mut Tx, account: &Account, into: AccountId, seq: i64) -> Result<Customer> {
    follow(tx, account, Some(into), Some(seq)).await
}

async fn follow(tx: &mut Tx, account: &Account, into: Option<AccountId>, seq: Option<i64>) -> Result<Customer> {
    let fresh = Customer::of(account, seq.unwrap_or_default()).ended(into);
    if store::insert(tx, &fresh).await? {
        tx.publish(fresh.version, &CustomerCreated { customer: fresh.image.clone() })?;
        return Ok(fresh);
    }
    let missing = || Problem::internal("a customer that exists was not found");
    let id = fresh.image.customer_id;
    let Some(seq) = seq else {
        // Nothing will change, so nothing is locked: reactions that carry several deals in one transaction would
        // otherwise lock the same customers in different orders.
        return store::get(tx, id).await?.ok_or_else(missing);
    };
    let mut known = store::lock(tx, id).await?.ok_or_else(missing)?;
    if seq > known.account_seq {
        let updated = known.follow(account, into, seq);
        store::save(tx, &known).await?;
        if let Some(updated) = updated {
            tx.publish(known.version, &updated)?;
        }
    }
    Ok(known)
}

/// Removes the customer of an account that is gone, unless something names it.
pub async fn let_go(tx: &mut Tx, account: AccountId) -> Result<()> {
    let Some(customer) = store::lock(tx, customer_of(account)).await? else { return Ok(()) };
    if store::remove(tx, customer.image.customer_id).await? {
        tx.publish(customer.version + 1, &customer.removed())?;
    }
    Ok(())
}
