//! What is done next about a deal, so that none is forgotten.

use kernel::Role;
use serde_json::{Value, json};
use testkit::Client;

use crate::{deal, path, pointer, start, text};

/// Names of the deals a list shows.
async fn names(client: &Client, query: &str) -> Vec<String> {
    let page = client.get(format!("/v1/deals?{query}")).await.expect(200);
    page["items"].as_array().unwrap().iter().map(|item| text(&item["name"]).to_owned()).collect()
}

#[tokio::test]
async fn a_next_step_is_planned_shown_published_and_cleared() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let step = json!({"text": "  Call about the offer ", "due_on": "2026-12-01"});
    let created = sales.post("/v1/deals", &json!({"name": "d", "next_step": step})).await.expect(201);
    let kept = json!({"text": "Call about the offer", "due_on": "2026-12-01"});
    assert_eq!(created["next_step"], kept);
    assert_eq!(sales.get(path(&created, "")).await.expect(200)["next_step"], kept);
    assert_eq!(sales.get("/v1/deals").await.expect(200)["items"][0]["next_step"], kept);
    let told = app.published(&org).await[0].payload["deal"]["next_step"].clone();
    assert_eq!(told["due_on"], kept["due_on"]);
    assert!(text(&told["text"]).starts_with("veil."), "what is said of people is not told: {told}");

    let someday = json!({"next_step": {"text": "Write"}});
    let changed = sales.with_header("if-match", created.etag()).patch(path(&created, ""), &someday).await.expect(200);
    assert_eq!(changed["next_step"], json!({"text": "Write", "due_on": null}));
    let renamed = json!({"name": "e"});
    let renamed = sales.with_header("if-match", changed.etag()).patch(path(&created, ""), &renamed).await.expect(200);
    assert_eq!(renamed["next_step"]["text"], "Write", "what is left out stays");
    let done = json!({"next_step": null});
    let cleared = sales.with_header("if-match", renamed.etag()).patch(path(&created, ""), &done).await.expect(200);
    assert_eq!(cleared["next_step"], Value::Null);
    assert_eq!(
        app.published(&org).await.last().map(|event| event.payload["deal"]["next_step"].clone()),
        Some(Value::Null)
    );
}

#[tokio::test]
async fn a_step_that_cannot_be_is_refused_where_it_stands() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    for (step, at) in [
        (json!({"text": "  "}), "/next_step/text"),
        (json!({"text": "x".repeat(201)}), "/next_step/text"),
        (json!({"text": "a\nb"}), "/next_step/text"),
        (json!({"due_on": "2026-12-01"}), "/next_step/text"),
        (json!({"text": "x", "due_on": "2026-02-30"}), "/next_step/due_on"),
        (json!({"text": "x", "due_on": "0001-01-01"}), "/next_step/due_on"),
        (json!({"text": "x", "by": "me"}), "/next_step/by"),
    ] {
        let problem =
            sales.post("/v1/deals", &json!({"name": "d", "next_step": step})).await.problem(422, "invalid-field");
        assert_eq!(pointer(&problem), at, "{problem}");
    }
}

#[tokio::test]
async fn deals_without_a_step_and_those_that_are_due_are_listed() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    for (name, step) in [
        ("none", Value::Null),
        ("someday", json!({"text": "x"})),
        ("late", json!({"text": "x", "due_on": "2026-11-01"})),
        ("soon", json!({"text": "x", "due_on": "2026-12-01"})),
        ("then", json!({"text": "x", "due_on": "2027-01-01"})),
    ] {
        sales.post("/v1/deals", &json!({"name": name, "next_step": step})).await.expect(201);
    }
    assert_eq!(names(&sales, "without_next_step=true").await, ["none"]);
    assert_eq!(names(&sales, "without_next_step=false").await.len(), 5);
    assert_eq!(names(&sales, "next_step_due_by=2026-12-01&sort=name").await, ["late", "soon"]);
    // Those without a day are not left out: they come last.
    assert_eq!(names(&sales, "sort=next_step_due_on").await, ["late", "soon", "then", "none", "someday"]);
    let page = sales.get("/v1/deals?sort=next_step_due_on&limit=2").await.expect(200);
    let page = format!("sort=next_step_due_on&limit=2&cursor={}", text(&page["next_cursor"]));
    assert_eq!(names(&sales, &page).await, ["then", "none"]);
    let page = sales.get(format!("/v1/deals?{page}")).await.expect(200);
    let page = format!("sort=next_step_due_on&limit=2&cursor={}", text(&page["next_cursor"]));
    assert_eq!(names(&sales, &page).await, ["someday"]);
    for query in ["without_next_step=yes", "next_step_due_by=tomorrow"] {
        sales.get(format!("/v1/deals?{query}")).await.problem(422, "invalid-query");
    }
    let stranger = app.organization().await.as_role(Role::Sales);
    assert!(names(&stranger, "without_next_step=true").await.is_empty());
    org.as_role(Role::Employee).get("/v1/deals?without_next_step=true").await.problem(403, "forbidden");
}

#[tokio::test]
async fn a_closed_deal_keeps_its_step_as_history_and_is_not_listed() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let created = deal(&sales).await;
    assert_eq!(names(&sales, "without_next_step=true").await.len(), 1);
    let step = json!({"next_step": {"text": "Call", "due_on": "2026-12-01"}});
    sales.with_header("if-match", created.etag()).patch(path(&created, ""), &step).await.expect(200);
    let won = sales.post(path(&created, "/win"), &json!({})).await.expect(200);
    assert_eq!(won["next_step"]["text"], "Call");
    for query in ["without_next_step=true", "next_step_due_by=2027-01-01"] {
        assert!(names(&sales, query).await.is_empty(), "{query}");
    }
    sales.post("/v1/deals", &json!({"name": "open", "next_step": step["next_step"]})).await.expect(201);
    assert_eq!(names(&sales, "sort=next_step_due_on").await, ["open", "Website"], "nothing follows of what is closed");
    let change = sales.with_header("if-match", won.etag()).patch(path(&created, ""), &json!({"next_step": null})).await;
    change.problem(409, "deal-not-open");
}

#[tokio::test]
async fn a_board_shows_what_stood_longest_first_and_who_works_on_it() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let stages = sales.get("/v1/pipelines").await.expect(200)["items"][0]["stages"].clone();
    let (first, second) = (text(&stages[0]["stage_id"]), text(&stages[1]["stage_id"]));
    for (name, opened_on) in [("young", "2026-03-01"), ("old", "2026-01-01"), ("moved", "2025-01-01")] {
        let body = json!({"name": name, "opened_on": opened_on});
        let created = sales.post("/v1/deals", &body).await.expect(201);
        if name == "moved" {
            let to = json!({"stage_id": second, "on": "2026-02-01"});
            sales.post(path(&created, "/move"), &to).await.expect(200);
        }
    }
    assert_eq!(names(&sales, "sort=in_stage_since").await, ["old", "moved", "young"]);
    assert_eq!(names(&sales, &format!("sort=in_stage_since&stage_id={first}")).await, ["old", "young"]);
    let lost = sales.post("/v1/deals", &json!({"name": "lost", "opened_on": "2020-01-01"})).await.expect(201);
    sales.post(path(&lost, "/lose"), &json!({"reason": "x"})).await.expect(200);
    assert_eq!(names(&sales, "sort=in_stage_since").await, ["old", "moved", "young", "lost"], "none is left out");
    let page = sales.get("/v1/deals?sort=in_stage_since&limit=3").await.expect(200);
    let cursor = text(&page["next_cursor"]);
    assert_eq!(names(&sales, &format!("sort=in_stage_since&limit=3&cursor={cursor}")).await, ["lost"]);
    let item = &sales.get(format!("/v1/deals?stage_id={second}")).await.expect(200)["items"][0];
    assert_eq!(item["in_stage_since"], "2026-02-01");
    // The member's event has not come here, so only the id is known.
    assert_eq!((&item["owner_id"], &item["owner_name"]), (&json!(sales.member_id), &Value::Null));
}
