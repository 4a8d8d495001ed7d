//! Members of the organisation, as a local copy: who may own an account or a deal.
//!
//! The gateway owns them; this copy follows its events and is never changed otherwise.

pub mod http;
pub mod store;

use kernel::MemberId;
use platform::{Problem, Result, Tx};

/// Refuses an owner who is not an active member. The caller is always acceptable: their token proves the membership,
/// even when the event about it has not arrived here yet.
pub async fn check_owner(tx: &mut Tx, owner: Option<MemberId>) -> Result<()> {
    match owner {
        Some(id) if tx.member_id() != Some(id) && !store::is_active(tx, id).await? => {
            Err(Problem::field("/owner_id", "there is no such active member; GET /v1/members lists them"))
        }
        _ => Ok(()),
    }
}
