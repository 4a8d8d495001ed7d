//! Decisions over HTTP.

use chrono::{DateTime, Utc};
use exports::List;
use kernel::{Cursor, DealId, DecisionId, Limit, Name, Note, Page, Permission, ProjectId};
use platform::{Json, Kind, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Action, store};
use crate::projects;

/// The routes of decisions.
pub fn routes() -> Routes {
    Routes::new("decisions")
        .get("/v1/decisions", Permission::ReadProjects, "List questions that wait for a person, oldest first", list)
        .post(
            "/v1/decisions/{decision_id}/resolve",
            Permission::WriteProjects,
            "Decide how the project goes on",
            resolve,
        )
}

/// A question that waits for a person, or waited.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DecisionView {
    /// Its id.
    pub decision_id: DecisionId,
    /// The project it is about.
    pub project_id: ProjectId,
    /// Name of that project.
    pub project_name: Name,
    /// The deal that was taken back.
    pub deal_id: Option<DealId>,
    /// Which win of it.
    pub win_no: i32,
    /// Why it was taken back.
    pub reason: Note,
    /// When the question came up.
    pub raised_at: DateTime<Utc>,
    /// The answer; none while it is open.
    pub action: Option<Action>,
    /// What was said about the answer.
    pub note: Option<Note>,
    /// When it was answered.
    pub resolved_at: Option<DateTime<Utc>>,
    /// By whom, e.g. `member:<id>`.
    pub resolved_by: Option<String>,
}

/// Which decisions to list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListDecisions {
    /// Only those that are answered, or only those that are not; open ones when left out.
    #[serde(default)]
    resolved: bool,
    /// Rows of a page.
    limit: Option<Limit>,
    /// Where the page begins.
    cursor: Option<Cursor>,
}

/// The answer to a question.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResolveDecision {
    /// How the project goes on.
    action: Action,
    /// What there is to say about it.
    #[serde(default)]
    note: Option<Note>,
}

impl List for ListDecisions {
    type Item = DecisionView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<DecisionView>> {
        let after = cursor.map(|cursor| cursor.decode()).transpose();
        let after = after.map_err(|error| Problem::field("cursor", error.to_string()))?;
        let decisions = store::list(db, Some(self.resolved), after, limit).await?;
        Ok(Page::from_rows(decisions, limit, |row| (row.raised_at, row.decision_id)))
    }
}

async fn list(mut db: Read, Query(query): Query<ListDecisions>) -> Result<Reply<Page<DecisionView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

async fn resolve(
    mut tx: Tx,
    Path(id): Path<DecisionId>,
    Json(body): Json<ResolveDecision>,
) -> Result<Reply<DecisionView>> {
    let asked = store::get(&mut tx, id).await?.ok_or_else(|| Problem::not_found("decision"))?;
    let mut project =
        projects::store::lock(&mut tx, asked.project_id).await?.ok_or_else(|| Problem::not_found("project"))?;
    // Read again under the project's lock: somebody may have answered in between.
    let asked = store::get(&mut tx, id).await?.ok_or_else(|| Problem::not_found("decision"))?;
    if asked.resolved_at.is_some() {
        return Err(Problem::new(Kind::Conflict, "decision-resolved", "This question has been answered already."));
    }
    let reason = body.note.clone().unwrap_or(asked.reason);
    projects::decide(&mut tx, &mut project, body.action, body.note.as_ref(), reason).await?;
    let answered = store::get(&mut tx, id).await?.ok_or_else(|| Problem::not_found("decision"))?;
    tx.reply_plain(answered).await
}
