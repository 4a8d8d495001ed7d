//! Finding claims, and their history: one's own, or everybody's for those who may see them.

use kernel::Role;
use serde_json::json;
use testkit::{App, Client};

use crate::given::claim;

async fn found(client: &Client, query: &str) -> usize {
    client.get(format!("/v1/search?{query}")).await.expect(200)["items"].as_array().unwrap().len()
}

#[tokio::test]
async fn people_find_their_own_claims_and_those_who_approve_find_all() {
    let app = App::start(expenses::service()).await;
    let org = app.organization().await;
    let (anna, bela, finance) = (org.as_role(Role::Employee), org.as_role(Role::Employee), org.as_role(Role::Finance));
    claim(&anna, None).await;
    claim(&bela, None).await;
    assert_eq!(found(&anna, "q=tri").await, 1);
    assert_eq!(found(&anna, "q=RIP").await, 1);
    assert_eq!(found(&finance, "q=rip").await, 2);
    assert_eq!(found(&org.as_role(Role::Auditor), "q=tr%C3%ADp").await, 2);
    assert_eq!(found(&org.as_role(Role::Employee), "q=trip").await, 0);
    assert_eq!(found(&app.organization().await.as_role(Role::Owner), "q=trip").await, 0);
    let answer = anna.get("/v1/search?q=trip").await.expect(200);
    assert_eq!((&answer["items"][0]["kind"], &answer["items"][0]["detail"]), (&json!("claim"), &json!("draft")));
    org.as_roles([]).get("/v1/search?q=trip").await.problem(403, "forbidden");
}

#[tokio::test]
async fn the_history_of_a_claim_is_told_to_who_sees_it() {
    let app = App::start(expenses::service()).await;
    let org = app.organization().await;
    let (anna, bela, finance) = (org.as_role(Role::Employee), org.as_role(Role::Employee), org.as_role(Role::Finance));
    let hers = claim(&anna, None).await;
    let id = hers["claim_id"].as_str().unwrap();
    anna.post(format!("/v1/claims/{id}/submit"), &json!({})).await.expect(200);
    let address = format!("/v1/changes/{id}");
    for client in [&anna, &finance] {
        let history = client.get(&address).await.expect(200);
        assert_eq!(history["items"][1]["fields"], json!(["status"]));
    }
    let unknown = bela.get(format!("/v1/changes/{}", kernel::ClaimId::new())).await.problem(404, "not-found");
    let hidden = bela.get(&address).await.problem(404, "not-found");
    assert_eq!(unknown["detail"], hidden["detail"], "nothing tells them apart");
    app.organization().await.as_role(Role::Owner).get(&address).await.problem(404, "not-found");

    let body = json!({ "code": "MKT", "name": "Marketing" });
    let center = finance.post("/v1/cost-centers", &body).await.expect(201);
    let address = format!("/v1/changes/{}", center["cost_center_id"].as_str().unwrap());
    assert_eq!(bela.get(address).await.expect(200)["items"][0]["type"], "expenses.cost_center.created.v1");
}
