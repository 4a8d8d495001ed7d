//! A local copy of projects: claims name them, and take over their client and deal.

use std::collections::HashMap;

use contracts::projects::{Project, ProjectStatus};
use kernel::{AccountId, DealId, ProjectId};
use platform::{Db, Outcome, Result, Tx};
use uuid::Uuid;

/// What claims must know of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownProject {
    /// Its client.
    pub account_id: Option<AccountId>,
    /// Its deal.
    pub deal_id: Option<DealId>,
}

/// Keeps a project as it now is.
pub async fn keep(tx: &mut Tx, project: &Project, version: i64) -> Result<Outcome> {
    let status = match project.status {
        ProjectStatus::Active => "active",
        ProjectStatus::OnHold => "on_hold",
        ProjectStatus::Cancelled => "cancelled",
        ProjectStatus::Completed => "completed",
    };
    let org = tx.org.as_uuid();
    sqlx::query!(
        "insert into projects (org_id, project_id, account_id, deal_id, name, status, version)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (org_id, project_id) do update
           set account_id = excluded.account_id, deal_id = excluded.deal_id, name = excluded.name,
               status = excluded.status, version = excluded.version",
        org,
        project.project_id.as_uuid(),
        project.account_id.map(Uuid::from),
        project.deal_id.map(Uuid::from),
        project.name.as_str(),
        status,
        version
    )
    .execute(tx.conn())
    .await?;
    Ok(Outcome::Done)
}

/// Those of these projects that are known.
pub async fn known(db: &mut Db, ids: &[Uuid]) -> Result<HashMap<ProjectId, KnownProject>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        "select project_id, account_id, deal_id from projects where org_id = $1 and project_id = any($2)",
        org,
        ids
    )
    .fetch_all(db.conn())
    .await?;
    let pairs = rows.into_iter().map(|row| {
        let account_id = row.account_id.map(AccountId::from_uuid);
        let known = KnownProject { account_id, deal_id: row.deal_id.map(DealId::from_uuid) };
        (ProjectId::from_uuid(row.project_id), known)
    });
    Ok(pairs.collect())
}
