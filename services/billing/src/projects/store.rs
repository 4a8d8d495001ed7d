//! The rows of the copy.

use kernel::{AccountId, DealId, Name, ProjectId};
use platform::{Db, Result};

use super::Project;

/// Writes what a project event says.
pub async fn put(db: &mut Db, project: &Project) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "insert into projects (org_id, project_id, account_id, deal_id, name) values ($1, $2, $3, $4, $5)
         on conflict (org_id, project_id)
         do update set account_id = excluded.account_id, deal_id = excluded.deal_id, name = excluded.name",
        org,
        project.project_id.as_uuid(),
        project.account_id.map(AccountId::as_uuid),
        project.deal_id.map(DealId::as_uuid),
        project.name.as_str(),
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// One project: from its own events, or, before they arrive, from the schedule of its deal.
pub async fn get(db: &mut Db, id: ProjectId) -> Result<Option<Project>> {
    let org = db.org.as_uuid();
    let found = sqlx::query_as!(
        Project,
        r#"select project_id as "project_id!: ProjectId", account_id as "account_id: AccountId",
                  deal_id as "deal_id: DealId", name as "name!: Name"
             from (select project_id, account_id, deal_id, name, 1 as choice from projects
                    where org_id = $1 and project_id = $2
                   union all
                   select project_id, account_id, deal_id, name, 2 from schedules
                    where org_id = $1 and project_id = $2) as known
            order by choice limit 1"#,
        org,
        id.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(found)
}
