//! Versions of deals, the cells they are summed in, and how deals of each stage ended. Everything is written in bulk.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Currency, Decimal, EventId};
use platform::{Db, Problem, Result};
use uuid::Uuid;

use crate::forecast::versions::{Fold, Version, status_from, status_text};

/// The last version of each of these deals.
pub async fn last(db: &mut Db, deals: &[Uuid]) -> Result<Vec<Version>> {
    if deals.is_empty() {
        return Ok(Vec::new());
    }
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        "select deal_id, seq, event_id, from_at, status, account_id, pipeline_id, stage_id, owner_id, currency, value,
                expected_close_on, closed_on, category, judged_odds
           from deal_versions where org_id = $1 and deal_id = any($2) and until_at is null",
        org,
        deals
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            let status = status_from(&row.status);
            Ok(Version {
                deal_id: row.deal_id,
                seq: row.seq,
                event_id: EventId::from_uuid(row.event_id),
                from_at: row.from_at,
                until_at: None,
                status: status.ok_or_else(|| Problem::internal("a version of an unknown status"))?,
                account_id: row.account_id,
                pipeline_id: row.pipeline_id,
                stage_id: row.stage_id,
                owner_id: row.owner_id,
                currency: Currency::from_code(&row.currency).map_err(Problem::internal)?,
                value: row.value,
                expected_close_on: row.expected_close_on,
                closed_on: row.closed_on,
                category: row.category,
                judged_odds: row.judged_odds,
            })
        })
        .collect()
}

/// Writes what a batch makes of the versions and their sums.
pub async fn save(db: &mut Db, fold: &Fold) -> Result<()> {
    if fold.versions().is_empty() {
        return Ok(());
    }
    insert(db, fold).await?;
    add_to_cells(db, fold).await?;
    save_outcomes(db, fold).await
}

/// Ends the versions that were the last ones, and writes the new ones.
async fn insert(db: &mut Db, fold: &Fold) -> Result<()> {
    let (org, now, versions) = (db.org.as_uuid(), db.now, fold.versions());
    let ended: Vec<Uuid> = fold.ended().keys().copied().collect();
    let ends: Vec<DateTime<Utc>> = fold.ended().values().copied().collect();
    if !ended.is_empty() {
        sqlx::query!(
            "update deal_versions v set until_at = ended.at
               from unnest($2::uuid[], $3::timestamptz[]) as ended (deal_id, at)
              where v.org_id = $1 and v.deal_id = ended.deal_id and v.until_at is null",
            org,
            &ended,
            &ends
        )
        .execute(db.conn())
        .await?;
    }
    let deals: Vec<Uuid> = versions.iter().map(|one| one.deal_id).collect();
    let seqs: Vec<i64> = versions.iter().map(|one| one.seq).collect();
    let events: Vec<Uuid> = versions.iter().map(|one| one.event_id.as_uuid()).collect();
    let begins: Vec<DateTime<Utc>> = versions.iter().map(|one| one.from_at).collect();
    let ends: Vec<Option<DateTime<Utc>>> = versions.iter().map(|one| one.until_at).collect();
    let statuses: Vec<String> = versions.iter().map(|one| status_text(one.status).to_owned()).collect();
    let accounts: Vec<Option<Uuid>> = versions.iter().map(|one| one.account_id).collect();
    let pipelines: Vec<Uuid> = versions.iter().map(|one| one.pipeline_id).collect();
    let stages: Vec<Uuid> = versions.iter().map(|one| one.stage_id).collect();
    let owners: Vec<Uuid> = versions.iter().map(|one| one.owner_id).collect();
    let currencies: Vec<String> = versions.iter().map(|one| one.currency.code().to_owned()).collect();
    let values: Vec<Decimal> = versions.iter().map(|one| one.value).collect();
    let expected: Vec<Option<NaiveDate>> = versions.iter().map(|one| one.expected_close_on).collect();
    let closed: Vec<Option<NaiveDate>> = versions.iter().map(|one| one.closed_on).collect();
    let categories: Vec<String> = versions.iter().map(|one| one.category.clone()).collect();
    let judged: Vec<Option<i16>> = versions.iter().map(|one| one.judged_odds).collect();
    sqlx::query!(
        "insert into deal_versions (org_id, deal_id, seq, event_id, from_at, until_at, status, account_id, pipeline_id,
                                    stage_id, owner_id, currency, value, expected_close_on, closed_on, category,
                                    judged_odds, applied_at)
         select $1, new.*, $18
           from unnest($2::uuid[], $3::bigint[], $4::uuid[], $5::timestamptz[], $6::timestamptz[], $7::text[],
                       $8::uuid[], $9::uuid[], $10::uuid[], $11::uuid[], $12::text[], $13::numeric[], $14::date[],
                       $15::date[], $16::text[], $17::smallint[]) as new",
        org,
        &deals,
        &seqs,
        &events,
        &begins,
        &ends as &[Option<DateTime<Utc>>],
        &statuses,
        &accounts as &[Option<Uuid>],
        &pipelines,
        &stages,
        &owners,
        &currencies,
        &values,
        &expected as &[Option<NaiveDate>],
        &closed as &[Option<NaiveDate>],
        &categories,
        &judged as &[Option<i16>],
        now
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Brings the cells up to the versions. Rows are locked in the order of their keys.
async fn add_to_cells(db: &mut Db, fold: &Fold) -> Result<()> {
    let (org, changes) = (db.org.as_uuid(), fold.changes());
    if changes.is_empty() {
        return Ok(());
    }
    let months: Vec<NaiveDate> = changes.iter().map(|(key, _)| key.month).collect();
    let owners: Vec<Uuid> = changes.iter().map(|(key, _)| key.owner_id).collect();
    let pipelines: Vec<Uuid> = changes.iter().map(|(key, _)| key.pipeline_id).collect();
    let stages: Vec<Uuid> = changes.iter().map(|(key, _)| key.stage_id).collect();
    let categories: Vec<String> = changes.iter().map(|(key, _)| key.category.clone()).collect();
    let currencies: Vec<String> = changes.iter().map(|(key, _)| key.currency.code().to_owned()).collect();
    let deals: Vec<i64> = changes.iter().map(|(_, change)| change.deals).collect();
    let values: Vec<Decimal> = changes.iter().map(|(_, change)| change.value).collect();
    let judged_deals: Vec<i64> = changes.iter().map(|(_, change)| change.judged_deals).collect();
    let judged_values: Vec<Decimal> = changes.iter().map(|(_, change)| change.judged_value).collect();
    let judged_weighted: Vec<Decimal> = changes.iter().map(|(_, change)| change.judged_weighted).collect();
    sqlx::query!(
        "insert into forecast_cells as kept (org_id, month, owner_id, pipeline_id, stage_id, category, currency, deals, value,
                                             judged_deals, judged_value, judged_weighted)
         select $1, new.*
           from unnest($2::date[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::bigint[],
                       $9::numeric[], $10::bigint[], $11::numeric[], $12::numeric[]) as new
         on conflict (org_id, month, owner_id, pipeline_id, stage_id, category, currency) do update
           set deals = kept.deals + excluded.deals, value = kept.value + excluded.value,
               judged_deals = kept.judged_deals + excluded.judged_deals,
               judged_value = kept.judged_value + excluded.judged_value,
               judged_weighted = kept.judged_weighted + excluded.judged_weighted",
        org,
        &months,
        &owners,
        &pipelines,
        &stages,
        &categories,
        &currencies,
        &deals,
        &values,
        &judged_deals,
        &judged_values,
        &judged_weighted
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Keeps how deals ended for each stage they ever stood in; of those that are open again, nothing.
async fn save_outcomes(db: &mut Db, fold: &Fold) -> Result<()> {
    let (org, closed, opened) = (db.org.as_uuid(), fold.closed(), fold.opened_again());
    if !opened.is_empty() {
        sqlx::query!("delete from stage_outcomes where org_id = $1 and deal_id = any($2)", org, &opened)
            .execute(db.conn())
            .await?;
    }
    if !closed.is_empty() {
        sqlx::query!(
            "insert into stage_outcomes (org_id, deal_id, stage_id, won, closed_on)
             select distinct $1::uuid, seen.deal_id, seen.stage_id, last.status = 'won', last.closed_on
               from deal_versions last
               join deal_versions seen on seen.org_id = $1 and seen.deal_id = last.deal_id and seen.status = 'open'
              where last.org_id = $1 and last.deal_id = any($2) and last.until_at is null and last.closed_on is not null
             on conflict (org_id, deal_id, stage_id) do update set won = excluded.won, closed_on = excluded.closed_on",
            org,
            &closed
        )
        .execute(db.conn())
        .await?;
    }
    Ok(())
}

/// Whether every cell is the sum of the open deals in it.
pub async fn cells_agree(db: &mut Db) -> Result<bool> {
    let org = db.org.as_uuid();
    let differs = sqlx::query_scalar!(
        r#"select exists (
             select 1 from (
               select month, owner_id, pipeline_id, stage_id, category, currency, deals, value, judged_deals, judged_value,
                      judged_weighted
                 from forecast_cells where org_id = $1
               union all
               select date_trunc('month', expected_close_on::timestamp)::date, owner_id, pipeline_id, stage_id, category,
                      currency, -1, -value, -num_nonnulls(judged_odds),
                      case when judged_odds is null then 0 else -value end, coalesce(-value * judged_odds * 0.01, 0)
                 from deal_versions
                where org_id = $1 and until_at is null and status = 'open' and expected_close_on is not null
             ) as lines
             group by month, owner_id, pipeline_id, stage_id, category, currency
             having sum(deals) <> 0 or sum(value) <> 0 or sum(judged_deals) <> 0 or sum(judged_value) <> 0
                 or sum(judged_weighted) <> 0
           ) as "differs!""#,
        org
    )
    .fetch_one(db.conn())
    .await?;
    Ok(!differs)
}
