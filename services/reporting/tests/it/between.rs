//! What came to a figure between two moments: its postings alone, and they sum to the difference.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use kernel::{Decimal, Role};
use serde_json::Value;
use testkit::{App, Client};

use crate::deals::{Story, now};

fn text(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

/// The amounts of the postings, page by page, and what all of them sum to.
async fn postings(client: &Client, clauses: &str) -> (Vec<String>, Decimal) {
    let (mut amounts, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = client.get(format!("/v1/explain?account=pipeline&limit=1{clauses}{cursor}")).await.expect(200);
        let items = page["items"].as_array().unwrap();
        amounts.extend(items.iter().map(|item| item["amount"]["amount"].as_str().unwrap().to_owned()));
        let sum = page["sums"][0]["sum"]["amount"].as_str().map_or(Decimal::ZERO, |sum| sum.parse().unwrap());
        assert_eq!(page["sums"][0]["postings"].as_u64().is_none(), items.is_empty(), "{}", page.json);
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return (amounts, sum),
        }
    }
}

#[tokio::test]
async fn what_came_between_two_moments_is_the_difference_of_both() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let client = org.as_role(Role::Finance);
    let begin = now(&app) - TimeDelta::hours(9);
    let at = |hours: i64| begin + TimeDelta::hours(hours);
    let mut changing = Story::new("100.00", "EUR", 50, None);
    changing.tell(&app, &org, at(1)).await;
    Story::new("7.00", "EUR", 50, None).tell(&app, &org, at(2)).await;
    changing.image["value"]["amount"] = Value::from("130.00");
    changing.tell(&app, &org, at(3)).await;
    Story::new("0.50", "EUR", 50, None).tell(&app, &org, at(4)).await;

    let whole = postings(&client, "").await;
    assert_eq!(whole.0, ["100.00", "7.00", "30.00", "0.50"]);
    let moments: Vec<DateTime<Utc>> =
        (0..=5).flat_map(|hours| [at(hours), at(hours) + TimeDelta::minutes(30)]).collect();
    for (place, from) in moments.iter().enumerate() {
        let then = postings(&client, &format!("&as_of={}", text(*from))).await;
        for until in &moments[place..] {
            let later = postings(&client, &format!("&as_of={}", text(*until))).await;
            let between = postings(&client, &format!("&from={}&as_of={}", text(*from), text(*until))).await;
            assert_eq!(between.1, later.1 - then.1, "the sum between {from} and {until}");
            assert_eq!([then.0.clone(), between.0].concat(), later.0, "a posting is on one side of {from}");
        }
        let since = postings(&client, &format!("&from={}", text(*from))).await;
        assert_eq!([then.0, since.0].concat(), whole.0, "until now when no end is asked for");
    }
    let shown = client.get(format!("/v1/explain?account=pipeline&from={}", text(at(2)))).await.expect(200);
    let told: DateTime<Utc> = serde_json::from_value(shown["from"].clone()).unwrap();
    assert_eq!(told.timestamp_micros(), at(2).timestamp_micros());
}

#[tokio::test]
async fn moments_in_the_wrong_order_are_refused_by_name() {
    let app = App::start(reporting::service()).await;
    let client = app.organization().await.as_role(Role::Finance);
    let wrong = "/v1/explain?account=pipeline&from=2026-02-01T00:00:00Z&as_of=2026-01-01T00:00:00Z";
    let problem = client.get(wrong).await.problem(422, "invalid-field");
    assert!(problem.to_string().contains("from"), "{problem}");
    client.get("/v1/explain?account=pipeline&from=yesterday").await.problem(422, "invalid-query");
}
