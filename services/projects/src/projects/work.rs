//! Tasks and milestones of a project over HTTP. Each change is a change of the project and answers with all of it.

use chrono::NaiveDate;
use contracts::projects::TaskBilling;
use kernel::{DealLineId, Hours, MilestoneId, Money, Name, Permission, ProjectId, TaskId, VatRate};
use platform::{Created, Json, Path, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::Deserialize;

use super::http::{ProjectView, Reason, keep, locked, unchanged};
use super::model::{ChangeTask, NewTask};
use super::store;

/// The routes of tasks and milestones.
pub fn routes() -> Routes {
    Routes::new("projects")
        .post("/v1/projects/{project_id}/tasks", Permission::WriteProjects, "Add a task to a project", add_task)
        .patch(
            "/v1/projects/{project_id}/tasks/{task_id}",
            Permission::WriteProjects,
            "Change or finish a task",
            change_task,
        )
        .post(
            "/v1/projects/{project_id}/milestones/{milestone_id}/complete",
            Permission::WriteProjects,
            "Say that a milestone is reached",
            complete_milestone,
        )
        .post(
            "/v1/projects/{project_id}/milestones/{milestone_id}/reopen",
            Permission::WriteProjects,
            "Say that a milestone was not reached after all",
            reopen_milestone,
        )
}

/// How time on a new task is billed.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Billing {
    /// By the hour.
    Hourly {
        /// What an hour costs the client, without VAT, in the project's currency.
        rate: Money,
        /// VAT rate in percent.
        vat_rate: VatRate,
    },
    /// Covered by what was sold otherwise.
    Included {},
    /// Never billed.
    NonBillable {},
}

/// A task to add.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddTask {
    /// What there is to do.
    name: Name,
    /// Hours planned; none when left out.
    #[serde(default)]
    planned_hours: Hours,
    /// How its time is billed.
    billing: Billing,
    /// The line of the project's deal it belongs to.
    #[serde(default)]
    deal_line_id: Option<DealLineId>,
}

/// Fields of a task to replace; what is left out stays.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PatchTask {
    /// What there is to do.
    #[serde(default)]
    name: Option<Name>,
    /// Hours planned.
    #[serde(default)]
    planned_hours: Option<Hours>,
    /// Whether it is finished.
    #[serde(default)]
    done: Option<bool>,
}

/// When a milestone was reached.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CompleteMilestone {
    /// The day; today when left out.
    #[serde(default)]
    completed_on: Option<NaiveDate>,
}

impl From<Billing> for TaskBilling {
    fn from(billing: Billing) -> Self {
        match billing {
            Billing::Hourly { rate, vat_rate } => Self::Hourly { rate, vat_rate },
            Billing::Included {} => Self::Included,
            Billing::NonBillable {} => Self::NonBillable,
        }
    }
}

async fn add_task(mut tx: Tx, Path(id): Path<ProjectId>, Json(body): Json<AddTask>) -> Result<Created<ProjectView>> {
    let mut project = locked(&mut tx, id).await?;
    let new = NewTask {
        name: body.name,
        planned_hours: body.planned_hours,
        billing: body.billing.into(),
        deal_line_id: body.deal_line_id,
    };
    let updated = project.add_task(TaskId::new(), new)?;
    store::save(&mut tx, &project).await?;
    tx.publish(project.version, &updated)?;
    let version = project.version;
    let view = ProjectView::of(&mut tx, project).await?;
    tx.created(format!("/v1/projects/{id}"), version, view).await
}

async fn change_task(
    mut tx: Tx,
    Path((id, task)): Path<(ProjectId, TaskId)>,
    Json(body): Json<PatchTask>,
) -> Result<Reply<ProjectView>> {
    let mut project = locked(&mut tx, id).await?;
    tx.require_match(project.version)?;
    let change = ChangeTask { name: body.name, planned_hours: body.planned_hours, done: body.done };
    match project.change_task(task, change)? {
        Some(updated) => keep(tx, project, &updated).await,
        None => unchanged(tx, project).await,
    }
}

async fn complete_milestone(
    mut tx: Tx,
    Path((id, milestone)): Path<(ProjectId, MilestoneId)>,
    Json(body): Json<CompleteMilestone>,
) -> Result<Reply<ProjectView>> {
    let mut project = locked(&mut tx, id).await?;
    let today = tx.today();
    let completed = project.complete_milestone(milestone, body.completed_on.unwrap_or(today), today)?;
    keep(tx, project, &completed).await
}

async fn reopen_milestone(
    mut tx: Tx,
    Path((id, milestone)): Path<(ProjectId, MilestoneId)>,
    Json(body): Json<Reason>,
) -> Result<Reply<ProjectView>> {
    let mut project = locked(&mut tx, id).await?;
    let reopened = project.reopen_milestone(milestone, body.reason)?;
    keep(tx, project, &reopened).await
}
