//! Snapshots: what was forecast when each week began. They are written once.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Currency, Decimal, Money};
use platform::{Db, Problem, Result};
use serde_json::{Value, json};

use super::figures::{self, Basis, Unvalued, minor_units};
use crate::forecast::model::{Judged, Weighted};
use crate::forecast::question::Scope;
use crate::forecast::snapshots::SnapshotView;

/// The last week a snapshot was kept of.
pub async fn last_week(db: &mut Db) -> Result<Option<NaiveDate>> {
    let org = db.org.as_uuid();
    let week = sqlx::query_scalar!("select max(week_on) from forecast_snapshots where org_id = $1", org);
    Ok(week.fetch_one(db.conn()).await?)
}

/// When the first happened that was heard of deals, and the last of what was applied by a moment.
pub async fn heard(db: &mut Db, applied_by: DateTime<Utc>) -> Result<Option<(DateTime<Utc>, DateTime<Utc>)>> {
    let org = db.org.as_uuid();
    let row = sqlx::query!(
        "select (select min(from_at) from deal_versions where org_id = $1) as first,
                (select max(from_at) from deal_versions where org_id = $1 and applied_at <= $2) as last",
        org,
        applied_by
    )
    .fetch_one(db.conn())
    .await?;
    Ok(row.first.zip(row.last))
}

/// Whether anything CRM published is still to be applied: it was put aside, waits behind what was, or is tried again.
pub async fn incomplete(db: &mut Db) -> Result<bool> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let waits = sqlx::query_scalar!(
        r#"select exists (select 1 from dead_letters
                           where org_id = $1 and consumer = 'reporting-crm' and status in ('dead', 'parked'))
               or exists (select 1 from consumer_marks
                           where org_id = $1 and consumer = 'reporting-crm' and (blocked or awaited_until is not null)
                             and (blocked or awaited_until > $2)) as "waits!""#,
        org,
        now
    );
    Ok(waits.fetch_one(db.conn()).await?)
}

/// Keeps what was forecast as of the moment of `scope`, when the week of `week_on` began.
pub async fn keep(db: &mut Db, scope: &Scope, basis: &Basis, week_on: NaiveDate) -> Result<()> {
    let (org, now, columns) = (db.org.as_uuid(), db.now, basis.columns(scope.currency));
    let rates: Vec<Value> =
        basis.rates.iter().map(|one| json!({ "currency": one.currency, "rate": one.rate, "on": one.on })).collect();
    let unvalued = figures::unvalued(db, scope, basis, false).await?;
    let unvalued: Vec<Value> = unvalued
        .iter()
        .map(|one| json!({ "currency": one.currency, "deals": one.deals, "value": one.value }))
        .collect();
    let kept = sqlx::query!(
        "insert into forecast_snapshots (org_id, week_on, as_of, taken_at, currency, rates, unvalued)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
        org,
        week_on,
        scope.moment,
        now,
        scope.currency.code(),
        Value::from(rates),
        Value::from(unvalued)
    )
    .execute(db.conn())
    .await?;
    if kept.rows_affected() == 0 {
        return Ok(());
    }
    sqlx::query!(
        "insert into forecast_snapshot_cells (org_id, week_on, month, owner_id, pipeline_id, category, deals, value, staged_deals,
                                              by_stage, learned_deals, by_learned, judged_deals, judged_value, by_people)
         select $1, $2, c.month, c.owner_id, c.pipeline_id, c.counted, sum(c.deals), sum(c.value), sum(c.staged_deals),
                sum(c.by_stage), sum(c.learned_deals), sum(c.by_learned), sum(c.judged_deals), sum(c.judged_value),
                sum(c.by_people)
           from valued_cells_at($1, $3, $2, $7, $8, $4, $5, $6, $9) c
          group by 3, 4, 5, 6",
        org,
        week_on,
        scope.moment,
        &columns.stages,
        &columns.odds as &[Option<i16>],
        &columns.learned as &[Option<Decimal>],
        &columns.currencies,
        &columns.rates,
        minor_units(scope.currency)
    )
    .execute(db.conn())
    .await?;
    sqlx::query!(
        "insert into forecast_snapshot_unvalued (org_id, week_on, month, owner_id, pipeline_id, currency, deals, value)
         select $1, $2, c.month, c.owner_id, c.pipeline_id, c.currency, sum(c.deals), sum(c.value)
           from forecast_cells_at($1, $3, $4) c
           left join unnest($5::uuid[], $6::smallint[]) as o (stage_id, odds) on o.stage_id = c.stage_id
          where not c.currency::text = any ($7) and counted_category(c.category, o.odds) <> 'omitted'
          group by 3, 4, 5, 6 having sum(c.deals) > 0",
        org,
        week_on,
        scope.moment,
        scope.today,
        &columns.stages,
        &columns.odds as &[Option<i16>],
        &columns.currencies,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// What snapshots of some weeks left out because it had no rate then: week, month and what.
pub async fn unvalued(
    db: &mut Db,
    scope: &Scope,
    weeks: &[NaiveDate],
) -> Result<Vec<(NaiveDate, NaiveDate, Unvalued)>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select week_on, month, currency::text as "currency!", sum(deals)::bigint as "deals!", sum(value) as "value!"
             from forecast_snapshot_unvalued
            where org_id = $1 and week_on = any ($2) and ($3::uuid[] is null or owner_id = any ($3))
              and ($4::uuid is null or pipeline_id = $4)
            group by 1, 2, 3 order by 1, 2, 3"#,
        org,
        weeks,
        scope.owners.as_deref(),
        scope.pipeline,
    )
    .fetch_all(db.conn())
    .await?;
    let named = rows
        .into_iter()
        .map(|row| (row.week_on, row.month, Unvalued { currency: row.currency, deals: row.deals, value: row.value }));
    Ok(named.collect())
}

/// What was forecast week by week, the newest first: for a month, by the weeks that began before its end, or for all months that were
/// to come. A week in which no such deal was expected is there with zeros.
pub async fn list(
    db: &mut Db,
    scope: &Scope,
    month: Option<NaiveDate>,
    after: Option<NaiveDate>,
    rows: i64,
) -> Result<Vec<SnapshotView>> {
    let org = db.org.as_uuid();
    let found = sqlx::query!(
        r#"select s.week_on, s.as_of, s.currency::text as "currency!", coalesce(sum(c.deals), 0)::bigint as "deals!",
                  round(coalesce(sum(c.value), 0), $7) as "value!",
                  round(coalesce(sum(c.value) filter (where c.category = 'commit'), 0), $7) as "commit!",
                  round(coalesce(sum(c.value) filter (where c.category = 'best_case'), 0), $7) as "best_case!",
                  coalesce(sum(c.staged_deals), 0)::bigint as "staged_deals!",
                  round(coalesce(sum(c.by_stage), 0), $7) as "by_stage!",
                  coalesce(sum(c.learned_deals), 0)::bigint as "learned_deals!",
                  round(coalesce(sum(c.by_learned), 0), $7) as "by_learned!",
                  coalesce(sum(c.judged_deals), 0)::bigint as "judged_deals!",
                  round(coalesce(sum(c.judged_value), 0), $7) as "judged_value!",
                  round(coalesce(sum(c.by_people), 0), $7) as "by_people!"
             from forecast_snapshots s
             left join forecast_snapshot_cells c
               on c.org_id = $1 and c.week_on = s.week_on and c.category <> 'omitted' and ($2::date is null or c.month = $2)
              and ($3::uuid[] is null or c.owner_id = any($3)) and ($4::uuid is null or c.pipeline_id = $4)
            where s.org_id = $1 and ($2::date is null or s.week_on < ($2::date + interval '1 month')::date)
              and ($5::date is null or s.week_on < $5)
            group by s.week_on, s.as_of, s.currency
            order by s.week_on desc limit $6"#,
        org,
        month,
        scope.owners.as_deref(),
        scope.pipeline,
        after,
        rows,
        minor_units(scope.currency)
    )
    .fetch_all(db.conn())
    .await?;
    found
        .into_iter()
        .map(|row| {
            let currency = Currency::from_code(&row.currency).map_err(Problem::internal)?;
            let money = |amount: Decimal| Money::new(amount, currency).map_err(Problem::internal);
            Ok(SnapshotView {
                week_on: row.week_on,
                as_of: row.as_of,
                deals: row.deals,
                value: money(row.value)?,
                commit: money(row.commit)?,
                best_case: money(row.best_case)?,
                by_stage: Weighted { deals: row.staged_deals, amount: money(row.by_stage)? },
                by_learned: Weighted { deals: row.learned_deals, amount: money(row.by_learned)? },
                by_people: Judged {
                    deals: row.judged_deals,
                    value: money(row.judged_value)?,
                    amount: money(row.by_people)?,
                },
                missing_rates: Vec::new(),
            })
        })
        .collect()
}
