//! Milestones and tasks as lists of their own, for files: of one project, or of all that are in a state.

use contracts::projects::ProjectStatus;
use exports::List;
use kernel::{Cursor, Limit, Page, ProjectId};
use platform::{Problem, Read, Result};
use schemars::JsonSchema;
use serde::Deserialize;

use super::http::{ListProjects, ProjectView};
use super::store;

/// Of which projects.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OfProjects {
    /// Of this one.
    project_id: Option<ProjectId>,
    /// Of those in this state.
    status: Option<ProjectStatus>,
}

/// What is delivered in projects.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct ListMilestones(OfProjects);

/// What is to be done in projects.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct ListTasks(OfProjects);

impl OfProjects {
    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<ProjectView>> {
        let Some(id) = self.project_id else {
            return ListProjects::in_state(self.status).page(db, cursor, limit).await;
        };
        let project = store::get(db, id).await?.ok_or_else(|| Problem::not_found("project"))?;
        let asked = self.status.is_none_or(|status| project.image.status == status);
        let items = if asked { vec![ProjectView::of(db, project).await?] } else { Vec::new() };
        Ok(Page { items, next_cursor: None })
    }
}

impl List for ListMilestones {
    type Item = ProjectView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<ProjectView>> {
        self.0.page(db, cursor, limit).await
    }
}

impl List for ListTasks {
    type Item = ProjectView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<ProjectView>> {
        self.0.page(db, cursor, limit).await
    }
}
