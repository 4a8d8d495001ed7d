//! What is said about schedules over HTTP.

use contracts::billing::{Schedule as ScheduleImage, ScheduleStatus};
use exports::List;
use kernel::{Cursor, CustomerId, DealId, Limit, Note, Page, Permission, ProjectId, ScheduleId};
use platform::{Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::Deserialize;

use super::store;
use crate::columns::after;
use crate::customers::standing;

/// Which schedules.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListSchedules {
    /// Only where it stands so.
    status: Option<ScheduleStatus>,
    /// Only of this customer and of those that ended in it.
    customer_id: Option<CustomerId>,
    /// Only of this project.
    project_id: Option<ProjectId>,
    /// Only of this deal.
    deal_id: Option<DealId>,
    /// Rows of a page.
    limit: Option<Limit>,
    /// Where the page begins.
    cursor: Option<Cursor>,
}

/// Letting a frozen schedule go on.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResumeSchedule {}

/// Ending a frozen schedule.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CancelSchedule {
    /// Why.
    reason: Note,
}

/// The routes of schedules.
pub fn routes() -> Routes {
    Routes::new("schedules")
        .get("/v1/schedules", Permission::ReadBilling, "Schedules, newest first", list)
        .get("/v1/schedules/{schedule_id}", Permission::ReadBilling, "One schedule", get)
        .post("/v1/schedules/{schedule_id}/resume", Permission::WriteInvoices, "Let a frozen schedule go on", resume)
        .post("/v1/schedules/{schedule_id}/cancel", Permission::WriteInvoices, "End a frozen schedule", cancel)
}

impl List for ListSchedules {
    type Item = ScheduleImage;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<ScheduleImage>> {
        let after = after(cursor.as_ref())?;
        let filter = store::Filter {
            status: self.status,
            customers: standing::asked(db, self.customer_id).await?,
            project_id: self.project_id,
            deal_id: self.deal_id,
        };
        let rows = store::list(db, &filter, after, limit).await?;
        let page = Page::from_rows(rows, limit, |(made_at, row)| (*made_at, row.image.schedule_id));
        let mut page = page.map(|(_, schedule)| schedule.image);
        page.items = standing::shown(db, page.items).await?;
        Ok(page)
    }
}

async fn list(mut db: Read, Query(query): Query<ListSchedules>) -> Result<Reply<Page<ScheduleImage>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

async fn get(mut db: Read, Path(id): Path<ScheduleId>) -> Result<Reply<ScheduleImage>> {
    let schedule = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("schedule"))?;
    Ok(Reply::of(schedule.version, standing::shown_one(&mut db, schedule.image).await?))
}

async fn resume(tx: Tx, Path(id): Path<ScheduleId>, Json(_): Json<ResumeSchedule>) -> Result<Reply<ScheduleImage>> {
    decided(tx, id, None).await
}

async fn cancel(tx: Tx, Path(id): Path<ScheduleId>, Json(body): Json<CancelSchedule>) -> Result<Reply<ScheduleImage>> {
    decided(tx, id, Some(body.reason)).await
}

async fn decided(mut tx: Tx, id: ScheduleId, end: Option<Note>) -> Result<Reply<ScheduleImage>> {
    let mut schedule = store::lock(&mut tx, id).await?.ok_or_else(|| Problem::not_found("schedule"))?;
    tx.if_match(schedule.version)?;
    super::decide(&mut tx, &mut schedule, end).await?;
    let image = standing::shown_one(&mut tx, schedule.image).await?;
    tx.reply(schedule.version, image).await
}
