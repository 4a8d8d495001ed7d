//! Choosing owners.

use kernel::{Cursor, Limit, Page, Permission};
use platform::{Problem, Query, Read, Reply, Result, Routes};
use schemars::JsonSchema;
use serde::Deserialize;

use super::store::{self, MemberView};
use crate::names::sort_key;

/// What members answer.
pub fn routes() -> Routes {
    Routes::new("members").get("/v1/members", Permission::ReadCrm, "List those who may own accounts and deals", list)
}

/// Which page.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ListMembers {
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

async fn list(mut db: Read, Query(query): Query<ListMembers>) -> Result<Reply<Page<MemberView>>> {
    let limit = query.limit.unwrap_or_default();
    let after = query.cursor.map(|cursor| cursor.decode()).transpose();
    let after = after.map_err(|error| Problem::field("cursor", error.to_string()))?;
    let rows = store::list(&mut db, after, limit.fetch()).await?;
    Ok(Reply::plain(Page::from_rows(rows, limit, |row| (sort_key(&row.name), row.member_id))))
}
