//! Where the prices of lines come from: price lists, and discounts.

use chrono::NaiveDate;
use contracts::crm::{
    BillingKind, DealLine, DealMilestone, LineBilling, LineDiscount, LineProduct, PriceList, RoleRate,
};
use kernel::{Currency, Decimal, Money, MoneyError, Percent, PriceListId, ProductId};

use super::error::DealError;
use super::requests::BillingRequest;
use crate::products::model::{Listed, billing_text};

/// The products that lines name, the price list that holds, and the day whose prices do.
#[derive(Debug, Clone, Copy)]
pub struct Prices<'a> {
    /// The products that are there.
    pub products: &'a [Listed],
    /// The price list; none for standard prices.
    pub list: Option<&'a PriceList>,
    /// The day.
    pub today: NaiveDate,
}

/// What a product costs by a price list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListPrice {
    /// The price without VAT.
    pub amount: Money,
    /// The list it comes from; none when it is the standard price.
    pub price_list_id: Option<PriceListId>,
}

impl<'a> Prices<'a> {
    /// No prices at all, for what takes none.
    pub const fn none(today: NaiveDate) -> Self {
        Self { products: &[], list: None, today }
    }

    /// What a product costs: its price on the list, else its standard price less the discount of the list, rounded once.
    ///
    /// # Errors
    /// When an amount cannot be counted, which no discount from 0 to 100 percent leads to.
    pub fn of_product(self, product: &Listed, currency: Currency) -> Result<Option<ListPrice>, MoneyError> {
        let on = |list: Option<PriceListId>| product.price_on(list, self.today, currency);
        let list_id = self.list.map(|list| list.price_list_id);
        if let Some(amount) = list_id.and_then(|id| on(Some(id))) {
            return Ok(Some(ListPrice { amount, price_list_id: list_id }));
        }
        let Some(standard) = on(None) else { return Ok(None) };
        match self.list.and_then(|list| list.discount_percent) {
            Some(percent) => Ok(Some(ListPrice { amount: less(percent, standard)?, price_list_id: list_id })),
            None => Ok(Some(ListPrice { amount: standard, price_list_id: None })),
        }
    }

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
        let price = self.of_product(listed, currency).map_err(|error| DealError::field(at, error.to_string()))?;
        Ok(Some((taken(product_id, price, self.today), listed)))
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

/// What a line keeps of the price it takes.
pub fn taken(product_id: ProductId, price: Option<ListPrice>, priced_on: NaiveDate) -> LineProduct {
    let price_list_id = price.and_then(|price| price.price_list_id);
    let list_price = price.map(|price| price.amount);
    LineProduct { product_id, list_price, priced_on, overridden: false, price_list_id }
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

/// A price less a part of it, rounded once.
fn less(percent: Percent, price: Money) -> Result<Money, MoneyError> {
    price.checked_sub(percent.of(price))
}

fn off(percent: Percent, before: &LineBilling) -> Result<LineBilling, MoneyError> {
    let less = |price: Money| less(percent, price);
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
pub(super) fn shared(price: Money, milestones: Vec<DealMilestone>) -> Result<Vec<DealMilestone>, MoneyError> {
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
