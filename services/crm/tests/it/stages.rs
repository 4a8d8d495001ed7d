//! Several pipelines, their stages with deals in them, and what a stage asks.

use kernel::Role;
use serde_json::{Value, json};
use testkit::{Answer, Client};

use crate::{event_types, path, pointer, start, text};

async fn sales_pipeline(client: &Client) -> (String, Vec<String>) {
    let pipelines = client.get("/v1/pipelines").await.expect(200);
    let first = &pipelines["items"][0];
    let stages = first["stages"].as_array().unwrap().iter().map(|stage| text(&stage["stage_id"]).to_owned());
    (text(&first["pipeline_id"]).to_owned(), stages.collect())
}

async fn renewals(owner: &Client) -> Answer {
    let body = json!({"name": "Renewals", "stages": [
        {"name": "Due", "odds_percent": 60, "stale_after_days": 5}, {"name": "Agreed", "odds_percent": 90}]});
    owner.post("/v1/pipelines", &body).await.expect(201)
}

fn stage(pipeline: &Answer, index: usize) -> String {
    text(&pipeline["stages"][index]["stage_id"]).to_owned()
}

#[tokio::test]
async fn deals_go_through_several_pipelines_and_from_one_to_another() {
    let (app, org) = start().await;
    let (owner, sales) = (org.as_role(Role::Owner), org.as_role(Role::Sales));
    let made = renewals(&owner).await;
    let (first, _) = sales_pipeline(&sales).await;
    sales.post("/v1/pipelines", &json!({"name": "Mine", "stages": []})).await.problem(403, "forbidden");
    let deal = sales.post("/v1/deals", &json!({"name": "d", "pipeline_id": made["pipeline_id"]})).await.expect(201);
    assert_eq!((&deal["stage_name"], &deal["odds_percent"]), (&json!("Due"), &json!(60)));
    let list = async |query: String| {
        sales.get(format!("/v1/deals?{query}")).await.expect(200)["items"].as_array().unwrap().len()
    };
    assert_eq!(list(format!("pipeline_id={}", text(&made["pipeline_id"]))).await, 1);
    assert_eq!(list(format!("pipeline_id={first}")).await, 0);
    let (_, stages) = sales_pipeline(&sales).await;
    let moved = sales.post(path(&deal, "/move"), &json!({"stage_id": stages[1]})).await.expect(200);
    assert_eq!(text(&moved["pipeline_id"]), first);
    let history = sales.get(path(&deal, "/history")).await.expect(200);
    assert_eq!(history["visits"].as_array().unwrap().len(), 2);
    let told = app.published(&org).await.pop().unwrap();
    assert_eq!(
        (told.event_type.as_str(), text(&told.payload["deal"]["pipeline_id"])),
        ("crm.deal.stage_changed.v1", first.as_str())
    );
    let wrong = json!({"name": "d", "pipeline_id": made["pipeline_id"], "stage_id": stages[0]});
    assert_eq!(pointer(&sales.post("/v1/deals", &wrong).await.problem(422, "invalid-field")), "/stage_id");
}

#[tokio::test]
async fn stages_are_edited_with_deals_in_them() {
    let (app, org) = start().await;
    let (owner, sales) = (org.as_role(Role::Owner), org.as_role(Role::Sales));
    let made = renewals(&owner).await;
    let address = format!("/v1/pipelines/{}", text(&made["pipeline_id"]));
    let deal = sales.post("/v1/deals", &json!({"name": "d", "stage_id": stage(&made, 0)})).await.expect(201);
    let closed = sales.post("/v1/deals", &json!({"name": "lost", "stage_id": stage(&made, 0)})).await.expect(201);
    sales.post(path(&closed, "/lose"), &json!({"reason": "r"})).await.expect(200);
    let kept = json!({"stage_id": stage(&made, 0), "name": "Coming due", "odds_percent": 40});
    let agreed = json!({"stage_id": stage(&made, 1), "name": "Agreed", "odds_percent": 90});
    owner.patch(&address, &json!({"stages": [kept]})).await.problem(428, "match-required");
    let changer = owner.with_header("if-match", made.etag());
    let changed = changer.patch(&address, &json!({"stages": [agreed, kept]})).await.expect(200);
    changer.patch(&address, &json!({"name": "x"})).await.problem(412, "stale-version");
    let shown = sales.get(path(&deal, "")).await.expect(200);
    assert_eq!(
        (&shown["stage_name"], &shown["odds_percent"], shown.etag()),
        (&json!("Coming due"), &json!(40), deal.etag())
    );

    // The stage goes: its open deals need a place, closed ones stay what they were.
    let changer = owner.with_header("if-match", changed.etag());
    let problem = changer.patch(&address, &json!({"stages": [agreed]})).await.problem(422, "invalid-field");
    assert_eq!(pointer(&problem), "/moves");
    let moves =
        |to: &str| json!({"stages": [agreed], "moves": [{"from_stage_id": stage(&made, 0), "to_stage_id": to}]});
    for wrong in [stage(&made, 0), stage(&made, 2), kernel::StageId::new().to_string()] {
        let problem = changer.patch(&address, &moves(&wrong)).await.problem(422, "invalid-field");
        assert_eq!(pointer(&problem), "/moves/0/to_stage_id");
    }
    changer.patch(&address, &moves(&stage(&made, 1))).await.expect(200);
    let shown = sales.get(path(&deal, "")).await.expect(200);
    assert_eq!(
        (&shown["stage_name"], &shown["odds_percent"], &shown["version"]),
        (&json!("Agreed"), &json!(90), &json!(2))
    );
    assert_eq!(shown["history"][0]["outcome"], "moved");
    let was = sales.get(path(&closed, "")).await.expect(200);
    assert_eq!(was["stage_name"], "Coming due");
    let again = sales.post(path(&closed, "/reopen"), &json!({"reason": "r"})).await.expect(200);
    assert_eq!(again["stage_name"], "Agreed", "its stage is no more");
    sales.post(path(&deal, "/move"), &json!({"stage_id": stage(&made, 0)})).await.problem(422, "invalid-field");
    let told = event_types(&app, &org).await;
    assert_eq!(told.iter().filter(|name| *name == "crm.pipeline.updated.v1").count(), 2);
    assert_eq!(told.iter().filter(|name| *name == "crm.deal.stage_changed.v1").count(), 1);
}

#[tokio::test]
async fn a_pipeline_is_archived_when_nothing_stands_in_it() {
    let (app, org) = start().await;
    let (owner, sales) = (org.as_role(Role::Owner), org.as_role(Role::Sales));
    let made = renewals(&owner).await;
    let address = format!("/v1/pipelines/{}", text(&made["pipeline_id"]));
    let (first, stages) = sales_pipeline(&sales).await;
    owner.post(format!("/v1/pipelines/{first}/archive"), &json!({})).await.problem(409, "pipeline-default");
    let deal = sales.post("/v1/deals", &json!({"name": "d", "stage_id": stage(&made, 1)})).await.expect(201);
    let archive = format!("{address}/archive");
    owner.post(&archive, &json!({})).await.problem(409, "pipeline-in-use");
    let inside = json!({"move_to_stage_id": stage(&made, 0)});
    owner.post(&archive, &inside).await.problem(422, "invalid-field");
    owner.post(&archive, &json!({"move_to_stage_id": stages[0]})).await.expect(200);
    assert_eq!(text(&sales.get(path(&deal, "")).await.expect(200)["pipeline_id"]), first);
    assert_eq!(sales.get("/v1/pipelines").await.expect(200)["items"].as_array().unwrap().len(), 1);
    assert_eq!(sales.get("/v1/pipelines?archived=true").await.expect(200)["items"].as_array().unwrap().len(), 2);
    sales.post(path(&deal, "/move"), &json!({"stage_id": stage(&made, 0)})).await.problem(409, "pipeline-archived");
    owner.post(format!("{address}/restore"), &json!({})).await.expect(200);
    let restored = owner.get(&address).await.expect(200);
    let changer = owner.with_header("if-match", restored.etag());
    let defaulted = changer.patch(&address, &json!({"is_default": true})).await.expect(200);
    let opened = sales.post("/v1/deals", &json!({"name": "e"})).await.expect(201);
    assert_eq!(opened["pipeline_id"], made["pipeline_id"]);
    let changer = owner.with_header("if-match", defaulted.etag());
    changer.patch(&address, &json!({"is_default": false})).await.problem(422, "invalid-field");
    app.organization().await.as_role(Role::Owner).get(&address).await.problem(404, "not-found");
}

#[tokio::test]
async fn no_deal_is_left_in_a_stage_that_goes_while_it_comes() {
    let (_, org) = start().await;
    let (owner, sales) = (org.as_role(Role::Owner), org.as_role(Role::Sales));
    let made = renewals(&owner).await;
    let address = format!("/v1/pipelines/{}", text(&made["pipeline_id"]));
    let mut deals = Vec::new();
    for number in 0..6 {
        deals.push(
            sales
                .post("/v1/deals", &json!({"name": format!("d{number}"), "stage_id": stage(&made, 1)}))
                .await
                .expect(201),
        );
    }
    let coming: Vec<_> = deals
        .iter()
        .map(|deal| {
            let (sales, at, body) = (sales.clone(), path(deal, "/move"), json!({"stage_id": stage(&made, 0)}));
            tokio::spawn(async move { sales.post(at, &body).await.status })
        })
        .collect();
    let agreed = json!({"stage_id": stage(&made, 1), "name": "Agreed", "odds_percent": 90});
    let body =
        json!({"stages": [agreed], "moves": [{"from_stage_id": stage(&made, 0), "to_stage_id": stage(&made, 1)}]});
    owner.with_header("if-match", made.etag()).patch(&address, &body).await.expect(200);
    for one in coming {
        assert!([200, 422].contains(&one.await.unwrap()));
    }
    let left = sales.get(format!("/v1/deals?stage_id={}", stage(&made, 0))).await.expect(200);
    assert_eq!(left["items"], json!([]));
}

#[tokio::test]
async fn a_stage_asks_and_says_what_is_missing() {
    let (_, org) = start().await;
    let (owner, sales) = (org.as_role(Role::Owner), org.as_role(Role::Sales));
    let field = json!({"record": "deal", "name": "Budget holder", "kind": "text"});
    let field = owner.post("/v1/custom-fields", &field).await.expect(201);
    let id = text(&field["field_id"]);
    let asks = json!([{"kind": "value"}, {"kind": "custom_field", "field_id": id}, {"kind": "contact_role", "role": "champion"}]);
    let body = json!({"name": "Strict", "lost": {"requires": [{"kind": "account"}]}, "stages": [
        {"name": "A", "odds_percent": 10}, {"name": "B", "odds_percent": 50, "requires": asks}]});
    let made = owner.post("/v1/pipelines", &body).await.expect(201);
    let deal = sales.post("/v1/deals", &json!({"name": "d", "pipeline_id": made["pipeline_id"]})).await.expect(201);
    let to = json!({"stage_id": stage(&made, 1)});
    let problem = sales.post(path(&deal, "/move"), &to).await.problem(422, "stage-requirements");
    let pointers: Vec<_> = problem["errors"].as_array().unwrap().iter().map(|error| text(&error["pointer"])).collect();
    assert_eq!(pointers, ["/value", &format!("/custom/{id}"), "/contacts"]);
    let anna = sales.post("/v1/contacts", &json!({"name": "Anna"})).await.expect(201);
    let said = json!({"value": {"amount": "5", "currency": "EUR"}, "custom": {id: "Béla"},
        "contacts": [{"contact_id": anna["contact_id"], "role": "champion"}]});
    sales.with_header("if-match", deal.etag()).patch(path(&deal, ""), &said).await.expect(200);
    sales.post(path(&deal, "/move"), &to).await.expect(200);
    let by = format!("/v1/deals?contact_id={}", text(&anna["contact_id"]));
    assert_eq!(sales.get(&by).await.expect(200)["items"].as_array().unwrap().len(), 1);
    let lost = sales.post(path(&deal, "/lose"), &json!({"reason": "r"})).await.problem(422, "stage-requirements");
    assert_eq!(pointer(&lost), "/account_id");
    let opened = json!({"name": "d", "stage_id": stage(&made, 1)});
    sales.post("/v1/deals", &opened).await.problem(422, "stage-requirements");
    let unknown = json!({"name": "X", "stages": [{"name": "A", "odds_percent": 1,
        "requires": [{"kind": "custom_field", "field_id": kernel::FieldId::new()}]}]});
    let problem = owner.post("/v1/pipelines", &unknown).await.problem(422, "invalid-field");
    assert_eq!(pointer(&problem), "/stages/0/requires/0/field_id");
    let nobody = json!({"name": "d", "contacts": [{"contact_id": kernel::ContactId::new(), "role": "user"}]});
    let problem = sales.post("/v1/deals", &nobody).await.problem(422, "invalid-field");
    assert_eq!(pointer(&problem), "/contacts/0/contact_id");
}

#[tokio::test]
async fn stale_deals_are_marked_and_found() {
    let (_, org) = start().await;
    let (owner, sales) = (org.as_role(Role::Owner), org.as_role(Role::Sales));
    let made = renewals(&owner).await;
    let open = async |name: &str, opened_on: Value, stage: String| {
        sales.post("/v1/deals", &json!({"name": name, "opened_on": opened_on, "stage_id": stage})).await.expect(201)
    };
    let old = open("old", json!("2026-01-01"), stage(&made, 0)).await;
    open("new", Value::Null, stage(&made, 0)).await;
    open("patient", json!("2026-01-01"), stage(&made, 1)).await;
    assert_eq!(old["stale"], true);
    let found = sales.get("/v1/deals?stale=true").await.expect(200);
    let found: Vec<_> =
        found["items"].as_array().unwrap().iter().map(|item| (text(&item["name"]), &item["stale"])).collect();
    assert_eq!(found, [("old", &json!(true))]);
    let all = sales.get("/v1/deals?sort=name").await.expect(200);
    let stale: Vec<_> = all["items"].as_array().unwrap().iter().map(|item| item["stale"].as_bool().unwrap()).collect();
    assert_eq!(stale, [false, true, false]);
}
