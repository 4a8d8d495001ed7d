//! What rules ask: conditions, what they would have done, and what can be asked of a lead.

use kernel::{MemberId, Role};
use serde_json::{Value, json};

use crate::activities::colleague;
use crate::automations::{look, notify, rule, runs};
use crate::{deal, event_types, pointer, start, text};

#[tokio::test]
async fn a_condition_is_checked_where_it_is_written() {
    let (app, org) = start().await;
    let (admin, anna) = (org.as_role(Role::Admin), colleague(&app, &org, "Anna").await);
    let triggers = admin.get("/v1/automation-triggers").await.expect(200);
    let won = triggers["items"].as_array().unwrap().iter().find(|one| one["name"] == "deal_won").unwrap();
    let value = won["fields"].as_array().unwrap().iter().find(|field| field["name"] == "deal.value").unwrap();
    assert_eq!((&value["kind"], &value["as_it_was"]), (&json!("number"), &json!(true)));
    let check = |condition: &str| {
        let (admin, body) = (admin.clone(), json!({"trigger": "deal_won", "condition": condition}));
        async move { admin.post("/v1/automations/check", &body).await.expect(200) }
    };
    let right = check("deal.value > 1000.5 && 'vip' in deal.tags").await;
    assert_eq!((&right["valid"], &right["fields"]), (&json!(true), &json!(["deal.tags", "deal.value"])));
    let wrong = check("deal.name == 'á' && deal.valeu > 3").await;
    assert_eq!(
        (&wrong["valid"], &wrong["error"]["at"], &wrong["error"]["found"]),
        (&json!(false), &json!(20), &json!("deal.valeu"))
    );
    let body = |change: Value| {
        let mut body = json!({"name": "x", "trigger": "deal_won", "actions": [notify(anna, "x")]});
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        body
    };
    let refused = admin
        .post("/v1/automations", &body(json!({"condition": "deal.value"})))
        .await
        .problem(422, "invalid-condition");
    assert_eq!(pointer(&refused), "/condition");
    for (change, pointed) in [
        (json!({"trigger": "deal_wun"}), "/trigger"),
        (json!({"actions": []}), "/actions"),
        (json!({"actions": [notify(MemberId::new(), "x")]}), "/actions/0/person/member_id"),
        (json!({"actions": [notify(anna, "{{deal.nmae}}")]}), "/actions/0/text"),
        (json!({"actions": [{"kind": "move_stage", "stage_id": kernel::StageId::new()}]}), "/actions/0/stage_id"),
        (json!({"actions": [{"kind": "enrol", "sequence_id": kernel::SequenceId::new()}]}), "/actions/0/sequence_id"),
        (
            json!({"trigger": "lead_created", "actions": [{"kind": "move_stage", "stage_id": kernel::StageId::new()}]}),
            "/actions/0/kind",
        ),
    ] {
        let problem = admin.post("/v1/automations", &body(change.clone())).await.problem(422, "invalid-field");
        assert_eq!(pointer(&problem), pointed, "{change}: {problem}");
    }
    let closing = admin.get("/v1/pipelines").await.expect(200)["items"][0]["stages"]
        .as_array()
        .unwrap()
        .iter()
        .find(|stage| stage["status"] == "won")
        .unwrap()["stage_id"]
        .clone();
    let never =
        admin.post("/v1/automations", &body(json!({"actions": [{"kind": "move_stage", "stage_id": closing}]}))).await;
    assert_eq!(pointer(&never.problem(422, "invalid-field")), "/actions/0/stage_id");
    // A custom field is one like any other.
    let field = json!({"record": "deal", "name": "Számla típus", "kind": "text"});
    admin.post("/v1/custom-fields", &field).await.expect(201);
    assert_eq!(check("deal.custom['Számla típus'] == 'éves'").await["valid"], true);
}

#[tokio::test]
async fn a_rule_is_tried_on_the_past_and_changes_nothing() {
    let (app, org) = start().await;
    let (admin, anna) = (org.as_role(Role::Admin), colleague(&app, &org, "Anna").await);
    let deal = deal(&admin).await;
    admin.post("/v1/deals", &json!({"name": "Small"})).await.expect(201);
    let before = event_types(&app, &org).await;
    let body = json!({"trigger": "deal_created", "condition": "deal.value > 500 && account.name == 'Acme'",
        "actions": [notify(anna, "{{deal.name}} of {{account.name}}")], "days": 30});
    let tried = admin.post("/v1/automations/dry-run", &body).await.expect(200);
    assert_eq!(
        (&tried["found"], &tried["looked_at"], &tried["would_run"], &tried["not_so"]),
        (&json!(2), &json!(2), &json!(1), &json!(1))
    );
    let item = tried["items"].as_array().unwrap().iter().find(|item| item["verdict"] == "so").unwrap();
    assert_eq!((&item["record"]["deal_id"], &item["record_name"]), (&deal["deal_id"], &json!("Website")));
    assert_eq!(item["saw"], json!({"account.name": "Acme", "deal.value": "1000"}));
    assert_eq!(item["would"][0]["text"], "Website of Acme");
    assert!(tried["limits"].as_array().unwrap().contains(&json!("seen_as_now")), "{}", tried.text);
    assert_eq!(event_types(&app, &org).await, before, "nothing was written");
    assert!(admin.get("/v1/automation-runs").await.expect(200)["items"].as_array().unwrap().is_empty());
    for days in [0, 91] {
        let mut body = body.clone();
        body["days"] = json!(days);
        admin.post("/v1/automations/dry-run", &body).await.problem(422, "invalid-field");
    }
}

#[tokio::test]
async fn points_of_a_lead_and_whether_an_own_field_is_known_can_be_asked() {
    let (app, org) = start().await;
    let (admin, anna) = (org.as_role(Role::Admin), colleague(&app, &org, "Anna").await);
    let scoring = json!({"scoring": [{"label": "referral", "points": 30,
        "condition": {"field": "source", "operator": "is", "values": ["referral"]}}]});
    admin.with_header("if-match", "*").patch("/v1/lead-settings", &scoring).await.expect(200);
    let field = json!({"record": "lead", "name": "Keret", "kind": "number"});
    let field = admin.post("/v1/custom-fields", &field).await.expect(201)["field_id"].clone();
    let triggers = admin.get("/v1/automation-triggers").await.expect(200);
    let fields = |trigger: &str| {
        let one = triggers["items"].as_array().unwrap().iter().find(|one| one["name"] == trigger).unwrap();
        one["fields"].as_array().unwrap().clone()
    };
    let score = fields("lead_created").into_iter().find(|one| one["name"] == "lead.score").unwrap();
    assert_eq!((&score["kind"], &score["as_it_was"]), (&json!("whole"), &json!(false)), "points are those of now");
    for trigger in triggers["items"].as_array().unwrap() {
        let mut names: Vec<_> = trigger["fields"].as_array().unwrap().iter().map(|one| text(&one["name"])).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all, "{}: each field is offered once", trigger["name"]);
    }
    let names: Vec<_> = fields("contact_created").iter().map(|one| text(&one["name"]).to_owned()).collect();
    assert!(names.contains(&"contact.owner".to_owned()) && names.contains(&"contact.owner_id".to_owned()));

    let tell =
        |condition: &str| json!({"trigger": "lead_created", "condition": condition, "actions": [notify(anna, "x")]});
    let hot = rule(&admin, tell("lead.score >= 30")).await;
    let known = rule(&admin, tell("has(lead.custom['Keret']) && lead.custom['Keret'] > 5")).await;
    let unknown = rule(&admin, tell("!('Keret' in lead.custom)")).await;
    // How often each has run after a lead came.
    let came = async |body: Value| {
        admin.post("/v1/leads", &body).await.expect(201);
        look(&app, &org).await;
        let mut all = Vec::new();
        for rule in [&hot, &known, &unknown] {
            all.push(runs(&admin, rule).await.len());
        }
        all
    };
    assert_eq!(came(json!({"name": "A", "origin": {"source": "referral"}})).await, [1, 0, 1]);
    assert_eq!(came(json!({"name": "B", "custom": {text(&field): "6"}})).await, [1, 1, 1]);
    assert_eq!(came(json!({"name": "C", "custom": {text(&field): "5"}})).await, [1, 1, 1]);
}
