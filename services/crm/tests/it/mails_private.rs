//! Mailboxes that are somebody's, and mailboxes that are slow: neither is everybody's business.

use std::time::Duration;

use chrono::TimeDelta;
use kernel::Role;
use serde_json::{Value, json};

use crate::activities::colleague;
use crate::mails::{SEND, at, compose, mailbox, now, send};
use crate::mails_in::{arrive, raw};
use crate::smtp::{Manner, Server};
use crate::{start, text};

#[tokio::test]
async fn what_comes_to_somebodys_mailbox_is_theirs_until_it_stands_on_a_record() {
    let (app, org) = start().await;
    let (admin, server) = (org.as_role(Role::Admin), Server::start().await);
    let (anna, bela) = (colleague(&app, &org, "Anna").await, colleague(&app, &org, "Béla").await);
    let (hers, others) = (org.as_member(anna, [Role::Sales]), org.as_member(bela, [Role::Sales]));
    let own = mailbox(&admin, &server, json!({"owner_id": anna})).await;
    let lead = json!({"name": "Bob", "email": "bob@client.example"});
    let lead = admin.post("/v1/leads", &lead).await.expect(201);
    let private =
        arrive(&admin, &own, &raw("doctor@clinic.example", "Subject: Results\r\n", "All well")).await.expect(200);
    let answer = format!("References: <{}>\r\n", text(&admin.get(at(&private, "")).await["message_id"]));
    let business = arrive(&admin, &own, &raw("bob@client.example", &answer, "How much?")).await.expect(200);
    let shown = async |client: &testkit::Client, query: &str| -> Vec<Value> {
        let list = client.get(format!("/v1/mails{query}")).await.expect(200);
        list["items"].as_array().unwrap().iter().map(|one| one["mail_id"].clone()).collect()
    };
    for query in ["?unfiled=true", "?direction=incoming", ""] {
        for client in [&hers, &admin] {
            assert!(shown(client, query).await.contains(&private["mail_id"]), "{query}");
        }
        for client in [&others, &org.as_role(Role::Finance), &org.as_role(Role::Auditor)] {
            assert!(!shown(client, query).await.contains(&private["mail_id"]), "{query}");
        }
    }
    let of_mailbox = format!("?mailbox_id={}", text(&own["mailbox_id"]));
    assert_eq!(
        shown(&others, &of_mailbox).await,
        [business["mail_id"].clone()],
        "on a record, it is everybody's there"
    );
    others.get(at(&private, "")).await.problem(404, "not-found");
    // Nor by way of its conversation.
    let seen = others.get(at(&business, "")).await.expect(200);
    assert_eq!(seen["thread"].as_array().unwrap().len(), 1, "{}", seen.text);
    assert_eq!(hers.get(at(&business, "")).await.expect(200)["thread"].as_array().unwrap().len(), 2);
    let about = json!({"about": [{"lead_id": lead["lead_id"]}]});
    others.post(at(&private, "/file"), &about).await.problem(404, "not-found");
    others.post(at(&private, "/discard"), &json!({})).await.problem(404, "not-found");
    hers.post(at(&private, "/file"), &about).await.expect(200);
    others.get(at(&private, "")).await.expect(200);
    others.post(at(&private, "/file"), &about).await.problem(403, "not-your-mailbox");

    let shared = mailbox(&admin, &server, json!({})).await;
    let reply = json!({"mailbox_id": shared["mailbox_id"], "to": ["x@y.example"], "subject": "x", "body": "x",
                       "reply_to_mail_id": arrive(&admin, &own, &raw("a@b.example", "", "x")).await["mail_id"]});
    others.post("/v1/mails", &reply).await.problem(422, "invalid-field");
    let unknown = arrive(&admin, &shared, &raw("new@b.example", "", "Hello")).await.expect(200);
    others.post(at(&unknown, "/file"), &about).await.expect(200);
}

#[tokio::test]
async fn whose_mailbox_it_is_settles_what_became_of_its_mails() {
    let (app, org) = start().await;
    let (admin, server) = (org.as_role(Role::Admin), Server::start().await);
    let (anna, bela) = (colleague(&app, &org, "Anna").await, colleague(&app, &org, "Béla").await);
    let (hers, others) = (org.as_member(anna, [Role::Sales]), org.as_member(bela, [Role::Sales]));
    let own = mailbox(&admin, &server, json!({"owner_id": anna})).await;
    let lead = json!({"name": "Bob", "email": "bob@client.example"});
    admin.post("/v1/leads", &lead).await.expect(201);
    let to_stranger = compose(&app, &hers, &own, json!({"to": ["mum@home.example"]})).await;
    others.get(at(&to_stranger, "")).await.problem(404, "not-found");
    others.post(at(&to_stranger, "/cancel"), &json!({})).await.problem(404, "not-found");
    hers.post(at(&to_stranger, "/cancel"), &json!({})).await.expect(200);
    server.behave(Manner::HangsUp);
    let mail = compose(&app, &hers, &own, json!({})).await;
    others.post(at(&mail, "/cancel"), &json!({})).await.problem(403, "not-your-mailbox");
    send(&app, &org, 2).await;
    assert_eq!(others.get(at(&mail, "")).await.expect(200)["status"], "in_doubt");
    others.post(at(&mail, "/settle"), &json!({"sent": false})).await.problem(403, "not-your-mailbox");
    hers.post(at(&mail, "/settle"), &json!({"sent": true})).await.expect(200);
    let sequence = json!({"name": "S", "mailbox_id": own["mailbox_id"], "steps": []});
    let sequence = hers.post("/v1/sequences", &sequence).await.expect(201);
    let path = format!("/v1/sequences/{}", text(&sequence["sequence_id"]));
    let rule = json!({"rule": {"when": "deal_won"}});
    others.with_header("if-match", "*").patch(&path, &rule).await.problem(422, "invalid-field");
    hers.with_header("if-match", "*").patch(&path, &rule).await.expect(200);
    let unused = admin.with_header("if-match", "*");
    let path = format!("/v1/mailboxes/{}", text(&own["mailbox_id"]));
    unused.patch(&path, &json!({"active": false})).await.expect(200);
    arrive(&admin, &own, &raw("bob@client.example", "", "x")).await.problem(409, "mailbox-not-used");
}

#[tokio::test]
async fn nobodys_mail_waits_for_the_slow_server_of_somebody_else() {
    let (app, org) = start().await;
    let other = app.organization().await;
    let (slow, quick) = (Server::start().await, Server::start().await);
    slow.behave(Manner::HoldsRecipients);
    let (admin, stranger) = (org.as_role(Role::Admin), other.as_role(Role::Admin));
    let tarpit = mailbox(&admin, &slow, json!({})).await;
    let beside = mailbox(&admin, &quick, json!({})).await;
    let elsewhere = mailbox(&stranger, &quick, json!({})).await;
    // The job itself, by its own clock.
    let at_once = json!({"send_at": now(&app)});
    compose(&app, &admin, &tarpit, at_once.clone()).await;
    tokio::time::timeout(Duration::from_mins(1), slow.holds()).await.unwrap();
    compose(&app, &admin, &beside, at_once.clone()).await;
    compose(&app, &stranger, &elsewhere, at_once).await;
    let both = async {
        while quick.taken().len() < 2 {
            quick.has_taken().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(40), both).await.unwrap();
    assert_eq!(quick.taken().len(), 2, "the slow one is still waited for");
    slow.release();
    slow.has_taken().await;
}

#[tokio::test]
async fn a_mailbox_with_trouble_rests_and_all_its_mails_with_it() {
    let (app, org) = start().await;
    let (admin, server) = (org.as_role(Role::Admin), Server::start().await);
    server.behave(Manner::RefusesSenders("530 5.7.0 authentication required"));
    let mailbox = mailbox(&admin, &server, json!({})).await;
    let mut mails = Vec::new();
    for _ in 0..3 {
        mails.push(compose(&app, &admin, &mailbox, json!({})).await);
    }
    let later = |seconds: i64| now(&app) + TimeDelta::days(2) + TimeDelta::seconds(seconds);
    app.run_job_at(&org, SEND, later(0)).await;
    app.run_job_at(&org, SEND, later(10)).await;
    let mut attempts = 0;
    for mail in &mails {
        attempts += admin.get(at(mail, "")).await.expect(200)["attempts"].as_i64().unwrap();
    }
    assert_eq!(attempts, 1);
    server.behave(Manner::Takes);
    app.run_job_at(&org, SEND, later(600)).await;
    assert_eq!(server.taken().len(), 3);
}
