//! (f) The forecast over 100,000 open deals, beside the same SQL by a bare client.

use std::time::{Duration, Instant};

use anyhow::Result;
use sqlx::PgPool;
use uuid::Uuid;

use crate::measure::Sample;
use crate::setup::{World, admin, sign_up};

const DEALS: i32 = 100_000;
const ROUNDS: usize = 100;

/// Measures it.
pub async fn run(world: &World) -> Result<()> {
    println!("(f) forecast through gateway and service, beside the same SQL by a bare client");
    forecast(world).await?;
    println!();
    Ok(())
}

/// Deals of 20 owners in 5 stages over 18 months, in two currencies, some of them judged: written as the projection would.
/// Every owner has deals on every day, so that the month that has begun has them too, however little of it is left.
async fn fill_deals(reporting: &PgPool, org: Uuid) -> Result<()> {
    sqlx::query(
        "insert into deal_versions (org_id, deal_id, seq, event_id, from_at, status, pipeline_id, stage_id, owner_id, currency,
                                    value, expected_close_on, category, judged_odds, applied_at)
         select $1, gen_random_uuid(), 1, gen_random_uuid(), now(), 'open', md5('pipeline')::uuid,
                md5('stage ' || number % 5)::uuid, md5('owner ' || number / 540 % 20)::uuid,
                case when number % 10 = 0 then 'HUF' else 'EUR' end, 100 + number, current_date + number % 540,
                case when number % 7 = 0 then 'commit' else '' end, case when number % 11 = 0 then 60 end, now()
           from generate_series(1, $2) number",
    )
    .bind(org)
    .bind(DEALS)
    .execute(reporting)
    .await?;
    sqlx::query(
        "insert into forecast_cells
         select org_id, date_trunc('month', expected_close_on::timestamp)::date, owner_id, pipeline_id, stage_id, category, currency,
                count(*), sum(value), count(judged_odds), coalesce(sum(value) filter (where judged_odds is not null), 0),
                coalesce(sum(value * judged_odds * 0.01), 0)
           from deal_versions where org_id = $1 group by 1, 2, 3, 4, 5, 6, 7",
    )
    .bind(org)
    .execute(reporting)
    .await?;
    sqlx::query(
        "insert into stage_odds select $1, md5('stage ' || number)::uuid, now(), gen_random_uuid(), 15 + number * 15, true
           from generate_series(0, 4) number",
    )
    .bind(org)
    .execute(reporting)
    .await?;
    sqlx::query(
        "insert into stage_outcomes
         select $1, gen_random_uuid(), md5('stage ' || number % 5)::uuid, number % 3 = 0, current_date - number % 700
           from generate_series(1, 20000) number",
    )
    .bind(org)
    .execute(reporting)
    .await?;
    sqlx::query(
        "insert into exchange_rates values ($1, gen_random_uuid(), 1, 'HUF', 'EUR', current_date - 1, 0.0025, now())",
    )
    .bind(org)
    .execute(reporting)
    .await?;
    sqlx::query("vacuum analyze").execute(reporting).await?;
    Ok(())
}

async fn forecast(world: &World) -> Result<()> {
    let api = sign_up(&world.suite.url()).await?;
    let reporting = admin(&world.suite, "reporting", 1).await?;
    fill_deals(&reporting, api.org_id).await?;
    let (mut ours, mut cells, mut deals) = (Sample::default(), Sample::default(), Sample::default());
    for _ in 0..ROUNDS {
        let started = Instant::now();
        let answer = api.get("reporting/v1/forecast?by=owner").await?;
        anyhow::ensure!(answer["items"].as_array().is_some_and(|rows| rows.len() == 20), "every owner has a row");
        ours.add(started.elapsed());
        cells.add(bare(&reporting, api.org_id, "forecast_cells_at($1, null, current_date)").await?);
        let from_deals = "(select date_trunc('month', expected_close_on::timestamp)::date as month, owner_id, stage_id, currency, value
                             from deal_versions where org_id = $1 and until_at is null and status = 'open'
                              and expected_close_on >= current_date)";
        deals.add(bare(&reporting, api.org_id, from_deals).await?);
    }
    report("forecast over 100,000 deals, by owner", &ours, &cells);
    report("the same, beside a sum over the deals", &ours, &deals);
    Ok(())
}

/// The sums of the forecast over some rows, by a bare client.
async fn bare(reporting: &PgPool, org: Uuid, rows: &'static str) -> Result<Duration> {
    let statement = format!(
        "select owner_id, month, round(sum(value * rate), 2), round(sum(value * rate * odds_percent * 0.01), 2)
           from {rows} c
           join stage_odds o on o.org_id = $1 and o.stage_id = c.stage_id
           join (values ('EUR', 1.0), ('HUF', 0.0025)) as r (currency, rate) on r.currency = c.currency
          where month < date_trunc('month', current_date::timestamp) + interval '6 months'
          group by 1, 2 order by 1, 2"
    );
    let started = Instant::now();
    let found = sqlx::query(sqlx::AssertSqlSafe(statement)).bind(org).fetch_all(reporting).await?;
    anyhow::ensure!(found.len() == 120, "20 owners in 6 months, not {}", found.len());
    Ok(started.elapsed())
}

fn report(what: &str, ours: &Sample, floor: &Sample) {
    println!(
        "    {what:<56} p50 {:6.2} ms   p95 {:6.2} ms   floor p50 {:6.2} ms   {:.1} times",
        ours.quantile(0.5),
        ours.quantile(0.95),
        floor.quantile(0.5),
        ours.quantile(0.5) / floor.quantile(0.5),
    );
}
