//! What the tests of this service have in common: deals to win and projects to log time in.

use chrono::{Days, NaiveDate};
use contracts::Event;
use contracts::crm::{
    Account, Deal, DealLine, DealLost, DealMilestone, DealReopened, DealStatus, DealWon, LineBilling, RoleRate,
};
use kernel::{
    AccountId, Cadence, Currency, DealId, DealLineId, Hours, MilestoneId, Money, Name, Note, PipelineId, Quantity,
    Role, StageId, VatRate,
};
use serde_json::{Value, json};
use testkit::{App, Client, Delivery, Organization};

/// The service and a fresh organisation.
#[derive(Clone)]
pub struct World {
    pub app: App,
    pub org: Organization,
}

impl World {
    pub async fn new() -> Self {
        // Boxed because the future holds the whole service.
        let app = Box::pin(App::start(projects::service())).await;
        let org = app.organization().await;
        Self { app, org }
    }

    /// Somebody who may do everything.
    pub fn owner(&self) -> Client {
        self.org.as_role(Role::Owner)
    }

    /// Somebody with this role who is recorded as a person; their id too.
    pub async fn worker(&self, role: Role) -> (Client, String) {
        let client = self.org.as_role(role);
        let body = json!({ "name": "Ada", "member_id": client.member_id });
        let person = self.owner().post("/v1/people", &body).await.expect(201);
        (client, text(&person["person_id"]))
    }

    /// A day that has not begun in any zone.
    pub fn day_to_come(&self) -> NaiveDate {
        (self.app.running.state().clock.now() + Days::new(2)).date_naive()
    }

    /// Delivers an event that must be applied.
    pub async fn hear<E: Event>(&self, seq: i64, event: &E) {
        assert_eq!(self.app.deliver(&self.org, seq, event).await, Delivery::Applied);
    }

    /// An own project with one task billed at 100 EUR an hour and one that is included.
    pub async fn project(&self) -> Project {
        let owner = self.owner();
        let id = text(&owner.post("/v1/projects", &json!({ "name": "Intranet" })).await.expect(201)["project_id"]);
        let tasks = format!("/v1/projects/{id}/tasks");
        let rate = json!({ "amount": "100.00", "currency": "EUR" });
        let hourly = json!({ "name": "Build", "billing": { "kind": "hourly", "rate": rate, "vat_rate": "27" } });
        owner.post(&tasks, &hourly).await.expect(201);
        let included = json!({ "name": "Talk", "billing": { "kind": "included" } });
        let project = owner.post(&tasks, &included).await.expect(201);
        let task = |place: usize| text(&project["tasks"][place]["task_id"]);
        Project { hourly: task(0), included: task(1), id }
    }

    /// The types of the events of one aggregate, with their places in its sequence.
    pub async fn told(&self, aggregate: &str) -> Vec<(String, i64)> {
        let journal = self.app.published(&self.org).await;
        let of_it = journal.into_iter().filter(|row| row.aggregate_id.to_string() == aggregate);
        of_it.map(|row| (row.event_type, row.aggregate_seq)).collect()
    }

    /// The payloads of events of a type, oldest first.
    pub async fn payloads(&self, event_type: &str) -> Vec<Value> {
        let journal = self.app.published(&self.org).await;
        journal.into_iter().filter(|row| row.event_type == event_type).map(|row| row.payload).collect()
    }
}

pub struct Project {
    pub id: String,
    pub hourly: String,
    pub included: String,
}

impl Project {
    /// Work on the task that is billed by the hour.
    pub fn work(&self, on: &str, hours: &str) -> Value {
        json!({ "project_id": self.id, "task_id": self.hourly, "work_on": on, "hours": hours })
    }
}

pub fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

fn name(text: &str) -> Name {
    Name::new(text).expect("a name")
}

pub fn note(text: &str) -> Note {
    Note::new(text).expect("a note")
}

fn euros(whole: i64) -> Money {
    Money::new(whole.into(), Currency::EUR).expect("an amount")
}

fn hours(whole: i64) -> Hours {
    Hours::new(whole.into()).expect("hours")
}

fn line(value: i64, billing: LineBilling) -> DealLine {
    let vat_rate = VatRate::new(27.into()).expect("a rate");
    DealLine {
        deal_line_id: DealLineId::new(),
        name: name("Line"),
        vat_rate,
        billing,
        value: euros(value),
        product: None,
        discount: None,
    }
}

pub fn fixed() -> DealLine {
    let milestone = |part| DealMilestone {
        milestone_id: MilestoneId::new(),
        name: name(part),
        amount: euros(500),
        due_on: NaiveDate::from_ymd_opt(2027, 1, 15),
    };
    let milestones = vec![milestone("Design"), milestone("Launch")];
    line(1000, LineBilling::Fixed { price: euros(1000), budget_hours: hours(80), milestones })
}

pub fn by_the_hour() -> DealLine {
    let rates = vec![RoleRate { role: name("Developer"), hourly_rate: euros(90), estimated_hours: hours(10) }];
    line(900, LineBilling::TimeAndMaterials { rates })
}

pub fn retainer() -> DealLine {
    let starts_on = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day");
    let billing = LineBilling::Retainer {
        amount: euros(500),
        cadence: Cadence::Monthly,
        periods: 12,
        starts_on,
        budget_hours: hours(5),
    };
    line(6000, billing)
}

pub fn one_off() -> DealLine {
    let quantity = Quantity::new(1.into()).expect("a quantity");
    line(300, LineBilling::OneOff { quantity, unit_price: euros(300), on: None })
}

/// A deal whose wins and losses are told from here.
pub struct Sale {
    pub deal: Deal,
    pub account: Account,
}

impl Sale {
    pub fn new(lines: Vec<DealLine>) -> Self {
        let account = Account {
            account_id: AccountId::new(),
            name: name("Client"),
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
        };
        let day = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day");
        let value = Money::sum(lines.iter().map(|line| line.value), Currency::EUR).expect("a sum");
        let deal = Deal {
            deal_id: DealId::new(),
            name: name("Website"),
            account_id: Some(account.account_id),
            contact_id: None,
            pipeline_id: PipelineId::new(),
            stage_id: StageId::new(),
            stage_name: name("Won"),
            status: DealStatus::Won,
            owner_id: None,
            currency: Currency::EUR,
            value,
            lines,
            opened_on: day,
            expected_close_on: None,
            closed_on: Some(day),
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
        };
        Self { deal, account }
    }

    /// Address of its project.
    pub fn path(&self) -> String {
        format!("/v1/projects/{}", self.project_id())
    }

    pub fn project_id(&self) -> String {
        contracts::projects::project_of(self.deal.deal_id).to_string()
    }

    pub fn won(&self, win_no: i32) -> DealWon {
        DealWon { deal: Deal { win_no, ..self.deal.clone() }, account: self.account.clone() }
    }

    pub fn reopened(&self, win_no: i32) -> DealReopened {
        let deal = Deal { win_no, status: DealStatus::Open, closed_on: None, ..self.deal.clone() };
        DealReopened { deal, was: DealStatus::Won, reason: note("They changed their mind") }
    }

    pub fn lost(&self, win_no: i32) -> DealLost {
        DealLost {
            deal: Deal { win_no, status: DealStatus::Lost, ..self.deal.clone() },
            reason: note("No budget"),
            loss_reason: None,
        }
    }
}
