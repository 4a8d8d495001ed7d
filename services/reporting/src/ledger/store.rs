//! What the ledger remembers: events, postings, stances and balances. Everything is written in bulk.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use contracts::Envelope;
use kernel::Decimal;
use platform::{Db, Problem, Result};
use serde_json::Value;
use uuid::Uuid;

use super::fold::{BalanceKey, Posting, Shown};

/// What the ledger shows for these aggregates; nothing for those it has not met.
pub async fn shown(db: &mut Db, aggregates: &[Uuid]) -> Result<BTreeMap<Uuid, Shown>> {
    if aggregates.is_empty() {
        return Ok(BTreeMap::new());
    }
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        "select aggregate_id, aggregate_type, aggregate_seq, entries from stances
          where org_id = $1 and aggregate_id = any($2)",
        org,
        aggregates
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            let entries = serde_json::from_value(row.entries).map_err(Problem::internal)?;
            let shown = Shown { aggregate_type: row.aggregate_type, aggregate_seq: row.aggregate_seq, entries };
            Ok((row.aggregate_id, shown))
        })
        .collect()
}

/// Keeps what the ledger shows for these aggregates now.
pub async fn save_shown(db: &mut Db, shown: &BTreeMap<Uuid, Shown>) -> Result<()> {
    if shown.is_empty() {
        return Ok(());
    }
    let org = db.org.as_uuid();
    let ids: Vec<Uuid> = shown.keys().copied().collect();
    let types: Vec<String> = shown.values().map(|shown| shown.aggregate_type.clone()).collect();
    let seqs: Vec<i64> = shown.values().map(|shown| shown.aggregate_seq).collect();
    let entries = shown.values().map(|shown| serde_json::to_value(&shown.entries));
    let entries: Vec<Value> = entries.collect::<Result<_, _>>().map_err(Problem::internal)?;
    sqlx::query!(
        "insert into stances (org_id, aggregate_id, aggregate_type, aggregate_seq, entries)
         select $1, new.* from unnest($2::uuid[], $3::text[], $4::bigint[], $5::jsonb[]) as new
         on conflict (org_id, aggregate_id) do update
           set aggregate_seq = excluded.aggregate_seq, entries = excluded.entries",
        org,
        &ids,
        &types,
        &seqs,
        &entries
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Keeps where postings come from, and the chain of cause and effect.
pub async fn insert_events(db: &mut Db, events: &[Envelope]) -> Result<()> {
    let org = db.org.as_uuid();
    let ids: Vec<Uuid> = events.iter().map(|event| event.id.as_uuid()).collect();
    let types: Vec<String> = events.iter().map(|event| event.event_type.clone()).collect();
    let aggregate_types: Vec<String> = events.iter().map(|event| event.aggregatetype.clone()).collect();
    let aggregates: Vec<Uuid> = events.iter().map(|event| event.subject).collect();
    let seqs: Vec<i64> = events.iter().map(|event| event.aggregateseq).collect();
    let actors: Vec<String> = events.iter().map(|event| event.actor.to_string()).collect();
    let times: Vec<DateTime<Utc>> = events.iter().map(|event| event.time).collect();
    let correlations: Vec<Uuid> = events.iter().map(|event| event.correlationid).collect();
    let causes: Vec<Option<Uuid>> = events.iter().map(|event| event.causationid.map(Uuid::from)).collect();
    sqlx::query!(
        "insert into events (org_id, event_id, type, aggregate_type, aggregate_id, aggregate_seq, actor, occurred_at,
                             correlation_id, causation_id)
         select $1, new.*
           from unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::bigint[], $7::text[], $8::timestamptz[],
                       $9::uuid[], $10::uuid[]) as new",
        org,
        &ids,
        &types,
        &aggregate_types,
        &aggregates,
        &seqs,
        &actors,
        &times,
        &correlations,
        &causes as &[Option<Uuid>]
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Writes postings; they are never changed again.
pub async fn insert_postings(db: &mut Db, postings: &[Posting]) -> Result<()> {
    if postings.is_empty() {
        return Ok(());
    }
    let org = db.org.as_uuid();
    let events: Vec<Uuid> = postings.iter().map(|posting| posting.event_id.as_uuid()).collect();
    let places: Vec<i32> = postings.iter().map(|posting| posting.place).collect();
    let accounts: Vec<String> = postings.iter().map(|posting| posting.account.as_str().to_owned()).collect();
    let amounts: Vec<Decimal> = postings.iter().map(|posting| posting.amount).collect();
    let currencies: Vec<String> = postings.iter().map(|posting| posting.currency.code().to_owned()).collect();
    let deals: Vec<i32> = postings.iter().map(|posting| posting.deals).collect();
    let days: Vec<NaiveDate> = postings.iter().map(|posting| posting.effective_on).collect();
    let times: Vec<DateTime<Utc>> = postings.iter().map(|posting| posting.recorded_at).collect();
    let texts: Vec<String> = postings.iter().map(|posting| posting.description.clone()).collect();
    let ids = |of: fn(&Posting) -> Option<Uuid>| -> Vec<Option<Uuid>> { postings.iter().map(of).collect() };
    sqlx::query!(
        "insert into postings (org_id, event_id, place, account, amount, currency, deals, effective_on, recorded_at,
                               description, project_id, account_id, deal_id, person_id, cost_center_id, stage_id)
         select $1, new.*
           from unnest($2::uuid[], $3::integer[], $4::text[], $5::numeric[], $6::text[], $7::integer[], $8::date[],
                       $9::timestamptz[], $10::text[], $11::uuid[], $12::uuid[], $13::uuid[], $14::uuid[], $15::uuid[],
                       $16::uuid[]) as new",
        org,
        &events,
        &places,
        &accounts,
        &amounts,
        &currencies,
        &deals,
        &days,
        &times,
        &texts,
        &ids(|posting| posting.dimensions.project_id.map(Uuid::from)) as &[Option<Uuid>],
        &ids(|posting| posting.dimensions.account_id.map(Uuid::from)) as &[Option<Uuid>],
        &ids(|posting| posting.dimensions.deal_id.map(Uuid::from)) as &[Option<Uuid>],
        &ids(|posting| posting.dimensions.person_id.map(Uuid::from)) as &[Option<Uuid>],
        &ids(|posting| posting.dimensions.cost_center_id.map(Uuid::from)) as &[Option<Uuid>],
        &ids(|posting| posting.dimensions.stage_id.map(Uuid::from)) as &[Option<Uuid>]
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Brings the balances up to the postings. Rows are locked in the order of their keys, so that the consumers of two
/// sources cannot lock each other out.
pub async fn add_to_balances(db: &mut Db, changes: &BTreeMap<BalanceKey, (Decimal, i64)>) -> Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let org = db.org.as_uuid();
    let accounts: Vec<String> = changes.keys().map(|(account, ..)| account.as_str().to_owned()).collect();
    let currencies: Vec<String> = changes.keys().map(|(_, currency, _)| currency.code().to_owned()).collect();
    let ids = |of: fn(&[Uuid; 5]) -> Uuid| -> Vec<Uuid> { changes.keys().map(|(.., ids)| of(ids)).collect() };
    let amounts: Vec<Decimal> = changes.values().map(|(amount, _)| *amount).collect();
    let deals: Vec<i64> = changes.values().map(|(_, deals)| *deals).collect();
    sqlx::query!(
        "insert into balances as kept (org_id, account, currency, project_id, account_id, deal_id, cost_center_id,
                                       stage_id, amount, deals)
         select $1, new.*
           from unnest($2::text[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[],
                       $9::numeric[], $10::bigint[]) as new
         on conflict (org_id, account, currency, project_id, account_id, deal_id, cost_center_id, stage_id) do update
           set amount = kept.amount + excluded.amount, deals = kept.deals + excluded.deals",
        org,
        &accounts,
        &currencies,
        &ids(|[project, ..]| *project),
        &ids(|[_, account, ..]| *account),
        &ids(|[_, _, deal, ..]| *deal),
        &ids(|[_, _, _, cost_center, _]| *cost_center),
        &ids(|[.., stage]| *stage),
        &amounts,
        &deals
    )
    .execute(db.conn())
    .await?;
    Ok(())
}
