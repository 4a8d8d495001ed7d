//! What the ledger should show for each thing in its present state. Every stance sums to zero in each currency.

use std::borrow::Cow;
use std::collections::HashMap;

use contracts::Envelope;
use contracts::billing::{
    BillableItem, InstallmentStatus, Invoice, InvoiceStatus, Payment, Schedule, ScheduleStatus, Trigger, WorkSource,
    WorkStatus,
};
use contracts::crm::{Deal, DealStatus};
use contracts::expenses::{Budget, BudgetStatus, Claim, ClaimStatus};
use contracts::projects::{Project, ProjectStatus, TimeEntry, TimeStatus, project_of};
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::account::Account as A;
use super::model::{Dimensions, Entry, LedgerError, Stance};

/// The after-image of something the ledger shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Image {
    /// A deal.
    Deal(Box<Deal>),
    /// A project.
    Project(Box<Project>),
    /// A time entry.
    Time(Box<TimeEntry>),
    /// A billing schedule.
    Schedule(Box<Schedule>),
    /// A piece of billable work.
    Work(Box<BillableItem>),
    /// An invoice.
    Invoice(Box<Invoice>),
    /// A payment.
    Payment(Box<Payment>),
    /// An expense claim.
    Claim(Box<Claim>),
    /// A cost budget.
    Budget(Box<Budget>),
}

/// The after-image an event carries; none when it is of a type the ledger does not know.
pub fn image(envelope: &Envelope) -> Result<Option<Image>, LedgerError> {
    let Some(parts) = contracts::event_type(&envelope.event_type) else { return Ok(None) };
    let read: fn(&Envelope) -> Result<Image, LedgerError> = match parts.name {
        "crm.deal.created"
        | "crm.deal.updated"
        | "crm.deal.stage_changed"
        | "crm.deal.won"
        | "crm.deal.recorded_won"
        | "crm.deal.lost"
        | "crm.deal.reopened"
        | "crm.deal.redacted" => |envelope| read(envelope, "deal", Image::Deal),
        // One that is gone stands for nothing, as one that is lost.
        "crm.deal.removed" => |envelope| {
            read(envelope, "deal", |mut deal: Box<Deal>| {
                deal.status = DealStatus::Lost;
                Image::Deal(deal)
            })
        },
        "projects.project.created"
        | "projects.project.updated"
        | "projects.project.held"
        | "projects.project.resumed"
        | "projects.project.cancelled"
        | "projects.project.completed"
        | "projects.milestone.completed"
        | "projects.milestone.reopened" => |envelope| read(envelope, "project", Image::Project),
        "projects.time.logged"
        | "projects.time.updated"
        | "projects.time.submitted"
        | "projects.time.approved"
        | "projects.time.rejected"
        | "projects.time.deleted" => |envelope| read(envelope, "entry", Image::Time),
        "billing.schedule.created"
        | "billing.schedule.updated"
        | "billing.schedule.frozen"
        | "billing.schedule.resumed"
        | "billing.schedule.cancelled" => |envelope| read(envelope, "schedule", Image::Schedule),
        "billing.work.recorded"
        | "billing.work.reserved"
        | "billing.work.released"
        | "billing.work.billed"
        | "billing.work.cancelled" => |envelope| read(envelope, "item", Image::Work),
        "billing.invoice.drafted"
        | "billing.invoice.updated"
        | "billing.invoice.discarded"
        | "billing.invoice.issued"
        | "billing.invoice.fell_overdue"
        | "billing.invoice.balance_changed" => |envelope| read(envelope, "invoice", Image::Invoice),
        "billing.payment.received" | "billing.payment.applied" => |envelope| read(envelope, "payment", Image::Payment),
        "expenses.claim.created"
        | "expenses.claim.updated"
        | "expenses.claim.submitted"
        | "expenses.claim.approved"
        | "expenses.claim.rejected" => |envelope| read(envelope, "claim", Image::Claim),
        "expenses.budget.created" | "expenses.budget.updated" => |envelope| read(envelope, "budget", Image::Budget),
        _ => return Ok(None),
    };
    if parts.version != 1 {
        return Err(LedgerError::Version(envelope.event_type.clone()));
    }
    read(envelope).map(Some)
}

fn read<T: DeserializeOwned>(
    envelope: &Envelope,
    field: &'static str,
    make: fn(Box<T>) -> Image,
) -> Result<Image, LedgerError> {
    let payload = |cause: String| LedgerError::Payload { event_type: envelope.event_type.clone(), cause };
    let fields: HashMap<Cow<'_, str>, &RawValue> =
        serde_json::from_str(envelope.data.get()).map_err(|error| payload(error.to_string()))?;
    let image = fields.get(field).ok_or_else(|| payload(format!("it has no {field}")))?;
    let image = serde_json::from_str(image.get()).map_err(|error| payload(format!("{field}: {error}")))?;
    Ok(make(Box::new(image)))
}

/// What the ledger should show for something in this state.
pub fn stance(image: &Image) -> Result<Vec<Entry>, LedgerError> {
    match image {
        Image::Deal(deal) => self::deal(deal),
        Image::Project(project) => self::project(project),
        Image::Time(entry) => time(entry),
        Image::Schedule(schedule) => self::schedule(schedule),
        Image::Work(item) => work(item),
        Image::Invoice(invoice) => self::invoice(invoice),
        Image::Payment(payment) => self::payment(payment),
        Image::Claim(claim) => self::claim(claim),
        Image::Budget(budget) => self::budget(budget),
    }
    .finish()
}

/// Open deals are the pipeline, by stage; won ones the order book, of the project they become. What was won elsewhere and came as history
/// was ordered, delivered and billed there.
fn deal(deal: &Deal) -> Stance {
    let dimensions = Dimensions { account_id: deal.account_id, deal_id: Some(deal.deal_id), ..Dimensions::default() };
    match deal.status {
        DealStatus::Open => Stance::new(Some(deal.opened_on), format!("{}: {}", deal.name, deal.stage_name))
            .memo(
                A::Pipeline,
                A::PipelineContra,
                deal.value,
                Dimensions { stage_id: Some(deal.stage_id), ..dimensions },
            )
            .counting(A::Pipeline),
        DealStatus::Won if deal.win_no == 0 => Stance::new(deal.closed_on, format!("{} won", deal.name)),
        DealStatus::Won => {
            let dimensions = Dimensions { project_id: Some(project_of(deal.deal_id)), ..dimensions };
            Stance::new(deal.closed_on, format!("{} won", deal.name))
                .memo(A::OrderBook, A::OrderBookContra, deal.value, dimensions)
                .counting(A::OrderBook)
        }
        DealStatus::Lost => Stance::new(deal.closed_on, deal.name.as_str()),
    }
}

fn project(project: &Project) -> Stance {
    let stance = Stance::new(Some(project.starts_on), format!("Budget of {}", project.name));
    let dimensions = Dimensions {
        project_id: Some(project.project_id),
        account_id: project.account_id,
        deal_id: project.deal_id,
        ..Dimensions::default()
    };
    match project.status {
        ProjectStatus::Active | ProjectStatus::OnHold | ProjectStatus::Completed => {
            stance.memo(A::ProjectBudget, A::ProjectBudgetContra, project.budget_amount, dimensions)
        }
        ProjectStatus::Cancelled => stance,
    }
}

/// Approved time is a cost; submitted time is one soon, and brings in soon what is billed for it. Time of people without a cost rate
/// costs an unknown amount, so nothing.
fn time(entry: &TimeEntry) -> Stance {
    let stance =
        Stance::new(Some(entry.work_on), format!("{} h of {}: {}", entry.hours, entry.person_name, entry.task_name));
    let dimensions = Dimensions {
        project_id: Some(entry.project_id),
        account_id: entry.account_id,
        deal_id: entry.deal_id,
        person_id: Some(entry.person_id),
        ..Dimensions::default()
    };
    match entry.status {
        TimeStatus::Approved => match entry.cost {
            Some(cost) => stance.debit(A::LabourCost, cost, dimensions).credit(A::AccruedLabour, cost, dimensions),
            None => stance,
        },
        TimeStatus::Submitted => {
            let parts = [
                (A::UnapprovedLabour, A::UnapprovedLabourContra, entry.cost),
                (A::UnapprovedRevenue, A::UnapprovedRevenueContra, entry.bill_amount),
            ];
            parts.into_iter().fold(stance, |stance, (account, contra, amount)| match amount {
                Some(amount) => stance.memo(account, contra, amount, dimensions),
                None => stance,
            })
        }
        TimeStatus::Draft | TimeStatus::Rejected => stance,
    }
}

fn schedule(schedule: &Schedule) -> Stance {
    let stance = Stance::new(None, format!("Schedule of {}", schedule.name));
    let dimensions =
        Dimensions { project_id: Some(schedule.project_id), deal_id: Some(schedule.deal_id), ..Dimensions::default() };
    let (account, contra) = match schedule.status {
        ScheduleStatus::Active => (A::PlannedRevenue, A::PlannedRevenueContra),
        ScheduleStatus::Frozen => (A::HeldRevenue, A::HeldRevenueContra),
        ScheduleStatus::Cancelled => return stance,
    };
    let stance = stance.memo(A::Scheduled, A::ScheduledContra, schedule.total, dimensions);
    // What is billable already is work, and revenue. Time brings in what is worked, whatever was estimated.
    let waits = schedule.installments.iter().filter(|one| {
        one.status == InstallmentStatus::Planned
            && matches!(one.trigger, Trigger::Milestone { .. } | Trigger::Date { .. })
    });
    waits.fold(stance, |stance, one| stance.memo(account, contra, one.amount, dimensions))
}

/// Revenue is earned by delivering. Until it is invoiced, what the client owes for it is unbilled work; what of it is time is told apart,
/// so that this, too, can be explained.
fn work(item: &BillableItem) -> Stance {
    let stance = Stance::new(Some(item.delivered_on), item.description.as_str());
    let dimensions = Dimensions {
        project_id: Some(item.project_id),
        account_id: Some(item.account_id),
        deal_id: item.deal_id,
        ..Dimensions::default()
    };
    let stance = match item.status {
        WorkStatus::Unbilled | WorkStatus::Reserved | WorkStatus::Billed => {
            stance.debit(A::UnbilledWork, item.amount, dimensions).credit(A::Revenue, item.amount, dimensions)
        }
        WorkStatus::Cancelled => stance,
    };
    match (&item.origin, item.status) {
        (WorkSource::Time { .. }, WorkStatus::Unbilled | WorkStatus::Reserved) => {
            stance.memo(A::UnbilledTime, A::UnbilledTimeContra, item.amount, dimensions)
        }
        _ => stance,
    }
}

/// An issued invoice turns unbilled work into a receivable; a line written by hand is revenue of its own.
fn invoice(invoice: &Invoice) -> Stance {
    let number = invoice.number.as_ref().map_or("", |number| number.as_str());
    let mut stance = Stance::new(invoice.issued_on, format!("Invoice {number} to {}", invoice.customer_name));
    match invoice.status {
        InvoiceStatus::Issued | InvoiceStatus::Paid => {}
        InvoiceStatus::Draft | InvoiceStatus::Discarded => return stance,
    }
    let dimensions = Dimensions {
        project_id: invoice.project_id,
        account_id: Some(invoice.account_id),
        deal_id: invoice.deal_id,
        ..Dimensions::default()
    };
    stance =
        stance.debit(A::Receivables, invoice.gross, dimensions).credit(A::VatPayable, invoice.vat_total, dimensions);
    for line in &invoice.lines {
        let against = if line.billable_item_id.is_some() { A::UnbilledWork } else { A::Revenue };
        let project_id = line.project_id.or(invoice.project_id);
        // The work was earned by delivering to its own client, whoever that stood for when it was invoiced.
        let account_id = line.account_id.or(dimensions.account_id);
        stance = stance.credit(against, line.net, Dimensions { project_id, account_id, ..dimensions });
    }
    stance
}

fn payment(payment: &Payment) -> Stance {
    let reference = payment.reference.as_ref().map_or("without reference", |reference| reference.as_str());
    let customer = Dimensions { account_id: Some(payment.account_id), ..Dimensions::default() };
    let stance = Stance::new(Some(payment.received_on), format!("Payment {reference}"))
        .debit(A::Cash, payment.amount, customer)
        .credit(A::CustomerCredit, payment.unapplied, customer);
    payment.applications.iter().fold(stance, |stance, part| {
        let account_id = part.account_id.or(customer.account_id);
        let dimensions =
            Dimensions { project_id: part.project_id, deal_id: part.deal_id, account_id, ..Dimensions::default() };
        stance.credit(A::Receivables, part.amount, dimensions)
    })
}

/// Approved expenses are a cost; submitted ones are one soon, and bring in soon what the client is charged.
fn claim(claim: &Claim) -> Stance {
    let mut stance = Stance::new(None, claim.title.as_str());
    let approved = match claim.status {
        ClaimStatus::Approved => true,
        ClaimStatus::Submitted => false,
        ClaimStatus::Draft | ClaimStatus::Rejected => return stance,
    };
    for line in &claim.lines {
        let dimensions = Dimensions {
            project_id: line.project_id,
            account_id: line.account_id,
            deal_id: line.deal_id,
            cost_center_id: line.cost_center_id,
            ..Dimensions::default()
        };
        stance = stance.about(line.spent_on, format!("{}: {}", line.category_name, line.description));
        if approved {
            stance = stance.debit(A::ExpenseCost, line.amount, dimensions).credit(
                A::EmployeePayable,
                line.amount,
                dimensions,
            );
            continue;
        }
        stance = stance.memo(A::UnapprovedExpenses, A::UnapprovedExpensesContra, line.amount, dimensions);
        if let Some(charge) = &line.charge {
            stance = stance.memo(A::UnapprovedRevenue, A::UnapprovedRevenueContra, charge.amount, dimensions);
        }
    }
    stance
}

fn budget(budget: &Budget) -> Stance {
    let stance = Stance::new(None, format!("Cost budget of {}", budget.name));
    let dimensions = Dimensions {
        project_id: Some(budget.project_id),
        account_id: Some(budget.account_id),
        deal_id: Some(budget.deal_id),
        ..Dimensions::default()
    };
    match budget.status {
        BudgetStatus::Active | BudgetStatus::Frozen => {
            stance.memo(A::CostBudget, A::CostBudgetContra, budget.amount, dimensions)
        }
        BudgetStatus::Cancelled => stance,
    }
}
