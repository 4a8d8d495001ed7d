//! (g) Search among many accounts, their people and what was noted about them, beside the same SQL by a bare client; and taking
//! the whole list out as a file.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use gerinc::api::Api;
use sqlx::PgPool;
use uuid::Uuid;

use crate::measure::Sample;
use crate::setup::{World, admin, sign_up};

/// Rows that are written by one statement.
const CHUNK: i32 = 20_000;
/// What a search may take, in milliseconds.
const WANTED: f64 = 50.0;

/// How much there is, and how often it is asked.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Accounts; as many contacts go with them, and a third as many notes.
    pub accounts: i32,
    /// Searches of each kind.
    pub rounds: usize,
}

/// Measures both.
pub async fn run(world: &World, size: Size) -> Result<()> {
    println!(
        "(g) search among {} accounts through gateway and service, beside the same SQL by a bare client",
        size.accounts
    );
    let api = sign_up(&world.suite.url()).await?;
    let crm = admin(&world.suite, "crm", 1).await?;
    fill(&crm, api.org_id, size.accounts).await?;
    search(&api, &crm, size.rounds).await?;
    for ending in ["csv", "xlsx"] {
        export(&world.suite.url(), &api, ending, size.accounts).await?;
    }
    println!();
    Ok(())
}

/// Accounts with names of four words, a contact for each, and notes of some twenty words: written past the service, found by
/// its own triggers.
async fn fill(crm: &PgPool, org: Uuid, accounts: i32) -> Result<()> {
    let mut first = 1;
    while first <= accounts {
        let last = accounts.min(first + CHUNK - 1);
        for statement in [
            "insert into accounts (org_id, account_id, version, name, sort_name, created_at, updated_at)
             select $1, md5('account ' || number)::uuid, 1, name, lower(name), now(), now()
               from (select number, initcap(left(md5('a' || number), 3 + number % 5)) || ' '
                            || (array['Consulting', 'Média', 'Software', 'Építő', 'Logistics', 'Energy', 'Design', 'Partners'])[1 + number % 8]
                            || ' ' || left(md5('b' || number), 5) || ' ' || number as name
                       from generate_series($2, $3) number) named",
            "insert into contacts (org_id, contact_id, version, account_id, name, sort_name, email, created_at, updated_at)
             select $1, md5('contact ' || number)::uuid, 1, md5('account ' || number)::uuid, name, lower(name),
                    'p' || number || '@' || left(md5('d' || number), 8) || '.example', now(), now()
               from (select number, (array['Kovács', 'Szabó', 'Tóth', 'Varga', 'Horváth', 'Nagy', 'Kiss', 'Molnár'])[1 + number % 8]
                            || ' ' || initcap(left(md5('c' || number), 4 + number % 5)) as name
                       from generate_series($2, $3) number) named",
            "insert into activities (org_id, activity_id, version, kind, content, about, happened_at, mentions, created_at,
                                     updated_at)
             select $1, md5('note ' || number)::uuid, 1, 'note',
                    jsonb_build_object('kind', 'note', 'text', 'We talked about the offer ' || md5('n' || number)
                      || ' and about topic' || number % 2000 || ' once more; they want to decide before summer and asked for references'),
                    jsonb_build_array(jsonb_build_object('account_id', md5('account ' || number)::uuid)), now(), '{}', now(), now()
               from generate_series($2, $3, 3) number",
        ] {
            sqlx::query(statement).bind(org).bind(first).bind(last).execute(crm).await?;
        }
        first = last + 1;
    }
    sqlx::query(
        "insert into accounts (org_id, account_id, version, name, sort_name, created_at, updated_at)
         values ($1, gen_random_uuid(), 1, 'Árvíztűrő Tükörfúró Zrt', 'árvíztűrő', now(), now())",
    )
    .bind(org)
    .execute(crm)
    .await?;
    sqlx::query("vacuum analyze").execute(crm).await?;
    Ok(())
}

async fn search(api: &Api, crm: &PgPool, rounds: usize) -> Result<()> {
    // What is looked for, and whether the account that is named first must be found by it.
    for (what, query, named) in [
        ("exact: a whole name", "Árvíztűrő Tükörfúró Zrt", true),
        ("prefix: a name begins with it", "Árvíz", true),
        ("prefix: a later word does", "Tükörf", true),
        ("accent-less, in another case", "ARVIZTURO tukorfuro", true),
        ("misspelt: two letters changed places", "tukrofuro", true),
        ("misspelt, with accents", "árvisztűrő", true),
        ("a part of very many names", "onsult", false),
        ("several parts", "edia ab", false),
        ("a person by first letters", "horvath a", false),
        ("a word of notes", "topic77", false),
        ("a word of all notes", "references", false),
        ("one letter", "a", false),
        ("two letters", "ko", false),
        ("nothing", "qqqqzzzz", false),
    ] {
        let (mut ours, mut floor) = (Sample::default(), Sample::default());
        let path = format!("crm/v1/search?{}", encoded(query));
        for _ in 0..rounds {
            let started = Instant::now();
            let answer = api.get(&path).await?;
            ours.add(started.elapsed());
            let first = answer["items"][0]["title"].as_str().unwrap_or_default();
            anyhow::ensure!(!named || first.starts_with("Árvíztűrő"), "{query} finds {first}");
            floor.add(bare(crm, api.org_id, query).await?);
        }
        let verdict = if ours.quantile(0.99) < WANTED { "" } else { "   TOO SLOW" };
        println!(
            "    {what:<40} p50 {:6.2} ms   p99 {:6.2} ms   floor p50 {:6.2} ms   p99 {:6.2} ms{verdict}",
            ours.quantile(0.5),
            ours.quantile(0.99),
            floor.quantile(0.5),
            floor.quantile(0.99),
        );
    }
    Ok(())
}

fn encoded(query: &str) -> String {
    reqwest::Url::parse_with_params("http://bench", [("q", query)])
        .ok()
        .and_then(|url| url.query().map(str::to_owned))
        .unwrap_or_default()
}

/// The same SQL without a gateway, a service, or anything that is shown of what was found.
async fn bare(crm: &PgPool, org: Uuid, query: &str) -> Result<Duration> {
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

/// The whole list as a file: how long until it begins and ends, and how much more memory the suite has then.
#[expect(clippy::cast_precision_loss, reason = "sizes of files")]
async fn export(base: &str, api: &Api, ending: &str, accounts: i32) -> Result<()> {
    let before = resident();
    let url = format!("{base}/api/crm/v1/exports/accounts.{ending}");
    let http = reqwest::Client::new();
    let started = Instant::now();
    let mut answer =
        http.get(url).header("authorization", format!("Bearer {}", api.access_token().await)).send().await?;
    anyhow::ensure!(answer.status() == 200, "the export answers {}", answer.status());
    let begun = started.elapsed();
    let mut bytes = 0_usize;
    while let Some(piece) = answer.chunk().await? {
        bytes += piece.len();
    }
    println!(
        "    {accounts} accounts as {ending:<4} begins after {:.2} s, whole after {:.2} s, {:.1} MB; {:+.0} MB of memory",
        begun.as_secs_f64(),
        started.elapsed().as_secs_f64(),
        bytes as f64 / 1e6,
        resident() - before,
    );
    Ok(())
}

/// Memory of this process, which the suite is part of, in MB; 0 where it cannot be told.
fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1024.0
}
