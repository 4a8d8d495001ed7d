//! Whoever looks after a lead hears of it, and nothing of it is lost when it becomes a client.

use kernel::{MemberId, Role};
use serde_json::{Value, json};
use testkit::{Answer, Client, Organization};

use crate::activities::{colleague, told};
use crate::automations::RUN;
use crate::imports::{run, upload};
use crate::{start, text};

fn at(lead: &Value, below: &str) -> String {
    format!("/v1/leads/{}{below}", text(&lead["lead_id"]))
}

async fn lead(client: &Client, said: Value) -> Value {
    let mut body = json!({"name": "Kovács Anna"});
    body.as_object_mut().unwrap().extend(said.as_object().unwrap().clone());
    client.post("/v1/leads", &body).await.expect(201).json
}

/// Kinds and texts of what a member was told, newest first.
async fn inbox(client: &Client) -> Vec<(String, String)> {
    let page = client.get("/v1/notifications").await.expect(200);
    let one = |item: &Value| (text(&item["kind"]).to_owned(), text(&item["text"]).to_owned());
    page["items"].as_array().unwrap().iter().map(one).collect()
}

fn assigned(name: &str) -> (String, String) {
    ("assigned".to_owned(), name.to_owned())
}

/// Hands every lead to these by turns.
async fn hand_out(org: &Organization, members: &[MemberId]) {
    let rule = json!({"assignment": [{"name": "All", "member_ids": members}]});
    let admin = org.as_role(Role::Admin).with_header("if-match", "*");
    admin.patch("/v1/lead-settings", &rule).await.expect(200);
}

/// A form, and the address it is sent to.
async fn form(org: &Organization) -> String {
    let body = json!({"name": "Contact us", "fields": ["name", "company", "message"], "source": "website"});
    let form = org.as_role(Role::Admin).post("/v1/lead-forms", &body).await.expect(201);
    format!("/v1/public/forms/{}/submissions", text(&form["form_key"]))
}

#[tokio::test]
async fn whoever_looks_after_a_lead_is_told_when_it_comes_comes_back_and_is_given_to_them() {
    let (app, org) = start().await;
    let (anna, bela) = (colleague(&app, &org, "Anna").await, colleague(&app, &org, "Béla").await);
    let (of_anna, of_bela) = (org.as_member(anna, [Role::Sales]), org.as_member(bela, [Role::Sales]));
    hand_out(&org, &[bela]).await;
    let form = form(&org).await;
    let nobody = org.with_token("none").without_header("authorization");
    let sent = json!({"email": "cili@acme.hu", "name": "Cili", "message": "Hello"});
    nobody.post(&form, &sent).await.expect(200);
    assert_eq!(inbox(&of_bela).await, [assigned("Cili")], "by rule");
    nobody.post(&form, &sent).await.expect(200);
    let back = ("lead_came_back".to_owned(), "Cili".to_owned());
    assert_eq!(inbox(&of_bela).await[..1], [back], "who writes again is told of, too");
    let subject = of_bela.get("/v1/notifications").await.expect(200)["items"][0].clone();
    assert_eq!((subject["subject"]["lead_id"].is_string(), &subject["told_by"]), (true, &json!("system:lead_form")));

    let given = lead(&of_anna, json!({"name": "Dóra", "owner_id": anna})).await;
    assert!(inbox(&of_anna).await.is_empty(), "nobody is told of what they do themselves");
    of_anna.post(at(&given, "/assign"), &json!({"owner_id": bela})).await.expect(200);
    assert_eq!(inbox(&of_bela).await[..1], [assigned("Dóra")]);
    of_anna.post(at(&given, "/assign"), &json!({"owner_id": bela})).await.expect(200);
    of_anna.post(at(&given, "/assign"), &json!({"owner_id": null})).await.expect(200);
    of_bela.post(at(&given, "/assign"), &json!({"owner_id": bela})).await.expect(200);
    assert_eq!(inbox(&of_bela).await.len(), 3, "it is theirs already, nobody's, or taken by themselves");
    assert_eq!(
        told(&of_anna, &at(&given, "/timeline")).await,
        ["owner_changed", "owner_changed", "owner_changed", "lead_came"]
    );

    let import = upload(&of_anna, "kind=leads", "Name,Email\nImported,i@acme.hu\n").await.expect(201);
    run(&app, &org, &of_anna, &import.json).await;
    let imported = of_anna.get("/v1/leads?q=imported").await.expect(200)["items"][0].clone();
    assert_eq!(imported["owner_id"], json!(bela));
    assert_eq!(inbox(&of_bela).await.len(), 3, "rows are told to nobody");
    assert_eq!(told(&of_anna, &at(&imported, "/timeline")).await, ["lead_came"]);
    of_anna.post(format!("/v1/imports/{}/undo", text(&import["import_id"])), &json!({})).await.expect(200);
    crate::imports::settled(&app, &org, &of_anna, &import.json, "undone").await;
    of_anna.get(at(&imported, "")).await.problem(404, "not-found");
}

#[tokio::test]
async fn a_rule_that_gives_a_lead_to_somebody_tells_them() {
    let (app, org) = start().await;
    let bela = colleague(&app, &org, "Béla").await;
    let rule = json!({"name": "Give", "trigger": "lead_created",
        "actions": [{"kind": "assign_owner", "owner": {"who": "member", "member_id": bela}}]});
    crate::automations::rule(&org.as_role(Role::Admin), rule).await;
    let made = lead(&org.as_role(Role::Sales), json!({})).await;
    app.run_job(&org, RUN).await;
    let of_bela = org.as_member(bela, [Role::Sales]);
    assert_eq!(inbox(&of_bela).await, [assigned("Kovács Anna")]);
    assert_eq!(told(&of_bela, &at(&made, "/timeline")).await, ["owner_changed", "lead_came"]);
}

#[tokio::test]
async fn my_day_shows_own_leads_that_wait() {
    let (app, org) = start().await;
    let (anna, bela) = (colleague(&app, &org, "Anna").await, colleague(&app, &org, "Béla").await);
    let sales = org.as_member(anna, [Role::Sales]);
    let today = text(&sales.get("/v1/my-day").await.expect(200)["today"]).to_owned();
    let step = |day: &str| json!({"text": "Ring them", "due_on": day});
    let mine = async |name: &str, said: Value| {
        let mut said = said;
        said["name"] = json!(name);
        said["owner_id"] = json!(anna);
        lead(&sales, said).await
    };
    let answered = async |name: &str, said: Value| {
        let made = mine(name, said).await;
        sales.post(at(&made, "/respond"), &json!({})).await.expect(200);
        made
    };
    mine("unanswered", json!({})).await;
    mine("unanswered for long", json!({"received_at": "2026-01-05T08:00:00Z", "next_step": step(&today)})).await;
    answered("step", json!({"next_step": step("2026-01-20")})).await;
    answered("step to come", json!({"next_step": step("2199-01-01")})).await;
    let nurtured = answered("nurtured", json!({"next_step": step(&today)})).await;
    sales.post(at(&nurtured, "/nurture"), &json!({"until": "2199-01-01"})).await.expect(200);
    lead(&sales, json!({"name": "of somebody else", "owner_id": bela})).await;
    let day = sales.get("/v1/my-day").await.expect(200);
    let waits = |day: &Answer| -> Vec<(String, Value)> {
        let leads = day["leads"].as_array().unwrap();
        leads.iter().map(|one| (text(&one["name"]).to_owned(), one["waits_for"].clone())).collect()
    };
    assert_eq!(
        waits(&day),
        [
            ("unanswered for long".to_owned(), json!(["answer", "next_step"])),
            ("unanswered".to_owned(), json!(["answer"])),
            ("step".to_owned(), json!(["next_step"])),
        ]
    );
    assert_eq!((&day["leads"][0]["response_overdue"], &day["leads"][0]["version"]), (&json!(true), &json!(1)));
    let other = org.as_member(bela, [Role::Sales]).get("/v1/my-day").await.expect(200);
    assert_eq!(waits(&other), [("of somebody else".to_owned(), json!(["answer"]))]);
}

#[tokio::test]
async fn what_a_client_said_and_what_is_to_be_done_go_on_with_what_a_lead_becomes() {
    let (app, org) = start().await;
    let anna = colleague(&app, &org, "Anna").await;
    let sales = org.as_member(anna, [Role::Sales]);
    let form = form(&org).await;
    let nobody = org.with_token("none").without_header("authorization");
    for message in ["We need a shop", "Are you there?"] {
        nobody.post(&form, &json!({"email": "c@acme.hu", "message": message})).await.expect(200);
    }
    let known = sales.get("/v1/leads").await.expect(200)["items"][0].clone();
    let twin = lead(&sales, json!({"name": "Twin", "note": "Asked at the fair"})).await;
    let plan = |title: &str, lead: &Value| json!({"title": title, "due_on": "2026-01-10", "recurrence": {"frequency": "weekly"}, "about": [{"lead_id": lead["lead_id"]}]});
    let deck = sales.post("/v1/follow-ups", &plan("Send deck", &known)).await.expect(201);
    sales.post("/v1/follow-ups", &plan("Of the twin", &twin)).await.expect(201);
    let done = sales.post("/v1/follow-ups", &plan("Done", &known)).await.expect(201);
    sales.post(format!("/v1/follow-ups/{}/cancel", text(&done["follow_up_id"])), &json!({})).await.expect(200);
    let merge = json!({"merged_id": twin["lead_id"]});
    sales.with_header("if-match", "*").post(at(&known, "/merge"), &merge).await.expect(200);
    sales.post(at(&known, "/work"), &json!({})).await.expect(200);
    let note =
        json!({"about": [{"lead_id": known["lead_id"]}], "content": {"kind": "note", "text": "Called about pricing"}});
    sales.post("/v1/activities", &note).await.expect(201);
    let converted = sales.post(at(&known, "/convert"), &json!({"deal": {"name": "Shop"}})).await.expect(200);

    let said = async |timeline: String| -> Vec<String> {
        let page = sales.get(&timeline).await.expect(200);
        let one = |item: &Value| {
            let what = &item["what"];
            let words = [&what["message"], &what["content"]["text"], &what["to"], &what["event"]];
            text(words.into_iter().find(|word| word.is_string()).unwrap()).to_owned()
        };
        let mut all: Vec<String> = page["items"].as_array().unwrap().iter().map(one).collect();
        all.sort_unstable();
        all
    };
    let of_lead =
        ["Are you there?", "Asked at the fair", "Called about pricing", "We need a shop", "converted", "working"];
    assert_eq!(said(at(&known, "/timeline")).await, of_lead);
    for (kind, id) in [
        ("contacts", &converted["contact_id"]),
        ("accounts", &converted["account_id"]),
        ("deals", &converted["deal_id"]),
    ] {
        let mut all = said(format!("/v1/{kind}/{}/timeline", text(id))).await;
        all.retain(|word| word != "deal_opened");
        assert_eq!(all, of_lead, "{kind}");
    }
    let words = sales.get(format!("{}?kind=lead", at(&known, "/timeline"))).await.expect(200);
    let first =
        words["items"].as_array().unwrap().iter().find(|one| one["what"]["message"] == "We need a shop").unwrap();
    assert_eq!((&first["what"]["channel"], &first["what"]["source"]), (&json!("form"), &json!("website")));
    assert_eq!((&first["actor"], &first["what"]["touch_no"]), (&json!("system:lead_form"), &json!(1)));

    for of in ["lead_id", "contact_id", "deal_id"] {
        let page = sales
            .get(format!("/v1/follow-ups?status=open&sort=-created_at&{of}={}", text(&converted[of])))
            .await
            .expect(200);
        let titles: Vec<&str> = page["items"].as_array().unwrap().iter().map(|one| text(&one["title"])).collect();
        assert_eq!(titles, ["Of the twin", "Send deck"], "{of}");
        assert_eq!(page["items"][1]["about"].as_array().map(Vec::len), Some(3));
    }
    let told_of: Vec<_> = app.published(&org).await.into_iter().map(|event| event.event_type).collect();
    assert_eq!(told_of.iter().filter(|one| *one == "crm.follow_up.updated.v1").count(), 2);
    // What comes again comes for all of them.
    let at_deck = format!("/v1/follow-ups/{}", text(&deck["follow_up_id"]));
    let next = sales.post(format!("{at_deck}/complete"), &json!({})).await.expect(200);
    let next = sales.get(format!("/v1/follow-ups/{}", text(&next["next_follow_up_id"]))).await.expect(200);
    assert_eq!(next["about"].as_array().map(Vec::len), Some(3));
}

#[tokio::test]
async fn the_clock_stops_when_somebody_speaks_or_writes_to_a_lead() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let received = json!({"received_at": "2026-01-05T08:00:00Z"});
    let call = |outcome: &str| json!({"kind": "call", "direction": "outgoing", "outcome": outcome});
    let mail = |direction: &str| json!({"kind": "email", "direction": direction, "subject": "x"});
    for (content, happened, expected) in [
        (call("no_answer"), "2026-01-06T08:00:00Z", Value::Null),
        (call("reached"), "2026-01-06T08:00:00Z", json!("2026-01-06T08:00:00Z")),
        (call("reached"), "2026-01-04T08:00:00Z", json!("2026-01-05T08:00:00Z")),
        (mail("incoming"), "2026-01-06T08:00:00Z", Value::Null),
        (mail("outgoing"), "2026-01-06T08:00:00Z", json!("2026-01-06T08:00:00Z")),
        (json!({"kind": "meeting", "title": "x"}), "2026-01-06T08:00:00Z", json!("2026-01-06T08:00:00Z")),
        (json!({"kind": "meeting", "title": "x"}), "2199-01-06T08:00:00Z", Value::Null),
        (json!({"kind": "note", "text": "x"}), "2026-01-06T08:00:00Z", Value::Null),
    ] {
        let made = lead(&sales, received.clone()).await;
        let body = json!({"about": [{"lead_id": made["lead_id"]}], "content": content, "happened_at": happened});
        sales.post("/v1/activities", &body).await.expect(201);
        let shown = sales.get(at(&made, "")).await.expect(200);
        assert_eq!(shown["first_responded_at"], expected, "{body}");
        assert_eq!(shown["response_overdue"], json!(expected.is_null()), "{body}");
    }

    // Whoever takes it up has not answered; a call that turns out to have reached them has.
    let made = lead(&sales, received).await;
    sales.post(at(&made, "/work"), &json!({})).await.expect(200);
    let overdue = sales.get("/v1/leads?response_overdue=true&status=working").await.expect(200);
    assert_eq!(overdue["items"][0]["lead_id"], made["lead_id"]);
    let body = json!({"about": [{"lead_id": made["lead_id"]}], "content": call("no_answer")});
    let tried = sales.post("/v1/activities", &body).await.expect(201);
    let corrected = json!({"content": call("reached")});
    let at_call = format!("/v1/activities/{}", text(&tried["activity_id"]));
    sales.with_header("if-match", tried.etag()).patch(&at_call, &corrected).await.expect(200);
    assert!(sales.get(at(&made, "")).await.expect(200)["first_responded_at"].is_string());
}

#[tokio::test]
async fn a_page_somebody_saw_the_second_time_gives_points_too() {
    let (app, org) = start().await;
    let admin = org.as_role(Role::Admin);
    let rule = |points: i32| {
        json!({"scoring": [{"label": "saw the prices", "points": points,
            "condition": {"field": "landing_page", "operator": "contains", "values": ["pricing"]}}]})
    };
    let any = admin.with_header("if-match", "*");
    any.patch("/v1/lead-settings", &rule(15)).await.expect(200);
    let form = form(&org).await;
    let nobody = org.with_token("none").without_header("authorization");
    for (page, points) in [("https://acme.hu/blog", 0), ("https://acme.hu/Pricing", 15), ("https://acme.hu/blog", 15)] {
        nobody.post(&form, &json!({"email": "c@acme.hu", "landing_page": page})).await.expect(200);
        let known = admin.get("/v1/leads").await.expect(200)["items"][0].clone();
        assert_eq!(known["score"], json!(points), "{page}");
    }
    any.patch("/v1/lead-settings", &rule(20)).await.expect(200);
    assert_eq!(admin.get("/v1/leads").await.expect(200)["items"][0]["score"], 20, "also when all are counted again");
    app.run_job(&org, "score leads again").await;
    // Where one came from that was merged into it counts as well, and no more when that is undone.
    let plain = lead(&admin, json!({"name": "Plain"})).await;
    let known = admin.get("/v1/leads?q=acme").await.expect(200)["items"][0].clone();
    let merge = any.post(at(&plain, "/merge"), &json!({"merged_id": known["lead_id"]})).await.expect(200);
    assert_eq!(admin.get(at(&plain, "")).await.expect(200)["score"], 20);
    admin.post(format!("/v1/merges/{}/undo", text(&merge["merge_id"])), &json!({})).await.expect(200);
    assert_eq!(admin.get(at(&plain, "")).await.expect(200)["score"], 0);
}
