//! Inviting people who have a log-in, and what others may not make of it.

use std::sync::Arc;

use http::{Method, header};
use kernel::OrgId;
use platform::db::Mode;
use serde_json::{Value, json};
use testkit::{Answer, on_runtime};

use crate::stage::{PASSWORD, Person, Stage, cookie_of, gateway, new_email};

const ACCEPT: &str = "/api/identity/v1/invitations/accept";
const INVITATIONS: &str = "/api/identity/v1/invitations";
const LOG_IN: &str = "/api/identity/v1/login";
const MEMBERS: &str = "/api/identity/v1/members";
const PLACES: &str = "/api/identity/v1/session/organizations";
const SESSION: &str = "/api/identity/v1/session";
const SWITCH: &str = "/api/identity/v1/session/switch";
const FRESH: &str = "only I know this one";

/// Runs a statement in an organisation, as the gateway itself could; answers how many rows it touched.
async fn run(stage: &Stage, org: &str, statement: &'static str, id: &str) -> u64 {
    let (running, org, id) = (Arc::clone(&stage.running), org.parse::<OrgId>().unwrap(), id.to_owned());
    on_runtime(async move {
        let mut tx = running.state().db.begin(org, Mode::Write).await.unwrap();
        let done = sqlx::query(statement).bind(id).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
        done.rows_affected()
    })
    .await
}

fn invitation(email: &str, roles: &[&str]) -> Value {
    json!({ "name": "Somebody", "email": email, "roles": roles })
}

/// The id of the only open invitation.
async fn open_one(person: &Person) -> String {
    let list = person.get(INVITATIONS).await.expect(200);
    assert_eq!(list["items"].as_array().unwrap().len(), 1, "{}", list.text);
    list["items"][0]["invitation_id"].as_str().unwrap().to_owned()
}

fn refused(answer: &Answer) -> Value {
    let mut problem = answer.clone().problem(422, "invitation-not-good");
    problem.as_object_mut().unwrap().remove("trace_id");
    problem
}

#[tokio::test]
async fn a_password_chosen_in_one_organisation_opens_no_other() {
    let stage = gateway().await;
    let (attacker, victim) = (stage.owner().await, stage.owner().await);
    // The log-in is made where its password is known, before the other organisation thinks of this person.
    let bob = attacker.hire(&["sales"]).await;
    let added = victim.post(MEMBERS, &invitation(&bob.email, &["admin"])).await.expect(201);
    let code = added["code"].as_str().unwrap();

    let there = json!({ "email": bob.email, "password": PASSWORD, "organization_id": victim.org_id });
    stage.post(LOG_IN, &there).await.problem(403, "not-a-member");
    bob.post(SWITCH, &json!({ "organization_id": victim.org_id })).await.problem(403, "not-a-member");
    assert_eq!(victim.get(MEMBERS).await.expect(200)["items"].as_array().unwrap().len(), 1);

    // Bob has the code, and a password that whoever added him knows; it does not become his own by being changed, since
    // they could have done that, too.
    bob.accept(code, PASSWORD).await.problem(422, "own-password-needed");
    let change = json!({ "current_password": PASSWORD, "new_password": "handed over in its place" });
    bob.post("/api/identity/v1/password", &change).await.expect(204);
    let spy = stage.log_in(&bob.email, "handed over in its place").await;
    bob.accept(code, "handed over in its place").await.problem(422, "own-password-needed");

    let body =
        json!({ "code": code, "email": bob.email, "password": "handed over in its place", "new_password": FRESH });
    bob.post(ACCEPT, &body).await.expect(200);
    // What they had open is closed, and what they know opens nothing.
    spy.get(SESSION).await.problem(401, "session-over");
    spy.post(SWITCH, &json!({ "organization_id": victim.org_id })).await.problem(401, "session-over");
    bob.get(SESSION).await.expect(200);
    stage.post(LOG_IN, &there).await.problem(401, "wrong-credentials");
    let bob = stage.log_in(&bob.email, FRESH).await;
    bob.post(SWITCH, &json!({ "organization_id": victim.org_id })).await.expect(200);
}

#[tokio::test]
async fn who_accepts_is_a_member_and_goes_there() {
    let stage = gateway().await;
    let (anna, bela) = (stage.owner().await, stage.owner().await);
    let code = anna.invite(&bela.email.to_uppercase(), &["finance"]).await;
    let joined = bela.accept(&format!("  {code}\n"), PASSWORD).await.expect(200);
    assert_eq!((joined["org_id"].as_str(), joined["name"].as_str()), (Some(anna.org_id.as_str()), Some("Kovács Kft.")));
    let id = joined["member_id"].as_str().unwrap();

    let events = stage.published(&anna.org_id).await;
    let (kind, version, last) = events.last().unwrap();
    assert_eq!((kind.as_str(), *version), ("identity.member.added.v1", 1));
    assert_eq!((&last["member"]["member_id"], &last["member"]["roles"]), (&json!(id), &json!(["finance"])));
    let member = anna.get(&format!("{MEMBERS}/{id}")).await.expect(200);
    assert_eq!((member["email"].as_str(), member["name"].as_str()), (Some(bela.email.as_str()), Some("Anna")));
    assert_eq!(anna.get(INVITATIONS).await.expect(200)["items"], json!([]));

    // The session stays where it is until she goes.
    assert_eq!(bela.get(SESSION).await.expect(200)["organization"]["org_id"], bela.org_id.as_str());
    let places = bela.get(PLACES).await.expect(200);
    let all: Vec<(&str, bool)> = places["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|place| (place["org_id"].as_str().unwrap(), place["current"].as_bool().unwrap()))
        .collect();
    assert_eq!(all, [(bela.org_id.as_str(), true), (anna.org_id.as_str(), false)]);
    let gone = bela.post(SWITCH, &json!({ "organization_id": anna.org_id })).await.expect(200);
    let there = Person { cookie: cookie_of(&gone.headers), ..bela.clone() };
    let session = there.get(SESSION).await.expect(200);
    assert_eq!((session["member_id"].as_str(), session["roles"].clone()), (Some(id), json!(["finance"])));
    assert_eq!(session["organization_ids"], json!([bela.org_id, anna.org_id]));
    bela.get(SESSION).await.problem(401, "session-over");
    there.post(SWITCH, &json!({ "organization_id": bela.org_id })).await.expect(200);
}

#[tokio::test]
async fn only_a_session_goes_from_one_organisation_to_another() {
    let stage = gateway().await;
    let (anna, bela) = (stage.owner().await, stage.owner().await);
    let bearer = format!("Bearer {}", anna.token);
    let token = [("authorization", bearer.as_str())];
    let body = json!({ "organization_id": anna.org_id });
    stage.call(Method::POST, SWITCH, &token, Some(&body)).await.problem(403, "session-needed");
    stage.call(Method::GET, PLACES, &token, None).await.problem(403, "session-needed");
    stage.post(SWITCH, &body).await.problem(401, "missing-token");
    let cookie = [("cookie", anna.cookie.as_str())];
    stage.call(Method::POST, SWITCH, &cookie, Some(&body)).await.problem(403, "cross-site-request");
    anna.post(SWITCH, &json!({ "organization_id": bela.org_id })).await.problem(403, "not-a-member");
    anna.get(SESSION).await.expect(200);
}

#[tokio::test]
async fn an_invitation_tells_nothing_of_the_person() {
    let stage = gateway().await;
    let (anna, bela) = (stage.owner().await, stage.owner().await);
    let body = invitation(&bela.email, &["sales"]);
    let key = [("idempotency-key", "once")];
    let first = anna.call(Method::POST, MEMBERS, &key, Some(&body)).await.expect(201);
    assert_eq!(first.headers[header::CACHE_CONTROL], "no-store");
    let id = first["invitation"]["invitation_id"].as_str().unwrap();
    assert_eq!(first.headers["location"], format!("{INVITATIONS}/{id}").as_str());
    let mut fields: Vec<&String> = first["invitation"].as_object().unwrap().keys().collect();
    fields.sort_unstable();
    assert_eq!(fields, ["created_at", "email", "expires_at", "invitation_id", "invited_by", "name", "roles"]);
    assert_eq!(first["invitation"]["name"], "Somebody");
    assert!(first["member_id"].is_null() && first["user_id"].is_null());

    // Neither a repeated request nor the list shows the code again.
    let again = anna.call(Method::POST, MEMBERS, &key, Some(&body)).await.expect(201);
    assert_eq!((&again["invitation"], again["code"].is_null()), (&first["invitation"], true));
    let list = anna.get(INVITATIONS).await.expect(200);
    assert_eq!(list["items"][0], first["invitation"]);
    assert!(!list.text.contains(first["code"].as_str().unwrap()));
    let events = stage.published(&anna.org_id).await;
    assert!(events.iter().all(|(_, _, event)| !event.to_string().contains(&bela.email)));
    // The first code is still good, since the second request made no other.
    bela.accept(first["code"].as_str().unwrap(), PASSWORD).await.expect(200);
    anna.post(MEMBERS, &body).await.problem(409, "already-a-member");
}

#[tokio::test]
async fn every_code_that_is_not_good_is_refused_in_the_same_words() {
    let stage = gateway().await;
    let (anna, bela) = (stage.owner().await, stage.owner().await);
    let other = stage.owner().await;
    let mistyped = refused(&bela.accept("some words", PASSWORD).await);
    let mut answers = Vec::new();

    let replaced = anna.invite(&bela.email, &["sales"]).await;
    let code = anna.invite(&bela.email, &["sales"]).await;
    answers.push(("replaced", bela.accept(&replaced, PASSWORD).await));
    answers.push(("of another address", other.accept(&code, PASSWORD).await));
    let (head, _) = code.rsplit_once('_').unwrap();
    answers.push(("guessed", bela.accept(&format!("{head}_{}", "0".repeat(32)), PASSWORD).await));
    let nowhere = code.replace(&anna.org_id.replace('-', ""), &OrgId::new().as_uuid().simple().to_string());
    answers.push(("of no organisation", bela.accept(&nowhere, PASSWORD).await));
    let elsewhere = code.replace(&anna.org_id.replace('-', ""), &other.org_id.replace('-', ""));
    answers.push(("of another organisation", bela.accept(&elsewhere, PASSWORD).await));

    let id = open_one(&anna).await;
    anna.call(Method::DELETE, &format!("{INVITATIONS}/{id}"), &[], None).await.expect(200);
    answers.push(("withdrawn", bela.accept(&code, PASSWORD).await));

    let code = anna.invite(&bela.email, &["sales"]).await;
    let past = "update invitations set expires_at = now() where invitation_id = $1::uuid";
    assert_eq!(run(&stage, &anna.org_id, past, &open_one(&anna).await).await, 1);
    answers.push(("expired", bela.accept(&code, PASSWORD).await));
    assert_eq!(anna.get(INVITATIONS).await.expect(200)["items"], json!([]), "it is open no longer");

    for (what, answer) in &answers {
        assert_eq!(refused(answer), mistyped, "{what}");
    }
    assert_eq!(anna.get(MEMBERS).await.expect(200)["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_used_code_is_used() {
    let stage = gateway().await;
    let (anna, bela) = (stage.owner().await, stage.owner().await);
    let code = anna.invite(&bela.email, &["sales"]).await;
    let id = open_one(&anna).await;
    let joined = bela.accept(&code, PASSWORD).await.expect(200);
    let mistyped = refused(&bela.accept("some words", PASSWORD).await);
    assert_eq!(refused(&bela.accept(&code, PASSWORD).await), mistyped);
    // Nor does it bring back somebody who was let out.
    let path = format!("{MEMBERS}/{}", joined["member_id"].as_str().unwrap());
    anna.patch(&path, "\"1\"", &json!({ "active": false })).await.expect(200);
    assert_eq!(refused(&bela.accept(&code, PASSWORD).await), mistyped);
    let withdraw = anna.call(Method::DELETE, &format!("{INVITATIONS}/{id}"), &[], None).await;
    withdraw.problem(409, "invitation-accepted");
}

#[tokio::test]
async fn two_who_accept_at_once_are_one_member() {
    let stage = gateway().await;
    let (anna, bela) = (stage.owner().await, stage.owner().await);
    let code = anna.invite(&bela.email, &["sales"]).await;
    let (one, other) = tokio::join!(bela.accept(&code, PASSWORD), bela.accept(&code, PASSWORD));
    let mut all = [one.status, other.status];
    all.sort_unstable();
    assert_eq!(all, [200, 422], "{} {}", one.text, other.text);
    assert_eq!(anna.get(MEMBERS).await.expect(200)["items"].as_array().unwrap().len(), 2);
    let events = stage.published(&anna.org_id).await;
    assert_eq!(events.iter().filter(|(kind, ..)| kind == "identity.member.added.v1").count(), 2);
}

#[tokio::test]
async fn withdrawing_and_accepting_at_once_cannot_both_succeed() {
    let stage = gateway().await;
    let (anna, bela) = (stage.owner().await, stage.owner().await);
    let code = anna.invite(&bela.email, &["sales"]).await;
    let path = format!("{INVITATIONS}/{}", open_one(&anna).await);
    let (accepted, withdrawn) = tokio::join!(bela.accept(&code, PASSWORD), anna.call(Method::DELETE, &path, &[], None));
    let both = (accepted.status, withdrawn.status);
    assert!([(200, 409), (422, 200)].contains(&both), "{} {}", accepted.text, withdrawn.text);
}

#[tokio::test]
async fn whoever_invited_must_still_be_able_to() {
    let stage = gateway().await;
    let (anna, bela) = (stage.owner().await, stage.owner().await);
    let admin = anna.hire(&["admin"]).await;
    let path = format!("{MEMBERS}/{}", admin.member_id);
    let mistyped = refused(&bela.accept("some words", PASSWORD).await);

    let code = admin.invite(&bela.email, &["sales"]).await;
    anna.patch(&path, "\"1\"", &json!({ "roles": ["sales"] })).await.expect(200);
    assert_eq!(refused(&bela.accept(&code, PASSWORD).await), mistyped, "manages no members any more");
    anna.patch(&path, "\"2\"", &json!({ "active": false })).await.expect(200);
    assert_eq!(refused(&bela.accept(&code, PASSWORD).await), mistyped, "is out");
    anna.patch(&path, "\"3\"", &json!({ "roles": ["admin"], "active": true })).await.expect(200);
    bela.accept(&code, PASSWORD).await.expect(200);

    // A key that invites counts as long as it is not revoked.
    let carl = stage.owner().await;
    let key = json!({ "name": "directory", "roles": ["admin"] });
    let key = anna.post("/api/identity/v1/api-keys", &key).await.expect(201);
    let bearer = format!("Bearer {}", key["key"].as_str().unwrap());
    let body = invitation(&carl.email, &["employee"]);
    let headers = [("authorization", bearer.as_str())];
    let invited = stage.call(Method::POST, MEMBERS, &headers, Some(&body)).await.expect(201);
    let code = invited["code"].as_str().unwrap();
    let revoke = format!("/api/identity/v1/api-keys/{}", key["api_key_id"].as_str().unwrap());
    anna.call(Method::DELETE, &revoke, &[], None).await.expect(200);
    assert_eq!(refused(&carl.accept(code, PASSWORD).await), mistyped, "its key is revoked");
}

#[tokio::test]
async fn roles_are_given_by_invitation_as_otherwise() {
    let stage = gateway().await;
    let (anna, bela) = (stage.owner().await, stage.owner().await);
    let (admin, sales) = (anna.hire(&["admin"]).await, anna.hire(&["sales"]).await);
    admin.post(MEMBERS, &invitation(&bela.email, &["owner"])).await.problem(403, "owners-only");
    admin.post(MEMBERS, &invitation(&bela.email, &[])).await.problem(422, "no-roles");
    sales.post(MEMBERS, &invitation(&bela.email, &["sales"])).await.problem(403, "forbidden");
    sales.get(INVITATIONS).await.problem(403, "forbidden");
    let code = anna.invite(&bela.email, &["owner"]).await;
    let path = format!("{INVITATIONS}/{}", open_one(&anna).await);
    sales.call(Method::DELETE, &path, &[], None).await.problem(403, "forbidden");
    bela.accept(&code, PASSWORD).await.expect(200);
}

#[tokio::test]
async fn a_new_password_must_be_one() {
    let stage = gateway().await;
    let (anna, other) = (stage.owner().await, stage.owner().await);
    let bob = other.hire(&["sales"]).await;
    let code = anna.invite(&bob.email, &["sales"]).await;
    let accept = |password: &str, fresh: &str| {
        let body = json!({ "code": code, "email": bob.email, "password": password, "new_password": fresh });
        let stage = stage.clone();
        async move { stage.post(ACCEPT, &body).await }
    };
    let same = accept(PASSWORD, PASSWORD).await.problem(422, "same-password");
    assert_eq!(same["errors"][0]["pointer"], "/new_password");
    accept(PASSWORD, "short").await.problem(422, "weak-password");
    accept("not the right one", FRESH).await.problem(401, "wrong-credentials");
    // A refused code changes no password.
    let body = json!({ "code": "some words", "email": bob.email, "password": PASSWORD, "new_password": FRESH });
    stage.post(ACCEPT, &body).await.problem(422, "invitation-not-good");
    bob.get(SESSION).await.expect(200);

    // Without a session, as somebody who was let out of their only organisation.
    let path = format!("{MEMBERS}/{}", bob.member_id);
    other.patch(&path, "\"1\"", &json!({ "active": false })).await.expect(200);
    stage.post(LOG_IN, &json!({ "email": bob.email, "password": PASSWORD })).await.problem(403, "not-a-member");
    accept(PASSWORD, FRESH).await.expect(200);
    let bob = stage.log_in(&bob.email, FRESH).await;
    assert_eq!(bob.org_id, anna.org_id);
    // It is the person's own from now on.
    let third = stage.owner().await;
    let code = third.invite(&bob.email, &["sales"]).await;
    bob.accept(&code, FRESH).await.expect(200);
}

#[tokio::test]
async fn guessing_and_adding_are_slowed_down() {
    let stage = gateway().await;
    let (anna, bela) = (stage.owner().await, stage.owner().await);
    for _ in 0..10 {
        refused(&bela.accept("guess after guess", PASSWORD).await);
    }
    let answer = bela.accept("guess after guess", PASSWORD).await;
    assert!(answer.headers.contains_key(header::RETRY_AFTER));
    answer.problem(429, "too-many-requests");

    let carl = stage.owner().await;
    let body = invitation(&carl.email, &["sales"]);
    let mut refusals = 0;
    for _ in 0..80 {
        let answer = anna.post(MEMBERS, &body).await;
        assert!([201, 429].contains(&answer.status), "{}", answer.text);
        refusals += usize::from(answer.status == 429);
    }
    assert!(refusals > 0, "an organisation adds as many as it likes");
    bela.invite(&carl.email, &["sales"]).await;
}

#[tokio::test]
async fn another_organisation_sees_no_invitations() {
    let stage = gateway().await;
    let (anna, bela) = (stage.owner().await, stage.owner().await);
    let carl = stage.owner().await;
    anna.invite(&carl.email, &["sales"]).await;
    let id = open_one(&anna).await;
    assert_eq!(bela.get(INVITATIONS).await.expect(200)["items"], json!([]));
    let path = format!("{INVITATIONS}/{id}");
    bela.call(Method::DELETE, &path, &[], None).await.problem(404, "not-found");
    // The rows themselves are hidden from a transaction of another organisation, whatever it asks.
    let touch = "update invitations set roles = '[\"owner\"]' where invitation_id = $1::uuid";
    assert_eq!(run(&stage, &bela.org_id, touch, &id).await, 0);
    assert_eq!(run(&stage, &anna.org_id, touch, &id).await, 1);
}

#[tokio::test]
async fn the_list_has_pages() {
    let stage = gateway().await;
    let anna = stage.owner().await;
    for _ in 0..2 {
        let other = stage.owner().await;
        anna.invite(&other.email, &["sales"]).await;
    }
    let first = anna.get(&format!("{INVITATIONS}?limit=1")).await.expect(200);
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = anna.get(&format!("{INVITATIONS}?limit=1&cursor={cursor}")).await.expect(200);
    assert_ne!(first["items"][0]["invitation_id"], second["items"][0]["invitation_id"]);
    assert!(second["next_cursor"].is_null());
    anna.get(&format!("{INVITATIONS}?colour=red")).await.problem(422, "invalid-query");
}

#[tokio::test]
async fn somebody_who_gets_a_log_in_meanwhile_is_invited() {
    let stage = gateway().await;
    let (anna, bela) = (stage.owner().await, stage.owner().await);
    let body = invitation(&new_email(), &["sales"]);
    let both = tokio::join!(anna.post(MEMBERS, &body), bela.post(MEMBERS, &body));
    let made = |answer: &Answer| answer.status == 201 && answer["member_id"].is_string();
    assert!(made(&both.0) != made(&both.1), "{} {}", both.0.text, both.1.text);
    let later = if made(&both.0) { &bela } else { &anna };
    let added = later.post(MEMBERS, &body).await.expect(201);
    assert!(added["invitation"].is_object() && added["code"].is_string());
}
