//! The closed deals that odds of a stage are learned from.

use chrono::NaiveDate;
use kernel::Decimal;
use platform::{Db, Result};
use uuid::Uuid;

use super::figures::counts_since;
use crate::forecast::question::Scope;

/// A closed deal that once stood in the stage.
#[derive(Debug, Clone)]
pub struct Row {
    /// The deal.
    pub deal_id: Uuid,
    /// Its name, when known.
    pub name: Option<String>,
    /// Who would have bought.
    pub account_id: Option<Uuid>,
    /// Their name.
    pub account_name: Option<String>,
    /// Who worked on it; the nil uuid for nobody.
    pub owner_id: Uuid,
    /// Their name.
    pub owner_name: Option<String>,
    /// Whether it was won.
    pub won: bool,
    /// When it closed.
    pub closed_on: NaiveDate,
    /// Currency of its value.
    pub currency: String,
    /// Its value.
    pub value: Decimal,
}

/// Those that the odds of a stage count, last closed first, behind a key. What counts is what [`super::figures::basis`] counts.
pub async fn list(
    db: &mut Db,
    scope: &Scope,
    stage: Uuid,
    after: Option<(NaiveDate, Uuid)>,
    rows: i64,
) -> Result<Vec<Row>> {
    let org = db.org.as_uuid();
    let (after_day, after_id) = after.unzip();
    let found = sqlx::query_as!(
        Row,
        r#"with counted as (
             select deal_id, won, closed_on from stage_outcomes
              where org_id = $1 and $2::timestamptz is null and stage_id = $3 and closed_on > $4 and closed_on <= $5
             union all
             select last.deal_id, last.status = 'won', last.closed_on
               from deals_at($1, $2) last
              where $2 is not null and last.status <> 'open' and last.closed_on > $4 and last.closed_on <= $5
                and exists (select 1 from deal_versions v
                             where v.org_id = $1 and v.deal_id = last.deal_id and v.stage_id = $3 and v.status = 'open'
                               and v.from_at <= $2)
           ), page as (
             select * from counted
              where $6::date is null or closed_on < $6 or (closed_on = $6 and deal_id > $7::uuid)
              order by closed_on desc, deal_id limit $8
           )
           select page.deal_id as "deal_id!", deal.name as "name?",
                  coalesce(standing.stands_for, v.account_id) as account_id, client.name as "account_name?",
                  v.owner_id as "owner_id!", owner.name as "owner_name?", page.won as "won!",
                  page.closed_on as "closed_on!", v.currency::text as "currency!", v.value as "value!"
             from page
             join deals_at($1, $2) v on v.deal_id = page.deal_id
             left join names deal on deal.org_id = $1 and deal.kind = 'deal' and deal.id = page.deal_id
             left join accounts_standing($1) standing on standing.account_id = v.account_id
             left join names client on client.org_id = $1 and client.kind = 'account'
               and client.id = coalesce(standing.stands_for, v.account_id)
             left join names owner on owner.org_id = $1 and owner.kind = 'member' and owner.id = v.owner_id
            order by page.closed_on desc, page.deal_id"#,
        org,
        scope.at,
        stage,
        counts_since(scope),
        scope.today,
        after_day,
        after_id,
        rows
    )
    .fetch_all(db.conn())
    .await?;
    Ok(found)
}
