//! The table of deliveries.

use chrono::{DateTime, Utc};
use contracts::billing::{Invoice, Schedule};
use contracts::expenses::Budget;
use contracts::projects::Project;
use kernel::{BudgetId, DealId, InvoiceId, ProjectId, ScheduleId, ShortCode};
use platform::{Db, Result};

use super::model::{Delivery, project_status_text, schedule_status_text};

/// What is known of the delivery of a deal.
pub async fn get(db: &mut Db, deal: DealId) -> Result<Option<Delivery>> {
    let org = db.org.as_uuid();
    let delivery = sqlx::query_as!(
        Delivery,
        r#"select win_no, won_at, project_id as "project_id: ProjectId", project_status, project_win_no, project_at,
                  schedule_id as "schedule_id: ScheduleId", schedule_status, schedule_win_no, schedule_at,
                  budget_id as "budget_id: BudgetId", budget_win_no, budget_at, time_entries, milestones_completed,
                  first_invoice_id as "first_invoice_id: InvoiceId", first_invoice_no, first_invoice_at
             from deal_delivery where org_id = $1 and deal_id = $2"#,
        org,
        deal.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(delivery)
}

/// Keeps the newest state of a project.
pub async fn keep_project(db: &mut Db, deal: DealId, project: &Project, at: DateTime<Utc>) -> Result<()> {
    let org = db.org.as_uuid();
    let completed = project.milestones.iter().filter(|milestone| milestone.completed_on.is_some()).count();
    sqlx::query!(
        "insert into deal_delivery as d (org_id, deal_id, project_id, project_status, project_win_no, project_at,
                                         milestones_completed)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (org_id, deal_id) do update
           set project_id = excluded.project_id, project_status = excluded.project_status,
               project_win_no = excluded.project_win_no, milestones_completed = excluded.milestones_completed,
               project_at = case when d.project_win_no < excluded.project_win_no
                                 then excluded.project_at else d.project_at end",
        org,
        deal.as_uuid(),
        project.project_id.as_uuid(),
        project_status_text(project.status),
        project.win_no,
        at,
        i32::try_from(completed).unwrap_or(i32::MAX),
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Keeps the newest state of a billing schedule.
pub async fn keep_schedule(db: &mut Db, schedule: &Schedule, at: DateTime<Utc>) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "insert into deal_delivery as d (org_id, deal_id, schedule_id, schedule_status, schedule_win_no, schedule_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (org_id, deal_id) do update
           set schedule_id = excluded.schedule_id, schedule_status = excluded.schedule_status,
               schedule_win_no = excluded.schedule_win_no,
               schedule_at = case when d.schedule_win_no < excluded.schedule_win_no
                                  then excluded.schedule_at else d.schedule_at end",
        org,
        schedule.deal_id.as_uuid(),
        schedule.schedule_id.as_uuid(),
        schedule_status_text(schedule.status),
        schedule.win_no,
        at,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Keeps that there is a cost budget for a win.
pub async fn keep_budget(db: &mut Db, budget: &Budget, at: DateTime<Utc>) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "insert into deal_delivery as d (org_id, deal_id, budget_id, budget_win_no, budget_at)
         values ($1, $2, $3, $4, $5)
         on conflict (org_id, deal_id) do update
           set budget_id = excluded.budget_id, budget_win_no = excluded.budget_win_no,
               budget_at = case when d.budget_win_no < excluded.budget_win_no
                                then excluded.budget_at else d.budget_at end",
        org,
        budget.deal_id.as_uuid(),
        budget.budget_id.as_uuid(),
        budget.win_no,
        at,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Counts a time entry that came, or that went.
pub async fn count_time(db: &mut Db, deal: DealId, entries: i32) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "insert into deal_delivery as d (org_id, deal_id, time_entries) values ($1, $2, $3)
         on conflict (org_id, deal_id) do update set time_entries = d.time_entries + excluded.time_entries",
        org,
        deal.as_uuid(),
        entries,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Keeps the first invoice issued for a deal; later ones change nothing.
pub async fn keep_invoice(db: &mut Db, deal: DealId, invoice: &Invoice, at: DateTime<Utc>) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "insert into deal_delivery as d (org_id, deal_id, first_invoice_id, first_invoice_no, first_invoice_at)
         values ($1, $2, $3, $4, $5)
         on conflict (org_id, deal_id) do update
           set first_invoice_id = excluded.first_invoice_id, first_invoice_no = excluded.first_invoice_no,
               first_invoice_at = excluded.first_invoice_at
         where d.first_invoice_id is null",
        org,
        deal.as_uuid(),
        invoice.invoice_id.as_uuid(),
        invoice.number.as_ref().map(ShortCode::as_str),
        at,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Nothing more is to be delivered: the deal was reopened.
pub async fn stop_waiting(db: &mut Db, deal: DealId) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "update deal_delivery set won_at = null, reported_late = null where org_id = $1 and deal_id = $2",
        org,
        deal.as_uuid(),
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// A won deal of which a step is missing.
#[derive(Debug)]
pub struct Late {
    /// The deal.
    pub deal_id: DealId,
    /// The first step that is missing: `project`, `schedule` or `budget`.
    pub step: String,
    /// Whether it is so late that it counts as failed.
    pub failed: bool,
}

/// Marks and returns the deals that became late, or failed, since this was last asked.
pub async fn mark_late(db: &mut Db, late_before: DateTime<Utc>, failed_before: DateTime<Utc>) -> Result<Vec<Late>> {
    let org = db.org.as_uuid();
    let late = sqlx::query_as!(
        Late,
        r#"update deal_delivery
              set reported_late = case when won_at < $3 then 'failed' else 'late' end
            where org_id = $1 and won_at < $2
              and (project_win_no < win_no or schedule_win_no < win_no or budget_win_no < win_no)
              and reported_late is distinct from case when won_at < $3 then 'failed' else 'late' end
           returning deal_id as "deal_id: DealId",
                     case when project_win_no < win_no then 'project'
                          when schedule_win_no < win_no then 'schedule' else 'budget' end as "step!",
                     reported_late = 'failed' as "failed!""#,
        org,
        late_before,
        failed_before,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(late)
}
