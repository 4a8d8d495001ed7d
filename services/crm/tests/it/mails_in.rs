//! Mails that come in.

use axum::body::Body;
use chrono::TimeDelta;
use http::Method;
use kernel::Role;
use serde_json::{Value, json};
use testkit::{Answer, App, Client, Organization};

use crate::activities::{colleague, told};
use crate::mails::{SEND, at, mailbox, now};
use crate::smtp::{Manner, Server};
use crate::{deal, path, start, text};

/// A mail from somebody, with this header and text.
pub fn raw(from: &str, headers: &str, body: &str) -> String {
    let id = kernel::MailId::new();
    format!(
        "From: Bob <{from}>\r\nTo: anna@example.com\r\nMessage-ID: <{id}@client.example>\r\n{headers}\r\n{body}\r\n"
    )
}

/// Hands a mail in that came to a mailbox.
pub async fn arrive(client: &Client, mailbox: &Answer, raw: &str) -> Answer {
    let path = format!("/v1/mailboxes/{}/mails", text(&mailbox["mailbox_id"]));
    client.with_header("content-type", "message/rfc822").send(Method::POST, &path, Body::from(raw.to_owned())).await
}

async fn post(client: &Client, path: &str, raw: &str) -> Answer {
    client.with_header("content-type", "message/rfc822").send(Method::POST, path, Body::from(raw.to_owned())).await
}

async fn sent(app: &App, org: &Organization, client: &Client, mailbox: &Answer, about: Value) -> Answer {
    let body = json!({"mailbox_id": mailbox["mailbox_id"], "to": ["bob@client.example"], "subject": "Offer", "body": "Hello",
                      "about": about, "send_at": now(app) + TimeDelta::days(1)});
    let mail = client.post("/v1/mails", &body).await.expect(201);
    app.run_job_at(org, SEND, now(app) + TimeDelta::days(2)).await;
    mail
}

#[tokio::test]
async fn an_answer_finds_its_conversation_its_people_and_its_deal() {
    let (app, org) = start().await;
    let server = Server::start().await;
    let me = colleague(&app, &org, "Anna").await;
    let admin = org.as_member(me, [Role::Admin]);
    let mailbox = mailbox(&admin, &server, json!({})).await;
    let deal = deal(&admin).await;
    let contact = json!({"name": "Bob", "email": "Bob@client.example", "account_id": deal["account_id"]});
    let contact = admin.post("/v1/contacts", &contact).await.expect(201);
    let mail = sent(&app, &org, &admin, &mailbox, json!([{"deal_id": deal["deal_id"]}])).await;
    let answer = raw(
        "bob@client.example",
        &format!("In-Reply-To: <{}>\r\nSubject: Re: Offer\r\n", text(&mail["message_id"])),
        "We take it.",
    );
    let program = org.as_role(Role::Sales);
    let taken = arrive(&program, &mailbox, &answer).await.expect(200);
    assert_eq!(taken["known"], false);
    let again = arrive(&program, &mailbox, &answer).await.expect(200);
    assert_eq!((&again["known"], &again["mail_id"]), (&json!(true), &taken["mail_id"]), "it is read once");
    let shown = admin.get(at(&taken, "")).await.expect(200);
    assert_eq!(
        (&shown["thread_id"], &shown["kind"], &shown["direction"]),
        (&mail["thread_id"], &json!("message"), &json!("incoming"))
    );
    assert_eq!(shown["about"], json!([{"contact_id": contact["contact_id"]}, {"deal_id": deal["deal_id"]}]));
    // The offer was sent the day after tomorrow, as far as the service knows.
    assert_eq!(told(&admin, &path(&deal, "/timeline?kind=email")).await, ["Hello", "We take it."]);
    let of_contact = format!("/v1/contacts/{}/timeline?kind=email", text(&contact["contact_id"]));
    assert_eq!(told(&admin, &of_contact).await, ["Hello", "We take it."]);
    let told = admin.get("/v1/notifications").await.expect(200);
    assert_eq!((&told["unread"], &told["items"][0]["kind"]), (&json!(1), &json!("mail_received")));
    let list = admin.get("/v1/mails?direction=incoming&kind=message").await.expect(200);
    assert_eq!(list["items"][0]["beginning"], "We take it.");
    let stranger = app.organization().await.as_role(Role::Admin);
    arrive(&stranger, &mailbox, &answer).await.problem(404, "not-found");
}

#[tokio::test]
async fn mails_come_in_at_a_secret_address() {
    let (app, org) = start().await;
    let (admin, server) = (org.as_role(Role::Admin), Server::start().await);
    let mailbox = mailbox(&admin, &server, json!({})).await;
    let at_mailbox = format!("/v1/mailboxes/{}", text(&mailbox["mailbox_id"]));
    let made = admin.post(format!("{at_mailbox}/inbox"), &json!({})).await.expect(200);
    let address = text(&made["path"]).to_owned();
    let lead = json!({"name": "Bob", "email": "bob@client.example"});
    let lead = admin.post("/v1/leads", &lead).await.expect(201);
    let nobody = org.with_token("none").without_header("authorization");
    let mail = raw("BOB@client.example", "Subject: Question\r\n", "How much?");
    assert_eq!(post(&nobody, &address, &mail).await.expect(200).json, json!({"received": true}));
    post(&nobody, &address, &mail).await.expect(200);
    let of_lead = format!("/v1/leads/{}/timeline", text(&lead["lead_id"]));
    assert_eq!(told(&admin, &of_lead).await, ["How much?", "lead_came"]);
    let secret = address.rsplit_once('.').unwrap().1;
    let other = app.organization().await;
    for wrong in [
        address.replace(secret, &"0".repeat(64)),
        address.replace(&org.id.to_string(), &other.id.to_string()),
        "/v1/public/inboxes/x".to_owned(),
    ] {
        post(&nobody, &wrong, &mail).await.problem(404, "not-found");
    }
    post(&nobody, &address, "").await.problem(422, "not-a-mail");
    post(&nobody, &address, "To: a@example.com\r\n\r\nx").await.problem(422, "mail-without-sender");
    let large = raw("bob@client.example", "", &"x".repeat(21 * 1024 * 1024));
    post(&nobody, &address, &large).await.problem(413, "mail-too-large");
    let keyed = admin.with_header("idempotency-key", "inbox-1");
    let made = keyed.post(format!("{at_mailbox}/inbox"), &json!({})).await.expect(200);
    let again = keyed.post(format!("{at_mailbox}/inbox"), &json!({})).await.expect(200);
    assert!(made["path"].is_string() && again["path"].is_null(), "the secret is kept nowhere: {}", again.text);
    post(&nobody, &address, &mail).await.problem(404, "not-found");
    admin.delete(format!("{at_mailbox}/inbox")).await.expect(200);
}

#[tokio::test]
async fn the_same_mail_at_two_mailboxes_at_once_is_one_mail() {
    let (_, org) = start().await;
    let (admin, server) = (org.as_role(Role::Admin), Server::start().await);
    let (one, other) = (mailbox(&admin, &server, json!({})).await, mailbox(&admin, &server, json!({})).await);
    let mail = raw("bob@client.example", "", "To both");
    let answers = tokio::join!(arrive(&admin, &one, &mail), arrive(&admin, &other, &mail));
    // Who comes second at the very same moment is told to come again, and finds it then.
    for answer in [answers.0, answers.1] {
        assert!([200, 503].contains(&answer.status), "{}", answer.text);
    }
    assert_eq!(arrive(&admin, &other, &mail).await.expect(200)["known"], true);
    assert_eq!(admin.get("/v1/mails").await.expect(200)["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn of_whom_nobody_knows_is_kept_until_somebody_says() {
    let (app, org) = start().await;
    let (admin, server) = (org.as_role(Role::Admin), Server::start().await);
    let mailbox = mailbox(&admin, &server, json!({})).await;
    let account = json!({"name": "Acme", "website": "https://www.acme.example"});
    let account = admin.post("/v1/accounts", &account).await.expect(201);
    let known = arrive(&admin, &mailbox, &raw("new@acme.example", "", "From a colleague")).await.expect(200);
    let about = json!([{"account_id": account["account_id"]}]);
    assert_eq!(admin.get(at(&known, "")).await.expect(200)["about"], about, "by the domain");
    let unknown = arrive(&admin, &mailbox, &raw("bob@gmail.com", "", "Who am I?")).await.expect(200);
    let unfiled = admin.get("/v1/mails?unfiled=true").await.expect(200);
    assert_eq!(unfiled["items"].as_array().unwrap().len(), 1);
    assert_eq!(unfiled["items"][0]["mail_id"], unknown["mail_id"]);
    let theirs =
        app.organization().await.as_role(Role::Admin).post("/v1/accounts", &json!({"name": "x"})).await.expect(201);
    let wrong = json!({"about": [{"account_id": theirs["account_id"]}]});
    admin.post(at(&unknown, "/file"), &wrong).await.problem(422, "invalid-field");
    admin.post(at(&unknown, "/file"), &json!({"about": []})).await.problem(422, "invalid-field");
    admin.post(at(&unknown, "/file"), &json!({"about": about})).await.expect(200);
    admin.post(at(&unknown, "/file"), &json!({"about": about})).await.problem(409, "mail-filed");
    let timeline = format!("/v1/accounts/{}/timeline", text(&account["account_id"]));
    let mut words = told(&admin, &timeline).await;
    words.sort();
    assert_eq!(words, ["From a colleague", "Who am I?"]);
    assert_eq!(admin.get("/v1/mails?unfiled=true").await.expect(200)["items"], json!([]));
}

#[tokio::test]
async fn files_stand_beside_the_mail_and_what_is_no_file_is_named() {
    let (_, org) = start().await;
    let (admin, server) = (org.as_role(Role::Admin), Server::start().await);
    let mailbox = mailbox(&admin, &server, json!({})).await;
    let lead = json!({"name": "Bob", "email": "bob@client.example"});
    let lead = admin.post("/v1/leads", &lead).await.expect(201);
    let headers = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n";
    let body = "--B\r\nContent-Type: text/html\r\n\r\n<p>See <b>file</b></p><script>x()</script>\r\n\
                --B\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=brief.pdf\r\n\r\n%PDF-1.7 x\r\n\
                --B\r\nContent-Type: application/x-msdownload\r\nContent-Disposition: attachment; filename=virus.exe\r\n\r\nMZ\r\n\
                --B\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\nFrom: carl@other.example\r\nSubject: x\r\n\r\nHi\r\n\
                --B\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=plan.zip\r\n\r\nPK\x03\x04 z\r\n\
                --B\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=no.png\r\n\r\nno picture\r\n--B--\r\n";
    let taken = arrive(&admin, &mailbox, &raw("bob@client.example", headers, body)).await.expect(200);
    let shown = admin.get(at(&taken, "")).await.expect(200);
    assert!(text(&shown["body"]).contains("See file") && !text(&shown["body"]).contains('<'), "{}", shown["body"]);
    assert_eq!(shown["left_out"], json!(["virus.exe", "no.png"]));
    let files = format!("/v1/activities/{}/attachments", text(&shown["activity_id"]));
    let files = admin.get(&files).await.expect(200);
    let mut names: Vec<&str> = files["items"].as_array().unwrap().iter().map(|file| text(&file["name"])).collect();
    names.sort_unstable();
    assert_eq!(names, ["brief.pdf", "mail.eml", "plan.zip"]);
    let of_lead = format!("/v1/leads/{}/timeline?kind=file", text(&lead["lead_id"]));
    assert_eq!(told(&admin, &of_lead).await, ["file_added"; 3]);
}

#[tokio::test]
async fn a_lead_takes_its_mails_along_and_an_answer_stops_its_clock() {
    let (app, org) = start().await;
    let (admin, server) = (org.as_role(Role::Admin), Server::start().await);
    let mailbox = mailbox(&admin, &server, json!({})).await;
    let lead = json!({"name": "Bob", "email": "bob@client.example"});
    let lead = admin.post("/v1/leads", &lead).await.expect(201);
    let at_lead = format!("/v1/leads/{}", text(&lead["lead_id"]));
    arrive(&admin, &mailbox, &raw("bob@client.example", "", "How much?")).await.expect(200);
    assert!(admin.get(&at_lead).await["first_responded_at"].is_null());
    sent(&app, &org, &admin, &mailbox, json!([])).await;
    assert!(admin.get(&at_lead).await["first_responded_at"].is_string());
    let became = admin.post(format!("{at_lead}/convert"), &json!({})).await.expect(200);
    for path in [
        format!("/v1/contacts/{}/timeline?kind=email", text(&became["contact"]["contact_id"])),
        format!("/v1/accounts/{}/timeline?kind=email", text(&became["account"]["account_id"])),
    ] {
        assert_eq!(told(&admin, &path).await, ["Hello", "How much?"], "{path}");
    }
}

#[tokio::test]
async fn what_does_not_arrive_is_noticed_and_what_is_answered_did() {
    let (app, org) = start().await;
    let (admin, server) = (org.as_role(Role::Admin), Server::start().await);
    let mailbox = mailbox(&admin, &server, json!({})).await;
    let mail = sent(&app, &org, &admin, &mailbox, json!([])).await;
    let report = |action: &str, status: &str| {
        raw(
            "mailer-daemon@mx.example",
            "MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=B\r\n",
            &format!(
                "--B\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n--B\r\nContent-Type: message/delivery-status\r\n\r\n\
                 Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; bob@client.example\r\nAction: {action}\r\n\
                 Status: {status}\r\nDiagnostic-Code: smtp; 550 no such user\r\n--B\r\nContent-Type: message/rfc822\r\n\r\n\
                 From: anna@example.com\r\nMessage-ID: <{}>\r\n\r\nHello\r\n--B--\r\n",
                text(&mail["message_id"])
            ),
        )
    };
    arrive(&admin, &mailbox, &report("delayed", "4.4.1")).await.expect(200);
    assert!(admin.get(at(&mail, "")).await["bounced_at"].is_null(), "it is only late");
    let taken = arrive(&admin, &mailbox, &report("failed", "5.1.1")).await.expect(200);
    let bounced = admin.get(at(&mail, "")).await.expect(200);
    assert!(bounced["bounced_at"].is_string() && text(&bounced["error"]).contains("550"), "{}", bounced.text);
    let kinds = admin.get(at(&taken, "")).await.expect(200);
    assert_eq!((&kinds["kind"], &kinds["thread_id"]), (&json!("bounce"), &mail["thread_id"]));
    let list = admin.get("/v1/suppressions?reason=bounced").await.expect(200);
    assert_eq!(list["items"][0]["address"], "bob@client.example");

    // A full mailbox may be empty tomorrow; a server that names no address of its own is believed all the same.
    for (who, status, suppressed) in [("zoe@client.example", "5.2.2", 1), ("eva@client.example", "5.1.1", 2)] {
        let body = json!({"mailbox_id": mailbox["mailbox_id"], "to": [who], "subject": "Offer", "body": "Hello", "about": [],
                          "send_at": now(&app) + TimeDelta::days(1)});
        let other = admin.post("/v1/mails", &body).await.expect(201);
        app.run_job_at(&org, SEND, now(&app) + TimeDelta::days(2)).await;
        let nameless = report("failed", status)
            .replace("Bob <mailer-daemon@mx.example>", "MAILER-DAEMON (Mail Delivery System)")
            .replace("bob@client.example", who)
            .replace(text(&mail["message_id"]), text(&other["message_id"]));
        arrive(&admin, &mailbox, &nameless).await.expect(200);
        assert!(admin.get(at(&other, "")).await.expect(200)["bounced_at"].is_string(), "{who}");
        let list = admin.get("/v1/suppressions?reason=bounced").await.expect(200);
        assert_eq!(list["items"].as_array().map(Vec::len), Some(suppressed), "{who}: {}", list.text);
    }

    // Nobody knew whether this one was sent; whoever answers has it.
    server.behave(Manner::HangsUp);
    let doubted = sent(&app, &org, &admin, &mailbox, json!([])).await;
    assert_eq!(admin.get(at(&doubted, "")).await["status"], "in_doubt");
    let answer = format!("References: <{}>\r\n", text(&doubted["message_id"]));
    arrive(&admin, &mailbox, &raw("bob@client.example", &answer, "Thanks")).await.expect(200);
    assert_eq!(admin.get(at(&doubted, "")).await["status"], "sent");
}
