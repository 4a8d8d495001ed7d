//! What other services report of deals and accounts. Each is called by the reaction to the event before that keeps anything
//! else, so that everybody holds a deal before what became of it.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::Actor;
use contracts::billing::{Invoice, InvoiceStatus, Payment, Schedule};
use contracts::crm::activities::Subject;
use contracts::expenses::Budget;
use contracts::projects::{Milestone, Project};
use kernel::{AccountId, DealId, EventId, Note};
use platform::{Received, Result, Tx};

use super::model::{Happening, Kind, ProjectStep, moment};
use super::store::{self, Entry};

/// When, by whom and under which id something is reported.
#[derive(Debug, Clone)]
pub struct Report {
    id: EventId,
    at: DateTime<Utc>,
    actor: Actor,
}

impl<E> From<&Received<E>> for Report {
    fn from(event: &Received<E>) -> Self {
        Self { id: event.id, at: event.time, actor: event.actor.clone() }
    }
}

/// The deal, or the account when there is none; that of the deal follows from it.
fn about(deal: Option<DealId>, account: Option<AccountId>) -> Vec<Subject> {
    deal.map(Subject::Deal).or(account.map(Subject::Account)).into_iter().collect()
}

async fn write(
    tx: &mut Tx,
    report: Report,
    on: Option<NaiveDate>,
    kind: Kind,
    about: Vec<Subject>,
    what: Happening,
) -> Result<()> {
    if about.is_empty() {
        return Ok(());
    }
    let at = on.map_or(report.at, |day| moment(day, tx.time_zone, report.at));
    let actor = report.actor.to_string();
    store::record(tx, Entry { entry_id: report.id.as_uuid(), kind, at, actor, about, what }).await
}

/// What became of a project.
pub async fn project(
    tx: &mut Tx,
    report: Report,
    project: &Project,
    step: ProjectStep,
    reason: Option<Note>,
) -> Result<()> {
    let about = about(project.deal_id, project.account_id);
    let what = Happening::Project { project_id: project.project_id, name: project.name.clone(), step, reason };
    write(tx, report, None, Kind::Delivery, about, what).await
}

/// Something was delivered, or turned out not to be.
pub async fn milestone(tx: &mut Tx, report: Report, project: &Project, milestone: &Milestone) -> Result<()> {
    let about = about(project.deal_id, project.account_id);
    let completed = milestone.completed_on.is_some();
    let what = Happening::Milestone { project_id: project.project_id, name: milestone.name.clone(), completed };
    write(tx, report, milestone.completed_on, Kind::Delivery, about, what).await
}

/// There is a cost budget.
pub async fn budget(tx: &mut Tx, report: Report, budget: &Budget) -> Result<()> {
    let what = Happening::BudgetCreated { budget_id: budget.budget_id, name: budget.name.clone() };
    write(tx, report, None, Kind::Delivery, vec![Subject::Deal(budget.deal_id)], what).await
}

/// There is a billing schedule.
pub async fn schedule(tx: &mut Tx, report: Report, schedule: &Schedule) -> Result<()> {
    let (schedule_id, name) = (schedule.schedule_id, schedule.name.clone());
    let what = Happening::ScheduleCreated { schedule_id, name, total: schedule.total };
    write(tx, report, None, Kind::Billing, vec![Subject::Deal(schedule.deal_id)], what).await
}

/// An invoice was issued.
pub async fn invoice_issued(tx: &mut Tx, report: Report, invoice: &Invoice) -> Result<()> {
    let what = Happening::InvoiceIssued {
        invoice_id: invoice.invoice_id,
        number: invoice.number.clone(),
        gross: invoice.gross,
        due_on: invoice.due_on,
    };
    let about = about(invoice.deal_id, Some(invoice.account_id));
    write(tx, report, invoice.issued_on, Kind::Billing, about, what).await
}

/// An invoice was not paid by its due date: that stands at the day after it.
pub async fn invoice_overdue(tx: &mut Tx, report: Report, invoice: &Invoice) -> Result<()> {
    let (invoice_id, number) = (invoice.invoice_id, invoice.number.clone());
    let what = Happening::InvoiceOverdue { invoice_id, number, open: invoice.open, due_on: invoice.due_on };
    let on = invoice.due_on.and_then(|due_on| due_on.succ_opt());
    write(tx, report, on, Kind::Billing, about(invoice.deal_id, Some(invoice.account_id)), what).await
}

/// What is open of an invoice changed; told when nothing is.
pub async fn invoice_balance(tx: &mut Tx, report: Report, invoice: &Invoice) -> Result<()> {
    if invoice.status != InvoiceStatus::Paid {
        return Ok(());
    }
    let (invoice_id, number) = (invoice.invoice_id, invoice.number.clone());
    let what = Happening::InvoicePaid { invoice_id, number, gross: invoice.gross };
    write(tx, report, None, Kind::Billing, about(invoice.deal_id, Some(invoice.account_id)), what).await
}

/// Money came in.
pub async fn payment(tx: &mut Tx, report: Report, payment: &Payment) -> Result<()> {
    let mut about: Vec<Subject> =
        payment.applications.iter().filter_map(|one| one.deal_id).map(Subject::Deal).collect();
    about.push(Subject::Account(payment.account_id));
    about.sort_unstable();
    about.dedup();
    let what = Happening::PaymentReceived { payment_id: payment.payment_id, amount: payment.amount };
    write(tx, report, Some(payment.received_on), Kind::Billing, about, what).await
}
