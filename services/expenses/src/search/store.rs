//! What is found by title.

use kernel::MemberId;
use platform::search::{Match, Search};
use platform::{Db, Result, find_by_name};
use uuid::Uuid;

/// Claims, everybody's or of one member, with their state.
pub async fn claims(db: &mut Db, search: &Search, of: Option<MemberId>) -> Result<Vec<Match>> {
    Ok(find_by_name!(
        db, search, "claim" in "claims", id: "claim_id", name: "search_title",
        show: r#"one.claim_id as "id!", one.title as "title!", one.status as "detail?""#,
        beside: "", only: "and ($4::uuid is null or claimant_id = $4)", of.map(Uuid::from)
    ))
}
