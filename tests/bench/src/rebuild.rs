//! (c) Building reporting anew from the first event, beside a bare client that reads the same messages and writes one row
//! for each.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use futures::StreamExt;
use platform::config::Secret;
use sqlx::{AssertSqlSafe, Executor};

use crate::setup::{World, admin};

/// Drops reporting's database and measures how long it takes to come back.
#[expect(clippy::cast_precision_loss, reason = "counts are small")]
pub async fn run(mut world: World) -> Result<()> {
    println!("(c) reporting built anew from all events");
    world.settle().await?;
    let nats = Secret::new(world.suite.ground.servers.nats.url());
    let context = platform::bus::jetstream(&platform::bus::connect(&nats, "bench").await?);
    let mut events = 0;
    for source in ["crm", "projects", "billing", "expenses"] {
        events += platform::bus::ensure_stream(&context, source, 1).await?.info().await?.state.messages;
    }
    let floor = floor(&world, &context).await?;
    world.suite.stop_service("reporting").await;
    let server = admin(&world.suite, "postgres", 1).await?;
    server.execute(AssertSqlSafe("drop database reporting with (force)".to_owned())).await?;
    let access = platform::db::provision(world.suite.ground.servers.postgres.admin_url(), "reporting").await?;
    platform::db::migrate(&access.owner, reporting_migrations()?).await?;
    world.suite.ground.access.insert("reporting", access);
    let started = Instant::now();
    world.suite.start_service("reporting").await?;
    let pool = admin(&world.suite, "reporting", 1).await?;
    loop {
        let known: i64 = sqlx::query_scalar("select count(*) from events").fetch_one(&pool).await?;
        if u64::try_from(known)? >= events {
            break;
        }
        anyhow::ensure!(started.elapsed() < Duration::from_mins(10), "{known} of {events} events after 10 minutes");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let ours = events as f64 / started.elapsed().as_secs_f64();
    println!(
        "    {events} events   {ours:7.0} events/s   floor {floor:7.0} events/s   {:3.0} % of the floor\n",
        100.0 * ours / floor
    );
    pool.close().await;
    world.suite.stop().await;
    Ok(())
}

fn reporting_migrations() -> Result<&'static sqlx::migrate::Migrator> {
    Ok(gerinc::suite::service("reporting").context("there is no reporting")?.migrator())
}

/// Reads every message in batches of 256, writes one row each, commits, acknowledges.
#[expect(clippy::cast_precision_loss, reason = "counts are small")]
async fn floor(world: &World, context: &async_nats::jetstream::Context) -> Result<f64> {
    let pool = admin(&world.suite, "postgres", 1).await?;
    sqlx::query("create table if not exists bare_events (id text primary key, payload text not null)")
        .execute(&pool)
        .await?;
    let (started, mut count) = (Instant::now(), 0_usize);
    for source in ["crm", "projects", "billing", "expenses"] {
        let mut stream = platform::bus::ensure_stream(context, source, 1).await?;
        let mut left = stream.info().await?.state.messages;
        let consumer = platform::bus::ensure_consumer(&stream, "bench-rebuild", None).await?;
        let mut chunks = consumer.messages().await?.ready_chunks(256);
        while left > 0 {
            let Some(chunk) = chunks.next().await else { break };
            let (mut ids, mut payloads, mut messages) = (Vec::new(), Vec::new(), Vec::new());
            for message in chunk {
                let message = message?;
                ids.push(format!("{source} {}", message.info().map_err(anyhow::Error::from_boxed)?.stream_sequence));
                payloads.push(String::from_utf8_lossy(&message.payload).into_owned());
                messages.push(message);
            }
            sqlx::query("insert into bare_events select * from unnest($1::text[], $2::text[]) on conflict do nothing")
                .bind(&ids)
                .bind(&payloads)
                .execute(&pool)
                .await?;
            for message in &messages {
                message.ack().await.map_err(anyhow::Error::from_boxed)?;
            }
            left = left.saturating_sub(messages.len() as u64);
            count += messages.len();
        }
    }
    pool.close().await;
    Ok(count as f64 / started.elapsed().as_secs_f64())
}
