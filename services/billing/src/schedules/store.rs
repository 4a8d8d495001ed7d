//! The rows of schedules, and of wins that were taken back before they arrived.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::billing::{Installment, Schedule as ScheduleImage, ScheduleStatus};
use kernel::{AccountId, Currency, CustomerId, DealId, InvoiceId, Limit, Name, Note, ProjectId, ScheduleId};
use platform::{Db, Problem, Result};
use rust_decimal::Decimal;
use sqlx::types::Json;
use uuid::Uuid;

use super::Schedule;
use super::model::Completion;
use crate::columns::{ids, money, state, word};

struct Row {
    schedule_id: ScheduleId,
    deal_id: DealId,
    win_no: i32,
    project_id: ProjectId,
    customer_id: CustomerId,
    account_id: AccountId,
    name: Name,
    status: String,
    currency: Currency,
    total: Decimal,
    installments: Json<Vec<Installment>>,
    completions: Json<Vec<Completion>>,
    version: i64,
    created_at: DateTime<Utc>,
}

impl Row {
    fn into_schedule(self) -> Result<Schedule> {
        let image = ScheduleImage {
            schedule_id: self.schedule_id,
            deal_id: self.deal_id,
            win_no: self.win_no,
            project_id: self.project_id,
            customer_id: self.customer_id,
            name: self.name,
            status: state(self.status)?,
            currency: self.currency,
            total: money(self.total, self.currency)?,
            installments: self.installments.0,
        };
        Ok(Schedule { image, account_id: self.account_id, completions: self.completions.0, version: self.version })
    }
}

macro_rules! select_schedules {
    ($rest:literal, $($value:expr),* $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"select schedule_id as "schedule_id: ScheduleId", deal_id as "deal_id: DealId", win_no,
                      project_id as "project_id: ProjectId", customer_id as "customer_id: CustomerId",
                      account_id as "account_id: AccountId", name as "name: Name", status,
                      currency as "currency: Currency", total, installments as "installments: Json<Vec<Installment>>",
                      completions as "completions: Json<Vec<Completion>>", version, created_at
                 from schedules "# + $rest,
            $($value),*
        )
    };
}

/// Writes a new schedule.
pub async fn insert(db: &mut Db, schedule: &Schedule) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &schedule.image);
    sqlx::query!(
        "insert into schedules (org_id, schedule_id, deal_id, win_no, project_id, customer_id, account_id, name, status,
                                currency, total, installments, completions, next_due_on, version, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16)",
        org,
        image.schedule_id.as_uuid(),
        image.deal_id.as_uuid(),
        image.win_no,
        image.project_id.as_uuid(),
        image.customer_id.as_uuid(),
        schedule.account_id.as_uuid(),
        image.name.as_str(),
        word(image.status)?,
        image.currency.code(),
        image.total.amount(),
        Json(&image.installments) as _,
        Json(&schedule.completions) as _,
        schedule.next_due_on(),
        schedule.version,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// One schedule.
pub async fn get(db: &mut Db, id: ScheduleId) -> Result<Option<Schedule>> {
    let org = db.org.as_uuid();
    let row = select_schedules!("where org_id = $1 and schedule_id = $2", org, id.as_uuid())
        .fetch_optional(db.conn())
        .await?;
    row.map(Row::into_schedule).transpose()
}

/// One schedule, locked until the transaction ends.
pub async fn lock(db: &mut Db, id: ScheduleId) -> Result<Option<Schedule>> {
    let org = db.org.as_uuid();
    let row = select_schedules!("where org_id = $1 and schedule_id = $2 for no key update", org, id.as_uuid())
        .fetch_optional(db.conn())
        .await?;
    row.map(Row::into_schedule).transpose()
}

/// Schedules with an instalment whose day has come, locked until the transaction ends.
pub async fn lock_due(db: &mut Db, today: NaiveDate, most: i64) -> Result<Vec<Schedule>> {
    let org = db.org.as_uuid();
    let rows = select_schedules!(
        "where org_id = $1 and next_due_on <= $2 order by schedule_id limit $3 for no key update",
        org,
        today,
        most,
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(Row::into_schedule).collect()
}

/// Schedules with an instalment on an invoice, locked until the transaction ends.
pub async fn lock_of_invoice(db: &mut Db, invoice: InvoiceId) -> Result<Vec<Schedule>> {
    let org = db.org.as_uuid();
    let rows = select_schedules!(
        "where org_id = $1 and deal_id in (select deal_id from billable_items
                                            where org_id = $1 and invoice_id = $2 and origin ->> 'kind' = 'installment')
         order by schedule_id for no key update",
        org,
        invoice.as_uuid(),
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(Row::into_schedule).collect()
}

/// Which schedules.
#[derive(Debug, Default)]
pub struct Filter {
    /// Only where it stands so.
    pub status: Option<ScheduleStatus>,
    /// Only of these customers.
    pub customers: Option<Vec<CustomerId>>,
    /// Only of this project.
    pub project_id: Option<ProjectId>,
    /// Only of this deal.
    pub deal_id: Option<DealId>,
}

/// Schedules and when they were made, newest first, behind the given moment and id.
pub async fn list(
    db: &mut Db,
    filter: &Filter,
    after: Option<(DateTime<Utc>, ScheduleId)>,
    limit: Limit,
) -> Result<Vec<(DateTime<Utc>, Schedule)>> {
    let org = db.org.as_uuid();
    let customers = ids(filter.customers.as_deref());
    let (after_at, after_id) = after.unzip();
    let rows = select_schedules!(
        "where org_id = $1 and ($2::text is null or status = $2) and ($3::uuid[] is null or customer_id = any ($3))
           and ($4::uuid is null or project_id = $4) and ($5::uuid is null or deal_id = $5)
           and ($6::timestamptz is null or created_at < $6 or (created_at = $6 and schedule_id > $7::uuid))
         order by created_at desc, schedule_id limit $8",
        org,
        filter.status.map(word).transpose()?,
        customers.as_deref() as Option<&[Uuid]>,
        filter.project_id.map(ProjectId::as_uuid),
        filter.deal_id.map(DealId::as_uuid),
        after_at,
        after_id.map(ScheduleId::as_uuid),
        limit.fetch(),
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(|row| Ok((row.created_at, row.into_schedule()?))).collect()
}

/// Writes a schedule that was locked.
pub async fn save(db: &mut Db, schedule: &Schedule) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &schedule.image);
    sqlx::query!(
        "update schedules set win_no = $3, name = $4, status = $5, total = $6, installments = $7, completions = $8,
                              next_due_on = $9, version = $10, updated_at = $11, customer_id = $12, account_id = $13,
                              currency = $14
          where org_id = $1 and schedule_id = $2",
        org,
        image.schedule_id.as_uuid(),
        image.win_no,
        image.name.as_str(),
        word(image.status)?,
        image.total.amount(),
        Json(&image.installments) as _,
        Json(&schedule.completions) as _,
        schedule.next_due_on(),
        schedule.version,
        now,
        image.customer_id.as_uuid(),
        schedule.account_id.as_uuid(),
        image.currency.code(),
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Keeps in mind that a win was taken back which has not arrived yet.
pub async fn stop_win(db: &mut Db, deal: DealId, win_no: i32, reason: &Note) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "insert into stopped_wins (org_id, deal_id, win_no, reason) values ($1, $2, $3, $4)
         on conflict (org_id, deal_id) do update set win_no = excluded.win_no, reason = excluded.reason
          where stopped_wins.win_no < excluded.win_no",
        org,
        deal.as_uuid(),
        win_no,
        reason.as_str(),
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// The last win of a deal that was taken back before it arrived, and why.
pub async fn stopped_win(db: &mut Db, deal: DealId) -> Result<Option<(i32, Note)>> {
    let org = db.org.as_uuid();
    let row = sqlx::query!(
        "select win_no, reason from stopped_wins where org_id = $1 and deal_id = $2",
        org,
        deal.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    row.map(|row| Ok((row.win_no, Note::new(row.reason).map_err(Problem::internal)?))).transpose()
}

/// Writes another reason why a win was taken back that has not arrived.
pub async fn stopped_because(db: &mut Db, deal: DealId, reason: &Note) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "update stopped_wins set reason = $3 where org_id = $1 and deal_id = $2",
        org,
        deal.as_uuid(),
        reason.as_str(),
    )
    .execute(db.conn())
    .await?;
    Ok(())
}
