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
