//! (e) Lists over many rows, beside the same rows by a bare client.

use std::time::Instant;

use anyhow::Result;
use futures::StreamExt;
use serde_json::json;

use crate::flow::until_known;
use crate::measure::Sample;
use crate::setup::{World, admin, sign_up};

const DEALS: usize = 10_000;
const INVOICES: usize = 10_200;

/// Measures 80 of 10,000 deals, plain and by a custom field, and aged receivables over 10,200 invoices.
pub async fn run(world: &World) -> Result<()> {
    println!("(e) lists through gateway and service, beside their query by a bare client");
    let api = sign_up(&world.suite.url()).await?;
    let account = api.post("crm/v1/accounts", &json!({ "name": "Client" })).await?;
    let body = json!({ "name": "Deal", "account_id": account["account_id"], "value": { "amount": "1000", "currency": "EUR" } });
    let made = futures::stream::iter(0..DEALS).map(|_| api.post("crm/v1/deals", &body)).buffer_unordered(16);
    for deal in made.collect::<Vec<_>>().await {
        deal?;
    }
    world.settle().await?;
    let crm = admin(&world.suite, "crm", 1).await?;
    sqlx::query("analyze").execute(&crm).await?;
    let mut ours = Sample::default();
    let mut floor = Sample::default();
    for _ in 0..300 {
        let started = Instant::now();
        api.get("crm/v1/deals?status=open&limit=80").await?;
        ours.add(started.elapsed());
        let started = Instant::now();
        let rows = sqlx::query(
            "select deal_id, name, account_id, stage_id, status, owner_id, value, currency, opened_on, expected_close_on,
                    closed_on, win_no, external_ref, version
               from deals where org_id = $1 and status = 'open' order by opened_on desc, deal_id desc limit 81",
        )
        .bind(api.org_id)
        .fetch_all(&crm)
        .await?;
        anyhow::ensure!(rows.len() == 81, "the list is full");
        floor.add(started.elapsed());
    }
    report("80 of 10,000 deals", &ours, &floor);
    by_custom_field(world).await?;
    receivables(world, &api, &account["account_id"]).await?;
    println!();
    Ok(())
}

/// A pipeline of 10,000 deals, filtered and sorted by a custom field.
async fn by_custom_field(world: &World) -> Result<()> {
    let api = sign_up(&world.suite.url()).await?;
    let field = json!({ "record": "deal", "name": "Seats", "kind": "number" });
    let field = api.post("crm/v1/custom-fields", &field).await?;
    let field = field["field_id"].as_str().unwrap_or_default().to_owned();
    let stages = json!([{ "name": "Due", "odds_percent": 60 }, { "name": "Agreed", "odds_percent": 90 }]);
    let pipeline = api.post("crm/v1/pipelines", &json!({ "name": "Renewals", "stages": stages })).await?;
    let pipeline = pipeline["pipeline_id"].as_str().unwrap_or_default().to_owned();
    let made = futures::stream::iter(0..DEALS).map(|number| {
        let custom = json!({ &field: (number % 500).to_string() });
        let body = json!({ "name": "Deal", "pipeline_id": pipeline, "custom": custom });
        let api = &api;
        async move { api.post("crm/v1/deals", &body).await }
    });
    for deal in made.buffer_unordered(16).collect::<Vec<_>>().await {
        deal?;
    }
    let crm = admin(&world.suite, "crm", 1).await?;
    sqlx::query("analyze").execute(&crm).await?;
    // {"<field>":{"least":"100","most":"300"}}
    let custom = format!("%7B%22{field}%22%3A%7B%22least%22%3A%22100%22%2C%22most%22%3A%22300%22%7D%7D");
    let list = format!("crm/v1/deals?pipeline_id={pipeline}&custom={custom}&sort=-custom&sort_field={field}&limit=80");
    let pipeline: uuid::Uuid = pipeline.parse()?;
    let (mut ours, mut floor) = (Sample::default(), Sample::default());
    for _ in 0..200 {
        let started = Instant::now();
        let page = api.get(&list).await?;
        anyhow::ensure!(page["items"].as_array().is_some_and(|items| items.len() == 80), "the list is full");
        ours.add(started.elapsed());
        let started = Instant::now();
        let rows = sqlx::query(
            "select deal_id, name, account_id, stage_id, status, owner_id, value, currency, opened_on, expected_close_on,
                    closed_on, win_no, external_ref, version
               from deals
              where org_id = $1 and pipeline_id = $2 and (custom ->> $3)::numeric between 100 and 300
              order by (custom ->> $3)::numeric desc, deal_id desc limit 81",
        )
        .bind(api.org_id)
        .bind(pipeline)
        .bind(&field)
        .fetch_all(&crm)
        .await?;
        anyhow::ensure!(rows.len() == 81, "the list is full");
        floor.add(started.elapsed());
    }
    report("80 of a pipeline of 10,000 by a custom field", &ours, &floor);
    Ok(())
}

async fn receivables(world: &World, api: &gerinc::api::Api, account: &serde_json::Value) -> Result<()> {
    let account: kernel::AccountId = account.as_str().unwrap_or_default().parse()?;
    let customer = contracts::billing::customer_of(account);
    let draft = json!({ "customer_id": customer, "lines": [{ "description": "Work", "quantity": "1",
        "unit_price": { "amount": "100", "currency": "EUR" }, "vat_rate": "27" }] });
    let known = format!("billing/v1/customers/{customer}");
    until_known(|| api.get(&known)).await?;
    let made = futures::stream::iter(0..INVOICES).map(|_| async {
        let invoice = api.post("billing/v1/invoices", &draft).await?;
        let path = format!("billing/v1/invoices/{}/issue", invoice["invoice_id"].as_str().unwrap_or_default());
        api.post(&path, &json!({})).await
    });
    for invoice in made.buffer_unordered(16).collect::<Vec<_>>().await {
        invoice?;
    }
    world.settle().await?;
    let billing = admin(&world.suite, "billing", 1).await?;
    sqlx::query("vacuum analyze").execute(&billing).await?;
    let (mut ours, mut floor) = (Sample::default(), Sample::default());
    for _ in 0..200 {
        let started = Instant::now();
        api.get("billing/v1/receivables").await?;
        ours.add(started.elapsed());
        let started = Instant::now();
        sqlx::query(
            "select customer_id, name, currency, not_due, first, second, third, rest
               from (select customer_id, currency,
                            sum(open_amount) filter (where due_on >= current_date) as not_due,
                            sum(open_amount) filter (where due_on between current_date - 30 and current_date - 1) as first,
                            sum(open_amount) filter (where due_on between current_date - 60 and current_date - 31) as second,
                            sum(open_amount) filter (where due_on between current_date - 90 and current_date - 61) as third,
                            sum(open_amount) filter (where due_on < current_date - 90) as rest
                       from invoices where org_id = $1 and status = 'issued' group by 1, 2) as open
               join customers using (customer_id)
              where customers.org_id = $1 order by name, customer_id, currency",
        )
            .bind(api.org_id)
            .fetch_all(&billing)
            .await?;
        floor.add(started.elapsed());
    }
    report("aged receivables, 10,200 open invoices", &ours, &floor);
    Ok(())
}

fn report(what: &str, ours: &Sample, floor: &Sample) {
    println!(
        "    {what:<40} p50 {:6.2} ms   p95 {:6.2} ms   floor p50 {:6.2} ms   {:.1} times",
        ours.quantile(0.5),
        ours.quantile(0.95),
        floor.quantile(0.5),
        ours.quantile(0.5) / floor.quantile(0.5),
    );
}
