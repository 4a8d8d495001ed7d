//! The same done to many deals at once, and saved views.

use kernel::Role;
use serde_json::{Value, json};
use testkit::Answer;

use crate::{event_types, path, pointer, start, text};

fn ids(deals: &[Answer]) -> Vec<Value> {
    deals.iter().map(|deal| deal["deal_id"].clone()).collect()
}

#[tokio::test]
async fn many_deals_change_at_once_and_each_tells_what_became_of_it() {
    let (app, org) = start().await;
    let (sales, stranger) = (org.as_role(Role::Sales), app.organization().await.as_role(Role::Sales));
    let foreign = stranger.post("/v1/deals", &json!({"name": "theirs"})).await.expect(201);
    let mut deals = Vec::new();
    for number in 0..4 {
        deals.push(sales.post("/v1/deals", &json!({"name": format!("d{number}")})).await.expect(201));
    }
    sales.post(path(&deals[3], "/lose"), &json!({"reason": "r"})).await.expect(200);
    let mut all = ids(&deals);
    all.push(foreign["deal_id"].clone());
    let act = |action: Value| json!({"action": action, "deal_ids": all});
    let outcomes = |answer: &Answer| -> Vec<String> {
        answer["items"].as_array().unwrap().iter().map(|item| text(&item["outcome"]).to_owned()).collect()
    };
    let pipelines = sales.get("/v1/pipelines").await.expect(200);
    let stage = &pipelines["items"][0]["stages"][1]["stage_id"];
    sales.post(path(&deals[0], "/move"), &json!({"stage_id": stage})).await.expect(200);

    let body = act(json!({"kind": "move", "stage_id": stage}));
    let keyed = sales.with_header("idempotency-key", "bulk-1");
    let moved = keyed.post("/v1/deals/bulk", &body).await.expect(200);
    assert_eq!(outcomes(&moved), ["unchanged", "changed", "changed", "refused", "refused"]);
    let codes: Vec<_> = moved["items"].as_array().unwrap().iter().map(|item| item["code"].as_str()).collect();
    assert_eq!(codes, [None, None, None, Some("deal-not-open"), Some("not-found")]);
    assert_eq!((&moved["changed"], &moved["unchanged"], &moved["refused"]), (&json!(2), &json!(1), &json!(2)));
    assert_eq!(
        keyed.post("/v1/deals/bulk", &body).await.expect(200).json,
        moved.json,
        "the same answer, nothing twice"
    );
    let told = event_types(&app, &org).await;
    assert_eq!(told.iter().filter(|name| *name == "crm.deal.stage_changed.v1").count(), 3);

    let tag = sales.post("/v1/tags", &json!({"name": "Hot"})).await.expect(201);
    for (kind, expected) in [("add_tag", "changed"), ("add_tag", "unchanged"), ("remove_tag", "changed")] {
        let body = act(json!({"kind": kind, "tag_id": tag["tag_id"]}));
        let answer = sales.post("/v1/deals/bulk", &body).await.expect(200);
        assert!(outcomes(&answer)[..4].iter().all(|outcome| outcome == expected), "{answer:?}");
    }
    let step = act(json!({"kind": "set_next_step", "next_step": {"text": "Call", "due_on": "2026-12-01"}}));
    let answer = sales.post("/v1/deals/bulk", &step).await.expect(200);
    assert_eq!(outcomes(&answer), ["changed", "changed", "changed", "refused", "refused"]);
    let owner = act(json!({"kind": "change_owner", "owner_id": null}));
    let answer = sales.post("/v1/deals/bulk", &owner).await.expect(200);
    assert_eq!(outcomes(&answer), ["changed", "changed", "changed", "changed", "refused"]);
    assert_eq!(sales.get(path(&deals[3], "")).await.expect(200)["owner_id"], Value::Null);
    assert_eq!(stranger.get(path(&foreign, "")).await.expect(200)["version"], 1);
}

#[tokio::test]
async fn many_deals_are_judged_put_off_and_lost_at_once() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let mut deals = Vec::new();
    for number in 0..3 {
        deals.push(sales.post("/v1/deals", &json!({"name": format!("d{number}")})).await.expect(201));
    }
    sales.post(path(&deals[2], "/lose"), &json!({"reason": "r"})).await.expect(200);
    let all = ids(&deals);
    let act = async |action: Value| sales.post("/v1/deals/bulk", &json!({"action": action, "deal_ids": all})).await;
    let outcomes = |answer: &Answer| -> Vec<String> {
        answer["items"].as_array().unwrap().iter().map(|item| text(&item["outcome"]).to_owned()).collect()
    };
    for (action, outcome) in [
        (json!({"kind": "set_forecast_category", "forecast_category": "commit"}), "changed"),
        (json!({"kind": "set_forecast_category", "forecast_category": "commit"}), "unchanged"),
        (json!({"kind": "set_forecast_category", "forecast_category": null}), "changed"),
        (json!({"kind": "set_expected_close", "expected_close_on": "2030-01-31"}), "changed"),
        (json!({"kind": "set_expected_close", "expected_close_on": "2030-01-31"}), "unchanged"),
        (json!({"kind": "set_expected_close", "expected_close_on": null}), "changed"),
    ] {
        let answer = act(action.clone()).await.expect(200);
        assert_eq!(outcomes(&answer)[..2], [outcome; 2], "{action}");
    }
    let judged = act(json!({"kind": "set_forecast_category", "forecast_category": "commit"})).await.expect(200);
    assert_eq!(outcomes(&judged), ["changed", "changed", "refused"], "of a closed deal nobody says more");
    let slip = json!({"kind": "set_expected_close", "expected_close_on": "0001-01-01"});
    assert_eq!(outcomes(&act(slip).await.expect(200)), ["refused"; 3]);

    let reasons = sales.get("/v1/loss-reasons").await.expect(200);
    let reason = &reasons["items"][0]["loss_reason_id"];
    let lost = act(json!({"kind": "lose", "loss_reason_id": reason})).await.expect(200);
    assert_eq!(outcomes(&lost), ["changed", "changed", "unchanged"]);
    let shown = sales.get(path(&deals[0], "")).await.expect(200);
    assert_eq!((&shown["status"], &shown["loss_reason_id"]), (&json!("lost"), reason));
    let told = event_types(&app, &org).await;
    assert_eq!(told.iter().filter(|name| *name == "crm.deal.lost.v1").count(), 3);
    for (action, at) in [
        (json!({"kind": "lose"}), "/action/loss_reason_id"),
        (json!({"kind": "lose", "loss_reason_id": kernel::LossReasonId::new()}), "/action/loss_reason_id"),
    ] {
        assert_eq!(pointer(&act(action).await.problem(422, "invalid-field")), at);
    }
}

#[tokio::test]
async fn what_cannot_be_done_to_any_is_refused_as_a_whole() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let deal = sales.post("/v1/deals", &json!({"name": "d"})).await.expect(201);
    let id = &deal["deal_id"];
    let pipelines = sales.get("/v1/pipelines").await.expect(200);
    let won = &pipelines["items"][0]["stages"][4]["stage_id"];
    let nothing = kernel::TagId::new();
    for (action, ids, at) in [
        (json!({"kind": "move", "stage_id": won}), json!([id]), "/action/stage_id"),
        (json!({"kind": "move", "stage_id": nothing}), json!([id]), "/action/stage_id"),
        (json!({"kind": "add_tag", "tag_id": nothing}), json!([id]), "/action/tag_id"),
        (json!({"kind": "change_owner", "owner_id": nothing}), json!([id]), "/action/owner_id"),
        (json!({"kind": "set_next_step", "next_step": null}), json!([]), "/deal_ids"),
        (json!({"kind": "set_next_step", "next_step": null}), json!([id, id]), "/deal_ids"),
        (json!({"kind": "set_next_step", "next_step": null}), json!(vec![id; 501]), "/deal_ids"),
    ] {
        let body = json!({"action": action, "deal_ids": ids});
        let problem = sales.post("/v1/deals/bulk", &body).await.problem(422, "invalid-field");
        assert_eq!(pointer(&problem), at, "{action}");
    }
    org.as_role(Role::Finance).post("/v1/deals/bulk", &json!({})).await.problem(403, "forbidden");
}

#[tokio::test]
async fn views_are_saved_shared_begun_with_and_forgotten() {
    let (app, org) = start().await;
    let (anna, bela, owner) = (org.as_role(Role::Sales), org.as_role(Role::Sales), org.as_role(Role::Owner));
    let body = json!({"list": "deals", "name": "Big", "filters": {"status": "open", "min_value": "1000"},
        "sort": "-value", "columns": ["name", "value"]});
    let view = anna.post("/v1/views", &body).await.expect(201);
    let address = format!("/v1/views/{}", text(&view["view_id"]));
    anna.post("/v1/views", &body).await.problem(409, "name-taken");
    bela.post("/v1/views", &body).await.expect(201);
    bela.get(&address).await.problem(404, "not-found");
    for wrong in [
        json!({"list": "deals", "name": "x", "filters": {"colour": "red"}}),
        json!({"list": "accounts", "name": "x", "filters": {"min_value": "1"}}),
        json!({"list": "deals", "name": "x", "sort": "colour"}),
        json!({"list": "deals", "name": "x", "filters": {"custom": "{\"x\":1}"}}),
        json!({"list": "contacts", "name": "x", "filters": {"cursor": "x"}}),
    ] {
        let problem = anna.post("/v1/views", &wrong).await.problem(422, "invalid-field");
        assert!(pointer(&problem).starts_with("/filters"), "{wrong}");
    }
    let changer = anna.with_header("if-match", view.etag());
    let shared = changer.patch(&address, &json!({"shared": true})).await.expect(200);
    changer.patch(&address, &json!({"shared": true})).await.problem(412, "stale-version");
    assert_eq!(bela.get("/v1/views?list=deals").await.expect(200)["items"].as_array().unwrap().len(), 2);
    bela.with_header("if-match", "*").patch(&address, &json!({"name": "Mine"})).await.problem(403, "forbidden");
    let begun = bela.post(format!("{address}/default"), &json!({"is_default": true})).await.expect(200);
    assert_eq!(begun["is_default"], true);
    assert_eq!(anna.get(&address).await.expect(200)["is_default"], false);
    // Kept to oneself again, nobody else begins with it.
    let changer = anna.with_header("if-match", shared.etag());
    let own = changer.patch(&address, &json!({"shared": false})).await.expect(200);
    let changer = anna.with_header("if-match", own.etag());
    changer.patch(&address, &json!({"shared": true})).await.expect(200);
    assert_eq!(bela.get(&address).await.expect(200)["is_default"], false);
    owner.with_header("if-match", "*").delete(&address).await.expect(200);
    anna.get(&address).await.problem(404, "not-found");
    app.organization().await.as_role(Role::Owner).get(&address).await.problem(404, "not-found");
}

#[tokio::test]
async fn views_of_lists_elsewhere_are_for_those_who_see_them() {
    let (app, org) = start().await;
    let (finance, employee, sales) =
        (org.as_role(Role::Finance), org.as_role(Role::Employee), org.as_role(Role::Sales));
    let view = |list: &str, filters: Value| json!({"list": list, "name": "Mine", "shared": true, "filters": filters});
    let late = view("invoices", json!({"overdue": "true"}));
    let late = finance.post("/v1/views", &late).await.expect(201);
    let at = format!("/v1/views/{}", text(&late["view_id"]));
    let claims = employee.post("/v1/views", &view("claims", json!({"status": "draft"}))).await.expect(201);

    // Whoever does not see a list sees no view of it, and makes none.
    for client in [&employee, &sales] {
        client.get(&at).await.problem(404, "not-found");
        client.post(format!("{at}/default"), &json!({"is_default": true})).await.problem(404, "not-found");
        client.with_header("if-match", "*").delete(&at).await.problem(404, "not-found");
        client.with_header("if-match", "*").patch(&at, &json!({"name": "x"})).await.problem(404, "not-found");
        let unseen = client.post("/v1/views", &view("payments", json!({}))).await.problem(422, "invalid-field");
        assert_eq!(pointer(&unseen), "/list");
        let seen = client.get("/v1/views").await.expect(200);
        assert_eq!(seen["items"].as_array().map(Vec::len), Some(1), "{}", seen.text);
        assert_eq!(seen["items"][0]["view_id"], claims["view_id"]);
    }
    employee.post("/v1/views", &view("deals", json!({}))).await.problem(422, "invalid-field");
    assert_eq!(finance.get("/v1/views?list=invoices").await.expect(200)["items"][0]["view_id"], late["view_id"]);
    assert!(!sales.get("/v1/exports/views.csv").await.expect(200).text.contains("invoices"));

    for (filters, sort) in [
        (json!({"cursor": "x"}), None),
        (json!({"Status": "draft"}), None),
        (json!({"status&limit": "1"}), None),
        (json!({"": "1"}), None),
        (json!({}), Some("spent on")),
    ] {
        let mut wrong = view("claims", filters);
        wrong["sort"] = json!(sort);
        employee.post("/v1/views", &wrong).await.problem(422, "invalid-field");
    }
    employee.post("/v1/views", &view("weather", json!({}))).await.problem(422, "invalid-field");
    app.organization().await.as_role(Role::Owner).get(&at).await.problem(404, "not-found");
}
