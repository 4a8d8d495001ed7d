//! Lists of quotes: one narrow query per order, on an index of its own or by a key of each row.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::crm::quotes::{QuoteAnswer, QuoteStatus};
use kernel::{
    AccountId, Currency, Cursor, DealId, Decimal, Limit, MemberId, Name, Page, QuoteId, ShortCode, VatTotals,
};
use platform::{Db, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use sqlx::types::Json;
use uuid::Uuid;

use crate::deals::views::worth;
use crate::lists;
use crate::order::ByColumn;
use crate::quotes::model::{State, state_of};
use crate::quotes::views::QuoteSummary;
use crate::words;

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[schemars(rename = "QuoteSort")]
pub enum Sort {
    /// Newest first.
    #[default]
    #[serde(rename = "-created_at")]
    Newest,
    /// Oldest first.
    #[serde(rename = "created_at")]
    Oldest,
    /// By number, and of one number the first version first.
    #[serde(rename = "number")]
    Number,
    /// By number, downwards.
    #[serde(rename = "-number")]
    NumberDown,
    /// By title.
    #[serde(rename = "title")]
    Title,
    /// By title, downwards.
    #[serde(rename = "-title")]
    TitleDown,
    /// By the name of the deal.
    #[serde(rename = "deal")]
    Deal,
    /// By the name of the deal, downwards.
    #[serde(rename = "-deal")]
    DealDown,
    /// By the name of who would buy, those without one last.
    #[serde(rename = "account")]
    Account,
    /// By the name of who would buy, downwards, those without one last.
    #[serde(rename = "-account")]
    AccountDown,
    /// By the name of who works on the deal, those without one last.
    #[serde(rename = "owner")]
    Owner,
    /// By the name of who works on the deal, downwards, those without one last.
    #[serde(rename = "-owner")]
    OwnerDown,
    /// By where they stand today: drafts, sent, run out, accepted, declined, superseded, taken back.
    #[serde(rename = "state")]
    State,
    /// By where they stand today, the other way.
    #[serde(rename = "-state")]
    StateDown,
    /// Smallest amount without VAT first, in the organisation's currency at the newest rate; those of a currency without one last.
    #[serde(rename = "net")]
    Smallest,
    /// Largest amount without VAT first, in the organisation's currency at the newest rate; those of a currency without one last.
    #[serde(rename = "-net")]
    Largest,
    /// What runs out first.
    #[serde(rename = "valid_until")]
    Until,
    /// What runs out last first.
    #[serde(rename = "-valid_until")]
    UntilDown,
    /// Sent first, those that were not sent last.
    #[serde(rename = "sent_at")]
    Sent,
    /// Sent last first, those that were not sent last.
    #[serde(rename = "-sent_at")]
    SentDown,
    /// Answered first, those that were not answered last.
    #[serde(rename = "answered_at")]
    Answered,
    /// Answered last first, those that were not answered last.
    #[serde(rename = "-answered_at")]
    AnsweredDown,
}

impl Sort {
    /// The column, of an order without an index.
    fn by_column(self) -> Option<ByColumn> {
        Some(match self {
            Self::Newest => return None,
            Self::Oldest => ByColumn::up("created_at"),
            Self::Number => ByColumn::up("number"),
            Self::NumberDown => ByColumn::down("number"),
            Self::Title => ByColumn::up("title"),
            Self::TitleDown => ByColumn::down("title"),
            Self::Deal => ByColumn::up("deal"),
            Self::DealDown => ByColumn::down("deal"),
            Self::Account => ByColumn::up("account"),
            Self::AccountDown => ByColumn::down("account"),
            Self::Owner => ByColumn::up("owner"),
            Self::OwnerDown => ByColumn::down("owner"),
            Self::State => ByColumn::up("state"),
            Self::StateDown => ByColumn::down("state"),
            Self::Smallest => ByColumn::up("net"),
            Self::Largest => ByColumn::down("net"),
            Self::Until => ByColumn::up("valid_until"),
            Self::UntilDown => ByColumn::down("valid_until"),
            Self::Sent => ByColumn::up("sent_at"),
            Self::SentDown => ByColumn::down("sent_at"),
            Self::Answered => ByColumn::up("answered_at"),
            Self::AnsweredDown => ByColumn::down("answered_at"),
        })
    }
}

/// Moments between which something happened: not earlier than the first, earlier than the second.
pub type Between = (Option<DateTime<Utc>>, Option<DateTime<Utc>>);

/// Which quotes.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// For this deal.
    pub deal_id: Option<DealId>,
    /// For deals of an account that goes by these ids.
    pub accounts: Option<Vec<Uuid>>,
    /// For deals that this member works on.
    pub owner_id: Option<MemberId>,
    /// That stand so today.
    pub state: Option<State>,
    /// Whose number begins so.
    pub number: Option<ShortCode>,
    /// Words that number, title, deal or account hold.
    pub text: Option<Name>,
    /// In this currency.
    pub currency: Option<Currency>,
    /// Which run out on this day or later.
    pub until_from: Option<NaiveDate>,
    /// Which run out on this day or earlier.
    pub until_by: Option<NaiveDate>,
    /// When they were sent.
    pub sent: Between,
    /// When they were answered.
    pub answered: Between,
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
    owner_id: Option<MemberId>,
    owner_name: Option<Name>,
    status: String,
    totals: Json<VatTotals>,
    answer: Option<Json<QuoteAnswer>>,
    valid_until: NaiveDate,
    created_at: DateTime<Utc>,
    sent_at: Option<DateTime<Utc>>,
    viewed_at: Option<DateTime<Utc>>,
    version: i64,
    base_net: Option<Decimal>,
    column_key: Option<String>,
}

/// A page of one order: the type of the key, what comes after the cursor, the order, and the key of a row.
macro_rules! page {
    ($type:ty, $db:expr, $filter:expr, $column:expr, $cursor:expr, $limit:expr, $after:literal, $order:literal, $key:expr) => {{
        let (org, today) = ($db.org.as_uuid(), $db.today());
        let (key, id) = lists::after::<($type, Uuid)>($cursor)?.unzip();
        let (status, expired) = standing($filter.state);
        let rows = sqlx::query_as!(
            Row,
            r#"select q.quote_id as "quote_id: QuoteId", q.number as "number: ShortCode", q.revision,
                      q.title as "title: Name", q.deal_id as "deal_id: DealId", d.name as "deal_name: Name",
                      d.account_id as "account_id: AccountId", a.name as "account_name?: Name",
                      d.owner_id as "owner_id: MemberId", m.name as "owner_name?: Name", q.status,
                      q.totals as "totals: Json<VatTotals>",
                      q.answer as "answer: Json<QuoteAnswer>", q.valid_until, q.created_at, q.sent_at, q.viewed_at,
                      q.version, quote_worth(q) as base_net, quote_key(q, $11, $6) as column_key
                 from quotes q
                 join deals d on d.org_id = q.org_id and d.deal_id = q.deal_id
                 left join accounts a on a.org_id = d.org_id and a.account_id = d.account_id
                 left join members m on m.org_id = d.org_id and m.member_id = d.owner_id
                where q.org_id = $1 and ($2::uuid is null or q.deal_id = $2)
                  and ($3::uuid[] is null or d.account_id = any ($3))
                  and ($4::text is null or q.status = $4)
                  and ($5::boolean is null or (q.valid_until < $6) = $5)
                  and ($7::text is null or starts_with(q.number, $7))
                  and ($12::uuid is null or d.owner_id = $12)
                  and ($13::text is null or q.currency = $13)
                  and ($14::date is null or q.valid_until >= $14) and ($15::date is null or q.valid_until <= $15)
                  and ($16::timestamptz is null or q.sent_at >= $16) and ($17::timestamptz is null or q.sent_at < $17)
                  and ($18::timestamptz is null or (q.answer ->> 'at')::timestamptz >= $18)
                  and ($19::timestamptz is null or (q.answer ->> 'at')::timestamptz < $19)
                  and ($20::text is null or (
                       strpos(concat_ws(' ', q.search_text, d.search_name, a.search_name), (select search_word($20, 1))) > 0
                       and strpos(concat_ws(' ', q.search_text, d.search_name, a.search_name), (select search_word($20, 2))) > 0
                       and strpos(concat_ws(' ', q.search_text, d.search_name, a.search_name), (select search_word($20, 3))) > 0
                       and strpos(concat_ws(' ', q.search_text, d.search_name, a.search_name), (select search_word($20, 4))) > 0))
                  and "#
                + $after
                + " order by "
                + $order
                + " limit $10",
            org,
            $filter.deal_id.map(DealId::as_uuid),
            $filter.accounts.as_deref(),
            status.map(words::word).transpose()?,
            expired,
            today,
            $filter.number.as_ref().map(ShortCode::as_str),
            key,
            id,
            $limit.fetch(),
            $column as Option<&str>,
            $filter.owner_id.map(MemberId::as_uuid),
            $filter.currency.map(Currency::code),
            $filter.until_from,
            $filter.until_by,
            $filter.sent.0,
            $filter.sent.1,
            $filter.answered.0,
            $filter.answered.1,
            $filter.text.as_ref().map(Name::as_str),
        )
        .fetch_all($db.conn())
        .await?;
        let Page { items, next_cursor } = Page::from_rows(rows, $limit, $key);
        let base = $db.base_currency;
        let items = items.into_iter().map(|row| summary(row, today, base)).collect::<Result<_>>()?;
        Ok(Page { items, next_cursor })
    }};
}

/// The status of a state, and whether its time has passed, where that makes the difference.
fn standing(state: Option<State>) -> (Option<QuoteStatus>, Option<bool>) {
    match state {
        None => (None, None),
        Some(State::Draft) => (Some(QuoteStatus::Draft), None),
        Some(State::Sent) => (Some(QuoteStatus::Sent), Some(false)),
        Some(State::Expired) => (Some(QuoteStatus::Sent), Some(true)),
        Some(State::Accepted) => (Some(QuoteStatus::Accepted), None),
        Some(State::Declined) => (Some(QuoteStatus::Declined), None),
        Some(State::Superseded) => (Some(QuoteStatus::Superseded), None),
        Some(State::Withdrawn) => (Some(QuoteStatus::Withdrawn), None),
    }
}

/// Quotes in an order, after a cursor.
pub async fn list(
    db: &mut Db,
    filter: Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<QuoteSummary>> {
    match sort.by_column() {
        None => newest(db, filter, cursor, limit).await,
        Some(by) if by.downwards => downwards(db, filter, by, cursor, limit).await,
        Some(by) => upwards(db, filter, by, cursor, limit).await,
    }
}

async fn newest(db: &mut Db, filter: Filter, cursor: Option<Cursor>, limit: Limit) -> Result<Page<QuoteSummary>> {
    page!(
        DateTime<Utc>,
        db,
        filter,
        None,
        cursor,
        limit,
        "($8::timestamptz is null or (q.created_at, q.quote_id) < ($8, $9::uuid))",
        "q.created_at desc, q.quote_id desc",
        |row| (row.created_at, row.quote_id)
    )
}

async fn downwards(
    db: &mut Db,
    filter: Filter,
    by: ByColumn,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<QuoteSummary>> {
    page!(
        String,
        db,
        filter,
        Some(by.column),
        cursor,
        limit,
        r#"($8::text is null or (coalesce(quote_key(q, $11, $6), '') collate "C", q.quote_id) < ($8, $9::uuid))"#,
        r#"coalesce(quote_key(q, $11, $6), '') collate "C" desc, q.quote_id desc"#,
        |row| (by.key(row.column_key.as_deref()), row.quote_id)
    )
}

async fn upwards(
    db: &mut Db,
    filter: Filter,
    by: ByColumn,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<QuoteSummary>> {
    page!(
        String,
        db,
        filter,
        Some(by.column),
        cursor,
        limit,
        r#"($8::text is null
            or (coalesce(quote_key(q, $11, $6), chr(1114111)) collate "C", q.quote_id) > ($8, $9::uuid))"#,
        r#"coalesce(quote_key(q, $11, $6), chr(1114111)) collate "C", q.quote_id"#,
        |row| (by.key(row.column_key.as_deref()), row.quote_id)
    )
}

fn summary(row: Row, today: NaiveDate, base: Currency) -> Result<QuoteSummary> {
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
        owner_id: row.owner_id,
        owner_name: row.owner_name,
        state: state_of(words::value(row.status)?, row.valid_until, today),
        net: totals.net,
        gross: totals.gross,
        base_net: worth(row.base_net, Some(base))?,
        valid_until: row.valid_until,
        created_at: row.created_at,
        sent_at: row.sent_at,
        viewed_at: row.viewed_at,
        answered_at,
        version: row.version,
    })
}
