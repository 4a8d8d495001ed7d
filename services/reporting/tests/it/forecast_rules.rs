//! What forecasts hold to whatever is asked, and in whatever order it is heard.

use chrono::{DateTime, Days, TimeDelta, Utc};
use contracts::crm::forecasting::TeamCreated;
use contracts::crm::{DealUpdated, PipelineUpdated};
use kernel::{MemberId, Role};
use platform::db::Mode;
use serde_json::value::RawValue;
use serde_json::{Value, json};
use testkit::{App, Client, Delivery, Organization, on_runtime};
use uuid::Uuid;

use crate::deals::{
    Story, amount, envelope, every_figure_is_explained, month_of, now, publish, stage, tell, tenth, today,
};
use crate::history::image;

pub const KEEP: &str = "keep weekly forecasts";

/// Keeps weekly forecasts when what was told is no news any more.
pub async fn keep_later(app: &App, org: &Organization) {
    app.run_job_at(org, KEEP, now(app) + TimeDelta::minutes(20)).await;
}

/// The pipeline of the deals, with these odds for the stage whose number is 20.
fn pipeline(odds: i64) -> PipelineUpdated {
    let stages = json!([{ "stage_id": stage(20), "position": 1, "name": "Some stage", "odds_percent": odds, "status": "open",
        "stale_after_days": null, "requires": [] }]);
    let pipeline = json!({ "pipeline_id": Uuid::from_u128(77), "name": "Sales", "position": 1, "is_default": true,
        "archived": false, "stages": stages });
    PipelineUpdated { pipeline: image(pipeline) }
}

/// The odds of the stage whose number is 20, as of a moment.
async fn odds(client: &Client, at: DateTime<Utc>) -> i64 {
    let at = at.to_rfc3339().replace('+', "%2B");
    let forecast = client.get(format!("/v1/forecast?as_of={at}")).await.expect(200);
    let stages = forecast["stages"].as_array().unwrap();
    stages.iter().find(|one| one["stage_id"] == json!(stage(20))).unwrap()["odds_percent"].as_i64().unwrap()
}

/// A deal in the stage whose number is 20, which tells other odds of it.
fn telling(odds: i64) -> Story {
    let mut deal = Story::new("1000", "EUR", 20, None);
    deal.image["forecast"]["stage_odds_percent"] = json!(odds);
    deal
}

#[tokio::test]
async fn odds_of_a_stage_do_not_depend_on_the_order_in_which_they_are_heard() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let client = org.as_role(Role::Sales);
    let at = now(&app) - TimeDelta::hours(2);
    let minute = |number| at + TimeDelta::minutes(number);
    telling(20).tell(&app, &org, minute(1)).await;
    telling(20).tell(&app, &org, minute(3)).await;
    telling(30).tell(&app, &org, minute(2)).await;
    let mut heard = Vec::new();
    for moment in 1..=3 {
        heard.push(odds(&client, minute(moment)).await);
    }
    assert_eq!(heard, [20, 30, 20], "deals tell what holds from when on, whichever is heard first");

    // The pipeline changes there and back, and both are heard together.
    let (there, back) = (pipeline(30), pipeline(20));
    publish(&app, &envelope(&org, 1, &there, minute(5))).await;
    publish(&app, &envelope(&org, 2, &back, minute(7))).await;
    assert_eq!(app.settled(&org, &back, 2).await, Delivery::Applied);
    assert_eq!((odds(&client, minute(6)).await, odds(&client, minute(8)).await), (30, 20));

    // A change of a deal that saw what held before does not bring that back.
    telling(30).tell(&app, &org, minute(9)).await;
    assert_eq!(odds(&client, minute(10)).await, 20, "the pipeline is believed");
    assert_eq!(odds(&client, minute(4)).await, 20, "and the past stays what it was");
}

#[tokio::test]
async fn a_deal_heard_before_its_pipeline_does_not_override_it() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let client = org.as_role(Role::Sales);
    let at = now(&app) - TimeDelta::hours(1);
    telling(20).tell(&app, &org, at + TimeDelta::minutes(2)).await;
    tell(&app, &org, 1, &pipeline(30), at).await;
    assert_eq!(odds(&client, at + TimeDelta::minutes(3)).await, 30);
}

/// Two teams with one member in common, and deals of members, of nobody, in all categories and in another pipeline; some won.
async fn company(app: &App, org: &Organization) -> (MemberId, Uuid) {
    let members: Vec<MemberId> = (0..3).map(|_| MemberId::new()).collect();
    let team_id = kernel::TeamId::new();
    for (id, name, in_it) in [(team_id, "North", &members[..2]), (kernel::TeamId::new(), "South", &members[1..])] {
        let team = image(json!({ "team_id": id, "name": name, "member_ids": in_it, "archived": false }));
        tell(app, org, 1, &TeamCreated { team }, now(app)).await;
    }
    let (today, at) = (today(app), now(app) - TimeDelta::hours(1));
    for number in 0..16_i32 {
        let at_hand = usize::try_from(number % 4).unwrap();
        let category = [None, Some("commit"), Some("best_case"), Some("omitted")][at_hand];
        let owner = members.get(usize::try_from(number / 4).unwrap()).copied();
        let mut deal = Story::new(&format!("{}.37", 100 + number), "EUR", i64::from(number % 3 + 1) * 25, owner);
        deal = deal.closing(Some(tenth(today, 1 + number % 2))).said(category, (number % 5 == 0).then_some(35));
        if number % 2 == 1 {
            deal.image["pipeline_id"] = json!(Uuid::from_u128(78));
        }
        deal.tell(app, org, at).await;
        if number % 4 == 0 {
            let mut won = Story::new("10.01", "EUR", 50, owner);
            won.tell(app, org, at).await;
            won.win(app, org, today, at).await;
        }
    }
    (members[1], team_id.into())
}

#[tokio::test]
async fn every_figure_is_explained_by_whatever_rows_and_with_whatever_filter() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let client = org.as_role(Role::Sales);
    let (owner, team) = company(&app, &org).await;
    let pipeline = Uuid::from_u128(77);
    let filters = [
        format!("owner_id={owner}"),
        "owner_id=none".to_owned(),
        format!("team_id={team}"),
        format!("pipeline_id={pipeline}"),
        "category=pipeline".to_owned(),
        "category=omitted".to_owned(),
        format!("owner_id={owner}&team_id={team}&pipeline_id={pipeline}&category=best_case"),
    ];
    for by in ["owner", "team", "pipeline", "category"] {
        for filter in &filters {
            let forecast = client.get(format!("/v1/forecast?by={by}&{filter}")).await.expect(200);
            every_figure_is_explained(&client, &forecast.json).await;
            let rows = forecast["items"].as_array().unwrap();
            let own = filter.starts_with(by) && !filter.contains('&');
            assert!(!own || rows.len() == 1, "{by} {filter}: {rows:?}");
            assert_eq!(
                forecast["total"]["won"].is_null(),
                filter.contains("category"),
                "won deals are in no category: {filter}"
            );
        }
    }
}

#[tokio::test]
async fn what_nobody_expected_is_an_error_of_what_was_forecast() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let client = org.as_role(Role::Sales);
    let month = tenth(today(&app), -2);
    let noon = |day: chrono::NaiveDate| day.and_hms_opt(12, 0, 0).unwrap().and_utc();
    Story::new("1000", "EUR", 50, None).closing(None).tell(&app, &org, noon(month - Days::new(130))).await;
    let mut surprise = Story::new("50000", "EUR", 50, None).closing(Some(month));
    surprise.tell(&app, &org, noon(month - Days::new(2))).await;
    surprise.win(&app, &org, month, noon(month)).await;
    keep_later(&app, &org).await;
    let accuracy = client.get("/v1/forecast/accuracy").await.expect(200);
    let items = accuracy["items"].as_array().unwrap();
    assert_eq!((items.len(), items[0]["month"].clone()), (1, json!(month_of(month))));
    let said = items[0]["said"].as_array().unwrap();
    assert_eq!(said.len(), 3, "4, 8 and 12 weeks before");
    for one in said {
        assert_eq!((one["deals"].as_i64(), amount(&one["value"])), (Some(0), "0.00"));
        let scores = one["scores"].as_array().unwrap();
        let errors: Vec<(&str, &str)> =
            scores.iter().map(|score| (score["column"].as_str().unwrap(), amount(&score["error"]))).collect();
        assert_eq!(errors, [("commit", "-50000.00"), ("by_stage", "-50000.00"), ("by_learned", "-50000.00")]);
    }
    let measures = accuracy["measures"].as_array().unwrap();
    assert_eq!(measures.len(), 9);
    assert!(measures.iter().all(|one| amount(&one["mean_error"]) == "-50000.00"), "{measures:?}");
}

#[tokio::test]
async fn no_week_is_kept_while_anything_of_it_waits() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let client = org.as_role(Role::Sales);
    let at = now(&app) - TimeDelta::days(20);
    let mut deal = Story::new("1000", "EUR", 50, None).closing(Some(tenth(today(&app), 1)));
    deal.tell(&app, &org, at).await;
    let update = DealUpdated { deal: deal.deal() };
    let mut broken = envelope(&org, 2, &update, at + TimeDelta::minutes(1));
    broken.data = RawValue::from_string("{}".to_owned()).unwrap();
    publish(&app, &broken).await;
    assert!(matches!(app.settled(&org, &update, 2).await, Delivery::DeadLettered(_)));
    Story::new("1", "EUR", 50, None).tell(&app, &org, now(&app) - TimeDelta::hours(1)).await;
    keep_later(&app, &org).await;
    let kept = async || client.get("/v1/forecast/snapshots").await.expect(200)["items"].as_array().unwrap().len();
    assert_eq!(kept().await, 0, "a change of the deal was put aside");

    let (running, id) = (app.running.clone(), org.id);
    on_runtime(async move {
        for statement in ["update dead_letters set status = 'discarded'", "update consumer_marks set blocked = false"] {
            let mut tx = running.state().db.begin(id, Mode::Write).await.unwrap();
            sqlx::query(statement).execute(&mut *tx).await.unwrap();
            tx.commit().await.unwrap();
        }
    })
    .await;
    keep_later(&app, &org).await;
    assert!(kept().await >= 2, "somebody said that it never comes");
}

/// A forecast and what was kept, without what depends on when it was asked.
async fn told(client: &Client, at: DateTime<Utc>) -> Value {
    let at = at.to_rfc3339().replace('+', "%2B");
    let mut answers = Vec::new();
    for address in [
        format!("/v1/forecast?by=owner&as_of={at}"),
        format!("/v1/forecast?by=category&as_of={at}"),
        "/v1/forecast/snapshots?limit=200".to_owned(),
        "/v1/forecast/accuracy".to_owned(),
    ] {
        answers.push(client.get(address).await.expect(200).json.clone());
    }
    Value::from(answers)
}

#[tokio::test]
async fn a_history_heard_at_once_gives_the_same_forecasts() {
    let app = App::start(reporting::service()).await;
    let (one_by_one, at_once) = (app.organization().await, app.organization().await);
    let (today, now) = (today(&app), now(&app));
    let mut events = Vec::new();
    for number in 0..12_u64 {
        let at = now - TimeDelta::days(150) + TimeDelta::days(i64::try_from(number).unwrap() * 9);
        let mut deal = telling(i64::try_from(number % 3).unwrap() * 10 + 20);
        deal = deal.closing(Some(tenth(today, i32::try_from(number % 5).unwrap() - 2))).said(None, Some(55));
        let update = |deal: &Story| DealUpdated { deal: deal.deal() };
        events.push(envelope(&one_by_one, 1, &contracts::crm::DealCreated { deal: deal.deal() }, at));
        deal.image["stage_id"] = json!(stage(40));
        events.push(envelope(&one_by_one, 2, &update(&deal), at + TimeDelta::days(1)));
        if number % 2 == 0 {
            let closed = at + TimeDelta::days(20);
            deal.close("won", closed.date_naive());
            let account = image(json!({ "account_id": deal.image["account_id"], "name": "Acme" }));
            events.push(envelope(&one_by_one, 3, &contracts::crm::DealWon { deal: deal.deal(), account }, closed));
        } else {
            deal.image["value"]["amount"] = json!("2000");
            events.push(envelope(&one_by_one, 3, &update(&deal), at + TimeDelta::days(2)));
        }
        if number == 6 {
            events.push(envelope(&one_by_one, 1, &pipeline(35), at));
            events.push(envelope(&one_by_one, 2, &pipeline(25), at + TimeDelta::days(10)));
            events.push(envelope(&one_by_one, 3, &pipeline(35), at + TimeDelta::days(15)));
        }
    }
    for event in &events {
        publish(&app, event).await;
        applied(&app, &one_by_one, event.subject, event.aggregateseq).await;
    }
    for event in &mut events {
        event.orgid = at_once.id;
        event.id = kernel::EventId::new();
        publish(&app, event).await;
    }
    for event in &events {
        applied(&app, &at_once, event.subject, event.aggregateseq).await;
    }
    for org in [&one_by_one, &at_once] {
        keep_later(&app, org).await;
        app.run_job(org, "compare balances with postings").await;
    }
    let (one, other) = (one_by_one.as_role(Role::Sales), at_once.as_role(Role::Sales));
    for days in [0, 30, 60, 100] {
        let at = now - TimeDelta::days(days);
        assert_eq!(told(&one, at).await, told(&other, at).await, "{days} days ago");
    }
    assert_ne!(told(&one, now).await[2]["items"], json!([]));
}

/// Waits until so many events of an aggregate are applied.
async fn applied(app: &App, org: &Organization, aggregate: Uuid, seq: i64) {
    let deal = Story::new("1", "EUR", 20, None);
    let mut event = DealUpdated { deal: deal.deal() };
    event.deal.deal_id = kernel::DealId::from_uuid(aggregate);
    assert_eq!(app.settled(org, &event, seq).await, Delivery::Applied);
}
