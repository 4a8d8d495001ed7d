//! Finding what may be the same, however it is written.

use kernel::Role;
use serde_json::json;
use testkit::Client;

use crate::{start, text};

/// Name and reasons of what is found.
async fn found(client: &Client, query: &str) -> Vec<(String, Vec<String>)> {
    let answer = client.get(format!("/v1/duplicates?{query}")).await.expect(200);
    let reasons = |item: &serde_json::Value| {
        item["reasons"].as_array().unwrap().iter().map(|reason| text(reason).to_owned()).collect::<Vec<_>>()
    };
    answer["items"].as_array().unwrap().iter().map(|item| (text(&item["name"]).to_owned(), reasons(item))).collect()
}

fn one(name: &str, reasons: &[&str]) -> Vec<(String, Vec<String>)> {
    vec![(name.to_owned(), reasons.iter().map(|reason| (*reason).to_owned()).collect())]
}

#[tokio::test]
async fn companies_are_found_whatever_their_legal_form_accents_and_address() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let body =
        json!({"name": "Álom-Építő Kft.", "website": "https://www.alom.hu/kapcsolat", "tax_number": "12345678-2-42"});
    sales.post("/v1/accounts", &body).await.expect(201);
    for (query, reasons) in [
        ("company=ALOM%20EPITO", &["name"][..]),
        ("company=%C3%A1lom%20%C3%A9p%C3%ADt%C5%91%20Zrt", &["name"]),
        ("website=alom.hu", &["domain"]),
        ("email=info@ALOM.hu", &["domain"]),
        ("tax_number=HU12345678", &["tax_number"]),
        ("company=Alom%20Epito&website=http://alom.hu:80/x", &["domain", "name"]),
    ] {
        assert_eq!(found(&sales, query).await, one("Álom-Építő Kft.", reasons), "{query}");
    }
    for query in
        ["company=Alom", "website=nem-alom.hu", "email=info@gmail.com", "tax_number=87654321", "person=alom", ""]
    {
        assert!(found(&sales, query).await.is_empty(), "{query}");
    }
    let stranger = app.organization().await.as_role(Role::Sales);
    assert!(found(&stranger, "company=alom%20epito").await.is_empty());
    org.as_role(Role::Employee).get("/v1/duplicates?company=x").await.problem(403, "forbidden");
}

#[tokio::test]
async fn people_are_found_by_address_number_and_name() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let body = json!({"name": "Kovács Anna", "email": "Anna@acme.hu", "phone": "+36 (30) 123-4567"});
    sales.post("/v1/contacts", &body).await.expect(201);
    for (query, reason) in
        [("email=anna@ACME.hu", "email"), ("phone=06301234567", "phone"), ("person=KOVACS%20anna", "name")]
    {
        assert_eq!(found(&sales, query).await, one("Kovács Anna", &[reason]), "{query}");
    }
    assert!(found(&sales, "phone=112&person=Anna").await.is_empty());
}

#[tokio::test]
async fn whoever_writes_down_a_duplicate_is_told_and_not_refused() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let account = json!({"name": "Acme Ltd", "website": "acme.com"});
    assert_eq!(sales.post("/v1/accounts", &account).await.expect(201)["duplicates"], json!([]));
    let again = sales.post("/v1/accounts", &json!({"name": "ACME Limited"})).await.expect(201);
    assert_eq!(again["duplicates"][0]["reasons"], json!(["name"]));
    let contact = json!({"name": "Anna", "email": "anna@acme.com"});
    sales.post("/v1/contacts", &contact).await.expect(201);
    let again = sales.post("/v1/contacts", &contact).await.expect(201);
    assert_eq!(again["duplicates"][0]["reasons"], json!(["email", "name"]));
    let lead = json!({"name": "Anna", "email": "anna@acme.com", "company": "Acme"});
    let created = sales.post("/v1/leads", &lead).await.expect(201);
    let kinds: Vec<_> = created["duplicates"].as_array().unwrap().iter().map(|one| text(&one["kind"])).collect();
    assert_eq!(kinds, ["contact", "contact", "account", "account"]);
    let shown = sales.get(format!("/v1/leads/{}/duplicates", text(&created["lead_id"]))).await.expect(200);
    assert_eq!(shown["items"], created["duplicates"]);
}
