//! Whatever the total of a forecast is split into adds up to it, to the cent.

use chrono::TimeDelta;
use contracts::crm::forecasting::ExchangeRateCreated;
use kernel::{Decimal, MemberId, Role};
use proptest::prelude::{Strategy, any};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use testkit::{App, Client, Organization};
use uuid::Uuid;

use crate::deals::{Story, amount, every_figure_is_explained, now, tell, tenth, today};
use crate::history::image;

/// A deal by chance: its value in minor units, its currency, the odds of its stage, and whose, where, when, what is said of it and
/// whether it was won.
#[derive(Debug, Clone)]
struct Chance {
    minor: i64,
    currency: &'static str,
    odds: i64,
    owner: Option<usize>,
    pipeline: u128,
    month: i32,
    category: Option<&'static str>,
    judged: Option<i64>,
    won: bool,
}

fn chance() -> impl Strategy<Value = Chance> {
    let of = proptest::sample::select::<Option<&'static str>>;
    let categories = vec![None, Some("commit"), Some("best_case"), Some("pipeline"), Some("omitted")];
    (
        1..9_999_999_i64,
        proptest::sample::select(vec!["EUR", "HUF", "USD", "JPY"]),
        proptest::sample::select(vec![7_i64, 33, 51, 76]),
        proptest::option::of(0..3_usize),
        77..79_u128,
        0..3_i32,
        of(categories),
        proptest::option::of(1..99_i64),
        proptest::bool::weighted(0.2),
    )
        .prop_map(|(minor, currency, odds, owner, pipeline, month, category, judged, won)| Chance {
            minor,
            currency,
            odds,
            owner,
            pipeline,
            month,
            category,
            judged,
            won,
        })
}

/// Rates under which hardly any amount is whole cents.
async fn rates(app: &App, org: &Organization) {
    let at = now(app) - TimeDelta::hours(2);
    for (currency, rate) in [("HUF", "0.002517"), ("USD", "0.9173"), ("JPY", "0.006131")] {
        let exchange_rate = image(json!({ "exchange_rate_id": kernel::ExchangeRateId::new(), "currency": currency,
            "base_currency": "EUR", "on": "2025-01-01", "rate": rate }));
        tell(app, org, 1, &ExchangeRateCreated { exchange_rate }, at).await;
    }
}

async fn told(app: &App, org: &Organization, members: &[MemberId], deals: &[Chance]) {
    let (today, at) = (today(app), now(app) - TimeDelta::hours(1));
    for one in deals {
        let decimals = if one.currency == "JPY" { 0 } else { 2 };
        let value = Decimal::new(one.minor, decimals).to_string();
        let mut deal = Story::new(&value, one.currency, one.odds, one.owner.map(|number| members[number]));
        deal = deal.closing(Some(tenth(today, 1 + one.month))).said(one.category, one.judged);
        deal.image["pipeline_id"] = json!(Uuid::from_u128(one.pipeline));
        deal.tell(app, org, at).await;
        if one.won {
            deal.win(app, org, today, at).await;
        }
    }
}

/// The figures of a month, a row or a total that add up.
fn figures(of: &Value) -> Vec<Decimal> {
    let one = |figure: &Value| amount(figure).parse::<Decimal>().unwrap();
    let mut all = vec![Decimal::from(of["deals"].as_i64().unwrap())];
    for figure in ["value", "commit"] {
        all.push(one(&of[figure]));
    }
    for figure in ["by_stage", "by_learned", "by_people"] {
        all.push(one(&of[figure]["amount"]));
    }
    all.push(one(&of["by_people"]["value"]));
    all.extend(of["won"].as_object().map(|won| one(&won["amount"])));
    all
}

fn sum<'a>(parts: impl IntoIterator<Item = &'a Value>) -> Vec<Decimal> {
    let mut sums = Vec::new();
    for part in parts {
        let own = figures(part);
        sums.resize(sums.len().max(own.len()), Decimal::ZERO);
        sums.iter_mut().zip(own).for_each(|(sum, figure)| *sum += figure);
    }
    sums
}

fn list(of: &Value) -> &Vec<Value> {
    of.as_array().unwrap()
}

/// The forecast split in each way: months and rows add up to the total, and months of a row to that of the row.
async fn adds_up(client: &Client, filter: &str) -> Vec<Value> {
    let mut totals = Vec::new();
    for by in ["owner", "pipeline", "category"] {
        let forecast = client.get(format!("/v1/forecast?by={by}{filter}")).await.expect(200);
        let (months, rows, total) = (list(&forecast["months"]), list(&forecast["items"]), &forecast["total"]);
        assert_eq!(sum(months), figures(total), "{by}{filter}: months");
        for row in rows {
            assert_eq!(sum(list(&row["months"])), figures(&row["total"]), "{by}{filter}: months of a row");
        }
        let counted = rows.iter().filter(|row| row["category"] != "omitted" || filter.contains("omitted"));
        let (mut of_rows, mut all) = (sum(counted.map(|row| &row["total"])), figures(total));
        // What was won is in no category.
        let most = of_rows.len().min(all.len());
        of_rows.truncate(most);
        all.truncate(most);
        if !rows.is_empty() {
            assert_eq!(of_rows, all, "{by}{filter}: rows");
        }
        totals.push(total.clone());
        if by == "owner" {
            every_figure_is_explained(client, &forecast.json).await;
        }
    }
    assert!(
        totals.windows(2).all(|two| figures(&two[0]) == figures(&two[1])),
        "the total is one, whatever rows stand beside it"
    );
    totals
}

#[tokio::test]
async fn whatever_a_forecast_is_split_into_adds_up_to_it() {
    let app = App::start(reporting::service()).await;
    let mut runner = TestRunner::deterministic();
    for _ in 0..4 {
        let org = app.organization().await;
        let client = org.as_role(Role::Sales);
        let members = [MemberId::new(), MemberId::new(), MemberId::new()];
        let company = (proptest::collection::vec(chance(), 25..40), any::<bool>());
        let (deals, past) = company.new_tree(&mut runner).unwrap().current();
        rates(&app, &org).await;
        told(&app, &org, &members, &deals).await;
        let as_of = (now(&app) - TimeDelta::minutes(1)).to_rfc3339().replace('+', "%2B");
        let filter = if past { format!("&as_of={as_of}") } else { String::new() };
        let all = adds_up(&client, &filter).await;
        assert_ne!(amount(&all[0]["value"]), "0.00");
        // By whom and by where: each of them apart, and then together.
        let mut apart = Vec::new();
        for owner in members.iter().map(ToString::to_string).chain(["none".to_owned()]) {
            apart.push(adds_up(&client, &format!("&owner_id={owner}{filter}")).await.swap_remove(0));
        }
        assert_eq!(sum(&apart), figures(&all[0]), "people one by one");
    }
}
