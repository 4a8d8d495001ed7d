//! The deals a figure is the sum of, and those that must be mended before they can be in one.

use chrono::NaiveDate;
use contracts::crm::ForecastCategory;
use kernel::Decimal;
use platform::{Db, Result};
use uuid::Uuid;

use super::figures::{Basis, minor_units};
use crate::forecast::model::Which;
use crate::forecast::question::Scope;

/// A deal with what it adds. Amounts in the organisation's currency are exact, as text.
#[derive(Debug, Clone)]
pub struct Row {
    /// The deal.
    pub deal_id: Uuid,
    /// Its name, when known.
    pub name: Option<String>,
    /// Who would buy.
    pub account_id: Option<Uuid>,
    /// Their name.
    pub account_name: Option<String>,
    /// Who works on it; the nil uuid for nobody.
    pub owner_id: Uuid,
    /// Their name.
    pub owner_name: Option<String>,
    /// Its pipeline.
    pub pipeline_id: Uuid,
    /// Its stage.
    pub stage_id: Uuid,
    /// Name of that stage.
    pub stage_name: Option<String>,
    /// The category it counts in.
    pub counted: String,
    /// When it is expected to close.
    pub expected_close_on: Option<NaiveDate>,
    /// When it closed.
    pub closed_on: Option<NaiveDate>,
    /// Currency of its value.
    pub currency: String,
    /// Its value.
    pub value: Decimal,
    /// What one unit of that currency is worth.
    pub rate: Option<String>,
    /// Its value in the organisation's currency.
    pub base_value: Option<String>,
    /// Odds of its stage.
    pub odds: Option<i16>,
    /// Its value by them.
    pub by_stage: Option<String>,
    /// Odds learned for its stage.
    pub learned: Option<Decimal>,
    /// Its value by them.
    pub by_learned: Option<String>,
    /// Odds somebody gave it.
    pub judged_odds: Option<i16>,
    /// Its value by them.
    pub by_people: Option<String>,
    /// The day lists are sorted by.
    pub day: NaiveDate,
}

/// What all deals of a question add up to.
#[derive(Debug, Clone, Copy)]
pub struct Totals {
    /// How many.
    pub deals: i64,
    /// Their value.
    pub value: Decimal,
    /// By the odds of their stages.
    pub by_stage: Decimal,
    /// By learned odds.
    pub by_learned: Decimal,
    /// By the odds people gave.
    pub by_people: Decimal,
}

/// A query over the deals of a question, called f. Which deals are a question's is said here and nowhere else.
macro_rules! find {
    ($row:ty, $db:ident, $scope:ident, $basis:ident, $which:ident, $head:literal, $tail:literal $(, $argument:expr)*) => {{
        let (org, columns) = ($db.org.as_uuid(), $basis.columns($scope.currency));
        sqlx::query_as!(
            $row,
            $head + r#" from (
             select v.*, counted_category(v.category, o.odds) as counted, o.odds, o.learned,
                    coalesce(case $3::text when 'won' then v.closed_on else v.expected_close_on end, '9999-12-31') as day,
                    case $3 when 'won' then rate_on($1, $14, v.currency::text, v.closed_on, $15) else r.rate end as rate
               from deals_at($1, $2) v
               left join unnest($9::uuid[], $10::smallint[], $11::numeric[]) as o (stage_id, odds, learned)
                 on o.stage_id = v.stage_id and $3 <> 'won'
               left join unnest($12::text[], $13::numeric[]) as r (currency, rate) on r.currency = v.currency
              where v.org_id = $1
                and (($3 = 'forecast' and v.status = 'open' and v.expected_close_on >= greatest($4::date, $5::date)
                      and v.expected_close_on < ($6::date + interval '1 month')::date)
                     or ($3 = 'passed' and v.status = 'open' and v.expected_close_on < $4)
                     or ($3 = 'undated' and v.status = 'open' and v.expected_close_on is null)
                     or ($3 = 'won' and v.status = 'won' and v.closed_on >= $5
                         and v.closed_on < ($6::date + interval '1 month')::date))
                and ($7::uuid[] is null or v.owner_id = any($7)) and ($8::uuid is null or v.pipeline_id = $8)
           ) f
            where (f.rate is not null or $3 in ('passed', 'undated'))
              and ($3 <> 'forecast' or f.counted = $16 or ($16::text is null and f.counted <> 'omitted')) "# + $tail,
            org,
            $scope.at,
            $which.as_str(),
            $scope.today,
            $scope.from,
            $scope.to,
            $scope.owners.as_deref(),
            $scope.pipeline,
            &columns.stages,
            &columns.odds as &[Option<i16>],
            &columns.learned as &[Option<Decimal>],
            &columns.currencies,
            &columns.rates,
            $scope.currency.code(),
            $scope.moment,
            $scope.category.map(ForecastCategory::as_str)
            $(, $argument)*
        )
    }};
}

/// The deals, by day, after a key.
pub async fn list(
    db: &mut Db,
    scope: &Scope,
    basis: &Basis,
    which: Which,
    after: Option<(NaiveDate, Uuid)>,
    rows: i64,
) -> Result<Vec<Row>> {
    let (after_day, after_id) = after.unzip();
    let found = find!(
        Row,
        db,
        scope,
        basis,
        which,
        r#"select f.deal_id as "deal_id!", deal.name as "name?", coalesce(standing.stands_for, f.account_id) as account_id, client.name as "account_name?",
                  f.owner_id as "owner_id!", owner.name as "owner_name?", f.pipeline_id as "pipeline_id!",
                  f.stage_id as "stage_id!", stage.name as "stage_name?", f.counted as "counted!", f.expected_close_on,
                  f.closed_on, f.currency::text as "currency!", f.value as "value!", trim_scale(f.rate)::text as rate,
                  trim_scale(f.value * f.rate)::text as base_value, f.odds,
                  trim_scale(f.value * f.rate * f.odds * 0.01)::text as by_stage, f.learned,
                  trim_scale(f.value * f.rate * f.learned * 0.01)::text as by_learned, f.judged_odds,
                  trim_scale(f.value * f.rate * f.judged_odds * 0.01)::text as by_people, f.day as "day!"
             from (select f.*"#,
        r#" and ($17::date is null or (f.day, f.deal_id) > ($17, $18::uuid))
             order by f.day, f.deal_id limit $19) f
             left join names deal on deal.org_id = $1 and deal.kind = 'deal' and deal.id = f.deal_id
             left join accounts_standing($1) standing on standing.account_id = f.account_id
             left join names client on client.org_id = $1 and client.kind = 'account'
               and client.id = coalesce(standing.stands_for, f.account_id)
             left join names owner on owner.org_id = $1 and owner.kind = 'member' and owner.id = f.owner_id
             left join names stage on stage.org_id = $1 and stage.kind = 'stage' and stage.id = f.stage_id
            order by f.day, f.deal_id"#,
        after_day,
        after_id,
        rows
    )
    .fetch_all(db.conn())
    .await?;
    Ok(found)
}

/// What they add up to, rounded as figures are: once for each month, owner, pipeline, stage, category and currency of open deals, and
/// for each day, owner, pipeline and currency of won ones.
pub async fn totals(db: &mut Db, scope: &Scope, basis: &Basis, which: Which) -> Result<Totals> {
    let minor = minor_units(scope.currency);
    let totals = find!(
        Totals,
        db,
        scope,
        basis,
        which,
        r#"select coalesce(sum(p.deals), 0)::bigint as "deals!", coalesce(sum(p.value), 0) as "value!",
                  coalesce(sum(p.by_stage), 0) as "by_stage!", coalesce(sum(p.by_learned), 0) as "by_learned!",
                  coalesce(sum(p.by_people), 0) as "by_people!"
             from (select count(*) as deals, round(coalesce(sum(f.value * f.rate), 0), $17) as value,
                          round(coalesce(sum(f.value * f.rate * f.odds * 0.01), 0), $17) as by_stage,
                          round(coalesce(sum(f.value * f.rate * f.learned * 0.01), 0), $17) as by_learned,
                          round(coalesce(sum(f.value * f.rate * f.judged_odds * 0.01), 0), $17) as by_people"#,
        r#" group by f.owner_id, f.pipeline_id, f.currency,
                     case $3 when 'won' then f.closed_on
                             else date_trunc('month', f.expected_close_on::timestamp)::date end,
                     case when $3 <> 'won' then f.stage_id end, case when $3 <> 'won' then f.category end) p"#,
        minor
    )
    .fetch_one(db.conn())
    .await?;
    Ok(totals)
}
