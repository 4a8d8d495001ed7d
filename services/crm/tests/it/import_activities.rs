//! Notes, calls, meetings and mails of other systems, about the records that are here.

use contracts::identity::{Member, MemberAdded};
use kernel::{MemberId, Role, UserId};
use serde_json::{Value, json};
use testkit::{App, Client, Organization};

use crate::imports::{at, check, outcomes, run, set, settled, upload};
use crate::{event_types, start, text};

async fn sam(app: &App, org: &Organization) -> MemberId {
    let member_id = MemberId::new();
    let member = Member {
        member_id,
        user_id: UserId::new(),
        name: "Sam Lee".parse().unwrap(),
        email: "sam@example.com".parse().unwrap(),
        roles: [Role::Sales].into_iter().collect(),
        active: true,
        guest: false,
    };
    app.deliver(org, 1, &MemberAdded { member }).await;
    member_id
}

/// Activities of a kind, latest first.
async fn list(client: &Client, query: &str) -> Vec<Value> {
    client.get(format!("/v1/activities?{query}")).await.expect(200)["items"].as_array().unwrap().clone()
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one file, and all that becomes of its rows")]
async fn what_was_talked_about_elsewhere_stands_on_timelines_with_its_time_and_author() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let sam = sam(&app, &org).await;
    let acme = json!({"name": "Acme", "external_ref": "a-1"});
    let acme = sales.post("/v1/accounts", &acme).await.expect(201)["account_id"].clone();
    let jane = json!({"name": "Jane", "email": "jane@acme.example", "account_id": acme, "external_ref": "c-1"});
    let jane = sales.post("/v1/contacts", &jane).await.expect(201)["contact_id"].clone();
    let deal = json!({"name": "Website", "account_id": acme, "external_ref": "d-1"});
    let deal = sales.post("/v1/deals", &deal).await.expect(201)["deal_id"].clone();
    let lead = json!({"name": "Lia", "email": "lia@example.com"});
    let lead = sales.post("/v1/leads", &lead).await.expect(201)["lead_id"].clone();
    let file = "ID,Type,Subject,Body,Date,End,Duration,Direction,Outcome,Author,Company,Deal,Email,Lead ID\n\
        1,Call,Kick-off call,We agreed on May.,2026-03-02 10:00,,0:25,inbound,Connected,Sam Lee,Acme,Website,,\n\
        2,Meeting,Workshop,,2026-03-03 09:00,2026-03-03 11:30,,,,sam@example.com,,,jane@acme.example,\n\
        3,Email,Offer,Please find it attached.,2026-03-04 08:00,,,sent,,,Acme,,lia@example.com,\n\
        4,Note,,They like green.,2026-03-05,,,,,Nobody Known,acme kft,,,\n\
        5,Teleport,Odd,,2026-03-06,,,,,,Acme,,,\n\
        6,Note,About nothing,,2026-03-06,,,,,,Ghost Inc,,,\n\
        7,Note,,,2026-03-06,,,,,,Acme,,,\n";
    let import = upload(&sales, "name=activities.csv", file).await.expect(201);
    assert_eq!(import["kind"], "activities", "{}", import.text);
    let meant: Vec<&str> = import["settings"]["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| rule["field"].as_str().unwrap_or("-"))
        .collect();
    assert_eq!(
        meant,
        [
            "key",
            "activity_type",
            "name",
            "note",
            "happened_at",
            "ends_at",
            "duration",
            "direction",
            "outcome",
            "owner",
            "account",
            "deal",
            "contact_email",
            "-"
        ],
        "an empty column becomes nothing"
    );
    let checked = check(&app, &org, &sales, &import.json).await;
    let tried = outcomes(&sales, &import.json).await;
    let done = run(&app, &org, &sales, &import.json).await;
    assert_eq!(done["counts"], checked["counts"]);
    assert_eq!(outcomes(&sales, &import.json).await, tried, "what was tried out came about");
    let became: Vec<&str> = tried.iter().map(|(outcome, _)| outcome.as_str()).collect();
    assert_eq!(became, ["created", "created", "created", "created", "created", "refused", "refused"]);
    assert_eq!(tried[3].1, ["unknown_owner"]);
    assert_eq!(tried[4].1, ["unknown_type"]);
    assert_eq!(tried[5].1, ["no_account", "rule"]);

    let call = &list(&sales, "kind=call").await[0];
    assert_eq!((&call["author_id"], &call["happened_at"]), (&json!(sam), &json!("2026-03-02T09:00:00Z")));
    assert_eq!((&call["content"]["direction"], &call["content"]["duration_minutes"]), (&json!("incoming"), &json!(25)));
    assert_eq!(call["content"]["text"], "Kick-off call\nWe agreed on May.");
    assert_eq!(call["about"], json!([{"deal_id": deal}, {"account_id": acme}]));
    let meeting = &list(&sales, "kind=meeting").await[0];
    assert_eq!(
        (&meeting["content"]["ends_at"], &meeting["about"]),
        (&json!("2026-03-03T10:30:00Z"), &json!([{"contact_id": jane}]))
    );
    let mail = &list(&sales, "kind=email").await[0];
    assert_eq!(
        (&mail["content"]["subject"], &mail["about"]),
        (&json!("Offer"), &json!([{"lead_id": lead}, {"account_id": acme}]))
    );
    let timeline = sales.get(format!("/v1/deals/{}/timeline", text(&deal))).await.expect(200);
    let entry = timeline["items"].as_array().unwrap().iter().find(|one| one["kind"] == "call").unwrap();
    assert_eq!(text(&entry["actor"]), format!("member:{sam}"), "{entry}");
    let on_account = sales.get(format!("/v1/accounts/{}/timeline?limit=100", text(&acme))).await.expect(200);
    let talked =
        on_account["items"].as_array().unwrap().iter().filter(|one| one["what"]["event"] == "activity").count();
    assert_eq!(talked, 5, "{}", on_account.text);
    assert_eq!(sales.get("/v1/notifications").await.expect(200)["items"], json!([]), "nobody is told of each");

    // The same again is known, by its keys and, without them, by what it says.
    let again = upload(&sales, "", file).await.expect(201);
    let again = run(&app, &org, &sales, &again.json).await;
    assert_eq!((&again["counts"]["known"], &again["counts"]["created"]), (&json!(5), &json!(0)));
    let keyless = upload(&sales, "", file.replace("ID,", "No,")).await.expect(201);
    let keyless = set(&sales, &keyless, |settings| settings["columns"][0] = json!({"field": null})).await.expect(200);
    let keyless = run(&app, &org, &sales, &keyless.json).await;
    assert_eq!(
        (&keyless["counts"]["known"], &keyless["counts"]["created"]),
        (&json!(5), &json!(0)),
        "{}",
        keyless.text
    );

    // Taken back, except for what somebody has corrected.
    let corrected = format!("/v1/activities/{}", text(&call["activity_id"]));
    let change = json!({"happened_at": "2026-03-02T09:30:00Z"});
    sales.with_header("if-match", "*").patch(&corrected, &change).await.expect(200);
    sales.post(at(&import.json, "/undo"), &json!({})).await.expect(200);
    let undone = settled(&app, &org, &sales, &import.json, "undone").await;
    assert_eq!((&undone["done"], &undone["kept"]), (&json!(5), &json!(1)));
    assert_eq!(list(&sales, "").await.len(), 1);
    assert!(list(&sales, "kind=meeting").await.is_empty());
    let found = sales.get("/v1/search?q=workshop").await.expect(200);
    assert!(!found.text.contains("Workshop"), "{}", found.text);
    let told = event_types(&app, &org).await;
    assert_eq!(told.iter().filter(|kind| *kind == "crm.activity.removed.v1").count(), 4);
}

#[tokio::test]
async fn activities_come_by_the_words_of_other_systems() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let account = json!({"name": "Acme", "external_ref": "salesforce-001A"});
    sales.post("/v1/accounts", &account).await.expect(201);
    let file = "Id,IsDeleted,WhoId,WhatId,Subject,ActivityDate,Description,TaskSubtype\n\
                00T1,0,,001A,Call back,2026-03-02,They were out.,Call\n00T2,1,,001A,Gone,2026-03-02,,Task\n";
    let import = upload(&sales, "", file).await.expect(201);
    assert_eq!((&import["format"], &import["kind"]), (&json!("salesforce"), &json!("activities")));
    let done = run(&app, &org, &sales, &import.json).await;
    assert_eq!((&done["counts"]["created"], &done["counts"]["left_out"]), (&json!(1), &json!(1)), "{}", done.text);
    assert_eq!(list(&sales, "kind=call").await.len(), 1);
    let file = "Activity - Subject,Activity - Type,Activity - Due date,Activity - Note,Organization,Contact person\n\
                Lunch with Anna,Lunch,2026-03-02 12:00,Good mood.,Acme,\n";
    let import = upload(&sales, "", file).await.expect(201);
    assert_eq!((&import["format"], &import["kind"]), (&json!("pipedrive"), &json!("activities")));
    run(&app, &org, &sales, &import.json).await;
    assert_eq!(list(&sales, "kind=meeting").await[0]["content"]["title"], "Lunch with Anna");
    // Who may not write activities down, may not bring them either.
    org.as_role(Role::Auditor).post(at(&import.json, "/run"), &json!({})).await.problem(403, "forbidden");
}
