//! Integer arithmetic that loses nothing, for amounts in minor units.

use rust_decimal::Decimal;

use super::MoneyError;

/// Divisors of [`mul_div`] stay below this, so that twice a remainder plus another remainder fits 128 bits.
pub(super) const MAX_DIVISOR: u128 = 1 << 126;

/// Quotient and remainder of `a * b / divisor`, exact although the product may need more than 128 bits. `None` when
/// the quotient does not fit. `divisor` is above 0 and below [`MAX_DIVISOR`].
pub(super) fn mul_div(a: u128, b: u128, divisor: u128) -> Option<(u128, u128)> {
    let (whole, part) = (b / divisor, b % divisor);
    let (mut quotient, mut rest) = (0_u128, 0_u128);
    for bit in (0..u128::BITS - a.leading_zeros()).rev() {
        quotient = quotient.checked_mul(2)?;
        rest *= 2;
        if a >> bit & 1 == 1 {
            quotient = quotient.checked_add(whole)?;
            rest += part;
        }
        quotient = quotient.checked_add(rest / divisor)?;
        rest %= divisor;
    }
    Some((quotient, rest))
}

/// The weights as integers of one common scale.
pub(super) fn integer_weights(weights: &[Decimal]) -> Result<Vec<u128>, MoneyError> {
    let weights: Vec<_> = weights.iter().map(Decimal::normalize).collect();
    let scale = weights.iter().map(Decimal::scale).max().unwrap_or_default();
    let integer = |weight: &Decimal| {
        let mantissa = u128::try_from(weight.mantissa()).ok()?;
        mantissa.checked_mul(10_u128.checked_pow(scale - weight.scale())?)
    };
    weights.iter().map(|weight| integer(weight).ok_or(MoneyError::Weights)).collect()
}

/// So many minor units as a decimal.
pub(super) fn from_units(units: u128, scale: u32) -> Result<Decimal, MoneyError> {
    let units = i128::try_from(units).map_err(|_too_large| MoneyError::OutOfRange)?;
    Decimal::try_from_i128_with_scale(units, scale).map_err(|_too_large| MoneyError::OutOfRange)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_the_quotient_and_the_remainder(a: u64, b: u64, divisor in 1..u128::from(u64::MAX)) {
            let (a, b) = (u128::from(a), u128::from(b));
            prop_assert_eq!(mul_div(a, b, divisor), Some((a * b / divisor, a * b % divisor)));
        }

        #[test]
        fn a_product_of_more_than_128_bits_is_exact(a in 0..MAX_DIVISOR, divisor in 1..MAX_DIVISOR) {
            prop_assert_eq!(mul_div(a, divisor, divisor), Some((a, 0)));
            prop_assert_eq!(mul_div(divisor, a, divisor), Some((a, 0)));
        }
    }

    #[test]
    fn a_quotient_that_does_not_fit_is_none() {
        assert_eq!(mul_div(u128::MAX, 2, 1), None);
        assert_eq!(mul_div(u128::MAX, MAX_DIVISOR - 1, MAX_DIVISOR - 1), Some((u128::MAX, 0)));
    }
}
