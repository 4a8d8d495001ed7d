//! The forecast: three kinds of odds beside each other, other currencies, snapshots, accuracy, goals.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, TimeDelta};
use contracts::crm::PipelineUpdated;
use contracts::crm::forecasting::{ExchangeRateCreated, GoalCreated, TeamCreated};
use kernel::{MemberId, Role};
use serde_json::{Value, json};
use testkit::{App, Client};
use uuid::Uuid;

use crate::deals::{
    Story, amount, business_day, every_figure_is_explained, month_of, now, of_month, stage, tell, tenth, today,
};
use crate::exports::{column, rows};
use crate::forecast_rules::{KEEP, keep_later};
use crate::history::{image, ok};

/// What counts, what people judged, what is omitted, what has no rate, and what must be mended first.
fn deals_of_all_kinds(today: NaiveDate, anna: MemberId, bela: MemberId) -> Vec<Story> {
    let next = tenth(today, 1);
    vec![
        Story::new("1000", "EUR", 20, Some(anna)).closing(Some(next)),
        Story::new("500.55", "EUR", 80, Some(bela)).closing(Some(next)).said(None, Some(60)),
        Story::new("100001", "HUF", 50, Some(bela)).closing(Some(next)),
        Story::new("700", "EUR", 50, None).closing(Some(tenth(today, 2))),
        Story::new("900", "EUR", 50, Some(anna)).closing(Some(next)).said(Some("omitted"), None),
        Story::new("300", "EUR", 50, Some(anna)).closing(Some(today - Days::new(1))),
        Story::new("400", "EUR", 50, Some(anna)).closing(None),
        Story::new("50", "EUR", 80, Some(anna)).closing(Some(today)).said(Some("best_case"), None),
    ]
}

#[tokio::test]
async fn three_kinds_of_odds_stand_beside_each_other_and_what_is_no_forecast_stands_apart() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let client = org.as_role(Role::Sales);
    let (anna, bela) = (MemberId::new(), MemberId::new());
    let (today, at) = (today(&app), now(&app) - TimeDelta::hours(2));
    let next = tenth(today, 1);
    let deals = deals_of_all_kinds(today, anna, bela);
    for deal in &deals {
        deal.clone().tell(&app, &org, at).await;
    }
    let forecast = client.get("/v1/forecast").await.expect(200);
    let month = of_month(&forecast.json, next);
    assert_eq!(
        (month["deals"].as_i64(), amount(&month["value"]), amount(&month["commit"])),
        (Some(2), "1500.55", "500.55")
    );
    assert_eq!((amount(&month["by_stage"]["amount"]), month["by_stage"]["deals"].as_i64()), ("600.44", Some(2)));
    let people = &month["by_people"];
    assert_eq!(
        (people["deals"].as_i64(), amount(&people["value"]), amount(&people["amount"])),
        (Some(1), "500.55", "300.33")
    );
    assert_eq!((amount(&month["by_learned"]["amount"]), month["by_learned"]["deals"].as_i64()), ("0.00", Some(0)));
    assert_eq!(forecast["to_mend"], json!({ "passed": 1, "undated": 1 }));
    assert_eq!(
        forecast["missing_rates"],
        json!([
        { "currency": "HUF", "deals": 1, "value": { "amount": "100001.00", "currency": "HUF" } }])
    );
    assert_eq!(amount(&forecast["total"]["value"]), "2250.55", "what closes today is still to come");
    every_figure_is_explained(&client, &forecast.json).await;

    let rate =
        image(json!({ "exchange_rate_id": kernel::ExchangeRateId::new(), "currency": "HUF", "base_currency": "EUR",
        "on": today - Days::new(3), "rate": "0.0025" }));
    tell(&app, &org, 1, &ExchangeRateCreated { exchange_rate: rate }, at + TimeDelta::minutes(1)).await;
    for by in ["owner", "category", "pipeline"] {
        let valued = client.get(format!("/v1/forecast?by={by}")).await.expect(200);
        assert_eq!(amount(&of_month(&valued.json, next)["value"]), "1750.55", "250.0025 more");
        assert_eq!(valued["rates"][0]["on"], json!(today - Days::new(3)));
        assert_eq!(valued["missing_rates"], json!([]));
        every_figure_is_explained(&client, &valued.json).await;
        let then = at + TimeDelta::seconds(30);
        let past = client
            .get(format!("/v1/forecast?by={by}&as_of={}", then.to_rfc3339().replace('+', "%2B")))
            .await
            .expect(200);
        assert_eq!(amount(&of_month(&past.json, next)["value"]), "1500.55");
        every_figure_is_explained(&client, &past.json).await;
    }
    let by_category = client.get("/v1/forecast?by=category").await.expect(200);
    let rows = by_category["items"].as_array().unwrap();
    let named: Vec<_> =
        rows.iter().map(|row| (row["category"].as_str().unwrap(), amount(&row["total"]["value"]))).collect();
    assert_eq!(named, [("pipeline", "1000.00"), ("best_case", "1000.00"), ("commit", "500.55"), ("omitted", "900.00")]);
    assert!(rows.iter().all(|row| row["total"]["won"].is_null()));
    let of_nobody = client.get("/v1/forecast?owner_id=none").await.expect(200);
    assert_eq!(amount(&of_nobody["total"]["value"]), "700.00");
    let passed = client.get("/v1/forecast/deals?which=passed").await.expect(200);
    assert_eq!((passed["items"].as_array().unwrap().len(), passed["items"][0]["name"].as_str()), (1, Some("Website")));
    app.run_job(&org, "compare balances with postings").await;
}

#[tokio::test]
async fn a_forecast_is_for_who_may_see_deals_of_the_organisation() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let client = org.as_role(Role::Sales);
    let deal = Story::new("1000", "EUR", 20, None).closing(Some(tenth(today(&app), 1)));
    deal.clone().tell(&app, &org, now(&app) - TimeDelta::hours(1)).await;
    assert_eq!(client.get("/v1/forecast").await.expect(200)["total"]["deals"], 1);
    let stranger = app.organization().await.as_role(Role::Owner);
    assert_eq!(stranger.get("/v1/forecast").await.expect(200)["items"], json!([]));
    assert_eq!(stranger.get("/v1/forecast/deals").await.expect(200)["items"], json!([]));
    org.as_role(Role::Employee).get("/v1/forecast").await.problem(403, "forbidden");
    for wrong in
        ["by=weather", "from=2026-05&to=2026-04", "from=2020-01&to=2026-01", "owner_id=x", "category=sure", "as_of=now"]
    {
        assert_eq!(client.get(format!("/v1/forecast?{wrong}")).await.status, 422, "{wrong}");
    }
}

#[tokio::test]
async fn the_present_is_the_past_of_a_moment_later() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let client = org.as_role(Role::Finance);
    let (today, at) = (today(&app), now(&app) - TimeDelta::hours(1));
    let owners = [Some(MemberId::new()), Some(MemberId::new()), None];
    let mut deals: Vec<Story> = (0..24_i32)
        .map(|number| {
            let owner = owners[usize::try_from(number % 3).unwrap()];
            let odds = i64::from(number % 4 + 1) * 20;
            Story::new(&format!("{}.01", 100 + number), "EUR", odds, owner).closing(Some(tenth(today, number % 5)))
        })
        .collect();
    for deal in &mut deals {
        deal.tell(&app, &org, at).await;
    }
    for (number, deal) in deals.iter_mut().enumerate() {
        let later = at + TimeDelta::minutes(1);
        match number % 4 {
            0 => deal.win(&app, &org, today, later).await,
            1 => deal.lose(&app, &org, today, later).await,
            2 => {
                *deal = deal.clone().said(Some("commit"), Some(70)).closing(Some(tenth(today, 3)));
                deal.tell(&app, &org, later).await;
            }
            _ => {}
        }
    }
    for by in ["owner", "category", "pipeline"] {
        let present = client.get(format!("/v1/forecast?by={by}")).await.expect(200);
        let moment = (now(&app) - TimeDelta::milliseconds(1)).to_rfc3339().replace('+', "%2B");
        let past = client.get(format!("/v1/forecast?by={by}&as_of={moment}")).await.expect(200);
        let without = |answer: &Value| {
            let text = serde_json::to_string(&json!([answer["items"], answer["months"], answer["stages"]])).unwrap();
            text.split('"').filter(|part| !part.starts_with("/v1/forecast/deals")).collect::<String>()
        };
        assert_eq!(without(&present.json), without(&past.json), "{by}");
        every_figure_is_explained(&client, &present.json).await;
    }
    app.run_job(&org, "compare balances with postings").await;
}

/// The sample behind learned odds is the deals that were counted, neither what closed long ago nor what is open.
async fn insist_on_the_sample(app: &App, client: &Client, then: &str) {
    let sample = async |number: u128, query: &str| {
        let answer =
            client.get(format!("/v1/forecast/stages/{}/deals?limit=100{query}", stage(number))).await.expect(200);
        let items = answer["items"].as_array().unwrap().clone();
        (items.len(), items.iter().filter(|one| one["won"] == json!(true)).count())
    };
    for query in [String::new(), format!("&as_of={then}")] {
        assert_eq!((sample(20, &query).await, sample(40, &query).await), ((12, 6), (9, 5)), "{query}");
    }
    let mut seen = BTreeSet::new();
    let mut next = format!("/v1/forecast/stages/{}/deals?limit=5", stage(20));
    loop {
        let page = client.get(&next).await.expect(200);
        seen.extend(page["items"].as_array().unwrap().iter().map(|one| one["deal_id"].to_string()));
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        next = format!("/v1/forecast/stages/{}/deals?limit=5&cursor={cursor}", stage(20));
    }
    assert_eq!(seen.len(), 12, "each once, page by page");
    let other = app.organization().await.as_role(Role::Sales);
    // To another organisation there is no such stage.
    other.get(format!("/v1/forecast/stages/{}/deals", stage(20))).await.problem(404, "not-found");
    client.get("/v1/forecast/stages/x/deals").await.problem(404, "not-found");
}

#[tokio::test]
async fn odds_are_learned_from_deals_that_were_closed_and_say_how_sure_they_are() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let client = org.as_role(Role::Sales);
    let today = today(&app);
    // All of it on this day, since what closes on it is not there the evening before.
    let at = [TimeDelta::hours(2), TimeDelta::seconds(6)].map(|ago| now(&app) - ago);
    let at = at.into_iter().find(|at| business_day(*at) == today).unwrap();
    for number in 0..12 {
        let mut deal = Story::new("100", "EUR", 20, None);
        deal.tell(&app, &org, at).await;
        if number < 9 {
            // These stood in another stage, too.
            deal.image["stage_id"] = json!(stage(40));
            deal.image["forecast"]["stage_odds_percent"] = json!(40);
            deal.tell(&app, &org, at + TimeDelta::seconds(1)).await;
        }
        let later = at + TimeDelta::seconds(2);
        match number % 4 {
            0 => deal.win(&app, &org, today, later).await,
            // Won elsewhere is won, too.
            2 => deal.record_won(&app, &org, today, later).await,
            _ => deal.lose(&app, &org, today, later).await,
        }
    }
    let mut long_ago = Story::new("100", "EUR", 20, None);
    long_ago.tell(&app, &org, at).await;
    long_ago.win(&app, &org, today - Days::new(800), at).await;
    let mut open = Story::new("1000", "EUR", 20, None).closing(Some(tenth(today, 1)));
    open.tell(&app, &org, at).await;

    let forecast = client.get("/v1/forecast").await.expect(200);
    let learned = |number| {
        let stages = forecast["stages"].as_array().unwrap();
        stages.iter().find(|one| one["stage_id"] == json!(stage(number))).unwrap()["learned"].clone()
    };
    assert_eq!(
        learned(20),
        json!({ "won": 6, "closed": 12, "odds_percent": "50.00", "low_percent": "25.38", "high_percent": "74.62" })
    );
    assert_eq!(
        learned(40),
        json!({ "won": 5, "closed": 9, "odds_percent": null, "low_percent": null, "high_percent": null })
    );
    assert_eq!(forecast["method"]["least_closed"], 10);
    let total = &forecast["total"];
    assert_eq!((amount(&total["by_stage"]["amount"]), amount(&total["by_learned"]["amount"])), ("200.00", "500.00"));
    assert_eq!(total["won"]["deals"], 6);

    let pipeline =
        image(json!({ "pipeline_id": Uuid::from_u128(77), "name": "Sales", "position": 1, "is_default": true,
        "archived": false, "stages": [{ "stage_id": stage(20), "position": 1, "name": "Some stage", "odds_percent": 30,
        "status": "open", "stale_after_days": null, "requires": [] }] }));
    tell(&app, &org, 1, &PipelineUpdated { pipeline }, now(&app)).await;
    let other = client.get("/v1/forecast?by=pipeline").await.expect(200);
    assert_eq!(
        amount(&other["total"]["by_stage"]["amount"]),
        "300.00",
        "odds of a stage hold for the deals that stand there"
    );
    assert_eq!(other["items"][0]["name"], "Sales");
    let then = (at + TimeDelta::seconds(4)).to_rfc3339().replace('+', "%2B");
    let past = client.get(format!("/v1/forecast?as_of={then}")).await.expect(200);
    assert_eq!(amount(&past["total"]["by_stage"]["amount"]), "200.00", "and the past stays what it was");
    assert_eq!(past["stages"], forecast["stages"], "learned from the same deals");

    insist_on_the_sample(&app, &client, &then).await;
}

#[tokio::test]
async fn each_week_is_kept_once_and_scored_against_what_came() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let client = org.as_role(Role::Sales);
    let today = today(&app);
    let month = tenth(today, -2);
    let begun = (month - Days::new(120)).and_hms_opt(12, 0, 0).unwrap().and_utc();
    let closed = month.and_hms_opt(12, 0, 0).unwrap().and_utc();
    let heard = (today - Days::new(1)).and_hms_opt(12, 0, 0).unwrap().and_utc();
    let mut won = Story::new("1000", "EUR", 50, None).closing(Some(month)).said(Some("commit"), Some(70));
    let mut lost = Story::new("400", "EUR", 50, None).closing(Some(month));
    won.tell(&app, &org, begun).await;
    lost.tell(&app, &org, begun).await;
    won.win(&app, &org, month, closed).await;
    lost.lose(&app, &org, month, closed).await;
    app.run_job(&org, KEEP).await;
    let early = client.get("/v1/forecast/snapshots?limit=200").await.expect(200);
    assert_eq!(early["items"], json!([]), "what was applied a moment ago does not yet say that all before it was");
    keep_later(&app, &org).await;
    let early = client.get("/v1/forecast/snapshots?limit=200").await.expect(200);
    Story::new("1", "EUR", 50, None).tell(&app, &org, heard).await;
    keep_later(&app, &org).await;
    keep_later(&app, &org).await;

    let monday = |day: NaiveDate| day - Days::new(u64::from(day.weekday().num_days_from_monday()));
    let snapshots = client.get(format!("/v1/forecast/snapshots?month={}&limit=200", month_of(month))).await.expect(200);
    let weeks: Vec<NaiveDate> = snapshots["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["week_on"].as_str().unwrap().parse().unwrap())
        .collect();
    let until = |last: NaiveDate| -> Vec<NaiveDate> {
        let back = std::iter::successors(Some(monday(last)), |week| Some(*week - Days::new(7)));
        back.take_while(|week| *week > monday(begun.date_naive())).collect()
    };
    let month_end = tenth(month, 1).with_day(1).unwrap() - Days::new(1);
    assert_eq!(weeks, until(month_end), "each week from the first after the first event until the month was over");
    let first = until(month).len();
    assert_eq!(early["items"].as_array().unwrap().len(), first, "what was heard first is not written again");
    let (after, before) = snapshots["items"].as_array().unwrap().split_at(weeks.len() - first);
    assert!(
        after.iter().all(|week| week["deals"] == 0),
        "once they were closed nothing was expected, and that is said"
    );
    let last = &before[0];
    assert_eq!(
        (amount(&last["value"]), amount(&last["by_stage"]["amount"]), amount(&last["commit"])),
        ("1400.00", "700.00", "1000.00")
    );
    let page = client.get(format!("/v1/forecast/snapshots?month={}&limit=1", month_of(month))).await.expect(200);
    let next = format!(
        "/v1/forecast/snapshots?month={}&limit=1&cursor={}",
        month_of(month),
        page["next_cursor"].as_str().unwrap()
    );
    assert_eq!(client.get(next).await.expect(200)["items"][0]["week_on"], json!(weeks[1]));

    accuracy_is_that_of(&client, month).await;
    files_have_what_is_shown(&app, &client, month, snapshots["items"].as_array().unwrap()).await;
    client.get(format!("/v1/forecast/accuracy?to={}", month_of(today))).await.problem(422, "invalid-field");
    let stranger = app.organization().await.as_role(Role::Owner);
    assert_eq!(stranger.get("/v1/forecast/accuracy").await.expect(200)["items"], json!([]));
}

/// Snapshots and scores as files.
async fn files_have_what_is_shown(app: &App, client: &Client, month: NaiveDate, snapshots: &[Value]) {
    let weeks = client.get(format!("/v1/exports/forecast-snapshots.csv?month={}", month_of(month))).await.expect(200);
    let weeks = rows(&weeks.text);
    let shown: Vec<&str> = snapshots.iter().map(|one| one["week_on"].as_str().unwrap()).collect();
    assert_eq!(column(&weeks, "Week from"), shown, "all weeks, the newest first");
    let said: Vec<&str> = snapshots.iter().map(|one| amount(&one["by_stage"]["amount"])).collect();
    assert_eq!(column(&weeks, "By odds of the stage"), said);
    let scores = rows(&client.get("/v1/exports/forecast-accuracy.csv").await.expect(200).text);
    let of = |heading: &str| column(&scores, heading);
    assert_eq!(of("Weeks before"), ["4", "4", "4", "8", "8", "8", "12", "12", "12"]);
    assert_eq!(of("Figure")[..3], ["commit", "by_stage", "by_people"]);
    assert_eq!(
        (&of("Said")[..3], &of("Error %")[1]),
        (&["1000.00", "700.00", "700.00"].map(str::to_owned)[..], &"-30".to_owned())
    );
    assert!(of("Won").iter().all(|won| won == "1000.00"));
    let stranger = app.organization().await.as_role(Role::Owner);
    for list in ["forecast-snapshots", "forecast-accuracy", "forecast-goals"] {
        assert!(client.get(format!("/v1/exports/{list}.xlsx")).await.expect(200).text.starts_with("PK"), "{list}");
        client.get(format!("/v1/exports/{list}.csv?surprise=1")).await.problem(422, "invalid-query");
        assert_eq!(rows(&stranger.get(format!("/v1/exports/{list}.csv")).await.expect(200).text).len(), 1, "{list}");
        let employee = app.organization().await.as_role(Role::Employee);
        employee.get(format!("/v1/exports/{list}.csv")).await.problem(403, "forbidden");
    }
    let early = format!("/v1/exports/forecast-accuracy.csv?to={}", month_of(today(app)));
    client.get(early).await.problem(422, "invalid-field");
}

/// Of the month, 700 were said by the stages and by people, 1,000 were committed, and 1,000 came.
async fn accuracy_is_that_of(client: &Client, month: NaiveDate) {
    let accuracy = client.get("/v1/forecast/accuracy").await.expect(200);
    let items = accuracy["items"].as_array().unwrap();
    assert_eq!((items.len(), items[0]["month"].as_str().unwrap()), (1, month_of(month).as_str()));
    assert_eq!(amount(&items[0]["came"]), "1000.00");
    let said = items[0]["said"].as_array().unwrap();
    assert_eq!(said.iter().map(|one| one["weeks_before"].as_i64().unwrap()).collect::<Vec<_>>(), [4, 8, 12]);
    for one in said {
        let scores: BTreeMap<&str, &Value> =
            one["scores"].as_array().unwrap().iter().map(|score| (score["column"].as_str().unwrap(), score)).collect();
        let error = |column: &str| {
            (amount(&scores[column]["said"]), amount(&scores[column]["came"]), amount(&scores[column]["error"]))
        };
        assert_eq!(scores.len(), 3, "nothing was learned yet, so nothing is scored by that");
        assert_eq!(error("commit"), ("1000.00", "1000.00", "0.00"));
        assert_eq!(error("by_stage"), ("700.00", "1000.00", "-300.00"));
        assert_eq!(error("by_people"), ("700.00", "1000.00", "-300.00"));
        assert_eq!(scores["by_stage"]["error_percent"], "-30");
    }
    let measures = accuracy["measures"].as_array().unwrap();
    let of_stage = measures.iter().find(|one| one["column"] == "by_stage" && one["weeks_before"] == 8).unwrap();
    assert_eq!(
        (amount(&of_stage["mean_absolute_error"]), &of_stage["weighted_error_percent"]),
        ("300.00", &json!("30"))
    );
}

#[tokio::test]
async fn snapshots_cannot_be_changed() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let (running, id) = (app.running.clone(), org.id);
    testkit::on_runtime(async move {
        for statement in ["update forecast_snapshots set taken_at = now()", "delete from forecast_snapshot_cells"] {
            let mut tx = running.state().db.begin(id, platform::db::Mode::Write).await.unwrap();
            let error = sqlx::query(statement).execute(&mut *tx).await.unwrap_err();
            assert_eq!(
                error.as_database_error().and_then(sqlx::error::DatabaseError::code).as_deref(),
                Some("42501"),
                "{statement}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn goals_say_how_far_they_are() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let client = org.as_role(Role::Sales);
    let (anna, bela, carla) = (MemberId::new(), MemberId::new(), MemberId::new());
    let (today, at) = (today(&app), now(&app) - TimeDelta::hours(1));
    let team_id = kernel::TeamId::new();
    let team = image(json!({ "team_id": team_id, "name": "North", "member_ids": [anna, bela], "archived": false }));
    ok(app.deliver(&org, 1, &TeamCreated { team }).await);
    for (member, whose) in [(Some(anna), None), (None, Some(team_id)), (None, None)] {
        let goal = image(json!({ "goal_id": kernel::GoalId::new(), "member_id": member, "team_id": whose,
            "from": month_of(today), "span": "month", "amount": { "amount": "5000", "currency": "EUR" } }));
        ok(app.deliver(&org, 1, &GoalCreated { goal }).await);
    }
    for (owner, value) in [(anna, "1000"), (bela, "200"), (carla, "30")] {
        let mut deal = Story::new(value, "EUR", 50, Some(owner));
        deal.tell(&app, &org, at).await;
        deal.win(&app, &org, today, at).await;
    }
    Story::new("100", "EUR", 80, Some(bela)).closing(Some(today)).tell(&app, &org, at).await;
    let goals = client.get("/v1/forecast/goals").await.expect(200);
    let of = |field: &str, id: Value| {
        let items = goals["items"].as_array().unwrap();
        let one = items.iter().find(|one| one[field] == id && (field != "goal_id")).unwrap().clone();
        (amount(&one["won"]).to_owned(), amount(&one["commit"]).to_owned(), amount(&one["by_stage"]).to_owned())
    };
    let expected = |won: &str, commit: &str, by_stage: &str| (won.to_owned(), commit.to_owned(), by_stage.to_owned());
    assert_eq!(of("member_id", json!(anna)), expected("1000.00", "0.00", "0.00"));
    assert_eq!(of("team_id", json!(team_id)), expected("1200.00", "100.00", "80.00"));
    assert_eq!(goals["items"].as_array().unwrap().len(), 3);
    let by_team = client.get("/v1/forecast?by=team").await.expect(200);
    let north = by_team["items"].as_array().unwrap().iter().find(|row| row["name"] == "North").unwrap();
    assert_eq!(amount(&north["total"]["won"]["amount"]), "1200.00");
    assert_eq!(amount(&by_team["total"]["won"]["amount"]), "1230.00");
    every_figure_is_explained(&client, &by_team.json).await;
    let of_team = client.get(format!("/v1/forecast?team_id={team_id}")).await.expect(200);
    assert_eq!(amount(&of_team["total"]["value"]), "100.00");
    assert_eq!(client.get("/v1/forecast/goals?limit=2").await.expect(200)["items"].as_array().unwrap().len(), 2);
    let file = rows(&client.get(format!("/v1/exports/forecast-goals.csv?team_id={team_id}")).await.expect(200).text);
    assert_eq!((column(&file, "Team"), column(&file, "Goal")), (vec!["North".into()], vec!["5000.00".into()]));
    assert_eq!(
        (column(&file, "Won"), column(&file, "By odds of the stage")),
        (vec!["1200.00".into()], vec!["80.00".into()])
    );
    assert_eq!(rows(&client.get("/v1/exports/forecast-goals.csv").await.expect(200).text).len(), 4);
    let none = client.get(format!("/v1/forecast/goals?member_id={}", MemberId::new())).await.expect(200);
    assert_eq!(none["items"], json!([]));
}
