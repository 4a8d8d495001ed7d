//! Lists of quotes.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::crm::quotes::{QuoteAnswer, QuoteStatus};
use kernel::{AccountId, DealId, Name, QuoteId, ShortCode, VatTotals};
use platform::{Db, Result};
use sqlx::types::Json;
use uuid::Uuid;

use crate::quotes::model::{State, state_of};
use crate::quotes::views::QuoteSummary;
use crate::words;

/// Which quotes, and from where on.
#[derive(Debug, Default)]
pub struct Filter {
    /// For this deal.
    pub deal_id: Option<DealId>,
    /// For deals of an account that goes by these ids.
    pub accounts: Option<Vec<Uuid>>,
    /// That stand so today.
    pub state: Option<State>,
    /// Whose number begins so.
    pub number: Option<String>,
    /// Moment and id of the last one already seen.
    pub after: Option<(DateTime<Utc>, Uuid)>,
}

struct Row {
    quote_id: QuoteId,
    number: ShortCode,
    revision: i32,
    title: Name,
    deal_id: DealId,
    deal_name: Name,
    account_id: Option<AccountId>,
    account_name: Option<Name>,
    status: String,
    totals: Json<VatTotals>,
    answer: Option<Json<QuoteAnswer>>,
    valid_until: NaiveDate,
    created_at: DateTime<Utc>,
    sent_at: Option<DateTime<Utc>>,
    viewed_at: Option<DateTime<Utc>>,
    version: i64,
}

/// Quotes, newest first.
pub async fn list(db: &mut Db, filter: Filter, rows: i64) -> Result<Vec<QuoteSummary>> {
    let (org, today) = (db.org.as_uuid(), db.today());
    let (at, id) = filter.after.unzip();
    let (status, expired) = match filter.state {
        None => (None, None),
        Some(State::Draft) => (Some(QuoteStatus::Draft), None),
        Some(State::Sent) => (Some(QuoteStatus::Sent), Some(false)),
        Some(State::Expired) => (Some(QuoteStatus::Sent), Some(true)),
        Some(State::Accepted) => (Some(QuoteStatus::Accepted), None),
        Some(State::Declined) => (Some(QuoteStatus::Declined), None),
        Some(State::Superseded) => (Some(QuoteStatus::Superseded), None),
        Some(State::Withdrawn) => (Some(QuoteStatus::Withdrawn), None),
    };
    let found = sqlx::query_as!(
        Row,
        r#"select q.quote_id as "quote_id: QuoteId", q.number as "number: ShortCode", q.revision,
                  q.title as "title: Name", q.deal_id as "deal_id: DealId", d.name as "deal_name: Name",
                  d.account_id as "account_id: AccountId", a.name as "account_name?: Name", q.status,
                  q.totals as "totals: Json<VatTotals>",
                  q.answer as "answer: Json<QuoteAnswer>", q.valid_until, q.created_at, q.sent_at, q.viewed_at, q.version
             from quotes q
             join deals d on d.org_id = q.org_id and d.deal_id = q.deal_id
             left join accounts a on a.org_id = d.org_id and a.account_id = d.account_id
            where q.org_id = $1 and ($2::uuid is null or q.deal_id = $2)
              and ($3::uuid[] is null or d.account_id = any ($3))
              and ($4::text is null or q.status = $4)
              and ($5::boolean is null or (q.valid_until < $6) = $5)
              and ($7::text is null or starts_with(q.number, $7))
              and ($8::timestamptz is null or (q.created_at, q.quote_id) < ($8, $9::uuid))
            order by q.created_at desc, q.quote_id desc limit $10"#,
        org,
        filter.deal_id.map(DealId::as_uuid),
        filter.accounts.as_deref(),
        status.map(words::word).transpose()?,
        expired,
        today,
        filter.number,
        at,
        id,
        rows,
    )
    .fetch_all(db.conn())
    .await?;
    found.into_iter().map(|row| summary(row, today)).collect()
}

fn summary(row: Row, today: NaiveDate) -> Result<QuoteSummary> {
    let (totals, answered_at) = match row.answer.map(|answer| answer.0) {
        Some(QuoteAnswer::Accepted { at, totals, .. }) => (totals, Some(at)),
        Some(QuoteAnswer::Declined { at, .. }) => (row.totals.0, Some(at)),
        None => (row.totals.0, None),
    };
    Ok(QuoteSummary {
        quote_id: row.quote_id,
        number: row.number,
        revision: row.revision,
        title: row.title,
        deal_id: row.deal_id,
        deal_name: row.deal_name,
        account_id: row.account_id,
        account_name: row.account_name,
        state: state_of(words::value(row.status)?, row.valid_until, today),
        net: totals.net,
        gross: totals.gross,
        valid_until: row.valid_until,
        created_at: row.created_at,
        sent_at: row.sent_at,
        viewed_at: row.viewed_at,
        answered_at,
        version: row.version,
    })
}
