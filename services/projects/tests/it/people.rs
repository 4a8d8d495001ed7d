//! People and what they cost.

use kernel::Role;
use serde_json::json;

use crate::world::{World, text};

#[tokio::test]
async fn a_person_is_recorded_changed_and_listed() {
    let world = World::new().await;
    let finance = world.org.as_role(Role::Finance);
    let body = json!({ "name": "Grace", "email": "grace@example.com", "role": "Developer" });
    let created = finance.post("/v1/people", &body).await.expect(201);
    assert_eq!(
        (created.etag().as_str(), &created["active"], &created["cost_rates"]),
        ("\"1\"", &json!(true), &json!([]))
    );
    let path = format!("/v1/people/{}", text(&created["person_id"]));
    assert_eq!(created.headers["location"], path.as_str());

    finance.patch(&path, &json!({ "role": null })).await.problem(428, "match-required");
    let current = finance.with_header("if-match", "\"1\"");
    let changed = current.patch(&path, &json!({ "role": null, "active": false })).await.expect(200);
    assert_eq!(
        (&changed["role"], &changed["email"], &changed["version"]),
        (&json!(null), &json!("grace@example.com"), &json!(2))
    );
    current.patch(&path, &json!({ "name": "Other" })).await.problem(412, "stale-version");
    let same = finance.with_header("if-match", "\"2\"").patch(&path, &json!({ "active": false })).await.expect(200);
    assert_eq!(same["version"], 2, "a change that changes nothing is not told");

    finance.post("/v1/people", &json!({ "name": "Ada" })).await.expect(201);
    let first = finance.get("/v1/people?limit=1").await.expect(200);
    assert_eq!(first["items"][0]["name"], "Ada");
    let second = finance.get(format!("/v1/people?limit=1&cursor={}", text(&first["next_cursor"]))).await.expect(200);
    assert_eq!((&second["items"][0]["name"], &second["next_cursor"]), (&json!("Grace"), &json!(null)));
    assert_eq!(finance.get("/v1/people?active=false").await.expect(200)["items"].as_array().map(Vec::len), Some(1));
    let told = world.told(created["person_id"].as_str().unwrap()).await;
    assert_eq!(told, [("projects.person.created.v1".to_owned(), 1), ("projects.person.updated.v1".to_owned(), 2)]);
}

#[tokio::test]
async fn cost_rates_are_dated_and_shown_only_to_those_who_may_know() {
    let world = World::new().await;
    let (finance, auditor) = (world.org.as_role(Role::Finance), world.org.as_role(Role::Auditor));
    let id = text(&finance.post("/v1/people", &json!({ "name": "Grace" })).await.expect(201)["person_id"]);
    let rates = format!("/v1/people/{id}/cost-rates");
    let rate = |from: &str, amount: &str| json!({ "effective_from": from, "hourly_cost": { "amount": amount, "currency": "EUR" } });
    finance.post(&rates, &rate("2026-07-01", "45")).await.expect(200);
    finance.post(&rates, &rate("2026-01-01", "40")).await.expect(200);
    let replaced = finance.post(&rates, &rate("2026-07-01", "46.50")).await.expect(200);
    let expected = json!([rate("2026-01-01", "40.00"), rate("2026-07-01", "46.50")]);
    assert_eq!((&replaced["cost_rates"], &replaced["version"]), (&expected, &json!(4)));
    assert_eq!(auditor.get(format!("/v1/people/{id}")).await.expect(200)["cost_rates"], expected);

    let seen = world.org.as_role(Role::Employee).get(format!("/v1/people/{id}")).await.expect(200);
    assert!(seen.json.get("cost_rates").is_none(), "{}", seen.text);
    let told = world.payloads("projects.person.updated.v1").await;
    assert_eq!(told.last().unwrap()["person"]["cost_rates"], expected);
}

#[tokio::test]
async fn what_cannot_be_a_person_or_a_cost_is_refused() {
    let world = World::new().await;
    let owner = world.owner();
    let unknown = owner.post("/v1/people", &json!({ "name": "Ada", "salary": 1 })).await.problem(422, "invalid-field");
    assert!(unknown["detail"].as_str().unwrap().contains("salary"));
    owner.post("/v1/people", &json!({ "name": "Ada", "email": "nobody" })).await.problem(422, "invalid-field");
    owner.post("/v1/people", &json!({ "name": "Ada", "member_id": owner.member_id })).await.expect(201);
    let twice = json!({ "name": "Ada", "member_id": owner.member_id });
    owner.post("/v1/people", &twice).await.problem(409, "member-has-person");
    assert_eq!(
        owner.get(format!("/v1/people?member_id={}", owner.member_id)).await.expect(200)["items"][0]["name"],
        "Ada"
    );

    let id = text(&owner.post("/v1/people", &json!({ "name": "Bob" })).await.expect(201)["person_id"]);
    let rates = format!("/v1/people/{id}/cost-rates");
    let rate = |amount: &str, currency: &str| json!({ "effective_from": "2026-01-01", "hourly_cost": { "amount": amount, "currency": currency } });
    let wrong = owner.post(&rates, &rate("40", "USD")).await.problem(422, "invalid-cost-rate");
    assert_eq!(wrong["errors"][0]["pointer"], "/hourly_cost/currency");
    let negative = owner.post(&rates, &rate("-1", "EUR")).await.problem(422, "invalid-cost-rate");
    assert_eq!(negative["errors"][0]["pointer"], "/hourly_cost/amount");
    let refused = owner.get("/v1/people?cursor=zz").await.problem(422, "invalid-field");
    assert_eq!(refused["errors"][0]["pointer"], "cursor");
}

#[tokio::test]
async fn a_repeated_request_has_one_effect() {
    let world = World::new().await;
    let owner = world.owner().with_header("idempotency-key", "one");
    let first = owner.post("/v1/people", &json!({ "name": "Ada" })).await.expect(201);
    let again = owner.post("/v1/people", &json!({ "name": "Ada" })).await.expect(201);
    assert_eq!(first["person_id"], again["person_id"]);
    assert_eq!(owner.post("/v1/people", &json!({ "name": "Eve" })).await.status, 422);
    assert_eq!(world.payloads("projects.person.created.v1").await.len(), 1);
}

#[tokio::test]
async fn the_interface_is_described() {
    let world = World::new().await;
    let document = world.owner().get("/openapi.json").await.expect(200);
    for path in ["/v1/people/{person_id}/cost-rates", "/v1/time-entries/approve", "/v1/decisions/{decision_id}/resolve"]
    {
        assert!(document["paths"].get(path).is_some(), "{path}");
    }
    let body = &document["paths"]["/v1/people/{person_id}"]["patch"]["requestBody"]["content"]["application/json"];
    assert!(!body["schema"].is_null(), "{body}");
}

#[tokio::test]
async fn only_those_who_manage_people_write_them() {
    let world = World::new().await;
    for role in [Role::Sales, Role::ProjectManager, Role::Employee, Role::Auditor] {
        let client = world.org.as_role(role);
        client.post("/v1/people", &json!({ "name": "Ada" })).await.problem(403, "forbidden");
        client.get("/v1/people").await.expect(200);
    }
    world.org.as_roles([]).get("/v1/people").await.problem(403, "forbidden");
}

#[tokio::test]
async fn another_organisation_gets_404() {
    let world = World::new().await;
    let id = text(&world.owner().post("/v1/people", &json!({ "name": "Ada" })).await.expect(201)["person_id"]);
    let other = world.app.organization().await;
    let stranger = other.as_role(Role::Owner).with_header("if-match", "\"1\"");
    let path = format!("/v1/people/{id}");
    stranger.get(&path).await.problem(404, "not-found");
    stranger.patch(&path, &json!({ "name": "Eve" })).await.problem(404, "not-found");
    let rate = json!({ "effective_from": "2026-01-01", "hourly_cost": { "amount": "1", "currency": "EUR" } });
    stranger.post(format!("{path}/cost-rates"), &rate).await.problem(404, "not-found");
    assert_eq!(stranger.get("/v1/people").await.expect(200)["items"], json!([]));
}
