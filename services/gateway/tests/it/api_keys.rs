//! The life of API keys.

use http::Method;
use serde_json::json;

use crate::stage::gateway;

const KEYS: &str = "/api/identity/v1/api-keys";
const MEMBERS: &str = "/api/identity/v1/members";

#[tokio::test]
async fn a_key_is_shown_once_works_and_is_revoked() {
    let anna = gateway().await.owner().await;
    let made = anna.post(KEYS, &json!({ "name": "nightly export", "roles": ["auditor"] })).await.expect(201);
    let (id, key) = (made["api_key_id"].as_str().unwrap(), made["key"].as_str().unwrap());
    assert!(key.starts_with(&format!("gk_{}_", anna.org_id.replace('-', ""))), "{key}");

    let bearer = format!("Bearer {key}");
    let headers = [("authorization", bearer.as_str())];
    anna.stage.call(Method::GET, MEMBERS, &headers, None).await.expect(200);
    anna.stage.call(Method::GET, KEYS, &headers, None).await.problem(403, "forbidden");
    let session = anna.stage.call(Method::GET, "/api/identity/v1/session", &headers, None).await.expect(200);
    assert_eq!(session["actor"], format!("api_key:{id}"));
    assert!(session["user"].is_null());
    let token = anna.stage.call(Method::POST, "/api/identity/v1/token", &headers, None).await.expect(200);
    assert_eq!(token["expires_in"], 600);

    let list = anna.get(KEYS).await.expect(200);
    assert_eq!(list["items"][0]["name"], "nightly export");
    assert!(list["items"][0]["last_used_at"].is_string());
    assert!(!list.text.contains(key), "the list shows the key");

    let path = format!("{KEYS}/{id}");
    anna.call(Method::DELETE, &path, &[], None).await.expect(200);
    anna.call(Method::DELETE, &path, &[], None).await.expect(200);
    anna.stage.call(Method::GET, MEMBERS, &headers, None).await.problem(401, "unknown-api-key");
    assert!(anna.get(KEYS).await.expect(200)["items"][0]["revoked_at"].is_string());
}

#[tokio::test]
async fn nobody_gives_a_key_more_than_they_have() {
    let anna = gateway().await.owner().await;
    let admin = anna.hire(&["admin"]).await;
    admin.post(KEYS, &json!({ "name": "x", "roles": ["owner"] })).await.problem(403, "role-not-held");
    admin.post(KEYS, &json!({ "name": "x", "roles": ["sales"] })).await.problem(403, "role-not-held");
    admin.post(KEYS, &json!({ "name": "x", "roles": ["admin"] })).await.expect(201);
    admin.post(KEYS, &json!({ "name": "x", "roles": [] })).await.problem(422, "no-roles");
    admin.post(KEYS, &json!({ "name": "", "roles": ["admin"] })).await.problem(422, "invalid-field");
    let sales = anna.hire(&["sales"]).await;
    sales.post(KEYS, &json!({ "name": "x", "roles": ["sales"] })).await.problem(403, "forbidden");
}

#[tokio::test]
async fn forged_keys_are_refused() {
    let anna = gateway().await.owner().await;
    let org = anna.org_id.replace('-', "");
    for key in ["gk_".to_owned(), "gk_x_y".to_owned(), format!("gk_{org}_"), format!("gk_{org}_{}", "0".repeat(64))] {
        let bearer = format!("Bearer {key}");
        let answer = anna.stage.call(Method::GET, MEMBERS, &[("authorization", &bearer)], None).await;
        answer.problem(401, "unknown-api-key");
    }
    anna.stage.call(Method::GET, MEMBERS, &[("authorization", "Basic eDp5")], None).await.problem(401, "missing-token");
}

#[tokio::test]
async fn another_organisation_gets_404() {
    let stage = gateway().await;
    let (anna, bela) = (stage.owner().await, stage.owner().await);
    let made = anna.post(KEYS, &json!({ "name": "x", "roles": ["owner"] })).await.expect(201);
    let path = format!("{KEYS}/{}", made["api_key_id"].as_str().unwrap());
    bela.call(Method::DELETE, &path, &[], None).await.problem(404, "not-found");
    assert_eq!(bela.get(KEYS).await.expect(200)["items"], json!([]));
}
