//! Lists sorted by each of their columns, up and down, a row without a value always last.

use contracts::identity::{Member, MemberAdded};
use kernel::{MemberId, Role, UserId};
use serde_json::{Value, json};
use testkit::{App, Client, Delivery, Organization};

use crate::{eur, path, start, text};

/// Names of all rows of a list, read two by two.
async fn names(client: &Client, list: &str, sort: &str) -> Vec<String> {
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = client.get(format!("/v1/{list}?limit=2&sort={sort}{cursor}")).await.expect(200);
        seen.extend(page["items"].as_array().unwrap().iter().map(|item| text(&item["name"]).to_owned()));
        let Some(next) = page["next_cursor"].as_str() else { return seen };
        cursor = format!("&cursor={next}");
    }
}

/// Each order upwards, of rows of which the last has no value; downwards the rest is the other way round.
async fn check(client: &Client, list: &str, orders: &[(&str, [&str; 4])]) {
    for (sort, expected) in orders {
        let up = names(client, list, sort).await;
        assert_eq!(up, *expected, "{list} by {sort}");
        let (column, field) = sort.split_once('&').map_or((*sort, String::new()), |(a, b)| (a, format!("&{b}")));
        let down = names(client, list, &format!("-{column}{field}")).await;
        let mut reversed = *expected;
        if matches!(column, "name" | "value" | "status" | "stage" | "odds_percent" | "score" | "received_at") {
            // Every row has one of these.
            reversed.reverse();
        } else {
            reversed[..3].reverse();
        }
        assert_eq!(down, reversed, "{list} by -{sort}");
    }
    let stranger = format!("/v1/{list}?sort=colour");
    assert_eq!(client.get(stranger).await.status, 422);
}

async fn member(app: &App, org: &Organization, name: &str) -> MemberId {
    let id = MemberId::new();
    member_named(app, org, id, name).await;
    id
}

async fn member_named(app: &App, org: &Organization, member_id: MemberId, name: &str) {
    let member: Member = serde_json::from_value(json!({"member_id": member_id, "user_id": UserId::new(), "name": name,
        "email": "a@b.hu", "roles": ["sales"], "active": true}))
    .unwrap();
    assert_eq!(app.deliver(org, 1, &MemberAdded { member }).await, Delivery::Applied);
}

async fn field(owner: &Client, record: &str) -> String {
    let body = json!({"record": record, "name": "Seats", "kind": "number"});
    text(&owner.post("/v1/custom-fields", &body).await.expect(201)["field_id"]).to_owned()
}

#[tokio::test]
async fn accounts_and_contacts_sort_by_each_column() {
    let (app, org) = start().await;
    let (owner, sales) = (org.as_role(Role::Owner), org.as_role(Role::Sales));
    let (anna, zoe) = (member(&app, &org, "Anna").await, member(&app, &org, "Zoé").await);
    let (of_account, of_contact) = (field(&owner, "account").await, field(&owner, "contact").await);
    let mut ids = Vec::new();
    for body in [
        json!({"name": "b", "country": "AT", "industry": "Zoo", "employees": 9, "website": "https://c.example",
               "tax_number": "22222222-2-22", "owner_id": zoe, "custom": {&of_account: "-1"}}),
        json!({"name": "c", "country": "HU", "industry": "Álom", "employees": 100, "website": "https://b.example",
               "tax_number": "11111111-1-11", "owner_id": sales.member_id, "custom": {&of_account: "20"}}),
        json!({"name": "a", "country": "DE", "industry": "bank", "employees": 10, "website": "https://a.example",
               "tax_number": "33333333-3-33", "owner_id": anna, "custom": {&of_account: "3"}}),
        json!({"name": "z"}),
    ] {
        ids.push(sales.post("/v1/accounts", &body).await.expect(201)["account_id"].clone());
    }
    member_named(&app, &org, sales.member_id, "Mira").await;
    let custom = format!("custom&sort_field={of_account}");
    let orders = [
        ("name", ["a", "b", "c", "z"]),
        ("country", ["b", "a", "c", "z"]),
        ("industry", ["c", "a", "b", "z"]),
        ("employees", ["b", "a", "c", "z"]),
        ("website", ["a", "c", "b", "z"]),
        ("tax_number", ["c", "b", "a", "z"]),
        ("owner", ["a", "c", "b", "z"]),
        (custom.as_str(), ["b", "a", "c", "z"]),
    ];
    check(&sales, "accounts", &orders).await;

    for body in [
        json!({"name": "b", "account_id": ids[0], "email": "Z@x.example", "phone": "+36 1", "job_title": "Écriture",
               "custom": {&of_contact: "5"}}),
        json!({"name": "c", "account_id": ids[1], "email": "a@x.example", "phone": "+36 3", "job_title": "Zoo",
               "custom": {&of_contact: "0.5"}}),
        json!({"name": "a", "account_id": ids[2], "email": "B@x.example", "phone": "+36 2", "job_title": "boss",
               "custom": {&of_contact: "40"}}),
        json!({"name": "z"}),
    ] {
        sales.post("/v1/contacts", &body).await.expect(201);
    }
    let custom = format!("custom&sort_field={of_contact}");
    let orders = [
        ("name", ["a", "b", "c", "z"]),
        ("account", ["a", "b", "c", "z"]),
        ("email", ["c", "a", "b", "z"]),
        ("phone", ["b", "a", "c", "z"]),
        ("job_title", ["a", "b", "c", "z"]),
        (custom.as_str(), ["c", "b", "a", "z"]),
    ];
    check(&sales, "contacts", &orders).await;
    let stranger = app.organization().await.as_role(Role::Sales);
    assert!(names(&stranger, "accounts", "-owner").await.is_empty(), "another organisation sees none of them");
}

#[tokio::test]
async fn deals_sort_by_each_column() {
    let (app, org) = start().await;
    let (owner, sales) = (org.as_role(Role::Owner), org.as_role(Role::Sales));
    let (anna, zoe) = (member(&app, &org, "Anna").await, member(&app, &org, "Zoé").await);
    let seats = field(&owner, "deal").await;
    let mut accounts = Vec::new();
    for name in ["Éva Kft", "Zed", "alpha"] {
        accounts.push(sales.post("/v1/accounts", &json!({"name": name})).await.expect(201)["account_id"].clone());
    }
    let stages = sales.get("/v1/pipelines").await.expect(200)["items"][0]["stages"].clone();
    let stage = |place: usize| stages[place]["stage_id"].clone();
    let step = |day: &str| json!({"text": "call", "due_on": day});
    for body in [
        json!({"name": "b", "value": eur("9"), "account_id": accounts[1], "stage_id": stage(1), "owner_id": zoe,
               "expected_close_on": "2199-03-01", "next_step": step("2199-01-02"), "custom": {&seats: "7"}}),
        json!({"name": "c", "value": eur("100.50"), "account_id": accounts[0], "stage_id": stage(2), "owner_id": anna,
               "expected_close_on": "2199-01-01", "next_step": step("2199-01-01"), "custom": {&seats: "70"}}),
        json!({"name": "a", "value": eur("10"), "account_id": accounts[2], "stage_id": stage(0),
               "owner_id": sales.member_id, "expected_close_on": "2199-02-01", "next_step": step("2199-01-03"),
               "custom": {&seats: "-7"}}),
    ] {
        sales.post("/v1/deals", &body).await.expect(201);
    }
    let bare = sales.post("/v1/deals", &json!({"name": "z", "value": eur("1000")})).await.expect(201);
    let unowned = json!({"owner_id": Value::Null});
    sales.with_header("if-match", bare.etag()).patch(path(&bare, ""), &unowned).await.expect(200);
    sales.post(path(&bare, "/lose"), &json!({"reason": "r"})).await.expect(200);
    member_named(&app, &org, sales.member_id, "Mira").await;

    let custom = format!("custom&sort_field={seats}");
    let orders = [
        ("name", ["a", "b", "c", "z"]),
        ("value", ["b", "a", "c", "z"]),
        ("account", ["a", "c", "b", "z"]),
        ("owner", ["c", "a", "b", "z"]),
        ("expected_close_on", ["c", "a", "b", "z"]),
        ("next_step", ["c", "b", "a", "z"]),
        (custom.as_str(), ["a", "b", "c", "z"]),
    ];
    check(&sales, "deals", &orders).await;
    assert_eq!(names(&sales, "deals", "odds_percent").await, ["z", "a", "b", "c"], "what is lost has no odds");
    assert_eq!(names(&sales, "deals", "-odds_percent").await, ["c", "b", "a", "z"]);
    assert_eq!(names(&sales, "deals", "-stage").await[..2], ["c", "b"]);
    assert_eq!(names(&sales, "deals", "stage").await[2..], ["b", "c"]);
    assert_eq!(names(&sales, "deals", "status").await[0], "z", "lost comes before open");
    assert_eq!(names(&sales, "deals", "-status").await[3], "z");
}

#[tokio::test]
async fn leads_sort_by_each_column() {
    let (app, org) = start().await;
    let (owner, sales) = (org.as_role(Role::Owner), org.as_role(Role::Sales));
    let (anna, zoe) = (member(&app, &org, "Anna").await, member(&app, &org, "Zoé").await);
    let seats = field(&owner, "lead").await;
    let from = |source: &str| json!({"source": source});
    for body in [
        json!({"name": "b", "company": "Écriture", "email": "Z@x.example", "origin": from("fair"), "owner_id": zoe,
               "next_step": {"text": "call", "due_on": "2199-01-02"}, "custom": {&seats: "7"},
               "received_at": "2020-01-03T08:00:00Z"}),
        json!({"name": "c", "company": "Zoo", "email": "a@x.example", "origin": from("Ads"), "owner_id": anna,
               "next_step": {"text": "call", "due_on": "2199-01-03"}, "custom": {&seats: "70"},
               "received_at": "2020-01-01T08:00:00Z"}),
        json!({"name": "á", "company": "bank", "email": "B@x.example", "origin": from("web"), "owner_id": sales.member_id,
               "next_step": {"text": "call", "due_on": "2199-01-01"}, "custom": {&seats: "-7"},
               "received_at": "2020-01-02T08:00:00Z"}),
        json!({"name": "z", "received_at": "2020-01-04T08:00:00Z"}),
    ] {
        sales.post("/v1/leads", &body).await.expect(201);
    }
    member_named(&app, &org, sales.member_id, "Mira").await;
    let custom = format!("custom&sort_field={seats}");
    let orders = [
        ("name", ["á", "b", "c", "z"]),
        ("company", ["á", "b", "c", "z"]),
        ("email", ["c", "á", "b", "z"]),
        ("source", ["c", "b", "á", "z"]),
        ("owner", ["c", "á", "b", "z"]),
        ("next_step", ["á", "b", "c", "z"]),
        ("received_at", ["c", "á", "b", "z"]),
        (custom.as_str(), ["á", "b", "c", "z"]),
    ];
    check(&sales, "leads", &orders).await;
    let page = sales.get("/v1/leads?q=b").await.expect(200);
    let lead = page["items"].as_array().unwrap().iter().find(|item| item["name"] == "b").unwrap();
    let address = format!("/v1/leads/{}/disqualify", text(&lead["lead_id"]));
    sales.post(address, &json!({"reason": "r"})).await.expect(200);
    assert_eq!(names(&sales, "leads", "status").await[0], "b", "in the order of the words");
    let (up, mut down) = (names(&sales, "leads", "score").await, names(&sales, "leads", "-score").await);
    down.reverse();
    assert_eq!(up, down);
    sales.get("/v1/leads?sort=custom").await.problem(422, "invalid-field");
}

#[tokio::test]
async fn lists_are_looked_through_for_words_whatever_their_order_and_accents() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    for body in [json!({"name": "Mátra Borászat Kft.", "website": "https://wine.example"}), json!({"name": "Donau AG"})]
    {
        sales.post("/v1/accounts", &body).await.expect(201);
    }
    for body in [json!({"name": "Eszter Varga", "email": "sales@x.example"}), json!({"name": "Bob"})] {
        sales.post("/v1/contacts", &body).await.expect(201);
    }
    for (name, lost) in [("Új honlap", true), ("Photos", false)] {
        let deal = sales.post("/v1/deals", &json!({"name": name, "opened_on": "2026-01-01"})).await.expect(201);
        if lost {
            sales.post(path(&deal, "/lose"), &json!({"reason": "r", "lost_on": "2026-01-10"})).await.expect(200);
        }
    }
    let found = async |list: &str| {
        let page = sales.get(format!("/v1/{list}")).await.expect(200);
        page["items"].as_array().unwrap().iter().map(|item| text(&item["name"]).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found("accounts?q=BORASZAT%20matra").await, ["Mátra Borászat Kft."]);
    assert_eq!(found("accounts?q=wine.example").await, ["Mátra Borászat Kft."]);
    assert_eq!(found("accounts?q=matra%20donau").await, Vec::<String>::new());
    assert_eq!(found("contacts?q=varga%20esz").await, ["Eszter Varga"]);
    assert_eq!(found("contacts?q=SALES%40").await, ["Eszter Varga"]);
    assert_eq!(found("deals?q=honlap").await, ["Új honlap"]);
    assert_eq!(found("deals?closed_from=2026-01-01&closed_to=2026-01-31").await, ["Új honlap"]);
    assert_eq!(found("deals?closed_from=2026-02-01").await, Vec::<String>::new());
    assert_eq!(found("deals?unassigned=true").await, Vec::<String>::new());
    sales.get("/v1/deals?closed_from=2026-02-01&closed_to=2026-01-01").await.problem(422, "invalid-field");
}
