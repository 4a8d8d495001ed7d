//! Files of mails: of those that came in and of those that go out.

use axum::body::Body;
use http::Method;
use kernel::Role;
use serde_json::{Value, json};
use testkit::{Answer, Client};

use crate::activities::{colleague, told};
use crate::mails::{at, compose, mailbox, send};
use crate::mails_in::{arrive, raw};
use crate::smtp::Server;
use crate::{deal, path, pointer, start, text};

fn with_file(from: &str, name: &str) -> String {
    let headers = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n";
    let body = format!(
        "--B\r\nContent-Type: text/plain\r\n\r\nSee file\r\n--B\r\nContent-Type: application/pdf\r\n\
         Content-Disposition: attachment; filename={name}\r\n\r\n%PDF-1.7 {name}\r\n--B--\r\n"
    );
    raw(from, headers, &body)
}

/// Brings a file.
async fn bring(client: &Client, path: &str, kind: &str, content: &[u8]) -> Answer {
    client.with_header("content-type", kind).send(Method::POST, path, Body::from(content.to_vec())).await
}

#[tokio::test]
async fn files_of_a_mail_about_nobody_wait_with_it_and_stand_on_the_record_then() {
    let (app, org) = start().await;
    let (admin, server) = (org.as_role(Role::Admin), Server::start().await);
    let anna = colleague(&app, &org, "Anna").await;
    let own = mailbox(&admin, &server, json!({"owner_id": anna})).await;
    let mail = arrive(&admin, &own, &with_file("new@client.example", "brief.pdf")).await.expect(200);
    let shown = admin.get(at(&mail, "")).await.expect(200);
    let [file] = &shown["files"].as_array().unwrap()[..] else { panic!("{}", shown.text) };
    assert_eq!((&file["name"], &file["content_type"]), (&json!("brief.pdf"), &json!("application/pdf")));
    let at_file = at(&mail, &format!("/files/{}", text(&file["attachment_id"])));
    assert!(admin.get(&at_file).await.expect(200).text.starts_with("%PDF-1.7 brief.pdf"));
    org.as_role(Role::Sales).get(&at_file).await.problem(404, "not-found");
    app.organization().await.as_role(Role::Admin).get(&at_file).await.problem(404, "not-found");
    // What is kept for nobody else is removed a day later; this is not.
    app.run_job_at(&org, "remove files kept beside nothing", crate::mails::now(&app) + chrono::TimeDelta::days(3))
        .await;
    let lead = admin.post("/v1/leads", &json!({"name": "New"})).await.expect(201);
    let filed = admin.post(at(&mail, "/file"), &json!({"about": [{"lead_id": lead["lead_id"]}]})).await.expect(200);
    assert_eq!(filed["files"], shown["files"], "under the same id");
    let files = format!("/v1/activities/{}/attachments", text(&filed["activity_id"]));
    assert_eq!(admin.get(&files).await.expect(200)["items"][0]["attachment_id"], file["attachment_id"]);
    let sales = org.as_role(Role::Sales);
    assert!(sales.get(&at_file).await.expect(200).text.starts_with("%PDF"), "as on the record, everybody reads it");
    let of_lead = format!("/v1/leads/{}/timeline?kind=file", text(&lead["lead_id"]));
    assert_eq!(told(&admin, &of_lead).await, ["file_added"]);

    let other = arrive(&admin, &own, &with_file("ad@client.example", "ad.pdf")).await.expect(200);
    let other = admin.get(at(&other, "")).await.expect(200);
    let gone = at(&other, &format!("/files/{}", text(&other["files"][0]["attachment_id"])));
    admin.post(at(&other, "/discard"), &json!({})).await.expect(200);
    admin.get(&gone).await.problem(404, "not-found");
}

#[tokio::test]
async fn files_go_out_with_a_mail_and_stand_on_the_record_once_it_was_sent() {
    let (app, org) = start().await;
    let (admin, server) = (org.as_role(Role::Admin), Server::start().await);
    let mailbox = mailbox(&admin, &server, json!({})).await;
    let deal = deal(&admin).await;
    let kept = bring(&admin, &path(&deal, "/attachments?name=offer.pdf"), "application/pdf", b"%PDF-1.7 offer").await;
    let kept = kept.expect(201);
    let brought =
        bring(&admin, "/v1/mail-files?name=n%C3%B3ta.txt", "text/plain", "Szép nóta".as_bytes()).await.expect(201);
    bring(&admin, "/v1/mail-files?name=x.exe", "application/x-msdownload", b"MZ")
        .await
        .problem(415, "not-an-attachment");
    let files = json!([kept["attachment_id"], brought["attachment_id"]]);
    let body = "Dear Bob,\n\n- one\n- two\n\nSee https://gerinc.example/x";
    let change = json!({"about": [{"deal_id": deal["deal_id"]}], "files": files, "body": body});
    let mail = compose(&app, &admin, &mailbox, change).await;
    assert_eq!(mail["files"].as_array().unwrap().len(), 2, "{}", mail.text);
    send(&app, &org, 2).await;
    send(&app, &org, 3).await;
    let [taken] = &server.taken()[..] else { panic!("{:?}", server.taken()) };
    let read = mail_parser::MessageParser::default().parse(&taken.mail).unwrap();
    let html = read.body_html(0).unwrap();
    assert!(html.contains("<li>one</li>") && html.contains("href=\"https://gerinc.example/x\""), "{html}");
    assert!(read.body_text(0).unwrap().starts_with("Dear Bob,"), "{}", taken.mail);
    let sent: Vec<_> = read.attachments().map(|part| part.contents().to_vec()).collect();
    assert_eq!(sent, [b"%PDF-1.7 offer".to_vec(), "Szép nóta".as_bytes().to_vec()]);
    let shown = admin.get(at(&mail, "")).await.expect(200);
    assert_eq!(shown["status"], "sent");
    let files = format!("/v1/activities/{}/attachments", text(&shown["activity_id"]));
    assert_eq!(admin.get(&files).await.expect(200)["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_file_goes_out_with_the_mail_of_whoever_brought_it_and_not_too_many_do() {
    let (app, org) = start().await;
    let (admin, server) = (org.as_role(Role::Admin), Server::start().await);
    let mailbox = mailbox(&admin, &server, json!({})).await;
    let brought = bring(&admin, "/v1/mail-files?name=a.txt", "text/plain", b"a").await.expect(201);
    let large = vec![b'x'; 8 * 1024 * 1024];
    let larger = [b"y".to_vec(), large.clone()].concat();
    let large = bring(&admin, "/v1/mail-files?name=l.txt", "text/plain", &large).await.expect(201);
    let larger = bring(&admin, "/v1/mail-files?name=m.txt", "text/plain", &larger).await.expect(201);
    let write = |files: Value| {
        json!({"mailbox_id": mailbox["mailbox_id"], "to": ["bob@client.example"], "subject": "x", "body": "x", "files": files,
               "send_at": crate::mails::now(&app) + chrono::TimeDelta::days(1)})
    };
    let ids: Vec<_> = (0..11).map(|_| kernel::AttachmentId::new()).collect();
    for (client, files, pointed) in [
        (&admin, json!(ids), "/files"),
        (&admin, json!([kernel::AttachmentId::new()]), "/files/0"),
        (&org.as_role(Role::Sales), json!([brought["attachment_id"]]), "/files/0"),
        (&app.organization().await.as_role(Role::Admin), json!([brought["attachment_id"]]), "/mailbox_id"),
        (&admin, json!([large["attachment_id"], larger["attachment_id"]]), "/files/1"),
    ] {
        let problem = client.post("/v1/mails", &write(files)).await.problem(422, "invalid-field");
        assert_eq!(pointer(&problem), pointed, "{problem}");
    }
    admin.post("/v1/mails", &write(json!([brought["attachment_id"]]))).await.expect(201);
    let again = admin.post("/v1/mails", &write(json!([brought["attachment_id"]]))).await;
    again.problem(422, "invalid-field");
}
