//! Exports of other systems become records, with every row accounted for.

use std::path::PathBuf;

use contracts::identity::{Member, MemberAdded};
use kernel::{MemberId, Name, Role, UserId};
use serde_json::{Value, json};
use testkit::{Answer, App, Client, Organization};

use crate::imports::{check, names, outcomes, run, set, upload};
use crate::{event_types, start, text};

fn file(name: &str) -> Option<Vec<u8>> {
    let folder: PathBuf = testkit::data_folder()?;
    Some(std::fs::read(folder.join("crm_export_formats").join(name)).unwrap())
}

async fn sam(app: &App, org: &Organization) -> MemberId {
    let member_id = MemberId::new();
    let member = Member {
        member_id,
        user_id: UserId::new(),
        name: Name::new("Sam Lee").unwrap(),
        email: "sam@example.com".parse().unwrap(),
        roles: [Role::Sales].into_iter().collect(),
        active: true,
        guest: false,
    };
    app.deliver(org, 1, &MemberAdded { member }).await;
    member_id
}

async fn brought(app: &App, org: &Organization, sales: &Client, import: &Answer) -> Vec<String> {
    let checked = check(app, org, sales, &import.json).await;
    let tried = outcomes(sales, &import.json).await;
    let done = run(app, org, sales, &import.json).await;
    assert_eq!(done["counts"], checked["counts"], "what was tried out came about");
    assert_eq!(outcomes(sales, &import.json).await, tried);
    let total: i64 = ["created", "updated", "known", "left_out", "refused"]
        .iter()
        .map(|name| done["counts"][name].as_i64().unwrap())
        .sum();
    assert_eq!(json!(total), done["rows"], "every row is accounted for");
    tried.into_iter().map(|(outcome, _)| outcome).collect()
}

#[tokio::test]
async fn hubspot() {
    let (Some(contacts), Some(deals)) = (file("hubspot_contacts.csv"), file("hubspot_deals.csv")) else { return };
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let sam = sam(&app, &org).await;
    let import = upload(&sales, "name=contacts.csv", contacts.clone()).await.expect(201);
    assert_eq!((&import["format"], &import["kind"]), (&json!("hubspot"), &json!("contacts")));
    assert_eq!(brought(&app, &org, &sales, &import).await, ["created", "created", "created"]);
    assert_eq!(names(&sales, "/v1/contacts").await, ["Árpád Kovács", "Gaëlle Perrin", "Jane Doe"]);
    assert_eq!(names(&sales, "/v1/accounts").await, ["Acme Inc", "Kovács és Társa Kft.", "Perrin, Fils & Cie"]);
    let jane = sales.get("/v1/contacts?external_ref=hubspot-51").await.expect(200);
    assert_eq!(
        (&jane["items"][0]["email"], &jane["items"][0]["job_title"]),
        (&json!("jane.doe@example.com"), &json!("VP Talent"))
    );
    let acme = sales.get("/v1/accounts?name=acme").await.expect(200);
    assert_eq!(
        (&acme["items"][0]["website"], &acme["items"][0]["owner_id"]),
        (&json!("https://acme.example"), &json!(sam))
    );
    let again = upload(&sales, "", contacts).await.expect(201);
    assert_eq!(brought(&app, &org, &sales, &again).await, ["known", "known", "known"]);

    let import = upload(&sales, "", deals.clone()).await.expect(201);
    assert_eq!((&import["format"], &import["kind"]), (&json!("hubspot"), &json!("deals")));
    let pipelines = sales.get("/v1/pipelines").await.expect(200);
    let pipeline = &pipelines["items"][0];
    let stage = pipeline["stages"][1]["stage_id"].clone();
    let import = set(&sales, &import, |settings| {
        settings["columns"][2]["values"] = json!({"qualifiedtobuy": stage});
        settings["columns"][3] = json!({"field": "pipeline", "values": {"Sales Pipeline": pipeline["pipeline_id"]}});
        settings["won_deals"] = json!("leave_out");
    });
    let import = import.await.expect(200);
    assert_eq!(brought(&app, &org, &sales, &import).await, ["created", "created", "left_out"]);
    let codes = outcomes(&sales, &import.json).await;
    assert_eq!(
        (&codes[0].1, &codes[1].1, &codes[2].1),
        (&vec![], &vec!["unknown_stage".to_owned()], &vec!["won_elsewhere".to_owned()])
    );
    let first = sales.get("/v1/deals?external_ref=hubspot-9001").await.expect(200);
    let deal = &first["items"][0];
    assert_eq!(
        (&deal["stage_id"], &deal["account_name"], &deal["owner_name"]),
        (&stage, &json!("Acme Inc"), &json!("Sam Lee"))
    );
    assert_eq!((&deal["opened_on"], &deal["expected_close_on"]), (&json!("2026-01-01"), &json!("2026-12-01")));

    // Won elsewhere, and now here, too: on purpose only.
    let import = upload(&sales, "", deals.clone()).await.expect(201);
    let won = |settings: &mut Value| {
        settings["won_deals"] = json!("win");
        settings["vat_rate"] = json!("27");
    };
    let import = set(&sales, &import, won).await.expect(200);
    assert_eq!(brought(&app, &org, &sales, &import).await, ["known", "known", "created"]);
    let told = event_types(&app, &org).await;
    assert_eq!(told.iter().filter(|kind| *kind == "crm.deal.won.v1").count(), 1);
    let third = sales.get("/v1/deals?external_ref=hubspot-9003").await.expect(200);
    assert_eq!(
        (&third["items"][0]["value"]["amount"], &third["items"][0]["closed_on"]),
        (&json!("1234.50"), &json!("2026-03-31"))
    );
    // What the columns mean is remembered, but not that: it is said anew of each file.
    let fresh = String::from_utf8(deals).unwrap().replace("9003", "9004");
    let next = upload(&sales, "", fresh).await.expect(201);
    let (now, before) = (&next["settings"], &import["settings"]);
    assert_eq!((&now["columns"], &now["vat_rate"]), (&before["columns"], &before["vat_rate"]));
    assert_eq!((&before["won_deals"], &now["won_deals"]), (&json!("win"), &json!("history")));
    run(&app, &org, &sales, &next.json).await;
    assert_eq!(outcomes(&sales, &next.json).await[2].0, "created");
    let told = event_types(&app, &org).await;
    assert_eq!(told.iter().filter(|kind| *kind == "crm.deal.won.v1").count(), 1, "it came as history");
}

#[tokio::test]
async fn pipedrive() {
    let (Some(people), Some(deals)) = (file("pipedrive_people.csv"), file("pipedrive_deals.csv")) else { return };
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    sam(&app, &org).await;
    let import = upload(&sales, "", people).await.expect(201);
    assert_eq!((&import["format"], &import["kind"]), (&json!("pipedrive"), &json!("contacts")));
    assert_eq!(brought(&app, &org, &sales, &import).await, ["created"]);
    let jane = sales.get("/v1/contacts?external_ref=pipedrive-11").await.expect(200);
    let jane_is = |field: &str| jane["items"][0][field].clone();
    assert_eq!((jane_is("phone"), jane_is("additional_phones")), (json!("570-809-7197"), json!(["+1 555 0100"])));
    assert_eq!(jane_is("additional_emails"), json!(["jane@home.example"]));
    let import = upload(&sales, "", deals).await.expect(201);
    assert_eq!((&import["format"], &import["kind"]), (&json!("pipedrive"), &json!("deals")));
    assert_eq!(brought(&app, &org, &sales, &import).await, ["created", "created"]);
    assert_eq!(names(&sales, "/v1/contacts").await, ["Árpád Kovács", "Jane Doe"], "one person was there, one was made");
    let open = sales.get("/v1/deals?status=open").await.expect(200);
    assert_eq!(open["items"][0]["name"], "Website relaunch");
    let details = sales.get(format!("/v1/deals/{}", text(&open["items"][0]["deal_id"]))).await.expect(200);
    assert_eq!(details["contact_id"], jane["items"][0]["contact_id"]);
    let lost = sales.get("/v1/deals?status=lost").await.expect(200);
    let lost = sales.get(format!("/v1/deals/{}", text(&lost["items"][0]["deal_id"]))).await.expect(200);
    assert_eq!(
        (&lost["lost_reason"], &lost["closed_on"], &lost["currency"]),
        (&json!("Price"), &json!("2026-06-01"), &json!("HUF"))
    );
}

#[tokio::test]
async fn salesforce() {
    let Some(deals) = file("salesforce_opportunity_dataexport.csv") else { return };
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let accounts = "Id,IsDeleted,Name,NumberOfEmployees\n001000000000001AAA,0,Acme,12\n";
    let import = upload(&sales, "", accounts).await.expect(201);
    assert_eq!((&import["format"], &import["kind"]), (&json!("salesforce"), &json!("accounts")));
    assert_eq!(brought(&app, &org, &sales, &import).await, ["created"]);
    let import = upload(&sales, "", deals.clone()).await.expect(201);
    assert_eq!((&import["format"], &import["kind"]), (&json!("salesforce"), &json!("deals")));
    let import = set(&sales, &import, |settings| settings["won_deals"] = json!("leave_out")).await.expect(200);
    assert_eq!(brought(&app, &org, &sales, &import).await, ["left_out", "left_out"]);
    let codes = outcomes(&sales, &import.json).await;
    assert_eq!((codes[0].1.last().unwrap().as_str(), codes[1].1[0].as_str()), ("won_elsewhere", "leave_out"));
    let import = upload(&sales, "", deals).await.expect(201);
    let won = |settings: &mut Value| {
        settings["won_deals"] = json!("win");
        settings["vat_rate"] = json!("0");
    };
    let import = set(&sales, &import, won).await.expect(200);
    assert_eq!(brought(&app, &org, &sales, &import).await, ["created", "left_out"]);
    let deal = sales.get("/v1/deals?status=won").await.expect(200);
    let deal = &deal["items"][0];
    assert_eq!(
        (&deal["account_name"], &deal["value"]),
        (&json!("Acme"), &json!({"amount": "9225.23", "currency": "USD"}))
    );
}

#[tokio::test]
async fn odoo() {
    let Some(partners) = file("odoo_res_partner.csv") else { return };
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let import = upload(&sales, "", partners).await.expect(201);
    assert_eq!((&import["format"], &import["kind"]), (&json!("odoo"), &json!("contacts")));
    assert_eq!(brought(&app, &org, &sales, &import).await, ["created"; 6]);
    assert_eq!(names(&sales, "/v1/accounts").await, ["Agrolait", "Grocery Outlet"]);
    assert_eq!(names(&sales, "/v1/contacts").await, ["Accounting dep.", "Bill", "Bob", "Warehouse"]);
    let grocery = sales.get("/v1/accounts?external_ref=odoo-res_partner_1").await.expect(200);
    assert_eq!(
        (&grocery["items"][0]["country"], &grocery["items"][0]["website"]),
        (&json!("US"), &json!("groceryoutlet.com"))
    );
    let seat = json!({"street": "51 Federal Street, #401", "postal_code": "94107", "city": "San Francisco", "region": "California"});
    assert_eq!((&grocery["items"][0]["phone"], &grocery["items"][0]["address"]), (&json!("123456789"), &seat));
    let people =
        sales.get(format!("/v1/contacts?account_id={}", text(&grocery["items"][0]["account_id"]))).await.expect(200);
    assert_eq!(people["items"].as_array().map(Vec::len), Some(4));
    let bob = sales.get("/v1/contacts?external_ref=odoo-res_partner_2").await.expect(200);
    assert_eq!(bob["items"][0]["phone"], "4157654321", "the mobile number, where there is no other");
    let bill = sales.get("/v1/contacts?city=san%20francisco&name=Bill").await.expect(200);
    let home =
        json!({"street": "645 21st Street", "postal_code": "94110", "city": "San Francisco", "region": "California"});
    assert_eq!((&bill["items"][0]["country"], &bill["items"][0]["address"]), (&json!("US"), &home));
}
