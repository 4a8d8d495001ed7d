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
async fn hosts_that_many_share_say_nothing() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    for (name, host) in [
        ("Freemail", "yahoo.co.uk"),
        ("Upc", "upcmail.hu"),
        ("Outlook", "outlook.hu"),
        ("Chello", "chello.hu"),
        ("Gmx", "gmx.ch"),
        ("Facebook", "m.facebook.com"),
        ("LinkedIn", "hu.linkedin.com"),
        ("Instagram", "instagram.com"),
        ("Sites", "sites.google.com"),
        ("Wix", "wixsite.com"),
    ] {
        let body = json!({"name": name, "website": format!("https://www.{host}/{name}")});
        sales.post("/v1/accounts", &body).await.expect(201);
        for query in [format!("website={host}/other"), format!("email=stranger@{host}")] {
            assert!(found(&sales, &query).await.is_empty(), "{query}");
        }
    }
    // A host of its own, and a company whose name only looks like that of a provider.
    for (name, host) in
        [("Own", "own.wordpress.com"), ("Gmx shop", "gmx-shop.hu"), ("Live", "live.acme.hu"), ("X", "xx.com")]
    {
        sales.post("/v1/accounts", &json!({"name": name, "website": host})).await.expect(201);
        for query in [format!("website=https://{host}/x"), format!("email=bob@{host}")] {
            assert_eq!(found(&sales, &query).await, one(name, &["domain"]), "{query}");
        }
    }
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
async fn names_are_found_in_any_order_and_companies_by_where_their_people_write_from() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let account = sales.post("/v1/accounts", &json!({"name": "Acme"})).await.expect(201);
    let person =
        json!({"name": "Varga Eszter", "email": "eszter@acme-group.example", "account_id": account["account_id"]});
    sales.post("/v1/contacts", &person).await.expect(201);
    let free = json!({"name": "Nagy Béla", "email": "bela@gmail.com", "account_id": account["account_id"]});
    sales.post("/v1/contacts", &free).await.expect(201);
    for query in ["person=Eszter%20Varga", "person=Dr.%20VARGA%20eszter", "person=Varga,%20Eszter"] {
        assert_eq!(found(&sales, query).await, one("Varga Eszter", &["name"]), "{query}");
    }
    assert!(found(&sales, "person=Varga").await.is_empty());
    for query in ["website=www.acme-group.example", "email=somebody@acme-group.example"] {
        assert_eq!(found(&sales, query).await, one("Acme", &["domain"]), "{query}");
    }
    assert!(found(&sales, "email=x@gmail.com").await.is_empty(), "mail anybody can have says nothing");
    sales.post("/v1/leads", &json!({"name": "Kis Anna", "company": "Kert Kft."})).await.expect(201);
    assert_eq!(found(&sales, "person=Anna%20Kis&company=KERT").await, one("Kis Anna", &["name"]));
    let stranger = app.organization().await.as_role(Role::Sales);
    assert!(found(&stranger, "person=Eszter%20Varga").await.is_empty());
}

#[tokio::test]
async fn whoever_changes_something_into_a_duplicate_is_told() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let changer = sales.with_header("if-match", "*");
    let acme = json!({"name": "Acme", "website": "acme.com"});
    sales.post("/v1/accounts", &acme).await.expect(201);
    let other = sales.post("/v1/accounts", &json!({"name": "Other"})).await.expect(201);
    let at = format!("/v1/accounts/{}", text(&other["account_id"]));
    assert_eq!(changer.patch(&at, &json!({"industry": "IT"})).await.expect(200)["duplicates"], json!([]));
    let changed = changer.patch(&at, &json!({"website": "https://acme.com/x"})).await.expect(200);
    assert_eq!((&changed["duplicates"][0]["name"], &changed["version"]), (&json!("Acme"), &json!(3)));

    sales.post("/v1/contacts", &json!({"name": "Varga Eszter"})).await.expect(201);
    let other = sales.post("/v1/contacts", &json!({"name": "Other"})).await.expect(201);
    let at = format!("/v1/contacts/{}", text(&other["contact_id"]));
    let changed = changer.patch(&at, &json!({"name": "Eszter Varga"})).await.expect(200);
    assert_eq!(changed["duplicates"][0]["reasons"], json!(["name"]));

    let lead = sales.post("/v1/leads", &json!({"name": "Somebody"})).await.expect(201);
    let at = format!("/v1/leads/{}", text(&lead["lead_id"]));
    let changed = changer.patch(&at, &json!({"company": "ACME Kft."})).await.expect(200);
    assert_eq!((&changed["duplicates"][0]["kind"], &changed["score"]), (&json!("account"), &json!(0)));
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
