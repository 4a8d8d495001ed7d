//! What is said about billable work over HTTP.

use contracts::billing::{BillableItem, WorkStatus};
use exports::List;
use kernel::{BillableItemId, Cursor, CustomerId, Limit, Page, Permission, ProjectId};
use platform::{Path, Problem, Query, Read, Reply, Result, Routes};
use schemars::JsonSchema;
use serde::Deserialize;

use super::store;
use crate::columns::after;
use crate::customers::standing;

/// Which work. What should be billed now is the unbilled.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListWork {
    /// Only where it stands so.
    status: Option<WorkStatus>,
    /// Only for this customer and for those that ended in it.
    customer_id: Option<CustomerId>,
    /// Only of this project.
    project_id: Option<ProjectId>,
    /// Rows of a page.
    limit: Option<Limit>,
    /// Where the page begins.
    cursor: Option<Cursor>,
}

/// The routes of billable work.
pub fn routes() -> Routes {
    Routes::new("work").get("/v1/work", Permission::ReadBilling, "Billable work, oldest first", list).get(
        "/v1/work/{billable_item_id}",
        Permission::ReadBilling,
        "One piece of billable work",
        get,
    )
}

impl List for ListWork {
    type Item = BillableItem;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<BillableItem>> {
        let after = after(cursor.as_ref())?;
        let filter = store::Filter {
            status: self.status,
            customers: standing::asked(db, self.customer_id).await?,
            project_id: self.project_id,
        };
        let rows = store::list(db, &filter, after, limit).await?;
        let page = Page::from_rows(rows, limit, |row| (row.image.delivered_on, row.image.billable_item_id));
        let mut page = page.map(|work| work.image);
        page.items = standing::shown(db, page.items).await?;
        Ok(page)
    }
}

async fn list(mut db: Read, Query(query): Query<ListWork>) -> Result<Reply<Page<BillableItem>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

async fn get(mut db: Read, Path(id): Path<BillableItemId>) -> Result<Reply<BillableItem>> {
    let work = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("billable work"))?;
    Ok(Reply::of(work.version, standing::shown_one(&mut db, work.image).await?))
}
