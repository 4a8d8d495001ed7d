//! Odds of stages, teams, goals and rates.

use chrono::{DateTime, Months, NaiveDate, Utc};
use contracts::crm::forecasting::GoalSpan;
use kernel::{MemberId, TeamId};
use platform::{Db, Problem, Result};
use uuid::Uuid;

use crate::forecast::settings::Told;

/// Writes what a batch says of how selling is set up.
pub async fn save(db: &mut Db, told: &Told) -> Result<()> {
    save_odds(db, told).await?;
    save_teams(db, told).await?;
    save_goals(db, told).await?;
    save_rates(db, told).await
}

/// What was told of odds is kept whatever else is known, so that the order in which it comes makes no difference. Only what
/// a deal tells after its pipeline has is left out, since from then on the pipeline is believed.
async fn save_odds(db: &mut Db, told: &Told) -> Result<()> {
    if told.odds.is_empty() {
        return Ok(());
    }
    let org = db.org.as_uuid();
    let stages: Vec<Uuid> = told.odds.iter().map(|one| one.stage_id).collect();
    let times: Vec<DateTime<Utc>> = told.odds.iter().map(|one| one.told_at).collect();
    let events: Vec<Uuid> = told.odds.iter().map(|one| one.event_id.as_uuid()).collect();
    let odds: Vec<i16> = told.odds.iter().map(|one| one.odds_percent).collect();
    let by_pipeline: Vec<bool> = told.odds.iter().map(|one| one.by_pipeline).collect();
    sqlx::query!(
        "insert into stage_odds (org_id, stage_id, told_at, event_id, odds_percent, by_pipeline)
         select $1, new.*
           from unnest($2::uuid[], $3::timestamptz[], $4::uuid[], $5::smallint[], $6::boolean[])
                  as new (stage_id, told_at, event_id, odds, by_pipeline)
          where new.by_pipeline
             or not exists (select 1 from stage_odds known
                             where known.org_id = $1 and known.stage_id = new.stage_id and known.by_pipeline
                               and known.told_at <= new.told_at)
         on conflict do nothing",
        org,
        &stages,
        &times,
        &events,
        &odds,
        &by_pipeline
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

async fn save_teams(db: &mut Db, told: &Told) -> Result<()> {
    let org = db.org.as_uuid();
    for (seq, team) in &told.teams {
        let members: Vec<Uuid> = team.member_ids.iter().map(|id| id.as_uuid()).collect();
        sqlx::query!(
            "insert into teams as known (org_id, team_id, seq, name, member_ids, archived) values ($1, $2, $3, $4, $5, $6)
             on conflict (org_id, team_id) do update
               set seq = excluded.seq, name = excluded.name, member_ids = excluded.member_ids, archived = excluded.archived
             where known.seq < excluded.seq",
            org,
            team.team_id.as_uuid(),
            seq,
            team.name.as_str(),
            &members,
            team.archived
        )
        .execute(db.conn())
        .await?;
    }
    Ok(())
}

async fn save_goals(db: &mut Db, told: &Told) -> Result<()> {
    let org = db.org.as_uuid();
    for (seq, goal, removed) in &told.goals {
        let (months, span) = match goal.span {
            GoalSpan::Month => (1, "month"),
            GoalSpan::Quarter => (3, "quarter"),
        };
        let starts_on = goal.from.first_day();
        let ends_on = starts_on.checked_add_months(Months::new(months)).and_then(|day| day.pred_opt());
        sqlx::query!(
            "insert into goals as known (org_id, goal_id, seq, member_id, team_id, starts_on, ends_on, span, amount, currency,
                                         removed)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             on conflict (org_id, goal_id) do update
               set seq = excluded.seq, amount = excluded.amount, removed = excluded.removed
             where known.seq < excluded.seq",
            org,
            goal.goal_id.as_uuid(),
            seq,
            goal.member_id.map(MemberId::as_uuid),
            goal.team_id.map(TeamId::as_uuid),
            starts_on,
            ends_on.unwrap_or(NaiveDate::MAX),
            span,
            goal.amount.amount,
            goal.amount.currency.code(),
            removed
        )
        .execute(db.conn())
        .await?;
    }
    Ok(())
}

async fn save_rates(db: &mut Db, told: &Told) -> Result<()> {
    let org = db.org.as_uuid();
    for (seq, at, rate) in &told.rates {
        sqlx::query!(
            "insert into exchange_rates (org_id, exchange_rate_id, seq, currency, base_currency, on_day, rate, recorded_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
            org,
            rate.exchange_rate_id.as_uuid(),
            seq,
            rate.currency.code(),
            rate.base_currency.code(),
            rate.on,
            rate.rate.value(),
            at
        )
        .execute(db.conn())
        .await?;
    }
    Ok(())
}

/// A team as it is now.
#[derive(Debug, Clone)]
pub struct KnownTeam {
    /// Its id.
    pub team_id: Uuid,
    /// Its name.
    pub name: String,
    /// Who is in it.
    pub member_ids: Vec<Uuid>,
}

/// The teams in use as they are now, by name; forecasts of the past are those of the people who are in a team today.
pub async fn teams(db: &mut Db) -> Result<Vec<KnownTeam>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query_as!(
        KnownTeam,
        "select team_id, name, member_ids from teams where org_id = $1 and not archived order by name, team_id",
        org
    );
    Ok(rows.fetch_all(db.conn()).await?)
}

/// The odds of stages, as known at a moment: what the pipeline told last, or as long as it has told nothing, what a deal did.
/// Stages are few and what was told of them is much, so the index is gone through stage by stage.
pub async fn stage_odds(db: &mut Db, at: DateTime<Utc>) -> Result<Vec<(Uuid, i16)>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"with recursive stages as (
             (select stage_id from stage_odds where org_id = $1 order by stage_id limit 1)
             union all
             select (select next.stage_id from stage_odds next
                      where next.org_id = $1 and next.stage_id > stages.stage_id order by next.stage_id limit 1)
               from stages where stages.stage_id is not null
           )
           select stages.stage_id as "stage_id!", told.odds_percent as "odds_percent!"
             from stages
            cross join lateral (
              select o.odds_percent from stage_odds o
               where o.org_id = $1 and o.stage_id = stages.stage_id and o.told_at <= $2
               order by o.by_pipeline desc, o.told_at desc, o.event_id desc limit 1) told
            order by stages.stage_id"#,
        org,
        at
    );
    let rows = rows.fetch_all(db.conn()).await?;
    Ok(rows.into_iter().map(|row| (row.stage_id, row.odds_percent)).collect())
}

/// A rate and the day it was given for.
#[derive(Debug, Clone)]
pub struct KnownRate {
    /// The currency that is valued.
    pub currency: kernel::Currency,
    /// What one unit is worth.
    pub rate: kernel::Decimal,
    /// The day it was given for.
    pub on: NaiveDate,
}

/// The rates of a day as known at a moment, without that of the organisation's own currency.
pub async fn rates(db: &mut Db, day: NaiveDate, at: DateTime<Utc>) -> Result<Vec<KnownRate>> {
    let (org, base) = (db.org.as_uuid(), db.base_currency);
    let rows = sqlx::query!(
        r#"select currency as "currency!", rate as "rate!", on_day as "on_day!" from rates_on($1, $2, $3, $4)"#,
        org,
        base.code(),
        day,
        at
    );
    let rows = rows.fetch_all(db.conn()).await?;
    rows.into_iter()
        .map(|row| {
            let currency = kernel::Currency::from_code(&row.currency).map_err(Problem::internal)?;
            Ok(KnownRate { currency, rate: row.rate, on: row.on_day })
        })
        .collect()
}
