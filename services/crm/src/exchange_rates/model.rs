//! What a rate may be.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use contracts::crm::forecasting::{ExchangeRate, ExchangeRateCreated, ExchangeRateUpdated};
use kernel::{Currency, Decimal, ExchangeRateId, Money, Rate};
use platform::{FieldError, Kind, Refusal};

/// A rate with its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateState {
    /// Grows by one with each change.
    pub version: i64,
    /// The rate as others see it.
    pub image: ExchangeRate,
}

/// What units of other currencies are worth in the organisation's, by the newest rates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rates {
    base: Currency,
    newest: BTreeMap<Currency, Rate>,
}

impl Rates {
    /// Of an organisation with this currency.
    pub const fn new(base: Currency, newest: BTreeMap<Currency, Rate>) -> Self {
        Self { base, newest }
    }

    /// The organisation's currency.
    pub const fn base(&self) -> Currency {
        self.base
    }

    /// What an amount is worth in the organisation's currency, to its minor units, as deals are valued.
    ///
    /// # Errors
    /// Its currency, when nobody gave a rate of it, or when that makes it too large to be an amount.
    pub fn worth(&self, value: Money) -> Result<Decimal, Currency> {
        let currency = value.currency();
        if currency == self.base {
            return Ok(value.amount());
        }
        let rate = self.newest.get(&currency).ok_or(currency)?;
        // It is the amount that is multiplied, and the currency of the product that it is rounded to.
        let amount = Money::new(value.amount(), self.base).and_then(|amount| amount.times(rate.value()));
        amount.map(Money::amount).map_err(|_too_large| currency)
    }
}

/// Why a rate was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: {detail}")]
pub struct RateError {
    pointer: &'static str,
    detail: String,
}

fn refuse<T>(pointer: &'static str, detail: impl Into<String>) -> Result<T, RateError> {
    Err(RateError { pointer, detail: detail.into() })
}

impl Refusal for RateError {
    fn kind(&self) -> Kind {
        Kind::Invalid
    }
    fn code(&self) -> &'static str {
        "invalid-field"
    }
    fn fields(&self) -> Vec<FieldError> {
        vec![FieldError::new(self.pointer, &self.detail)]
    }
}

impl RateState {
    /// Gives a rate; `base` is the currency of the organisation.
    ///
    /// # Errors
    /// [`RateError`] for a rate of the organisation's own currency, of a day to come, or of nothing.
    pub fn give(
        currency: Currency,
        on: NaiveDate,
        rate: Rate,
        base: Currency,
        today: NaiveDate,
    ) -> Result<(Self, ExchangeRateCreated), RateError> {
        if currency == base {
            return refuse("/currency", format!("{base} is the currency of the organisation, which is always worth 1"));
        }
        if on > today || on.year() < 1900 {
            return refuse("/on", format!("must be a day from 1900 on and not in the future; today is {today}"));
        }
        check(rate)?;
        let exchange_rate_id = ExchangeRateId::new();
        let image = ExchangeRate { exchange_rate_id, currency, base_currency: base, on, rate };
        let created = ExchangeRateCreated { exchange_rate: image.clone() };
        Ok((Self { version: 1, image }, created))
    }

    /// Corrects it.
    ///
    /// # Errors
    /// [`RateError`] for a rate of nothing.
    pub fn correct(&mut self, rate: Rate) -> Result<ExchangeRateUpdated, RateError> {
        check(rate)?;
        self.image.rate = rate;
        self.version += 1;
        Ok(ExchangeRateUpdated { exchange_rate: self.image.clone() })
    }
}

fn check(rate: Rate) -> Result<(), RateError> {
    if rate.is_zero() { refuse("/rate", "must be more than 0") } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_of_another_currency_and_a_day_that_has_come() {
        let today: NaiveDate = "2026-11-26".parse().unwrap();
        let rate = |text: &str| text.parse::<Rate>().unwrap();
        let give = |currency, on, text| RateState::give(currency, on, rate(text), Currency::EUR, today);
        let (mut given, _) = give(Currency::HUF, today, "0.0025").unwrap();
        assert_eq!(given.correct(rate("0.0026")).unwrap().exchange_rate.rate, rate("0.0026"));
        assert_eq!(give(Currency::EUR, today, "1").unwrap_err().pointer, "/currency");
        assert_eq!(give(Currency::HUF, today.succ_opt().unwrap(), "1").unwrap_err().pointer, "/on");
        assert_eq!(give(Currency::HUF, today, "0").unwrap_err().pointer, "/rate");
    }
}
