//! Search over HTTP.

use kernel::Permission;
use platform::search::{Matches, Search};
use platform::{Query, Read, Reply, Result, Routes};

use super::store;

/// The route of search.
pub fn routes() -> Routes {
    Routes::new("search").get(
        "/v1/search",
        Permission::ReadProjects,
        "Find projects and people by a part of their name",
        search,
    )
}

async fn search(mut db: Read, Query(asked): Query<Search>) -> Result<Reply<Matches>> {
    let projects = store::projects(&mut db, &asked).await?;
    let people = store::people(&mut db, &asked).await?;
    Ok(Reply::plain(asked.best([projects, people])))
}
