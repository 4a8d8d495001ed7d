//! (a) From the commit of `win` to the project, the schedule and the figure in reporting, by the server's own commit
//! timestamps. Floor: the same two hops by a bare client: commit, publish, acknowledge, receive, commit.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use anyhow::Result;
use futures::StreamExt;
use gerinc::api::Api;
use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;

use crate::measure::Sample;
use crate::setup::{World, admin};

/// Measures the reaction idle and at 100 wins a second.
pub async fn run(world: &World, seconds: u64) -> Result<()> {
    println!("(a) from the commit of a win to project, schedule and figure");
    let floor = floor(world, 300).await?;
    println!(
        "    floor: commit, JetStream, commit      p50 {:7.2} ms   p99 {:7.2} ms",
        floor.quantile(0.5),
        floor.quantile(0.99)
    );
    for (name, rate, count) in [("idle", 5_u64, 50), ("100 wins/s", 100, usize::try_from(100 * seconds)?)] {
        let deals = prepare(&world.owner, count).await?;
        world.settle().await?;
        win_at(&world.owner, &deals, rate).await?;
        for (what, sample) in reactions(world, &deals).await? {
            println!(
                "    {name:<12} {what:<24} p50 {:7.2} ms   p99 {:7.2} ms   p50 is {:.1} times its floor",
                sample.quantile(0.5),
                sample.quantile(0.99),
                sample.quantile(0.5) / floor.quantile(0.5),
            );
        }
    }
    println!();
    Ok(())
}

/// Opens deals that can be won.
async fn prepare(api: &Api, count: usize) -> Result<Vec<Uuid>> {
    let account = api.post("crm/v1/accounts", &json!({ "name": "Client" })).await?;
    let price = json!({ "amount": "1000", "currency": "EUR" });
    let body = json!({ "name": "Deal", "account_id": account["account_id"], "lines": [{ "name": "Work", "vat_rate": "27",
        "billing": { "kind": "fixed", "price": price, "budget_hours": "10",
                     "milestones": [{ "name": "Done", "amount": price }] } }] });
    let opened = futures::stream::iter(0..count).map(|_| api.post("crm/v1/deals", &body)).buffer_unordered(8);
    let deals: Vec<_> = opened.collect().await;
    deals.into_iter().map(|deal| Ok(deal?["deal_id"].as_str().unwrap_or_default().parse()?)).collect()
}

async fn win_at(api: &Api, deals: &[Uuid], per_second: u64) -> Result<()> {
    let mut clock = tokio::time::interval(Duration::from_micros(1_000_000 / per_second));
    let mut running = Vec::new();
    for deal in deals {
        clock.tick().await;
        let (api, path) = (api.clone(), format!("crm/v1/deals/{deal}/win"));
        running.push(tokio::spawn(async move { api.post(&path, &json!({})).await }));
    }
    for one in running {
        one.await??;
    }
    Ok(())
}

/// When the row of each id was committed, in milliseconds since 1970, waiting until all are there.
async fn committed(pool: &PgPool, query: &'static str, ids: &[Uuid]) -> Result<HashMap<Uuid, f64>> {
    let started = Instant::now();
    loop {
        let rows: Vec<(Uuid, f64)> = sqlx::query_as(query).bind(ids).fetch_all(pool).await?;
        if rows.len() >= ids.len() {
            return Ok(rows.into_iter().collect());
        }
        anyhow::ensure!(started.elapsed() < Duration::from_mins(1), "only {} of {} arrived", rows.len(), ids.len());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// From the commit of each win to the commit of each of its consequences, and to the last of them.
async fn reactions(world: &World, deals: &[Uuid]) -> Result<Vec<(&'static str, Sample)>> {
    const WON: &str =
        "select aggregate_id, extract(epoch from pg_xact_commit_timestamp(xmin))::float8 * 1000 from journal
                        where type = 'crm.deal.won.v1' and aggregate_id = any ($1)";
    const PROJECT: &str = "select (payload->'project'->>'deal_id')::uuid,
                                  extract(epoch from pg_xact_commit_timestamp(xmin))::float8 * 1000 from journal
                            where type = 'projects.project.created.v1' and (payload->'project'->>'deal_id')::uuid = any ($1)";
    const SCHEDULE: &str = "select (payload->'schedule'->>'deal_id')::uuid,
                                   extract(epoch from pg_xact_commit_timestamp(xmin))::float8 * 1000 from journal
                             where type = 'billing.schedule.created.v1' and (payload->'schedule'->>'deal_id')::uuid = any ($1)";
    const FIGURE: &str =
        "select deal_id, max(extract(epoch from pg_xact_commit_timestamp(xmin))::float8 * 1000) from postings
                           where account = 'order_book' and deal_id = any ($1) group by 1";
    let won = committed(&admin(&world.suite, "crm", 1).await?, WON, deals).await?;
    let mut last = won.clone();
    let mut samples = Vec::new();
    for (what, database, query) in
        [("project", "projects", PROJECT), ("schedule", "billing", SCHEDULE), ("figure", "reporting", FIGURE)]
    {
        let rows = committed(&admin(&world.suite, database, 1).await?, query, deals).await?;
        for (deal, at) in &rows {
            last.entry(*deal).and_modify(|latest| *latest = latest.max(*at));
        }
        samples.push((what, since(&won, &rows)));
    }
    samples.push(("all three", since(&won, &last)));
    Ok(samples)
}

fn since(won: &HashMap<Uuid, f64>, then: &HashMap<Uuid, f64>) -> Sample {
    let mut sample = Sample::default();
    for (deal, at) in won {
        sample.add_millis(then.get(deal).copied().unwrap_or(f64::NAN) - at);
    }
    sample
}

/// Commit, publish with acknowledgement, receive, commit: what one reaction cannot do without.
async fn floor(world: &World, count: usize) -> Result<Sample> {
    let pool = admin(&world.suite, "postgres", 2).await?;
    sqlx::query("create table if not exists bare (id uuid primary key, payload text not null)").execute(&pool).await?;
    let url = platform::config::Secret::new(world.suite.ground.servers.nats.url());
    let context = platform::bus::jetstream(&platform::bus::connect(&url, "bench").await?);
    let stream = platform::bus::ensure_stream(&context, "bench", 1).await?;
    let consumer = platform::bus::ensure_consumer(&stream, "bench-floor", None).await?;
    let mut messages = consumer.messages().await?;
    let payload = "x".repeat(2000);
    let mut sample = Sample::default();
    for _ in 0..count {
        let insert =
            || sqlx::query("insert into bare values ($1, $2)").bind(kernel::EventId::new().as_uuid()).bind(&payload);
        insert().execute(&pool).await?;
        let started = Instant::now();
        context.publish("ev.bench.bench.bench.v1", payload.clone().into()).await?.await?;
        let message = messages.next().await.ok_or_else(|| anyhow::anyhow!("no message"))??;
        insert().execute(&pool).await?;
        sample.add(started.elapsed());
        message.ack().await.map_err(anyhow::Error::from_boxed)?;
    }
    pool.close().await;
    Ok(sample)
}
