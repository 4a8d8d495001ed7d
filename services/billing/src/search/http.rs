//! Search over HTTP.

use kernel::Permission;
use platform::search::{Matches, Search};
use platform::{Query, Read, Reply, Result, Routes};

use super::store;

/// The route of search.
pub fn routes() -> Routes {
    Routes::new("search").get(
        "/v1/search",
        Permission::ReadBilling,
        "Find customers by a part of their name and invoices by a part of their number",
        search,
    )
}

async fn search(mut db: Read, Query(asked): Query<Search>) -> Result<Reply<Matches>> {
    let customers = store::customers(&mut db, &asked).await?;
    let invoices = store::invoices(&mut db, &asked).await?;
    Ok(Reply::plain(asked.best([customers, invoices])))
}
