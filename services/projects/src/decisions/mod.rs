//! Decisions: questions that only a person can answer.
//!
//! When a deal is taken back although work on its project began, the project is put on hold and such a question is
//! raised. It is answered here, by what a person does with the project, or by the deal being won again.

pub mod http;
pub mod store;

use kernel::{DecisionId, EventId, Note};
use platform::{Result, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::projects::model::Project;

/// How a project goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// It is given up.
    Cancel,
    /// It goes on although the deal was taken back.
    Resume,
    /// It counts as done.
    Complete,
}

/// Asks a person what becomes of a project, unless that is being asked already. `event` caused the question.
pub async fn raise(tx: &mut Tx, project: &Project, reason: &Note, event: EventId) -> Result<()> {
    let id = DecisionId::derived(event.as_uuid(), "decision");
    store::insert(tx, id, project, reason).await
}

/// Notes that the question about a project, if there is one, is answered by this action.
pub async fn settle(tx: &mut Tx, project: &Project, action: Action, note: Option<&Note>) -> Result<()> {
    let by = tx.actor().to_string();
    store::close(tx, project.image.project_id, action, note, &by).await
}
