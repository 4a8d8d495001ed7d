//! (b) Writes a second of one service, beside the same SQL by a bare client.

use anyhow::Result;
use kernel::{AccountId, EventId};
use platform::config::Secret;
use serde_json::json;
use sqlx::postgres::{PgPool, PgPoolOptions};
use sqlx::{AssertSqlSafe, Executor};
use uuid::Uuid;

use crate::measure::load;
use crate::setup::World;

/// Measures with 1, 8 and 32 clients. The other services are stopped, so that their reactions do not share the machine.
pub async fn run(world: &mut World, seconds: u64) -> Result<()> {
    println!("(b) accounts recorded a second by crm alone (no gateway), beside the same SQL by a bare client");
    let others = ["projects", "billing", "expenses", "reporting"];
    for name in others {
        world.suite.stop_service(name).await;
    }
    measure(world, seconds).await?;
    for name in others {
        world.suite.start_service(name).await?;
    }
    println!();
    Ok(())
}

async fn measure(world: &World, seconds: u64) -> Result<()> {
    let address = world.suite.services.get("crm").map(platform::Running::address);
    let url = format!("http://{}/v1/accounts", address.ok_or_else(|| anyhow::anyhow!("crm does not run"))?);
    let token = world.owner.access_token().await;
    let access = world.suite.ground.access.get("crm").ok_or_else(|| anyhow::anyhow!("crm has no database"))?;
    for clients in [1, 8, 32] {
        let pool = bare_pool(&access.app, clients).await?;
        let org = world.owner.org_id;
        let floor = load(clients, seconds / 2, move |number| bare_write(pool.clone(), org, number)).await;
        let http = reqwest::Client::builder().tcp_nodelay(true).build()?;
        let (url, token) = (url.clone(), token.clone());
        let ours = load(clients, seconds / 2, move |number| {
            let request = http.post(&url).bearer_auth(&token).json(&json!({ "name": format!("Client {number}") }));
            async move {
                request.send().await?.error_for_status()?.bytes().await?;
                Ok(())
            }
        })
        .await;
        println!(
            "    {clients:>2} clients   {:7.0} /s   floor {:7.0} /s   {:3.0} % of the floor   p99 {:6.2} ms   failed {}",
            ours.per_second,
            floor.per_second,
            100.0 * ours.per_second / floor.per_second,
            ours.times.quantile(0.99),
            ours.failed,
        );
    }
    Ok(())
}

async fn bare_pool(url: &Secret, clients: usize) -> Result<PgPool> {
    let clients = u32::try_from(clients)?;
    Ok(PgPoolOptions::new()
        .max_connections(clients)
        .min_connections(clients)
        .test_before_acquire(false)
        .connect(url.expose())
        .await?)
}

/// The statements of recording an account: open for the organisation, its custom fields, the row, what may be the same, journal
/// and outbox, commit.
async fn bare_write(pool: PgPool, org: Uuid, number: usize) -> Result<()> {
    let (account, event) = (AccountId::new().as_uuid(), EventId::new().as_uuid());
    let begin = format!("begin; select set_config('app.org_id', '{org}', true)");
    let mut tx = pool.begin_with(AssertSqlSafe(begin)).await?;
    let name = format!("Client {number}");
    let fields =
        "select field_id, version, record, name, kind, choices, required, position, archived_at from custom_fields
                   where org_id = $1 and record = 'account' order by position";
    tx.fetch_all(sqlx::query(fields).bind(org)).await?;
    tx.execute(
        sqlx::query(
            "insert into accounts (org_id, account_id, name, sort_name, version, created_at, updated_at)
             values ($1, $2, $3, lower($3), 1, now(), now())",
        )
        .bind(org)
        .bind(account)
        .bind(&name),
    )
    .await?;
    tx.fetch_all(sqlx::query(AssertSqlSafe(same())).bind(org).bind(&name).bind(account)).await?;
    tx.execute(
        sqlx::query(
            "with written as (
               insert into journal (org_id, event_id, aggregate_type, aggregate_id, aggregate_seq, type, schema_version,
                                    occurred_at, actor, correlation_id, payload)
               values ($1, $2, 'account', $3, 1, 'crm.account.created.v1', 1, now(), 'system:bench', $2, $4)
             )
             insert into outbox (org_id, event_id, aggregate_id, aggregate_seq) values ($1, $2, $3, 1)",
        )
        .bind(org)
        .bind(event)
        .bind(account)
        .bind(json!({ "account": { "account_id": account, "name": name, "parent_id": null, "industry": null, "country": null,
            "tax_number": null, "website": null, "employees": null, "annual_revenue": null, "founded_year": null,
            "owner_id": null } })),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// Accounts that may be the same as one with this name.
fn same() -> String {
    let by = |key: &str| {
        format!(
            "select account_id, name, country, website, merged_into from accounts
              where org_id = $1 and {key} = (select {key} from sought)"
        )
    };
    let found = ["company_key", "domain_key", "tax_key"].map(by).join(" union ");
    format!(
        "with sought as (select company_key($2) as company_key, domain_key(null) as domain_key, tax_key(null) as tax_key)
         select account_id, name, country, website from ({found}) found
          where account_id <> $3 and merged_into is null order by account_id limit 20"
    )
}
