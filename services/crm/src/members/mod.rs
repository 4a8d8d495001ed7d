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

/// Refuses colleagues who are not active members, where `at` points to. The caller is always acceptable, as for owners, and
/// so are those who stood there before: somebody may have left since.
pub async fn check_active(tx: &mut Tx, at: &str, members: &[MemberId], before: &[MemberId]) -> Result<()> {
    for (place, id) in members.iter().enumerate() {
        if tx.member_id() != Some(*id) && !before.contains(id) && !store::is_active(tx, *id).await? {
            let detail = "there is no such active member; GET /v1/members lists them";
            let pointer = if at.ends_with("_id") { at.to_owned() } else { format!("{at}/{place}") };
            return Err(Problem::field(pointer, detail));
        }
    }
    Ok(())
}
