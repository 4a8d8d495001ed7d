//! Exact amounts of money in one currency.
//!
//! Amounts are decimals, never floats. There are no `+` and `-` operators: an amount can leave the range the database
//! holds and two amounts can have different currencies, so arithmetic returns a [`Result`]. Amounts are rounded in
//! four places only, each half away from zero to the minor units of the currency: [`Money::times`],
//! [`Money::rounded`], [`Percent::of`](crate::Percent::of) and [`VatRate::of`](crate::VatRate::of).

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::currency::Currency;

mod allocate;
mod error;
mod exact;
pub mod vat;
mod wire;

pub use error::MoneyError;
use exact::{from_units, mul_div};

/// The most decimals an amount may have: the scale of the `NUMERIC(19,4)` columns that store it.
pub const MAX_SCALE: u32 = 4;

/// 10^15: amounts stay below it, also after rounding, which leaves 15 digits before the point of `NUMERIC(19,4)`.
const LIMIT: Decimal = Decimal::from_parts(2_764_472_320, 232_830, 0, false, 0);

/// An amount in a currency, in JSON `{"amount":"115.60","currency":"EUR"}`.
///
/// At most [`MAX_SCALE`] decimals, below 10^15 in magnitude, negative allowed. Amounts are shown with at least the
/// decimals of the currency; zero has no sign. Amounts finer than the currency's smallest unit are allowed, because
/// unit prices need them: see [`Money::is_minor`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    /// The amount in units of the currency, not in cents.
    pub amount: Decimal,
    /// The currency.
    pub currency: Currency,
}

impl Money {
    /// An amount in a currency.
    ///
    /// # Errors
    /// [`MoneyError::TooManyDecimals`] for more than four decimals (trailing zeros do not count),
    /// [`MoneyError::OutOfRange`] from 10^15 in magnitude.
    pub fn new(amount: Decimal, currency: Currency) -> Result<Self, MoneyError> {
        let amount = amount.normalize();
        if amount.scale() > MAX_SCALE {
            return Err(MoneyError::TooManyDecimals);
        }
        if round(amount, currency).abs() >= LIMIT {
            return Err(MoneyError::OutOfRange);
        }
        Ok(Self::canonical(amount, currency))
    }

    /// Nothing, in a currency.
    pub fn zero(currency: Currency) -> Self {
        Self::canonical(Decimal::ZERO, currency)
    }

    /// The amount without its currency.
    pub const fn amount(self) -> Decimal {
        self.amount
    }

    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// The sum of two amounts.
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`], [`MoneyError::OutOfRange`].
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        let amount = self.amount.checked_add(other.amount).ok_or(MoneyError::OutOfRange)?;
        Self::new(amount, self.currency)
    }

    /// The difference of two amounts.
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`], [`MoneyError::OutOfRange`].
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        let amount = self.amount.checked_sub(other.amount).ok_or(MoneyError::OutOfRange)?;
        Self::new(amount, self.currency)
    }

    /// The amount with the opposite sign. The range is symmetrical, so this does not fail today; the signature is
    /// that of the other operations.
    ///
    /// # Errors
    /// None at present.
    pub fn checked_neg(self) -> Result<Self, MoneyError> {
        Self::new(-self.amount, self.currency)
    }

    /// The order of two amounts of one currency.
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`].
    pub fn checked_cmp(self, other: Self) -> Result<Ordering, MoneyError> {
        self.same_currency(other)?;
        Ok(self.amount.cmp(&other.amount))
    }

    /// The magnitude.
    pub fn abs(self) -> Self {
        Self::canonical(self.amount.abs(), self.currency)
    }

    /// The amount multiplied by a factor (hours, a quantity, an exchange rate), rounded half away from zero to the
    /// minor units of the currency. The product is exact before it is rounded, however many decimals the factor has.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`].
    pub fn times(self, factor: Decimal) -> Result<Self, MoneyError> {
        let scale = self.currency.minor_units();
        // An amount has at least the decimals of its currency, so this is not negative, and 10^32 fits.
        let divisor = 10_u128.pow((self.amount.scale() + factor.scale()).saturating_sub(scale));
        let units = self.amount.mantissa().unsigned_abs();
        let (quotient, rest) =
            mul_div(units, factor.mantissa().unsigned_abs(), divisor).ok_or(MoneyError::OutOfRange)?;
        let units = quotient.checked_add(u128::from(rest >= divisor - rest)).ok_or(MoneyError::OutOfRange)?;
        let magnitude = from_units(units, scale)?;
        let negative = self.amount.is_sign_negative() != factor.is_sign_negative();
        Self::new(if negative { -magnitude } else { magnitude }, self.currency)
    }

    /// The amount rounded half away from zero to the minor units of the currency.
    pub fn rounded(self) -> Self {
        Self::canonical(round(self.amount, self.currency), self.currency)
    }

    /// Whether the amount is a whole number of the currency's smallest units, as amounts that are paid must be.
    pub fn is_minor(self) -> bool {
        self.amount.scale() <= self.currency.minor_units()
    }

    /// The sum of amounts that all have `currency`; zero when there are none.
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`], [`MoneyError::OutOfRange`] (also of an intermediate sum).
    pub fn sum<I>(amounts: I, currency: Currency) -> Result<Self, MoneyError>
    where
        I: IntoIterator,
        I::Item: Borrow<Self>,
    {
        amounts.into_iter().try_fold(Self::zero(currency), |sum, amount| sum.checked_add(*amount.borrow()))
    }

    /// Whether the amount is zero.
    pub const fn is_zero(self) -> bool {
        self.amount.is_zero()
    }

    /// Whether the amount is below zero.
    pub const fn is_negative(self) -> bool {
        self.amount.is_sign_negative() && !self.amount.is_zero()
    }

    /// Whether the amount is above zero.
    pub const fn is_positive(self) -> bool {
        self.amount.is_sign_positive() && !self.amount.is_zero()
    }

    /// A share of the amount, rounded. `factor` is between 0 and 1 with at most six decimals, so the product is exact
    /// (25 digits at most) and stays in range.
    pub(crate) fn share(self, factor: Decimal) -> Self {
        Self::canonical(round(self.amount.saturating_mul(factor), self.currency), self.currency)
    }

    fn same_currency(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            return Ok(());
        }
        Err(MoneyError::CurrencyMismatch { left: self.currency, right: other.currency })
    }

    /// The one way of writing each amount: the decimals of the currency, more only where they are not zero, no
    /// negative zero.
    fn canonical(amount: Decimal, currency: Currency) -> Self {
        let mut amount = if amount.is_zero() { Decimal::ZERO } else { amount.normalize() };
        if amount.scale() < currency.minor_units() {
            amount.rescale(currency.minor_units());
        }
        Self { amount, currency }
    }
}

fn round(amount: Decimal, currency: Currency) -> Decimal {
    amount.round_dp_with_strategy(currency.minor_units(), RoundingStrategy::MidpointAwayFromZero)
}

impl fmt::Display for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.amount, self.currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn eur(text: &str) -> Money {
        Money::new(decimal(text), Currency::EUR).unwrap()
    }

    fn any_eur() -> impl Strategy<Value = Money> {
        let limit = 999_999_999_999_999_i64;
        (-limit..=limit, 0..=MAX_SCALE)
            .prop_map(|(units, scale)| Money::new(Decimal::new(units, scale), Currency::EUR).unwrap())
    }

    proptest! {
        #[test]
        fn addition_is_associative_and_subtraction_undoes_it(a in any_eur(), b in any_eur(), c in any_eur()) {
            let third = Decimal::new(3, 1);
            let [a, b, c] = [a, b, c].map(|money| money.times(third).unwrap());
            let left = a.checked_add(b).and_then(|sum| sum.checked_add(c));
            let right = b.checked_add(c).and_then(|sum| a.checked_add(sum));
            prop_assert_eq!(left, right);
            prop_assert_eq!(a.checked_add(b).unwrap().checked_sub(b), Ok(a));
            prop_assert_eq!(a.checked_neg().unwrap().checked_add(a), Ok(Money::zero(Currency::EUR)));
            prop_assert_eq!(Money::sum([a, b, c], Currency::EUR), left);
        }

        #[test]
        fn rounding_moves_by_half_a_unit_at_most(a in any_eur()) {
            let rounded = a.rounded();
            prop_assert!(rounded.is_minor());
            prop_assert!(rounded.checked_sub(a).unwrap().abs().amount() <= Decimal::new(5, 3));
            prop_assert_eq!(rounded, a.times(Decimal::ONE).unwrap());
        }

        #[test]
        fn times_agrees_with_decimal_arithmetic(a in any_eur(), factor in -1_000_000_i64..1_000_000) {
            let factor = Decimal::new(factor, 6);
            let expected = round(a.amount() * factor, Currency::EUR);
            prop_assert_eq!(a.times(factor).unwrap().amount(), expected);
        }
    }

    #[test]
    fn the_limits_are_those_of_the_column() {
        assert_eq!(LIMIT, decimal("1000000000000000"));
        assert_eq!(eur("999999999999999.99").to_string(), "999999999999999.99 EUR");
        for text in ["1000000000000000", "-1000000000000000", "999999999999999.995", "79228162514264337593543950335"] {
            assert_eq!(Money::new(decimal(text), Currency::EUR), Err(MoneyError::OutOfRange), "{text}");
        }
        assert_eq!(Money::new(decimal("0.00001"), Currency::EUR), Err(MoneyError::TooManyDecimals));
        let (largest, cent) = (eur("999999999999999.99"), eur("0.01"));
        assert_eq!(largest.checked_add(cent), Err(MoneyError::OutOfRange));
        assert_eq!(largest.times(decimal("1.1")), Err(MoneyError::OutOfRange));
        assert_eq!(largest.times(Decimal::MAX), Err(MoneyError::OutOfRange));
    }

    #[test]
    fn each_amount_is_written_one_way() {
        for (text, shown) in
            [("115.6", "115.60 EUR"), ("1.50000", "1.50 EUR"), ("0.1230", "0.123 EUR"), ("-0.0", "0.00 EUR")]
        {
            assert_eq!(eur(text).to_string(), shown);
        }
        let yen = Money::new(decimal("100.00"), Currency::from_code("JPY").unwrap()).unwrap();
        assert_eq!(yen.to_string(), "100 JPY");
        assert!(eur("0.123").is_positive() && !eur("0.123").is_minor() && !eur("-0.00").is_negative());
    }

    #[test]
    fn times_rounds_half_away_from_zero_once() {
        assert_eq!(eur("0.05").times(decimal("0.1")), Ok(eur("0.01")));
        assert_eq!(eur("-0.05").times(decimal("0.1")), Ok(eur("-0.01")));
        // Just below the half: an intermediate rounding to 28 digits would lift it.
        assert_eq!(eur("100000000000.01").times(decimal("0.0499999999999999999999999999")), Ok(eur("5000000000.00")));
        assert_eq!(eur("0.01").times(decimal("0.4999999999999999999999999999")), Ok(eur("0.00")));
    }

    #[test]
    fn currencies_do_not_mix() {
        let forint = Money::zero(Currency::HUF);
        let error = eur("1").checked_add(forint).unwrap_err();
        assert_eq!(error, MoneyError::CurrencyMismatch { left: Currency::EUR, right: Currency::HUF });
        assert!(error.to_string().starts_with("EUR and HUF cannot be combined"));
        assert_eq!(eur("1").checked_sub(forint), Err(error));
        assert_eq!(eur("1").checked_cmp(forint), Err(error));
        assert_eq!(Money::sum([eur("1"), forint], Currency::EUR), Err(error));
    }
}
