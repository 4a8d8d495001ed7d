//! People and companies that are reached in several ways: each address, number and web address of theirs tells who it is.

use kernel::Role;
use serde_json::{Value, json};
use testkit::{Answer, Client};

use crate::activities::{colleague, told};
use crate::imports::{at, check, outcomes, run, set, settled, upload};
use crate::mails::mailbox;
use crate::mails_in::{arrive, raw};
use crate::smtp::Server;
use crate::{pointer, start, text};

async fn made(client: &Client, path: &str, body: Value) -> Answer {
    client.post(path, &body).await.expect(201)
}

async fn changed(client: &Client, path: &str, body: Value) -> Answer {
    client.with_header("if-match", "*").patch(path, &body).await
}

/// What may be the same, with why.
fn found(answer: &Answer) -> Vec<(&str, Vec<&str>)> {
    let items = answer["items"].as_array().unwrap();
    items.iter().map(|one| (text(&one["id"]), one["reasons"].as_array().unwrap().iter().map(text).collect())).collect()
}

#[tokio::test]
async fn several_stand_in_order_and_each_finds_its_record() {
    let (_app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let body = json!({"name": "Anna Kiss", "email": "anna@acme.hu", "phone": "+36 30 123 4567",
                      "additional_emails": ["anna@home.example", "ANNA@acme.hu"], "additional_phones": ["06 1 555 0100"]});
    let contact = made(&sales, "/v1/contacts", body).await;
    let path = format!("/v1/contacts/{}", text(&contact["contact_id"]));
    assert_eq!(contact["additional_emails"], json!(["anna@home.example"]), "none is there twice");
    for query in [
        "/v1/contacts?email=Anna@Home.example",
        "/v1/contacts?q=home.example",
        "/v1/search?q=anna@home.example",
        "/v1/search?q=15550100",
        "/v1/duplicates?email=anna@home.example",
        "/v1/duplicates?phone=%2B3615550100",
    ] {
        let answer = sales.get(query).await.expect(200);
        assert!(answer.text.contains(text(&contact["contact_id"])), "{query}: {}", answer.text);
    }
    // One that becomes the main one changes places; without a main one the first of the others is it.
    let swapped = changed(&sales, &path, json!({"email": "anna@home.example"})).await.expect(200);
    assert_eq!(
        (&swapped["email"], &swapped["additional_emails"]),
        (&json!("anna@home.example"), &json!(["anna@acme.hu"]))
    );
    let emptied = changed(&sales, &path, json!({"email": null})).await.expect(200);
    assert_eq!((&emptied["email"], &emptied["additional_emails"]), (&json!("anna@acme.hu"), &json!([])));
    assert_eq!(
        sales.get("/v1/contacts?email=anna@home.example").await.expect(200)["items"],
        json!([]),
        "it is forgotten"
    );

    for (body, at) in [
        (json!({"additional_phones": ["ask"]}), "/additional_phones"),
        (json!({"additional_emails": vec!["a@b.hu"; 21]}), "/additional_emails"),
    ] {
        let problem = changed(&sales, &path, body).await.problem(422, "invalid-field");
        assert_eq!(pointer(&problem), at);
    }
    let account =
        json!({"name": "Acme", "website": "acme.hu", "additional_websites": ["https://www.acme.hu/", "acme.at"]});
    let account = made(&sales, "/v1/accounts", account).await;
    assert_eq!(account["additional_websites"], json!(["acme.at"]));
    let problem = sales.post("/v1/accounts", &json!({"name": "x", "additional_websites": ["acme"]})).await;
    assert_eq!(pointer(&problem.problem(422, "invalid-field")), "/additional_websites");
    for query in ["/v1/accounts?q=acme.at", "/v1/search?q=acme.at", "/v1/duplicates?website=https://acme.at/de"] {
        let answer = sales.get(query).await.expect(200);
        assert!(answer.text.contains(text(&account["account_id"])), "{query}: {}", answer.text);
    }
    let stranger = start().await.1.as_role(Role::Sales);
    assert_eq!(stranger.get("/v1/duplicates?email=anna@acme.hu").await.expect(200)["items"], json!([]));
}

#[tokio::test]
async fn a_merge_keeps_every_address_and_its_undoing_gives_them_back() {
    let (_app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    for (kind, field) in [("contacts", "contact_id"), ("leads", "lead_id")] {
        let path = format!("/v1/{kind}");
        let kept = json!({"name": "Anna", "email": format!("a@{kind}.hu"), "phone": "+36 30 111 1111"});
        let kept = made(&sales, &path, kept).await;
        let other = json!({"name": "Anna K", "email": format!("b@{kind}.hu"), "additional_emails": [format!("a@{kind}.hu"), format!("c@{kind}.hu")],
                           "phone": "06 30 111 1111", "additional_phones": ["+36 30 222 2222"]});
        let other = made(&sales, &path, other).await;
        let at = format!("{path}/{}", text(&kept[field]));
        let twins = sales.get(format!("{at}/duplicates")).await.expect(200);
        let (id, mut reasons) = found(&twins).into_iter().next().expect("they share an address and a number");
        reasons.sort_unstable();
        assert_eq!((id, reasons), (text(&other[field]), vec!["email", "phone"]));

        let merged = sales.post(format!("{at}/merge"), &json!({"merged_id": other[field]})).await.expect(200);
        assert_eq!(merged["filled"], json!(["additional_emails/0", "additional_emails/2", "additional_phones/1"]));
        let shown = sales.get(&at).await.expect(200);
        assert_eq!(shown["additional_emails"], json!([format!("b@{kind}.hu"), format!("c@{kind}.hu")]));
        assert_eq!(shown["additional_phones"], json!(["+36 30 222 2222"]));
        // What somebody added meanwhile stays.
        let more =
            json!({"additional_emails": [format!("d@{kind}.hu"), format!("b@{kind}.hu"), format!("c@{kind}.hu")]});
        changed(&sales, &at, more).await.expect(200);
        sales.post(format!("/v1/merges/{}/undo", text(&merged["merge_id"])), &json!({})).await.expect(200);
        let shown = sales.get(&at).await.expect(200);
        assert_eq!(shown["additional_emails"], json!([format!("d@{kind}.hu")]));
        assert_eq!((&shown["email"], &shown["additional_phones"]), (&json!(format!("a@{kind}.hu")), &json!([])));
    }
    let kept = made(&sales, "/v1/accounts", json!({"name": "Acme", "website": "acme.hu"})).await;
    let other = made(&sales, "/v1/accounts", json!({"name": "Acme AT", "website": "acme.at"})).await;
    let at = format!("/v1/accounts/{}", text(&kept["account_id"]));
    sales.post(format!("{at}/merge"), &json!({"merged_id": other["account_id"]})).await.expect(200);
    assert_eq!(sales.get(&at).await.expect(200)["additional_websites"], json!(["acme.at"]));
}

#[tokio::test]
async fn mails_from_any_address_are_the_person_s_and_one_that_is_filed_can_be_remembered() {
    let (app, org) = start().await;
    let server = Server::start().await;
    let admin = org.as_member(colleague(&app, &org, "Anna").await, [Role::Admin]);
    let mailbox = mailbox(&admin, &server, json!({})).await;
    let bob = json!({"name": "Bob", "email": "bob@client.example", "additional_emails": ["bob@home.example"]});
    let bob = made(&admin, "/v1/contacts", bob).await;
    let timeline = format!("/v1/contacts/{}/timeline?kind=email", text(&bob["contact_id"]));
    arrive(&admin, &mailbox, &raw("Bob@home.example", "Subject: Hi\r\n", "From home.")).await.expect(200);
    assert_eq!(told(&admin, &timeline).await, ["From home."]);

    let taken =
        arrive(&admin, &mailbox, &raw("bob@phone.example", "Subject: Hi\r\n", "From my phone.")).await.expect(200);
    let mail = format!("/v1/mails/{}", text(&taken["mail_id"]));
    let about_deal = json!({"about": [{"account_id": made(&admin, "/v1/accounts", json!({"name": "x"})).await["account_id"]}],
                            "remember_address": true});
    let problem = admin.post(format!("{mail}/file"), &about_deal).await.problem(422, "invalid-field");
    assert_eq!(pointer(&problem), "/remember_address");
    let about = json!({"about": [{"contact_id": bob["contact_id"]}], "remember_address": true});
    admin.post(format!("{mail}/file"), &about).await.expect(200);
    let shown = admin.get(format!("/v1/contacts/{}", text(&bob["contact_id"]))).await.expect(200);
    assert_eq!(shown["additional_emails"], json!(["bob@home.example", "bob@phone.example"]));
    arrive(&admin, &mailbox, &raw("bob@phone.example", "Subject: Again\r\n", "Still my phone.")).await.expect(200);
    assert_eq!(told(&admin, &timeline).await, ["Still my phone.", "From my phone.", "From home."]);

    // A company is known by each of its web addresses, when nobody there has the address.
    let account = json!({"name": "Acme", "website": "acme.hu", "additional_websites": ["https://www.acme.at"]});
    let account = made(&admin, "/v1/accounts", account).await;
    arrive(&admin, &mailbox, &raw("office@acme.at", "Subject: Hi\r\n", "From Vienna.")).await.expect(200);
    let of_account = format!("/v1/accounts/{}/timeline?kind=email", text(&account["account_id"]));
    assert_eq!(told(&admin, &of_account).await, ["From Vienna."]);
}

#[tokio::test]
async fn all_addresses_of_a_row_come_in_and_go_with_the_import() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Admin);
    let known = json!({"name": "Bob", "email": "bob@acme.hu", "phone": "+36 1 555 0199"});
    let known = made(&sales, "/v1/contacts", known).await;
    let file = "Person - Name,Person - Email (Work),Person - Email (Home),Person - Phone,Person - Pipedrive System ID\n\
                Jane Doe,jane@acme.hu,jane@home.example,\"570-809-7197, +1 555 0100 22\",11\n\
                Bob,bob@acme.hu,bob@home.example,06 1 555 0199,12\n";
    let import = upload(&sales, "name=people.csv", file).await.expect(201);
    let import = set(&sales, &import, |settings| settings["existing"] = json!("fill")).await.expect(200);
    check(&app, &org, &sales, &import.json).await;
    let done = run(&app, &org, &sales, &import.json).await;
    let rows = outcomes(&sales, &done.json).await;
    assert_eq!(rows, [("created".to_owned(), Vec::new()), ("updated".to_owned(), Vec::new())], "nothing is left out");
    let jane = sales.get("/v1/contacts?email=jane@home.example").await.expect(200)["items"][0].clone();
    assert_eq!((&jane["email"], &jane["additional_emails"]), (&json!("jane@acme.hu"), &json!(["jane@home.example"])));
    assert_eq!((&jane["phone"], &jane["additional_phones"]), (&json!("570-809-7197"), &json!(["+1 555 0100 22"])));
    let bob = format!("/v1/contacts/{}", text(&known["contact_id"]));
    assert_eq!(sales.get(&bob).await.expect(200)["additional_emails"], json!(["bob@home.example"]));
    sales.post(at(&done.json, "/undo"), &json!({})).await.expect(200);
    settled(&app, &org, &sales, &done.json, "undone").await;
    assert_eq!(sales.get(&bob).await.expect(200)["additional_emails"], json!([]));
    assert_eq!(sales.get("/v1/contacts?email=jane@home.example").await.expect(200)["items"], json!([]));
}
