//! Lists of accounts, contacts and leads by more of their columns, and what is promised about deals and leads.

use kernel::{MemberId, Role};
use serde_json::{Value, json};

use crate::automations::{look, rule};
use crate::lists::{all, orders, refused};
use crate::sequences::{Stage, mail, wait};
use crate::{deal, eur, path, start, text};

#[tokio::test]
async fn accounts_are_found_and_sorted_by_size_and_age() {
    let (_, org) = start().await;
    let (sales, owner) = (org.as_role(Role::Sales), org.as_role(Role::Owner));
    owner
        .post("/v1/exchange-rates", &json!({"currency": "HUF", "on": "2026-05-01", "rate": "0.0025"}))
        .await
        .expect(201);
    let huf = |amount: &str| json!({"amount": amount, "currency": "HUF"});
    let parent = sales.post("/v1/accounts", &json!({"name": "Holding", "founded_year": 1990})).await.expect(201);
    for body in [
        // 2,500 euro: more as a number, less as money.
        json!({"name": "Hungarian", "employees": 9, "annual_revenue": huf("1000000"), "founded_year": 2010,
               "tax_number": "HU12345676", "parent_id": parent["account_id"]}),
        json!({"name": "Euro", "employees": 120, "annual_revenue": eur("3000"), "founded_year": 2001}),
        // Nobody gave a rate for it.
        json!({"name": "Dollar", "employees": 50, "annual_revenue": {"amount": "9", "currency": "USD"}}),
    ] {
        sales.post("/v1/accounts", &body).await.expect(201);
    }
    let expected = [
        ("employees", ["Hungarian", "Dollar", "Euro", "Holding"], 3),
        ("founded_year", ["Holding", "Euro", "Hungarian", "Dollar"], 3),
        ("created_at", ["Holding", "Hungarian", "Euro", "Dollar"], 4),
    ];
    orders(&sales, "accounts", "/name", &expected).await;
    let by_revenue = all(&sales, "accounts", "sort=annual_revenue", "/name").await;
    assert_eq!(by_revenue[..2], ["Hungarian", "Euro"]);
    assert_eq!(all(&sales, "accounts", "sort=-annual_revenue", "/name").await[..2], ["Euro", "Hungarian"]);
    assert_eq!(by_revenue.len(), 4, "what has no value comes last and is not left out");

    let parent = text(&parent["account_id"]);
    for (query, found) in [
        ("min_employees=50&sort=employees".to_owned(), vec!["Dollar", "Euro"]),
        ("max_employees=50&sort=employees".to_owned(), vec!["Hungarian", "Dollar"]),
        ("min_employees=50&max_employees=50".to_owned(), vec!["Dollar"]),
        ("min_revenue=2500".to_owned(), vec!["Euro", "Hungarian"]),
        ("min_revenue=2500.01".to_owned(), vec!["Euro"]),
        ("max_revenue=2999.99".to_owned(), vec!["Hungarian"]),
        ("founded_from=2001&sort=founded_year".to_owned(), vec!["Euro", "Hungarian"]),
        ("founded_from=1990&founded_to=2000".to_owned(), vec!["Holding"]),
        ("tax_number=HU12345676".to_owned(), vec!["Hungarian"]),
        (format!("parent_id={parent}"), vec!["Hungarian"]),
    ] {
        assert_eq!(all(&sales, "accounts", &query, "/name").await, found, "{query}");
    }
    refused(&sales, "accounts", "min_employees=2&max_employees=1", "max_employees").await;
    refused(&sales, "accounts", "min_revenue=2&max_revenue=1.5", "max_revenue").await;
    refused(&sales, "accounts", "founded_from=2000&founded_to=1999", "founded_to").await;
    sales.get("/v1/accounts?min_revenue=much").await.problem(422, "invalid-query");
}

#[tokio::test]
async fn names_stand_where_people_look_for_them() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    for name in ["Zebra", "Élan", "edda", "Őrség", "Elek", "Łódź", "Lada"] {
        for list in ["accounts", "contacts", "deals"] {
            sales.post(format!("/v1/{list}"), &json!({"name": name})).await.expect(201);
        }
    }
    let expected = ["edda", "Élan", "Elek", "Lada", "Łódź", "Őrség", "Zebra"];
    for list in ["accounts", "contacts", "deals"] {
        orders(&sales, list, "/name", &[("name", expected, 7)]).await;
    }
    assert_eq!(all(&sales, "accounts", "name=%C3%A9l", "/name").await, ["Élan"], "what begins so is written so");
}

#[tokio::test]
async fn contacts_are_found_by_job_title() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    for (name, job) in [("Anna", json!("Ügyvezető igazgató")), ("Béla", json!("Developer")), ("Cili", Value::Null)]
    {
        sales.post("/v1/contacts", &json!({"name": name, "job_title": job})).await.expect(201);
    }
    assert_eq!(all(&sales, "contacts", "job_title=IGAZGATO", "/name").await, ["Anna"]);
    assert!(all(&sales, "contacts", "job_title=cto", "/name").await.is_empty());
    orders(&sales, "contacts", "/name", &[("created_at", ["Anna", "Béla", "Cili"], 3)]).await;
}

#[tokio::test]
async fn leads_are_found_and_sorted_by_where_they_come_from_and_what_they_may_be_worth() {
    let (_, org) = start().await;
    let (sales, owner) = (org.as_role(Role::Sales), org.as_role(Role::Owner));
    owner
        .post("/v1/exchange-rates", &json!({"currency": "HUF", "on": "2026-05-01", "rate": "0.0025"}))
        .await
        .expect(201);
    for body in [
        json!({"name": "Hungarian", "country": "HU", "job_title": "Ügyvezető", "origin": {"campaign": "Őszi akció"},
               "estimated_value": {"amount": "1000000", "currency": "HUF"}}),
        json!({"name": "Austrian", "country": "AT", "job_title": "CTO", "origin": {"campaign": "spring"},
               "estimated_value": eur("3000")}),
        json!({"name": "Nobody"}),
    ] {
        sales.post("/v1/leads", &body).await.expect(201);
    }
    let expected = [
        ("country", ["Austrian", "Hungarian", "Nobody"], 2),
        ("campaign", ["Hungarian", "Austrian", "Nobody"], 2),
        ("job_title", ["Austrian", "Hungarian", "Nobody"], 2),
        ("estimated_value", ["Hungarian", "Austrian", "Nobody"], 2),
        ("first_response_due_at", ["Hungarian", "Austrian", "Nobody"], 3),
    ];
    orders(&sales, "leads", "/name", &expected).await;
    for (query, found) in [
        ("country=HU", vec!["Hungarian"]),
        ("campaign=oszi%20AKCIO", vec!["Hungarian"]),
        ("campaign=oszi", vec![]),
        ("job_title=vezeto", vec!["Hungarian"]),
        ("min_value=2500", vec!["Austrian", "Hungarian"]),
        ("min_value=2500.01", vec!["Austrian"]),
        ("max_value=2500", vec!["Hungarian"]),
        ("max_score=-1", vec![]),
        ("max_score=1000", vec!["Nobody", "Austrian", "Hungarian"]),
    ] {
        assert_eq!(all(&sales, "leads", query, "/name").await, found, "{query}");
    }
    refused(&sales, "leads", "min_value=2&max_value=1", "max_value").await;
    refused(&sales, "leads", "min_score=2&max_score=1", "max_score").await;
    refused(&sales, "leads", "received_from=2026-02-02&received_to=2026-02-01", "received_to").await;

    let nurture = async |name: &str, until: &str| {
        let found = sales.get(format!("/v1/leads?q={name}")).await.expect(200)["items"][0]["lead_id"].clone();
        let at = format!("/v1/leads/{}/nurture", text(&found));
        sales.post(at, &json!({"until": until})).await.expect(200);
    };
    nurture("Austrian", "2198-02-01").await;
    nurture("Nobody", "2198-01-01").await;
    orders(&sales, "leads", "/name", &[("nurture_until", ["Nobody", "Austrian", "Hungarian"], 2)]).await;
}

#[tokio::test]
async fn what_was_written_down_and_what_rules_did_is_read_from_the_first_on_too() {
    let (app, org) = start().await;
    let admin = org.as_member(MemberId::new(), [Role::Admin]);
    let lead = admin.post("/v1/leads", &json!({"name": "Bob"})).await.expect(201)["lead_id"].clone();
    for day in ["03", "01", "02"] {
        let body = json!({"about": [{"lead_id": lead}], "content": {"kind": "note", "text": day},
                          "happened_at": format!("2026-01-{day}T10:00:00Z")});
        admin.post("/v1/activities", &body).await.expect(201);
    }
    orders(&admin, "activities", "/content/text", &[("happened_at", ["01", "02", "03"], 3)]).await;

    let told = json!({"kind": "create_task", "title": "x", "person": {"who": "member", "member_id": admin.member_id},
                      "due_in_days": 2, "priority": "high"});
    rule(&admin, json!({"trigger": "deal_won", "actions": [told]})).await;
    for _ in 0..3 {
        let won = deal(&admin).await;
        admin.post(path(&won, "/win"), &json!({})).await.expect(200);
        look(&app, &org).await;
    }
    let mut latest = all(&admin, "automation-runs", "sort=-ran_at", "/run_id").await;
    assert_eq!(latest, all(&admin, "automation-runs", "", "/run_id").await);
    latest.reverse();
    assert_eq!(latest.len(), 3);
    assert_eq!(all(&admin, "automation-runs", "sort=ran_at", "/run_id").await, latest);
}

#[tokio::test]
async fn who_promised_to_do_something_has_a_next_step() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let bare = sales.post("/v1/deals", &json!({"name": "Bare"})).await.expect(201);
    let promised = sales.post("/v1/deals", &json!({"name": "Promised"})).await.expect(201);
    let lead = sales.post("/v1/leads", &json!({"name": "Bob"})).await.expect(201)["lead_id"].clone();
    let follow_up = async |title: &str, day: &str, about: Value| {
        sales.post("/v1/follow-ups", &json!({"title": title, "due_on": day, "about": about})).await.expect(201)
    };
    let about = json!([{"deal_id": promised["deal_id"]}, {"lead_id": lead}]);
    follow_up("Later", "2198-03-01", about.clone()).await;
    let first = follow_up("First", "2198-02-01", about).await;

    let listed = sales.get("/v1/deals?sort=name").await.expect(200);
    assert_eq!(listed["items"][0]["next_follow_up"], Value::Null);
    let next = &listed["items"][1]["next_follow_up"];
    assert_eq!((text(&next["title"]), text(&next["due_on"])), ("First", "2198-02-01"));
    assert_eq!(next["owner_id"], json!(sales.member_id));
    let leads = sales.get("/v1/leads").await.expect(200);
    assert_eq!(leads["items"][0]["next_follow_up"]["follow_up_id"], first["follow_up_id"]);

    assert_eq!(all(&sales, "deals", "without_next_step=true", "/name").await, ["Bare"]);
    assert!(all(&sales, "leads", "without_next_step=true", "/name").await.is_empty());
    let without = "reason=no_next_step";
    assert_eq!(all(&sales, "forgotten", without, "/name").await, ["Bare"]);

    // What is done or given up promises nothing any more.
    for title in ["First", "Later"] {
        let open = sales.get(format!("/v1/follow-ups?status=open&q={title}")).await.expect(200);
        let done = format!("/v1/follow-ups/{}/complete", text(&open["items"][0]["follow_up_id"]));
        sales.post(done, &json!({})).await.expect(200);
    }
    assert_eq!(all(&sales, "deals", "without_next_step=true&sort=name", "/name").await, ["Bare", "Promised"]);
    assert_eq!(all(&sales, "leads", "without_next_step=true", "/name").await, ["Bob"]);
    let mut forgotten = all(&sales, "forgotten", without, "/name").await;
    forgotten.sort();
    assert_eq!(forgotten, ["Bare", "Bob", "Promised"]);
    assert_eq!(sales.get(path(&bare, "")).await.expect(200)["next_step"], Value::Null);
    let stranger = org.as_role(Role::Employee);
    stranger.get("/v1/deals").await.problem(403, "forbidden");
}

#[tokio::test]
async fn sequences_and_prepared_texts_are_found_by_their_names() {
    let stage = Stage::new(json!({})).await;
    let admin = &stage.sales;
    for (name, subject) in [("Köszönet", "Thank you"), ("Reminder", "Emlékeztető")] {
        let body = json!({"name": name, "subject": subject, "body": "x"});
        admin.post("/v1/mail-templates", &body).await.expect(201);
    }
    assert_eq!(all(admin, "mail-templates", "q=koszon", "/name").await, ["Köszönet"]);
    assert_eq!(all(admin, "mail-templates", "q=emlekezteto", "/name").await, ["Reminder"], "by their subject too");
    assert!(all(admin, "mail-templates", "q=nothing", "/name").await.is_empty());
    for name in ["Spring", "Őszi"] {
        let body = json!({"name": name, "mailbox_id": stage.mailbox["mailbox_id"], "steps": [wait(1), mail("s", "t")]});
        admin.post("/v1/sequences", &body).await.expect(201);
    }
    assert_eq!(all(admin, "sequences", "q=oszi", "/name").await, ["Őszi"]);
    assert_eq!(all(admin, "sequences", "q=s", "/name").await, ["Őszi", "Spring"]);
}
