//! What these tests are about: an organisation with somebody from finance, and the facts other services tell.

use chrono::NaiveDate;
use contracts::billing::customer_of;
use contracts::crm::{
    Account, AccountCreated, Deal, DealLine, DealMilestone, DealReopened, DealStatus, DealWon, LineBilling,
};
use contracts::projects::{
    Milestone, MilestoneCompleted, MilestoneReopened, Project, ProjectCreated, ProjectStatus, TimeApproved, TimeEntry,
    TimeStatus, project_of,
};
use kernel::{
    AccountId, Currency, CustomerId, DealId, DealLineId, Decimal, Hours, MilestoneId, Money, Name, Note, PersonId,
    PipelineId, Quantity, Role, StageId, TaskId, TimeEntryId, VatRate,
};
use serde_json::{Value, json};
use testkit::{Answer, App, Client, Delivery, Organization, Published};

pub struct World {
    pub app: App,
    pub org: Organization,
    pub finance: Client,
}

pub async fn world() -> World {
    let app = Box::pin(App::start(billing::service())).await;
    let org = app.organization().await;
    let finance = org.as_role(Role::Finance);
    World { app, org, finance }
}

pub fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

pub fn eur(amount: &str) -> Money {
    Money::new(amount.parse::<Decimal>().unwrap(), Currency::EUR).unwrap()
}

pub fn json_eur(amount: &str) -> Value {
    json!({ "amount": amount, "currency": "EUR" })
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn vat(percent: i64) -> VatRate {
    VatRate::new(Decimal::from(percent)).unwrap()
}

pub fn account(text: &str) -> Account {
    Account {
        account_id: AccountId::new(),
        name: name(text),
        parent_id: None,
        industry: None,
        country: None,
        tax_number: None,
        website: None,
        additional_websites: Vec::new(),
        phone: None,
        address: None,
        employees: None,
        annual_revenue: None,
        founded_year: None,
        owner_id: None,
        tags: Vec::new(),
        custom: contracts::crm::CustomValues::new(),
        price_list_id: None,
    }
}

pub fn line(billing: LineBilling, value: Money) -> DealLine {
    DealLine {
        deal_line_id: DealLineId::new(),
        name: name("Website"),
        vat_rate: vat(27),
        billing,
        value,
        product: None,
        discount: None,
    }
}

pub fn fixed(amounts: &[&str]) -> DealLine {
    let milestone = |amount: &&str| DealMilestone {
        milestone_id: MilestoneId::new(),
        name: name("Design"),
        amount: eur(amount),
        due_on: None,
    };
    let milestones: Vec<DealMilestone> = amounts.iter().map(milestone).collect();
    let price = Money::sum(milestones.iter().map(|one| one.amount), Currency::EUR).unwrap();
    line(LineBilling::Fixed { price, budget_hours: Hours::default(), milestones }, price)
}

pub fn once(amount: &str, on: Option<NaiveDate>) -> DealLine {
    let quantity = Quantity::new(Decimal::ONE).unwrap();
    line(LineBilling::OneOff { quantity, unit_price: eur(amount), on }, eur(amount))
}

pub fn deal(account: &Account, lines: Vec<DealLine>) -> Deal {
    Deal {
        deal_id: DealId::new(),
        name: name("Relaunch"),
        account_id: Some(account.account_id),
        contact_id: None,
        pipeline_id: PipelineId::new(),
        stage_id: StageId::new(),
        stage_name: name("Won"),
        status: DealStatus::Won,
        owner_id: None,
        currency: Currency::EUR,
        value: Money::sum(lines.iter().map(|line| line.value), Currency::EUR).unwrap(),
        lines,
        opened_on: day("2026-01-05"),
        expected_close_on: None,
        closed_on: Some(day("2026-03-31")),
        win_no: 1,
        external_ref: None,
        next_step: None,
        contacts: Vec::new(),
        accepted_quote_id: None,
        competitors: Vec::new(),
        tags: Vec::new(),
        custom: contracts::crm::CustomValues::new(),
        forecast: contracts::crm::DealForecast::default(),
        price_list_id: None,
    }
}

pub fn milestones(deal: &Deal) -> Vec<Milestone> {
    let of_line = |line: &DealLine| {
        if let LineBilling::Fixed { milestones, .. } = &line.billing { milestones.clone() } else { Vec::new() }
    };
    let milestone = |one: DealMilestone| Milestone {
        milestone_id: one.milestone_id,
        deal_line_id: None,
        name: one.name,
        amount: Some(one.amount),
        due_on: None,
        completed_on: None,
        completion_no: 0,
    };
    deal.lines.iter().flat_map(of_line).map(milestone).collect()
}

pub fn project(deal: &Deal) -> Project {
    Project {
        project_id: project_of(deal.deal_id),
        deal_id: Some(deal.deal_id),
        win_no: deal.win_no,
        account_id: deal.account_id,
        account_name: Some(name("Acme")),
        name: deal.name.clone(),
        status: ProjectStatus::Active,
        currency: deal.currency,
        budget_hours: Hours::default(),
        budget_amount: deal.value,
        starts_on: day("2026-04-01"),
        milestones: milestones(deal),
        tasks: Vec::new(),
    }
}

pub fn completed(project: &Project, place: usize, completion_no: i32) -> MilestoneCompleted {
    let mut milestone = project.milestones[place].clone();
    milestone.completion_no = completion_no;
    milestone.completed_on = Some(day("2026-05-04"));
    MilestoneCompleted { project: project.clone(), milestone }
}

pub fn reopened(project: &Project, place: usize, completion_no: i32) -> MilestoneReopened {
    let mut milestone = project.milestones[place].clone();
    milestone.completion_no = completion_no;
    MilestoneReopened { project: project.clone(), milestone, reason: None }
}

pub fn deal_reopened(deal: &Deal) -> DealReopened {
    let mut deal = deal.clone();
    deal.status = DealStatus::Open;
    DealReopened { deal, was: DealStatus::Won, reason: Note::new("The client wavers").unwrap() }
}

pub fn time(project: &Project, hours: &str, rate: Option<&str>) -> TimeApproved {
    let hours: Hours = hours.parse().unwrap();
    let bill_rate = rate.map(eur);
    let entry = TimeEntry {
        time_entry_id: TimeEntryId::new(),
        project_id: project.project_id,
        account_id: project.account_id,
        deal_id: project.deal_id,
        task_id: TaskId::new(),
        task_name: name("Development"),
        deal_line_id: None,
        person_id: PersonId::new(),
        person_name: name("Ada"),
        work_on: day("2026-05-06"),
        hours,
        billable_hours: hours,
        note: None,
        status: TimeStatus::Approved,
        cost_rate: None,
        cost: None,
        bill_rate,
        bill_amount: bill_rate.map(|rate| rate.times(hours.value()).unwrap()),
        vat_rate: Some(vat(27)),
    };
    TimeApproved { entry, approved_at: chrono::DateTime::UNIX_EPOCH, approved_by: None }
}

impl World {
    /// The moment that the clock of the service shows.
    pub fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.app.running.state().clock.now()
    }

    /// The business day in Budapest, where organisations of tests are.
    pub fn today(&self) -> NaiveDate {
        let zone: kernel::TimeZoneName = "Europe/Budapest".parse().unwrap();
        zone.local_date(self.now())
    }

    /// Tells of a fact and insists that it is applied.
    pub async fn tell<E: contracts::Event>(&self, seq: i64, event: &E) {
        assert_eq!(self.app.deliver(&self.org, seq, event).await, Delivery::Applied);
    }

    /// A customer of an account the service has heard of.
    pub async fn customer(&self) -> (Account, CustomerId) {
        let account = account("Acme");
        self.tell(1, &AccountCreated { account: account.clone() }).await;
        let customer = customer_of(account.account_id);
        (account, customer)
    }

    /// A won deal with its project.
    pub async fn won(&self, lines: Vec<DealLine>) -> (Deal, Project) {
        let account = account("Acme");
        let deal = deal(&account, lines);
        self.tell(1, &DealWon { deal: deal.clone(), account }).await;
        let project = project(&deal);
        self.tell(1, &ProjectCreated { project: project.clone() }).await;
        (deal, project)
    }

    /// A draft with one line of this price and no VAT.
    pub async fn draft(&self, customer: CustomerId, price: &str) -> Answer {
        let line =
            json!({ "description": "Consulting", "quantity": "1", "unit_price": json_eur(price), "vat_rate": "0" });
        let body = json!({ "customer_id": customer, "lines": [line] });
        self.finance.post("/v1/invoices", &body).await.expect(201)
    }

    /// An issued invoice with one line of this price and no VAT.
    pub async fn issued(&self, customer: CustomerId, price: &str) -> Answer {
        let draft = self.draft(customer, price).await;
        self.issue(&draft).await.expect(200)
    }

    pub async fn issue(&self, draft: &Answer) -> Answer {
        self.finance.post(format!("/v1/invoices/{}/issue", id(draft, "invoice_id")), &json!({})).await
    }

    /// The invoices of the organisation, newest first.
    pub async fn invoices(&self) -> Vec<Value> {
        self.items("/v1/invoices").await
    }

    pub async fn items(&self, path: &str) -> Vec<Value> {
        self.finance.get(path).await.expect(200)["items"].as_array().unwrap().clone()
    }

    pub async fn schedule(&self, deal: &Deal) -> Value {
        let id = contracts::billing::schedule_of(deal.deal_id);
        self.finance.get(format!("/v1/schedules/{id}")).await.expect(200).json
    }

    /// Types of the published events, without service and version, in order.
    pub async fn said(&self) -> Vec<String> {
        let rows = self.app.published(&self.org).await;
        rows.iter().map(|row| row.event_type.replace("billing.", "").replace(".v1", "")).collect()
    }

    /// Insists that every aggregate's events are numbered from 1 without gaps, in the order they were published.
    pub async fn insist_on_order(&self) -> Vec<Published> {
        let rows = self.app.published(&self.org).await;
        let mut last = std::collections::HashMap::new();
        for row in &rows {
            let seq = last.entry(row.aggregate_id).or_insert(0_i64);
            *seq += 1;
            assert_eq!(row.aggregate_seq, *seq, "{} of {}", row.event_type, row.aggregate_id);
        }
        rows
    }
}

pub fn id(answer: &Answer, field: &str) -> String {
    answer[field].as_str().unwrap().to_owned()
}

pub fn statuses(installments: &Value) -> Vec<&str> {
    installments.as_array().unwrap().iter().map(|one| one["status"].as_str().unwrap()).collect()
}
