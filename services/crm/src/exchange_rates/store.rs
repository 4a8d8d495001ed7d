//! The table of exchange rates.

use chrono::NaiveDate;
use contracts::crm::forecasting::ExchangeRate;
use kernel::{Currency, ExchangeRateId, Rate};
use platform::{Db, FieldError, Kind, Problem, Result};
use uuid::Uuid;

use super::model::{RateState, Rates};

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
    /// Day and id of the last one already seen.
    pub after: Option<(NaiveDate, Uuid)>,
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

/// Rates, the newest day first.
pub async fn list(db: &mut Db, filter: Filter, rows: i64) -> Result<Vec<RateState>> {
    let (org, (after_day, after_id)) = (db.org.as_uuid(), filter.after.unzip());
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
        rows
    )
    .fetch_all(db.conn())
    .await?;
    Ok(found.into_iter().map(RateState::from).collect())
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
