//! Winning, losing and reopening.

use kernel::Role;
use serde_json::{Value, json};

use crate::{account, deal, event_types, fixed_line, path, pointer, start, won_deal};

#[tokio::test]
async fn a_deal_is_won_once() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let created = deal(&sales).await;
    let attempts: Vec<_> = (0..5)
        .map(|_| {
            let (sales, address) = (sales.clone(), path(&created, "/win"));
            tokio::spawn(async move { sales.post(address, &json!({})).await.status })
        })
        .collect();
    let mut statuses = Vec::new();
    for attempt in attempts {
        statuses.push(attempt.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409, 409, 409, 409]);
    sales.post(path(&created, "/win"), &json!({})).await.problem(409, "deal-not-open");

    let shown = sales.get(path(&created, "")).await.expect(200);
    assert_eq!((&shown["status"], &shown["win_no"], &shown["odds_percent"]), (&json!("won"), &json!(1), &json!(100)));
    assert_eq!((&shown["history"][0]["outcome"], &shown["delivery"]["state"]), (&json!("won"), &json!("provisioning")));
    let told = app.published(&org).await;
    let won = told.iter().filter(|event| event.event_type == "crm.deal.won.v1").collect::<Vec<_>>();
    assert_eq!((won.len(), won[0].aggregate_seq, &won[0].payload["account"]["name"]), (1, 2, &json!("Acme")));
    assert_eq!(won[0].payload["deal"]["lines"], created["lines"]);
}

#[tokio::test]
async fn a_repeated_request_wins_once_and_is_answered_alike() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let created = deal(&sales).await;
    let keyed = sales.with_header("idempotency-key", "win-1");
    let first = keyed.post(path(&created, "/win"), &json!({})).await.expect(200);
    let second = keyed.post(path(&created, "/win"), &json!({})).await.expect(200);
    assert_eq!(first.json, second.json);
    assert_eq!(event_types(&app, &org).await.iter().filter(|name| *name == "crm.deal.won.v1").count(), 1);
}

#[tokio::test]
async fn a_key_stands_for_one_request() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let created = deal(&sales).await;
    let keyed = sales.with_header("idempotency-key", "win-2");
    keyed.post(path(&created, "/win"), &json!({})).await.expect(200);
    let other = json!({"project": "revive"});
    keyed.post(path(&created, "/win"), &other).await.problem(422, "idempotency-key-reused");
}

#[tokio::test]
async fn winning_needs_who_buys_and_what_is_sold() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let bare = sales.post("/v1/deals", &json!({"name": "d", "lines": [fixed_line("5")]})).await.expect(201);
    let problem = sales.post(path(&bare, "/win"), &json!({})).await.problem(422, "deal-without-account");
    assert_eq!(pointer(&problem), "/account_id");
    let account = account(&sales).await;
    let body = json!({"name": "d", "account_id": account["account_id"], "value": {"amount": "5", "currency": "EUR"}});
    let bare = sales.post("/v1/deals", &body).await.expect(201);
    sales.post(path(&bare, "/win"), &json!({})).await.problem(422, "deal-without-lines");
}

#[tokio::test]
async fn closing_days_lie_between_opening_and_today() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let account = account(&sales).await;
    let body = json!({"name": "d", "account_id": account["account_id"], "opened_on": "2026-01-10", "lines": [fixed_line("5")]});
    let created = sales.post("/v1/deals", &body).await.expect(201);
    for day in ["2026-01-09", "2999-01-01", "2026-13-01"] {
        let problem = sales.post(path(&created, "/win"), &json!({"won_on": day})).await.problem(422, "invalid-field");
        assert_eq!(pointer(&problem), "/won_on");
        let lose = json!({"reason": "r", "lost_on": day});
        let problem = sales.post(path(&created, "/lose"), &lose).await.problem(422, "invalid-field");
        assert_eq!(pointer(&problem), "/lost_on");
    }
    sales.post(path(&created, "/win"), &json!({"won_at": "2026-01-10"})).await.problem(422, "invalid-field");
    let won = sales.post(path(&created, "/win"), &json!({"won_on": "2026-01-10"})).await.expect(200);
    assert_eq!(won["closed_on"], "2026-01-10");
}

#[tokio::test]
async fn a_lost_deal_comes_back_where_it_stood() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let created = deal(&sales).await;
    sales.post(path(&created, "/reopen"), &json!({"reason": "r"})).await.problem(409, "deal-open");
    sales.post(path(&created, "/lose"), &json!({})).await.problem(422, "invalid-field");
    let lost = sales.post(path(&created, "/lose"), &json!({"reason": "too dear"})).await.expect(200);
    assert_eq!(
        (&lost["status"], &lost["lost_reason"], &lost["odds_percent"]),
        (&json!("lost"), &json!("too dear"), &json!(0))
    );
    assert_eq!(lost["stage_id"], created["stage_id"]);
    let edit = sales.with_header("if-match", lost.etag()).patch(path(&created, ""), &json!({"name": "x"})).await;
    edit.problem(409, "deal-not-open");
    let stage = json!({"stage_id": created["stage_id"]});
    sales.post(path(&created, "/move"), &stage).await.problem(409, "deal-not-open");

    let open = sales.post(path(&created, "/reopen"), &json!({"reason": "they called"})).await.expect(200);
    assert_eq!(
        (&open["status"], &open["closed_on"], &open["lost_reason"]),
        (&json!("open"), &Value::Null, &Value::Null)
    );
    let history = sales.get(path(&created, "/history")).await.expect(200);
    assert_eq!(
        (&history["visits"][0]["outcome"], &history["visits"][0]["reason"]),
        (&json!("lost"), &json!("too dear"))
    );
    assert_eq!(
        (&history["visits"][1]["stage_id"], &history["visits"][1]["left_at"]),
        (&created["stage_id"], &Value::Null)
    );
    let told = app.published(&org).await;
    assert_eq!(told.last().map(|event| (&event.payload["was"], event.aggregate_seq)), Some((&json!("lost"), 3)));
}

#[tokio::test]
async fn winning_again_takes_up_the_same_project_by_choice() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let won = won_deal(&sales).await;
    sales.post(path(&won, "/reopen"), &json!({"reason": "scope"})).await.expect(200);
    let problem = sales.post(path(&won, "/win"), &json!({})).await.problem(409, "project-exists");
    assert_eq!(pointer(&problem), "/project");
    sales.post(path(&won, "/win"), &json!({"project": "new"})).await.problem(422, "invalid-field");
    let again = sales.post(path(&won, "/win"), &json!({"project": "revive"})).await.expect(200);
    assert_eq!(again["win_no"], 2);
    let names = event_types(&app, &org).await;
    assert_eq!(names[2..], ["crm.deal.won.v1", "crm.deal.reopened.v1", "crm.deal.won.v1"]);
}

#[tokio::test]
async fn another_organisation_gets_404() {
    let (app, org) = start().await;
    let won = won_deal(&org.as_role(Role::Sales)).await;
    let stranger = app.organization().await.as_role(Role::Owner);
    let force = json!({"reason": "r", "force": true});
    stranger.post(path(&won, "/reopen"), &force).await.problem(404, "not-found");
}
