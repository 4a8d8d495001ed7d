//! Search over HTTP.

use kernel::Permission;
use platform::search::Search;
use platform::{Problem, Query, Read, Reply, Result, Routes};
use schemars::JsonSchema;
use serde::Serialize;

use super::model::{Found, best};
use super::store;
use crate::mails::access;

/// What search answers.
pub fn routes() -> Routes {
    Routes::new("search").get(
        "/v1/search",
        Permission::ReadCrm,
        "Find accounts, contacts, deals, leads, notes and mails by words of them, also mails that wait to be filed",
        search,
    )
}

/// What was found.
#[derive(Debug, Serialize, JsonSchema)]
struct AllFound {
    /// Best first.
    items: Vec<Found>,
}

async fn search(mut db: Read, Query(asked): Query<Search>) -> Result<Reply<AllFound>> {
    let most = usize::try_from(asked.rows()).map_err(Problem::internal)?;
    let reader = access::reader(&db);
    let hits = best(store::hits(&mut db, &asked, reader).await?, most);
    Ok(Reply::plain(AllFound { items: store::show(&mut db, &hits, asked.text()).await? }))
}
