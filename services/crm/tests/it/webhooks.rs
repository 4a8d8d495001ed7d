//! Webhooks: what other programs are told, how it is signed, and what becomes of it when they do not answer.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use hmac::{Hmac, Mac};
use http::StatusCode;
use kernel::Role;
use serde_json::{Value, json};
use sha2::Sha256;
use testkit::{Answer, App, Client, Organization};

use crate::automations::{RUN, rule};
use crate::hooks::Receiver;
use crate::mails::now;
use crate::{event_types, pointer, start, text};

const CALL: &str = "call webhooks";

/// A webhook of the program.
async fn webhook(admin: &Client, receiver: &Receiver) -> Answer {
    admin.post("/v1/webhooks", &json!({"name": "Other program", "url": receiver.url})).await.expect(201)
}

/// A rule that calls it about every new account, and an account.
async fn told(app: &App, org: &Organization, hook: &Answer) -> Answer {
    let admin = org.as_role(Role::Admin);
    let call = json!([{"kind": "call_webhook", "webhook_id": hook["webhook_id"]}]);
    rule(&admin, json!({"trigger": "account_created", "actions": call})).await;
    let account = admin.post("/v1/accounts", &json!({"name": "Acme"})).await.expect(201);
    app.run_job(org, RUN).await;
    account
}

/// The only call there is.
async fn only(admin: &Client) -> Value {
    let found = admin.get("/v1/webhook-deliveries").await.expect(200);
    assert_eq!(found["items"].as_array().unwrap().len(), 1, "{}", found.text);
    found["items"][0].clone()
}

#[tokio::test]
async fn a_call_is_signed_and_says_what_happened() {
    let (app, org) = start().await;
    let (admin, receiver) = (org.as_role(Role::Admin), Receiver::start().await);
    let hook = webhook(&admin, &receiver).await;
    let key = text(&hook["key"]).strip_prefix("whsec_").unwrap().to_owned();
    assert_eq!(hook["origin"], receiver.url.split("/hook").next().unwrap());
    assert!(!hook.text.contains("token=abc"), "the address may hold a secret: {}", hook.text);
    let account = told(&app, &org, &hook).await;
    app.run_job(&org, CALL).await;
    let calls = receiver.calls();
    let [call] = &calls[..] else { panic!("{calls:?}") };
    let (id, at, body) = (call.header("webhook-id"), call.header("webhook-timestamp"), &call.body);
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&STANDARD.decode(key).unwrap()).unwrap();
    mac.update(format!("{id}.{at}.{body}").as_bytes());
    assert_eq!(call.header("webhook-signature"), format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())));
    let said: Value = serde_json::from_str(body).unwrap();
    assert_eq!(said["type"], "crm.account.created.v1");
    assert_eq!(said["data"]["account"]["account_id"], account["account_id"]);
    assert_eq!(said["record"]["account_id"], account["account_id"]);
    let delivery = only(&admin).await;
    assert_eq!(
        (&delivery["status"], &delivery["attempts"], &delivery["answer_status"]),
        (&json!("delivered"), &json!(1), &json!(200))
    );
    assert!(text(&delivery["answer"]).len() <= 500, "only so much of an answer is kept");
    let shown = admin.get(format!("/v1/webhook-deliveries/{id}")).await.expect(200);
    assert_eq!(shown["body"], json!(body));
    let run = admin.get("/v1/automation-runs").await.expect(200)["items"][0].clone();
    assert_eq!(run["actions"][0]["made"], json!(format!("/v1/webhook-deliveries/{id}")));
    let events = app.published(&org).await;
    assert!(events.iter().all(|event| !event.payload.to_string().contains("token=abc")));

    // By hand, once more; the id is the same, so that the other program knows it.
    admin.post(format!("/v1/webhook-deliveries/{id}/resend"), &json!({})).await.expect(200);
    app.run_job(&org, CALL).await;
    let calls = receiver.calls();
    assert_eq!((calls.len(), calls[1].header("webhook-id")), (2, id));
}

#[tokio::test]
async fn what_is_not_taken_is_tried_again_and_given_up_in_the_end() {
    let (app, org) = start().await;
    let (admin, receiver) = (org.as_role(Role::Admin), Receiver::start().await);
    let hook = webhook(&admin, &receiver).await;
    receiver.answers(StatusCode::FOUND);
    told(&app, &org, &hook).await;
    app.run_job(&org, CALL).await;
    let delivery = only(&admin).await;
    assert_eq!((&delivery["status"], &delivery["answer_status"]), (&json!("waiting"), &json!(302)));
    assert!(text(&delivery["error"]).contains("nobody follows"), "{delivery}");
    let before = receiver.calls().len();
    receiver.answers(StatusCode::INTERNAL_SERVER_ERROR);
    for hours in [1, 10, 30, 71] {
        app.run_job_at(&org, CALL, now(&app) + TimeDelta::hours(hours)).await;
    }
    let delivery = only(&admin).await;
    assert_eq!(delivery["status"], "failed", "{delivery}");
    assert!(text(&delivery["error"]).contains("500"), "{delivery}");
    assert!(receiver.calls().len() >= before + 4);
    assert!(event_types(&app, &org).await.contains(&"crm.webhook.delivery_failed.v1".to_owned()));
    let failed = admin.get("/v1/webhook-deliveries?status=failed").await.expect(200);
    assert_eq!(failed["items"].as_array().unwrap().len(), 1);

    receiver.answers(StatusCode::NO_CONTENT);
    let again = format!("/v1/webhook-deliveries/{}/resend", text(&delivery["webhook_delivery_id"]));
    admin.post(&again, &json!({})).await.expect(200);
    app.run_job(&org, CALL).await;
    assert_eq!(only(&admin).await["status"], "delivered");
}

#[tokio::test]
async fn a_program_that_is_not_there_is_told_later() {
    let (app, org) = start().await;
    let admin = org.as_role(Role::Admin);
    let mut nobody = Receiver::start().await;
    "http://127.0.0.1:1/".clone_into(&mut nobody.url);
    let hook = webhook(&admin, &nobody).await;
    told(&app, &org, &hook).await;
    app.run_job(&org, CALL).await;
    let delivery = only(&admin).await;
    assert_eq!((&delivery["status"], &delivery["answer_status"]), (&json!("waiting"), &Value::Null));
    assert!(!text(&delivery["error"]).is_empty() && !delivery["due_at"].is_null(), "{delivery}");
}

#[tokio::test]
async fn a_webhook_belongs_to_those_who_set_up_selling() {
    let (app, org) = start().await;
    let (admin, receiver) = (org.as_role(Role::Admin), Receiver::start().await);
    let hook = webhook(&admin, &receiver).await;
    let at = format!("/v1/webhooks/{}", text(&hook["webhook_id"]));
    org.as_role(Role::Sales).get(&at).await.problem(403, "forbidden");
    let seen = admin.get(&at).await.expect(200);
    assert!(seen["key"].is_null(), "the key is told once: {}", seen.text);
    let rotated = admin.post(format!("{at}/key"), &json!({})).await.expect(200);
    assert_ne!(rotated["key"], hook["key"]);
    admin.patch(&at, &json!({"active": false})).await.problem(428, "match-required");
    let stale = admin.with_header("if-match", hook.etag());
    stale.patch(&at, &json!({"active": false})).await.problem(412, "stale-version");
    let off = admin.with_header("if-match", rotated.etag()).patch(&at, &json!({"active": false})).await.expect(200);
    assert_eq!(off["active"], false);
    let problem = admin.post("/v1/webhooks", &json!({"name": "x", "url": "ftp://a.example"})).await;
    assert_eq!(pointer(&problem.problem(422, "invalid-field")), "/url");
    let call = json!({"name": "Call", "trigger": "account_created",
        "actions": [{"kind": "call_webhook", "webhook_id": hook["webhook_id"]}]});
    let problem = admin.post("/v1/automations", &call).await.problem(422, "invalid-field");
    assert_eq!(pointer(&problem), "/actions/0/webhook_id", "it is not used any more");
    let stranger = app.organization().await.as_role(Role::Admin);
    stranger.get(&at).await.problem(404, "not-found");
    stranger.post(format!("{at}/key"), &json!({})).await.problem(404, "not-found");
    stranger.post("/v1/automations", &call).await.problem(422, "invalid-field");
}
