//! Claims: from the draft to the approval.

use kernel::{DealId, ProjectId, Role};
use serde_json::json;
use testkit::App;

use crate::given::{category, claim, eur, project};

#[tokio::test]
async fn a_claim_is_drafted_handed_in_sent_back_mended_and_approved() {
    let app = App::start(expenses::service()).await;
    let org = app.organization().await;
    let project = project(&app, &org, Some(DealId::new())).await;
    let (employee, finance) = (org.as_role(Role::Employee), org.as_role(Role::Finance));
    let drafted = claim(&employee, Some(project)).await;
    assert_eq!(drafted["total"], eur("120.50"));
    assert_eq!(drafted["claimant_id"], json!(employee.member_id));
    assert_eq!(drafted["lines"][0]["category_name"], "Travel");
    assert!(drafted["lines"][0]["account_id"].is_string() && drafted["lines"][0]["deal_id"].is_string());
    let address = format!("/v1/claims/{}", drafted["claim_id"].as_str().unwrap());

    finance.post(format!("{address}/approve"), &json!({})).await.problem(409, "claim-not-submitted");
    employee.post(format!("{address}/submit"), &json!({})).await.expect(200);
    let change = json!({ "title": "Trip to Graz" });
    let submitted = employee.get(&address).await.expect(200);
    let tagged = employee.with_header("if-match", submitted.etag());
    tagged.patch(&address, &change).await.problem(409, "claim-not-open");
    employee.post(format!("{address}/approve"), &json!({})).await.problem(403, "forbidden");
    let rejected = finance.post(format!("{address}/reject"), &json!({ "reason": "Which city?" })).await.expect(200);
    assert_eq!(rejected["reason"], "Which city?");
    tagged.patch(&address, &change).await.problem(412, "stale-version");
    employee.patch(&address, &change).await.problem(428, "match-required");
    employee.with_header("if-match", rejected.etag()).patch(&address, &change).await.expect(200);
    employee.post(format!("{address}/submit"), &json!({})).await.expect(200);
    let approved = finance.post(format!("{address}/approve"), &json!({})).await.expect(200);
    assert_eq!((approved["status"].as_str(), approved["version"].as_i64()), (Some("approved"), Some(6)));

    let published = app.published(&org).await;
    let types: Vec<&str> = published.iter().map(|event| event.event_type.as_str()).collect();
    let expected = ["created", "submitted", "rejected", "updated", "submitted", "approved"];
    assert_eq!(types, expected.map(|fact| format!("expenses.claim.{fact}.v1")));
    assert_eq!(published[5].payload["approved_by"], json!(finance.member_id));
    assert_eq!(published.iter().map(|event| event.aggregate_seq).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
}

#[tokio::test]
async fn nobody_approves_their_own_unless_they_manage_the_organisation() {
    let app = App::start(expenses::service()).await;
    let org = app.organization().await;
    for (role, status) in [(Role::Finance, 409), (Role::Owner, 200)] {
        let client = org.as_role(role);
        let drafted = claim(&client, None).await;
        let address = format!("/v1/claims/{}", drafted["claim_id"].as_str().unwrap());
        client.post(format!("{address}/submit"), &json!({})).await.expect(200);
        let answer = client.post(format!("{address}/approve"), &json!({})).await.expect(status);
        assert!(status == 200 || answer["type"].as_str().unwrap().ends_with("own-claim"), "{}", answer.json);
    }
}

#[tokio::test]
async fn people_see_their_own_claims_and_those_who_approve_see_all() {
    let app = App::start(expenses::service()).await;
    let org = app.organization().await;
    let (anna, bela, auditor) = (org.as_role(Role::Employee), org.as_role(Role::Employee), org.as_role(Role::Auditor));
    let hers = claim(&anna, None).await;
    claim(&bela, None).await;
    let address = format!("/v1/claims/{}", hers["claim_id"].as_str().unwrap());
    anna.get(&address).await.expect(200);
    auditor.get(&address).await.expect(200);
    bela.get(&address).await.problem(404, "not-found");
    bela.post(format!("{address}/submit"), &json!({})).await.problem(404, "not-found");
    org.as_role(Role::Finance).post(format!("{address}/submit"), &json!({})).await.problem(403, "not-your-claim");
    auditor.post("/v1/claims", &json!({})).await.problem(403, "forbidden");
    let count = async |client: &testkit::Client, query: &str| {
        client.get(format!("/v1/claims{query}")).await.expect(200)["items"].as_array().unwrap().len()
    };
    assert_eq!(count(&anna, "").await, 1);
    assert_eq!(count(&bela, &format!("?claimant_id={}", anna.member_id)).await, 0);
    assert_eq!(count(&auditor, "?status=draft").await, 2);
    assert_eq!(count(&auditor, "?status=approved").await, 0);
    let page = auditor.get("/v1/claims?limit=1").await.expect(200);
    assert_eq!(count(&auditor, &format!("?limit=1&cursor={}", page["next_cursor"].as_str().unwrap())).await, 1);
}

#[tokio::test]
async fn bad_input_is_refused_by_field() {
    let app = App::start(expenses::service()).await;
    let (org, other) = (app.organization().await, app.organization().await);
    let client = org.as_role(Role::Employee);
    let foreign = project(&app, &other, Some(DealId::new())).await;
    let internal = project(&app, &org, None).await;
    let category = category(&client).await;
    let line = json!({ "category_id": category, "description": "Train", "spent_on": "2026-01-02", "amount": eur("5") });
    let with = |field: &str, value: serde_json::Value| {
        let mut line = line.clone();
        line[field] = value;
        line
    };
    let charge = json!({ "amount": eur("5"), "vat_rate": "27" });
    let faults = [
        (with("project_id", json!(ProjectId::new())), "/lines/0/project_id"),
        (with("project_id", json!(foreign)), "/lines/0/project_id"),
        (with("category_id", json!(foreign)), "/lines/0/category_id"),
        (with("cost_center_id", json!(foreign)), "/lines/0/cost_center_id"),
        (with("spent_on", json!("2999-01-01")), "/lines/0/spent_on"),
        (with("amount", eur("-5")), "/lines/0/amount"),
        (with("amount", eur("0")), "/lines/0/amount"),
        (with("amount", json!({ "amount": "5", "currency": "eur" })), "/lines/0/amount/currency"),
        (with("charge", charge.clone()), "/lines/0/charge"),
        (
            {
                let mut line = with("charge", charge);
                line["project_id"] = json!(internal);
                line
            },
            "/lines/0/charge",
        ),
        (with("colour", json!("red")), "/lines/0/colour"),
    ];
    for (line, pointer) in faults {
        let body = json!({ "title": "Trip", "lines": [line] });
        let problem = client.post("/v1/claims", &body).await.problem(422, "invalid-field");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
    let mixed =
        json!({ "title": "Trip", "lines": [line, with("amount", json!({ "amount": "5", "currency": "HUF" }))] });
    let problem = client.post("/v1/claims", &mixed).await.problem(422, "invalid-field");
    assert_eq!(problem["errors"][0]["pointer"], "/lines/1/amount");
    client.post("/v1/claims", &json!({ "title": "Trip", "lines": [] })).await.problem(422, "invalid-field");

    let keyed = client.with_header("idempotency-key", "one");
    let first = keyed.post("/v1/claims", &json!({ "title": "Trip", "lines": [line] })).await.expect(201);
    let again = keyed.post("/v1/claims", &json!({ "title": "Trip", "lines": [line] })).await.expect(201);
    assert_eq!(first["claim_id"], again["claim_id"]);
    keyed.post("/v1/claims", &json!({ "title": "Other", "lines": [line] })).await.expect(422);
}

#[tokio::test]
async fn another_organisation_gets_404() {
    let app = App::start(expenses::service()).await;
    let (org, other) = (app.organization().await, app.organization().await);
    let drafted = claim(&org.as_role(Role::Owner), None).await;
    let address = format!("/v1/claims/{}", drafted["claim_id"].as_str().unwrap());
    let stranger = other.as_role(Role::Owner);
    stranger.get(&address).await.problem(404, "not-found");
    stranger.with_header("if-match", "\"1\"").patch(&address, &json!({})).await.problem(404, "not-found");
    for action in ["submit", "approve"] {
        stranger.post(format!("{address}/{action}"), &json!({})).await.problem(404, "not-found");
    }
    stranger.post(format!("{address}/reject"), &json!({ "reason": "No" })).await.problem(404, "not-found");
}
