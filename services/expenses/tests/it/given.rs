//! What other services have said, for tests.

use contracts::crm::{Deal, DealWon};
use contracts::projects::{Project, ProjectCreated, project_of};
use kernel::{AccountId, DealId, ProjectId};
use serde_json::{Value, json};
use testkit::{Answer, App, Client, Delivery, Organization};

/// An amount in euro.
pub fn eur(amount: &str) -> Value {
    json!({ "amount": amount, "currency": "EUR" })
}

/// A deal as CRM publishes it.
pub fn deal(id: DealId, status: &str, value: &str, win_no: i32) -> Deal {
    let nil = uuid::Uuid::nil();
    serde_json::from_value(json!({
        "deal_id": id, "name": "Website", "pipeline_id": nil, "stage_id": nil, "stage_name": "Proposal",
        "status": status, "currency": "EUR", "value": eur(value), "lines": [], "opened_on": "2026-01-01", "win_no": win_no,
    }))
    .expect("a deal")
}

/// That a deal was won.
pub fn won(id: DealId, value: &str, win_no: i32) -> DealWon {
    let account =
        serde_json::from_value(json!({ "account_id": AccountId::new(), "name": "Acme" })).expect("an account");
    DealWon { deal: deal(id, "won", value, win_no), account }
}

/// A project that the service has heard of; of a deal, with a client, or neither.
pub async fn project(app: &App, org: &Organization, deal: Option<DealId>) -> ProjectId {
    let project_id = deal.map_or_else(ProjectId::new, project_of);
    let project: Project = serde_json::from_value(json!({
        "project_id": project_id, "deal_id": deal, "win_no": 1, "account_id": deal.map(|_| AccountId::new()),
        "name": "Website", "status": "active", "currency": "EUR", "budget_hours": "1", "budget_amount": eur("1"),
        "starts_on": "2026-01-01", "milestones": [], "tasks": [],
    }))
    .expect("a project");
    assert_eq!(app.deliver(org, 1, &ProjectCreated { project }).await, Delivery::Applied);
    project_id
}

/// The id of a kind of expense.
pub async fn category(client: &Client) -> Value {
    client.get("/v1/categories").await.expect(200)["items"][0]["category_id"].clone()
}

/// A claim of one line for a project.
pub async fn claim(client: &Client, project: Option<ProjectId>) -> Answer {
    let mut line = json!({
        "category_id": category(client).await, "description": "Train", "spent_on": "2026-01-02", "amount": eur("120.50"),
    });
    if let Some(project) = project {
        line["project_id"] = json!(project);
    }
    client.post("/v1/claims", &json!({ "title": "Trip", "lines": [line] })).await.expect(201)
}
