//! What amounts with VAT add up to. VAT is computed once per rate, on the sum of what has that rate, and never line by line:
//! with many lines the two differ by cents, and only this one is what the standard allows.
//! Source: EN 16931-1, rules BR-CO-10, BR-CO-13, BR-CO-14, BR-CO-15 and BR-CO-17.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Money, MoneyError};
use crate::currency::Currency;
use crate::quantity::VatRate;

/// Everything with one VAT rate.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct VatSum {
    /// The rate.
    pub rate: VatRate,
    /// Sum without VAT.
    pub base: Money,
    /// VAT on that sum, rounded once.
    pub tax: Money,
}

/// The sums of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct VatTotals {
    /// One for each rate, lowest rate first (BG-23).
    pub groups: Vec<VatSum>,
    /// Without VAT (BT-109).
    pub net: Money,
    /// VAT of all rates (BT-110).
    pub vat: Money,
    /// With VAT (BT-112).
    pub gross: Money,
}

impl VatTotals {
    /// Adds amounts without VAT up. Each rate's tax is rounded once, half away from zero, to the minor unit of the currency.
    ///
    /// # Errors
    /// For another currency, and beyond the largest amount.
    pub fn of(amounts: impl IntoIterator<Item = (VatRate, Money)>, currency: Currency) -> Result<Self, MoneyError> {
        let mut bases: BTreeMap<VatRate, Money> = BTreeMap::new();
        for (rate, amount) in amounts {
            let base = bases.entry(rate).or_insert_with(|| Money::zero(currency));
            *base = base.checked_add(amount)?;
        }
        let groups: Vec<VatSum> =
            bases.into_iter().map(|(rate, base)| VatSum { rate, base, tax: rate.of(base) }).collect();
        let net = Money::sum(groups.iter().map(|group| group.base), currency)?;
        let vat = Money::sum(groups.iter().map(|group| group.tax), currency)?;
        Ok(Self { net, vat, gross: net.checked_add(vat)?, groups })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::*;

    fn amount(cents: i64, rate: i64) -> (VatRate, Money) {
        let rate = VatRate::new(Decimal::from(rate)).unwrap();
        (rate, Money::new(Decimal::new(cents, 2), Currency::EUR).unwrap())
    }

    #[test]
    fn vat_is_rounded_per_rate_and_not_per_line() {
        // 299.33, 179.33 and 99.34 at 20 %: line by line the VAT would be 115.61.
        let totals = VatTotals::of([amount(29_933, 20), amount(17_933, 20), amount(9_934, 20)], Currency::EUR).unwrap();
        assert_eq!(totals.vat.to_string(), "115.60 EUR");
        assert_eq!(totals.gross.to_string(), "693.60 EUR");
        assert_eq!(totals.groups.len(), 1);
    }

    #[test]
    fn half_a_cent_is_rounded_away_from_zero() {
        assert_eq!(VatTotals::of([amount(50, 5)], Currency::EUR).unwrap().vat.to_string(), "0.03 EUR");
    }

    #[test]
    fn nothing_adds_up_to_nothing() {
        let totals = VatTotals::of([], Currency::EUR).unwrap();
        assert!(totals.gross.is_zero() && totals.groups.is_empty());
    }

    proptest! {
        #[test]
        fn the_sums_agree(amounts in prop::collection::vec((0_i64..100_000_000, 0_i64..30), 0..40)) {
            let amounts: Vec<_> = amounts.into_iter().map(|(cents, rate)| amount(cents, rate)).collect();
            let totals = VatTotals::of(amounts.clone(), Currency::EUR).unwrap();
            let net = Money::sum(amounts.iter().map(|(_, amount)| *amount), Currency::EUR).unwrap();
            let taxes = Money::sum(totals.groups.iter().map(|group| group.tax), Currency::EUR).unwrap();
            let bases = Money::sum(totals.groups.iter().map(|group| group.base), Currency::EUR).unwrap();
            prop_assert_eq!(totals.net, net);
            prop_assert_eq!(bases, net);
            prop_assert_eq!(totals.vat, taxes);
            prop_assert_eq!(totals.gross, net.checked_add(taxes).unwrap());
            prop_assert!(totals.groups.windows(2).all(|pair| pair[0].rate < pair[1].rate));
            prop_assert!(totals.groups.iter().all(|group| group.tax.is_minor()));
        }
    }
}
