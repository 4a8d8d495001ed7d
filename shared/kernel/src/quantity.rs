//! Decimal quantities that are not money: hours of work, quantities of lines, percentages, VAT rates.
//!
//! Each is zero or more with a bounded number of decimals, a string in JSON and `NUMERIC` in the database.

use rust_decimal::Decimal;

use crate::money::Money;
use crate::wire;

/// Why a quantity was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QuantityError {
    /// The text is not plain decimal notation.
    #[error("must be a decimal number in a string, such as \"7.5\"")]
    NotDecimal,
    /// Below zero.
    #[error("must be 0 or more")]
    Negative,
    /// More decimals than the type keeps.
    #[error("must have at most {max} decimals")]
    TooManyDecimals {
        /// The decimals the type keeps.
        max: u32,
    },
    /// Above the largest value of the type.
    #[error("must be at most {max}")]
    TooLarge {
        /// The largest value.
        max: Decimal,
    },
}

macro_rules! quantity {
    ($(#[$doc:meta])* $name:ident, max: $max:expr, scale: $scale:literal, schema: $schema:tt) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(Decimal);

        impl $name {
            /// Zero.
            pub const ZERO: Self = Self(Decimal::ZERO);
            /// The largest value.
            pub const MAX: Self = Self($max);
            /// The most decimals a value may have.
            pub const MAX_SCALE: u32 = $scale;

            /// Checks the value. Trailing zeros do not count as decimals and are dropped.
            ///
            /// # Errors
            /// [`QuantityError`] when it is negative, too large or has too many decimals.
            pub fn new(value: Decimal) -> Result<Self, QuantityError> {
                if value.is_zero() {
                    return Ok(Self::ZERO);
                }
                let value = value.normalize();
                if value.is_sign_negative() {
                    return Err(QuantityError::Negative);
                }
                if value.scale() > Self::MAX_SCALE {
                    return Err(QuantityError::TooManyDecimals { max: Self::MAX_SCALE });
                }
                if value > Self::MAX.0 {
                    return Err(QuantityError::TooLarge { max: Self::MAX.0 });
                }
                Ok(Self(value))
            }

            /// Zero.
            pub const fn zero() -> Self {
                Self::ZERO
            }

            /// The number.
            pub const fn value(self) -> Decimal {
                self.0
            }

            /// Whether it is zero.
            pub const fn is_zero(self) -> bool {
                self.0.is_zero()
            }
        }

        impl From<$name> for Decimal {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl TryFrom<Decimal> for $name {
            type Error = QuantityError;

            fn try_from(value: Decimal) -> Result<Self, Self::Error> {
                Self::new(value)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.0, formatter)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(formatter, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = QuantityError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::new(wire::parse_decimal(text).ok_or(QuantityError::NotDecimal)?)
            }
        }

        wire_string!($name,
            expecting: "a decimal number in a JSON string such as \"7.5\" (send the string, not a number)",
            schema: $schema);
        column!($name as Decimal, |value| value.0, |stored| Self::new(stored));
    };
}

macro_rules! arithmetic {
    ($name:ident) => {
        impl $name {
            /// The sum.
            ///
            /// # Errors
            /// [`QuantityError::TooLarge`].
            pub fn checked_add(self, other: Self) -> Result<Self, QuantityError> {
                Self::new(self.0.saturating_add(other.0))
            }

            /// The difference.
            ///
            /// # Errors
            /// [`QuantityError::Negative`] when `other` is larger.
            pub fn checked_sub(self, other: Self) -> Result<Self, QuantityError> {
                Self::new(self.0.saturating_sub(other.0))
            }

            /// The sum of many; zero when there are none.
            ///
            /// # Errors
            /// [`QuantityError::TooLarge`].
            pub fn sum(values: impl IntoIterator<Item = Self>) -> Result<Self, QuantityError> {
                values.into_iter().try_fold(Self::ZERO, Self::checked_add)
            }
        }
    };
}

quantity! {
    /// Hours of work as a decimal: `"7.5"` is seven and a half hours. Zero or more, at most four decimals, at most
    /// 10,000,000, which leaves room for the sums of a large project. Where an entry must
    /// take time at all, check [`Hours::is_zero`].
    Hours, max: Decimal::from_parts(10_000_000, 0, 0, false, 0), scale: 4,
    schema: { "type": "string", "title": "Hours", "description": "Hours as a decimal number in a string.",
              "pattern": "^[0-9]{1,5}(\\.[0-9]{1,4})?$", "examples": ["7.5"] }
}
arithmetic!(Hours);

quantity! {
    /// How many units a line is for. Zero or more, at most four decimals, below 10^15: `NUMERIC(19,4)`.
    Quantity, max: Decimal::from_parts(2_313_682_943, 2_328_306_436, 0, false, 4), scale: 4,
    schema: { "type": "string", "title": "Quantity", "description": "Decimal number in a string.",
              "pattern": "^[0-9]{1,15}(\\.[0-9]{1,4})?$", "examples": ["12"] }
}
arithmetic!(Quantity);

quantity! {
    /// A percentage from 0 to 100 with at most four decimals: `"33.3333"` is a third, nearly.
    Percent, max: Decimal::ONE_HUNDRED, scale: 4,
    schema: { "type": "string", "title": "Percent", "description": "Percentage from 0 to 100 in a string.",
              "pattern": "^[0-9]{1,3}(\\.[0-9]{1,4})?$", "examples": ["12.5"] }
}
arithmetic!(Percent);

quantity! {
    /// A rate of value added tax in percent, from 0 to 100 with at most two decimals: `"27"`.
    VatRate, max: Decimal::ONE_HUNDRED, scale: 2,
    schema: { "type": "string", "title": "VatRate", "description": "VAT rate in percent, from 0 to 100, in a string.",
              "pattern": "^[0-9]{1,3}(\\.[0-9]{1,2})?$", "examples": ["27"] }
}

quantity! {
    /// What one unit of a currency is worth in another one: zero or more, at most twelve decimals, at most 10^9. Where a rate
    /// must be worth something, check [`Rate::is_zero`].
    Rate, max: Decimal::from_parts(1_000_000_000, 0, 0, false, 0), scale: 12,
    schema: { "type": "string", "title": "Rate", "description": "Exchange rate as a decimal number in a string.",
              "pattern": "^[0-9]{1,10}(\\.[0-9]{1,12})?$", "examples": ["0.0025"] }
}

/// One hundredth.
const HUNDREDTH: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

impl Percent {
    /// All of it.
    pub const HUNDRED: Self = Self::MAX;

    /// This share of an amount, rounded half away from zero to the minor units of the currency.
    pub fn of(self, whole: Money) -> Money {
        whole.share(self.0.saturating_mul(HUNDREDTH))
    }
}

impl VatRate {
    /// The tax on a taxable amount, rounded half away from zero to the minor units of the currency. An invoice takes
    /// it once per rate, of the sum of the lines of that rate (EN 16931 BR-CO-17), never line by line.
    pub fn of(self, taxable: Money) -> Money {
        taxable.share(self.0.saturating_mul(HUNDREDTH))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::currency::Currency;
    use proptest::prelude::*;

    fn money(amount: &str, code: &str) -> Money {
        Money::new(amount.parse().unwrap(), Currency::from_code(code).unwrap()).unwrap()
    }

    proptest! {
        #[test]
        fn hours_round_trip_and_add_up(a in 0_i64..400_000_000, b in 0_i64..400_000_000) {
            let [a, b] = [a, b].map(|units| Hours::new(Decimal::new(units, 4)).unwrap());
            let json = serde_json::to_string(&a).unwrap();
            prop_assert_eq!(serde_json::from_str::<Hours>(&json).unwrap(), a);
            let sum = a.checked_add(b).unwrap();
            prop_assert_eq!(sum, b.checked_add(a).unwrap());
            prop_assert_eq!(sum.checked_sub(b), Ok(a));
            prop_assert_eq!(Hours::sum([a, b]), Ok(sum));
        }

        #[test]
        fn a_share_never_exceeds_the_whole(units in 0_i64..=999_999_999_999_999, percent in 0_i64..=1_000_000) {
            let whole = Money::new(Decimal::new(units, 2), Currency::EUR).unwrap();
            let share = Percent::new(Decimal::new(percent, 4)).unwrap().of(whole);
            prop_assert!(share.is_minor() && share.amount() <= whole.amount());
        }
    }

    #[test]
    fn bounds_are_kept() {
        let hours = |text: &str| text.parse::<Hours>();
        assert_eq!(hours("7.50").unwrap().to_string(), "7.5");
        assert!(hours("0").unwrap().is_zero() && hours("10000000").is_ok());
        assert_eq!(hours("-1"), Err(QuantityError::Negative));
        assert_eq!(hours("-0"), Ok(Hours::ZERO));
        assert_eq!(hours("0.00001"), Err(QuantityError::TooManyDecimals { max: 4 }));
        assert_eq!(hours("10000001").unwrap_err().to_string(), "must be at most 10000000");
        assert_eq!(hours("1e3"), Err(QuantityError::NotDecimal));
        assert_eq!(Hours::ZERO.checked_sub(Hours::MAX), Err(QuantityError::Negative));
        assert_eq!("27.555".parse::<VatRate>(), Err(QuantityError::TooManyDecimals { max: 2 }));
        assert!("100".parse::<Percent>().is_ok() && "100.01".parse::<Percent>().is_err());
        assert_eq!(Quantity::MAX.to_string(), "999999999999999.9999");
        assert!(Quantity::MAX.checked_add("0.0001".parse().unwrap()).is_err());
    }

    #[test]
    fn numbers_are_refused_in_favour_of_strings() {
        for json in ["7.5", "7"] {
            let error = serde_json::from_str::<Hours>(json).unwrap_err().to_string();
            assert!(error.contains("send the string, not a number"), "{error}");
        }
        assert_eq!(serde_json::to_string(&"27.00".parse::<VatRate>().unwrap()).unwrap(), "\"27\"");
    }

    #[test]
    fn tax_is_taken_once_of_the_sum() {
        let rate: VatRate = "20".parse().unwrap();
        let lines = ["299.33", "179.33", "99.34"].map(|net| money(net, "EUR"));
        let sum = Money::sum(lines, Currency::EUR).unwrap();
        assert_eq!(rate.of(sum), money("115.60", "EUR"));
        let by_line = Money::sum(lines.map(|line| rate.of(line)), Currency::EUR).unwrap();
        assert_eq!(by_line, money("115.61", "EUR"));
    }

    #[test]
    fn shares_round_half_away_from_zero_to_the_currency() {
        let half = Percent::new(Decimal::from(50)).unwrap();
        for (whole, code, share) in
            [("0.01", "EUR", "0.01"), ("-0.01", "EUR", "-0.01"), ("5", "JPY", "3"), ("0.003", "KWD", "0.002")]
        {
            assert_eq!(half.of(money(whole, code)), money(share, code));
        }
        let largest = money("999999999999999.9949", "EUR");
        assert_eq!(Percent::HUNDRED.of(largest), largest.rounded());
    }
}
