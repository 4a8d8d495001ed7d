//! Issued invoices as documents.

use contracts::crm::{Account, AccountUpdated, PostalAddress};
use kernel::Role;
use platform::db::Mode;
use serde_json::{Value, json};
use testkit::Client;

use crate::world::{id, json_eur, name, world};

pub async fn pdf(client: &Client, at: &str) -> Vec<u8> {
    let answer = client.get(at).await.expect(200);
    assert_eq!(answer.headers["content-type"], "application/pdf");
    assert_eq!(answer.headers["cache-control"], "no-store");
    answer.bytes.to_vec()
}

pub fn read(bytes: &[u8]) -> String {
    let pdf = lopdf::Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = pdf.get_pages().keys().copied().collect();
    pdf.extract_text(&pages).unwrap().replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn line(text: &str, price: &str, rate: &str) -> Value {
    json!({ "description": text, "quantity": "2", "unit_price": json_eur(price), "vat_rate": rate })
}

#[tokio::test]
async fn an_issued_invoice_is_a_document_that_never_changes() {
    let world = world().await;
    let owner = world.org.as_role(Role::Owner);
    let settings = json!({
        "language": "hu", "seller_details": "1011 Budapest, Fő utca 1.\nAdószám: 12345678-2-41",
        "payment_details": "Példa Bank\nIBAN HU42 1177 3016 1111 1018 0000 0000", "closing": "Köszönjük!",
    });
    let any = owner.with_header("if-match", "*");
    world.finance.with_header("if-match", "*").put("/v1/invoice-settings", &settings).await.problem(403, "forbidden");
    owner.put("/v1/invoice-settings", &settings).await.problem(428, "match-required");
    let set = any.put("/v1/invoice-settings", &settings).await.expect(200);
    assert_eq!((&set["version"], &set["language"]), (&json!(1), &json!("hu")));
    let stale = owner.with_header("if-match", "\"0\"");
    stale.put("/v1/invoice-settings", &settings).await.problem(412, "stale-version");

    let (mut account, customer) = world.customer().await;
    let part = |text| Some(name(text));
    let (street, city) = (part("Kossuth tér 3. II/4"), part("Győr"));
    account.address =
        Some(PostalAddress { street, postal_code: part("9021"), city, region: part("Győr-Moson-Sopron") });
    world.tell(2, &AccountUpdated { account: account.clone() }).await;
    let lines = [line("Árvíztűrő fejlesztés", "500", "27"), line("Book", "10.50", "5")];
    let body = json!({ "customer_id": customer, "lines": lines });
    let draft = world.finance.post("/v1/invoices", &body).await.expect(201);
    let at = format!("/v1/invoices/{}/pdf", id(&draft, "invoice_id"));
    world.finance.get(&at).await.problem(409, "invoice-not-issued");
    let issued = world.issue(&draft).await.expect(200);

    let first = pdf(&world.finance, &at).await;
    let text = read(&first);
    let number = id(&issued, "number");
    for words in [
        "SZÁMLA",
        &number,
        "Acme",
        "Kossuth tér 3. II/4 9021 Győr Győr-Moson-Sopron",
        "1011 Budapest, Fő utca 1.",
        "Adószám: 12345678-2-41",
        "Árvíztűrő fejlesztés",
        "1 000,00",
        "27%",
        "270,00",
        "5%",
        "1,05",
        "Nettó 1 021,00 EUR",
        "Áfa 271,05 EUR",
        "Végösszeg 1 292,05 EUR",
        "Fizetendő 1 292,05 EUR",
        "IBAN HU42 1177 3016 1111 1018 0000 0000",
        "Köszönjük!",
    ] {
        assert!(text.contains(words), "{words} is not in {text}");
    }
    let english = read(&pdf(&world.finance, &format!("{at}?language=en")).await);
    for words in ["INVOICE", "Unit price", "Total 1,292.05 EUR", "with the reference", "Köszönjük!"] {
        assert!(english.contains(words), "{words} is not in {english}");
    }
    world.finance.get(format!("{at}?language=de")).await.problem(422, "invalid-query");

    // Whatever becomes of everybody on it.
    let renamed = Account { name: name("Globex"), ..account };
    world.tell(3, &AccountUpdated { account: renamed }).await;
    any.put("/v1/invoice-settings", &json!({ "language": "en" })).await.expect(200);
    let payment = json!({ "customer_id": customer, "amount": json_eur("100"), "received_on": issued["issued_on"],
        "applications": [{ "invoice_id": issued["invoice_id"], "amount": json_eur("100") }] });
    world.finance.post("/v1/payments", &payment).await.expect(201);
    assert!(first == pdf(&world.finance, &at).await, "the bytes are not the same");
    let next = world.issued(customer, "1.00").await;
    let next = read(&pdf(&world.finance, &format!("/v1/invoices/{}/pdf", id(&next, "invoice_id"))).await);
    assert!(next.contains("INVOICE") && next.contains("Globex") && !next.contains("IBAN"), "{next}");

    world.app.organization().await.as_role(Role::Owner).get(&at).await.problem(404, "not-found");
    world.org.as_role(Role::Sales).get(&at).await.problem(403, "forbidden");
}

#[tokio::test]
async fn an_issued_invoice_shows_its_parties_as_they_were_when_it_was_issued() {
    let world = world().await;
    let owner = world.org.as_role(Role::Owner).with_header("if-match", "*");
    let settings = json!({ "language": "en", "seller_details": "1011 Budapest, Fő utca 1." });
    owner.put("/v1/invoice-settings", &settings).await.expect(200);
    let (mut account, customer) = world.customer().await;
    account.address = Some(PostalAddress { city: Some(name("Győr")), ..PostalAddress::default() });
    world.tell(2, &AccountUpdated { account: account.clone() }).await;
    let body = json!({ "customer_id": customer, "lines": [line("Book", "10.50", "5")] });
    let draft = world.finance.post("/v1/invoices", &body).await.expect(201);
    let at = format!("/v1/invoices/{}", id(&draft, "invoice_id"));
    assert_eq!(world.finance.get(&at).await.expect(200)["parties"], json!(null), "a draft names nobody for good");
    world.issue(&draft).await.expect(200);

    let moved = Account { name: name("Globex"), address: None, ..account };
    world.tell(3, &AccountUpdated { account: moved }).await;
    owner.put("/v1/invoice-settings", &json!({ "language": "en" })).await.expect(200);
    let parties = &world.finance.get(&at).await.expect(200)["parties"];
    assert_eq!(
        (&parties["customer"]["name"], &parties["customer"]["address"]["city"]),
        (&json!("Acme"), &json!("Győr"))
    );
    assert_eq!(parties["seller"]["details"], settings["seller_details"]);
}

#[tokio::test]
async fn what_stands_on_an_issued_invoice_cannot_be_changed_even_in_the_database() {
    let world = world().await;
    let (_, customer) = world.customer().await;
    world.issued(customer, "100.00").await;
    for change in ["update invoice_papers set content = '{}'", "delete from invoice_papers"] {
        let (running, org) = (world.app.running.clone(), world.org.id);
        let refused = testkit::on_runtime(async move {
            let mut tx = running.state().db.begin(org, Mode::Write).await.unwrap();
            sqlx::query(change).execute(&mut *tx).await
        })
        .await;
        let error = refused.expect_err(change);
        let constraint = error.as_database_error().and_then(|error| error.constraint()).map(str::to_owned);
        assert_eq!(constraint.as_deref(), Some("invoice_papers_are_immutable"), "{change}: {error}");
    }
}

#[tokio::test]
async fn an_invoice_of_many_lines_goes_on_and_loses_none() {
    let world = world().await;
    let (_, customer) = world.customer().await;
    let lines: Vec<Value> =
        (0..100).map(|n| line(&format!("Piece{n:03} {}", "of work ".repeat(15)), "1.00", "27")).collect();
    let body = json!({ "customer_id": customer, "lines": lines });
    let draft = world.finance.post("/v1/invoices", &body).await.expect(201);
    let issued = world.issue(&draft).await.expect(200);
    let text = read(&pdf(&world.finance, &format!("/v1/invoices/{}/pdf", id(&issued, "invoice_id"))).await);
    assert!((0..100).all(|n| text.contains(&format!("Piece{n:03}"))), "{text}");
    assert!(text.contains("Total 254.00 EUR"), "{text}");
}
