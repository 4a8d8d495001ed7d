//! From the open deal to the payment: every figure exact, and every figure explained to the cent.

use kernel::{Decimal, Role, StageId};
use serde_json::Value;
use testkit::{App, Client};

use crate::history::Story;

/// The amount of a figure.
fn amount(figure: &Value) -> &str {
    figure["amount"]["amount"].as_str().unwrap()
}

/// Every object of an answer that has an amount and an explanation.
fn figures<'a>(json: &'a Value, found: &mut Vec<&'a Value>) {
    match json {
        Value::Object(fields) if fields.contains_key("explain") => found.push(json),
        Value::Object(fields) => fields.values().for_each(|value| figures(value, found)),
        Value::Array(items) => items.iter().for_each(|value| figures(value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The sum of all postings of an explanation, page by page, and the figure it states.
async fn explained(client: &Client, address: &str) -> (Decimal, Decimal, Decimal) {
    let (mut counted, mut cursor) = (Decimal::ZERO, String::new());
    loop {
        let answer = client.get(format!("{address}&limit=1{cursor}")).await.expect(200);
        for item in answer["items"].as_array().unwrap() {
            counted += item["amount"]["amount"].as_str().unwrap().parse::<Decimal>().unwrap();
        }
        if let Some(next) = answer["next_cursor"].as_str() {
            cursor = format!("&cursor={next}");
            continue;
        }
        let of = |field: &str| match answer["sums"][0][field]["amount"].as_str() {
            Some(amount) => amount.parse::<Decimal>().unwrap(),
            None => Decimal::ZERO,
        };
        return (counted, of("sum"), of("figure"));
    }
}

/// Every figure of a report is the sum of the postings it points to.
pub async fn check_explanations(client: &Client, report: &str) -> usize {
    let answer = client.get(report).await.expect(200);
    let mut found = Vec::new();
    figures(&answer.json, &mut found);
    for figure in &found {
        let shown: Decimal = amount(figure).parse().unwrap();
        let (counted, sum, explained) = explained(client, figure["explain"].as_str().unwrap()).await;
        assert_eq!(counted, sum, "{figure}");
        let expected = if report.contains("totals") || report.contains("movements") { sum } else { explained };
        assert_eq!(shown, expected, "{report}: {figure}");
    }
    found.len()
}

#[tokio::test]
async fn the_whole_chain_gives_exact_figures() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let story = Story::new();
    story.tell(&app, &org, StageId::new()).await;
    let client = org.as_role(Role::Finance);

    let unbilled = client.get("/v1/reports/unbilled-work").await.expect(200);
    assert_eq!(amount(&unbilled["items"][0]["unbilled_work"]), "4000.00");
    assert_eq!(unbilled["items"][0]["name"], "Website");
    let time = format!("/v1/explain?account=unbilled_time&project_id={}", story.project);
    assert_eq!(explained(&client, &time).await.2, Decimal::from(4000), "what of it is time");
    story.invoice_it(&app, &org).await;
    assert_eq!(explained(&client, &time).await.2, Decimal::ZERO);
    let unbilled = client.get("/v1/reports/unbilled-work").await.expect(200);
    assert_eq!(unbilled["items"].as_array().unwrap().len(), 0);
    let receivables = client.get("/v1/reports/receivables").await.expect(200);
    assert_eq!(amount(&receivables["items"][0]["receivables"]), "5080.00");
    assert_eq!(receivables["items"][0]["name"], "Acme");
    story.pay(&app, &org).await;
    let receivables = client.get("/v1/reports/receivables").await.expect(200);
    assert_eq!(receivables["items"].as_array().unwrap().len(), 0);

    for by in ["project", "customer"] {
        let margin = client.get(format!("/v1/reports/margin?by={by}")).await.expect(200);
        for row in [&margin["items"][0], &margin["totals"][0]] {
            assert_eq!(amount(&row["revenue"]), "4000.00");
            assert_eq!(amount(&row["labour_cost"]), "300.00");
            assert_eq!(amount(&row["expense_cost"]), "120.50");
            assert_eq!(amount(&row["margin"]), "3579.50");
            assert_eq!(row["margin_percent"], "89.49");
            assert_eq!(amount(&row["order_book"]), "10000.00");
            assert_eq!(amount(&row["unbilled_work"]), "0.00");
            assert_eq!(amount(&row["project_budget"]), "10000.00");
            assert_eq!(amount(&row["cost_budget"]), "6000.00");
        }
        assert_eq!(margin["items"].as_array().unwrap().len(), 1, "{by}: {}", margin.json);
    }
    let totals = client.get("/v1/reports/totals").await.expect(200);
    assert_eq!(totals["sums"][0]["amount"], "0.00");
    app.run_job(&org, "compare balances with postings").await;
}

#[tokio::test]
async fn every_figure_is_the_sum_of_its_postings() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let (stage, client) = (StageId::new(), org.as_role(Role::Auditor));
    let first = Story::new();
    first.tell(&app, &org, stage).await;
    let second = Story::new();
    second.tell(&app, &org, stage).await;
    first.invoice_it(&app, &org).await;
    first.pay(&app, &org).await;
    second.invoice_it(&app, &org).await;
    let reports =
        ["margin?by=project", "margin?by=customer", "receivables", "unbilled-work", "pipeline", "order-book", "totals"];
    let mut checked = 0;
    for report in reports {
        checked += check_explanations(&client, &format!("/v1/reports/{report}")).await;
    }
    assert!(checked > 50, "{checked} figures were checked");

    // The same holds of any past moment.
    let then = client.get("/v1/reports/totals").await.expect(200)["as_of"].as_str().unwrap().to_owned();
    second.pay(&app, &org).await;
    let receivables = client.get(format!("/v1/reports/receivables?as_of={then}")).await.expect(200);
    assert_eq!(amount(&receivables["totals"][0]["receivables"]), "5080.00");
    assert_eq!(client.get("/v1/reports/receivables").await.expect(200)["totals"].as_array().unwrap().len(), 0);
    for report in ["margin", "receivables", "totals"] {
        check_explanations(&client, &format!("/v1/reports/{report}?as_of={then}")).await;
    }
}

#[tokio::test]
async fn a_posting_names_its_event_and_the_chain_can_be_followed() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let story = Story::new();
    story.tell(&app, &org, StageId::new()).await;
    let client = org.as_role(Role::Finance);
    let address = format!("/v1/explain?account=labour_cost&project_id={}", story.project);
    let answer = client.get(address).await.expect(200);
    let posting = &answer["items"][0];
    assert_eq!(posting["event_type"], "projects.time.approved.v1");
    assert_eq!(posting["aggregate_seq"], 3);
    assert_eq!(posting["effective_on"], "2026-02-20");
    assert_eq!(posting["person_name"], "Anna");
    assert_eq!(posting["customer_name"], "Acme");
    assert_eq!(posting["description"], "8 h of Anna: Design");
    let trace = client.get(format!("/v1/trace/{}", posting["correlation_id"].as_str().unwrap())).await.expect(200);
    assert_eq!(trace["items"][0]["event_id"], posting["event_id"]);
    let trace = client.get(format!("/v1/trace/{}", story.deal)).await.expect(200);
    let types: Vec<&str> =
        trace["items"].as_array().unwrap().iter().filter_map(|link| link["event_type"].as_str()).collect();
    assert_eq!(types, ["crm.deal.created.v1", "crm.deal.stage_changed.v1", "crm.deal.won.v1"]);
}
