//! What had no rate is named wherever it is left out, and weeks of the past are those of the time zone of then.

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Timelike, Utc, Weekday};
use contracts::crm::forecasting::{ExchangeRateCreated, GoalCreated};
use contracts::identity::{Organization, OrganizationUpdated};
use kernel::{MemberId, Role};
use serde_json::{Value, json};
use testkit::App;

use crate::deals::{Story, amount, month_of, now, tell, tenth, today};
use crate::forecast_rules::keep_later;
use crate::history::{image, ok};

/// So much in forint that has no rate.
fn forint(deals: i64, value: &str) -> Value {
    json!([{ "currency": "HUF", "deals": deals, "value": { "amount": value, "currency": "HUF" } }])
}

#[tokio::test]
async fn goals_name_what_they_leave_out() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let client = org.as_role(Role::Sales);
    let (anna, bela) = (MemberId::new(), MemberId::new());
    let (today, at) = (today(&app), now(&app) - TimeDelta::hours(1));
    for member in [Some(anna), Some(bela), None] {
        let goal = image(json!({ "goal_id": kernel::GoalId::new(), "member_id": member, "team_id": null,
            "from": month_of(today), "span": "month", "amount": { "amount": "5000", "currency": "EUR" } }));
        ok(app.deliver(&org, 1, &GoalCreated { goal }).await);
    }
    let mut won = Story::new("100000", "HUF", 50, Some(anna));
    won.tell(&app, &org, at).await;
    won.win(&app, &org, today, at).await;
    Story::new("20000", "HUF", 50, Some(anna)).closing(Some(today)).tell(&app, &org, at).await;
    let omitted = Story::new("7", "HUF", 50, Some(anna)).closing(Some(today)).said(Some("omitted"), None);
    omitted.clone().tell(&app, &org, at).await;
    Story::new("100", "EUR", 80, Some(bela)).closing(Some(today)).tell(&app, &org, at).await;
    let missing = async || -> Vec<(Value, Value)> {
        let goals = client.get("/v1/forecast/goals").await.expect(200);
        let of = |one: &Value| (one["member_id"].clone(), one["missing_rates"].clone());
        goals["items"].as_array().unwrap().iter().map(of).collect()
    };
    for (member, left_out) in missing().await {
        let expected = if member == json!(bela) { json!([]) } else { forint(2, "120000.00") };
        assert_eq!(left_out, expected, "{member}");
    }
    let rate =
        image(json!({ "exchange_rate_id": kernel::ExchangeRateId::new(), "currency": "HUF", "base_currency": "EUR",
        "on": today - Days::new(3), "rate": "0.0025" }));
    tell(&app, &org, 1, &ExchangeRateCreated { exchange_rate: rate }, at).await;
    assert!(missing().await.iter().all(|(_, left_out)| *left_out == json!([])), "once there is a rate, all counts");
}

#[tokio::test]
async fn snapshots_and_scores_name_what_could_not_be_valued_then() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let client = org.as_role(Role::Sales);
    let today = today(&app);
    let month = tenth(today, -2);
    let begun = (month - Days::new(120)).and_hms_opt(12, 0, 0).unwrap().and_utc();
    let closed = month.and_hms_opt(12, 0, 0).unwrap().and_utc();
    let mut euro = Story::new("1000", "EUR", 50, None).closing(Some(month)).said(None, Some(70));
    let mut forints = Story::new("100000", "HUF", 50, None).closing(Some(month)).said(None, Some(70));
    let mut other = Story::new("5", "CHF", 50, None).closing(Some(month));
    for deal in [&mut euro, &mut forints, &mut other] {
        deal.tell(&app, &org, begun).await;
        deal.win(&app, &org, month, closed).await;
    }
    let heard = (today - Days::new(1)).and_hms_opt(12, 0, 0).unwrap().and_utc();
    Story::new("1", "EUR", 50, None).tell(&app, &org, heard).await;
    keep_later(&app, &org).await;
    let listed = format!("/v1/forecast/snapshots?month={}&limit=200", month_of(month));
    let snapshots = client.get(&listed).await.expect(200);
    let weeks = snapshots["items"].as_array().unwrap();
    let open = weeks.iter().find(|week| week["deals"] == 1).unwrap();
    let both = json!([
        { "currency": "CHF", "deals": 1, "value": { "amount": "5.00", "currency": "CHF" } }, forint(1, "100000.00")[0]]);
    assert_eq!(open["missing_rates"], both);
    assert!(weeks.iter().filter(|week| week["deals"] == 0).all(|week| week["missing_rates"] == json!([])));
    let nobody = client.get(format!("{listed}&owner_id={}", MemberId::new())).await.expect(200);
    assert!(nobody["items"].as_array().unwrap().iter().all(|week| week["missing_rates"] == json!([])));

    // A rate that is given later values what came, and not what was said; so nothing is measured by it.
    let rate =
        image(json!({ "exchange_rate_id": kernel::ExchangeRateId::new(), "currency": "HUF", "base_currency": "EUR",
        "on": begun.date_naive(), "rate": "0.0025" }));
    tell(&app, &org, 1, &ExchangeRateCreated { exchange_rate: rate }, now(&app)).await;
    let accuracy = client.get("/v1/forecast/accuracy").await.expect(200);
    let item = &accuracy["items"][0];
    assert_eq!(amount(&item["came"]), "1250.00");
    assert_eq!(item["missing_rates"][0]["currency"], "CHF", "what came without a rate is named, too: {item}");
    for said in item["said"].as_array().unwrap() {
        assert_eq!(said["missing_rates"], both);
        let scores = said["scores"].as_array().unwrap();
        let people = scores.iter().find(|score| score["column"] == "by_people").unwrap();
        assert_eq!((amount(&people["said"]), amount(&people["came"])), ("700.00", "1000.00"), "of the same deals");
    }
    let measured: Vec<&str> =
        accuracy["measures"].as_array().unwrap().iter().map(|one| one["column"].as_str().unwrap()).collect();
    assert_eq!(measured, ["by_people"; 3]);
}

#[tokio::test]
async fn weeks_of_the_past_begin_where_the_organisation_lived_then() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let client = org.as_role(Role::Sales);
    let now = now(&app);
    let moved = now - Days::new(28);
    let there = |zone: &str| OrganizationUpdated {
        organization: Organization {
            org_id: org.id,
            name: "Wanderers".parse().unwrap(),
            country: "HU".parse().unwrap(),
            base_currency: kernel::Currency::EUR,
            time_zone: zone.parse().unwrap(),
        },
    };
    tell(&app, &org, 2, &there("America/New_York"), moved - Days::new(60)).await;
    tell(&app, &org, 3, &there("Asia/Tokyo"), moved).await;
    let begun = moved - Days::new(28);
    Story::new("1000", "EUR", 50, None).closing(Some(tenth(today(&app), 1))).tell(&app, &org, begun).await;
    Story::new("1", "EUR", 50, None).tell(&app, &org, now - TimeDelta::hours(1)).await;
    keep_later(&app, &org).await;
    let snapshots = client.get("/v1/forecast/snapshots?limit=200").await.expect(200);
    let mut zones = (0, 0);
    for week in snapshots["items"].as_array().unwrap() {
        let as_of: DateTime<Utc> = week["as_of"].as_str().unwrap().parse().unwrap();
        let week_on: NaiveDate = week["week_on"].as_str().unwrap().parse().unwrap();
        assert_eq!(week_on.weekday(), Weekday::Mon);
        // Midnight there, of that Monday.
        let (zone, count) =
            if as_of.hour() > 12 { ("Asia/Tokyo", &mut zones.1) } else { ("America/New_York", &mut zones.0) };
        let zone: kernel::TimeZoneName = zone.parse().unwrap();
        let local = as_of.with_timezone(&zone.tz());
        assert_eq!((local.date_naive(), local.hour()), (week_on, 0), "{week}");
        *count += 1;
    }
    assert!(zones.0 >= 3 && zones.1 >= 3, "{zones:?}");
    // And a day of then is the day it was there.
    let evening = (begun.date_naive() + Days::new(2)).and_hms_opt(2, 0, 0).unwrap().and_utc();
    let asked = evening.to_rfc3339().replace('+', "%2B");
    let past = client.get(format!("/v1/forecast?as_of={asked}")).await.expect(200);
    assert_eq!(past["today"], json!(evening.date_naive() - Days::new(1)), "it was still the day before in New York");
}
