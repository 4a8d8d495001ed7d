//! Deals of a file that were closed elsewhere: why, when, and in which pipeline.

use kernel::Role;
use serde_json::{Value, json};
use testkit::Client;

use crate::imports::{at, check, outcomes, run, settled, upload};
use crate::{start, text};

/// A deal by its name.
async fn deal(client: &Client, name: &str) -> Value {
    let found = client.get(format!("/v1/deals?q={name}")).await.expect(200);
    client.get(format!("/v1/deals/{}", text(&found["items"][0]["deal_id"]))).await.expect(200).json
}

#[tokio::test]
async fn a_reason_that_is_here_is_counted_and_another_one_stays_in_its_words() {
    let (app, org) = start().await;
    let (admin, sales) = (org.as_role(Role::Admin), org.as_role(Role::Sales));
    let reasons = sales.get("/v1/loss-reasons").await.expect(200);
    let price = reasons["items"][0].clone();
    let own = admin.post("/v1/loss-reasons", &json!({"name": "Túl drága"})).await.expect(201);
    let file = "Deal,Status,Lost reason,Closed on\n\
                One,lost, PRICE ,2026-05-01\n\
                Two,lost,tul draga,2026-05-02\n\
                Three,lost,The moon was full,2026-05-03\n\
                Four,lost,,2026-05-04\n";
    let import = upload(&sales, "kind=deals", file).await.expect(201);
    check(&app, &org, &sales, &import.json).await;
    let tried = outcomes(&sales, &import.json).await;
    run(&app, &org, &sales, &import.json).await;
    assert_eq!(outcomes(&sales, &import.json).await, tried, "what was tried out came about");
    let codes: Vec<Vec<String>> = tried.into_iter().map(|(_, codes)| codes).collect();
    assert_eq!(codes, [vec![], vec![], vec!["unknown_loss_reason".to_owned()], vec![]]);
    for (name, reason, words) in [
        ("One", &price["loss_reason_id"], "Price"),
        ("Two", &own["loss_reason_id"], "Túl drága"),
        ("Three", &Value::Null, "The moon was full"),
        ("Four", &Value::Null, "lost"),
    ] {
        let deal = deal(&sales, name).await;
        assert_eq!((&deal["loss_reason_id"], text(&deal["lost_reason"])), (reason, words), "{name}");
    }
    let report = sales.get("/v1/losses").await.expect(200);
    let shown = report["items"].as_array().unwrap().iter();
    let shown: Vec<_> = shown.map(|item| (item["name"].as_str(), item["deals"].as_i64().unwrap())).collect();
    assert_eq!(shown, [(Some("Price"), 1), (Some("Túl drága"), 1), (None, 2)]);

    // What an archived reason was called stays in words, too, and what was imported is taken back like any deal.
    let any = admin.with_header("if-match", "*");
    let path = format!("/v1/loss-reasons/{}", text(&own["loss_reason_id"]));
    any.patch(path, &json!({"archived": true})).await.expect(200);
    let next = upload(&sales, "kind=deals", "Deal,Status,Lost reason,Closed on\nFive,lost,Túl drága,2026-05-05\n");
    let next = next.await.expect(201);
    run(&app, &org, &sales, &next.json).await;
    assert_eq!(outcomes(&sales, &next.json).await[0].1, ["unknown_loss_reason"]);
    sales.post(at(&import.json, "/undo"), &json!({})).await.expect(200);
    let undone = settled(&app, &org, &sales, &import.json, "undone").await;
    assert_eq!(undone["kept"], 0, "{}", undone.text);
}
