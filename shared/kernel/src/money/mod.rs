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
mod exact;
mod wire;

use exact::{from_units, mul_div};

/// The most decimals an amount may have: the scale of the `NUMERIC(19,4)` columns that store it.
pub const MAX_SCALE: u32 = 4;

/// 10^15: amounts stay below it, also after rounding, which leaves 15 digits before the point of `NUMERIC(19,4)`.
const LIMIT: Decimal = Decimal::from_parts(2_764_472_320, 232_830, 0, false, 0);

/// Why an amount was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MoneyError {
    /// The text is not plain decimal notation.
    #[error("must be a decimal number in a string, such as \"115.60\"")]
    NotDecimal,
    /// More decimals than the database keeps.
    #[error("must have at most 4 decimals; round the amount before sending it")]
    TooManyDecimals,
    /// The amount, or the result of a calculation, reaches 10^15.
    #[error("must be smaller than 1000000000000000 (10^15) in magnitude")]
    OutOfRange,
    /// Two amounts of different currencies met.
    #[error("{left} and {right} cannot be combined; convert one of the amounts to the other's currency first")]
    CurrencyMismatch {
        /// The currency of the amount on the left, or of the sum.
        left: Currency,
        /// The currency of the other amount.
        right: Currency,
    },
    /// An amount to allocate has a fraction of the currency's smallest unit.
    #[error("an amount must be rounded to whole minor units of its currency before it is allocated")]
    NotMinor,
    /// The weights of an allocation are negative, all zero, missing, or too far apart in magnitude.
    #[error("allocation needs weights of 0 or more, at least one of them above 0")]
    Weights,
}

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
