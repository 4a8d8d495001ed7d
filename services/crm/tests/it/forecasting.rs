//! What people say of the future: chances of deals, teams, goals, exchange rates.

use kernel::{MemberId, Role};
use serde_json::{Value, json};
use testkit::{Answer, Client};

use crate::{deal, eur, event_types, path, pointer, start, text};

/// Changes a deal as somebody who has just read it.
async fn change(client: &Client, deal: &Answer, body: &Value) -> Answer {
    let fresh = client.get(path(deal, "")).await.expect(200);
    client.with_header("if-match", fresh.etag()).patch(path(deal, ""), body).await
}

/// Names of the deals of a list.
async fn names(client: &Client, query: &str) -> Vec<String> {
    let page = client.get(format!("/v1/deals?sort=name&{query}")).await.expect(200);
    page["items"].as_array().unwrap().iter().map(|item| text(&item["name"]).to_owned()).collect()
}

#[tokio::test]
async fn what_people_say_of_a_deal_is_kept_beside_the_odds_of_its_stage() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let deal = deal(&sales).await;
    assert_eq!(deal["forecast"], json!({"stage_odds_percent": 10, "category": null, "odds": null}));
    assert_eq!(deal["forecast_category"], "pipeline");

    let said =
        json!({"judged_odds": {"odds_percent": 80, "reason": "They signed the budget"}, "forecast_category": "commit"});
    sales.patch(path(&deal, ""), &said).await.problem(428, "match-required");
    let told = change(&sales, &deal, &said).await.expect(200);
    let odds = &told["forecast"]["odds"];
    assert_eq!((odds["odds_percent"].as_i64(), text(&odds["reason"])), (Some(80), "They signed the budget"));
    assert_eq!(text(&odds["said_by"]), sales.member_id.to_string());
    assert!(odds["said_at"].is_string());
    assert_eq!((told["odds_percent"].as_i64(), text(&told["forecast_category"])), (Some(10), "commit"));
    sales.with_header("if-match", deal.etag()).patch(path(&deal, ""), &said).await.problem(412, "stale-version");
    let event = app.published(&org).await.pop().unwrap();
    assert_eq!(event.event_type, "crm.deal.updated.v1");
    assert_eq!(event.payload["deal"]["forecast"]["odds"]["odds_percent"], 80);
    assert_eq!(event.payload["deal"]["forecast"]["stage_odds_percent"], 10);

    let pipelines = sales.get("/v1/pipelines").await.expect(200);
    let proposal = pipelines["items"][0]["stages"].as_array().unwrap().iter().find(|stage| stage["odds_percent"] == 50);
    let stage = json!({"stage_id": proposal.unwrap()["stage_id"]});
    let moved = sales.post(path(&deal, "/move"), &stage).await.expect(200);
    assert_eq!(moved["forecast"]["stage_odds_percent"], 50);
    assert_eq!(moved["forecast"]["odds"]["odds_percent"], 80, "a move does not touch what people say");

    for wrong in [json!(0), json!(100)] {
        let body = json!({"judged_odds": {"odds_percent": wrong, "reason": "Sure"}});
        assert_eq!(
            pointer(&change(&sales, &deal, &body).await.problem(422, "invalid-field")),
            "/judged_odds/odds_percent"
        );
    }
    change(&sales, &deal, &json!({"judged_odds": {"odds_percent": 50}})).await.problem(422, "invalid-field");
    let back = change(&sales, &deal, &json!({"forecast_category": null, "judged_odds": null})).await.expect(200);
    assert_eq!((text(&back["forecast_category"]), &back["forecast"]["odds"]), ("best_case", &Value::Null));

    change(&sales, &deal, &said).await.expect(200);
    let won = sales.post(path(&deal, "/win"), &json!({})).await.expect(200);
    assert_eq!((&won["forecast_category"], &won["forecast"]["category"]), (&Value::Null, &Value::Null));
    assert!(won["forecast"]["odds"].is_null());
    change(&sales, &deal, &said).await.problem(409, "deal-not-open");
    let reopened = sales.post(path(&deal, "/reopen"), &json!({"reason": "Not signed"})).await.expect(200);
    assert_eq!((reopened["odds_percent"].as_i64(), &reopened["forecast"]["odds"]), (Some(50), &Value::Null));

    let other = app.organization().await.as_role(Role::Owner);
    other.with_header("if-match", "*").patch(path(&deal, ""), &said).await.problem(404, "not-found");
}

#[tokio::test]
async fn deals_are_listed_by_the_category_they_count_in() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let pipelines = sales.get("/v1/pipelines").await.expect(200);
    let stages = pipelines["items"][0]["stages"].as_array().unwrap();
    let stage = |odds: i64| stages.iter().find(|stage| stage["odds_percent"] == odds).unwrap()["stage_id"].clone();
    for (name, odds) in [("by stage", 75), ("chosen", 10), ("omitted", 75), ("early", 10)] {
        let body = json!({"name": name, "stage_id": stage(odds)});
        let deal = sales.post("/v1/deals", &body).await.expect(201);
        match name {
            "chosen" => drop(change(&sales, &deal, &json!({"forecast_category": "commit"})).await.expect(200)),
            "omitted" => drop(change(&sales, &deal, &json!({"forecast_category": "omitted"})).await.expect(200)),
            _ => {}
        }
    }
    assert_eq!(names(&sales, "forecast_category=commit").await, ["by stage", "chosen"]);
    assert_eq!(names(&sales, "forecast_category=omitted").await, ["omitted"]);
    assert_eq!(names(&sales, "forecast_category=pipeline").await, ["early"]);
    assert!(names(&sales, "forecast_category=best_case").await.is_empty());
    sales.get("/v1/deals?forecast_category=sure").await.problem(422, "invalid-query");
    let row = sales.get("/v1/deals?name=chosen").await.expect(200)["items"][0].clone();
    assert_eq!((text(&row["forecast_category"]), &row["judged_odds_percent"]), ("commit", &Value::Null));
}

#[tokio::test]
async fn teams_are_named_groups_of_members() {
    let (app, org) = start().await;
    let owner = org.as_role(Role::Owner);
    let team = json!({"name": "North", "member_ids": [owner.member_id]});
    org.as_role(Role::Sales).post("/v1/teams", &team).await.problem(403, "forbidden");
    let made = owner.post("/v1/teams", &team).await.expect(201);
    assert_eq!(made["member_ids"], json!([owner.member_id]));
    owner.post("/v1/teams", &json!({"name": "NORTH"})).await.problem(409, "name-taken");
    let stranger = json!({"name": "South", "member_ids": [MemberId::new()]});
    assert_eq!(pointer(&owner.post("/v1/teams", &stranger).await.problem(422, "invalid-field")), "/member_ids/0");
    let twice = json!({"name": "South", "member_ids": [owner.member_id, owner.member_id]});
    assert_eq!(pointer(&owner.post("/v1/teams", &twice).await.problem(422, "invalid-field")), "/member_ids");

    let address = format!("/v1/teams/{}", text(&made["team_id"]));
    let change = json!({"name": "Far north", "member_ids": [], "archived": true});
    owner.patch(&address, &change).await.problem(428, "match-required");
    let changed = owner.with_header("if-match", made.etag()).patch(&address, &change).await.expect(200);
    assert_eq!((text(&changed["name"]), changed["archived"].as_bool()), ("Far north", Some(true)));
    owner.with_header("if-match", made.etag()).patch(&address, &change).await.problem(412, "stale-version");
    assert_eq!(event_types(&app, &org).await, ["crm.team.created.v1", "crm.team.updated.v1"]);

    let other = app.organization().await.as_role(Role::Owner);
    other.get(&address).await.problem(404, "not-found");
    other.with_header("if-match", "*").patch(&address, &change).await.problem(404, "not-found");
    assert_eq!(other.get("/v1/teams").await.expect(200)["items"], json!([]));
}

#[tokio::test]
async fn a_goal_is_set_once_for_a_time() {
    let (app, org) = start().await;
    let owner = org.as_role(Role::Owner);
    let team = owner.post("/v1/teams", &json!({"name": "North"})).await.expect(201);
    let everybody = json!({"from": "2026-04", "span": "quarter", "amount": eur("90000")});
    let mine = json!({"member_id": owner.member_id, "from": "2026-05", "span": "month", "amount": eur("10000")});
    let theirs = json!({"team_id": team["team_id"], "from": "2026-05", "span": "month", "amount": eur("30000")});
    let set = owner.post("/v1/goals", &everybody).await.expect(201);
    for goal in [&mine, &theirs] {
        owner.post("/v1/goals", goal).await.expect(201);
        owner.post("/v1/goals", goal).await.problem(409, "goal-set");
    }
    let one = owner.get("/v1/goals?limit=1").await.expect(200);
    let next = owner.get(format!("/v1/goals?limit=2&cursor={}", text(&one["next_cursor"]))).await.expect(200);
    assert_eq!(
        (one["items"][0]["from"].as_str(), next["items"][1]["from"].as_str()),
        (Some("2026-05"), Some("2026-04"))
    );
    let of_team = owner.get(format!("/v1/goals?team_id={}", text(&team["team_id"]))).await.expect(200);
    assert_eq!(of_team["items"].as_array().unwrap().len(), 1);
    assert_eq!(owner.get("/v1/goals?to=2026-04").await.expect(200)["items"].as_array().unwrap().len(), 1);

    for (field, value, at) in [
        ("from", json!("2026-05"), "/from"),
        ("amount", json!({"amount": "1", "currency": "HUF"}), "/amount/currency"),
        ("amount", eur("0"), "/amount/amount"),
        ("member_id", json!(MemberId::new()), "/member_id"),
        ("team_id", json!(kernel::TeamId::new()), "/team_id"),
    ] {
        let mut wrong = everybody.clone();
        wrong[field] = value;
        assert_eq!(pointer(&owner.post("/v1/goals", &wrong).await.problem(422, "invalid-field")), at);
    }
    let address = format!("/v1/goals/{}", text(&set["goal_id"]));
    let more = json!({"amount": eur("95000")});
    owner.patch(&address, &more).await.problem(428, "match-required");
    let changed = owner.with_header("if-match", set.etag()).patch(&address, &more).await.expect(200);
    assert_eq!(changed["amount"], eur("95000.00"));
    let other = app.organization().await.as_role(Role::Owner);
    other.get(&address).await.problem(404, "not-found");
    other.with_header("if-match", "*").delete(&address).await.problem(404, "not-found");
    owner.with_header("if-match", set.etag()).delete(&address).await.problem(412, "stale-version");
    owner.with_header("if-match", changed.etag()).delete(&address).await.expect(200);
    owner.get(&address).await.problem(404, "not-found");
    owner.post("/v1/goals", &everybody).await.expect(201);
    assert!(event_types(&app, &org).await.contains(&"crm.goal.removed.v1".to_owned()));
}

#[tokio::test]
async fn rates_are_given_day_by_day_and_corrected() {
    let (app, org) = start().await;
    let owner = org.as_role(Role::Owner);
    let rate = |on: &str, rate: &str| json!({"currency": "HUF", "on": on, "rate": rate});
    let given = owner.post("/v1/exchange-rates", &rate("2026-05-01", "0.0025")).await.expect(201);
    assert_eq!((text(&given["rate"]), text(&given["base_currency"])), ("0.0025", "EUR"));
    owner.post("/v1/exchange-rates", &rate("2026-05-01", "0.0026")).await.problem(409, "rate-given");
    owner.post("/v1/exchange-rates", &rate("2026-05-02", "0.0026")).await.expect(201);
    let newest = owner.get("/v1/exchange-rates?limit=1&currency=HUF").await.expect(200);
    assert_eq!(newest["items"][0]["on"], "2026-05-02");
    let older = owner.get(format!("/v1/exchange-rates?cursor={}", text(&newest["next_cursor"]))).await.expect(200);
    assert_eq!(older["items"].as_array().unwrap().len(), 1);
    assert_eq!(owner.get("/v1/exchange-rates?currency=USD").await.expect(200)["items"], json!([]));

    for (body, at) in [
        (rate("2999-01-01", "1"), "/on"),
        (rate("2026-05-03", "0"), "/rate"),
        (json!({"currency": "EUR", "rate": "1"}), "/currency"),
    ] {
        assert_eq!(pointer(&owner.post("/v1/exchange-rates", &body).await.problem(422, "invalid-field")), at);
    }
    let address = format!("/v1/exchange-rates/{}", text(&given["exchange_rate_id"]));
    let right = json!({"rate": "0.00251"});
    owner.patch(&address, &right).await.problem(428, "match-required");
    let corrected = owner.with_header("if-match", given.etag()).patch(&address, &right).await.expect(200);
    assert_eq!((text(&corrected["rate"]), corrected["version"].as_i64()), ("0.00251", Some(2)));
    owner.with_header("if-match", given.etag()).patch(&address, &right).await.problem(412, "stale-version");
    org.as_role(Role::Sales).post("/v1/exchange-rates", &rate("2026-05-04", "1")).await.problem(403, "forbidden");
    let other = app.organization().await.as_role(Role::Owner);
    other.get(&address).await.problem(404, "not-found");
}
