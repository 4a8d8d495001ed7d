//! (f) The forecast over 100,000 open deals, and search among 100,000 accounts, beside the same SQL by a bare client.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use sqlx::PgPool;
use uuid::Uuid;

use crate::measure::Sample;
use crate::setup::{World, admin, sign_up};

const DEALS: i32 = 100_000;
const ACCOUNTS: i32 = 100_000;
const NOTES: i32 = 30_000;
const ROUNDS: usize = 100;

/// Measures both.
pub async fn run(world: &World) -> Result<()> {
    println!("(f) forecast and search through gateway and service, beside the same SQL by a bare client");
    forecast(world).await?;
    search(world).await?;
    println!();
    Ok(())
}

/// Deals of 20 owners in 5 stages over 18 months, in two currencies, some of them judged: written as the projection would.
async fn fill_deals(reporting: &PgPool, org: Uuid) -> Result<()> {
    sqlx::query(
        "insert into deal_versions (org_id, deal_id, seq, event_id, from_at, status, pipeline_id, stage_id, owner_id, currency,
                                    value, expected_close_on, category, judged_odds, applied_at)
         select $1, gen_random_uuid(), 1, gen_random_uuid(), now(), 'open', md5('pipeline')::uuid,
                md5('stage ' || number % 5)::uuid, md5('owner ' || number % 20)::uuid,
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

/// Accounts with names of three words, and notes of some twenty.
async fn fill_accounts(crm: &PgPool, org: Uuid) -> Result<()> {
    sqlx::query(
        "insert into accounts (org_id, account_id, version, name, sort_name, created_at, updated_at)
         select $1, gen_random_uuid(), 1, name, lower(name), now(), now()
           from (select initcap(left(md5('a' || number), 3 + number % 5)) || ' '
                        || (array['Consulting', 'Média', 'Software', 'Építő', 'Logistics', 'Energy', 'Design', 'Partners'])[1 + number % 8]
                        || ' ' || left(md5('b' || number), 5) || ' ' || number as name
                   from generate_series(1, $2) number) named",
    )
    .bind(org)
    .bind(ACCOUNTS)
    .execute(crm)
    .await?;
    sqlx::query(
        "insert into accounts (org_id, account_id, version, name, sort_name, created_at, updated_at)
         values ($1, gen_random_uuid(), 1, 'Árvíztűrő Tükörfúró Zrt', 'árvíztűrő', now(), now())",
    )
    .bind(org)
    .execute(crm)
    .await?;
    sqlx::query(
        "insert into activities (org_id, activity_id, version, kind, content, about, happened_at, mentions, created_at, updated_at)
         select $1, gen_random_uuid(), 1, 'note',
                jsonb_build_object('kind', 'note', 'text', 'We talked about the offer ' || md5('n' || number) || ' and about topic'
                  || number % 2000 || ' once more; they want to decide before summer and asked for references'),
                '[]', now(), '{}', now(), now()
           from generate_series(1, $2) number",
    )
    .bind(org)
    .bind(NOTES)
    .execute(crm)
    .await?;
    sqlx::query("vacuum analyze").execute(crm).await?;
    Ok(())
}

async fn search(world: &World) -> Result<()> {
    let api = sign_up(&world.suite.url()).await?;
    let crm = admin(&world.suite, "crm", 1).await?;
    fill_accounts(&crm, api.org_id).await?;
    for (what, query) in [
        ("a name begins with it", "arviz"),
        ("a part of names", "onsult"),
        ("several parts", "edia%20ab"),
        ("a word of notes", "topic77"),
        ("a name spelt nearly so", "tukorfuros"),
        ("nothing", "qqqqzzzz"),
    ] {
        let (mut ours, mut floor) = (Sample::default(), Sample::default());
        for _ in 0..ROUNDS {
            let started = Instant::now();
            api.get(&format!("crm/v1/search?q={query}")).await?;
            ours.add(started.elapsed());
            floor.add(bare_search(&crm, api.org_id, &query.replace("%20", " ")).await?);
        }
        report(&format!("search of 100,000 accounts: {what}"), &ours, &floor);
    }
    Ok(())
}

async fn bare_search(crm: &PgPool, org: Uuid, query: &str) -> Result<Duration> {
    let started = Instant::now();
    let mut tx = crm.begin().await.context("a transaction")?;
    sqlx::query("select set_config('app.org_id', $1::text, true)").bind(org.to_string()).execute(&mut *tx).await?;
    sqlx::query("select * from find_documents(array['account', 'contact', 'deal', 'lead', 'activity'], $1, 8)")
        .bind(query)
        .fetch_all(&mut *tx)
        .await?;
    tx.commit().await?;
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
