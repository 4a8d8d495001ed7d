//! How far goals are.

use chrono::NaiveDate;
use kernel::{Currency, Decimal, Money};
use platform::{Db, Problem, Result};
use uuid::Uuid;

use super::figures::{Basis, Unvalued, minor_units};
use crate::forecast::goals::GoalProgress;
use crate::forecast::question::Scope;

/// Which goals.
#[derive(Debug)]
pub struct Filter {
    /// Those that end on this day or later.
    pub from: NaiveDate,
    /// Those that begin on this day or earlier.
    pub to: NaiveDate,
    /// Of this member.
    pub member_id: Option<Uuid>,
    /// Of this team.
    pub team_id: Option<Uuid>,
    /// First day and id of the last one already seen.
    pub after: Option<(NaiveDate, Uuid)>,
}

/// Goals with what was won for them and what is expected, the earliest first. Goals in another currency than the
/// organisation's present one cannot be compared with anything, and are left out.
pub async fn list(db: &mut Db, scope: &Scope, basis: &Basis, filter: Filter, rows: i64) -> Result<Vec<GoalProgress>> {
    let (org, columns) = (db.org.as_uuid(), basis.columns(scope.currency));
    let (after_day, after_id) = filter.after.unzip();
    let rows = sqlx::query_as!(
        Row,
        r#"with wanted as materialized (
             select g.goal_id, g.member_id, g.team_id, g.starts_on, g.ends_on, g.amount, t.name as team_name, t.member_ids
               from goals g left join teams t on t.org_id = $1 and t.team_id = g.team_id
              where g.org_id = $1 and not g.removed and g.currency = $11 and g.ends_on >= $4 and g.starts_on <= $5
                and ($6::uuid is null or g.member_id = $6) and ($7::uuid is null or g.team_id = $7)
                and ($8::date is null or (g.starts_on, g.goal_id) > ($8, $9::uuid))
              order by g.starts_on, g.goal_id limit $10
           ), parts as materialized (
             select owner_id, date_trunc('month', closed_on::timestamp)::date as month,
                    round(sum(value) * rate_on($1, $11, currency::text, closed_on, $2), $16) as won, 0 as committed,
                    0 as by_stage
               from deals_at($1, null)
              where status = 'won' and closed_on >= (select min(starts_on) from wanted)
                and closed_on <= (select max(ends_on) from wanted)
              group by owner_id, pipeline_id, currency, closed_on
             union all
             select c.owner_id, c.month, 0, sum(c.value) filter (where c.counted = 'commit'), sum(c.by_stage)
               from valued_cells_at($1, null, $3, $14, $15, $12, $13, $17, $16) c
              where c.counted <> 'omitted'
              group by 1, 2
           )
           select g.goal_id as "goal_id!", g.member_id, member.name as "member_name?", g.team_id, g.team_name as "team_name?",
                  g.starts_on as "starts_on!", g.ends_on as "ends_on!", g.amount as "amount!",
                  coalesce(sum(p.won), 0) as "won!", coalesce(sum(p.committed), 0) as "commit!",
                  coalesce(sum(p.by_stage), 0) as "by_stage!"
             from wanted g
             left join parts p on p.month >= g.starts_on and p.month <= g.ends_on
                              and (p.owner_id = g.member_id or p.owner_id = any(g.member_ids)
                                   or (g.member_id is null and g.team_id is null))
             left join names member on member.org_id = $1 and member.kind = 'member' and member.id = g.member_id
            group by g.goal_id, g.member_id, member.name, g.team_id, g.team_name, g.starts_on, g.ends_on, g.amount
            order by g.starts_on, g.goal_id"#,
        org,
        scope.moment,
        scope.today,
        filter.from,
        filter.to,
        filter.member_id,
        filter.team_id,
        after_day,
        after_id,
        rows,
        scope.currency.code(),
        &columns.stages,
        &columns.odds as &[Option<i16>],
        &columns.currencies,
        &columns.rates,
        minor_units(scope.currency),
        &columns.learned as &[Option<Decimal>]
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(|row| row.progress(scope.currency)).collect()
}

/// Names at each goal what its figures leave out, because nobody gave a rate: what was won in its time, and what is open.
pub async fn name_unvalued(db: &mut Db, scope: &Scope, basis: &Basis, goals: &mut [GoalProgress]) -> Result<()> {
    let (org, columns) = (db.org.as_uuid(), basis.columns(scope.currency));
    let ids: Vec<Uuid> = goals.iter().map(|goal| goal.goal_id).collect();
    let rows = sqlx::query!(
        r#"with wanted as materialized (
             select g.goal_id, g.member_id, g.team_id, g.starts_on, g.ends_on, t.member_ids
               from goals g left join teams t on t.org_id = $1 and t.team_id = g.team_id
              where g.org_id = $1 and g.goal_id = any ($4)
           ), missing as materialized (
             select owner_id, date_trunc('month', closed_on::timestamp)::date as month, currency::text as currency,
                    count(*) as deals, sum(value) as value
               from deals_at($1, null)
              where status = 'won' and closed_on >= (select min(starts_on) from wanted)
                and closed_on <= (select max(ends_on) from wanted)
                and currency <> $5 and rate_on($1, $5, currency::text, closed_on, $2) is null
              group by 1, 2, 3
             union all
             select c.owner_id, c.month, c.currency::text, sum(c.deals), sum(c.value)
               from forecast_cells_at($1, null, $3) c
               left join unnest($7::uuid[], $8::smallint[]) as o (stage_id, odds) on o.stage_id = c.stage_id
              where not c.currency::text = any ($6) and counted_category(c.category, o.odds) <> 'omitted'
              group by 1, 2, 3
           )
           select w.goal_id, m.currency as "currency!", sum(m.deals)::bigint as "deals!", sum(m.value) as "value!"
             from wanted w
             join missing m on m.month >= w.starts_on and m.month <= w.ends_on
                           and (m.owner_id = w.member_id or m.owner_id = any (w.member_ids)
                                or (w.member_id is null and w.team_id is null))
            group by w.goal_id, m.currency having sum(m.deals) > 0 order by w.goal_id, m.currency"#,
        org,
        scope.moment,
        scope.today,
        &ids,
        scope.currency.code(),
        &columns.currencies,
        &columns.stages,
        &columns.odds as &[Option<i16>],
    )
    .fetch_all(db.conn())
    .await?;
    for row in rows {
        let unvalued = Unvalued { currency: row.currency, deals: row.deals, value: row.value };
        if let Some(goal) = goals.iter_mut().find(|goal| goal.goal_id == row.goal_id) {
            goal.missing_rates.push(unvalued.named()?);
        }
    }
    Ok(())
}

struct Row {
    goal_id: Uuid,
    member_id: Option<Uuid>,
    member_name: Option<String>,
    team_id: Option<Uuid>,
    team_name: Option<String>,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    amount: Decimal,
    won: Decimal,
    commit: Decimal,
    by_stage: Decimal,
}

impl Row {
    fn progress(self, currency: Currency) -> Result<GoalProgress> {
        let money = |amount: Decimal| Money::new(amount, currency).map_err(Problem::internal);
        Ok(GoalProgress {
            goal_id: self.goal_id,
            member_id: self.member_id,
            member_name: self.member_name,
            team_id: self.team_id,
            team_name: self.team_name,
            starts_on: self.starts_on,
            ends_on: self.ends_on,
            amount: money(self.amount)?,
            won: money(self.won)?,
            commit: money(self.commit)?,
            by_stage: money(self.by_stage)?,
            missing_rates: Vec::new(),
        })
    }
}
