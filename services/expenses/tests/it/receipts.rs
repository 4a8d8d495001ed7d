//! Receipts: files that prove the lines of a claim.

use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use axum::body::Body;
use http::Method;
use kernel::{ClaimId, ClaimLineId, ReceiptId, Role};
use serde_json::{Value, json};
use testkit::{Answer, App, Client, Organization};

use crate::given::claim;

const MIB: usize = 1024 * 1024;

/// A file that begins as a PDF does.
fn pdf(size: usize) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    file.resize(size.max(file.len()), b'x');
    file
}

/// A claim of somebody, its address and the id of its line.
async fn drafted(client: &Client) -> (Answer, String, String) {
    let drafted = claim(client, None).await;
    let address = format!("/v1/claims/{}", drafted["claim_id"].as_str().unwrap());
    let line = drafted["lines"][0]["claim_line_id"].as_str().unwrap().to_owned();
    (drafted, address, line)
}

async fn send(client: &Client, address: &str, line: &str, kind: &str, file: impl Into<Body>) -> Answer {
    let client = client.with_header("content-type", kind);
    client.send(Method::POST, &format!("{address}/lines/{line}/receipts?name=Sz%C3%A1mla.pdf"), file.into()).await
}

/// Where a file lies.
fn place(org: &Organization, sha256: &Value) -> PathBuf {
    let folder = testkit::workspace().join(".local/test-files").join(org.id.to_string());
    folder.join("kept").join(sha256.as_str().unwrap())
}

#[tokio::test]
async fn a_receipt_is_handed_in_shown_read_and_taken_back() {
    let app = App::start(expenses::service()).await;
    let org = app.organization().await;
    let anna = org.as_role(Role::Employee);
    let (before, address, line) = drafted(&anna).await;
    let receipt = send(&anna, &address, &line, "application/pdf", pdf(3000)).await.expect(201);
    assert_eq!(
        (&receipt["name"], &receipt["content_type"], &receipt["size_bytes"]),
        (&json!("Számla.pdf"), &json!("application/pdf"), &json!(3000))
    );
    let file = format!("{address}/receipts/{}", receipt["receipt_id"].as_str().unwrap());
    assert_eq!(receipt.headers["location"], file.as_str());
    let shown = anna.get(&address).await.expect(200);
    assert_eq!(shown["lines"][0]["receipts"], json!([receipt.json]));
    assert_eq!((shown.etag(), &shown["version"]), ("\"2\"".to_owned(), &json!(2)));
    assert_eq!(before["lines"][0]["receipts"], json!([]));
    let told = app.published(&org).await;
    assert_eq!(told[1].event_type, "expenses.claim.updated.v1");
    assert_eq!(told[1].payload["claim"]["lines"][0]["receipts"][0]["sha256"], receipt["sha256"]);

    let read = anna.get(&file).await.expect(200);
    assert_eq!(read.text.as_bytes(), pdf(3000));
    for (name, value) in [
        ("content-type", "application/pdf"),
        ("content-length", "3000"),
        ("x-content-type-options", "nosniff"),
        ("content-disposition", "inline; filename*=UTF-8''Sz%C3%A1mla.pdf"),
    ] {
        assert_eq!(read.headers[name], value);
    }

    let again = send(&anna, &address, &line, "application/pdf", pdf(3000)).await.expect(201);
    assert_eq!((&again.json, again.etag()), (&receipt.json, "\"2\"".to_owned()), "the same file is handed in once");

    let emptied = anna.delete(&file).await.expect(200);
    assert_eq!((&emptied["lines"][0]["receipts"], &emptied["version"]), (&json!([]), &json!(3)));
    anna.get(&file).await.problem(404, "not-found");
    anna.delete(&file).await.problem(404, "not-found");
    assert_eq!(app.published(&org).await.iter().map(|event| event.aggregate_seq).collect::<Vec<_>>(), [1, 2, 3]);
}

#[tokio::test]
async fn only_what_it_says_it_is_is_taken_and_only_up_to_ten_mebibytes() {
    let app = App::start(expenses::service()).await;
    let org = app.organization().await;
    let anna = org.as_role(Role::Employee);
    let (_, address, line) = drafted(&anna).await;
    for kind in ["text/html", "image/svg+xml", "application/json", "application/octet-stream"] {
        send(&anna, &address, &line, kind, pdf(10)).await.problem(415, "not-a-receipt");
    }
    for (kind, file) in [
        ("image/png", pdf(100)),
        ("application/pdf", b"<script>alert(1)</script>".to_vec()),
        ("image/jpeg", b"\x89PNG\r\n\x1a\n0123456789".to_vec()),
        ("image/webp", b"RIFF0000AVI LIST".to_vec()),
        ("application/pdf", Vec::new()),
        ("application/pdf", b"%PD".to_vec()),
    ] {
        send(&anna, &address, &line, kind, file).await.problem(422, "not-that-type");
    }
    for (kind, file) in [
        ("image/png; charset=binary", b"\x89PNG\r\n\x1a\n".to_vec()),
        ("IMAGE/JPEG", b"\xff\xd8\xff\xe0".to_vec()),
        ("image/webp", b"RIFF\x24\0\0\0WEBPVP8 ".to_vec()),
    ] {
        send(&anna, &address, &line, kind, file).await.expect(201);
    }
    send(&anna, &address, &line, "application/pdf", pdf(10 * MIB)).await.expect(201);
    send(&anna, &address, &line, "application/pdf", pdf(10 * MIB + 1)).await.problem(413, "file-too-large");
    // Nobody said how long this one would be.
    let endless = futures::stream::iter((0..11).map(|_| Ok::<_, std::io::Error>(pdf(MIB))));
    send(&anna, &address, &line, "application/pdf", Body::from_stream(endless)).await.problem(413, "file-too-large");
    let cut = futures::stream::iter([Ok(pdf(20)), Err(std::io::Error::other("gone"))]);
    send(&anna, &address, &line, "application/pdf", Body::from_stream(cut)).await.problem(400, "body-cut-off");
    let shown = anna.get(&address).await.expect(200);
    assert_eq!(shown["lines"][0]["receipts"].as_array().map(Vec::len), Some(4));
    anna.with_header("content-type", "application/pdf")
        .send(Method::POST, &format!("{address}/lines/{line}/receipts?title=x"), Body::from(pdf(9)))
        .await
        .problem(422, "invalid-query");
}

#[tokio::test]
async fn who_sees_the_claim_reads_its_receipts_and_only_the_claimant_changes_them() {
    let app = App::start(expenses::service()).await;
    let org = app.organization().await;
    let (anna, bela, finance) = (org.as_role(Role::Employee), org.as_role(Role::Employee), org.as_role(Role::Finance));
    let (_, address, line) = drafted(&anna).await;
    let receipt = send(&anna, &address, &line, "application/pdf", pdf(100)).await.expect(201);
    let file = format!("{address}/receipts/{}", receipt["receipt_id"].as_str().unwrap());
    for reader in [&finance, &org.as_role(Role::Auditor), &anna] {
        reader.get(&file).await.expect(200);
    }
    finance.delete(&file).await.problem(403, "not-your-claim");
    send(&finance, &address, &line, "application/pdf", pdf(200)).await.problem(403, "not-your-claim");
    org.as_role(Role::Auditor).delete(&file).await.problem(403, "forbidden");
    let stranger = app.organization().await.as_role(Role::Owner);
    for other in [&bela, &stranger] {
        other.get(&file).await.problem(404, "not-found");
        other.delete(&file).await.problem(404, "not-found");
        send(other, &address, &line, "application/pdf", pdf(100)).await.problem(404, "not-found");
        send(other, &address, &line, "text/html", pdf(100)).await.problem(404, "not-found");
    }
    let unknown = ClaimLineId::new().to_string();
    send(&anna, &address, &unknown, "application/pdf", pdf(100)).await.problem(404, "not-found");
    anna.get(format!("{address}/receipts/{}", ReceiptId::new())).await.problem(404, "not-found");
    let nowhere = format!("/v1/claims/{}", ClaimId::new());
    send(&anna, &nowhere, &line, "application/pdf", pdf(100)).await.problem(404, "not-found");
    anna.get(format!("{nowhere}/receipts/{}", receipt["receipt_id"].as_str().unwrap())).await.problem(404, "not-found");
}

#[tokio::test]
async fn what_was_handed_in_keeps_its_receipts_until_it_is_sent_back() {
    let app = App::start(expenses::service()).await;
    let org = app.organization().await;
    let (anna, finance) = (org.as_role(Role::Employee), org.as_role(Role::Finance));
    let (_, address, line) = drafted(&anna).await;
    let receipt = send(&anna, &address, &line, "application/pdf", pdf(100)).await.expect(201);
    let file = format!("{address}/receipts/{}", receipt["receipt_id"].as_str().unwrap());
    anna.post(format!("{address}/submit"), &json!({})).await.expect(200);
    anna.delete(&file).await.problem(409, "claim-not-open");
    send(&anna, &address, &line, "application/pdf", pdf(200)).await.problem(409, "claim-not-open");
    finance.post(format!("{address}/reject"), &json!({ "reason": "Which city?" })).await.expect(200);
    anna.with_header("if-match", "\"1\"").delete(&file).await.problem(412, "stale-version");
    anna.delete(&file).await.expect(200);
    send(&anna, &address, &line, "application/pdf", pdf(200)).await.expect(201);
    anna.post(format!("{address}/submit"), &json!({})).await.expect(200);
    let approved = finance.post(format!("{address}/approve"), &json!({})).await.expect(200);
    assert_eq!(approved["lines"][0]["receipts"].as_array().map(Vec::len), Some(1));
    let file = format!("{address}/receipts/{}", approved["lines"][0]["receipts"][0]["receipt_id"].as_str().unwrap());
    anna.delete(&file).await.problem(409, "claim-not-open");
}

#[tokio::test]
async fn a_line_that_stays_keeps_its_receipts() {
    let app = App::start(expenses::service()).await;
    let org = app.organization().await;
    let anna = org.as_role(Role::Employee);
    let (drafted, address, line) = drafted(&anna).await;
    send(&anna, &address, &line, "application/pdf", pdf(100)).await.expect(201);
    let part = |id: Value| {
        json!({ "claim_line_id": id, "category_id": drafted["lines"][0]["category_id"], "description": "Train",
                "spent_on": "2026-01-02", "amount": { "amount": "5", "currency": "EUR" } })
    };
    let anyone = anna.with_header("if-match", "*");
    let change = json!({ "lines": [part(json!(line)), part(Value::Null)] });
    let changed = anyone.patch(&address, &change).await.expect(200);
    assert_eq!(changed["lines"][0]["claim_line_id"], json!(line));
    assert_eq!(changed["lines"][0]["receipts"].as_array().map(Vec::len), Some(1));
    assert_eq!(changed["lines"][1]["receipts"], json!([]));
    for (lines, at) in [
        ([part(json!(line)), part(json!(line))], "/lines/1/claim_line_id"),
        ([part(json!(line)), part(json!(ClaimLineId::new()))], "/lines/1/claim_line_id"),
    ] {
        let problem = anyone.patch(&address, &json!({ "lines": lines })).await.problem(422, "invalid-field");
        assert_eq!(problem["errors"][0]["pointer"], at);
    }
    let replaced = anyone.patch(&address, &json!({ "lines": [part(Value::Null)] })).await.expect(200);
    assert_ne!(replaced["lines"][0]["claim_line_id"], json!(line));
    assert_eq!(replaced["lines"][0]["receipts"], json!([]));
}

#[tokio::test]
async fn files_that_no_receipt_stands_for_are_removed_after_a_day() {
    let app = App::start(expenses::service()).await;
    let org = app.organization().await;
    let anna = org.as_role(Role::Employee);
    let (_, address, line) = drafted(&anna).await;
    let kept = send(&anna, &address, &line, "application/pdf", pdf(100)).await.expect(201);
    let taken_back = send(&anna, &address, &line, "application/pdf", pdf(200)).await.expect(201);
    let fresh = send(&anna, &address, &line, "application/pdf", pdf(300)).await.expect(201);
    for receipt in [&taken_back, &fresh] {
        anna.delete(format!("{address}/receipts/{}", receipt["receipt_id"].as_str().unwrap())).await.expect(200);
    }
    // This one is refused only after its file has come.
    let stale = anna.with_header("if-match", "\"1\"");
    send(&stale, &address, &line, "application/pdf", pdf(400)).await.problem(412, "stale-version");
    let folder = place(&org, &kept["sha256"]);
    let all = || std::fs::read_dir(folder.parent().unwrap()).unwrap().map(|entry| entry.unwrap().path());
    assert_eq!(all().count(), 4);
    let long_ago = SystemTime::now() - Duration::from_hours(25);
    for file in all().filter(|file| *file != place(&org, &fresh["sha256"])) {
        std::fs::File::options().append(true).open(file).unwrap().set_modified(long_ago).unwrap();
    }
    app.run_job(&org, "remove files no receipt stands for").await;
    let left: std::collections::BTreeSet<PathBuf> = all().collect();
    assert_eq!(left, [place(&org, &kept["sha256"]), place(&org, &fresh["sha256"])].into());
    anna.get(format!("{address}/receipts/{}", kept["receipt_id"].as_str().unwrap())).await.expect(200);

    // The same content again is written again, and stays.
    let again = send(&anna, &address, &line, "application/pdf", pdf(200)).await.expect(201);
    assert!(place(&org, &again["sha256"]).is_file());
}
