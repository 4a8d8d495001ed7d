//! Files beside accounts, deals and activities.

use axum::body::Body;
use http::Method;
use kernel::Role;
use serde_json::json;
use testkit::{Answer, Client};

use crate::activities::told;
use crate::{deal, event_types, path, start, text};

/// Keeps a file beside something.
pub async fn send(client: &Client, to: &str, kind: &str, content: &str) -> Answer {
    let body = Body::from(content.to_owned());
    client.with_header("content-type", kind).send(Method::POST, to, body).await
}

#[tokio::test]
async fn a_file_is_kept_listed_read_and_removed() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let deal = deal(&sales).await;
    let to = path(&deal, "/attachments?name=../offer.pdf");
    let kept = send(&sales, &to, "application/pdf", "%PDF-1.7 offer").await.expect(201);
    assert_eq!((&kept["name"], &kept["size_bytes"]), (&json!("offer.pdf"), &json!(14)));
    let again = send(&sales, &to, "application/pdf", "%PDF-1.7 offer").await.expect(201);
    assert_eq!(again["attachment_id"], kept["attachment_id"], "repeated, it is kept once");
    let list = sales.get(path(&deal, "/attachments")).await.expect(200);
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    assert_eq!(told(&sales, &path(&deal, "/timeline?kind=file")).await, ["file_added"]);
    // The same content under another name is another file.
    let other = path(&deal, "/attachments?name=signed.pdf");
    let other = send(&sales, &other, "application/pdf", "%PDF-1.7 offer").await.expect(201);
    assert_ne!(other["attachment_id"], kept["attachment_id"]);
    assert_eq!(other["name"], "signed.pdf");
    sales.delete(format!("/v1/attachments/{}", text(&other["attachment_id"]))).await.expect(200);
    let at = format!("/v1/attachments/{}", text(&kept["attachment_id"]));
    let file = sales.get(&at).await.expect(200);
    assert_eq!(
        (file.text.as_str(), &file.headers["content-type"]),
        ("%PDF-1.7 offer", &"application/pdf".parse().unwrap())
    );
    let stranger = app.organization().await.as_role(Role::Sales);
    stranger.get(&at).await.problem(404, "not-found");
    stranger.delete(&at).await.problem(404, "not-found");
    send(&stranger, &to, "application/pdf", "%PDF-1.7").await.problem(404, "not-found");
    org.as_role(Role::Auditor).delete(&at).await.problem(403, "forbidden");
    sales.delete(&at).await.expect(200);
    sales.get(&at).await.problem(404, "not-found");
    sales.delete(&at).await.problem(404, "not-found");
    assert!(told(&sales, &path(&deal, "/timeline?kind=file")).await.is_empty());
    app.run_job(&org, "remove files kept beside nothing").await;
    let types = event_types(&app, &org).await;
    assert_eq!(types.last().map(String::as_str), Some("crm.attachment.removed.v1"));
    assert_eq!(types.iter().filter(|kind| *kind == "crm.attachment.added.v1").count(), 2);
}

#[tokio::test]
async fn a_file_that_is_sent_again_under_a_key_is_small_and_says_so() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let to = path(&deal(&sales).await, "/attachments?name=long.txt");
    let large = "x".repeat(1024 * 1024 + 1);
    let refused = send(&sales.with_header("idempotency-key", "k1"), &to, "text/plain", &large).await;
    let refused = refused.problem(413, "body-too-large");
    assert!(text(&refused["detail"]).ends_with("send a larger one without the key."), "{refused}");
    send(&sales, &to, "text/plain", &large).await.expect(201);
}

#[tokio::test]
async fn it_stands_where_its_activity_stands_and_is_what_it_says() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let deal = deal(&sales).await;
    let note = json!({"about": [{"deal_id": deal["deal_id"]}], "content": {"kind": "note", "text": "see file"}});
    let note = sales.post("/v1/activities", &note).await.expect(201);
    let to = format!("/v1/activities/{}/attachments", text(&note["activity_id"]));
    send(&sales, &to, "text/html", "<script>").await.problem(415, "not-an-attachment");
    send(&sales, &to, "image/png", "no picture").await.problem(422, "not-that-type");
    let kept = send(&sales, &to, "text/csv", "a;b").await.expect(201);
    assert_eq!((&kept["activity_id"], &kept["name"]), (&note["activity_id"], &json!("file")));
    assert_eq!(told(&sales, &path(&deal, "/timeline")).await[..2], ["file_added", "see file"]);
    assert_eq!(sales.get(&to).await.expect(200)["items"][0]["attachment_id"], kept["attachment_id"]);
}

#[tokio::test]
async fn what_an_office_keeps_is_kept_and_never_shown_as_a_page() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let deal = deal(&sales).await;
    for (name, kind, kept, content, how) in [
        ("all.zip", "application/x-zip-compressed", "application/zip", "PK\u{3}\u{4}x", "attachment"),
        (
            "a.odt",
            "application/vnd.oasis.opendocument.text",
            "application/vnd.oasis.opendocument.text",
            "PK\u{3}\u{4}o",
            "attachment",
        ),
        ("a.eml", "message/rfc822", "message/rfc822", "From: a@b.hu\r\n\r\nHi", "attachment"),
        ("b.eml", "application/octet-stream", "message/rfc822", "Subject: x\r\n\r\nHi", "attachment"),
        ("p.heic", "image/heic", "image/heic", "\0\0\0\u{18}ftypheic", "attachment"),
        ("e.xml", "text/xml", "application/xml", "<?xml version=\"1.0\"?><Invoice/>", "attachment"),
        ("a.csv", "text/csv", "text/csv", "a;b", "attachment"),
        ("a.pdf", "application/pdf", "application/pdf", "%PDF-1.7", "inline"),
    ] {
        let sent = send(&sales, &path(&deal, &format!("/attachments?name={name}")), kind, content).await.expect(201);
        assert_eq!(sent["content_type"], kept, "{name}");
        let file = sales.get(format!("/v1/attachments/{}", text(&sent["attachment_id"]))).await.expect(200);
        assert_eq!(
            (file.text.as_str(), &file.headers["x-content-type-options"]),
            (content, &"nosniff".parse().unwrap())
        );
        let disposition = file.headers["content-disposition"].to_str().unwrap();
        assert!(disposition.starts_with(how), "{name}: {disposition}");
    }
    let to = path(&deal, "/attachments?name=x.exe");
    send(&sales, &to, "application/octet-stream", "MZ").await.problem(415, "not-an-attachment");
    send(&sales, &to, "application/zip", "MZ").await.problem(422, "not-that-type");
}
