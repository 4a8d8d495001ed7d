//! Search over HTTP.

use kernel::Permission;
use platform::search::{Matches, Search};
use platform::{Query, Read, Reply, Result, Routes};

use super::store;
use crate::claims::Visible;

/// The address of search.
pub fn routes() -> Routes {
    Routes::new("search").get(
        "/v1/search",
        Permission::ReadExpenses,
        "Find claims by a part of their title; one's own unless one may see all",
        search,
    )
}

async fn search(mut db: Read, Query(asked): Query<Search>) -> Result<Reply<Matches>> {
    let claims = match Visible::to(db.identity()) {
        Visible::All => store::claims(&mut db, &asked, None).await?,
        Visible::Of(Some(member)) => store::claims(&mut db, &asked, Some(member)).await?,
        Visible::Of(None) => Vec::new(),
    };
    Ok(Reply::plain(asked.best([claims])))
}
