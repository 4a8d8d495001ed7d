//! What breaks, and what must hold afterwards: nothing lost, nothing twice, all control totals equal.

use std::time::Duration;

use futures::future::join_all;
use gerinc::api::Api;
use serde_json::{Value, json};
use suite::{Totals, World, eventually, totals};
use testkit::on_runtime;

/// Opens and wins a deal of this value; every step may be repeated without doubling.
async fn win(api: &Api, account: &Value, number: usize) -> anyhow::Result<()> {
    let price = json!({ "amount": format!("{}", 100 + number), "currency": "EUR" });
    let line = json!({ "name": "Work", "vat_rate": "27", "billing": { "kind": "fixed", "price": price, "budget_hours": "1",
        "milestones": [{ "name": "Done", "amount": price }] } });
    let body = json!({ "name": format!("Deal {number}"), "account_id": account["account_id"], "lines": [line] });
    let deal = api.post_once("crm/v1/deals", &body, &format!("open-{number}")).await?;
    let path = format!("crm/v1/deals/{}/win", deal["deal_id"].as_str().unwrap_or_default());
    api.post_once(&path, &json!({}), &format!("win-{number}")).await?;
    Ok(())
}

async fn account(api: &Api) -> Value {
    api.post_once("crm/v1/accounts", &json!({ "name": "Client" }), "account").await.unwrap()
}

/// Wins deals at once, repeating those that met the fault, until all are in.
async fn win_all(api: &Api, account: &Value, numbers: std::ops::Range<usize>) {
    join_all(numbers.map(|number| async move {
        eventually("a deal is won", || async { Ok(win(api, account, number).await.ok()) }).await;
    }))
    .await;
}

fn sum(count: usize) -> kernel::Decimal {
    (0..count).map(|number| kernel::Decimal::from(100 + number)).sum()
}

/// Everything has arrived everywhere exactly once.
async fn all_agree(api: &Api, count: usize) -> Totals {
    let done = eventually("all services agree", || async {
        let totals = totals(api, "EUR").await?;
        Ok((totals.agree() && totals.deals_won == count && totals.order_book == sum(count)).then_some(totals))
    })
    .await;
    nothing_left(api).await;
    done
}

/// No event is stuck behind another or put aside.
async fn nothing_left(api: &Api) {
    for service in ["crm", "projects", "billing", "expenses", "reporting"] {
        let letters = api.get(&format!("{service}/v1/operations/dead-letters")).await.unwrap();
        assert_eq!(letters["items"], json!([]), "{service}");
    }
}

#[tokio::test]
async fn services_that_crash_under_load_lose_and_double_nothing() {
    let world = World::start().await;
    let api = world.owner().await;
    let account = account(&api).await;
    let load = win_all(&api, &account, 0..60);
    let crashes = async {
        for round in 0..4 {
            for name in ["projects", "billing", "reporting", "crm", "expenses"] {
                let mut suite = world.suite.lock().await;
                suite.kill_service(name).await;
                suite.start_service(name).await.unwrap_or_else(|error| panic!("round {round}: {name}: {error:#}"));
            }
        }
    };
    tokio::join!(load, crashes);
    all_agree(&api, 60).await;
}

#[tokio::test]
async fn writes_go_on_while_nats_is_away() {
    let world = World::start().await;
    let api = world.owner().await;
    let account = account(&api).await;
    win_all(&api, &account, 0..5).await;
    all_agree(&api, 5).await;
    world.suite.lock().await.ground.servers.nats.stop().await.unwrap();
    win_all(&api, &account, 5..25).await;
    let totals_without = totals(&api, "EUR").await.unwrap();
    assert_eq!((totals_without.deals_won, totals_without.projects), (25, 5), "reactions wait, writes do not");
    world.suite.lock().await.ground.servers.nats.start().await.unwrap();
    all_agree(&api, 25).await;
}

#[tokio::test]
async fn nats_killed_under_load_loses_nothing() {
    let world = World::start().await;
    let api = world.owner().await;
    let account = account(&api).await;
    let load = win_all(&api, &account, 0..40);
    let kills = async {
        for _ in 0..3 {
            let mut suite = world.suite.lock().await;
            suite.ground.servers.nats.kill().await.unwrap();
            suite.ground.servers.nats.start().await.unwrap();
        }
    };
    tokio::join!(load, kills);
    all_agree(&api, 40).await;
}

#[tokio::test]
async fn postgres_restarted_under_load_keeps_what_it_confirmed() {
    let world = World::start().await;
    let api = world.owner().await;
    let account = account(&api).await;
    let load = win_all(&api, &account, 0..40);
    let restarts = async {
        for _ in 0..2 {
            world.suite.lock().await.ground.servers.postgres.restart().await.unwrap();
        }
    };
    tokio::join!(load, restarts);
    all_agree(&api, 40).await;
}

#[tokio::test]
async fn a_service_that_joins_late_catches_up() {
    let world = World::start().await;
    world.suite.lock().await.stop_service("billing").await;
    world.suite.lock().await.stop_service("reporting").await;
    let api = world.owner().await;
    let account = account(&api).await;
    win_all(&api, &account, 0..20).await;
    let mut suite = world.suite.lock().await;
    suite.start_service("reporting").await.unwrap();
    suite.start_service("billing").await.unwrap();
    drop(suite);
    all_agree(&api, 20).await;
}

#[tokio::test]
async fn publishing_everything_again_changes_nothing() {
    let world = World::start().await;
    let api = world.owner().await;
    let account = account(&api).await;
    win_all(&api, &account, 0..10).await;
    let before = all_agree(&api, 10).await;
    let urls: Vec<(String, String)> = {
        let suite = world.suite.lock().await;
        let access = suite.ground.access.iter();
        access.map(|(name, access)| ((*name).to_owned(), access.relay.expose().to_owned())).collect()
    };
    // The streams are deleted, so that the broker's own memory of message ids cannot help.
    let nats_url = platform::config::Secret::new(world.suite.lock().await.ground.servers.nats.url());
    on_runtime(async move {
        let context = platform::bus::jetstream(&platform::bus::connect(&nats_url, "test").await.unwrap());
        for (service, url) in urls {
            let source = if service == "gateway" { "identity" } else { service.as_str() };
            context.delete_stream(platform::bus::stream_name(source)).await.unwrap();
            platform::bus::ensure_stream(&context, source, 1).await.unwrap();
            let mut conn = <sqlx::PgConnection as sqlx::Connection>::connect(&url).await.unwrap();
            platform::resend::resend(&mut conn, platform::resend::Resend::All).await.unwrap();
        }
    })
    .await;
    win_all(&api, &account, 10..12).await;
    let after = all_agree(&api, 12).await;
    assert_eq!(after.projects, before.projects + 2);
    tokio::time::timeout(Duration::from_secs(1), nothing_left(&api)).await.unwrap();
}
