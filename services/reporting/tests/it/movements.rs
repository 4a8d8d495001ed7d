//! How balances moved by month: what belongs before, to each month and after is the whole, and every part is explained to the cent.

use kernel::{Decimal, Role, StageId};
use serde_json::Value;
use testkit::App;

use crate::chain::check_explanations;
use crate::history::Story;

/// What is shown of an account in euro: before, by month, after.
fn moved(answer: &Value, account: &str) -> Vec<Decimal> {
    let items = answer["items"].as_array().unwrap();
    let item = items.iter().find(|item| item["account"] == account && item["currency"] == "EUR").unwrap();
    let months = item["months"].as_array().unwrap().iter();
    let figures = std::iter::once(&item["opening"]).chain(months).chain([&item["later"]]);
    figures.map(|figure| figure["amount"]["amount"].as_str().unwrap().parse().unwrap()).collect()
}

fn decimals(amounts: &[&str]) -> Vec<Decimal> {
    amounts.iter().map(|amount| amount.parse().unwrap()).collect()
}

#[tokio::test]
async fn what_happened_counts_in_the_month_it_belongs_to() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let client = org.as_role(Role::Finance);
    let none = client.get("/v1/reports/movements").await.expect(200);
    assert_eq!((none["months"].as_array().unwrap().len(), none["items"].as_array().unwrap().len()), (7, 0));

    let story = Story::new();
    story.tell(&app, &org, StageId::new()).await;
    story.invoice_it(&app, &org).await;
    story.pay(&app, &org).await;
    // Worked and spent in February, delivered, invoiced and paid in March.
    let answer = client.get("/v1/reports/movements?from=2026-02&to=2026-03").await.expect(200);
    assert_eq!(answer["months"], serde_json::json!(["2026-02", "2026-03"]));
    assert_eq!(moved(&answer.json, "labour_cost"), decimals(&["0", "300", "0", "0"]));
    assert_eq!(moved(&answer.json, "expense_cost"), decimals(&["0", "120.50", "0", "0"]));
    assert_eq!(moved(&answer.json, "revenue"), decimals(&["0", "0", "-4000", "0"]));
    assert_eq!(moved(&answer.json, "receivables"), decimals(&["0", "0", "0", "0"]));
    assert_eq!(moved(&answer.json, "cash"), decimals(&["0", "0", "5080", "0"]));

    let (before, after) = ("?from=2026-04&to=2026-05", "?from=2025-11&to=2026-01");
    let answer = client.get(format!("/v1/reports/movements{before}")).await.expect(200);
    assert_eq!(moved(&answer.json, "revenue"), decimals(&["-4000", "0", "0", "0"]));
    let answer = client.get(format!("/v1/reports/movements{after}")).await.expect(200);
    assert_eq!(moved(&answer.json, "revenue"), decimals(&["0", "0", "0", "0", "-4000"]));
}

#[tokio::test]
async fn the_parts_are_the_whole_and_each_is_the_sum_of_its_postings() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let (stage, client) = (StageId::new(), org.as_role(Role::Auditor));
    for paid in [true, false] {
        let story = Story::new();
        story.tell(&app, &org, stage).await;
        story.invoice_it(&app, &org).await;
        if paid {
            story.pay(&app, &org).await;
        }
    }
    let totals = client.get("/v1/reports/totals").await.expect(200);
    for asked in ["", "?to=2026-03", "?from=2026-02&to=2026-02", "?from=2026-01&to=2026-12"] {
        let report = format!("/v1/reports/movements{asked}");
        let answer = client.get(&report).await.expect(200);
        for total in totals["items"].as_array().unwrap() {
            let account = total["account"].as_str().unwrap();
            let whole: Decimal = total["amount"]["amount"].as_str().unwrap().parse().unwrap();
            assert_eq!(moved(&answer.json, account).iter().sum::<Decimal>(), whole, "{account} {asked}");
        }
        assert!(check_explanations(&client, &report).await > 20);
    }
}

#[tokio::test]
async fn another_organisation_moves_nothing() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    Story::new().tell(&app, &org, StageId::new()).await;
    let other = app.organization().await.as_role(Role::Finance);
    let answer = other.get("/v1/reports/movements?from=2026-01&to=2026-12").await.expect(200);
    assert_eq!(answer["items"], serde_json::json!([]));
}

#[tokio::test]
async fn months_and_days_that_cannot_be_are_refused_by_name() {
    let app = App::start(reporting::service()).await;
    let client = app.organization().await.as_role(Role::Finance);
    for (asked, field) in [
        ("movements?from=2026-03&to=2026-02", "\"to\""),
        ("movements?from=2023-01&to=2026-01", "\"from\""),
        ("movements?from=1900-01", "\"from\""),
    ] {
        let problem = client.get(format!("/v1/reports/{asked}")).await.problem(422, "invalid-field");
        assert!(problem.to_string().contains(field), "{asked}: {problem}");
    }
    client.get("/v1/reports/movements?from=2023-02&to=2026-01").await.expect(200);
    client.get("/v1/reports/movements?from=March").await.problem(422, "invalid-query");
    let days = "/v1/explain?account=revenue&day_from=2026-02-02&day_to=2026-02-01";
    let problem = client.get(days).await.problem(422, "invalid-field");
    assert!(problem.to_string().contains("\"day_to\""), "{problem}");
    client.get("/v1/explain?account=revenue&day_from=2026-02-01&day_to=2026-02-01").await.expect(200);
}
