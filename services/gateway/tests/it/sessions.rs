//! Signing up, logging in and out, and the cookie.

use http::{Method, header};
use serde_json::{Value, json};

use crate::stage::{PASSWORD, cookie_of, gateway, new_email, sign_up};

const SESSION: &str = "/api/identity/v1/session";

#[tokio::test]
async fn an_organisation_signs_up() {
    let stage = gateway().await;
    let email = new_email();
    let answer = stage.post("/api/identity/v1/signup", &sign_up(&email)).await.expect(201);
    assert_eq!(answer.headers[header::LOCATION], "/api/identity/v1/organization");
    assert_eq!(answer["expires_in"], 600);
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
    for part in ["gerinc_session=", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=2592000"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Secure"), "the public address is not https");

    let events = stage.published(answer["org_id"].as_str().unwrap()).await;
    let types: Vec<(&str, i64)> = events.iter().map(|(kind, seq, _)| (kind.as_str(), *seq)).collect();
    assert_eq!(types, [("identity.organization.created.v1", 1), ("identity.member.added.v1", 1)]);
    assert_eq!(events[0].2["organization"]["base_currency"], "EUR");
    assert_eq!(events[1].2["member"]["roles"], json!(["owner"]));
    assert_eq!(events[1].2["member"]["member_id"], answer["member_id"]);
    assert!(!events[1].2.to_string().contains("password"), "a password was published");
}

#[tokio::test]
async fn a_session_says_who_one_is() {
    let anna = gateway().await.owner().await;
    let session = anna.get(SESSION).await.expect(200);
    assert_eq!(session["user"]["email"], Value::from(anna.email.as_str()));
    assert_eq!(session["organization"]["name"], "Kovács Kft.");
    assert_eq!(session["roles"], json!(["owner"]));
    assert_eq!(session["organization_ids"], json!([anna.org_id]));
    assert!(session["permissions"].as_array().unwrap().contains(&json!("identity:member:manage")));
    let bearer = format!("Bearer {}", anna.token);
    let program = anna.stage.call(Method::GET, SESSION, &[("authorization", &bearer)], None).await.expect(200);
    assert_eq!(program["member_id"], session["member_id"]);
    anna.stage.call(Method::GET, SESSION, &[], None).await.problem(401, "missing-token");
}

#[tokio::test]
async fn what_cannot_be_is_refused_at_its_field() {
    let stage = gateway().await;
    let anna = stage.owner().await;
    let again = stage.post("/api/identity/v1/signup", &sign_up(&anna.email.to_uppercase())).await;
    assert_eq!(again.problem(409, "email-taken")["errors"][0]["pointer"], "/user/email");

    let refused = |change: fn(&mut Value)| {
        let mut body = sign_up(&new_email());
        change(&mut body);
        let stage = stage.clone();
        async move { stage.post("/api/identity/v1/signup", &body).await }
    };
    let short = refused(|body| body["user"]["password"] = json!("short")).await.problem(422, "weak-password");
    assert_eq!(short["errors"][0]["pointer"], "/user/password");
    let own = refused(|body| body["user"]["password"] = body["user"]["email"].clone()).await;
    own.problem(422, "weak-password");
    let unknown = refused(|body| body["user"]["admin"] = json!(true)).await.problem(422, "invalid-field");
    assert_eq!(unknown["errors"][0]["pointer"], "/user/admin");
    let currency = refused(|body| body["organization"]["base_currency"] = json!("XXX")).await;
    assert_eq!(currency.problem(422, "invalid-field")["errors"][0]["pointer"], "/organization/base_currency");
}

#[tokio::test]
async fn wrong_and_unknown_are_the_same() {
    let anna = gateway().await.owner().await;
    let log_in = |email: String| {
        let stage = anna.stage.clone();
        async move {
            let body = json!({ "email": email, "password": "not the right one" });
            stage.post("/api/identity/v1/login", &body).await.problem(401, "wrong-credentials")
        }
    };
    let (wrong, unknown) = (log_in(anna.email.clone()).await, log_in(new_email()).await);
    assert_eq!(wrong["detail"], unknown["detail"]);
    let bela = anna.stage.log_in(&anna.email.to_uppercase(), PASSWORD).await;
    assert_eq!(bela.member_id, anna.member_id);
    assert_ne!(bela.cookie, anna.cookie);
}

#[tokio::test]
async fn guessing_is_slowed_down() {
    let stage = gateway().await;
    let body = json!({ "email": new_email(), "password": "guess after guess" });
    for _ in 0..10 {
        stage.post("/api/identity/v1/login", &body).await.problem(401, "wrong-credentials");
    }
    let answer = stage.post("/api/identity/v1/login", &body).await;
    assert!(answer.headers.contains_key(header::RETRY_AFTER));
    answer.problem(429, "too-many-requests");
}

#[tokio::test]
async fn another_site_cannot_use_the_cookie() {
    let anna = gateway().await.owner().await;
    let body = json!({ "name": "key", "roles": ["owner"] });
    let path = "/api/identity/v1/api-keys";
    let send = |headers: Vec<(&'static str, String)>| {
        let (anna, body) = (anna.clone(), body.clone());
        async move {
            let mut all = vec![("cookie", anna.cookie.as_str())];
            all.extend(headers.iter().map(|(name, value)| (*name, value.as_str())));
            anna.stage.call(Method::POST, path, &all, Some(&body)).await
        }
    };
    send(vec![]).await.problem(403, "cross-site-request");
    send(vec![("origin", "https://evil.example".to_owned())]).await.problem(403, "cross-site-request");
    send(vec![("sec-fetch-site", "cross-site".to_owned())]).await.problem(403, "cross-site-request");
    send(vec![("sec-fetch-site", "same-origin".to_owned())]).await.expect(201);
    send(vec![("origin", format!("http://{}", anna.stage.running.address()))]).await.expect(201);
    send(vec![("x-requested-with", "gerinc".to_owned())]).await.expect(201);
    anna.stage.call(Method::GET, SESSION, &[("cookie", &anna.cookie)], None).await.expect(200);
}

#[tokio::test]
async fn logging_out_ends_the_session() {
    let anna = gateway().await.owner().await;
    let out = anna.call(Method::POST, "/api/identity/v1/logout", &[], None).await.expect(204);
    assert_eq!(cookie_of(&out.headers), "gerinc_session=");
    anna.get(SESSION).await.problem(401, "session-over");
    anna.get("/api/identity/v1/members").await.problem(401, "session-over");
}

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions() {
    let anna = gateway().await.owner().await;
    let other = anna.stage.log_in(&anna.email, PASSWORD).await;
    other.get(SESSION).await.expect(200);
    let change = |current: &str, new: &str| json!({ "current_password": current, "new_password": new });
    let path = "/api/identity/v1/password";
    anna.post(path, &change("wrong wrong wrong", "another long one")).await.problem(422, "wrong-password");
    anna.post(path, &change(PASSWORD, "short")).await.problem(422, "weak-password");
    anna.post(path, &change(PASSWORD, "another long one")).await.expect(204);
    anna.get(SESSION).await.expect(200);
    other.get(SESSION).await.problem(401, "session-over");
    anna.stage.log_in(&anna.email, "another long one").await;
}

#[tokio::test]
async fn a_program_gets_a_fresh_token() {
    let anna = gateway().await.owner().await;
    let token = anna.call(Method::POST, "/api/identity/v1/token", &[], None).await.expect(200);
    assert_eq!(token["token_type"], "Bearer");
    let bearer = format!("Bearer {}", token["access_token"].as_str().unwrap());
    let headers = [("authorization", bearer.as_str())];
    anna.stage.call(Method::GET, "/api/identity/v1/members", &headers, None).await.expect(200);
    let renewed = anna.stage.call(Method::POST, "/api/identity/v1/token", &headers, None).await;
    renewed.problem(401, "token-not-renewable");
}

#[tokio::test]
async fn an_organisation_changes_its_name() {
    let anna = gateway().await.owner().await;
    let path = "/api/identity/v1/organization";
    let etag = anna.get(path).await.expect(200).etag();
    let change = json!({ "name": "Kovács Zrt.", "time_zone": "Europe/London" });
    anna.call(Method::PATCH, path, &[], Some(&change)).await.problem(428, "match-required");
    anna.patch(path, "\"7\"", &change).await.problem(412, "stale-version");
    let changed = anna.patch(path, &etag, &change).await.expect(200);
    assert_eq!((changed["name"].as_str(), changed.etag().as_str()), (Some("Kovács Zrt."), "\"2\""));
    let again = anna.patch(path, "\"2\"", &change).await.expect(200);
    assert_eq!(again.etag(), "\"2\"", "nothing changed");
    anna.patch(path, "\"2\"", &json!({ "base_currency": "USD" })).await.problem(422, "invalid-field");
    let events = anna.stage.published(&anna.org_id).await;
    assert_eq!(events.last().unwrap().0, "identity.organization.updated.v1");
    let sales = anna.hire(&["sales"]).await;
    sales.patch(path, "\"2\"", &change).await.problem(403, "forbidden");
}

#[tokio::test]
async fn another_organisation_stays_closed() {
    let stage = gateway().await;
    let (anna, bela) = (stage.owner().await, stage.owner().await);
    let body = json!({ "email": anna.email, "password": PASSWORD, "organization_id": bela.org_id });
    stage.post("/api/identity/v1/login", &body).await.problem(403, "not-a-member");
    let code = bela.invite(&anna.email, &["sales"]).await;
    stage.post("/api/identity/v1/login", &body).await.problem(403, "not-a-member");
    anna.accept(&code, PASSWORD).await.expect(200);
    let there = stage.post("/api/identity/v1/login", &body).await.expect(200);
    assert_eq!(there["org_id"], Value::from(bela.org_id.as_str()));
    let home = stage.log_in(&anna.email, PASSWORD).await;
    assert_eq!(home.org_id, anna.org_id);
}
