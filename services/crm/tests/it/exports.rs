//! Lists as files.

use kernel::Role;
use serde_json::{Value, json};
use testkit::Client;

use crate::activities::colleague;
use crate::imports::{at, run, upload};
use crate::mails::{compose, mailbox};
use crate::smtp::Server;
use crate::{eur, fixed_line, path, start, text};

/// The rows of a CSV file.
pub fn rows(csv: &str) -> Vec<Vec<String>> {
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
    let revenue = rows[0].iter().position(|heading| heading == "Annual revenue").unwrap();
    assert_eq!((rows[1][revenue].as_str(), rows[1].last().unwrap().as_str()), ("0.00", "12.5"), "numbers stay numbers");
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
        ("deals", "99.50"),
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

/// The lists that can be taken out, and whether that needs somebody who sets up the organisation.
const LISTS: [(&str, bool); 40] = [
    ("accounts", false),
    ("contacts", false),
    ("deals", false),
    ("leads", false),
    ("activities", false),
    ("quotes", false),
    ("follow-ups", false),
    ("forgotten", false),
    ("products", false),
    ("pipelines", false),
    ("price-lists", false),
    ("mails", false),
    ("mail-templates", false),
    ("mailboxes", false),
    ("suppressions", false),
    ("sequences", false),
    ("enrolments", false),
    ("lead-forms", false),
    ("automations", false),
    ("automation-runs", false),
    ("webhooks", true),
    ("webhook-deliveries", true),
    ("goals", false),
    ("exchange-rates", false),
    ("teams", false),
    ("members", false),
    ("losses", false),
    ("loss-reasons", false),
    ("tags", false),
    ("custom-fields", false),
    ("views", false),
    ("suspected-messages", false),
    ("imports", false),
    ("consents", false),
    ("merges", false),
    ("notifications", false),
    ("erasures", true),
    ("person-exports", true),
    ("retention-holds", true),
    ("dead-letters", true),
];

#[tokio::test]
async fn every_list_is_a_file_for_whoever_may_see_it_and_take_lists_out() {
    let (_app, org) = start().await;
    let (admin, sales) = (org.as_role(Role::Admin), org.as_role(Role::Sales));
    for (list, guarded) in LISTS {
        let csv = admin.get(format!("/v1/exports/{list}.csv")).await.expect(200);
        assert!(!rows(&csv.text)[0].is_empty(), "{list} has a heading");
        assert!(csv.headers["content-disposition"].to_str().unwrap().contains(&format!("{list}.csv")));
        let xlsx = admin.get(format!("/v1/exports/{list}.xlsx")).await.expect(200);
        assert!(xlsx.text.starts_with("PK"), "{list}");
        let seller = sales.get(format!("/v1/exports/{list}.csv")).await;
        assert_eq!(seller.status, if guarded { 403 } else { 200 }, "{list}");
        org.as_role(Role::Finance).get(format!("/v1/exports/{list}.csv")).await.problem(403, "forbidden");
        admin.get(format!("/v1/exports/{list}.csv?surprise=1")).await.problem(422, "invalid-query");
    }
    sales.get("/v1/exports/quotes.csv?sent_from=2026-02-01&sent_to=2026-01-01").await.problem(422, "invalid-field");
}

/// A cell by the heading of its column.
pub fn cell<'r>(rows: &'r [Vec<String>], row: usize, heading: &str) -> &'r str {
    let column = rows[0].iter().position(|one| one == heading).expect(heading);
    &rows[row][column]
}

/// The files of what people agreed to, of whom one has, and of stages.
async fn consents_and_stages(admin: &Client, person: &str) {
    let file = async |list: &str| rows(&admin.get(format!("/v1/exports/{list}")).await.expect(200).text);
    let agreed = file("consents.csv?stands=true&purpose=newsletter").await;
    assert_eq!((agreed.len(), cell(&agreed, 1, "Person"), cell(&agreed, 1, "Purpose")), (2, "Éva", "newsletter"));
    assert_eq!((cell(&agreed, 1, "How they said so"), cell(&agreed, 1, "Contact ID")), ("by telephone", person));
    assert_eq!(file("consents.csv?stands=false").await.len(), 1, "with the filter of the list");
    let stages = file("pipelines.csv").await;
    let names: Vec<&str> = (1..stages.len()).map(|row| cell(&stages, row, "Stands for")).collect();
    assert!(names.ends_with(&["won", "lost"]) && names[0] == "open", "a row for each stage, in their order: {names:?}");
}

#[tokio::test]
async fn files_have_what_their_lists_show() {
    let (app, org) = start().await;
    let admin = org.as_role(Role::Admin);
    let anna = colleague(&app, &org, "Anna").await;
    let account = admin.post("/v1/accounts", &json!({"name": "Acme"})).await.expect(201)["account_id"].clone();
    let mut people = Vec::new();
    for name in ["Éva", "Zoli"] {
        let contact = json!({"name": name, "account_id": account});
        people.push(admin.post("/v1/contacts", &contact).await.expect(201)["contact_id"].clone());
    }
    let consent = json!({"purpose": "newsletter", "basis": "consent", "how": "by telephone", "text": "Yes"});
    let consents = format!("/v1/contacts/{}/consents", text(&people[0]));
    admin.post(consents, &consent).await.expect(201);
    let reason =
        admin.post("/v1/loss-reasons", &json!({"name": "Too dear"})).await.expect(201)["loss_reason_id"].clone();
    let deal = json!({"name": "Site", "account_id": account, "contact_id": people[0], "owner_id": anna,
        "contacts": [{"contact_id": people[1], "role": "influencer"}], "competitors": ["Other Bt.", "+Third"],
        "lines": [fixed_line("1000")]});
    let deal = admin.post("/v1/deals", &deal).await.expect(201);
    let quote = json!({"deal_id": deal["deal_id"], "title": "=Offer", "valid_until": "2199-01-01"});
    admin.post("/v1/quotes", &quote).await.expect(201);
    let task = json!({"title": "Call", "due_on": "2020-01-02", "owner_id": anna,
        "about": [{"deal_id": deal["deal_id"]}, {"contact_id": people[0]}],
        "recurrence": {"frequency": "weekly", "interval": 2, "weekdays": []}});
    admin.post("/v1/follow-ups", &task).await.expect(201);
    let lead = json!({"name": "Bence", "origin": {"source": "google", "utm_campaign": "spring", "referrer": "https://x.example"},
        "consent": {"how": "by mail", "text": "Yes"}});
    admin.post("/v1/leads", &lead).await.expect(201);
    let product = json!({"name": "Hour", "unit": "hour", "billing": "time_and_materials", "vat_rate": "27",
        "prices": [{"amount": eur("80"), "valid_from": "2020-01-01"}]});
    admin.post("/v1/products", &product).await.expect(201);

    let file = async |list: &str| rows(&admin.get(format!("/v1/exports/{list}")).await.expect(200).text);
    let quotes = file("quotes.csv?state=draft").await;
    assert_eq!((cell(&quotes, 1, "Title"), cell(&quotes, 1, "Net")), ("'=Offer", "1000.00"), "no formula, a number");
    assert_eq!((cell(&quotes, 1, "Deal"), cell(&quotes, 1, "Company")), ("Site", "Acme"));
    assert_eq!((cell(&quotes, 1, "Owner"), cell(&quotes, 1, "Valid until")), ("Anna", "2199-01-01"));
    assert_eq!(file("quotes.csv?state=sent").await.len(), 1, "with the filter of the list");
    let tasks = file("follow-ups.csv").await;
    assert_eq!((cell(&tasks, 1, "About"), cell(&tasks, 1, "Owner")), ("Site; Éva", "Anna"));
    assert_eq!(cell(&tasks, 1, "Comes again"), "weekly, every 2");
    let forgotten = file("forgotten.csv?kind=follow_up").await;
    assert_eq!((cell(&forgotten, 1, "Name"), cell(&forgotten, 1, "Reasons")), ("Call", "follow_up_overdue"));
    let products = file("products.csv").await;
    assert_eq!((cell(&products, 1, "Prices"), cell(&products, 1, "VAT %")), ("80.00 EUR from 2020-01-01", "27"));
    consents_and_stages(&admin, text(&people[0])).await;
    let contacts = file("contacts.csv?sort=name").await;
    assert_eq!((cell(&contacts, 1, "Name"), cell(&contacts, 1, "Consents")), ("Éva", "newsletter (consent)"));
    assert_eq!((cell(&contacts, 2, "Name"), cell(&contacts, 2, "Consents")), ("Zoli", ""));
    let leads = file("leads.csv").await;
    assert_eq!((cell(&leads, 1, "UTM campaign"), cell(&leads, 1, "Referrer")), ("spring", "https://x.example"));
    assert_eq!((cell(&leads, 1, "Touches"), cell(&leads, 1, "Consent text")), ("1", "Yes"));
    let activity = json!({"about": [{"deal_id": deal["deal_id"]}], "content": {"kind": "note", "text": "x"}});
    admin.post("/v1/activities", &activity).await.expect(201);
    let activities = file("activities.csv").await;
    assert_eq!((cell(&activities, 1, "About"), cell(&activities, 1, "Lead IDs")), ("Site", ""));

    let lose = json!({"loss_reason_id": reason, "reason": "by far"});
    admin.post(path(&deal, "/lose"), &lose).await.expect(200);
    let deals = file("deals.csv").await;
    assert_eq!((cell(&deals, 1, "Contact"), cell(&deals, 1, "People")), ("Éva", "Zoli (influencer)"));
    assert_eq!(cell(&deals, 1, "Competitors"), "Other Bt.; +Third");
    assert_eq!((cell(&deals, 1, "Loss reason"), cell(&deals, 1, "Loss reason in words")), ("Too dear", "by far"));
    assert!(!cell(&deals, 1, "Pipeline").is_empty());
    let losses = file("losses.csv").await;
    assert_eq!((cell(&losses, 1, "Loss reason"), cell(&losses, 1, "Deals")), ("Too dear", "1"));
    let stranger = app.organization().await.as_role(Role::Admin);
    for list in ["quotes", "follow-ups", "products", "losses", "activities"] {
        let nothing = stranger.get(format!("/v1/exports/{list}.csv")).await.expect(200);
        assert_eq!(rows(&nothing.text).len(), 1, "{list} of another organisation");
    }
}

#[tokio::test]
async fn saved_views_are_a_file_of_what_one_sees() {
    let (app, org) = start().await;
    let (sales, other) = (org.as_role(Role::Sales), org.as_role(Role::Sales));
    for (name, shared) in [("=Mine", false), ("Ours", true)] {
        let view = json!({"list": "deals", "name": name, "shared": shared, "filters": {"status": "open"},
            "sort": "-value", "columns": ["name", "value"]});
        sales.post("/v1/views", &view).await.expect(201);
    }
    let file = rows(&sales.get("/v1/exports/views.csv?list=deals").await.expect(200).text);
    assert_eq!((cell(&file, 1, "Name"), cell(&file, 2, "Name")), ("'=Mine", "Ours"), "no formula");
    assert_eq!((cell(&file, 1, "Filters"), cell(&file, 1, "Columns")), ("status=open", "name; value"));
    let theirs = rows(&other.get("/v1/exports/views.csv").await.expect(200).text);
    assert_eq!((theirs.len(), cell(&theirs, 1, "Name")), (2, "Ours"), "what others keep for themselves is theirs");
    assert_eq!(rows(&sales.get("/v1/exports/views.csv?list=leads").await.expect(200).text).len(), 1);
    let stranger = app.organization().await.as_role(Role::Admin);
    assert_eq!(rows(&stranger.get("/v1/exports/views.csv").await.expect(200).text).len(), 1);
}

#[tokio::test]
async fn mails_go_out_without_what_they_say_and_only_to_whoever_reads_them() {
    let (app, org) = start().await;
    let (admin, sales, server) = (org.as_role(Role::Admin), org.as_role(Role::Sales), Server::start().await);
    let anna = colleague(&app, &org, "Anna").await;
    let private = mailbox(&admin, &server, json!({"owner_id": anna})).await;
    let shared = mailbox(&admin, &server, json!({})).await;
    compose(
        &app,
        &org.as_member(anna, [Role::Sales]),
        &private,
        json!({"subject": "Private", "body": "Nobody's business"}),
    )
    .await;
    compose(&app, &admin, &shared, json!({"subject": "Shared", "body": "Nobody's business"})).await;
    let all = admin.get("/v1/exports/mails.csv?sort=subject").await.expect(200);
    assert!(!all.text.contains("business"), "{}", all.text);
    let all = rows(&all.text);
    assert_eq!((cell(&all, 1, "Subject"), cell(&all, 2, "Subject")), ("Private", "Shared"));
    assert_eq!((cell(&all, 1, "To"), cell(&all, 1, "Status")), ("bob@client.example", "queued"));
    let seen = rows(&sales.get("/v1/exports/mails.csv").await.expect(200).text);
    assert_eq!((seen.len(), cell(&seen, 1, "Subject")), (2, "Shared"), "as in their list");
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
