//! Where projects are kept.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use contracts::projects::{Milestone, Project as Image, ProjectStatus, Task};
use kernel::{AccountId, Currency, DealId, Decimal, Hours, Limit, Money, Name, Note, ProjectId, TaskId};
use platform::{Db, Problem, Result};
use sqlx::types::Json;
use uuid::Uuid;

use super::model::Project;
use crate::word;

struct Row {
    project_id: ProjectId,
    deal_id: Option<DealId>,
    win_no: i32,
    account_id: Option<AccountId>,
    account_name: Option<Name>,
    name: Name,
    status: String,
    currency: Currency,
    budget_hours: Hours,
    budget_amount: Decimal,
    starts_on: NaiveDate,
    milestones: Json<Vec<Milestone>>,
    tasks: Json<Vec<Task>>,
    version: i64,
}

impl TryFrom<Row> for Project {
    type Error = Problem;

    fn try_from(row: Row) -> Result<Self> {
        let image = Image {
            project_id: row.project_id,
            deal_id: row.deal_id,
            win_no: row.win_no,
            account_id: row.account_id,
            account_name: row.account_name,
            name: row.name,
            status: word::read(row.status)?,
            currency: row.currency,
            budget_hours: row.budget_hours,
            budget_amount: Money::new(row.budget_amount, row.currency).map_err(Problem::internal)?,
            starts_on: row.starts_on,
            milestones: row.milestones.0,
            tasks: row.tasks.0,
        };
        Ok(Self { image, version: row.version })
    }
}

/// Which projects a list shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only those in this state.
    pub status: Option<ProjectStatus>,
    /// Only those of these clients.
    pub accounts: Option<Vec<AccountId>>,
    /// Only the one of this deal.
    pub deal_id: Option<DealId>,
    /// Only those with these words in their name.
    pub name: Option<Name>,
}

impl Filter {
    fn accounts(&self) -> Option<Vec<Uuid>> {
        self.accounts.as_ref().map(|accounts| accounts.iter().map(|id| id.as_uuid()).collect())
    }
}

/// Records a project.
pub async fn insert(db: &mut Db, project: &Project) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &project.image);
    sqlx::query!(
        "insert into projects (org_id, project_id, deal_id, win_no, account_id, account_name, name, status, currency,
                               budget_hours, budget_amount, starts_on, milestones, tasks, version, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16)",
        org,
        image.project_id.as_uuid(),
        image.deal_id.map(DealId::as_uuid),
        image.win_no,
        image.account_id.map(AccountId::as_uuid),
        image.account_name.as_ref().map(Name::as_str),
        image.name.as_str(),
        word::of(&image.status)?,
        image.currency.code(),
        image.budget_hours.value(),
        image.budget_amount.amount(),
        image.starts_on,
        Json(&image.milestones) as _,
        Json(&image.tasks) as _,
        project.version,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// A project.
pub async fn get(db: &mut Db, id: ProjectId) -> Result<Option<Project>> {
    let org = db.org.as_uuid();
    let row = sqlx::query_as!(
        Row,
        "select project_id, deal_id, win_no, account_id, account_name, name, status, currency, budget_hours, budget_amount,
                starts_on, milestones, tasks, version
           from projects where org_id = $1 and project_id = $2",
        org,
        id.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    row.map(Project::try_from).transpose()
}

/// A project, locked until the transaction ends.
pub async fn lock(db: &mut Db, id: ProjectId) -> Result<Option<Project>> {
    let org = db.org.as_uuid();
    let row = sqlx::query_as!(
        Row,
        "select project_id, deal_id, win_no, account_id, account_name, name, status, currency, budget_hours, budget_amount,
                starts_on, milestones, tasks, version
           from projects where org_id = $1 and project_id = $2 for no key update",
        org,
        id.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    row.map(Project::try_from).transpose()
}

/// A project that cannot change until the transaction ends, though others may hold it so too: whoever writes down time
/// relies on it being active, and taking back its win waits and then sees that time.
pub async fn hold_still(db: &mut Db, id: ProjectId) -> Result<Option<Project>> {
    let org = db.org.as_uuid();
    let row = sqlx::query_as!(
        Row,
        "select project_id, deal_id, win_no, account_id, account_name, name, status, currency, budget_hours, budget_amount,
                starts_on, milestones, tasks, version
           from projects where org_id = $1 and project_id = $2 for share",
        org,
        id.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    row.map(Project::try_from).transpose()
}

/// Projects, those that start latest first, behind a key.
pub async fn list_latest(
    db: &mut Db,
    filter: &Filter,
    after: Option<(NaiveDate, ProjectId)>,
    limit: Limit,
) -> Result<Vec<Project>> {
    let org = db.org.as_uuid();
    let accounts = filter.accounts();
    let (starts_on, id) = after.unzip();
    let rows = sqlx::query_as!(
        Row,
        "select project_id, deal_id, win_no, account_id, account_name, name, status, currency, budget_hours, budget_amount,
                starts_on, milestones, tasks, version
           from projects
          where org_id = $1
            and ($2::text is null or status = $2)
            and ($3::uuid[] is null or account_id = any ($3))
            and ($4::uuid is null or deal_id = $4)
            and ($8::text is null
                 or (strpos(search_name, (select search_word($8, 1))) > 0 and strpos(search_name, (select search_word($8, 2))) > 0
                     and strpos(search_name, (select search_word($8, 3))) > 0 and strpos(search_name, (select search_word($8, 4))) > 0))
            and ($5::date is null or (starts_on, project_id) < ($5, $6))
          order by starts_on desc, project_id desc
          limit $7",
        org,
        filter.status.as_ref().map(word::of).transpose()?,
        accounts.as_deref() as Option<&[Uuid]>,
        filter.deal_id.map(DealId::as_uuid),
        starts_on,
        id.map(ProjectId::as_uuid),
        limit.fetch(),
        filter.name.as_ref().map(Name::as_str),
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(Project::try_from).collect()
}

/// Projects by name, behind a key.
pub async fn list_by_name(
    db: &mut Db,
    filter: &Filter,
    after: Option<(Name, ProjectId)>,
    limit: Limit,
) -> Result<Vec<Project>> {
    let org = db.org.as_uuid();
    let accounts = filter.accounts();
    let (name, id) = after.unzip();
    let rows = sqlx::query_as!(
        Row,
        "select project_id, deal_id, win_no, account_id, account_name, name, status, currency, budget_hours, budget_amount,
                starts_on, milestones, tasks, version
           from projects
          where org_id = $1
            and ($2::text is null or status = $2)
            and ($3::uuid[] is null or account_id = any ($3))
            and ($4::uuid is null or deal_id = $4)
            and ($8::text is null
                 or (strpos(search_name, (select search_word($8, 1))) > 0 and strpos(search_name, (select search_word($8, 2))) > 0
                     and strpos(search_name, (select search_word($8, 3))) > 0 and strpos(search_name, (select search_word($8, 4))) > 0))
            and ($5::text is null or (name, project_id) > ($5, $6))
          order by name, project_id
          limit $7",
        org,
        filter.status.as_ref().map(word::of).transpose()?,
        accounts.as_deref() as Option<&[Uuid]>,
        filter.deal_id.map(DealId::as_uuid),
        name.as_ref().map(Name::as_str),
        id.map(ProjectId::as_uuid),
        limit.fetch(),
        filter.name.as_ref().map(Name::as_str),
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(Project::try_from).collect()
}

/// Keeps what changed about a locked project.
pub async fn save(db: &mut Db, project: &Project) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &project.image);
    sqlx::query!(
        "update projects
            set win_no = $3, account_id = $4, account_name = $5, name = $6, status = $7, currency = $8, budget_hours = $9,
                budget_amount = $10, starts_on = $11, milestones = $12, tasks = $13, version = $14, updated_at = $15
          where org_id = $1 and project_id = $2 and version + 1 = $14",
        org,
        image.project_id.as_uuid(),
        image.win_no,
        image.account_id.map(AccountId::as_uuid),
        image.account_name.as_ref().map(Name::as_str),
        image.name.as_str(),
        word::of(&image.status)?,
        image.currency.code(),
        image.budget_hours.value(),
        image.budget_amount.amount(),
        image.starts_on,
        Json(&image.milestones) as _,
        Json(&image.tasks) as _,
        project.version,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Whether any time is logged in a project.
pub async fn has_time(db: &mut Db, id: ProjectId) -> Result<bool> {
    let org = db.org.as_uuid();
    let found = sqlx::query_scalar!(
        r#"select exists (select from time_entries where org_id = $1 and project_id = $2) as "found!""#,
        org,
        id.as_uuid(),
    )
    .fetch_one(db.conn())
    .await?;
    Ok(found)
}

/// The tasks of a project on which time is logged.
pub async fn logged_tasks(db: &mut Db, id: ProjectId) -> Result<BTreeSet<TaskId>> {
    let org = db.org.as_uuid();
    let tasks = sqlx::query_scalar!(
        "select distinct task_id from time_entries where org_id = $1 and project_id = $2",
        org,
        id.as_uuid(),
    )
    .fetch_all(db.conn())
    .await?;
    Ok(tasks.into_iter().collect())
}

/// Remembers that a win was taken back before it was heard of. The latest such win of a deal counts.
pub async fn bury(db: &mut Db, deal: DealId, win_no: i32, reason: &Note) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "insert into deal_tombstones as old (org_id, deal_id, win_no, reason, recorded_at) values ($1, $2, $3, $4, $5)
         on conflict on constraint deal_tombstones_pkey
         do update set win_no = excluded.win_no, reason = excluded.reason, recorded_at = excluded.recorded_at
                 where old.win_no < excluded.win_no",
        org,
        deal.as_uuid(),
        win_no,
        reason.as_str(),
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// The latest win of a deal that was taken back before it was heard of, and why.
pub async fn tombstone(db: &mut Db, deal: DealId) -> Result<Option<(i32, Note)>> {
    let org = db.org.as_uuid();
    let row = sqlx::query!(
        "select win_no, reason from deal_tombstones where org_id = $1 and deal_id = $2",
        org,
        deal.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(row.map(|row| (row.win_no, row.reason)))
}

/// Why wins of a deal were taken back, as it is kept with its project and with what was not heard of in time.
pub async fn reasons(db: &mut Db, deal: DealId, project: ProjectId) -> Result<Vec<Note>> {
    let org = db.org.as_uuid();
    let reasons = sqlx::query_scalar!(
        r#"select reason as "reason!: Note" from decisions where org_id = $1 and project_id = $3
           union select note from decisions where org_id = $1 and project_id = $3 and note is not null
           union select reason from deal_tombstones where org_id = $1 and deal_id = $2"#,
        org,
        deal.as_uuid(),
        project.as_uuid(),
    )
    .fetch_all(db.conn())
    .await?;
    Ok(reasons)
}

/// Puts another reason in the place of one, wherever [`reasons`] finds it.
pub async fn replace_reason(db: &mut Db, (deal, project): (DealId, ProjectId), held: &Note, left: &Note) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "with buried as (
           update deal_tombstones set reason = $5 where org_id = $1 and deal_id = $2 and reason = $4)
         update decisions
            set reason = case when reason = $4 then $5 else reason end, note = case when note = $4 then $5 else note end
          where org_id = $1 and project_id = $3 and (reason = $4 or note = $4)",
        org,
        deal.as_uuid(),
        project.as_uuid(),
        held.as_str(),
        left.as_str(),
    )
    .execute(db.conn())
    .await?;
    Ok(())
}
