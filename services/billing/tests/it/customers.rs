use contracts::billing::customer_of;
use contracts::crm::{
    AccountCreated, AccountMerged, AccountRemoved, AccountRestored, AccountUpdated, DealWon, PostalAddress,
};
use kernel::Role;
use serde_json::json;
use testkit::Delivery;

use crate::world::{account, deal, name, once, world};

#[tokio::test]
async fn an_account_becomes_a_customer_and_stays_in_step() {
    let world = world().await;
    let (mut account, customer) = world.customer().await;
    account.name = name("Acme Kft.");
    world.tell(2, &AccountUpdated { account: account.clone() }).await;
    account.employees = Some(3);
    account.phone = Some(name("+36 1 234 5678"));
    world.tell(3, &AccountUpdated { account: account.clone() }).await;
    let seen = world.finance.get(format!("/v1/customers/{customer}")).await.expect(200);
    assert_eq!((&seen["name"], &seen["address"]), (&json!("Acme Kft."), &json!(null)));
    assert_eq!(seen["payment_terms_days"], 30);
    account.address = Some(PostalAddress { city: Some(name("Szeged")), ..PostalAddress::default() });
    world.tell(4, &AccountUpdated { account }).await;
    let seen = world.finance.get(format!("/v1/customers/{customer}")).await.expect(200);
    assert_eq!(seen["address"]["city"], "Szeged");
    assert_eq!(world.said().await, ["customer.created", "customer.updated", "customer.updated"]);
}

#[tokio::test]
async fn the_account_a_won_deal_carries_never_overwrites_a_newer_one() {
    let world = world().await;
    let old = account("Acme");
    let mut new = old.clone();
    new.name = name("Acme Kft.");
    world.tell(1, &AccountCreated { account: new.clone() }).await;
    let deal = deal(&old, vec![once("10", None)]);
    world.tell(1, &DealWon { deal, account: old.clone() }).await;
    let path = format!("/v1/customers/{}", customer_of(old.account_id));
    assert_eq!(world.finance.get(&path).await.expect(200)["name"], "Acme Kft.");
}

#[tokio::test]
async fn a_won_deal_may_come_before_its_account() {
    let world = world().await;
    let mut acme = account("Acme");
    let deal = deal(&acme, vec![once("10", None)]);
    world.tell(1, &DealWon { deal, account: acme.clone() }).await;
    acme.name = name("Acme Kft.");
    world.tell(1, &AccountCreated { account: acme.clone() }).await;
    let path = format!("/v1/customers/{}", customer_of(acme.account_id));
    assert_eq!(world.finance.get(&path).await.expect(200)["name"], "Acme Kft.");
    world.insist_on_order().await;
}

#[tokio::test]
async fn payment_terms_change_under_if_match() {
    let world = world().await;
    let (_, customer) = world.customer().await;
    let path = format!("/v1/customers/{customer}");
    let terms = |days: i32| json!({ "payment_terms_days": days });
    world.finance.patch(&path, &terms(8)).await.problem(428, "match-required");
    let stale = world.finance.with_header("if-match", "\"7\"");
    stale.patch(&path, &terms(8)).await.problem(412, "stale-version");
    let current = world.finance.with_header("if-match", "\"1\"");
    current.patch(&path, &terms(-1)).await.problem(422, "invalid-payment-terms");
    current.patch(&path, &json!({ "terms": 8 })).await.expect(422);
    let changed = current.patch(&path, &terms(8)).await.expect(200);
    assert_eq!((changed.etag().as_str(), &changed["payment_terms_days"]), ("\"2\"", &json!(8)));
    let invoice = world.issued(customer, "10.00").await;
    let (issued, due) = (&invoice["issued_on"], &invoice["due_on"]);
    let days = |value: &serde_json::Value| value.as_str().unwrap().parse::<chrono::NaiveDate>().unwrap();
    assert_eq!((days(due) - days(issued)).num_days(), 8);
}

#[tokio::test]
async fn customers_are_listed_by_name_page_by_page() {
    let world = world().await;
    for text in ["Beta", "Alpha", "Gamma"] {
        world.tell(1, &AccountCreated { account: account(text) }).await;
    }
    let first = world.finance.get("/v1/customers?limit=2").await.expect(200);
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = world.finance.get(format!("/v1/customers?limit=2&cursor={cursor}")).await.expect(200);
    let names: Vec<_> =
        [&first, &second].iter().flat_map(|page| page["items"].as_array().unwrap()).map(|one| &one["name"]).collect();
    assert_eq!(names, ["Alpha", "Beta", "Gamma"]);
    assert!(second["next_cursor"].is_null());
    world.finance.get("/v1/customers?limit=0").await.problem(422, "invalid-query");
    world.finance.get("/v1/customers?name=x").await.problem(422, "invalid-query");
}

#[tokio::test]
async fn only_who_may_sees_and_changes_customers() {
    let world = world().await;
    let (_, customer) = world.customer().await;
    let path = format!("/v1/customers/{customer}");
    world.org.as_role(Role::Employee).get(&path).await.expect(403);
    let auditor = world.org.as_role(Role::Auditor).with_header("if-match", "\"1\"");
    auditor.get(&path).await.expect(200);
    auditor.patch(&path, &json!({ "payment_terms_days": 8 })).await.expect(403);
}

#[tokio::test]
async fn another_organisation_gets_404() {
    let world = world().await;
    let (_, customer) = world.customer().await;
    let other = world.app.organization().await.as_role(Role::Owner).with_header("if-match", "\"1\"");
    other.get(format!("/v1/customers/{customer}")).await.problem(404, "not-found");
    other.get(format!("/v1/customers/{customer}/statement")).await.problem(404, "not-found");
    let body = json!({ "payment_terms_days": 8 });
    other.patch(format!("/v1/customers/{customer}"), &body).await.problem(404, "not-found");
}

#[tokio::test]
async fn the_customer_of_an_account_that_is_gone_goes_unless_something_was_billed_to_it() {
    let world = world().await;
    let (one, other) = (account("Gone"), account("Billed"));
    for account in [&one, &other] {
        world.tell(1, &AccountCreated { account: account.clone() }).await;
    }
    world.tell(1, &DealWon { deal: deal(&other, vec![once("10", None)]), account: other.clone() }).await;
    for account in [&one, &other] {
        world.tell(2, &AccountRemoved { account: account.clone() }).await;
    }
    world.finance.get(format!("/v1/customers/{}", customer_of(one.account_id))).await.problem(404, "not-found");
    world.finance.get(format!("/v1/customers/{}", customer_of(other.account_id))).await.expect(200);
    assert_eq!(world.said().await.iter().filter(|kind| *kind == "customer.removed").count(), 1);
}

#[tokio::test]
async fn the_customer_of_an_account_that_ended_in_another_one_is_not_offered_until_that_is_undone() {
    let world = world().await;
    let (ended, kept) = (account("Acme"), account("Acme Kft."));
    for account in [&ended, &kept] {
        world.tell(1, &AccountCreated { account: account.clone() }).await;
    }
    let offered = async |query: &str| {
        let page = world.finance.get(format!("/v1/customers?{query}")).await.expect(200);
        let names = page["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned());
        names.collect::<Vec<_>>()
    };
    let merged = AccountMerged { account: ended.clone(), merged_into: kept.account_id };
    let restored = AccountRestored { account: ended.clone() };
    let told = world.app.send(&world.org, 2, &merged).await;
    world.app.send_again(&world.org, 2, &merged, told).await;
    assert_eq!(world.app.settled(&world.org, &merged, 2).await, Delivery::Applied);
    assert_eq!(offered("").await, ["Acme Kft."]);
    assert_eq!(offered("merged=true").await, ["Acme", "Acme Kft."]);
    let path = format!("/v1/customers/{}", customer_of(ended.account_id));
    let shown = world.finance.get(&path).await.expect(200);
    assert_eq!(shown["merged_into"], json!(customer_of(kept.account_id)), "it stays readable and says where it went");
    world.tell(3, &restored).await;
    assert_eq!(offered("").await, ["Acme", "Acme Kft."]);
    // What comes late or again changes nothing any more, and one of whom nothing was heard before is known as it stands.
    world.app.send_again(&world.org, 2, &merged, told).await;
    assert_eq!(offered("").await, ["Acme", "Acme Kft."]);
    let unknown = account("Beta");
    world.tell(1, &AccountMerged { account: unknown.clone(), merged_into: kept.account_id }).await;
    assert_eq!(offered("").await, ["Acme", "Acme Kft."]);
    world.tell(2, &AccountUpdated { account: unknown.clone() }).await;
    assert_eq!(offered("").await, ["Acme", "Acme Kft.", "Beta"], "who changes goes on");
    let told = world.said().await;
    assert_eq!(told.iter().filter(|kind| *kind == "customer.updated").count(), 3, "{told:?}");
}
