//! What is forgotten is noticed once for each occasion, and rules may look at it.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use kernel::{MemberId, Role};
use serde_json::{Value, json};
use testkit::{App, Client, Organization};

use crate::activities::colleague;
use crate::automations::{RUN, rule};
use crate::imports::{run, upload};
use crate::{path, start, text};

const NOTICE: &str = "notice what is forgotten";

/// Why things lapsed, in the order in which that was told.
async fn lapses(app: &App, org: &Organization) -> Vec<(String, String, Value)> {
    let published = app.published(org).await;
    let told = published.iter().filter(|event| event.event_type == "crm.lapse.noticed.v1");
    let mut all: Vec<_> = told
        .map(|event| {
            let lapse = &event.payload["lapse"];
            (text(&lapse["kind"]).to_owned(), text(&lapse["reason"]).to_owned(), lapse["missed_on"].clone())
        })
        .collect();
    all.sort_by_key(|(kind, reason, day)| (kind.clone(), reason.clone(), day.to_string()));
    all
}

/// Looks for what is forgotten, as if it were two hours later: what was changed within the hour is not looked at.
async fn look(app: &App, org: &Organization) {
    app.run_job_at(org, NOTICE, later(app)).await;
}

fn later(app: &App) -> DateTime<Utc> {
    app.running.state().clock.now() + TimeDelta::hours(2)
}

async fn today(client: &Client) -> NaiveDate {
    text(&client.get("/v1/my-day").await.expect(200)["today"]).parse().unwrap()
}

fn told(kind: &str, reason: &str, day: Value) -> (String, String, Value) {
    (kind.to_owned(), reason.to_owned(), day)
}

#[tokio::test]
async fn each_lapse_is_told_once_and_again_when_it_comes_back() {
    let (app, org) = start().await;
    let anna = colleague(&app, &org, "Anna").await;
    let sales = org.as_member(anna, [Role::Sales]);
    let any = sales.with_header("if-match", "*");
    let today = today(&sales).await;
    let (passed, earlier, ahead) = (today - Days::new(1), today - Days::new(2), today + Days::new(10));
    let step = |day: NaiveDate| json!({"text": "Call", "due_on": day});
    let deal = sales.post("/v1/deals", &json!({"name": "Website", "next_step": step(passed)})).await.expect(201);
    app.run_job(&org, NOTICE).await;
    assert_eq!(lapses(&app, &org).await, [], "whoever wrote it down has an hour to say the rest");
    // Whichever worker looks, and however often.
    tokio::join!(look(&app, &org), look(&app, &org));
    look(&app, &org).await;
    let once = told("deal", "next_step_overdue", json!(passed));
    assert_eq!(lapses(&app, &org).await, std::slice::from_ref(&once));
    // Another day that passed is another occasion.
    any.patch(path(&deal, ""), &json!({"next_step": step(earlier)})).await.expect(200);
    look(&app, &org).await;
    let other = told("deal", "next_step_overdue", json!(earlier));
    assert_eq!(lapses(&app, &org).await, [other.clone(), once.clone()]);
    // Mended, and forgotten again in the very same way.
    any.patch(path(&deal, ""), &json!({"next_step": step(ahead)})).await.expect(200);
    look(&app, &org).await;
    any.patch(path(&deal, ""), &json!({"next_step": step(passed)})).await.expect(200);
    look(&app, &org).await;
    assert_eq!(lapses(&app, &org).await, [other.clone(), once.clone(), once.clone()]);
    // What is closed is nobody's to look after.
    sales.post(path(&deal, "/lose"), &json!({"reason": "x"})).await.expect(200);
    look(&app, &org).await;
    sales.post(path(&deal, "/reopen"), &json!({"reason": "x"})).await.expect(200);
    look(&app, &org).await;
    assert_eq!(lapses(&app, &org).await, [other, once.clone(), once.clone(), once]);
}

#[tokio::test]
async fn leads_and_follow_ups_lapse_with_their_days() {
    let (app, org) = start().await;
    let anna = colleague(&app, &org, "Anna").await;
    let sales = org.as_member(anna, [Role::Sales]);
    let today = today(&sales).await;
    let passed = today - Days::new(1);
    let lead = json!({"name": "Lia", "owner_id": anna, "next_step": {"text": "Call", "due_on": passed}});
    let lead = sales.post("/v1/leads", &lead).await.expect(201);
    let at_lead = format!("/v1/leads/{}", text(&lead["lead_id"]));
    sales.post(format!("{at_lead}/respond"), &json!({})).await.expect(200);
    let task = |title: &str, day: NaiveDate| json!({"title": title, "due_on": day, "owner_id": anna, "about": [{"lead_id": lead["lead_id"]}]});
    let late = sales.post("/v1/follow-ups", &task("Write", passed)).await.expect(201);
    sales.post("/v1/follow-ups", &task("Meet", today + Days::new(10))).await.expect(201);
    look(&app, &org).await;
    look(&app, &org).await;
    let all = [told("follow_up", "follow_up_overdue", json!(passed)), told("lead", "next_step_overdue", json!(passed))];
    assert_eq!(lapses(&app, &org).await, all);
    let done = format!("/v1/follow-ups/{}/complete", text(&late["follow_up_id"]));
    sales.post(done, &json!({})).await.expect(200);
    sales.post(format!("{at_lead}/disqualify"), &json!({"reason": "x"})).await.expect(200);
    look(&app, &org).await;
    assert_eq!(lapses(&app, &org).await, all);
}

#[tokio::test]
async fn rules_run_when_something_is_forgotten_and_can_be_tried_on_it() {
    let (app, org) = start().await;
    let anna = colleague(&app, &org, "Anna").await;
    let (admin, sales) = (org.as_member(MemberId::new(), [Role::Admin]), org.as_member(anna, [Role::Sales]));
    let passed = today(&sales).await - Days::new(1);
    let notify = |words: &str| json!({"kind": "notify", "person": {"who": "member", "member_id": anna}, "text": words});
    let of_deal = json!({"name": "Forgotten", "trigger": "deal_forgotten",
        "condition": "lapse.reason == 'next_step_overdue' && deal.name == 'Website'",
        "actions": [notify("{{deal.name}} was due on {{lapse.missed_on}}")]});
    let of_deal = rule(&admin, of_deal).await;
    let of_task = json!({"name": "Late", "trigger": "follow_up_overdue", "condition": "follow_up.title == 'Write'",
        "actions": [notify("{{follow_up.title}} is late")]});
    rule(&admin, of_task).await;
    let step = json!({"text": "Call", "due_on": passed});
    let deal = sales.post("/v1/deals", &json!({"name": "Website", "next_step": step})).await.expect(201);
    let task = json!({"title": "Write", "due_on": passed, "owner_id": anna, "about": [{"deal_id": deal["deal_id"]}]});
    sales.post("/v1/follow-ups", &task).await.expect(201);
    for _ in 0..2 {
        look(&app, &org).await;
        app.run_job_at(&org, RUN, later(&app) + TimeDelta::minutes(1)).await;
    }
    let inbox = sales.get("/v1/notifications").await.expect(200);
    let mut words: Vec<&str> = inbox["items"].as_array().unwrap().iter().map(|one| text(&one["text"])).collect();
    words.sort_unstable();
    assert_eq!(words, [format!("Website was due on {passed}").as_str(), "Write is late"]);
    let tried = admin.post(format!("/v1/automations/{}/dry-run", text(&of_deal["automation_id"])), &json!({})).await;
    let tried = tried.expect(200);
    assert_eq!((&tried["would_run"], &tried["items"][0]["record"]["deal_id"]), (&json!(1), &deal["deal_id"]));
}

#[tokio::test]
async fn what_an_import_brings_forgotten_is_no_news() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let import = upload(&sales, "kind=deals", "Deal\nOld\n").await.expect(201);
    run(&app, &org, &sales, &import.json).await;
    look(&app, &org).await;
    assert_eq!(lapses(&app, &org).await, [], "it was forgotten elsewhere");
    sales.post("/v1/deals", &json!({"name": "New"})).await.expect(201);
    look(&app, &org).await;
    assert_eq!(lapses(&app, &org).await, [told("deal", "no_next_step", Value::Null)]);
    app.run_job_at(&org, NOTICE, later(&app) + TimeDelta::days(400)).await;
    let stale = lapses(&app, &org).await.into_iter().filter(|(_, reason, _)| reason == "stale_in_stage").count();
    assert_eq!(stale, 2, "what is forgotten here is news, wherever it came from");
}
