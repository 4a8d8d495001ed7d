//! What an invoice adds up to. VAT is computed once per rate, on the sum of its lines, and never per line: with many lines
//! the two differ by cents, and only this one is what the standard allows.
//! Source: EN 16931-1, rules BR-CO-10, BR-CO-13, BR-CO-14, BR-CO-15 and BR-CO-17.

use std::collections::BTreeMap;

use contracts::billing::{InvoiceLine, VatGroup};
use kernel::{Currency, Money, MoneyError, VatRate};

/// The sums of an invoice.
#[derive(Debug, Clone, PartialEq)]
pub struct Totals {
    /// One group for each rate, lowest rate first (BG-23).
    pub groups: Vec<VatGroup>,
    /// Sum of the lines without VAT (BT-109).
    pub net: Money,
    /// Sum of the groups' VAT (BT-110).
    pub vat: Money,
    /// With VAT (BT-112).
    pub gross: Money,
}

/// Adds lines up. Each group's tax is rounded once, half away from zero, to the minor unit of the currency.
pub fn totals(lines: &[InvoiceLine], currency: Currency) -> Result<Totals, MoneyError> {
    let mut bases: BTreeMap<VatRate, Money> = BTreeMap::new();
    for line in lines {
        let base = bases.entry(line.vat_rate).or_insert_with(|| Money::zero(currency));
        *base = base.checked_add(line.net)?;
    }
    let groups: Vec<VatGroup> =
        bases.into_iter().map(|(rate, base)| VatGroup { rate, base, tax: rate.of(base) }).collect();
    let net = Money::sum(groups.iter().map(|group| group.base), currency)?;
    let vat = Money::sum(groups.iter().map(|group| group.tax), currency)?;
    Ok(Totals { net, vat, gross: net.checked_add(vat)?, groups })
}

#[cfg(test)]
mod tests {
    use kernel::{InvoiceLineId, Name, Quantity};
    use proptest::prelude::*;
    use rust_decimal::Decimal;
    use uuid::Uuid;

    use super::*;

    fn line(cents: i64, rate: i64) -> InvoiceLine {
        let price = Money::new(Decimal::new(cents, 2), Currency::EUR).unwrap();
        InvoiceLine {
            invoice_line_id: InvoiceLineId::derived(Uuid::nil(), "line"),
            description: Name::new("Design").unwrap(),
            quantity: Quantity::new(Decimal::ONE).unwrap(),
            unit_price: price,
            net: price,
            vat_rate: VatRate::new(Decimal::from(rate)).unwrap(),
            billable_item_id: None,
            project_id: None,
        }
    }

    #[test]
    fn vat_is_rounded_per_rate_and_not_per_line() {
        // 299.33, 179.33 and 99.34 at 20 %: line by line the VAT would be 115.61.
        let totals = totals(&[line(29_933, 20), line(17_933, 20), line(9_934, 20)], Currency::EUR).unwrap();
        assert_eq!(totals.vat.to_string(), "115.60 EUR");
        assert_eq!(totals.gross.to_string(), "693.60 EUR");
        assert_eq!(totals.groups.len(), 1);
    }

    #[test]
    fn half_a_cent_is_rounded_away_from_zero() {
        assert_eq!(totals(&[line(50, 5)], Currency::EUR).unwrap().vat.to_string(), "0.03 EUR");
    }

    #[test]
    fn nothing_adds_up_to_nothing() {
        let totals = totals(&[], Currency::EUR).unwrap();
        assert!(totals.gross.is_zero() && totals.groups.is_empty());
    }

    proptest! {
        #[test]
        fn the_sums_agree(lines in prop::collection::vec((0_i64..100_000_000, 0_i64..30), 0..40)) {
            let lines: Vec<InvoiceLine> = lines.into_iter().map(|(cents, rate)| line(cents, rate)).collect();
            let totals = totals(&lines, Currency::EUR).unwrap();
            let net = Money::sum(lines.iter().map(|line| line.net), Currency::EUR).unwrap();
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
