//! Values of deals compared across currencies: in the organisation's, at the rates it gave.

use kernel::{Currency, Role};
use platform::db::Mode;
use serde_json::{Value, json};
use testkit::{Client, on_runtime};

use crate::{account, fixed_line, path, start, text};

fn money(amount: &str, currency: &str) -> Value {
    json!({"amount": amount, "currency": currency})
}

async fn open(client: &Client, name: &str, value: Value) -> testkit::Answer {
    let currency = value["currency"].clone();
    client.post("/v1/deals", &json!({"name": name, "currency": currency, "value": value})).await.expect(201)
}

/// Names of the deals of a list, read two by two.
async fn names(client: &Client, query: &str) -> Vec<String> {
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = client.get(format!("/v1/deals?limit=2&{query}{cursor}")).await.expect(200);
        seen.extend(page["items"].as_array().unwrap().iter().map(|item| text(&item["name"]).to_owned()));
        let Some(next) = page["next_cursor"].as_str() else { return seen };
        cursor = format!("&cursor={next}");
    }
}

/// What a deal is worth in the organisation's currency, as the list says and as the deal itself does.
async fn worth(client: &Client, name: &str) -> Value {
    let page = client.get(format!("/v1/deals?name={name}")).await.expect(200);
    let row = &page["items"][0];
    let deal = client.get(format!("/v1/deals/{}", text(&row["deal_id"]))).await.expect(200);
    assert_eq!(row["base_value"], deal["base_value"], "{name}");
    row["base_value"]["amount"].clone()
}

async fn rate(client: &Client, currency: &str, on: &str, rate: &str) -> testkit::Answer {
    let body = json!({"currency": currency, "on": on, "rate": rate});
    client.post("/v1/exchange-rates", &body).await.expect(201)
}

#[tokio::test]
async fn amounts_of_several_currencies_stand_in_the_order_of_what_they_are_worth() {
    let (app, org) = start().await;
    let (sales, owner) = (org.as_role(Role::Sales), org.as_role(Role::Owner));
    open(&sales, "forints", money("900", "HUF")).await;
    open(&sales, "euros", money("100", "EUR")).await;
    open(&sales, "dollars", money("105", "USD")).await;
    open(&sales, "yen", money("1", "JPY")).await;

    // Nobody has said what anything is worth: never one to one.
    assert_eq!(names(&sales, "sort=-value").await[0], "euros");
    assert_eq!(names(&sales, "sort=value").await[0], "euros");
    let listed = sales.get("/v1/deals?sort=-value").await.expect(200);
    let without = |currency: &str| json!({"currency": currency, "deals": 1});
    assert_eq!(listed["unvalued"], json!([without("HUF"), without("JPY"), without("USD")]));
    assert_eq!(sales.get("/v1/deals").await.expect(200)["unvalued"], json!([]), "values are not compared");
    assert_eq!(names(&sales, "min_value=0.01").await, ["euros"]);

    let given = rate(&owner, "HUF", "2026-01-01", "0.0025").await;
    rate(&owner, "USD", "2026-01-01", "0.9").await;
    assert_eq!(names(&sales, "sort=-value").await, ["euros", "dollars", "forints", "yen"]);
    assert_eq!(
        names(&sales, "sort=value").await,
        ["forints", "dollars", "euros", "yen"],
        "without a rate last both ways"
    );
    assert_eq!((worth(&sales, "forints").await, worth(&sales, "yen").await), (json!("2.25"), Value::Null));
    assert_eq!(names(&sales, "sort=value&min_value=2.25&max_value=99.99").await, ["forints", "dollars"]);
    let limited = sales.get("/v1/deals?max_value=50").await.expect(200);
    assert_eq!(limited["unvalued"], json!([without("JPY")]), "what the limit cannot hold is named");

    // The newest rate holds for open deals; an older day that is filled in later does not.
    rate(&owner, "USD", "2026-02-01", "0.97").await;
    rate(&owner, "USD", "2025-01-01", "0.5").await;
    assert_eq!(names(&sales, "sort=-value").await, ["dollars", "euros", "forints", "yen"]);
    let address = format!("/v1/exchange-rates/{}", text(&given["exchange_rate_id"]));
    let version = owner.get(&address).await.expect(200);
    owner.with_header("if-match", version.etag()).patch(&address, &json!({"rate": "0.125"})).await.expect(200);
    assert_eq!(worth(&sales, "forints").await, json!("112.50"));
    assert_eq!(names(&sales, "sort=-value").await, ["forints", "dollars", "euros", "yen"]);

    // What changes is valued again; a file of the list says the same.
    let deal = open(&sales, "more", money("400", "HUF")).await;
    assert_eq!(worth(&sales, "more").await, json!("50.00"));
    let changed = sales
        .with_header("if-match", deal.etag())
        .patch(path(&deal, ""), &json!({"value": money("804.04", "HUF")}))
        .await;
    changed.expect(200);
    assert_eq!(worth(&sales, "more").await, json!("100.51"), "100.505 to the cent");
    let file = sales.get("/v1/exports/deals.csv?sort=-value").await.expect(200);
    let lines: Vec<&str> = file.text.lines().collect();
    let column = |line: usize, heading: &str| {
        let at = lines[0].trim_start_matches('\u{feff}').split(',').position(|one| one == heading).unwrap();
        lines[line].split(',').nth(at).unwrap()
    };
    assert_eq!(
        (column(1, "Name"), column(1, "Value in own currency"), column(1, "Own currency")),
        ("forints", "112.50", "EUR")
    );
    assert_eq!((column(5, "Name"), column(5, "Value in own currency")), ("yen", ""));
    let stranger = app.organization().await.as_role(Role::Sales);
    open(&stranger, "theirs", money("1", "HUF")).await;
    assert_eq!(worth(&stranger, "theirs").await, Value::Null, "rates are an organisation's own");
}

#[tokio::test]
async fn a_closed_deal_is_worth_what_it_was_on_its_day() {
    let (_, org) = start().await;
    let (sales, owner) = (org.as_role(Role::Sales), org.as_role(Role::Owner));
    rate(&owner, "HUF", "2026-03-01", "0.0025").await;
    rate(&owner, "HUF", "2026-05-01", "0.003").await;
    let client = account(&sales).await;
    let mut line = fixed_line("1000");
    line["billing"]["price"] = money("1000", "HUF");
    let mut won = Vec::new();
    for (name, on) in [("early", "2026-02-01"), ("april", "2026-04-01"), ("june", "2026-06-01")] {
        let body = json!({"name": name, "account_id": client["account_id"], "currency": "HUF", "lines": [line],
            "opened_on": "2026-01-01"});
        let deal = sales.post("/v1/deals", &body).await.expect(201);
        assert_eq!(worth(&sales, name).await, json!("3.00"), "while it is open, the newest");
        sales.post(path(&deal, "/win"), &json!({"won_on": on})).await.expect(200);
        won.push(worth(&sales, name).await);
    }
    assert_eq!(won, [Value::Null, json!("2.50"), json!("3.00")], "before the first rate nobody knows");
    // A rate that is given later for a day between.
    rate(&owner, "HUF", "2026-03-15", "0.002").await;
    assert_eq!((worth(&sales, "april").await, worth(&sales, "june").await), (json!("2.00"), json!("3.00")));
    rate(&owner, "HUF", "2026-01-01", "0.001").await;
    assert_eq!(worth(&sales, "early").await, json!("1.00"));
}

#[tokio::test]
async fn what_is_forgotten_stands_in_the_order_of_what_it_is_worth() {
    let (_, org) = start().await;
    let (sales, owner) = (org.as_role(Role::Sales), org.as_role(Role::Owner));
    rate(&owner, "HUF", "2026-01-01", "0.0025").await;
    for (name, value) in [("a", money("900", "HUF")), ("b", money("100", "EUR")), ("c", money("5000", "USD"))] {
        open(&sales, name, value).await;
    }
    let lead = json!({"name": "d", "estimated_value": money("2000", "HUF")});
    sales.post("/v1/leads", &lead).await.expect(201);
    let order = async |sort: &str| -> Vec<String> {
        let page = sales.get(format!("/v1/forgotten?sort={sort}")).await.expect(200);
        page["items"].as_array().unwrap().iter().map(|item| text(&item["name"]).to_owned()).collect()
    };
    assert_eq!(order("-value").await, ["b", "d", "a", "c"]);
    assert_eq!(order("value").await, ["a", "d", "b", "c"]);
    let page = sales.get("/v1/forgotten?sort=-value").await.expect(200);
    assert_eq!(page["items"][1]["base_value"], money("5.00", "EUR"));
}

#[tokio::test]
async fn a_rate_that_is_given_while_deals_are_written_values_all_of_them() {
    let (app, org) = start().await;
    let (sales, owner) = (org.as_role(Role::Sales), org.as_role(Role::Owner));
    open(&sales, "first", money("100", "HUF")).await;
    for round in 1..=5_i64 {
        let on = format!("2026-01-{round:02}");
        let given = async { rate(&owner, "HUF", &on, &format!("0.{round}")).await };
        let name = format!("deal {round}");
        let other = format!("other {round}");
        tokio::join!(given, async { open(&sales, &name, money("100", "HUF")).await }, async {
            open(&sales, &other, money("100", "HUF")).await
        });
        let page = sales.get("/v1/deals?limit=200").await.expect(200);
        for item in page["items"].as_array().unwrap() {
            assert_eq!(item["base_value"]["amount"], json!(format!("{}.00", 10 * round)), "{item}");
        }
    }
    // And along an index, whatever the filter.
    let (running, id) = (app.running.clone(), org.id);
    on_runtime(async move {
        let mut tx = running.state().db.begin(id, Mode::Write).await.unwrap();
        sqlx::query("set local enable_seqscan = off").execute(&mut *tx).await.unwrap();
        sqlx::query("set local enable_sort = off").execute(&mut *tx).await.unwrap();
        let plan: Vec<String> = sqlx::query_scalar(
            "explain select deal_id from deals where org_id = current_setting('app.org_id')::uuid
              order by coalesce(base_value, -1) desc, deal_id desc limit 50",
        )
        .fetch_all(&mut *tx)
        .await
        .unwrap();
        assert!(plan.join("\n").contains("deals_base_value_idx"), "{plan:?}");
    })
    .await;
}

#[tokio::test]
async fn the_database_knows_the_smallest_unit_of_each_currency() {
    let (app, org) = start().await;
    let (running, id) = (app.running.clone(), org.id);
    on_runtime(async move {
        let mut tx = running.state().db.begin(id, Mode::Read).await.unwrap();
        for currency in Currency::ALL {
            let digits: i32 =
                sqlx::query_scalar("select minor_units($1)").bind(currency.code()).fetch_one(&mut *tx).await.unwrap();
            assert_eq!(u32::try_from(digits).unwrap(), currency.minor_units(), "{currency}");
        }
    })
    .await;
}
