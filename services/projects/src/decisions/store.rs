//! Where decisions are kept.

use chrono::{DateTime, Utc};
use kernel::{DealId, DecisionId, Limit, Name, Note, ProjectId};
use platform::{Db, Problem, Result};

use super::Action;
use super::http::DecisionView;
use crate::projects::model::Project;
use crate::word;

struct Row {
    decision_id: DecisionId,
    project_id: ProjectId,
    project_name: Name,
    deal_id: Option<DealId>,
    win_no: i32,
    reason: Note,
    raised_at: DateTime<Utc>,
    action: Option<String>,
    note: Option<Note>,
    resolved_at: Option<DateTime<Utc>>,
    resolved_by: Option<String>,
}

impl TryFrom<Row> for DecisionView {
    type Error = Problem;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            decision_id: row.decision_id,
            project_id: row.project_id,
            project_name: row.project_name,
            deal_id: row.deal_id,
            win_no: row.win_no,
            reason: row.reason,
            raised_at: row.raised_at,
            action: row.action.map(word::read).transpose()?,
            note: row.note,
            resolved_at: row.resolved_at,
            resolved_by: row.resolved_by,
        })
    }
}

/// Records a question, unless one about the same project is open.
pub async fn insert(db: &mut Db, id: DecisionId, project: &Project, reason: &Note) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "insert into decisions (org_id, decision_id, project_id, win_no, reason, raised_at) values ($1, $2, $3, $4, $5, $6)
         on conflict do nothing",
        org,
        id.as_uuid(),
        project.image.project_id.as_uuid(),
        project.image.win_no,
        reason.as_str(),
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Records the answer to the open question about a project, if there is one.
pub async fn close(db: &mut Db, project: ProjectId, action: Action, note: Option<&Note>, by: &str) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "update decisions set action = $3, note = $4, resolved_at = $5, resolved_by = $6
          where org_id = $1 and project_id = $2 and resolved_at is null",
        org,
        project.as_uuid(),
        word::of(&action)?,
        note.map(Note::as_str),
        now,
        by,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// A decision.
pub async fn get(db: &mut Db, id: DecisionId) -> Result<Option<DecisionView>> {
    let org = db.org.as_uuid();
    let row = sqlx::query_as!(
        Row,
        "select d.decision_id, d.project_id, p.name as project_name, p.deal_id, d.win_no, d.reason, d.raised_at, d.action,
                d.note, d.resolved_at, d.resolved_by
           from decisions d join projects p on p.org_id = d.org_id and p.project_id = d.project_id
          where d.org_id = $1 and d.decision_id = $2",
        org,
        id.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    row.map(DecisionView::try_from).transpose()
}

/// Decisions, oldest first, behind a key; only open or only answered ones when said.
pub async fn list(
    db: &mut Db,
    resolved: Option<bool>,
    after: Option<(DateTime<Utc>, DecisionId)>,
    limit: Limit,
) -> Result<Vec<DecisionView>> {
    let org = db.org.as_uuid();
    let (raised_at, id) = after.unzip();
    let rows = sqlx::query_as!(
        Row,
        "select d.decision_id, d.project_id, p.name as project_name, p.deal_id, d.win_no, d.reason, d.raised_at, d.action,
                d.note, d.resolved_at, d.resolved_by
           from decisions d join projects p on p.org_id = d.org_id and p.project_id = d.project_id
          where d.org_id = $1
            and ($2::boolean is null or (d.resolved_at is not null) = $2)
            and ($3::timestamptz is null or (d.raised_at, d.decision_id) > ($3, $4))
          order by d.raised_at, d.decision_id
          limit $5",
        org,
        resolved,
        raised_at,
        id.map(DecisionId::as_uuid),
        limit.fetch(),
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(DecisionView::try_from).collect()
}
