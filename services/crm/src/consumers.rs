//! What CRM does when others speak: it keeps who the members are, and what became of its deals.

use chrono::{DateTime, Utc};
use contracts::Event;
use contracts::billing::{
    InvoiceBalanceChanged, InvoiceFellOverdue, InvoiceIssued, PaymentReceived, Schedule, ScheduleCancelled,
    ScheduleCreated, ScheduleFrozen, ScheduleResumed, ScheduleUpdated,
};
use contracts::expenses::{Budget, BudgetCreated, BudgetUpdated};
use contracts::identity::{Member, MemberAdded, MemberUpdated, OrganizationCreated};
use contracts::projects::{
    MilestoneCompleted, MilestoneReopened, Project, ProjectCancelled, ProjectCompleted, ProjectCreated, ProjectHeld,
    ProjectResumed, ProjectUpdated, TimeDeleted, TimeEntry, TimeLogged,
};
use kernel::Language;
use platform::{Outcome, Received, Result, Tx, organizations};

use crate::timeline::consumers as timeline;
use crate::timeline::model::ProjectStep;
use crate::{automations, delivery, loss_reasons, members, pipelines};

/// Puts what was reported before the rules that wait for it.
async fn hear<E: Event>(tx: &mut Tx, event: &Received<E>) -> Result<()> {
    let correlation_id = tx.correlation_id();
    automations::hear(tx, event, correlation_id).await
}

async fn member(tx: &mut Tx, member: &Member) -> Result<Outcome> {
    members::store::save(tx, member).await?;
    Ok(Outcome::Done)
}

async fn project(tx: &mut Tx, project: &Project, at: DateTime<Utc>) -> Result<Outcome> {
    if let Some(deal_id) = project.deal_id {
        delivery::store::keep_project(tx, deal_id, project, at).await?;
    }
    Ok(Outcome::Done)
}

async fn time(tx: &mut Tx, entry: &TimeEntry, entries: i32) -> Result<Outcome> {
    if let Some(deal_id) = entry.deal_id {
        delivery::store::count_time(tx, deal_id, entries).await?;
    }
    Ok(Outcome::Done)
}

async fn schedule(tx: &mut Tx, schedule: &Schedule, at: DateTime<Utc>) -> Result<Outcome> {
    delivery::store::keep_schedule(tx, schedule, at).await?;
    Ok(Outcome::Done)
}

async fn budget(tx: &mut Tx, budget: &Budget, at: DateTime<Utc>) -> Result<Outcome> {
    delivery::store::keep_budget(tx, budget, at).await?;
    Ok(Outcome::Done)
}

/// An organisation signed up: what it begins with is written down when it is in another language than where nothing is written down.
pub async fn organization_created(tx: &mut Tx, event: Received<OrganizationCreated>) -> Result<Outcome> {
    let OrganizationCreated { organization, language } = event.data;
    if language != Language::default() {
        pipelines::begin(tx, language).await?;
        loss_reasons::begin(tx, language).await?;
    }
    organizations::keep(tx, &organization).await
}

/// A person joined: they may own deals.
pub async fn member_added(tx: &mut Tx, event: Received<MemberAdded>) -> Result<Outcome> {
    member(tx, &event.data.member).await
}

/// A member changed, left or came back.
pub async fn member_updated(tx: &mut Tx, event: Received<MemberUpdated>) -> Result<Outcome> {
    member(tx, &event.data.member).await
}

/// A won deal has its project.
pub async fn project_created(tx: &mut Tx, event: Received<ProjectCreated>) -> Result<Outcome> {
    hear(tx, &event).await?;
    let (report, step) = ((&event).into(), ProjectStep::Created);
    timeline::project(tx, report, &event.data.project, step, None).await?;
    project(tx, &event.data.project, event.time).await
}

/// A project changed.
pub async fn project_updated(tx: &mut Tx, event: Received<ProjectUpdated>) -> Result<Outcome> {
    project(tx, &event.data.project, event.time).await
}

/// A project waits for a person.
pub async fn project_held(tx: &mut Tx, event: Received<ProjectHeld>) -> Result<Outcome> {
    hear(tx, &event).await?;
    let (report, step) = ((&event).into(), ProjectStep::Held);
    timeline::project(tx, report, &event.data.project, step, Some(event.data.reason.clone())).await?;
    project(tx, &event.data.project, event.time).await
}

/// A project goes on.
pub async fn project_resumed(tx: &mut Tx, event: Received<ProjectResumed>) -> Result<Outcome> {
    let (report, step) = ((&event).into(), ProjectStep::Resumed);
    timeline::project(tx, report, &event.data.project, step, None).await?;
    project(tx, &event.data.project, event.time).await
}

/// A project will not be done.
pub async fn project_cancelled(tx: &mut Tx, event: Received<ProjectCancelled>) -> Result<Outcome> {
    let (report, step) = ((&event).into(), ProjectStep::Cancelled);
    timeline::project(tx, report, &event.data.project, step, Some(event.data.reason.clone())).await?;
    project(tx, &event.data.project, event.time).await
}

/// A project is done.
pub async fn project_completed(tx: &mut Tx, event: Received<ProjectCompleted>) -> Result<Outcome> {
    hear(tx, &event).await?;
    let (report, step) = ((&event).into(), ProjectStep::Completed);
    timeline::project(tx, report, &event.data.project, step, None).await?;
    project(tx, &event.data.project, event.time).await
}

/// Something was delivered.
pub async fn milestone_completed(tx: &mut Tx, event: Received<MilestoneCompleted>) -> Result<Outcome> {
    hear(tx, &event).await?;
    timeline::milestone(tx, (&event).into(), &event.data.project, &event.data.milestone).await?;
    project(tx, &event.data.project, event.time).await
}

/// Something turned out not to be delivered.
pub async fn milestone_reopened(tx: &mut Tx, event: Received<MilestoneReopened>) -> Result<Outcome> {
    timeline::milestone(tx, (&event).into(), &event.data.project, &event.data.milestone).await?;
    project(tx, &event.data.project, event.time).await
}

/// Somebody worked for a deal.
pub async fn time_logged(tx: &mut Tx, event: Received<TimeLogged>) -> Result<Outcome> {
    time(tx, &event.data.entry, 1).await
}

/// Somebody had not worked for a deal after all.
pub async fn time_deleted(tx: &mut Tx, event: Received<TimeDeleted>) -> Result<Outcome> {
    time(tx, &event.data.entry, -1).await
}

/// A won deal has its billing schedule.
pub async fn schedule_created(tx: &mut Tx, event: Received<ScheduleCreated>) -> Result<Outcome> {
    timeline::schedule(tx, (&event).into(), &event.data.schedule).await?;
    schedule(tx, &event.data.schedule, event.time).await
}

/// A schedule changed.
pub async fn schedule_updated(tx: &mut Tx, event: Received<ScheduleUpdated>) -> Result<Outcome> {
    schedule(tx, &event.data.schedule, event.time).await
}

/// A schedule waits for a person.
pub async fn schedule_frozen(tx: &mut Tx, event: Received<ScheduleFrozen>) -> Result<Outcome> {
    schedule(tx, &event.data.schedule, event.time).await
}

/// A schedule goes on.
pub async fn schedule_resumed(tx: &mut Tx, event: Received<ScheduleResumed>) -> Result<Outcome> {
    schedule(tx, &event.data.schedule, event.time).await
}

/// Nothing more will be billed.
pub async fn schedule_cancelled(tx: &mut Tx, event: Received<ScheduleCancelled>) -> Result<Outcome> {
    schedule(tx, &event.data.schedule, event.time).await
}

/// Something was billed: from now on the deal is not reopened lightly.
pub async fn invoice_issued(tx: &mut Tx, event: Received<InvoiceIssued>) -> Result<Outcome> {
    hear(tx, &event).await?;
    timeline::invoice_issued(tx, (&event).into(), &event.data.invoice).await?;
    let invoice = &event.data.invoice;
    if let Some(deal_id) = invoice.deal_id {
        delivery::store::keep_invoice(tx, deal_id, invoice, event.time).await?;
    }
    Ok(Outcome::Done)
}

/// An invoice was paid, or is not any more.
pub async fn invoice_balance_changed(tx: &mut Tx, event: Received<InvoiceBalanceChanged>) -> Result<Outcome> {
    hear(tx, &event).await?;
    timeline::invoice_balance(tx, (&event).into(), &event.data.invoice).await?;
    Ok(Outcome::Done)
}

/// An invoice was not paid in time.
pub async fn invoice_fell_overdue(tx: &mut Tx, event: Received<InvoiceFellOverdue>) -> Result<Outcome> {
    hear(tx, &event).await?;
    timeline::invoice_overdue(tx, (&event).into(), &event.data.invoice).await?;
    Ok(Outcome::Done)
}

/// A client paid.
pub async fn payment_received(tx: &mut Tx, event: Received<PaymentReceived>) -> Result<Outcome> {
    hear(tx, &event).await?;
    timeline::payment(tx, (&event).into(), &event.data.payment).await?;
    Ok(Outcome::Done)
}

/// A won deal has its cost budget.
pub async fn budget_created(tx: &mut Tx, event: Received<BudgetCreated>) -> Result<Outcome> {
    timeline::budget(tx, (&event).into(), &event.data.budget).await?;
    budget(tx, &event.data.budget, event.time).await
}

/// A cost budget changed.
pub async fn budget_updated(tx: &mut Tx, event: Received<BudgetUpdated>) -> Result<Outcome> {
    budget(tx, &event.data.budget, event.time).await
}
