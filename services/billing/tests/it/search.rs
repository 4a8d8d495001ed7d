//! Finding customers and invoices.

use kernel::Role;
use serde_json::{Value, json};
use testkit::Client;

use crate::world::{id, world};

async fn found(client: &Client, query: &str) -> Vec<(String, String)> {
    let answer = client.get(format!("/v1/search?{query}")).await.expect(200);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    answer["items"].as_array().unwrap().iter().map(|item| (text(&item["kind"]), text(&item["title"]))).collect()
}

#[tokio::test]
async fn customers_are_found_by_name_and_invoices_by_number() {
    let world = world().await;
    let (_, customer) = world.customer().await;
    let name = world.finance.get(format!("/v1/customers/{customer}")).await.expect(200)["name"].clone();
    let name = name.as_str().unwrap().to_owned();
    let first = world.issued(customer, "100.00").await;
    world.issued(customer, "200.00").await;
    world.draft(customer, "300.00").await;
    let number = first["number"].as_str().unwrap().to_owned();
    let part = &name[1..4];
    assert!(found(&world.finance, &format!("q={part}")).await.contains(&("customer".to_owned(), name.clone())));
    assert_eq!(found(&world.finance, &format!("q={number}")).await, [("invoice".to_owned(), number.clone())]);
    assert_eq!(found(&world.finance, "q=000001").await, [("invoice".to_owned(), number.clone())]);
    assert_eq!(found(&world.finance, &format!("q={}", &number[..4])).await.len(), 2);
    let answer = world.finance.get(format!("/v1/search?q={number}")).await.expect(200);
    assert_eq!((&answer["items"][0]["detail"], &answer["items"][0]["id"]), (&json!(name), &first["invoice_id"]));

    world.org.as_role(Role::Sales).get("/v1/search?q=2").await.problem(403, "forbidden");
    let stranger = world.app.organization().await.as_role(Role::Owner);
    assert!(found(&stranger, &format!("q={number}")).await.is_empty());

    let count = async |client: &Client, query: &str| {
        client.get(format!("/v1/invoices?{query}")).await.expect(200)["items"].as_array().unwrap().len()
    };
    for sort in ["-created_at", "-issued_on"] {
        assert_eq!(count(&world.finance, &format!("sort={sort}&number={}", &number[..4])).await, 2);
        assert_eq!(count(&world.finance, &format!("sort={sort}&number={number}")).await, 1);
        assert_eq!(count(&world.finance, &format!("sort={sort}&number=000001")).await, 0, "only its beginning");
        assert_eq!(count(&stranger, &format!("sort={sort}&number={number}")).await, 0);
    }
    world.finance.get("/v1/invoices?number=a%20b").await.problem(422, "invalid-query");
}

#[tokio::test]
async fn the_history_of_an_invoice_is_told() {
    let world = world().await;
    let (_, customer) = world.customer().await;
    let issued = world.issued(customer, "100.00").await;
    let address = format!("/v1/changes/{}", id(&issued, "invoice_id"));
    let history = world.finance.get(&address).await.expect(200);
    let last = history["items"].as_array().unwrap().last().unwrap();
    assert_eq!(last["type"], "billing.invoice.issued.v1");
    let fields = last["fields"].as_array().unwrap();
    assert!(fields.contains(&json!("number")) && !fields.contains(&json!("lines")), "{fields:?}");
    world.org.as_role(Role::Sales).get(&address).await.problem(403, "forbidden");
    world.app.organization().await.as_role(Role::Owner).get(&address).await.problem(404, "not-found");
}
