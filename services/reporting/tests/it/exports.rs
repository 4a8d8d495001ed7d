//! Reports and the deals of a forecast as files.

use chrono::TimeDelta;
use kernel::Role;
use serde_json::json;
use testkit::App;

use crate::deals::{Story, now, tenth, today};

/// The rows of a CSV file; no cell of these tests has a comma.
pub fn rows(csv: &str) -> Vec<Vec<String>> {
    let lines = csv.strip_prefix('\u{feff}').unwrap().lines();
    lines.map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

/// The cells of a column.
pub fn column(rows: &[Vec<String>], heading: &str) -> Vec<String> {
    let at = rows[0].iter().position(|one| one == heading).unwrap();
    rows[1..].iter().map(|row| row[at].clone()).collect()
}

#[tokio::test]
async fn the_deals_of_a_forecast_are_a_file_with_its_filters() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let client = org.as_role(Role::Sales);
    let (today, at) = (today(&app), now(&app) - TimeDelta::hours(1));
    for (name, value, month) in [("=cmd", "100.00", 1), ("next", "33.33", 1), ("later", "1000.00", 3)] {
        let mut deal = Story::new(value, "EUR", 50, None).closing(Some(tenth(today, month)));
        deal.image["name"] = json!(name);
        deal.tell(&app, &org, at).await;
    }
    let month = crate::deals::month_of(tenth(today, 1));
    let forecast = client.get(format!("/v1/forecast?from={month}&to={month}")).await.expect(200);
    let address =
        forecast["total"]["explain"].as_str().unwrap().replace("/v1/forecast/deals", "/v1/exports/forecast-deals.csv");
    let file = client.get(&address).await.expect(200);
    assert!(file.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    let found = rows(&file.text);
    let mut names = column(&found, "Deal");
    names.sort_unstable();
    assert_eq!(names, ["'=cmd", "next"], "those of the figure, and no formula");
    let mut adds = column(&found, "By odds of the stage");
    adds.sort_unstable();
    assert_eq!(adds, ["16.665", "50"], "what each adds is exact");
    assert!(client.get(address.replace(".csv", ".xlsx")).await.expect(200).text.starts_with("PK"));
    let stranger = app.organization().await.as_role(Role::Sales);
    assert_eq!(rows(&stranger.get("/v1/exports/forecast-deals.csv").await.expect(200).text).len(), 1);
    org.as_role(Role::Employee).get("/v1/exports/forecast-deals.csv").await.problem(403, "forbidden");
}

#[tokio::test]
async fn reports_are_files_for_whoever_may_read_them() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let (client, at) = (org.as_role(Role::Finance), now(&app) - TimeDelta::hours(1));
    for value in ["100.00", "0.10"] {
        Story::new(value, "EUR", 50, None).tell(&app, &org, at).await;
    }
    let pipeline = rows(&client.get("/v1/exports/pipeline.csv").await.expect(200).text);
    assert_eq!(column(&pipeline, "Value"), ["100.10"]);
    assert_eq!(
        (column(&pipeline, "Deals"), column(&pipeline, "Currency")),
        (vec!["2".to_owned()], vec!["EUR".to_owned()])
    );
    let before = (at - TimeDelta::hours(1)).to_rfc3339().replace('+', "%2B");
    let then = client.get(format!("/v1/exports/pipeline.csv?as_of={before}")).await.expect(200);
    assert_eq!(rows(&then.text).len(), 1, "as of a moment, like the report");
    for list in ["margin", "receivables", "unbilled-work", "pipeline", "order-book", "balances"] {
        let headings = rows(&client.get(format!("/v1/exports/{list}.csv")).await.expect(200).text);
        assert!(headings[0].iter().any(|one| one == "Currency"), "{list}");
        assert!(client.get(format!("/v1/exports/{list}.xlsx")).await.expect(200).text.starts_with("PK"), "{list}");
        org.as_role(Role::Auditor).get(format!("/v1/exports/{list}.csv")).await.expect(200);
        org.as_role(Role::Sales).get(format!("/v1/exports/{list}.csv")).await.problem(403, "forbidden");
    }
    client.get("/v1/exports/margin.csv?by=customer").await.expect(200);
    client.get("/v1/exports/margin.csv?by=weather").await.problem(422, "invalid-query");
}

#[tokio::test]
async fn balances_and_the_postings_behind_a_figure_are_files() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let (client, at) = (org.as_role(Role::Finance), now(&app) - TimeDelta::hours(1));
    for (name, value) in [("=cmd", "100.00"), ("next", "0.10")] {
        let mut deal = Story::new(value, "EUR", 50, None);
        deal.image["name"] = json!(name);
        deal.tell(&app, &org, at).await;
    }
    let balances = rows(&client.get("/v1/exports/balances.csv").await.expect(200).text);
    let hungarian = rows(&client.get("/v1/exports/balances.csv?language=hu").await.expect(200).text);
    assert!(column(&balances, "Account").contains(&"pipeline".to_owned()), "{balances:?}");
    assert!(column(&hungarian, "Főkönyvi számla").contains(&"Nyitott ügyletek értéke".to_owned()), "{hungarian:?}");
    // The one below is called "…, ellenszámla", in quotation marks.
    assert_eq!(column(&hungarian, "Egyenleg")[0], column(&balances, "Balance")[0], "numbers are written alike in both");
    let listed = client.get("/v1/reports/totals").await.expect(200);
    let listed: Vec<&str> =
        listed["items"].as_array().unwrap().iter().map(|one| one["amount"]["amount"].as_str().unwrap()).collect();
    assert_eq!(column(&balances, "Balance"), listed, "what the report says");
    assert!(column(&balances, "Account").contains(&"pipeline".to_owned()), "{balances:?}");

    let postings = rows(&client.get("/v1/exports/postings.csv?account=pipeline").await.expect(200).text);
    let mut amounts = column(&postings, "Amount");
    amounts.sort_unstable();
    assert_eq!(amounts, ["0.10", "100.00"], "what sums to the figure");
    assert!(column(&postings, "Deal").contains(&"'=cmd".to_owned()), "no formula: {postings:?}");
    client.get("/v1/exports/postings.csv").await.problem(422, "invalid-query");
    client.get("/v1/exports/postings.csv?account=weather").await.problem(422, "invalid-field");
    let order = "from=2026-03-02T00:00:00Z&as_of=2026-03-01T00:00:00Z";
    client.get(format!("/v1/exports/postings.csv?account=pipeline&{order}")).await.problem(422, "invalid-field");
    org.as_role(Role::Sales).get("/v1/exports/postings.csv?account=pipeline").await.problem(403, "forbidden");
    let stranger = app.organization().await.as_role(Role::Finance);
    let theirs = rows(&stranger.get("/v1/exports/postings.csv?account=pipeline").await.expect(200).text);
    assert_eq!(theirs.len(), 1, "only the heading");
    client.get("/v1/exports/dead-letters.csv").await.problem(403, "forbidden");
    org.as_role(Role::Auditor).get("/v1/exports/dead-letters.csv").await.expect(200);
}
