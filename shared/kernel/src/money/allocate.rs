//! Splitting an amount so that the parts add up to it.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::exact::{MAX_DIVISOR, from_units, integer_weights, mul_div};
use super::{Money, MoneyError};

impl Money {
    /// Splits the amount in proportion to the weights, in whole minor units, so that the parts add up to it exactly.
    /// Each part is rounded towards zero, and the units left over go one each to the largest remainders, the earlier
    /// part first among equals. A part of weight zero is zero. An amount of zero splits into zeros by any weights.
    ///
    /// # Errors
    /// [`MoneyError::NotMinor`], [`MoneyError::Weights`].
    pub fn allocate(&self, weights: &[Decimal]) -> Result<Vec<Self>, MoneyError> {
        if self.is_zero() {
            return Ok(vec![*self; weights.len()]);
        }
        if !self.is_minor() {
            return Err(MoneyError::NotMinor);
        }
        let scale = self.currency.minor_units();
        let weights = integer_weights(weights)?;
        let total = weights.iter().try_fold(0_u128, |sum, weight| sum.checked_add(*weight));
        let total = total.filter(|total| (1..MAX_DIVISOR).contains(total)).ok_or(MoneyError::Weights)?;
        let units = self.amount.mantissa().unsigned_abs();
        let shares = weights.iter().map(|weight| mul_div(units, *weight, total).ok_or(MoneyError::Weights));
        let mut shares = shares.collect::<Result<Vec<_>, _>>()?;

        let given: u128 = shares.iter().map(|(quotient, _)| quotient).sum();
        let mut by_rest: Vec<_> = shares.iter_mut().collect();
        by_rest.sort_by_key(|(_, rest)| Reverse(*rest));
        for ((quotient, _), _) in by_rest.into_iter().zip(given..units) {
            *quotient += 1;
        }
        let signed = |magnitude: Decimal| if self.is_negative() { -magnitude } else { magnitude };
        shares.into_iter().map(|(units, _)| Self::new(signed(from_units(units, scale)?), self.currency)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::currency::Currency;
    use proptest::prelude::*;

    fn allocated(amount: &str, weights: &[&str]) -> Result<Vec<String>, MoneyError> {
        let weights: Vec<Decimal> = weights.iter().map(|weight| weight.parse().unwrap()).collect();
        let parts = Money::new(amount.parse().unwrap(), Currency::EUR)?.allocate(&weights)?;
        Ok(parts.into_iter().map(|part| part.amount().to_string()).collect())
    }

    fn any_weight() -> impl Strategy<Value = Decimal> {
        prop_oneof![
            (0_i64..1_000_000, 0_u32..7).prop_map(|(number, scale)| Decimal::new(number, scale)),
            (1_i64..1_000).prop_map(|number| Decimal::ONE / Decimal::from(number)),
        ]
    }

    proptest! {
        #[test]
        fn parts_add_up_and_lie_within_a_unit_of_their_share(
            units: i64,
            code in prop_oneof![Just("EUR"), Just("JPY"), Just("KWD"), Just("CLF")],
            weights in proptest::collection::vec(any_weight(), 1..12),
        ) {
            let currency = Currency::from_code(code).unwrap();
            let scale = currency.minor_units();
            let whole = Money::new(Decimal::new(units % 1_000_000_000_000_000, scale), currency).unwrap();
            let total: Decimal = weights.iter().sum();
            prop_assume!(!total.is_zero());

            let parts = whole.allocate(&weights).unwrap();
            prop_assert_eq!(Money::sum(&parts, currency), Ok(whole));
            for (part, weight) in parts.iter().zip(&weights) {
                let share = whole.amount() * (weight / total);
                prop_assert!(part.is_minor());
                prop_assert!((part.amount() - share).abs() < Decimal::new(1, scale) + Decimal::new(1, 8));
                prop_assert!(!weight.is_zero() || part.is_zero());
                prop_assert!(part.is_zero() || part.is_negative() == whole.is_negative());
            }
        }
    }

    #[test]
    fn what_is_left_goes_to_the_largest_remainders() {
        assert_eq!(allocated("100", &["1", "1", "1"]).unwrap(), ["33.34", "33.33", "33.33"]);
        assert_eq!(allocated("-100", &["1", "1", "1"]).unwrap(), ["-33.34", "-33.33", "-33.33"]);
        assert_eq!(allocated("0.05", &["0.3", "0", "0.7"]).unwrap(), ["0.02", "0.00", "0.03"]);
        assert_eq!(allocated("0.01", &["1", "5"]).unwrap(), ["0.00", "0.01"]);
        assert_eq!(allocated("0", &["0", "0"]).unwrap(), ["0.00", "0.00"]);
    }

    #[test]
    fn weights_that_divide_nothing_are_refused() {
        for weights in
            [&[][..], &["0", "0"], &["2", "-1"], &["79228162514264337593543950335", "0.0000000000000000000000000001"]]
        {
            assert_eq!(allocated("1", weights), Err(MoneyError::Weights), "{weights:?}");
        }
        assert_eq!(allocated("0.001", &["1"]), Err(MoneyError::NotMinor));
    }
}
