//! Scoring and handing out leads by rules.

use contracts::identity::{Member, MemberAdded};
use kernel::{MemberId, Role, RoleSet};
use serde_json::{Value, json};
use testkit::{Answer, App, Client, Delivery, Organization};

use crate::{event_types, pointer, start, text};

/// A member this service has heard of.
async fn member(app: &App, org: &Organization, name: &str) -> MemberId {
    let member: Member = serde_json::from_value(json!({
        "member_id": MemberId::new(), "name": name, "email": format!("{name}@example.com"),
        "user_id": kernel::UserId::new(), "roles": RoleSet::new([Role::Sales]), "active": true,
    }))
    .unwrap();
    let id = member.member_id;
    assert_eq!(app.deliver(org, 1, &MemberAdded { member }).await, Delivery::Applied);
    id
}

/// Changes the settings, whatever they were.
async fn set(client: &Client, change: Value) -> Answer {
    client.with_header("if-match", "*").patch("/v1/lead-settings", &change).await.expect(200)
}

async fn lead(client: &Client, said: Value) -> Answer {
    let mut body = json!({"name": "Anna"});
    body.as_object_mut().unwrap().extend(said.as_object().unwrap().clone());
    client.post("/v1/leads", &body).await.expect(201)
}

fn referral(points: i32) -> Value {
    json!({"label": "source is referral", "points": points,
           "condition": {"field": "source", "operator": "is", "values": ["referral"]}})
}

#[tokio::test]
async fn settings_are_shown_changed_and_told_of() {
    let (app, org) = start().await;
    let admin = org.as_role(Role::Admin);
    let before = admin.get("/v1/lead-settings").await.expect(200);
    assert_eq!((before["first_response_hours"].as_i64(), before.etag()), (Some(24), "\"0\"".to_owned()));
    let change = json!({"scoring": [referral(15)], "first_response_hours": 2});
    admin.patch("/v1/lead-settings", &change).await.problem(428, "match-required");
    let changed = admin.with_header("if-match", before.etag()).patch("/v1/lead-settings", &change).await.expect(200);
    assert_eq!((changed["version"].as_i64(), text(&changed["scoring"][0]["label"])), (Some(1), "source is referral"));
    admin
        .with_header("if-match", before.etag())
        .patch("/v1/lead-settings", &change)
        .await
        .problem(412, "stale-version");
    org.as_role(Role::Sales).patch("/v1/lead-settings", &change).await.problem(403, "forbidden");
    let wrong = json!({"scoring": [referral(0)]});
    let problem = admin.with_header("if-match", "*").patch("/v1/lead-settings", &wrong).await;
    assert_eq!(pointer(&problem.problem(422, "invalid-field")), "/scoring/0/points");
    assert_eq!(event_types(&app, &org).await, ["crm.lead_settings.updated.v1"]);
    let stranger = app.organization().await.as_role(Role::Owner);
    assert_eq!(stranger.get("/v1/lead-settings").await.expect(200)["scoring"], json!([]));
}

#[tokio::test]
async fn only_working_hours_count_until_a_lead_is_answered() {
    let (_, org) = start().await;
    let admin = org.as_role(Role::Admin);
    // Friday at four in the afternoon, in the time zone of the organisation.
    let on_friday = json!({"received_at": "2026-03-06T15:00:00Z"});
    let due = async |said: &Value| lead(&admin, said.clone()).await["first_response_due_at"].clone();
    set(&admin, json!({"first_response_hours": 2})).await;
    let before = lead(&admin, on_friday.clone()).await;
    assert_eq!(before["first_response_due_at"], "2026-03-06T17:00:00Z");
    let hours =
        json!({"days": ["monday", "tuesday", "wednesday", "thursday", "friday"], "from": "09:00:00", "to": "17:00:00"});
    set(&admin, json!({"working_hours": hours})).await;
    assert_eq!(admin.get("/v1/lead-settings").await.expect(200)["working_hours"], hours);
    assert_eq!(due(&on_friday).await, "2026-03-09T09:00:00Z", "an hour on Friday, one on Monday");
    assert_eq!(
        due(&json!({"received_at": "2026-03-28T22:00:00Z"})).await,
        "2026-03-30T09:00:00Z",
        "clocks went forward"
    );
    let forgotten = admin.get("/v1/forgotten?reason=response_overdue").await.expect(200);
    assert_eq!(forgotten["items"].as_array().unwrap().len(), 3, "{}", forgotten.text);
    assert!(forgotten.text.contains("2026-03-09T09:00:00Z"), "{}", forgotten.text);
    let shown = admin.get(format!("/v1/leads/{}", text(&before["lead_id"]))).await.expect(200);
    assert_eq!(shown["first_response_due_at"], "2026-03-06T17:00:00Z", "what was due is due");
    let wrong = json!({"working_hours": {"days": ["monday"], "from": "17:00:00", "to": "09:00:00"}});
    let problem = admin.with_header("if-match", "*").patch("/v1/lead-settings", &wrong).await;
    assert_eq!(pointer(&problem.problem(422, "invalid-field")), "/working_hours/to");
    set(&admin, json!({"working_hours": null})).await;
    assert_eq!(due(&on_friday).await, "2026-03-06T17:00:00Z", "every hour counts again");
}

#[tokio::test]
async fn a_lead_shows_its_points_with_what_they_are_made_of_and_new_rules_count_them_again() {
    let (app, org) = start().await;
    let admin = org.as_role(Role::Admin);
    let rules = json!({"scoring": [
        referral(15),
        {"label": "free mail", "points": -5, "condition": {"field": "email_domain", "operator": "is", "values": ["gmail.com"]}},
        {"label": "unused", "points": 99, "active": false, "condition": {"field": "email", "operator": "is_set"}}]});
    set(&admin, rules).await;
    let created = lead(&admin, json!({"email": "a@gmail.com", "origin": {"source": "Referral"}})).await;
    assert_eq!(created["score"], 10);
    let parts: Vec<_> = created["score_parts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| (text(&part["label"]), part["points"].as_i64()))
        .collect();
    assert_eq!(parts, [("source is referral", Some(15)), ("free mail", Some(-5))]);
    let plain = lead(&admin, json!({"name": "Plain"})).await;
    assert_eq!(plain["score"], 0);

    set(&admin, json!({"scoring": [referral(40)]})).await;
    let address = format!("/v1/leads/{}", text(&created["lead_id"]));
    let shown = admin.get(&address).await.expect(200);
    assert_eq!((shown["score"].as_i64(), shown["version"].as_i64()), (Some(40), Some(1)), "no change of the lead");
    let best = admin.get("/v1/leads?sort=-score&min_score=40").await.expect(200);
    assert_eq!(best["items"].as_array().map(Vec::len), Some(1));

    // A change of the lead itself counts again at once, too.
    let changed = admin.with_header("if-match", "*").patch(&address, &json!({"email": null})).await.expect(200);
    assert_eq!(changed["score"], 40);
    app.run_job(&org, "score leads again").await;
    assert_eq!(admin.get(&address).await.expect(200)["score"], 40);
}

#[tokio::test]
async fn more_leads_than_one_batch_are_scored_again_by_the_clock() {
    let (app, org) = start().await;
    let admin = org.as_role(Role::Admin);
    let made = (0..6).map(|chunk| {
        let admin = admin.clone();
        async move {
            for index in 0..100 {
                let body = json!({"name": format!("Lead {chunk}-{index}"), "origin": {"source": "referral"}});
                admin.post("/v1/leads", &body).await.expect(201);
            }
        }
    });
    futures_join(made).await;
    set(&admin, json!({"scoring": [referral(7)]})).await;
    let done = || async { scored(&admin, 7).await };
    assert_eq!(done().await, 500, "as many as fit into the change itself");
    app.run_job(&org, "score leads again").await;
    assert_eq!(done().await, 600);
}

async fn futures_join<F: Future<Output = ()> + Send + 'static>(all: impl Iterator<Item = F>) {
    let tasks: Vec<_> = all.map(tokio::spawn).collect();
    for task in tasks {
        task.await.unwrap();
    }
}

async fn scored(client: &Client, least: i32) -> usize {
    let (mut count, mut address) = (0, format!("/v1/leads?limit=200&min_score={least}"));
    loop {
        let page = client.get(&address).await.expect(200);
        count += page["items"].as_array().unwrap().len();
        let Some(cursor) = page["next_cursor"].as_str() else { return count };
        address = format!("/v1/leads?limit=200&min_score={least}&cursor={cursor}");
    }
}

#[tokio::test]
async fn rules_hand_leads_out_in_turn_by_country_and_only_to_those_with_room() {
    let (app, org) = start().await;
    let admin = org.as_role(Role::Admin);
    let (anna, bela, cili) =
        (member(&app, &org, "anna").await, member(&app, &org, "bela").await, member(&app, &org, "cili").await);
    set(
        &admin,
        json!({"assignment": [
            {"name": "Hungary", "member_ids": [anna, bela], "capacity": 2,
             "conditions": [{"field": "country", "operator": "is", "values": ["HU"]}]},
            {"name": "Everybody else", "member_ids": [cili]}]}),
    )
    .await;
    let mut given = Vec::new();
    for _ in 0..5 {
        let created = lead(&admin, json!({"country": "HU"})).await;
        given.push((created["owner_id"].clone(), text(&created["assigned_by"]).to_owned()));
    }
    let hungary = |id: MemberId| (json!(id), "Hungary".to_owned());
    let expected =
        [hungary(anna), hungary(bela), hungary(anna), hungary(bela), (json!(cili), "Everybody else".to_owned())];
    assert_eq!(given, expected);
    let named = lead(&admin, json!({"country": "HU", "owner_id": cili})).await;
    assert_eq!((&named["owner_id"], &named["assigned_by"]), (&json!(cili), &Value::Null), "whoever is named gets it");

    let address = format!("/v1/leads/{}/assign", text(&named["lead_id"]));
    let assigned = admin.post(&address, &json!({"owner_id": anna})).await.expect(200);
    assert_eq!(assigned["owner_id"], json!(anna));
    assert_eq!(admin.post(&address, &json!({"owner_id": null})).await.expect(200)["owner_id"], Value::Null);
    let stranger = json!({"owner_id": MemberId::new()});
    assert_eq!(pointer(&admin.post(&address, &stranger).await.problem(422, "invalid-field")), "/owner_id");
    let unknown = json!({"assignment": [{"name": "x", "member_ids": [MemberId::new()]}]});
    let problem = admin.with_header("if-match", "*").patch("/v1/lead-settings", &unknown).await;
    assert_eq!(pointer(&problem.problem(422, "invalid-field")), "/assignment/0/member_ids");
}

/// Records a lead; what a busy machine turns away was not done, and is repeated.
async fn patiently(client: &Client) -> Answer {
    loop {
        let answer = client.post("/v1/leads", &json!({"name": "Anna"})).await;
        if answer.status != 503 {
            return answer.expect(201);
        }
    }
}

#[tokio::test]
async fn leads_that_come_at_the_same_time_skip_nobody_and_overfill_nobody() {
    let (app, org) = start().await;
    let admin = org.as_role(Role::Admin);
    let (anna, bela) = (member(&app, &org, "anna").await, member(&app, &org, "bela").await);
    set(&admin, json!({"assignment": [{"name": "All", "member_ids": [anna, bela], "capacity": 3}]})).await;
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let admin = admin.clone();
            tokio::spawn(async move { patiently(&admin).await["owner_id"].clone() })
        })
        .collect();
    let mut owners = Vec::new();
    for task in tasks {
        owners.push(task.await.unwrap());
    }
    let of = |id: &Value| owners.iter().filter(|owner| *owner == id).count();
    assert_eq!((of(&json!(anna)), of(&json!(bela)), of(&Value::Null)), (3, 3, 2));
}

#[tokio::test]
async fn what_a_lead_may_be_worth_is_compared_in_the_currency_of_the_organisation() {
    let (app, org) = start().await;
    let admin = org.as_role(Role::Admin);
    let large = |change: Value| {
        let mut condition = json!({"field": "estimated_value", "operator": "at_least", "values": ["1000"]});
        condition.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        json!({"scoring": [{"label": "large", "points": 20, "condition": condition}]})
    };
    set(&admin, large(json!({}))).await;
    let worth = |amount: &str, currency: &str| json!({"estimated_value": {"amount": amount, "currency": currency}});
    let euro = lead(&admin, worth("1000", "EUR")).await;
    assert_eq!((&euro["score"], &euro["score_parts"][0]["label"]), (&json!(20), &json!("large")));
    let forint = lead(&admin, worth("5000", "HUF")).await;
    assert_eq!(
        (&forint["score"], &forint["score_parts"][0]["points"], &forint["score_parts"][0]["without_rate"]),
        (&json!(0), &json!(0), &json!("HUF")),
        "nobody gave a rate, and the points say so"
    );
    // A rate counts the points of all again, and so does its correction.
    let shown = async |of: &Answer| admin.get(format!("/v1/leads/{}", text(&of["lead_id"]))).await.expect(200);
    let rate = admin.post("/v1/exchange-rates", &json!({"currency": "HUF", "rate": "0.0025"})).await.expect(201);
    app.run_job(&org, "score leads again").await;
    let now = shown(&forint).await;
    assert_eq!((&now["score"], &now["score_parts"]), (&json!(0), &json!([])), "12.50 EUR");
    let path = format!("/v1/exchange-rates/{}", text(&rate["exchange_rate_id"]));
    admin.with_header("if-match", "*").patch(path, &json!({"rate": "0.2"})).await.expect(200);
    app.run_job(&org, "score leads again").await;
    assert_eq!(shown(&forint).await["score"], 20);

    // A condition may name the currency of its amount.
    set(&admin, large(json!({"currency": "HUF"}))).await;
    assert_eq!((&shown(&forint).await["score"], &shown(&euro).await["score"]), (&json!(20), &json!(20)));
    assert_eq!(lead(&admin, worth("199.99", "EUR")).await["score"], 0);
    let wrong = large(json!({"field": "source", "operator": "is", "values": ["x"], "currency": "HUF"}));
    let problem = admin.with_header("if-match", "*").patch("/v1/lead-settings", &wrong).await;
    assert_eq!(pointer(&problem.problem(422, "invalid-field")), "/scoring/0/condition/currency");
    let wrong = large(json!({"values": ["0.00001"]}));
    let problem = admin.with_header("if-match", "*").patch("/v1/lead-settings", &wrong).await;
    assert_eq!(pointer(&problem.problem(422, "invalid-field")), "/scoring/0/condition/values");
}
