//! Cost centres.

use kernel::Role;
use serde_json::json;
use testkit::App;

use crate::given::{category, eur};

#[tokio::test]
async fn a_cost_centre_is_opened_renamed_and_closed() {
    let app = App::start(expenses::service()).await;
    let org = app.organization().await;
    let client = org.as_role(Role::Finance);
    let body = json!({ "code": "MKT", "name": "Marketing" });
    let opened = client.post("/v1/cost-centers", &body).await.expect(201);
    client.post("/v1/cost-centers", &body).await.problem(409, "cost-center-code-taken");
    let sales = client.post("/v1/cost-centers", &json!({ "code": "SAL", "name": "Sales" })).await.expect(201);
    let address = format!("/v1/cost-centers/{}", opened["cost_center_id"].as_str().unwrap());
    client.patch(&address, &json!({ "active": false })).await.problem(428, "match-required");
    let tagged = client.with_header("if-match", opened.etag());
    tagged.patch(&address, &json!({ "code": "SAL" })).await.problem(409, "cost-center-code-taken");
    let closed = tagged.patch(&address, &json!({ "active": false, "name": "Market" })).await.expect(200);
    assert_eq!((closed["active"].as_bool(), closed["name"].as_str()), (Some(false), Some("Market")));
    tagged.patch(&address, &json!({ "active": true })).await.problem(412, "stale-version");
    client.post("/v1/cost-centers", &json!({ "code": "A B", "name": "x" })).await.problem(422, "invalid-field");
    org.as_role(Role::Employee).post("/v1/cost-centers", &body).await.problem(403, "forbidden");

    let page = client.get("/v1/cost-centers?limit=1").await.expect(200);
    assert_eq!(page["items"][0]["code"], "MKT");
    let next = format!("/v1/cost-centers?limit=1&cursor={}", page["next_cursor"].as_str().unwrap());
    assert_eq!(client.get(next).await.expect(200)["items"][0]["code"], "SAL");
    let open = client.get("/v1/cost-centers?active=true").await.expect(200);
    assert_eq!(open["items"].as_array().unwrap().len(), 1);

    let claim = |cost_center: &serde_json::Value, category: serde_json::Value| {
        let line = json!({
            "category_id": category, "cost_center_id": cost_center, "description": "Ads", "spent_on": "2026-01-02",
            "amount": eur("5"),
        });
        json!({ "title": "Ads", "lines": [line] })
    };
    let kind = category(&client).await;
    client.post("/v1/claims", &claim(&sales["cost_center_id"], kind.clone())).await.expect(201);
    let refused =
        client.post("/v1/claims", &claim(&opened["cost_center_id"], kind)).await.problem(422, "invalid-field");
    assert_eq!(refused["errors"][0]["pointer"], "/lines/0/cost_center_id");
    let facts: Vec<String> = app.published(&org).await.into_iter().map(|event| event.event_type).collect();
    assert_eq!(facts[2], "expenses.cost_center.updated.v1");
}

#[tokio::test]
async fn another_organisation_gets_404() {
    let app = App::start(expenses::service()).await;
    let (org, other) = (app.organization().await, app.organization().await);
    let body = json!({ "code": "MKT", "name": "Marketing" });
    let opened = org.as_role(Role::Owner).post("/v1/cost-centers", &body).await.expect(201);
    let address = format!("/v1/cost-centers/{}", opened["cost_center_id"].as_str().unwrap());
    let stranger = other.as_role(Role::Owner);
    stranger.get(&address).await.problem(404, "not-found");
    stranger.with_header("if-match", "\"1\"").patch(&address, &json!({})).await.problem(404, "not-found");
    stranger.post("/v1/cost-centers", &body).await.expect(201);
}
