//! Budgets over HTTP. They are made by winning deals, so there is nothing to write.

use contracts::expenses::Budget as Image;
use exports::List;
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
pub struct ListBudgets {
    /// Of this project.
    project_id: Option<ProjectId>,
    /// Rows of a page.
    limit: Option<Limit>,
    /// Where the page begins.
    cursor: Option<Cursor>,
}

impl List for ListBudgets {
    type Item = Image;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<Image>> {
        let after = cursor.map(|cursor| cursor.decode()).transpose();
        let after = after.map_err(|error| Problem::field("cursor", error.to_string()))?;
        let rows = store::list(db, self.project_id, after, limit).await?;
        Ok(Page::from_rows(rows, limit, |row| row.image.budget_id).map(|budget| budget.image))
    }
}

async fn list(mut db: Read, Query(asked): Query<ListBudgets>) -> Result<Reply<Page<Image>>> {
    Ok(Reply::plain(asked.page(&mut db, asked.cursor.clone(), asked.limit.unwrap_or_default()).await?))
}
