//! Members and their roles.

use http::Method;
use serde_json::{Value, json};

use crate::stage::{gateway, new_email};

const MEMBERS: &str = "/api/identity/v1/members";

#[tokio::test]
async fn a_member_is_added_and_logs_in() {
    let anna = gateway().await.owner().await;
    let email = new_email();
    let body = json!({ "name": "Béla", "email": email, "roles": ["sales"] });
    let added = anna.post(MEMBERS, &body).await.expect(201);
    let id = added["member_id"].as_str().unwrap();
    assert_eq!(added.headers["location"], format!("{MEMBERS}/{id}").as_str());
    assert_eq!(added["roles"], json!(["sales"]));
    let bela = anna.stage.log_in(&email, added["initial_password"].as_str().unwrap()).await;
    assert_eq!(bela.member_id, id);
    let list = bela.get(MEMBERS).await.expect(200);
    assert_eq!(list["items"].as_array().unwrap().len(), 2);
    let events = anna.stage.published(&anna.org_id).await;
    assert_eq!(events.last().unwrap().2["member"]["email"], Value::from(email.as_str()));
    bela.post(MEMBERS, &json!({ "name": "x", "email": new_email(), "roles": ["sales"] }))
        .await
        .problem(403, "forbidden");
    let twice = anna.post(MEMBERS, &body).await.problem(409, "already-a-member");
    assert_eq!(twice["errors"][0]["pointer"], "/email");
}

#[tokio::test]
async fn a_repeated_request_does_not_show_the_password_again() {
    let anna = gateway().await.owner().await;
    let body = json!({ "name": "Béla", "email": new_email(), "roles": ["sales"] });
    let key = [("idempotency-key", "once")];
    let first = anna.call(Method::POST, MEMBERS, &key, Some(&body)).await.expect(201);
    let again = anna.call(Method::POST, MEMBERS, &key, Some(&body)).await.expect(201);
    assert!(first["initial_password"].is_string());
    assert!(again["initial_password"].is_null());
    assert_eq!(first["member_id"], again["member_id"]);
}

#[tokio::test]
async fn the_last_owner_stays() {
    let anna = gateway().await.owner().await;
    let own = format!("{MEMBERS}/{}", anna.member_id);
    anna.patch(&own, "\"1\"", &json!({ "active": false })).await.problem(409, "last-owner");
    anna.patch(&own, "\"1\"", &json!({ "roles": ["admin"] })).await.problem(409, "last-owner");
    anna.patch(&own, "\"1\"", &json!({ "roles": [] })).await.problem(422, "no-roles");
    let bela = anna.hire(&["owner"]).await;
    bela.patch(&own, "\"1\"", &json!({ "roles": ["admin"] })).await.expect(200);
    let other = format!("{MEMBERS}/{}", bela.member_id);
    anna.patch(&other, "\"1\"", &json!({ "roles": ["sales"] })).await.problem(403, "owners-only");
}

#[tokio::test]
async fn two_owners_cannot_remove_each_other() {
    let anna = gateway().await.owner().await;
    let bela = anna.hire(&["owner"]).await;
    let (first, second) = (format!("{MEMBERS}/{}", anna.member_id), format!("{MEMBERS}/{}", bela.member_id));
    let gone = json!({ "active": false });
    let both = tokio::join!(bela.patch(&first, "\"1\"", &gone), anna.patch(&second, "\"1\"", &gone));
    let done = [both.0.status, both.1.status].into_iter().filter(|status| *status == 200).count();
    assert_eq!(done, 1, "{} {}", both.0.text, both.1.text);
}

#[tokio::test]
async fn only_owners_make_owners() {
    let anna = gateway().await.owner().await;
    let admin = anna.hire(&["admin"]).await;
    let body = json!({ "name": "x", "email": new_email(), "roles": ["owner"] });
    admin.post(MEMBERS, &body).await.problem(403, "owners-only");
    let own = format!("{MEMBERS}/{}", admin.member_id);
    admin.patch(&own, "\"1\"", &json!({ "roles": ["admin", "owner"] })).await.problem(403, "owners-only");
    let body = json!({ "name": "x", "email": new_email(), "roles": ["king"] });
    assert_eq!(anna.post(MEMBERS, &body).await.problem(422, "invalid-field")["errors"][0]["pointer"], "/roles/0");
}

#[tokio::test]
async fn a_role_taken_away_ends_at_once() {
    let anna = gateway().await.owner().await;
    let admin = anna.hire(&["admin"]).await;
    let own = format!("{MEMBERS}/{}", admin.member_id);
    admin.get("/api/identity/v1/api-keys").await.expect(200);
    let change = json!({ "roles": ["employee"] });
    anna.call(Method::PATCH, &own, &[], Some(&change)).await.problem(428, "match-required");
    anna.patch(&own, "\"9\"", &change).await.problem(412, "stale-version");
    let changed = anna.patch(&own, "\"1\"", &change).await.expect(200);
    assert_eq!(changed.etag(), "\"2\"");
    admin.get("/api/identity/v1/api-keys").await.problem(403, "forbidden");
    let events = anna.stage.published(&anna.org_id).await;
    let last = events.last().unwrap();
    assert_eq!((last.0.as_str(), last.1), ("identity.member.updated.v1", 2));
}

#[tokio::test]
async fn who_is_removed_is_out_and_may_come_back() {
    let anna = gateway().await.owner().await;
    let bela = anna.hire(&["sales"]).await;
    let path = format!("{MEMBERS}/{}", bela.member_id);
    bela.get(MEMBERS).await.expect(200);
    anna.patch(&path, "\"1\"", &json!({ "active": false })).await.expect(200);
    bela.get(MEMBERS).await.problem(401, "session-over");
    let body = json!({ "email": bela.email, "password": crate::stage::PASSWORD });
    anna.stage.post("/api/identity/v1/login", &body).await.problem(403, "not-a-member");
    anna.patch(&path, "\"2\"", &json!({ "active": true })).await.expect(200);
    anna.stage.log_in(&bela.email, crate::stage::PASSWORD).await;
}

#[tokio::test]
async fn the_list_has_pages() {
    let anna = gateway().await.owner().await;
    anna.hire(&["sales"]).await;
    let first = anna.get(&format!("{MEMBERS}?limit=1")).await.expect(200);
    assert_eq!(first["items"].as_array().unwrap().len(), 1);
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = anna.get(&format!("{MEMBERS}?limit=1&cursor={cursor}")).await.expect(200);
    assert_ne!(first["items"][0]["member_id"], second["items"][0]["member_id"]);
    assert!(second["next_cursor"].is_null());
    anna.get(&format!("{MEMBERS}?colour=red")).await.problem(422, "invalid-query");
}

#[tokio::test]
async fn another_organisation_gets_404() {
    let stage = gateway().await;
    let (anna, bela) = (stage.owner().await, stage.owner().await);
    let path = format!("{MEMBERS}/{}", anna.member_id);
    bela.get(&path).await.problem(404, "not-found");
    bela.patch(&path, "\"1\"", &json!({ "active": false })).await.problem(404, "not-found");
    assert_eq!(bela.get(MEMBERS).await.expect(200)["items"].as_array().unwrap().len(), 1);
}
