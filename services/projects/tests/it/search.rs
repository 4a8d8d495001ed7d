//! Finding projects and people, and the history of a person.

use kernel::Role;
use serde_json::{Value, json};
use testkit::Client;

use crate::world::{World, text};

async fn found(client: &Client, query: &str) -> Vec<(String, String)> {
    let answer = client.get(format!("/v1/search?{query}")).await.expect(200);
    answer["items"].as_array().into_iter().flatten().map(|item| (text(&item["kind"]), text(&item["title"]))).collect()
}

#[tokio::test]
async fn projects_and_people_are_found_by_a_part_of_their_name() {
    let world = World::new().await;
    let owner = world.owner();
    owner.post("/v1/projects", &json!({ "name": "Új Portál" })).await.expect(201);
    owner.post("/v1/projects", &json!({ "name": "Intranet" })).await.expect(201);
    owner.post("/v1/people", &json!({ "name": "Éva Porta", "role": "Developer" })).await.expect(201);
    let employee = world.org.as_role(Role::Employee);
    let pair = |kind: &str, title: &str| (kind.to_owned(), title.to_owned());
    assert_eq!(found(&employee, "q=porta").await, [pair("project", "Új Portál"), pair("person", "Éva Porta")]);
    assert_eq!(found(&employee, "q=eva").await, [pair("person", "Éva Porta")]);
    let answer = employee.get("/v1/search?q=EVA").await.expect(200);
    assert_eq!(answer["items"][0]["detail"], "Developer");
    world.org.as_roles([]).get("/v1/search?q=eva").await.problem(403, "forbidden");
    let stranger = world.app.organization().await.as_role(Role::Owner);
    assert!(found(&stranger, "q=porta").await.is_empty());

    for (query, names) in [("portal", vec!["Új Portál"]), ("NET%20intra", vec!["Intranet"]), ("nothing", vec![])] {
        for sort in ["name", "-starts_on"] {
            let page = employee.get(format!("/v1/projects?name={query}&sort={sort}")).await.expect(200);
            let listed: Vec<String> =
                page["items"].as_array().unwrap().iter().map(|item| text(&item["name"])).collect();
            assert_eq!(listed, names, "{query} {sort}");
        }
    }
    assert_eq!(stranger.get("/v1/projects?name=portal").await.expect(200)["items"], json!([]));
    employee.get("/v1/projects?name=").await.problem(422, "invalid-query");
}

#[tokio::test]
async fn the_history_of_a_person_tells_no_cost() {
    let world = World::new().await;
    let finance = world.org.as_role(Role::Finance);
    let id = text(&finance.post("/v1/people", &json!({ "name": "Grace" })).await.expect(201)["person_id"]);
    let rate = json!({ "effective_from": "2026-01-01", "hourly_cost": { "amount": "46.50", "currency": "EUR" } });
    finance.post(format!("/v1/people/{id}/cost-rates"), &rate).await.expect(200);
    let seen = world.org.as_role(Role::Employee).get(format!("/v1/changes/{id}")).await.expect(200);
    let fields: Vec<&Value> = seen["items"].as_array().unwrap().iter().map(|item| &item["fields"]).collect();
    assert_eq!(fields, [&json!([]), &json!(["cost_rates"])]);
    assert!(!seen.text.contains("46.5"), "{}", seen.text);
}

#[tokio::test]
async fn the_history_of_time_and_projects_is_told() {
    let world = World::new().await;
    let (worker, _) = world.worker(Role::Employee).await;
    let project = world.project().await;
    let entry = worker.post("/v1/time-entries", &project.work("2026-03-02", "2")).await.expect(201);
    let entry_id = text(&entry["time_entry_id"]);
    worker.post(format!("/v1/time-entries/{entry_id}/submit"), &json!({})).await.expect(200);
    let history = worker.get(format!("/v1/changes/{entry_id}")).await.expect(200);
    assert_eq!(history["items"][1]["type"], "projects.time.submitted.v1");
    assert_eq!(history["items"][1]["fields"], json!(["status"]));
    let history = worker.get(format!("/v1/changes/{}", project.id)).await.expect(200);
    assert_eq!(history["items"][1]["fields"], json!(["tasks"]));
    let stranger = world.app.organization().await.as_role(Role::Owner);
    stranger.get(format!("/v1/changes/{}", project.id)).await.problem(404, "not-found");
}
