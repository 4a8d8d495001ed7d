//! From a won deal to cash and margin: every step over HTTP through the gateway, every hop between services by events.

use anyhow::Result;
use gerinc::api::{Api, ApiError};
use serde_json::{Value, json};
use suite::{eventually, totals, world};

fn eur(amount: &str) -> Value {
    json!({ "amount": amount, "currency": "EUR" })
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_else(|| panic!("no {field} in {value}"))
}

async fn account(api: &Api) -> String {
    let account = api.post("crm/v1/accounts", &json!({ "name": "Client Ltd", "country": "HU" })).await.unwrap();
    text(&account, "account_id").to_owned()
}

/// A deal of 12,500: two milestones, twenty hours at 100, and 500 once.
async fn won_deal(api: &Api) -> Value {
    let deal = json!({
        "name": "Web shop", "account_id": account(api).await,
        "lines": [
            { "name": "Build", "vat_rate": "27", "billing": { "kind": "fixed", "price": eur("10000"), "budget_hours": "100",
                "milestones": [{ "name": "Design", "amount": eur("4000") }, { "name": "Launch", "amount": eur("6000") }] } },
            { "name": "Advice", "vat_rate": "27", "billing": { "kind": "time_and_materials",
                "rates": [{ "role": "Developer", "hourly_rate": eur("100"), "estimated_hours": "20" }] } },
            { "name": "Domain", "vat_rate": "27",
              "billing": { "kind": "one_off", "quantity": "1", "unit_price": eur("500") } },
        ],
    });
    let deal = api.post("crm/v1/deals", &deal).await.unwrap();
    api.post(&format!("crm/v1/deals/{}/win", text(&deal, "deal_id")), &json!({})).await.unwrap()
}

async fn found(api: &Api, path: String) -> Result<Option<Value>> {
    match api.get(&path).await {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.downcast_ref::<ApiError>().is_some_and(|problem| problem.status == 404) => Ok(None),
        Err(error) => Err(error),
    }
}

async fn project_of(api: &Api, deal: &Value) -> Value {
    let deal_id: kernel::DealId = text(deal, "deal_id").parse().unwrap();
    let project = contracts::projects::project_of(deal_id);
    eventually("the project", || found(api, format!("projects/v1/projects/{project}"))).await
}

async fn schedule_of(api: &Api, deal: &Value) -> Value {
    let deal_id: kernel::DealId = text(deal, "deal_id").parse().unwrap();
    let schedule = contracts::billing::schedule_of(deal_id);
    eventually("the schedule", || found(api, format!("billing/v1/schedules/{schedule}"))).await
}

/// The person that the signed-up owner became.
async fn own_person(api: &Api) -> String {
    let member = api.member_id.to_string();
    eventually("the person", || async {
        let people = api.list("projects/v1/people").await?;
        Ok(people
            .iter()
            .find(|person| person["member_id"] == member)
            .map(|person| text(person, "person_id").to_owned()))
    })
    .await
}

async fn draft_with(api: &Api, lines: usize) -> Value {
    eventually("the draft", || async {
        let drafts = api.list("billing/v1/invoices?status=draft").await?;
        for draft in drafts {
            let invoice = api.get(&format!("billing/v1/invoices/{}", text(&draft, "invoice_id"))).await?;
            if invoice["lines"].as_array().is_some_and(|found| found.len() == lines) {
                return Ok(Some(invoice));
            }
        }
        Ok(None)
    })
    .await
}

/// The only row of a margin report, once its revenue is this.
async fn margin_with_revenue(api: &Api, revenue: &str) -> Value {
    eventually("the margin", || async {
        let report = api.get("reporting/v1/reports/margin?by=project").await?;
        let row = report["items"].as_array().and_then(|rows| rows.first()).cloned();
        Ok(row.filter(|row| row["revenue"]["amount"]["amount"] == revenue))
    })
    .await
}

#[tokio::test]
async fn a_won_deal_becomes_cash_and_margin() {
    let world = world().await;
    let api = world.owner().await;
    let person = own_person(&api).await;
    let rate = json!({ "effective_from": "2020-01-01", "hourly_cost": eur("40") });
    api.post(&format!("projects/v1/people/{person}/cost-rates"), &rate).await.unwrap();

    let deal = won_deal(&api).await;
    assert_eq!(deal["value"], eur("12500.00"));
    let project = project_of(&api, &deal).await;
    let project_id = text(&project, "project_id").to_owned();
    assert_eq!(project["budget_amount"], eur("12500.00"));
    assert_eq!(project["milestones"].as_array().unwrap().len(), 2);
    let schedule = schedule_of(&api, &deal).await;
    assert_eq!(schedule["total"], eur("12500.00"));
    assert_eq!(text(&schedule, "project_id"), project_id);
    let budget = eventually("the cost budget", || async {
        Ok(api.list("expenses/v1/budgets").await?.into_iter().find(|one| text(one, "project_id") == project_id))
    })
    .await;
    assert_eq!(budget["amount"], eur("7500.00"));

    // Eight hours of advice: cost 320, billed 800.
    let task = project["tasks"].as_array().unwrap().iter().find(|task| task["billing"]["kind"] == "hourly").unwrap();
    let today = platform::clock::Clock::default().now().date_naive() - chrono::Days::new(1);
    let time = json!({ "project_id": project_id, "task_id": task["task_id"], "work_on": today, "hours": "8" });
    let entry = api.post("projects/v1/time-entries", &time).await.unwrap();
    let entry = format!("projects/v1/time-entries/{}", text(&entry, "time_entry_id"));
    api.post(&format!("{entry}/submit"), &json!({})).await.unwrap();
    let approved = api.post(&format!("{entry}/approve"), &json!({})).await.unwrap();
    assert_eq!((&approved["cost"], &approved["bill_amount"]), (&eur("320.00"), &eur("800.00")));
    let milestone = text(&project["milestones"][0], "milestone_id");
    let complete = format!("projects/v1/projects/{project_id}/milestones/{milestone}/complete");
    api.post(&complete, &json!({})).await.unwrap();

    // Both are on one draft; it is issued and paid.
    let draft = draft_with(&api, 2).await;
    assert_eq!((&draft["net"], &draft["gross"]), (&eur("4800.00"), &eur("6096.00")));
    let invoice = format!("billing/v1/invoices/{}", text(&draft, "invoice_id"));
    let issued = api.post(&format!("{invoice}/issue"), &json!({})).await.unwrap();
    assert!(text(&issued, "number").ends_with("000001"), "{issued}");
    let payment = json!({ "customer_id": issued["customer_id"], "amount": issued["gross"] });
    let payment = api.post("billing/v1/payments", &payment).await.unwrap();
    assert_eq!(payment["unapplied"], eur("0.00"));
    assert_eq!(api.get(&invoice).await.unwrap()["status"], "paid");

    // An expense of 100 is a cost too.
    let categories = api.get("expenses/v1/categories").await.unwrap();
    let category = categories["items"].as_array().or(categories.as_array()).unwrap()[0]["category_id"].clone();
    let claim = json!({ "title": "Train", "lines": [{ "category_id": category, "project_id": project_id,
        "description": "Train to the client", "spent_on": today, "amount": eur("100") }] });
    let claim =
        eventually("expenses knows the project", || async { Ok(api.post("expenses/v1/claims", &claim).await.ok()) })
            .await;
    let claim = format!("expenses/v1/claims/{}", text(&claim, "claim_id"));
    api.post(&format!("{claim}/submit"), &json!({})).await.unwrap();
    api.post(&format!("{claim}/approve"), &json!({})).await.unwrap();

    // 4,000 milestone + 800 time + 500 once; 320 labour, 100 expense.
    let row = eventually("the margin with its costs", || async {
        let row = margin_with_revenue(&api, "5300.00").await;
        let arrived = |cost: &str| row[cost]["amount"]["amount"] != "0.00";
        Ok((arrived("expense_cost") && arrived("labour_cost")).then_some(row))
    })
    .await;
    assert_eq!((&row["labour_cost"]["amount"], &row["expense_cost"]["amount"]), (&eur("320.00"), &eur("100.00")));
    assert_eq!(row["margin"]["amount"], eur("4880.00"));
    every_figure_explains_itself(&api, &row).await;
    eventually("all services agree", || async { Ok(totals(&api, "EUR").await?.agree().then_some(())) }).await;
    one_chain(&api, &deal).await;
}

/// The postings behind each figure sum to it, to the cent.
async fn every_figure_explains_itself(api: &Api, row: &Value) {
    let mut explained = 0;
    for (name, figure) in row.as_object().unwrap() {
        let Some(address) = figure["explain"].as_str() else { continue };
        let answer = api.get(&format!("reporting{address}")).await.unwrap();
        let sum = answer["sums"].as_array().unwrap().first().map_or(eur("0.00"), |sum| sum["figure"].clone());
        assert_eq!(sum, figure["amount"], "{name}");
        explained += 1;
    }
    assert!(explained >= 4, "{row}");
}

/// Deal, project, schedule, invoice and payment carry the correlation id that was given when the deal was opened.
async fn one_chain(api: &Api, deal: &Value) {
    let chain = api.list(&format!("reporting/v1/trace/{}", text(deal, "deal_id"))).await.unwrap();
    let types: Vec<&str> = chain.iter().map(|link| text(link, "event_type")).collect();
    for wanted in [
        "crm.deal.created.v1",
        "crm.deal.won.v1",
        "projects.project.created.v1",
        "billing.schedule.created.v1",
        "expenses.budget.created.v1",
        "projects.time.approved.v1",
        "projects.milestone.completed.v1",
        "billing.invoice.issued.v1",
        "billing.payment.received.v1",
    ] {
        assert!(types.contains(&wanted), "{wanted} is not in the chain {types:?}");
    }
}

#[tokio::test]
async fn reopening_undoes_what_nobody_has_begun() {
    let world = world().await;
    let api = world.owner().await;
    let deal = won_deal(&api).await;
    let project = format!("projects/v1/projects/{}", text(&project_of(&api, &deal).await, "project_id"));
    schedule_of(&api, &deal).await;
    let before = eventually("the order book", || async {
        let totals = totals(&api, "EUR").await?;
        Ok(totals.agree().then(|| platform::clock::Clock::default().now()).filter(|_| !totals.order_book.is_zero()))
    })
    .await;
    let path = format!("crm/v1/deals/{}", text(&deal, "deal_id"));
    api.post(&format!("{path}/reopen"), &json!({ "reason": "They want to think again" })).await.unwrap();
    eventually("the project is cancelled", || async {
        Ok((api.get(&project).await?["status"] == "cancelled").then_some(()))
    })
    .await;
    // The one-off part was billable from the first day, so the schedule waits for a person instead of vanishing.
    eventually("the order book is empty", || async {
        Ok(totals(&api, "EUR").await?.order_book.is_zero().then_some(()))
    })
    .await;
    let as_of = before.to_rfc3339_opts(chrono::SecondsFormat::Millis, true);
    let then = api.get(&format!("reporting/v1/reports/order-book?as_of={as_of}")).await.unwrap();
    assert_eq!(then["totals"][0]["order_book"]["amount"], eur("12500.00"), "{then}");
}

#[tokio::test]
async fn no_organisation_sees_another() {
    let world = world().await;
    let (one, other) = (world.owner().await, world.owner().await);
    let deal = won_deal(&one).await;
    let project = project_of(&one, &deal).await;
    let schedule = schedule_of(&one, &deal).await;
    for path in [
        format!("crm/v1/deals/{}", text(&deal, "deal_id")),
        format!("crm/v1/accounts/{}", text(&deal, "account_id")),
        format!("projects/v1/projects/{}", text(&project, "project_id")),
        format!("billing/v1/schedules/{}", text(&schedule, "schedule_id")),
        format!("billing/v1/customers/{}", text(&schedule, "customer_id")),
    ] {
        let error = other.get(&path).await.unwrap_err();
        assert_eq!(error.downcast_ref::<ApiError>().map(|problem| problem.status), Some(404), "{path}: {error}");
        one.get(&path).await.unwrap();
    }
    for list in ["crm/v1/deals", "crm/v1/accounts", "projects/v1/projects", "billing/v1/schedules", "billing/v1/work"] {
        assert!(other.list(list).await.unwrap().is_empty(), "{list}");
    }
    let theirs = json!({ "name": "Stolen", "account_id": deal["account_id"] });
    let error = other.post("crm/v1/deals", &theirs).await.unwrap_err();
    assert_eq!(error.downcast_ref::<ApiError>().map(|problem| problem.status), Some(422), "{error}");
}
