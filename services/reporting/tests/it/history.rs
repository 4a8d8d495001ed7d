//! After-images for tests, written as the JSON other services publish.

use contracts::billing::{
    BillableItem, Invoice, InvoiceBalanceChanged, InvoiceDrafted, InvoiceIssued, Payment, PaymentReceived, Schedule,
    ScheduleCreated, WorkBilled, WorkRecorded, WorkReserved,
};
use contracts::crm::{Account, Deal, DealCreated, DealStageChanged, DealWon};
use contracts::expenses::{Budget, BudgetCreated, Claim, ClaimApproved, ClaimCreated, ClaimSubmitted};
use contracts::projects::{
    Milestone, MilestoneCompleted, Project, ProjectCreated, TimeApproved, TimeEntry, TimeLogged, TimeSubmitted,
    project_of,
};
use kernel::{
    AccountId, BillableItemId, ClaimId, DealId, InvoiceId, MilestoneId, PaymentId, ProjectId, StageId, TimeEntryId,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use testkit::{App, Delivery, Organization};
use uuid::Uuid;

/// Reads an image from JSON.
pub fn image<T: DeserializeOwned>(json: Value) -> T {
    serde_json::from_value(json).expect("an image")
}

/// An amount in euro.
pub fn eur(amount: &str) -> Value {
    json!({ "amount": amount, "currency": "EUR" })
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// What the events of one deal are about.
#[derive(Debug, Clone, Copy)]
pub struct Story {
    pub account: AccountId,
    pub deal: DealId,
    pub project: ProjectId,
    pub milestone: MilestoneId,
    pub work: BillableItemId,
    pub invoice: InvoiceId,
    pub payment: PaymentId,
    pub time: TimeEntryId,
    pub claim: ClaimId,
}

impl Story {
    pub fn new() -> Self {
        let deal = DealId::new();
        Self {
            account: AccountId::new(),
            deal,
            project: project_of(deal),
            milestone: MilestoneId::new(),
            work: BillableItemId::new(),
            invoice: InvoiceId::new(),
            payment: PaymentId::new(),
            time: TimeEntryId::new(),
            claim: ClaimId::new(),
        }
    }

    pub fn account(&self) -> Account {
        image(json!({ "account_id": self.account, "name": "Acme" }))
    }

    pub fn deal(&self, status: &str, stage: StageId, value: &str) -> Deal {
        image(json!({
            "deal_id": self.deal, "name": "Website", "account_id": self.account, "pipeline_id": id(1),
            "stage_id": stage, "stage_name": "Proposal", "status": status, "currency": "EUR", "value": eur(value),
            "lines": [], "opened_on": "2026-01-05", "closed_on": if status == "won" { json!("2026-02-01") } else { Value::Null },
            "win_no": i32::from(status == "won"),
        }))
    }

    pub fn won(&self, stage: StageId, value: &str) -> DealWon {
        DealWon { deal: self.deal("won", stage, value), account: self.account() }
    }

    pub fn project(&self) -> Project {
        image(json!({
            "project_id": self.project, "deal_id": self.deal, "win_no": 1, "account_id": self.account,
            "account_name": "Acme", "name": "Website", "status": "active", "currency": "EUR", "budget_hours": "100",
            "budget_amount": eur("10000"), "starts_on": "2026-02-01", "milestones": [], "tasks": [],
        }))
    }

    pub fn schedule(&self) -> Schedule {
        image(json!({
            "schedule_id": contracts::billing::schedule_of(self.deal), "deal_id": self.deal, "win_no": 1,
            "project_id": self.project, "customer_id": id(2), "name": "Website", "status": "active", "currency": "EUR",
            "total": eur("10000"), "installments": [],
        }))
    }

    pub fn budget(&self) -> Budget {
        image(json!({
            "budget_id": contracts::expenses::budget_of(self.deal), "deal_id": self.deal, "win_no": 1,
            "project_id": self.project, "account_id": self.account, "name": "Website", "status": "active",
            "contract_value": eur("10000"), "share": "60", "amount": eur("6000"),
        }))
    }

    pub fn work(&self, status: &str) -> BillableItem {
        image(json!({
            "billable_item_id": self.work, "origin": { "kind": "time", "time_entry_id": self.time },
            "customer_id": id(2), "account_id": self.account, "project_id": self.project, "deal_id": self.deal,
            "description": "Design delivered", "delivered_on": "2026-03-01", "quantity": "1", "unit_price": eur("4000"),
            "amount": eur("4000"), "vat_rate": "27", "status": status,
        }))
    }

    pub fn invoice(&self, status: &str) -> Invoice {
        let (paid, open) = if status == "paid" { ("5080", "0") } else { ("0", "5080") };
        image(json!({
            "invoice_id": self.invoice, "number": if status == "draft" { Value::Null } else { json!("2026-1") },
            "customer_id": id(2), "account_id": self.account, "customer_name": "Acme", "project_id": self.project,
            "deal_id": self.deal, "status": status, "currency": "EUR",
            "lines": [{
                "invoice_line_id": id(3), "description": "Design delivered", "quantity": "1", "unit_price": eur("4000"),
                "net": eur("4000"), "vat_rate": "27", "billable_item_id": self.work, "project_id": self.project,
            }],
            "vat": [{ "rate": "27", "base": eur("4000"), "tax": eur("1080") }], "net": eur("4000"),
            "vat_total": eur("1080"), "gross": eur("5080"), "paid": eur(paid), "open": eur(open),
            "issued_on": if status == "draft" { Value::Null } else { json!("2026-03-02") },
        }))
    }

    pub fn payment(&self) -> Payment {
        image(json!({
            "payment_id": self.payment, "customer_id": id(2), "account_id": self.account, "amount": eur("5080"),
            "received_on": "2026-03-20", "applications": [{
                "invoice_id": self.invoice, "project_id": self.project, "deal_id": self.deal, "amount": eur("5080"),
            }], "unapplied": eur("0"),
        }))
    }

    pub fn time(&self, status: &str) -> TimeEntry {
        image(json!({
            "time_entry_id": self.time, "project_id": self.project, "account_id": self.account, "deal_id": self.deal,
            "task_id": id(4), "task_name": "Design", "person_id": id(5), "person_name": "Anna", "work_on": "2026-02-20",
            "hours": "8", "billable_hours": "0", "status": status, "cost_rate": eur("37.50"), "cost": eur("300"),
        }))
    }

    pub fn claim(&self, status: &str) -> Claim {
        image(json!({
            "claim_id": self.claim, "title": "Trip", "status": status, "total": eur("120.50"), "lines": [{
                "claim_line_id": id(6), "category_id": id(7), "category_name": "Travel", "project_id": self.project,
                "account_id": self.account, "deal_id": self.deal, "cost_center_id": id(8), "description": "Train",
                "spent_on": "2026-02-21", "amount": eur("120.50"),
            }],
        }))
    }

    /// From the open deal to the payment.
    pub async fn tell(&self, app: &App, org: &Organization, stage: StageId) {
        let deal = |status| self.deal(status, stage, "10000");
        ok(app.deliver(org, 1, &DealCreated { deal: deal("open") }).await);
        ok(app.deliver(org, 2, &DealStageChanged { deal: deal("open"), from_stage_id: stage }).await);
        ok(app.deliver(org, 3, &self.won(stage, "10000")).await);
        ok(app.deliver(org, 1, &ProjectCreated { project: self.project() }).await);
        ok(app.deliver(org, 1, &ScheduleCreated { schedule: self.schedule() }).await);
        ok(app.deliver(org, 1, &BudgetCreated { budget: self.budget() }).await);
        let milestone: Milestone = image(
            json!({ "milestone_id": self.milestone, "name": "Design", "amount": eur("4000"), "completion_no": 1 }),
        );
        ok(app.deliver(org, 2, &MilestoneCompleted { project: self.project(), milestone }).await);
        ok(app.deliver(org, 1, &WorkRecorded { item: self.work("unbilled") }).await);
        ok(app.deliver(org, 1, &TimeLogged { entry: self.time("draft") }).await);
        ok(app.deliver(org, 2, &TimeSubmitted { entry: self.time("submitted") }).await);
        let approved_at = org_time();
        ok(app.deliver(org, 3, &TimeApproved { entry: self.time("approved"), approved_at, approved_by: None }).await);
        ok(app.deliver(org, 1, &ClaimCreated { claim: self.claim("draft") }).await);
        ok(app.deliver(org, 2, &ClaimSubmitted { claim: self.claim("submitted") }).await);
        ok(app.deliver(org, 3, &ClaimApproved { claim: self.claim("approved"), approved_by: None }).await);
    }

    /// The delivered work is invoiced.
    pub async fn invoice_it(&self, app: &App, org: &Organization) {
        ok(app.deliver(org, 1, &InvoiceDrafted { invoice: self.invoice("draft") }).await);
        ok(app.deliver(org, 2, &WorkReserved { item: self.work("reserved") }).await);
        ok(app.deliver(org, 2, &InvoiceIssued { invoice: self.invoice("issued") }).await);
        ok(app.deliver(org, 3, &WorkBilled { item: self.work("billed") }).await);
    }

    /// The invoice is paid.
    pub async fn pay(&self, app: &App, org: &Organization) {
        ok(app.deliver(org, 1, &PaymentReceived { payment: self.payment() }).await);
        ok(app.deliver(org, 3, &InvoiceBalanceChanged { invoice: self.invoice("paid") }).await);
    }
}

fn org_time() -> chrono::DateTime<chrono::Utc> {
    chrono::DateTime::from_timestamp(1_771_600_000, 0).expect("a time")
}

/// The event was applied.
pub fn ok(delivery: Delivery) {
    match delivery {
        Delivery::Applied => {}
        Delivery::DeadLettered(error) => panic!("the event was put aside: {error}"),
    }
}
