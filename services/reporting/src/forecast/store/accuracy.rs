//! What snapshots said of months that have ended since.

use chrono::NaiveDate;
use kernel::Decimal;
use platform::{Db, Result};

use super::figures::{Unvalued, minor_units};
use crate::forecast::question::Scope;

/// What a snapshot said of a month.
#[derive(Debug, Clone)]
pub struct SaidSum {
    /// First day of the month.
    pub month: NaiveDate,
    /// So many weeks before it.
    pub weeks_before: u32,
    /// The Monday of the snapshot.
    pub week_on: NaiveDate,
    /// How many open deals were expected to close in the month.
    pub deals: i64,
    /// Their value.
    pub value: Decimal,
    /// Of those, what was committed.
    pub commit: Decimal,
    /// Of how many the odds of the stage were known.
    pub staged_deals: i64,
    /// By the odds of their stages.
    pub by_stage: Decimal,
    /// Of how many there were learned odds.
    pub learned_deals: i64,
    /// By learned odds.
    pub by_learned: Decimal,
    /// To how many somebody gave odds.
    pub judged_deals: i64,
    /// By the odds people gave.
    pub by_people: Decimal,
    /// What came in the month of the deals somebody had given odds.
    pub judged_came: Decimal,
}

/// What was said of each month by each of its snapshots, as far as they were kept. One that expected none of the question's deals in
/// the month said nothing would come, which is kept as zero deals.
#[expect(clippy::too_many_lines, reason = "one query")]
pub async fn said(db: &mut Db, scope: &Scope, weeks: &[(NaiveDate, u32, NaiveDate)]) -> Result<Vec<SaidSum>> {
    let org = db.org.as_uuid();
    let months: Vec<NaiveDate> = weeks.iter().map(|(month, ..)| *month).collect();
    let mondays: Vec<NaiveDate> = weeks.iter().map(|(.., monday)| *monday).collect();
    let rows = sqlx::query!(
        r#"with asked as (
             select a.month, a.week_on, s.as_of, s.currency, s.rates
               from unnest($2::date[], $3::date[]) as a (month, week_on)
               join forecast_snapshots s on s.org_id = $1 and s.week_on = a.week_on and s.currency = $6
           ), said as (
             select a.month, a.week_on, sum(c.deals) as deals, sum(c.value) as value,
                    sum(c.value) filter (where c.category = 'commit') as committed, sum(c.staged_deals) as staged_deals,
                    sum(c.by_stage) as by_stage, sum(c.learned_deals) as learned_deals, sum(c.by_learned) as by_learned,
                    sum(c.judged_deals) as judged_deals, sum(c.by_people) as by_people
               from asked a
               left join forecast_snapshot_cells c
                 on c.org_id = $1 and c.month = a.month and c.week_on = a.week_on and c.category <> 'omitted'
                and ($4::uuid[] is null or c.owner_id = any($4)) and ($5::uuid is null or c.pipeline_id = $5)
              group by a.month, a.week_on
           ), came as (
             select a.month, a.week_on, sum(n.value * rate_on($1, $6, n.currency::text, n.closed_on, $8)) as value
               from asked a
               join deal_versions v
                 on v.org_id = $1 and v.judged_odds is not null and v.status = 'open' and v.category <> 'omitted'
                and v.from_at <= a.as_of and (v.until_at is null or v.until_at > a.as_of)
                and v.expected_close_on >= a.month and v.expected_close_on < (a.month + interval '1 month')::date
                and (v.currency = a.currency or exists (select 1 from jsonb_array_elements(a.rates) one
                                                         where one ->> 'currency' = v.currency::text))
               join deal_versions n
                 on n.org_id = $1 and n.deal_id = v.deal_id and n.until_at is null and n.status = 'won'
                and n.closed_on >= a.month and n.closed_on < (a.month + interval '1 month')::date
              where ($4::uuid[] is null or v.owner_id = any($4)) and ($5::uuid is null or v.pipeline_id = $5)
              group by a.month, a.week_on
           )
           select said.month as "month!", said.week_on as "week_on!", coalesce(said.deals, 0)::bigint as "deals!",
                  round(coalesce(said.value, 0), $7) as "value!", round(coalesce(said.committed, 0), $7) as "commit!",
                  coalesce(said.staged_deals, 0)::bigint as "staged_deals!",
                  round(coalesce(said.by_stage, 0), $7) as "by_stage!",
                  coalesce(said.learned_deals, 0)::bigint as "learned_deals!",
                  round(coalesce(said.by_learned, 0), $7) as "by_learned!",
                  coalesce(said.judged_deals, 0)::bigint as "judged_deals!",
                  round(coalesce(said.by_people, 0), $7) as "by_people!",
                  round(coalesce(came.value, 0), $7) as "judged_came!"
             from said left join came using (month, week_on) order by said.month, said.week_on desc"#,
        org,
        &months,
        &mondays,
        scope.owners.as_deref(),
        scope.pipeline,
        scope.currency.code(),
        minor_units(scope.currency),
        scope.moment
    )
    .fetch_all(db.conn())
    .await?;
    let lead = |month, week_on| {
        weeks.iter().find(|(of, _, monday)| *of == month && *monday == week_on).map(|(_, lead, _)| *lead)
    };
    let said = rows.into_iter().filter_map(|row| {
        Some(SaidSum {
            weeks_before: lead(row.month, row.week_on)?,
            month: row.month,
            week_on: row.week_on,
            deals: row.deals,
            value: row.value,
            commit: row.commit,
            staged_deals: row.staged_deals,
            by_stage: row.by_stage,
            learned_deals: row.learned_deals,
            by_learned: row.by_learned,
            judged_deals: row.judged_deals,
            by_people: row.by_people,
            judged_came: row.judged_came,
        })
    });
    Ok(said.collect())
}

/// Deals won in the months of the question that cannot be valued, because their currency has no rate: month and what.
pub async fn unvalued(db: &mut Db, scope: &Scope) -> Result<Vec<(NaiveDate, Unvalued)>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select date_trunc('month', closed_on::timestamp)::date as "month!", currency::text as "currency!",
                  count(*) as "deals!", sum(value) as "value!"
             from deals_at($1, null)
            where status = 'won' and closed_on >= $2 and closed_on < ($3::date + interval '1 month')::date
              and ($4::uuid[] is null or owner_id = any ($4)) and ($5::uuid is null or pipeline_id = $5)
              and currency <> $6 and rate_on($1, $6, currency::text, closed_on, $7) is null
            group by 1, 2 order by 1, 2"#,
        org,
        scope.from,
        scope.to,
        scope.owners.as_deref(),
        scope.pipeline,
        scope.currency.code(),
        scope.moment,
    )
    .fetch_all(db.conn())
    .await?;
    let named = rows
        .into_iter()
        .map(|row| (row.month, Unvalued { currency: row.currency, deals: row.deals, value: row.value }));
    Ok(named.collect())
}
