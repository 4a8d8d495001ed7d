//! What people of a file want, as contacts: no mails, and what their data may be used for.

use kernel::Role;
use serde_json::{Value, json};
use testkit::Client;

use crate::imports::{at, counts, outcomes, run, set, settled, upload};
use crate::{start, text};

async fn contact(client: &Client, name: &str) -> Value {
    client.get(format!("/v1/contacts?q={name}")).await.expect(200)["items"][0].clone()
}

async fn consents(client: &Client, contact: &Value) -> Vec<Value> {
    let path = format!("/v1/contacts/{}/consents", text(&contact["contact_id"]));
    client.get(path).await.expect(200)["items"].as_array().unwrap().clone()
}

async fn addresses(client: &Client) -> Vec<String> {
    let listed = client.get("/v1/suppressions").await.expect(200);
    listed["items"].as_array().unwrap().iter().map(|one| text(&one["address"]).to_owned()).collect()
}

#[tokio::test]
async fn what_people_want_comes_with_their_contacts() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let file = "Full name,E-mail,Do Not Email,Consent,Consent purpose\n\
                Anna,anna@x.example,Yes,yes,newsletter\n\
                Béla,bela@x.example,No,no,\n\
                Csaba,,igen,yes,\n";
    let import = upload(&sales, "kind=contacts&name=list.csv", file).await.expect(201);
    let meant: Vec<&str> =
        import["settings"]["columns"].as_array().unwrap().iter().map(|rule| text(&rule["field"])).collect();
    assert_eq!(meant, ["name", "email", "do_not_email", "consent", "consent_purpose"]);
    let done = run(&app, &org, &sales, &import.json).await;
    assert_eq!(counts(&done), [3, 0, 0, 0, 0]);
    assert_eq!(outcomes(&sales, &import.json).await[2].1, ["no_place"], "nobody can be written to without an address");
    let (anna, bela, csaba) =
        (contact(&sales, "anna").await, contact(&sales, "bela").await, contact(&sales, "csaba").await);
    let of_anna = consents(&sales, &anna).await;
    let said =
        |one: &Value| (text(&one["purpose"]).to_owned(), text(&one["how"]).to_owned(), text(&one["text"]).to_owned());
    let list = "import: list.csv".to_owned();
    assert_eq!(said(&of_anna[0]), ("newsletter".to_owned(), list.clone(), "Consent: yes".to_owned()));
    assert_eq!((&of_anna[0]["basis"], &of_anna[0]["source"], of_anna.len()), (&json!("consent"), &json!("api"), 1));
    assert_eq!(consents(&sales, &bela).await, Vec::<Value>::new());
    assert_eq!(said(&consents(&sales, &csaba).await[0]), ("marketing".to_owned(), list, "Consent: yes".to_owned()));
    assert_eq!(addresses(&sales).await, ["anna@x.example"]);

    // Brought again, it is known; what is new is filled in, and taken back when the import is undone.
    let again = "Full name,E-mail,Consent,Consent purpose\nAnna,anna@x.example,yes,newsletter\nBéla,bela@x.example,yes,events\n";
    let import = upload(&sales, "kind=contacts&name=again.csv", again).await.expect(201);
    let import = set(&sales, &import, |settings| settings["existing"] = json!("fill")).await.expect(200);
    let done = run(&app, &org, &sales, &import.json).await;
    assert_eq!(counts(&done)[..2], [0, 1], "{}", done["counts"]);
    assert_eq!(consents(&sales, &anna).await.len(), 1, "once is enough");
    assert_eq!(text(&consents(&sales, &bela).await[0]["purpose"]), "events");
    let version = contact(&sales, "bela").await["version"].clone();
    assert_eq!(version, bela["version"], "nothing else of them changed");
    sales.post(at(&import.json, "/undo"), &json!({})).await.expect(200);
    settled(&app, &org, &sales, &import.json, "undone").await;
    assert!(!consents(&sales, &bela).await[0]["withdrawn_at"].is_null());
    assert!(consents(&sales, &anna).await[0]["withdrawn_at"].is_null(), "what the first file said still counts");
}

#[tokio::test]
async fn an_import_that_is_undone_takes_what_contacts_agreed_to_with_it() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let file = "Full name,E-mail,Consent,Do not email\nAnna,anna@x.example,yes,yes\n";
    let import = upload(&sales, "kind=contacts", file).await.expect(201);
    run(&app, &org, &sales, &import.json).await;
    sales.post(at(&import.json, "/undo"), &json!({})).await.expect(200);
    let undone = settled(&app, &org, &sales, &import.json, "undone").await;
    assert_eq!(undone["kept"], 0, "{}", undone.text);
    assert_eq!(sales.get("/v1/contacts").await.expect(200)["items"], json!([]));
    assert_eq!(addresses(&sales).await, ["anna@x.example"], "whoever wants no mails still wants none");
}
