//! What became of a won deal.

use std::sync::Arc;

use contracts::billing::{InvoiceIssued, ScheduleCreated, customer_of, schedule_of};
use contracts::expenses::{BudgetCreated, budget_of};
use contracts::projects::{
    ProjectCancelled, ProjectCreated, ProjectHeld, ProjectResumed, TimeDeleted, TimeLogged, project_of,
};
use kernel::{AccountId, DealId, InvoiceId, PersonId, Role, TaskId, TimeEntryId};
use platform::db::Mode;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use testkit::{Answer, App, Client, Delivery, Organization, on_runtime};

use crate::{eur, path, start, text, won_deal};

fn read<T: DeserializeOwned>(json: Value) -> T {
    serde_json::from_value(json).unwrap()
}

fn deal_id(deal: &Answer) -> DealId {
    text(&deal["deal_id"]).parse().unwrap()
}

fn project(deal: &Answer, win_no: i32, status: &str) -> Value {
    json!({"project_id": project_of(deal_id(deal)), "deal_id": deal["deal_id"], "win_no": win_no,
           "account_id": deal["account_id"], "account_name": "Acme", "name": "Website", "status": status, "currency": "EUR",
           "budget_hours": "80", "budget_amount": eur("1000"), "starts_on": "2026-01-01", "milestones": [], "tasks": []})
}

fn schedule(deal: &Answer, win_no: i32) -> Value {
    let account: AccountId = text(&deal["account_id"]).parse().unwrap();
    json!({"schedule_id": schedule_of(deal_id(deal)), "deal_id": deal["deal_id"], "win_no": win_no,
           "project_id": project_of(deal_id(deal)), "customer_id": customer_of(account), "name": "Website",
           "status": "active", "currency": "EUR", "total": eur("1000"), "installments": []})
}

fn budget(deal: &Answer, win_no: i32) -> Value {
    json!({"budget_id": budget_of(deal_id(deal)), "deal_id": deal["deal_id"], "win_no": win_no,
           "project_id": project_of(deal_id(deal)), "account_id": deal["account_id"], "name": "Website",
           "status": "active", "contract_value": eur("1000"), "share": "70", "amount": eur("700")})
}

fn entry(deal: &Answer) -> Value {
    json!({"time_entry_id": TimeEntryId::new(), "project_id": project_of(deal_id(deal)), "deal_id": deal["deal_id"],
           "task_id": TaskId::new(), "task_name": "Build", "person_id": PersonId::new(), "person_name": "Béla",
           "work_on": "2026-01-05", "hours": "2", "billable_hours": "0", "status": "draft"})
}

fn invoice(deal: &Answer) -> Value {
    let account: AccountId = text(&deal["account_id"]).parse().unwrap();
    json!({"invoice_id": InvoiceId::new(), "number": "2026-0001", "customer_id": customer_of(account),
           "account_id": account, "customer_name": "Acme", "deal_id": deal["deal_id"], "status": "issued",
           "currency": "EUR", "lines": [], "vat": [], "net": eur("0"), "vat_total": eur("0"), "gross": eur("0"),
           "paid": eur("0"), "open": eur("0"), "issued_on": "2026-02-01", "due_on": "2026-03-01"})
}

async fn delivered(app: &App, org: &Organization, deal: &Answer) {
    // Events of different services come in any order.
    let budget = BudgetCreated { budget: read(budget(deal, 1)) };
    assert_eq!(app.deliver(org, 1, &budget).await, Delivery::Applied);
    let schedule = ScheduleCreated { schedule: read(schedule(deal, 1)) };
    assert_eq!(app.deliver(org, 1, &schedule).await, Delivery::Applied);
    let project = ProjectCreated { project: read(project(deal, 1, "active")) };
    assert_eq!(app.deliver(org, 1, &project).await, Delivery::Applied);
}

/// The first invoice for a won deal was issued.
pub async fn invoiced(app: &App, org: &Organization, deal: &Answer) {
    let issued = InvoiceIssued { invoice: read(invoice(deal)) };
    assert_eq!(app.deliver(org, 1, &issued).await, Delivery::Applied);
}

async fn delivery(client: &Client, deal: &Answer) -> Value {
    client.get(path(deal, "")).await.expect(200)["delivery"].clone()
}

#[tokio::test]
async fn a_deal_shows_what_became_of_it() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let won = won_deal(&sales).await;
    let shown = delivery(&sales, &won).await;
    assert_eq!(
        (&shown["state"], &shown["waiting_for"], &shown["steps"][0]["at"]),
        (&json!("provisioning"), &json!("project"), &Value::Null)
    );
    delivered(&app, &org, &won).await;
    let shown = delivery(&sales, &won).await;
    assert_eq!(
        (&shown["state"], &shown["waiting_for"], &shown["on_reopen"]),
        (&json!("active"), &Value::Null, &json!("cancel"))
    );
    assert_eq!(shown["project_id"], json!(project_of(deal_id(&won))));
    assert_eq!(shown["schedule_id"], json!(schedule_of(deal_id(&won))));
    assert!(shown["steps"].as_array().unwrap().iter().all(|step| step["at"].is_string()), "{shown}");
}

#[tokio::test]
async fn reopened_before_anything_was_done_the_project_is_cancelled_and_can_be_revived() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let won = won_deal(&sales).await;
    delivered(&app, &org, &won).await;
    sales.post(path(&won, "/reopen"), &json!({"reason": "scope"})).await.expect(200);
    assert_eq!(delivery(&sales, &won).await["state"], "withdrawing");
    let cancelled = ProjectCancelled { project: read(project(&won, 1, "cancelled")), reason: read(json!("scope")) };
    assert_eq!(app.deliver(&org, 2, &cancelled).await, Delivery::Applied);
    assert_eq!(delivery(&sales, &won).await["state"], "cancelled");

    sales.post(path(&won, "/win"), &json!({"project": "revive"})).await.expect(200);
    let shown = delivery(&sales, &won).await;
    assert_eq!(
        (&shown["state"], &shown["win_no"], &shown["waiting_for"]),
        (&json!("provisioning"), &json!(2), &json!("project"))
    );
    let resumed = ProjectResumed { project: read(project(&won, 2, "active")) };
    assert_eq!(app.deliver(&org, 3, &resumed).await, Delivery::Applied);
    assert_eq!(delivery(&sales, &won).await["waiting_for"], "schedule");
}

#[tokio::test]
async fn logged_time_is_counted_until_it_is_deleted() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let won = won_deal(&sales).await;
    delivered(&app, &org, &won).await;
    let entry = entry(&won);
    assert_eq!(app.deliver(&org, 1, &TimeLogged { entry: read(entry.clone()) }).await, Delivery::Applied);
    assert_eq!(delivery(&sales, &won).await["on_reopen"], "hold");
    assert_eq!(app.deliver(&org, 2, &TimeDeleted { entry: read(entry) }).await, Delivery::Applied);
    assert_eq!(delivery(&sales, &won).await["on_reopen"], "cancel");
    let held = ProjectHeld { project: read(project(&won, 1, "on_hold")), reason: read(json!("r")) };
    assert_eq!(app.deliver(&org, 2, &held).await, Delivery::Applied);
    assert_eq!(delivery(&sales, &won).await["state"], "on_hold");
}

#[tokio::test]
async fn an_invoiced_deal_is_reopened_only_by_force_of_who_may() {
    let (app, org) = start().await;
    let (sales, owner) = (org.as_role(Role::Sales), org.as_role(Role::Owner));
    let won = won_deal(&sales).await;
    delivered(&app, &org, &won).await;
    let issued = InvoiceIssued { invoice: read(invoice(&won)) };
    assert_eq!(app.deliver(&org, 1, &issued).await, Delivery::Applied);
    let shown = delivery(&sales, &won).await;
    assert_eq!((&shown["first_invoice"]["number"], &shown["on_reopen"]), (&json!("2026-0001"), &json!("refuse")));

    let (asked, forced) = (json!({"reason": "r"}), json!({"reason": "r", "force": true}));
    for (client, body) in [(&sales, &asked), (&owner, &asked), (&sales, &forced)] {
        let problem = client.post(path(&won, "/reopen"), body).await.problem(409, "deal-invoiced");
        assert!(text(&problem["detail"]).contains("2026-0001"), "{problem}");
    }
    let reopened = owner.post(path(&won, "/reopen"), &forced).await.expect(200);
    assert_eq!(reopened["status"], "open");
    let told = app.published(&org).await;
    assert_eq!(told.last().map(|event| event.event_type.as_str()), Some("crm.deal.reopened.v1"));
}

#[tokio::test]
async fn an_event_applied_twice_counts_once() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let won = won_deal(&sales).await;
    let entry = entry(&won);
    let logged = TimeLogged { entry: read(entry.clone()) };
    let id = app.send(&org, 1, &logged).await;
    app.send_again(&org, 1, &logged, id).await;
    assert_eq!(app.deliver(&org, 2, &TimeDeleted { entry: read(entry) }).await, Delivery::Applied);
    assert_eq!(delivery(&sales, &won).await["on_reopen"], "cancel");
}

/// Lets a deal have been won so many minutes earlier, and runs the job that looks for late deliveries.
async fn won_earlier(app: &App, org: &Organization, deal: DealId, minutes: i32) -> Option<String> {
    let (running, id) = (Arc::clone(&app.running), org.id);
    on_runtime(async move {
        let mut tx = running.state().db.begin(id, Mode::Write).await.unwrap();
        let statement = "update deal_delivery set won_at = won_at - make_interval(mins => $2) where deal_id = $1";
        sqlx::query(statement).bind(deal.as_uuid()).bind(minutes).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
        running.run_job("report late deliveries", id).await.unwrap();
        let mut tx = running.state().db.begin(id, Mode::Read).await.unwrap();
        let reported = "select reported_late from deal_delivery where deal_id = $1";
        sqlx::query_scalar(reported).bind(deal.as_uuid()).fetch_one(&mut *tx).await.unwrap()
    })
    .await
}

#[tokio::test]
async fn a_delivery_that_does_not_come_is_reported_and_fails() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let won = won_deal(&sales).await;
    let id = deal_id(&won);
    assert_eq!(won_earlier(&app, &org, id, 0).await, None);
    assert_eq!(won_earlier(&app, &org, id, 2).await.as_deref(), Some("late"));
    assert_eq!(won_earlier(&app, &org, id, 20).await.as_deref(), Some("failed"));
    let shown = delivery(&sales, &won).await;
    assert_eq!((&shown["state"], &shown["waiting_for"]), (&json!("failed"), &json!("project")));
    delivered(&app, &org, &won).await;
    assert_eq!(delivery(&sales, &won).await["state"], "active");
}

#[tokio::test]
async fn another_organisation_is_not_touched() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let won = won_deal(&sales).await;
    let stranger = app.organization().await;
    let issued = InvoiceIssued { invoice: read(invoice(&won)) };
    assert_eq!(app.deliver(&stranger, 1, &issued).await, Delivery::Applied);
    assert_eq!(delivery(&sales, &won).await["first_invoice"], Value::Null);
    stranger.as_role(Role::Owner).get(path(&won, "")).await.problem(404, "not-found");
}
