//! Why amounts are refused.

use crate::currency::Currency;

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
