//! Addresses that get no mails of sequences: because whoever has them does not want any, or because none arrive.
//!
//! What is kept is the hash of the address; the address itself stands beside it until it is erased.

pub mod http;
pub mod link;
pub mod open;
pub mod store;

use contracts::crm::mail::{Suppression, SuppressionAdded, SuppressionReason};
use kernel::{Email, MailId, Note, OrgId, SuppressionId};
use platform::{Result, Tx};
use sha2::{Digest, Sha256};

/// What an address is recognised by; another one in every organisation, so that lists cannot be compared.
pub fn hash(org: OrgId, address: &str) -> [u8; 32] {
    let mut sha = Sha256::new();
    sha.update(org.to_string());
    sha.update(address.to_lowercase());
    sha.finalize().into()
}

/// Puts an address on the list, unless it is there.
pub async fn add(tx: &mut Tx, address: &Email, reason: SuppressionReason, mail_id: Option<MailId>) -> Result<()> {
    add_noted(tx, address, reason, mail_id, None).await
}

/// The same, with what whoever did it says about it.
pub async fn add_noted(
    tx: &mut Tx,
    address: &Email,
    reason: SuppressionReason,
    mail_id: Option<MailId>,
    note: Option<&Note>,
) -> Result<()> {
    let hash = hash(tx.org, address.as_str());
    let suppression =
        Suppression { suppression_id: SuppressionId::new(), address_hash: hex::encode(hash), reason, mail_id };
    let by = tx.actor().to_string();
    if store::insert(tx, &suppression, &hash, address, (&by, note)).await? {
        tx.publish(1, &SuppressionAdded { suppression })?;
    }
    Ok(())
}
