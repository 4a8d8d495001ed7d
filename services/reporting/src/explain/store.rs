//! The postings behind a figure.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Currency, Decimal, Limit};
use platform::{Db, Problem, Result};
use uuid::Uuid;

use crate::ledger::Account;
use crate::reports::model::Days;

/// Which postings a figure is the sum of. The nil uuid asks for those that have no such dimension.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// On these accounts.
    pub accounts: Vec<Account>,
    /// In this currency.
    pub currency: Option<Currency>,
    /// Recorded after then.
    pub from: Option<DateTime<Utc>>,
    /// Recorded until then.
    pub as_of: Option<DateTime<Utc>>,
    /// Of these business days.
    pub days: Days,
    /// Of this project.
    pub project_id: Option<Uuid>,
    /// Of these clients.
    pub customers: Option<Vec<Uuid>>,
    /// Of this deal.
    pub deal_id: Option<Uuid>,
    /// Of this person.
    pub person_id: Option<Uuid>,
    /// Of this cost centre.
    pub cost_center_id: Option<Uuid>,
    /// Of this stage.
    pub stage_id: Option<Uuid>,
}

impl Filter {
    fn accounts(&self) -> Vec<String> {
        self.accounts.iter().map(|account| account.as_str().to_owned()).collect()
    }
}

/// What all postings of a filter sum to in one currency.
#[derive(Debug, Clone)]
pub struct Sum {
    /// The currency.
    pub currency: Currency,
    /// Debits less credits.
    pub amount: Decimal,
    /// How many postings.
    pub postings: i64,
}

/// A posting with the event it comes from.
#[derive(Debug, Clone)]
pub struct Line {
    /// The event.
    pub event_id: Uuid,
    /// Its place among the event's postings.
    pub place: i32,
    /// Type of the event.
    pub event_type: String,
    /// Kind of the aggregate.
    pub aggregate_type: String,
    /// The aggregate.
    pub aggregate_id: Uuid,
    /// The event's place in the aggregate's sequence.
    pub aggregate_seq: i64,
    /// Who caused it.
    pub actor: String,
    /// What they are called.
    pub actor_name: Option<String>,
    /// The chain of cause and effect it belongs to.
    pub correlation_id: Uuid,
    /// When it happened.
    pub recorded_at: DateTime<Utc>,
    /// The business day it belongs to.
    pub effective_on: NaiveDate,
    /// The account.
    pub account: String,
    /// Debits are positive.
    pub amount: Decimal,
    /// Currency of the amount.
    pub currency: String,
    /// Deals it adds to or takes from the account.
    pub deals: i32,
    /// What it is about.
    pub description: String,
    /// The project.
    pub project_id: Option<Uuid>,
    /// Its name.
    pub project_name: Option<String>,
    /// The client.
    pub account_id: Option<Uuid>,
    /// Its name.
    pub account_name: Option<String>,
    /// The deal.
    pub deal_id: Option<Uuid>,
    /// Its name.
    pub deal_name: Option<String>,
    /// Who worked.
    pub person_id: Option<Uuid>,
    /// Their name.
    pub person_name: Option<String>,
    /// The cost centre.
    pub cost_center_id: Option<Uuid>,
    /// Its name.
    pub cost_center_name: Option<String>,
    /// The stage.
    pub stage_id: Option<Uuid>,
    /// Its name.
    pub stage_name: Option<String>,
}

/// The key postings are listed by.
pub type LineKey = (DateTime<Utc>, Uuid, i32);

/// What all postings of a filter sum to, in each currency. The bounds of the time recorded are such that an index finds them, whether
/// they are asked for or not.
pub async fn sums(db: &mut Db, filter: &Filter) -> Result<Vec<Sum>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select currency::text as "currency!", sum(amount) as "amount!", count(*) as "postings!"
             from postings
            where org_id = $1 and account = any($2)
              and ($3::text is null or currency = $3)
              and recorded_at > coalesce($11, '-infinity'::timestamptz)
              and recorded_at <= coalesce($4, 'infinity'::timestamptz)
              and ($5::uuid is null or coalesce(project_id, '00000000-0000-0000-0000-000000000000') = $5)
              and ($6::uuid[] is null or coalesce(account_id, '00000000-0000-0000-0000-000000000000') = any ($6))
              and ($7::uuid is null or coalesce(deal_id, '00000000-0000-0000-0000-000000000000') = $7)
              and ($8::uuid is null or coalesce(person_id, '00000000-0000-0000-0000-000000000000') = $8)
              and ($9::uuid is null or coalesce(cost_center_id, '00000000-0000-0000-0000-000000000000') = $9)
              and ($10::uuid is null or coalesce(stage_id, '00000000-0000-0000-0000-000000000000') = $10)
              and effective_on between coalesce($12, '-infinity'::date) and coalesce($13, 'infinity'::date)
            group by currency order by currency"#,
        org,
        &filter.accounts(),
        filter.currency.map(Currency::code),
        filter.as_of,
        filter.project_id,
        filter.customers.as_deref() as Option<&[Uuid]>,
        filter.deal_id,
        filter.person_id,
        filter.cost_center_id,
        filter.stage_id,
        filter.from,
        filter.days.from,
        filter.days.to
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            let currency = Currency::from_code(&row.currency).map_err(Problem::internal)?;
            Ok(Sum { currency, amount: row.amount, postings: row.postings })
        })
        .collect()
}

/// A page of the postings of a filter, in the order in which they were recorded.
pub async fn lines(db: &mut Db, filter: &Filter, after: Option<LineKey>, limit: Limit) -> Result<Vec<Line>> {
    let org = db.org.as_uuid();
    let begins = after.is_none();
    let (after_time, after_event, after_place) = after.unwrap_or_default();
    let rows = sqlx::query_as!(
        Line,
        r#"select line.event_id, line.place, event.type as event_type, event.aggregate_type, event.aggregate_id,
                  event.aggregate_seq, event.actor, member.name as "actor_name?", event.correlation_id,
                  line.recorded_at, line.effective_on, line.account, line.amount, line.currency::text as "currency!",
                  line.deals, line.description,
                  line.project_id, project.name as "project_name?", line.account_id, client.name as "account_name?",
                  line.deal_id, deal.name as "deal_name?", line.person_id, person.name as "person_name?",
                  line.cost_center_id, cost_center.name as "cost_center_name?",
                  line.stage_id, stage.name as "stage_name?"
             from (
               select * from postings
                where org_id = $1 and account = any($2)
                  and ($3::text is null or currency = $3)
                  and recorded_at > coalesce($16, '-infinity'::timestamptz)
                  and recorded_at <= coalesce($4, 'infinity'::timestamptz)
                  and ($5::uuid is null or coalesce(project_id, '00000000-0000-0000-0000-000000000000') = $5)
                  and ($6::uuid[] is null or coalesce(account_id, '00000000-0000-0000-0000-000000000000') = any ($6))
                  and ($7::uuid is null or coalesce(deal_id, '00000000-0000-0000-0000-000000000000') = $7)
                  and ($8::uuid is null or coalesce(person_id, '00000000-0000-0000-0000-000000000000') = $8)
                  and ($9::uuid is null or coalesce(cost_center_id, '00000000-0000-0000-0000-000000000000') = $9)
                  and ($10::uuid is null or coalesce(stage_id, '00000000-0000-0000-0000-000000000000') = $10)
                  and effective_on between coalesce($17, '-infinity'::date) and coalesce($18, 'infinity'::date)
                  and ($11 or (recorded_at, event_id, place) > ($12, $13, $14))
                order by recorded_at, event_id, place
                limit $15
             ) as line
             join events event on event.org_id = $1 and event.event_id = line.event_id
             left join names member on member.org_id = $1 and member.kind = 'member'
               and member.id = case when event.actor like 'member:%' then substr(event.actor, 8)::uuid end
             left join names project on project.org_id = $1 and project.kind = 'project' and project.id = line.project_id
             left join names client on client.org_id = $1 and client.kind = 'account' and client.id = line.account_id
             left join names deal on deal.org_id = $1 and deal.kind = 'deal' and deal.id = line.deal_id
             left join names person on person.org_id = $1 and person.kind = 'person' and person.id = line.person_id
             left join names cost_center on cost_center.org_id = $1 and cost_center.kind = 'cost_center'
               and cost_center.id = line.cost_center_id
             left join names stage on stage.org_id = $1 and stage.kind = 'stage' and stage.id = line.stage_id
            order by line.recorded_at, line.event_id, line.place"#,
        org,
        &filter.accounts(),
        filter.currency.map(Currency::code),
        filter.as_of,
        filter.project_id,
        filter.customers.as_deref() as Option<&[Uuid]>,
        filter.deal_id,
        filter.person_id,
        filter.cost_center_id,
        filter.stage_id,
        begins,
        after_time,
        after_event,
        after_place,
        limit.fetch(),
        filter.from,
        filter.days.from,
        filter.days.to
    )
    .fetch_all(db.conn())
    .await?;
    Ok(rows)
}
