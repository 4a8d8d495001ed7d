//! Choosing owners.

use kernel::{Cursor, Limit, Page, Permission};
use platform::{Query, Read, Reply, Result, Routes};
use schemars::JsonSchema;
use serde::Deserialize;

use super::store::{self, MemberView};
use crate::lists::{self, List};
use crate::names::sort_key;

/// What members answer.
pub fn routes() -> Routes {
    Routes::new("members").get("/v1/members", Permission::ReadCrm, "List those who may own accounts and deals", list)
}

/// Which page.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListMembers {
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

impl List for ListMembers {
    type Item = MemberView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<MemberView>> {
        let rows = store::list(db, lists::after(cursor)?, limit.fetch()).await?;
        Ok(Page::from_rows(rows, limit, |row| (sort_key(&row.name), row.member_id)))
    }
}

async fn list(mut db: Read, Query(query): Query<ListMembers>) -> Result<Reply<Page<MemberView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}
