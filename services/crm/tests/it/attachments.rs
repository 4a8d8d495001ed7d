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
    assert_eq!(types[types.len() - 2..], ["crm.attachment.added.v1", "crm.attachment.removed.v1"]);
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
