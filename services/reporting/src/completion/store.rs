//! Plans, worked time, and the sums of one project. Everything is written in bulk.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use kernel::{Currency, Decimal, ProjectId, TaskId};
use platform::{Db, Problem, Result};
use serde_json::Value;
use uuid::Uuid;

use super::model::{Plan, Worked};
use super::told::{Told, ToldPlan, ToldTime, project_status, project_word, time_word};
use crate::ledger::Account;
use crate::reports::model::Sums;

/// Keeps what a batch of events tells.
pub async fn save(db: &mut Db, told: &Told) -> Result<()> {
    save_plans(db, &told.plans).await?;
    save_time(db, &told.time).await
}

async fn save_plans(db: &mut Db, plans: &[ToldPlan]) -> Result<()> {
    if plans.is_empty() {
        return Ok(());
    }
    let org = db.org.as_uuid();
    let projects: Vec<Uuid> = plans.iter().map(|plan| plan.project_id).collect();
    let seqs: Vec<i64> = plans.iter().map(|plan| plan.seq).collect();
    let times: Vec<DateTime<Utc>> = plans.iter().map(|plan| plan.at).collect();
    let statuses: Vec<String> = plans.iter().map(|plan| project_word(plan.status).to_owned()).collect();
    let currencies: Vec<String> = plans.iter().map(|plan| plan.currency.code().to_owned()).collect();
    let hours: Vec<Decimal> = plans.iter().map(|plan| plan.budget_hours).collect();
    let tasks = plans.iter().map(|plan| serde_json::to_value(&plan.tasks));
    let tasks: Vec<Value> = tasks.collect::<Result<_, _>>().map_err(Problem::internal)?;
    sqlx::query!(
        "insert into project_plans (org_id, project_id, seq, told_at, status, currency, budget_hours, tasks)
         select $1, new.*
           from unnest($2::uuid[], $3::bigint[], $4::timestamptz[], $5::text[], $6::text[], $7::numeric[], $8::jsonb[]) as new
         on conflict do nothing",
        org,
        &projects,
        &seqs,
        &times,
        &statuses,
        &currencies,
        &hours,
        &tasks
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

async fn save_time(db: &mut Db, entries: &[ToldTime]) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let org = db.org.as_uuid();
    let ids: Vec<Uuid> = entries.iter().map(|entry| entry.time_entry_id).collect();
    let seqs: Vec<i64> = entries.iter().map(|entry| entry.seq).collect();
    let times: Vec<DateTime<Utc>> = entries.iter().map(|entry| entry.at).collect();
    let projects: Vec<Uuid> = entries.iter().map(|entry| entry.project_id).collect();
    let tasks: Vec<Uuid> = entries.iter().map(|entry| entry.task_id).collect();
    let statuses: Vec<String> = entries.iter().map(|entry| time_word(entry.status).to_owned()).collect();
    let hours: Vec<Decimal> = entries.iter().map(|entry| entry.hours).collect();
    let costs: Vec<Option<Decimal>> = entries.iter().map(|entry| entry.cost.map(kernel::Money::amount)).collect();
    let currencies = entries.iter().map(|entry| entry.cost.map(|cost| cost.currency().code().to_owned()));
    let currencies: Vec<Option<String>> = currencies.collect();
    sqlx::query!(
        "insert into worked_time (org_id, time_entry_id, seq, told_at, project_id, task_id, status, hours, cost, cost_currency)
         select $1, new.*
           from unnest($2::uuid[], $3::bigint[], $4::timestamptz[], $5::uuid[], $6::uuid[], $7::text[], $8::numeric[],
                       $9::numeric[], $10::text[]) as new
         on conflict do nothing",
        org,
        &ids,
        &seqs,
        &times,
        &projects,
        &tasks,
        &statuses,
        &hours,
        &costs as &[Option<Decimal>],
        &currencies as &[Option<String>]
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// The plan of a project at a moment, and what the project is called; none when it was not told of until then.
pub async fn plan(
    db: &mut Db,
    project: ProjectId,
    as_of: Option<DateTime<Utc>>,
) -> Result<Option<(Plan, Option<String>)>> {
    let org = db.org.as_uuid();
    let row = sqlx::query!(
        r#"select plan.status, plan.currency::text as "currency!", plan.budget_hours, plan.tasks, names.name as "name?"
             from project_plans plan
             left join names on names.org_id = $1 and names.kind = 'project' and names.id = plan.project_id
            where plan.org_id = $1 and plan.project_id = $2 and ($3::timestamptz is null or plan.told_at <= $3)
            order by plan.seq desc limit 1"#,
        org,
        project.as_uuid(),
        as_of
    )
    .fetch_optional(db.conn())
    .await?;
    row.map(|row| {
        let status = project_status(&row.status).ok_or_else(|| Problem::internal("a plan of an unknown status"))?;
        let plan = Plan {
            status,
            currency: Currency::from_code(&row.currency).map_err(Problem::internal)?,
            budget_hours: row.budget_hours,
            tasks: serde_json::from_value(row.tasks).map_err(Problem::internal)?,
        };
        Ok((plan, row.name))
    })
    .transpose()
}

/// What was worked on each task until a moment: approved, or submitted and waiting for that. `currency` is that of the project: costs
/// in others are told apart.
pub async fn worked(
    db: &mut Db,
    project: ProjectId,
    currency: Currency,
    as_of: Option<DateTime<Utc>>,
) -> Result<Vec<Worked>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select task_id, sum(hours) as "hours!",
                  coalesce(sum(hours) filter (where cost_currency = $3), 0) as "costed_hours!",
                  coalesce(sum(cost) filter (where cost_currency = $3), 0) as "cost!",
                  coalesce(sum(hours) filter (where cost is null), 0) as "unknown_hours!"
             from (select distinct on (time_entry_id) time_entry_id, project_id, task_id, status, hours, cost, cost_currency
                     from worked_time
                    where org_id = $1 and ($4::timestamptz is null or told_at <= $4)
                      and time_entry_id in (select time_entry_id from worked_time where org_id = $1 and project_id = $2)
                    order by time_entry_id, seq desc) entry
            where project_id = $2 and status in ('submitted', 'approved')
            group by task_id order by task_id"#,
        org,
        project.as_uuid(),
        currency.code(),
        as_of
    )
    .fetch_all(db.conn())
    .await?;
    let worked = rows.into_iter().map(|row| Worked {
        task_id: TaskId::from_uuid(row.task_id),
        hours: row.hours,
        costed_hours: row.costed_hours,
        cost: row.cost,
        unknown_hours: row.unknown_hours,
    });
    Ok(worked.collect())
}

/// The sums of these accounts for a project, in each currency.
pub async fn sums(
    db: &mut Db,
    project: ProjectId,
    accounts: &[Account],
    as_of: Option<DateTime<Utc>>,
) -> Result<Vec<Sums>> {
    let org = db.org.as_uuid();
    let names: Vec<String> = accounts.iter().map(|account| account.as_str().to_owned()).collect();
    let rows = sqlx::query!(
        r#"select currency::text as "currency!", account as "account!", sum(amount) as "amount!", sum(deals)::bigint as "deals!"
             from (select currency, account, amount, deals from balances
                    where org_id = $1 and account = any($3) and project_id = $2 and $4::timestamptz is null
                   union all
                   select currency, account, amount, deals from postings
                    where org_id = $1 and account = any($3) and recorded_at <= $4
                      and coalesce(project_id, '00000000-0000-0000-0000-000000000000') = $2) lines
            group by 1, 2 order by 1, 2"#,
        org,
        project.as_uuid(),
        &names,
        as_of
    )
    .fetch_all(db.conn())
    .await?;
    let mut found: BTreeMap<Currency, Sums> = BTreeMap::new();
    for row in rows {
        let currency = Currency::from_code(&row.currency).map_err(Problem::internal)?;
        let account = row.account.parse().map_err(Problem::internal)?;
        let sums = found.entry(currency).or_insert_with(|| Sums { currency, accounts: BTreeMap::new() });
        sums.accounts.insert(account, (row.amount, row.deals));
    }
    Ok(found.into_values().collect())
}
