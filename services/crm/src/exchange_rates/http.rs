//! Exchange rates over HTTP.

use chrono::NaiveDate;
use contracts::crm::forecasting::ExchangeRate;
use kernel::{Currency, Cursor, ExchangeRateId, Limit, Page, Permission, Rate};
use platform::{Created, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::RateState;
use super::store::{self, Filter, Sort};
use crate::lead_settings;
use crate::lists::List;

/// What exchange rates answer.
pub fn routes() -> Routes {
    use Permission::{ManageCrm, ReadCrm};
    Routes::new("exchange rates")
        .get("/v1/exchange-rates", ReadCrm, "List exchange rates, the newest day first", list)
        .post("/v1/exchange-rates", ManageCrm, "Give the rate of a currency from a day on", give)
        .get("/v1/exchange-rates/{exchange_rate_id}", ReadCrm, "Show an exchange rate", get)
        .patch("/v1/exchange-rates/{exchange_rate_id}", ManageCrm, "Correct an exchange rate", correct)
}

/// A rate.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct GiveRate {
    /// The currency that is valued.
    currency: Currency,
    /// From which day on; today when left out, never in the future.
    on: Option<NaiveDate>,
    /// What one unit of it is worth in the organisation's currency.
    rate: Rate,
}

/// Another value.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CorrectRate {
    /// What one unit of the currency is worth in the organisation's currency.
    rate: Rate,
}

/// Which rates.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListRates {
    /// Of this currency.
    currency: Option<Currency>,
    /// First day from which they hold.
    from: Option<NaiveDate>,
    /// Last day from which they hold.
    to: Option<NaiveDate>,
    /// The order; the newest day first when left out.
    #[serde(default)]
    sort: Sort,
    /// How many at most.
    limit: Option<Limit>,
    /// Where the page before ended.
    cursor: Option<Cursor>,
}

/// A rate.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExchangeRateView {
    #[serde(flatten)]
    exchange_rate: ExchangeRate,
    /// Grows with each change; the ETag.
    version: i64,
}

impl From<RateState> for ExchangeRateView {
    fn from(rate: RateState) -> Self {
        Self { exchange_rate: rate.image, version: rate.version }
    }
}

impl List for ListRates {
    type Item = ExchangeRateView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<ExchangeRateView>> {
        let Self { currency, from, to, .. } = *self;
        let page = store::list(db, Filter { currency, from, to }, self.sort, cursor, limit).await?;
        Ok(page.map(ExchangeRateView::from))
    }
}

async fn list(mut db: Read, Query(query): Query<ListRates>) -> Result<Reply<Page<ExchangeRateView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

async fn get(mut db: Read, Path(id): Path<ExchangeRateId>) -> Result<Reply<ExchangeRateView>> {
    let rate = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("exchange rate"))?;
    Ok(Reply::of(rate.version, rate.into()))
}

async fn give(mut tx: Tx, Json(body): Json<GiveRate>) -> Result<Created<ExchangeRateView>> {
    let (base, today) = (tx.base_currency, tx.today());
    let (rate, created) = RateState::give(body.currency, body.on.unwrap_or(today), body.rate, base, today)?;
    store::save(&mut tx, &rate).await?;
    tx.publish(rate.version, &created)?;
    lead_settings::rates_changed(&mut tx).await?;
    tx.created(format!("/v1/exchange-rates/{}", rate.image.exchange_rate_id), rate.version, rate.into()).await
}

async fn correct(
    mut tx: Tx,
    Path(id): Path<ExchangeRateId>,
    Json(body): Json<CorrectRate>,
) -> Result<Reply<ExchangeRateView>> {
    let mut rate = store::lock(&mut tx, id).await?.ok_or_else(|| Problem::not_found("exchange rate"))?;
    tx.require_match(rate.version)?;
    let corrected = rate.correct(body.rate)?;
    store::save(&mut tx, &rate).await?;
    tx.publish(rate.version, &corrected)?;
    lead_settings::rates_changed(&mut tx).await?;
    tx.reply(rate.version, rate.into()).await
}
