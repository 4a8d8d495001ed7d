//! Who changed what. A claim of somebody else has, for those who may not see it, no history either.

use kernel::{ClaimId, Permission};
use platform::changes::{self, Changes, ListChanges};
use platform::{Path, Query, Read, Reply, Result, Routes};
use uuid::Uuid;

use crate::claims;

/// The address of changes.
pub fn routes() -> Routes {
    Routes::new("changes").get(changes::PATH, Permission::ReadExpenses, changes::SUMMARY, list)
}

async fn list(mut db: Read, Path(id): Path<Uuid>, Query(asked): Query<ListChanges>) -> Result<Reply<Changes>> {
    if changes::kind(&mut db, id).await? == "claim" {
        claims::seen(&mut db, ClaimId::from_uuid(id)).await.map_err(|_error| changes::unknown())?;
    }
    changes::of(&mut db, id, asked).await
}
