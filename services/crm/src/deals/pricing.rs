//! Where the prices of lines come from: the price list, and discounts.

use chrono::NaiveDate;
use contracts::crm::{BillingKind, DealLine, DealMilestone, LineBilling, LineDiscount, LineProduct, RoleRate};
use kernel::{Currency, Decimal, Money, MoneyError, Percent, ProductId};

use super::error::DealError;
use super::requests::BillingRequest;
use crate::products::model::{Listed, billing_text};

/// The products that lines name, and the day whose prices hold.
#[derive(Debug, Clone, Copy)]
pub struct PriceList<'a> {
    /// The products that are there.
    pub products: &'a [Listed],
    /// The day.
    pub today: NaiveDate,
}

impl<'a> PriceList<'a> {
    /// What a line takes from the list. A line that had the product before keeps the price it took then.
    pub fn of_line(
        self,
        at: &str,
        product: Option<ProductId>,
        billing: &BillingRequest,
        currency: Currency,
        old: Option<&DealLine>,
    ) -> Result<Option<(LineProduct, &'a Listed)>, DealError> {
        let Some(product_id) = product else { return Ok(None) };
        let Some(listed) = self.products.iter().find(|one| one.image.product_id == product_id) else {
            let detail = "there is no such product; GET /v1/products lists them";
            return Err(DealError::field(format!("{at}/product_id"), detail));
        };
        if listed.image.billing != kind(billing) {
            let detail = format!("{} is billed as {}", listed.image.name, billing_text(listed.image.billing));
            return Err(DealError::field(format!("{at}/billing"), detail));
        }
        let before = old.and_then(|line| line.product.as_ref()).filter(|before| before.product_id == product_id);
        // A price in another currency is of no use to the line any more.
        let kept = before.filter(|before| before.list_price.is_none_or(|price| price.currency == currency));
        if let Some(kept) = kept {
            return Ok(Some((kept.clone(), listed)));
        }
        if listed.image.archived && before.is_none() {
            let detail = format!("{} is no longer sold; choose another product", listed.image.name);
            return Err(DealError::field(format!("{at}/product_id"), detail));
        }
        let list_price = listed.price_on(self.today, currency);
        Ok(Some((LineProduct { product_id, list_price, priced_on: self.today, overridden: false }, listed)))
    }
}

fn kind(billing: &BillingRequest) -> BillingKind {
    match billing {
        BillingRequest::Fixed { .. } => BillingKind::Fixed,
        BillingRequest::TimeAndMaterials { .. } => BillingKind::TimeAndMaterials,
        BillingRequest::Retainer { .. } => BillingKind::Retainer,
        BillingRequest::OneOff { .. } => BillingKind::OneOff,
    }
}

/// Says whether a line has another price than the list.
pub fn compared(product: &LineProduct, billing: &LineBilling) -> LineProduct {
    let differs = |price: Money| product.list_price != Some(price);
    let overridden = match billing {
        LineBilling::Fixed { price, .. } => differs(*price),
        LineBilling::TimeAndMaterials { rates } => rates.iter().any(|rate| differs(rate.hourly_rate)),
        LineBilling::Retainer { amount, .. } => differs(*amount),
        LineBilling::OneOff { unit_price, .. } => differs(*unit_price),
    };
    LineProduct { overridden, ..product.clone() }
}

/// Takes a discount off every price of a line. Each price is rounded once, so that what the client reads, what is planned
/// and what is invoiced are the same; the milestones of a fixed price still add up to it.
pub fn discounted(
    at: &str,
    percent: Percent,
    before: LineBilling,
) -> Result<(LineBilling, Option<LineDiscount>), DealError> {
    let net = off(percent, &before).map_err(|error| DealError::field(at, error.to_string()))?;
    Ok((net, Some(LineDiscount { percent, before })))
}

fn off(percent: Percent, before: &LineBilling) -> Result<LineBilling, MoneyError> {
    let less = |price: Money| price.checked_sub(percent.of(price));
    Ok(match before.clone() {
        LineBilling::Fixed { price, budget_hours, milestones } => {
            let price = less(price)?;
            LineBilling::Fixed { price, budget_hours, milestones: shared(price, milestones)? }
        }
        LineBilling::TimeAndMaterials { rates } => {
            let rates = rates.into_iter().map(|rate| Ok(RoleRate { hourly_rate: less(rate.hourly_rate)?, ..rate }));
            LineBilling::TimeAndMaterials { rates: rates.collect::<Result<_, MoneyError>>()? }
        }
        LineBilling::Retainer { amount, cadence, periods, starts_on, budget_hours } => {
            LineBilling::Retainer { amount: less(amount)?, cadence, periods, starts_on, budget_hours }
        }
        LineBilling::OneOff { quantity, unit_price, on } => {
            LineBilling::OneOff { quantity, unit_price: less(unit_price)?, on }
        }
    })
}

/// Milestones share a lower price as they shared the one before.
fn shared(price: Money, milestones: Vec<DealMilestone>) -> Result<Vec<DealMilestone>, MoneyError> {
    let weights: Vec<Decimal> = milestones.iter().map(|milestone| milestone.amount.amount).collect();
    if weights.iter().all(Decimal::is_zero) {
        return Ok(milestones);
    }
    let amounts = price.allocate(&weights)?;
    Ok(milestones.into_iter().zip(amounts).map(|(milestone, amount)| DealMilestone { amount, ..milestone }).collect())
}

#[cfg(test)]
mod tests {
    use kernel::{Hours, MilestoneId, Name, Quantity};
    use proptest::prelude::*;

    use super::*;

    fn cents(cents: i64) -> Money {
        Money::new(Decimal::new(cents, 2), Currency::EUR).unwrap()
    }

    fn percent(hundredths: i64) -> Percent {
        Percent::new(Decimal::new(hundredths, 2)).unwrap()
    }

    #[test]
    fn a_unit_price_is_rounded_once() {
        let quantity = Quantity::new(Decimal::from(3)).unwrap();
        let before = LineBilling::OneOff { quantity, unit_price: cents(999), on: None };
        let (net, discount) = discounted("/x", percent(1_000), before.clone()).unwrap();
        assert_eq!(net, LineBilling::OneOff { quantity, unit_price: cents(899), on: None });
        assert_eq!(discount.unwrap().before, before);
    }

    #[test]
    fn nothing_costs_nothing_at_a_discount_too() {
        let milestones = vec![DealMilestone {
            milestone_id: MilestoneId::new(),
            name: Name::new("Gift").unwrap(),
            amount: cents(0),
            due_on: None,
        }];
        let before = LineBilling::Fixed { price: cents(0), budget_hours: Hours::default(), milestones };
        assert_eq!(discounted("/x", percent(5_000), before.clone()).unwrap().0, before);
    }

    proptest! {
        #[test]
        fn milestones_add_up_to_the_price_after_any_discount(
            amounts in prop::collection::vec(0_i64..100_000_000, 1..20), hundredths in 1_i64..=10_000,
        ) {
            let milestones: Vec<DealMilestone> = amounts.iter().map(|amount| DealMilestone {
                milestone_id: MilestoneId::new(),
                name: Name::new("Part").unwrap(),
                amount: cents(*amount),
                due_on: None,
            }).collect();
            let price = cents(amounts.iter().sum());
            let before = LineBilling::Fixed { price, budget_hours: Hours::default(), milestones };
            let (net, _) = discounted("/x", percent(hundredths), before).unwrap();
            let LineBilling::Fixed { price: net, milestones, .. } = net else { panic!() };
            prop_assert_eq!(Money::sum(milestones.iter().map(|one| one.amount), Currency::EUR).unwrap(), net);
            prop_assert_eq!(net, price.checked_sub(percent(hundredths).of(price)).unwrap());
            prop_assert!(!net.is_negative() && net.is_minor());
            prop_assert!(milestones.iter().all(|one| !one.amount.is_negative()));
        }
    }
}
