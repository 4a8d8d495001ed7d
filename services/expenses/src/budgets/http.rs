//! Budgets over HTTP. They are made by winning deals, so there is nothing to write.

use contracts::expenses::Budget as Image;
use kernel::{Cursor, Limit, Page, Permission, ProjectId};
use platform::{Problem, Query, Read, Reply, Result, Routes};
use schemars::JsonSchema;
use serde::Deserialize;

use super::store;

/// The address of budgets.
pub fn routes() -> Routes {
    Routes::new("budgets").get("/v1/budgets", Permission::ReadBilling, "What projects may cost", list)
}

/// Which budgets.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Asked {
    /// Of this project.
    project_id: Option<ProjectId>,
    /// Rows of a page.
    limit: Option<Limit>,
    /// Where the page begins.
    cursor: Option<Cursor>,
}

async fn list(mut db: Read, Query(asked): Query<Asked>) -> Result<Reply<Page<Image>>> {
    let limit = asked.limit.unwrap_or_default();
    let after = asked.cursor.map(|cursor| cursor.decode()).transpose();
    let after = after.map_err(|error| Problem::field("cursor", error.to_string()))?;
    let rows = store::list(&mut db, asked.project_id, after, limit).await?;
    Ok(Reply::plain(Page::from_rows(rows, limit, |row| row.image.budget_id).map(|budget| budget.image)))
}
