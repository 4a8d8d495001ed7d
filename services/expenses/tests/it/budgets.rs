//! Budgets: what becomes of them as their deal is won, lost, reopened and won again.

use contracts::crm::{Deal, DealLost, DealRedacted, DealReopened, DealStatus, DealWon};
use kernel::{DealId, Name, Note, Role};
use serde_json::json;
use testkit::{App, Delivery, Organization};

use crate::given::{claim, deal, eur, project, won};

fn note() -> Note {
    Note::new("They changed their mind").expect("a note")
}

/// Status, amount and version of the only budget.
async fn budget(org: &Organization) -> (String, String) {
    let answer = org.as_role(Role::Finance).get("/v1/budgets").await.expect(200);
    assert_eq!(answer["items"].as_array().unwrap().len(), 1);
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    (text(&answer["items"][0]["status"]), text(&answer["items"][0]["amount"]["amount"]))
}

fn is(status: &str, amount: &str) -> (String, String) {
    (status.to_owned(), amount.to_owned())
}

#[tokio::test]
async fn a_won_deal_gets_the_organisations_share() {
    let app = App::start(expenses::service()).await;
    let org = app.organization().await;
    let finance = org.as_role(Role::Finance);
    let settings = finance.get("/v1/settings").await.expect(200);
    assert_eq!(settings["cost_budget_share"], "60");
    finance.put("/v1/settings", &json!({ "cost_budget_share": "50" })).await.problem(428, "match-required");
    let tagged = finance.with_header("if-match", settings.etag());
    tagged.put("/v1/settings", &json!({ "cost_budget_share": "101" })).await.problem(422, "invalid-field");
    tagged.put("/v1/settings", &json!({ "cost_budget_share": "50" })).await.expect(200);
    tagged.put("/v1/settings", &json!({ "cost_budget_share": "40" })).await.problem(412, "stale-version");
    org.as_role(Role::Employee)
        .put("/v1/settings", &json!({ "cost_budget_share": "1" }))
        .await
        .problem(403, "forbidden");

    let id = DealId::new();
    assert_eq!(app.deliver(&org, 1, &won(id, "10000.01", 1)).await, Delivery::Applied);
    assert_eq!(budget(&org).await, is("active", "5000.01"));
    let published = app.published(&org).await;
    assert_eq!(published[0].event_type, "expenses.budget.created.v1");
    assert_eq!(published[0].aggregate_id, contracts::expenses::budget_of(id).as_uuid());
    assert_eq!(published[0].payload["budget"]["contract_value"], eur("10000.01"));
}

#[tokio::test]
async fn the_budget_follows_the_deal() {
    let app = App::start(expenses::service()).await;
    let org = app.organization().await;
    let id = DealId::new();
    let reopened = || DealReopened { deal: deal(id, "open", "10000", 1), was: DealStatus::Won, reason: note() };
    assert_eq!(app.deliver(&org, 1, &won(id, "10000", 1)).await, Delivery::Applied);
    assert_eq!(app.deliver(&org, 2, &reopened()).await, Delivery::Applied);
    assert_eq!(budget(&org).await, is("cancelled", "6000.00"));
    assert_eq!(app.deliver(&org, 3, &won(id, "12000", 2)).await, Delivery::Applied);
    assert_eq!(budget(&org).await, is("active", "7200.00"));

    let project = project(&app, &org, Some(id)).await;
    let owner = org.as_role(Role::Owner);
    let drafted = claim(&owner, Some(project)).await;
    let address = format!("/v1/claims/{}", drafted["claim_id"].as_str().unwrap());
    owner.post(format!("{address}/submit"), &json!({})).await.expect(200);
    owner.post(format!("{address}/approve"), &json!({})).await.expect(200);
    assert_eq!(app.deliver(&org, 4, &reopened()).await, Delivery::Applied);
    assert_eq!(budget(&org).await, is("frozen", "7200.00"));
    let lost = DealLost { deal: deal(id, "lost", "12000", 2), reason: note(), loss_reason: None };
    assert_eq!(app.deliver(&org, 5, &lost).await, Delivery::Applied);

    let published = app.published(&org).await;
    let budgets: Vec<_> = published.iter().filter(|event| event.event_type.starts_with("expenses.budget")).collect();
    assert_eq!(budgets.iter().map(|event| event.aggregate_seq).collect::<Vec<_>>(), [1, 2, 3, 4]);
    let claim = published.iter().find(|event| event.event_type == "expenses.claim.created.v1").unwrap();
    assert_eq!(claim.correlation_id, budgets[0].correlation_id, "the claim stays in the chain of the deal");
}

#[tokio::test]
async fn a_deal_that_was_never_won_has_no_budget_and_others_see_none() {
    let app = App::start(expenses::service()).await;
    let (org, other) = (app.organization().await, app.organization().await);
    let id = DealId::new();
    let lost = DealLost { deal: deal(id, "lost", "10", 0), reason: note(), loss_reason: None };
    assert_eq!(app.deliver(&org, 1, &lost).await, Delivery::Applied);
    assert_eq!(app.published(&org).await.len(), 0);
    assert_eq!(app.deliver(&org, 2, &won(id, "10", 1)).await, Delivery::Applied);
    let seen = other.as_role(Role::Owner).get("/v1/budgets").await.expect(200);
    assert_eq!(seen["items"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn a_budget_is_not_called_like_somebody_who_was_erased() {
    let app = App::start(expenses::service()).await;
    let (org, other) = (app.organization().await, app.organization().await);
    let id = DealId::new();
    let called = |name: &str| Deal { name: Name::new(name).unwrap(), ..deal(id, "won", "10000", 1) };
    let DealWon { account, .. } = won(id, "10000", 1);
    let named = DealWon { deal: called("Garden of Kis Anna"), account };
    assert_eq!(app.deliver(&org, 1, &named).await, Delivery::Applied);
    let redacted = DealRedacted { deal: called("Garden of …"), lost_reason: None };
    for seq in [2, 3] {
        assert_eq!(app.deliver(&org, seq, &redacted).await, Delivery::Applied);
    }
    assert_eq!(app.deliver(&other, 1, &redacted).await, Delivery::Applied);
    let left = org.as_role(Role::Finance).get("/v1/budgets").await.expect(200);
    assert_eq!((&left["items"][0]["name"], &left["items"][0]["status"]), (&json!("Garden of …"), &json!("active")));
    assert_eq!(app.published(&org).await.len(), 2, "told again, nothing is left to do");
    assert_eq!(app.published(&other).await.len(), 0);
}
