//! Contacts.

use kernel::Role;
use serde_json::json;

use crate::{account, pointer, start, text};

#[tokio::test]
async fn a_contact_is_recorded_found_and_changed() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let account = account(&sales).await;
    let body = json!({"name": "Anna Kiss", "account_id": account["account_id"], "email": "anna@ACME.hu",
                      "phone": "+36 1 234 5678", "job_title": "CTO", "external_ref": "C-1"});
    let created = sales.post("/v1/contacts", &body).await.expect(201);
    assert_eq!(text(&created["email"]), "anna@acme.hu");
    let address = format!("/v1/contacts/{}", text(&created["contact_id"]));
    let mut recorded = created.json.clone();
    assert_eq!(recorded.as_object_mut().unwrap().remove("duplicates"), Some(json!([])));
    assert_eq!(sales.get(&address).await.expect(200).json, recorded);
    for query in
        [format!("account_id={}", text(&account["account_id"])), "name=anna".to_owned(), "external_ref=C-1".to_owned()]
    {
        let found = sales.get(format!("/v1/contacts?{query}")).await.expect(200);
        assert_eq!(found["items"].as_array().map(Vec::len), Some(1), "{query}");
    }
    let writer = sales.with_header("if-match", created.etag());
    let changed = writer.patch(&address, &json!({"job_title": null, "account_id": null})).await.expect(200);
    assert_eq!((changed["account_id"].is_null(), changed["version"].as_i64()), (true, Some(2)));
    writer.patch(&address, &json!({"name": "B"})).await.problem(412, "stale-version");
    sales.patch(&address, &json!({"name": "B"})).await.problem(428, "match-required");

    let told = app.published(&org).await;
    assert_eq!(told[1].event_type, "crm.contact.created.v1");
    assert!(text(&told[2].payload["contact"]["name"]).starts_with("veil."), "the journal knows nobody's name");
}

#[tokio::test]
async fn bad_input_is_refused_where_it_stands() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let foreign = account(&app.organization().await.as_role(Role::Sales)).await;
    let cases = [
        (json!({"name": "x", "email": "nobody"}), "/email"),
        (json!({"name": "x", "account_id": foreign["account_id"]}), "/account_id"),
        (json!({"name": "x", "account_id": "x"}), "/account_id"),
        (json!({"name": "x", "fax": "1"}), ""),
    ];
    for (body, at) in cases {
        let problem = sales.post("/v1/contacts", &body).await.problem(422, "invalid-field");
        assert!(pointer(&problem).starts_with(at), "{body}: {problem}");
    }
    sales.post("/v1/contacts", &json!({"name": "x", "external_ref": "1"})).await.expect(201);
    let taken = sales.post("/v1/contacts", &json!({"name": "y", "external_ref": "1"})).await;
    assert_eq!(pointer(&taken.problem(409, "external-ref-taken")), "/external_ref");
    org.as_role(Role::Employee).post("/v1/contacts", &json!({"name": "x"})).await.problem(403, "forbidden");
}

#[tokio::test]
async fn another_organisation_gets_404() {
    let (app, org) = start().await;
    let created = org.as_role(Role::Sales).post("/v1/contacts", &json!({"name": "Anna"})).await.expect(201);
    let address = format!("/v1/contacts/{}", text(&created["contact_id"]));
    let stranger = app.organization().await.as_role(Role::Owner);
    stranger.get(&address).await.problem(404, "not-found");
    stranger.with_header("if-match", "*").patch(&address, &json!({"name": "Mine"})).await.problem(404, "not-found");
}
