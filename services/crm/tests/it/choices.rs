//! Choices of own fields that are called otherwise, or are no choices any more.

use kernel::Role;
use serde_json::{Value, json};
use testkit::{Answer, Client};

use crate::activities::colleague;
use crate::automations::rule;
use crate::imports::{set, upload};
use crate::{event_types, pointer, start, text};

/// An own field, with the client that may change it whatever its version.
async fn field(admin: &Client, record: &str, kind: &str, choices: Value) -> Answer {
    let body = json!({"record": record, "name": "Level", "kind": kind, "choices": choices});
    admin.post("/v1/custom-fields", &body).await.expect(201)
}

async fn change(admin: &Client, field: &Answer, body: Value) -> Answer {
    let path = format!("/v1/custom-fields/{}", text(&field["field_id"]));
    admin.with_header("if-match", "*").patch(path, &body).await
}

fn gold_to_golden() -> Value {
    json!({"renamed": [{"was": "Gold", "name": "Golden"}]})
}

/// The value of a field in a record.
async fn value(client: &Client, path: &str, field: &Answer) -> Value {
    client.get(path).await.expect(200)["custom"][text(&field["field_id"])].clone()
}

#[tokio::test]
async fn records_of_each_kind_say_the_new_name_and_are_no_other_records_for_that() {
    let (app, org) = start().await;
    let (admin, sales) = (org.as_role(Role::Admin), org.as_role(Role::Sales));
    let stranger = app.organization().await;
    let theirs = field(&stranger.as_role(Role::Admin), "account", "choice", json!(["Gold"])).await;
    let custom = json!({text(&theirs["field_id"]): "Gold"});
    let foreign =
        stranger.as_role(Role::Sales).post("/v1/accounts", &json!({"name": "X", "custom": custom})).await.expect(201);
    for (record, id) in [("account", "account_id"), ("contact", "contact_id"), ("deal", "deal_id"), ("lead", "lead_id")]
    {
        let one = field(&admin, record, "choice", json!(["Gold", "Tin"])).await;
        let of = text(&one["field_id"]).to_owned();
        let mut made = Vec::new();
        for level in ["Gold", "Tin"] {
            let custom = json!({of.as_str(): level});
            let answer =
                sales.post(format!("/v1/{record}s"), &json!({"name": level, "custom": custom})).await.expect(201);
            made.push((format!("/v1/{record}s/{}", text(&answer[id])), answer["version"].clone()));
        }
        let before = event_types(&app, &org).await.len();
        let after = change(&admin, &one, gold_to_golden()).await.expect(200);
        assert_eq!((&after["choices"], &after["former_choices"]), (&json!(["Golden", "Tin"]), &json!([])));
        assert_eq!(event_types(&app, &org).await.len(), before + 1, "the field alone is told of");
        assert_eq!(
            (value(&sales, &made[0].0, &one).await, value(&sales, &made[1].0, &one).await),
            (json!("Golden"), json!("Tin"))
        );
        assert_eq!(sales.get(&made[0].0).await.expect(200)["version"], made[0].1, "it is no change of the record");
        let list = async |asked: Value| {
            let custom = json!({of.as_str(): asked}).to_string();
            let custom = percent_encoding::utf8_percent_encode(&custom, percent_encoding::NON_ALPHANUMERIC).to_string();
            sales.get(format!("/v1/{record}s?custom={custom}")).await
        };
        let found = list(json!("Golden")).await.expect(200);
        assert_eq!(found["items"].as_array().unwrap().len(), 1, "{record}");
        assert_eq!(pointer(&list(json!("Gold")).await.problem(422, "invalid-field")), "custom");
        // What is no choice any more is found where records say it still.
        let after = change(&admin, &one, json!({"choices": ["Tin"]})).await.expect(200);
        assert_eq!(after["former_choices"], json!(["Golden"]));
        assert_eq!(list(json!("Golden")).await.expect(200)["items"].as_array().unwrap().len(), 1, "{record}");
        // And it can be made one there is.
        let mend = json!({"renamed": [{"was": "Golden", "name": "Tin"}]});
        assert_eq!(change(&admin, &one, mend).await.expect(200)["former_choices"], json!([]));
        assert_eq!(list(json!("Tin")).await.expect(200)["items"].as_array().unwrap().len(), 2, "{record}");
    }
    let path = format!("/v1/accounts/{}", text(&foreign["account_id"]));
    assert_eq!(value(&stranger.as_role(Role::Sales), &path, &theirs).await, "Gold", "nobody else's is touched");
    let told = app.published(&org).await;
    let renamed = told.iter().find(|event| event.event_type == "crm.custom_field.updated.v1").unwrap();
    assert!(renamed.payload["renamed"].is_array(), "{}", renamed.payload);
}

#[tokio::test]
async fn of_several_choices_two_may_become_one_or_change_places() {
    let (_, org) = start().await;
    let (admin, sales) = (org.as_role(Role::Admin), org.as_role(Role::Sales));
    let one = field(&admin, "deal", "choices", json!(["A", "B", "C"])).await;
    let of = text(&one["field_id"]);
    let deal = sales.post("/v1/deals", &json!({"name": "x", "custom": {of: ["A", "B"]}})).await.expect(201);
    let path = format!("/v1/deals/{}", text(&deal["deal_id"]));
    let swap = json!({"renamed": [{"was": "A", "name": "B"}, {"was": "B", "name": "A"}]});
    assert_eq!(change(&admin, &one, swap).await.expect(200)["choices"], json!(["B", "A", "C"]));
    assert_eq!(value(&sales, &path, &one).await, json!(["B", "A"]));
    let join = json!({"renamed": [{"was": "A", "name": "B"}]});
    assert_eq!(change(&admin, &one, join).await.expect(200)["choices"], json!(["B", "C"]));
    assert_eq!(value(&sales, &path, &one).await, json!(["B"]));
    for (body, at) in [
        (json!({"renamed": [{"was": "X", "name": "B"}]}), "/renamed/0/was"),
        (json!({"choices": ["B"], "renamed": [{"was": "C", "name": "D"}]}), "/renamed/0/name"),
        (json!({"choices": ["B", "C", "D"], "renamed": [{"was": "C", "name": "D"}]}), "/renamed/0/was"),
    ] {
        let problem = change(&admin, &one, body.clone()).await.problem(422, "invalid-field");
        assert_eq!(pointer(&problem), at, "{body}");
    }
    change(&sales, &one, json!({"renamed": [{"was": "B", "name": "D"}]})).await.problem(403, "forbidden");
}

#[tokio::test]
async fn views_rules_and_imports_go_on_meaning_the_same() {
    let (app, org) = start().await;
    let admin = org.as_role(Role::Admin);
    let anna = colleague(&app, &org, "Anna").await;
    let sales = org.as_member(anna, [Role::Sales]);
    let one = field(&admin, "lead", "choice", json!(["Gold", "Tin"])).await;
    let of = text(&one["field_id"]).to_owned();
    let filters = json!({"custom": json!({of.as_str(): "Gold"}).to_string()});
    let view = json!({"list": "leads", "name": "Mine", "filters": filters});
    let view = sales.post("/v1/views", &view).await.expect(201);
    let condition = json!({"field": "custom", "field_id": of, "operator": "is", "values": ["gold"]});
    let rules = json!({"scoring": [{"label": "gold", "points": 20, "condition": condition}],
        "assignment": [{"name": "Gold", "conditions": [condition], "member_ids": [anna]}]});
    admin.with_header("if-match", "*").patch("/v1/lead-settings", &rules).await.expect(200);
    let tell = json!([{"kind": "notify", "person": {"who": "member", "member_id": anna}, "text": "x"}]);
    let made = rule(
        &admin,
        json!({"trigger": "lead_created", "actions": tell,
        "condition": "lead.custom['Level'] == 'Gold' || lead.name == 'Gold'"}),
    )
    .await;
    let file = "Name,Level\nBéla,arany\n";
    let import = upload(&admin, "kind=leads", file).await.expect(201);
    let meant = set(&admin, &import, |settings| {
        settings["columns"][1] = json!({"field": "custom", "field_id": of, "values": {"arany": "Gold"}});
    });
    let import = meant.await.expect(200);

    change(&admin, &one, gold_to_golden()).await.expect(200);
    let lead = admin.post("/v1/leads", &json!({"name": "A", "custom": {of.as_str(): "Golden"}})).await.expect(201);
    assert_eq!((&lead["score"], &lead["owner_id"]), (&json!(20), &json!(anna)));
    let shown = sales.get(format!("/v1/views/{}", text(&view["view_id"]))).await.expect(200);
    assert_eq!(text(&shown["filters"]["custom"]), json!({of.as_str(): "Golden"}).to_string());
    assert_eq!(shown["version"], 2);
    let now = admin.get(format!("/v1/automations/{}", text(&made["automation_id"]))).await.expect(200);
    assert_eq!(now["condition"], "lead.custom['Level'] == \"Golden\" || lead.name == 'Gold'");
    assert_eq!(now["rule_version"], 2);
    let settings = admin.get("/v1/lead-settings").await.expect(200);
    assert_eq!(settings["scoring"][0]["condition"]["values"], json!(["Golden"]));
    assert_eq!(settings["assignment"][0]["conditions"][0]["values"], json!(["Golden"]));
    let there = admin.get(format!("/v1/imports/{}", text(&import["import_id"]))).await.expect(200);
    assert_eq!(there["settings"]["columns"][1]["values"], json!({"arany": "Golden"}));
}

#[tokio::test]
async fn rules_go_on_naming_a_field_that_is_called_otherwise() {
    let (app, org) = start().await;
    let admin = org.as_role(Role::Admin);
    let anna = colleague(&app, &org, "Anna").await;
    let one = field(&admin, "lead", "choice", json!(["Gold", "Tin"])).await;
    let tell = |words: &str| json!([{"kind": "notify", "person": {"who": "member", "member_id": anna}, "text": words}]);
    let asks = "has(lead.custom[\"Level\"]) && 'Level' in lead.custom && lead.custom['Level'] == 'Gold' && lead.name != 'Level'";
    let says = "{{lead.custom[\"Level\"]|Level}} lead.custom[\"Level\"]";
    let made = rule(&admin, json!({"trigger": "lead_created", "condition": asks, "actions": tell(says)})).await;
    let like = json!({"trigger": "lead_created", "condition": "lead.name == 'Level'", "actions": tell("Level")});
    let like = rule(&admin, like).await;
    let shown =
        async |rule: &Answer| admin.get(format!("/v1/automations/{}", text(&rule["automation_id"]))).await.expect(200);

    let before = event_types(&app, &org).await.len();
    let both = json!({"name": "Rank", "renamed": [{"was": "Gold", "name": "Golden"}]});
    change(&admin, &one, both).await.expect(200);
    let told = event_types(&app, &org).await;
    assert_eq!(told[before..], ["crm.custom_field.updated.v1", "crm.automation.updated.v1"]);
    let now = shown(&made).await;
    assert_eq!(
        now["condition"],
        "has(lead.custom[\"Rank\"]) && \"Rank\" in lead.custom && lead.custom[\"Rank\"] == \"Golden\" && lead.name != 'Level'"
    );
    assert_eq!(now["actions"][0]["text"], "{{lead.custom[\"Rank\"]|Level}} lead.custom[\"Level\"]");
    assert_eq!((&now["rule_version"], &shown(&like).await["rule_version"]), (&json!(2), &json!(1)));

    // A name that cannot stand in a text would break the rule, so nothing is called so.
    let problem = change(&admin, &one, json!({"name": "a | b"})).await.problem(422, "invalid-field");
    assert_eq!(pointer(&problem), "/name");
    assert_eq!(shown(&made).await["condition"], now["condition"]);
    // A field that is out of use comes back, and rules know it by the name it has then.
    change(&admin, &one, json!({"archived": true})).await.expect(200);
    change(&admin, &one, json!({"name": "Grade"})).await.expect(200);
    change(&admin, &one, json!({"archived": false})).await.expect(200);
    assert!(text(&shown(&made).await["condition"]).starts_with("has(lead.custom[\"Grade\"])"));
    let again = json!({"name": "Again", "trigger": "lead_created", "condition": text(&shown(&made).await["condition"]), "actions": tell("x")});
    admin.post("/v1/automations", &again).await.expect(201);
    // Nobody else's rule is touched.
    let stranger = app.organization().await;
    let theirs = field(&stranger.as_role(Role::Admin), "lead", "choice", json!(["Gold"])).await;
    let rule_there = json!({"trigger": "lead_created", "condition": "lead.custom['Level'] == 'Gold'",
        "actions": [{"kind": "create_task", "title": "Call", "person": {"who": "record_owner"}, "due_in_days": 1}]});
    let rule_there = rule(&stranger.as_role(Role::Admin), rule_there).await;
    change(&admin, &one, json!({"name": "Level"})).await.expect(200);
    change(&admin, &one, json!({"name": "Other"})).await.expect(200);
    let path = format!("/v1/automations/{}", text(&rule_there["automation_id"]));
    let there = stranger.as_role(Role::Admin).get(path).await.expect(200);
    assert_eq!(there["condition"], "lead.custom['Level'] == 'Gold'");
    assert_eq!(text(&theirs["name"]), "Level");
}

#[tokio::test]
async fn a_rule_that_is_written_while_a_field_is_renamed_names_it_as_it_is_called_or_is_refused() {
    let (app, org) = start().await;
    let admin = org.as_role(Role::Admin);
    let anna = colleague(&app, &org, "Anna").await;
    let one = field(&admin, "lead", "text", json!([])).await;
    let tell = json!([{"kind": "notify", "person": {"who": "member", "member_id": anna}, "text": "x"}]);
    let mut called = text(&one["name"]).to_owned();
    for round in 0..12 {
        let next = format!("Level {round}");
        let body = json!({"name": format!("Rule {round}"), "trigger": "lead_created", "actions": tell,
                          "condition": format!("lead.custom[{called:?}] == 'Gold'")});
        let rename = json!({ "name": next });
        let (written, _) = tokio::join!(admin.post("/v1/automations", &body), async {
            change(&admin, &one, rename).await.expect(200)
        });
        if written.status == 201 {
            let rule = admin.get(format!("/v1/automations/{}", text(&written["automation_id"]))).await.expect(200);
            assert_eq!(
                rule["condition"],
                format!("lead.custom[{next:?}] == 'Gold'"),
                "it names it as it is called now"
            );
        } else {
            assert_eq!(pointer(&written.json), "/condition", "it came too late");
        }
        called = next;
    }
}
