//! Invoice numbers: without gaps and never given twice, whatever happens at once.

use std::collections::BTreeSet;

use kernel::Role;
use serde_json::json;

use crate::world::{id, world};

#[tokio::test]
async fn numbers_have_no_gaps_under_concurrent_issues_and_rollbacks() {
    let world = world().await;
    let (_, customer) = world.customer().await;
    let mut running = Vec::new();
    for place in 0..20 {
        let draft = world.draft(customer, "10.00").await;
        let path = format!("/v1/invoices/{}/issue", id(&draft, "invoice_id"));
        let finance = world.finance.clone();
        running.push(tokio::spawn(async move { finance.post(&path, &json!({})).await }));
        // Beside each, one that is rolled back: issued twice at once, or of another version.
        let stale = world.finance.with_header("if-match", if place % 2 == 0 { "\"7\"" } else { "\"1\"" });
        let path = format!("/v1/invoices/{}/issue", id(&draft, "invoice_id"));
        running.push(tokio::spawn(async move { stale.post(&path, &json!({})).await }));
    }
    let mut numbers = BTreeSet::new();
    let mut issued = 0;
    for answer in running {
        let answer = answer.await.unwrap();
        if answer.status == 200 {
            issued += 1;
            numbers.insert(id(&answer, "number"));
        } else {
            assert!(matches!(answer.status, 409 | 412), "{}", answer.text);
        }
    }
    let year = numbers.first().unwrap().split_once('-').unwrap().0.to_owned();
    let expected: BTreeSet<String> = (1..=20).map(|number| format!("{year}-{number:06}")).collect();
    assert_eq!((issued, numbers), (20, expected));
}

#[tokio::test]
async fn each_year_counts_for_itself_and_days_do_not_run_backwards() {
    let world = world().await;
    let (_, customer) = world.customer().await;
    let finance = world.finance.clone();
    let issue = async |on: &str| {
        let draft = world.draft(customer, "10.00").await;
        finance.post(format!("/v1/invoices/{}/issue", id(&draft, "invoice_id")), &json!({ "issued_on": on })).await
    };
    assert_eq!(issue("2024-06-01").await.expect(200)["number"], "2024-000001");
    assert_eq!(issue("2025-01-02").await.expect(200)["number"], "2025-000001");
    assert_eq!(issue("2024-06-01").await.expect(200)["number"], "2024-000002");
    let early = issue("2024-05-31").await.problem(422, "invalid-field");
    assert_eq!(early["errors"][0]["pointer"], "/issued_on");
    assert_eq!(issue("2024-12-31").await.expect(200)["number"], "2024-000003", "the refusal used no number");
}

#[tokio::test]
async fn another_organisation_counts_for_itself() {
    let world = world().await;
    let (_, customer) = world.customer().await;
    let first = world.issued(customer, "10.00").await;
    let other = crate::world::world().await;
    let (_, stranger) = other.customer().await;
    let second = other.issued(stranger, "10.00").await;
    assert_eq!(first["number"], second["number"]);
    let path = format!("/v1/invoices/{}", id(&first, "invoice_id"));
    other.org.as_role(Role::Owner).get(path).await.problem(404, "not-found");
}
