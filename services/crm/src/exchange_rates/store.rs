//! The table of exchange rates.

use chrono::NaiveDate;
use contracts::crm::forecasting::ExchangeRate;
use kernel::{Currency, Cursor, ExchangeRateId, Limit, Page, Rate};
use platform::{Db, FieldError, Kind, Problem, Result};
use uuid::Uuid;

use super::model::{RateState, Rates};
use crate::lists;
use crate::order::store::places;
use crate::order::{ids, orders, put};

struct Row {
    exchange_rate_id: ExchangeRateId,
    version: i64,
    currency: Currency,
    base_currency: Currency,
    on_day: NaiveDate,
    rate: Rate,
}

impl From<Row> for RateState {
    fn from(row: Row) -> Self {
        let Row { exchange_rate_id, version, currency, base_currency, on_day, rate } = row;
        Self { version, image: ExchangeRate { exchange_rate_id, currency, base_currency, on: on_day, rate } }
    }
}

/// Which rates.
#[derive(Debug, Default)]
pub struct Filter {
    /// Of this currency.
    pub currency: Option<Currency>,
    /// First day from which they hold.
    pub from: Option<NaiveDate>,
    /// Last day from which they hold.
    pub to: Option<NaiveDate>,
}

orders! {
    "ExchangeRateSort":
    /// The newest day first.
    #[default]
    Newest "-on",
    /// The oldest day first.
    Oldest "on",
    /// By currency.
    Currency "currency",
    /// By currency, downwards.
    CurrencyDown "-currency",
    /// The lowest first.
    Lowest "rate",
    /// The highest first.
    Highest "-rate",
}

/// Rates with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select exchange_rate_id as "exchange_rate_id: ExchangeRateId", version, currency as "currency: Currency",
                      base_currency as "base_currency: Currency", on_day, rate as "rate: Rate"
                 from exchange_rates where org_id = $1 and "# + $rest,
            $($argument),+
        )
    };
}

/// Rates in an order, after a cursor.
pub async fn list(
    db: &mut Db,
    filter: Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<RateState>> {
    if sort != Sort::default() {
        return sorted(db, filter, sort, cursor, limit).await;
    }
    let (org, (after_day, after_id)) = (db.org.as_uuid(), lists::after::<(NaiveDate, Uuid)>(cursor)?.unzip());
    let found = select!(
        "($2::text is null or currency = $2) and ($3::date is null or on_day >= $3)
         and ($4::date is null or on_day <= $4)
         and ($5::date is null or (on_day, exchange_rate_id) < ($5, $6::uuid))
         order by on_day desc, exchange_rate_id desc limit $7",
        org,
        filter.currency.map(Currency::code),
        filter.from,
        filter.to,
        after_day,
        after_id,
        limit.fetch()
    )
    .fetch_all(db.conn())
    .await?;
    let rates = found.into_iter().map(RateState::from).collect();
    Ok(Page::from_rows(rates, limit, |rate: &RateState| (rate.image.on, rate.image.exchange_rate_id)))
}

async fn sorted(
    db: &mut Db,
    filter: Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<RateState>> {
    let page = places!(
        db, sort, cursor, limit,
        from "exchange_rates x" id "x.exchange_rate_id"
        keys "when 'on' then day_key(x.on_day) when 'currency' then x.currency when 'rate' then number_key(x.rate)"
        filter "($7::text is null or x.currency = $7) and ($8::date is null or x.on_day >= $8)
                and ($9::date is null or x.on_day <= $9)",
        filter.currency.map(Currency::code),
        filter.from,
        filter.to,
    );
    let org = db.org.as_uuid();
    let rows = select!("exchange_rate_id = any($2)", org, &ids(&page)).fetch_all(db.conn()).await?;
    Ok(put(page, rows.into_iter().map(RateState::from).collect(), |rate| rate.image.exchange_rate_id.as_uuid()))
}

/// A rate.
pub async fn get(db: &mut Db, id: ExchangeRateId) -> Result<Option<RateState>> {
    let org = db.org.as_uuid();
    let row = select!("exchange_rate_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    Ok(row.map(RateState::from))
}

/// A rate nobody else changes until this is over.
pub async fn lock(db: &mut Db, id: ExchangeRateId) -> Result<Option<RateState>> {
    let org = db.org.as_uuid();
    let row = select!("exchange_rate_id = $2 for no key update", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    Ok(row.map(RateState::from))
}

/// The newest rate of each currency.
pub async fn newest(db: &mut Db) -> Result<Rates> {
    let (org, base) = (db.org.as_uuid(), db.base_currency);
    let rows = sqlx::query!(
        r#"select distinct on (currency) currency as "currency: Currency", rate as "rate: Rate"
             from exchange_rates where org_id = $1 and base_currency = $2 order by currency, on_day desc"#,
        org,
        base.code(),
    )
    .fetch_all(db.conn())
    .await?;
    Ok(Rates::new(base, rows.into_iter().map(|row| (row.currency, row.rate)).collect()))
}

/// Writes a rate, new or changed; the caller holds its row when it is not new.
pub async fn save(db: &mut Db, rate: &RateState) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &rate.image);
    sqlx::query!(
        "insert into exchange_rates (org_id, exchange_rate_id, version, currency, base_currency, on_day, rate, created_at,
                                     updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $8)
         on conflict (org_id, exchange_rate_id) do update
           set version = excluded.version, rate = excluded.rate, updated_at = $8",
        org,
        image.exchange_rate_id.as_uuid(),
        rate.version,
        image.currency.code(),
        image.base_currency.code(),
        image.on,
        image.rate.value(),
        now,
    )
    .execute(db.conn())
    .await
    .map_err(refused)?;
    Ok(())
}

fn refused(error: sqlx::Error) -> Problem {
    match error.as_database_error().and_then(|database| database.constraint()) {
        Some("exchange_rates_day_key") => {
            let detail = "there is a rate of this currency for this day already; correct that one";
            Problem::new(Kind::Conflict, "rate-given", "There is a rate of this currency for this day already.")
                .with_fields(vec![FieldError::new("/on", detail)])
        }
        _ => error.into(),
    }
}
