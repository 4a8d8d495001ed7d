//! Lists as files.

use kernel::Role;
use serde_json::{Value, json};

use crate::imports::{at, run, upload};
use crate::{eur, start, text};

/// The rows of a CSV file.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let text = csv.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[tokio::test]
async fn a_list_is_taken_out_with_its_filter_and_order() {
    let (_app, org) = start().await;
    let (sales, admin) = (org.as_role(Role::Sales), org.as_role(Role::Admin));
    let field = json!({"record": "account", "name": "Seats", "kind": "number"});
    let field = admin.post("/v1/custom-fields", &field).await.expect(201)["field_id"].clone();
    for (name, country) in [("=cmd|x", "HU"), ("Őz, Bt.", "HU"), ("Zulu", "DE")] {
        let account =
            json!({"name": name, "country": country, "annual_revenue": eur("0"), "custom": {text(&field): "12.5"}});
        sales.post("/v1/accounts", &account).await.expect(201);
    }
    let file = sales.get("/v1/exports/accounts.csv?country=HU&sort=-name").await.expect(200);
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    assert!(file.headers["content-disposition"].to_str().unwrap().contains("accounts.csv"));
    assert_eq!(file.headers["cache-control"], "no-store", "it is nobody else's who asks at this address");
    let rows = rows(&file.text);
    assert_eq!(rows[0].last().map(String::as_str), Some("Seats"));
    let names: Vec<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
    assert_eq!(names, ["Őz, Bt.", "'=cmd|x"], "in the order of the list, and no formula");
    assert_eq!((rows[1][7].as_str(), rows[1].last().unwrap().as_str()), ("0.00", "12.5"), "numbers stay numbers");
    sales.get("/v1/exports/accounts.csv?surprise=1").await.problem(422, "invalid-query");
    org.as_role(Role::Auditor).get("/v1/exports/accounts.csv").await.expect(200);
    for role in [Role::Finance, Role::ProjectManager, Role::Employee] {
        org.as_role(role).get("/v1/exports/accounts.csv").await.problem(403, "forbidden");
    }
}

#[tokio::test]
async fn every_list_comes_as_both_kinds_of_file() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let account = sales.post("/v1/accounts", &json!({"name": "Acme"})).await.expect(201)["account_id"].clone();
    let contact = json!({"name": "Anna", "account_id": account, "phone": "+36 1 555"});
    let contact = sales.post("/v1/contacts", &contact).await.expect(201)["contact_id"].clone();
    let deal = json!({"name": "Site", "account_id": account, "contact_id": contact, "value": eur("99.5")});
    sales.post("/v1/deals", &deal).await.expect(201);
    sales.post("/v1/leads", &json!({"name": "Bence", "note": "two\nlines"})).await.expect(201);
    let note = json!({"about": [{"account_id": account}], "content": {"kind": "note", "text": "-hello"}});
    sales.post("/v1/activities", &note).await.expect(201);
    for (list, cell) in [
        ("accounts", "Acme"),
        ("contacts", "'+36 1 555"),
        ("deals", "99.5"),
        ("leads", "two\nlines"),
        ("activities", "'-hello"),
    ] {
        let csv = sales.get(format!("/v1/exports/{list}.csv")).await.expect(200);
        let rows = rows(&csv.text);
        assert!(rows.len() == 2 && rows[1].iter().any(|one| one == cell), "{list}: {rows:?}");
        let xlsx = sales.get(format!("/v1/exports/{list}.xlsx")).await.expect(200);
        assert!(xlsx.text.starts_with("PK"), "{list}");
    }
    let stranger = app.organization().await.as_role(Role::Sales);
    let nothing = stranger.get("/v1/exports/contacts.csv").await.expect(200);
    assert_eq!(rows(&nothing.text).len(), 1, "only the heading");
}

#[tokio::test]
async fn what_was_taken_out_can_come_in_again() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    for no in 1..=250 {
        let contact = json!({"name": format!("Person {no:03}"), "phone": format!("+36 1 {no:07}"), "external_ref": format!("p-{no}")});
        sales.post("/v1/contacts", &contact).await.expect(201);
    }
    let file = sales.get("/v1/exports/contacts.csv").await.expect(200);
    assert_eq!(rows(&file.text).len(), 251, "page after page");
    let stranger_org = app.organization().await;
    let stranger = stranger_org.as_role(Role::Sales);
    let import = upload(&stranger, "name=contacts.csv", file.text.into_bytes()).await.expect(201);
    assert_eq!(import["kind"], "contacts");
    let done = run(&app, &stranger_org, &stranger, &import.json).await;
    assert_eq!(done["counts"]["created"], 250, "{}", done.text);
    let one = stranger.get("/v1/contacts?name=person%20001").await.expect(200);
    assert_eq!((&one["items"][0]["phone"], &one["items"][0]["external_ref"]), (&json!("+36 1 0000001"), &json!("p-1")));
    assert_eq!(stranger.get(at(&import.json, "")).await.expect(200)["undone_at"], Value::Null);
}
