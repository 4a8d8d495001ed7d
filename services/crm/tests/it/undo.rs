//! Taking back what an import did.

use kernel::Role;
use serde_json::{Value, json};
use testkit::{Answer, App, Client, Organization};

use crate::imports::{at, names, run, set, settled, upload};
use crate::{event_types, fixed_line, start, text};

async fn undone(app: &App, org: &Organization, sales: &Client, import: &Value) -> Answer {
    sales.post(at(import, "/undo"), &json!({})).await.expect(200);
    settled(app, org, sales, import, "undone").await
}

/// Why records were kept, by what they are called.
async fn kept(sales: &Client, import: &Value) -> Vec<(String, String)> {
    let kept = sales.get(at(import, "/records?undo=kept")).await.expect(200);
    let one = |deed: &Value| (text(&deed["name"]).to_owned(), text(&deed["why"]).to_owned());
    kept["items"].as_array().unwrap().iter().map(one).collect()
}

async fn change(client: &Client, path: &str, body: &Value) {
    client.with_header("if-match", "*").patch(path, body).await.expect(200);
}

#[tokio::test]
async fn what_nobody_has_touched_is_gone_and_everything_else_is_kept_and_said_why() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let file = "Deal,Company,Contact person,Amount,Status,Lost reason\n\
                One,Acme,Anna,10,open,\nTwo,Beta,Bence,20,lost,Price\nThree,Gamma,Csaba,30,open,\nFour,Delta,Dóra,40,open,\n\
                Five,Eta,,50,open,\n";
    let import = upload(&sales, "kind=deals", file).await.expect(201);
    sales.post(at(&import.json, "/undo"), &json!({})).await.problem(409, "import-not-run");
    let done = run(&app, &org, &sales, &import.json).await;
    assert_eq!((&done["counts"]["created"], &done["records"]), (&json!(5), &json!(14)));
    let deals = sales.get("/v1/deals?sort=name").await.expect(200);
    let deal = |name: &str| {
        let items = deals["items"].as_array().unwrap();
        let one = items.iter().find(|deal| deal["name"] == name).unwrap();
        format!("/v1/deals/{}", text(&one["deal_id"]))
    };
    // Three is changed, something is written down about Gamma's contact, Four is won, and somebody opens a deal with Eta.
    change(&sales, &deal("Three"), &json!({"name": "Three and a half"})).await;
    change(&sales, &deal("Four"), &json!({"lines": [fixed_line("40")]})).await;
    sales.post(format!("{}/win", deal("Four")), &json!({})).await.expect(200);
    let eta = sales.get("/v1/accounts?name=eta").await.expect(200)["items"][0]["account_id"].clone();
    sales.post("/v1/deals", &json!({"name": "Own", "account_id": eta})).await.expect(201);
    let csaba = sales.get("/v1/contacts?name=csaba").await.expect(200)["items"][0]["contact_id"].clone();
    let note = json!({"about": [{"contact_id": csaba}], "content": {"kind": "note", "text": "met at the fair"}});
    sales.post("/v1/activities", &note).await.expect(201);

    let undone = undone(&app, &org, &sales, &import.json).await;
    assert_eq!((&undone["done"], &undone["kept"]), (&json!(14), &json!(7)));
    assert_eq!(names(&sales, "/v1/deals?sort=name").await, ["Four", "Own", "Three and a half"]);
    assert_eq!(names(&sales, "/v1/accounts").await, ["Delta", "Eta", "Gamma"]);
    assert_eq!(names(&sales, "/v1/contacts").await, ["Csaba", "Dóra"]);
    let why = kept(&sales, &import.json).await;
    let said = |name: &str| why.iter().find(|(one, _)| one == name).map(|(_, why)| why.as_str());
    assert_eq!((said("Three"), said("Four"), said("Eta")), (Some("changed"), Some("won"), Some("deals")));
    assert!(said("Csaba").is_some() && said("Gamma").is_some() && said("Dóra").is_some(), "{why:?}");
    sales.get(deal("One")).await.problem(404, "not-found");
    let found = sales.get("/v1/search?q=acme").await.expect(200);
    assert!(!found.text.contains("Acme"), "gone from the search: {}", found.text);
    let told = event_types(&app, &org).await;
    for (kind, count) in [("account", 2), ("contact", 2), ("deal", 3)] {
        let removed = format!("crm.{kind}.removed.v1");
        assert_eq!(told.iter().filter(|one| **one == removed).count(), count, "{removed}");
    }
    let twice = sales.post(at(&import.json, "/undo"), &json!({})).await;
    assert!(twice.text.contains("was undone already"), "{}", twice.text);
    twice.problem(409, "import-undone");
    // The same file can come again.
    let again = upload(&sales, "kind=deals", file).await.expect(201);
    let again = run(&app, &org, &sales, &again.json).await;
    assert_eq!(again["counts"]["refused"], 0);
    assert!(names(&sales, "/v1/accounts").await.contains(&"Acme".to_owned()));
}

#[tokio::test]
async fn what_was_filled_in_is_unknown_again_unless_somebody_changed_it() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let lead = json!({"name": "Anna", "email": "anna@example.com"});
    let anna = sales.post("/v1/leads", &lead).await.expect(201)["lead_id"].clone();
    let account = sales.post("/v1/accounts", &json!({"name": "Acme"})).await.expect(201)["account_id"].clone();
    let fill = |settings: &mut Value| settings["existing"] = json!("fill");
    let leads = "Name,E-mail,Phone,Company,ID\nAnna K.,ANNA@example.com,123 4567,Acme,77\nBence,b@example.com,1,,78\n";
    let leads = upload(&sales, "kind=leads", leads).await.expect(201);
    let leads = set(&sales, &leads, fill).await.expect(200);
    let done = run(&app, &org, &sales, &leads.json).await;
    assert_eq!((&done["counts"]["created"], &done["counts"]["updated"]), (&json!(1), &json!(1)));
    let accounts = "Company,Industry,Country\nACME Kft.,Software,HU\n";
    let accounts = upload(&sales, "kind=accounts", accounts).await.expect(201);
    let accounts = set(&sales, &accounts, fill).await.expect(200);
    run(&app, &org, &sales, &accounts.json).await;
    let at_lead = format!("/v1/leads/{}", text(&anna));
    let filled = sales.get(&at_lead).await.expect(200);
    assert_eq!(
        (&filled["name"], &filled["phone"], &filled["external_ref"]),
        (&json!("Anna"), &json!("123 4567"), &json!("77"))
    );
    change(&sales, &at_lead, &json!({"company": "Beta"})).await;

    undone(&app, &org, &sales, &leads.json).await;
    let now = sales.get(&at_lead).await.expect(200);
    assert_eq!((&now["phone"], &now["company"], &now["external_ref"]), (&Value::Null, &json!("Beta"), &Value::Null));
    assert_eq!(names(&sales, "/v1/leads").await, ["Anna"]);
    assert_eq!(sales.get("/v1/leads?external_ref=78").await.expect(200)["items"], json!([]));
    let at_account = format!("/v1/accounts/{}", text(&account));
    assert_eq!(sales.get(&at_account).await.expect(200)["industry"], "Software");
    undone(&app, &org, &sales, &accounts.json).await;
    let now = sales.get(&at_account).await.expect(200);
    assert_eq!((&now["industry"], &now["country"]), (&Value::Null, &Value::Null));
    let told = event_types(&app, &org).await;
    assert!(told.contains(&"crm.lead.removed.v1".to_owned()), "{told:?}");
}
