//! Search over HTTP.

use kernel::Permission;
use platform::search::{Matches, Search};
use platform::{Query, Read, Reply, Result, Routes};

use super::store;

/// What search answers.
pub fn routes() -> Routes {
    Routes::new("search").get(
        "/v1/search",
        Permission::ReadCrm,
        "Find accounts, contacts, deals and leads by a part of their name",
        search,
    )
}

async fn search(mut db: Read, Query(asked): Query<Search>) -> Result<Reply<Matches>> {
    let accounts = store::accounts(&mut db, &asked).await?;
    let contacts = store::contacts(&mut db, &asked).await?;
    let deals = store::deals(&mut db, &asked).await?;
    let leads = store::leads(&mut db, &asked).await?;
    Ok(Reply::plain(asked.best([accounts, contacts, deals, leads])))
}
