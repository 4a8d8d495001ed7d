//! Sums over balances, or over the postings recorded until an instant.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use kernel::{Currency, Decimal, Limit};
use platform::{Db, Problem, Result};
use uuid::Uuid;

use super::model::{Dimension, Sums};
use crate::ledger::Account;

/// The sums of one project, client or stage in one currency.
#[derive(Debug, Clone)]
pub struct Group {
    /// Which; none for what belongs to none.
    pub id: Option<Uuid>,
    /// What it is called.
    pub name: Option<String>,
    /// Its sums.
    pub sums: Sums,
}

/// The key groups are sorted by.
pub type GroupKey = (String, Uuid, String);

impl Group {
    /// Its place in the list.
    pub fn key(&self) -> GroupKey {
        let name = self.name.clone().unwrap_or_default();
        (name, self.id.unwrap_or_default(), self.sums.currency.code().to_owned())
    }
}

fn names(accounts: &[Account]) -> Vec<String> {
    accounts.iter().map(|account| account.as_str().to_owned()).collect()
}

fn sums(currency: &str, accounts: &[String], amounts: Vec<Decimal>, deals: Vec<i64>) -> Result<Sums> {
    let currency = Currency::from_code(currency).map_err(Problem::internal)?;
    let pairs = accounts.iter().zip(amounts.into_iter().zip(deals));
    let accounts = pairs.map(|(account, sums)| Ok((account.parse().map_err(Problem::internal)?, sums)));
    Ok(Sums { currency, accounts: accounts.collect::<Result<BTreeMap<_, _>>>()? })
}

/// The sums of these accounts by a dimension, sorted by name, from behind a key. A client that ended in another one is counted
/// with the one that goes on now, on whatever day.
pub async fn groups(
    db: &mut Db,
    by: Dimension,
    accounts: &[Account],
    as_of: Option<DateTime<Utc>>,
    after: Option<GroupKey>,
    limit: Limit,
) -> Result<Vec<Group>> {
    let org = db.org.as_uuid();
    let begins = after.is_none();
    let (after_name, after_id, after_currency) = after.unwrap_or_default();
    let rows = sqlx::query!(
        r#"with lines as (
             select account, currency, amount, deals,
                    case $2 when 'project' then project_id when 'customer' then account_id else stage_id end as id
               from balances
              where org_id = $1 and account = any($3) and $4::timestamptz is null
             union all
             select account, currency, amount, deals,
                    coalesce(case $2 when 'project' then project_id when 'customer' then account_id else stage_id end,
                             '00000000-0000-0000-0000-000000000000')
               from postings
              where org_id = $1 and account = any($3) and recorded_at <= $4
           ), sums as (
             select coalesce(standing.stands_for, id) as id, currency::text as currency, account, sum(amount) as amount,
                    sum(deals)::bigint as deals
               from lines left join accounts_standing($1) standing on $2 = 'customer' and standing.account_id = lines.id
              group by 1, 2, 3 having sum(amount) <> 0 or sum(deals) <> 0
           )
           select sums.id as "id!", sums.currency as "currency!", name as "name?", array_agg(account) as "accounts!",
                  array_agg(amount) as "amounts!: Vec<Decimal>", array_agg(deals) as "deals!"
             from sums left join names on names.org_id = $1 and names.kind = $5 and names.id = sums.id
            where $6 or (coalesce(name, ''), sums.id, sums.currency) > ($7, $8, $9)
            group by sums.id, sums.currency, name
            order by coalesce(name, ''), sums.id, sums.currency
            limit $10"#,
        org,
        by.as_str(),
        &names(accounts),
        as_of,
        by.kind().as_str(),
        begins,
        after_name,
        after_id,
        after_currency,
        limit.fetch()
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            let sums = sums(&row.currency, &row.accounts, row.amounts, row.deals)?;
            Ok(Group { id: Some(row.id).filter(|id| !id.is_nil()), name: row.name, sums })
        })
        .collect()
}

/// The sums of these accounts in each currency.
pub async fn totals(db: &mut Db, accounts: &[Account], as_of: Option<DateTime<Utc>>) -> Result<Vec<Sums>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"with lines as (
             select account, currency, amount, deals from balances
              where org_id = $1 and account = any($2) and $3::timestamptz is null
             union all
             select account, currency, amount, deals from postings
              where org_id = $1 and account = any($2) and recorded_at <= $3
           ), sums as (
             select currency::text as currency, account, sum(amount) as amount, sum(deals)::bigint as deals
               from lines group by 1, 2 having sum(amount) <> 0 or sum(deals) <> 0
           )
           select currency as "currency!", array_agg(account) as "accounts!", array_agg(amount) as "amounts!: Vec<Decimal>",
                  array_agg(deals) as "deals!"
             from sums group by currency order by currency"#,
        org,
        &names(accounts),
        as_of
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(|row| sums(&row.currency, &row.accounts, row.amounts, row.deals)).collect()
}

/// Whether every balance is the sum of its postings.
pub async fn balances_agree(db: &mut Db) -> Result<bool> {
    let org = db.org.as_uuid();
    let differs = sqlx::query_scalar!(
        r#"select exists (
             select 1 from (
               select account, currency, project_id, account_id, deal_id, cost_center_id, stage_id, amount, deals
                 from balances where org_id = $1
               union all
               select account, currency, coalesce(project_id, '00000000-0000-0000-0000-000000000000'),
                      coalesce(account_id, '00000000-0000-0000-0000-000000000000'),
                      coalesce(deal_id, '00000000-0000-0000-0000-000000000000'),
                      coalesce(cost_center_id, '00000000-0000-0000-0000-000000000000'),
                      coalesce(stage_id, '00000000-0000-0000-0000-000000000000'), -amount, -deals
                 from postings where org_id = $1
             ) as lines
             group by account, currency, project_id, account_id, deal_id, cost_center_id, stage_id
             having sum(amount) <> 0 or sum(deals) <> 0
           ) as "differs!""#,
        org
    )
    .fetch_one(db.conn())
    .await?;
    Ok(!differs)
}
