use chrono::NaiveDate;
use contracts::crm::{BillingKind, DealLine, DealMilestone, LineBilling, PriceList, Product, ProductPrice, RoleRate};
use kernel::{
    Currency, DealLineId, Decimal, Hours, MilestoneId, Money, Name, Percent, PriceListId, ProductId, Quantity, VatRate,
};
use proptest::prelude::*;

use super::*;
use crate::products::model::Listed;

fn cents(amount: i64) -> Money {
    Money::new(Decimal::new(amount, 2), Currency::EUR).unwrap()
}

fn percent(hundredths: i64) -> Percent {
    Percent::new(Decimal::new(hundredths, 2)).unwrap()
}

fn today() -> NaiveDate {
    "2026-03-01".parse().unwrap()
}

fn list(discount: Option<Percent>) -> PriceList {
    PriceList {
        price_list_id: PriceListId::new(),
        name: Name::new("Partners").unwrap(),
        discount_percent: discount,
        is_default: false,
        archived: false,
    }
}

/// A product with these prices of lists, from the beginning of the year.
fn product(prices: &[(Option<PriceListId>, Money)]) -> Listed {
    let valid_from = "2026-01-01".parse().unwrap();
    let price = |(list, amount): &(Option<PriceListId>, Money)| ProductPrice {
        amount: *amount,
        valid_from,
        valid_to: None,
        price_list_id: *list,
    };
    let image = Product {
        product_id: ProductId::new(),
        name: Name::new("Audit").unwrap(),
        code: None,
        description: None,
        unit: Name::new("piece").unwrap(),
        billing: BillingKind::Fixed,
        vat_rate: VatRate::new(Decimal::from(27)).unwrap(),
        prices: prices.iter().map(price).collect(),
        archived: false,
    };
    Listed::list(image).unwrap().0
}

/// A line that sells a product at the price it took.
fn line(listed: &Listed, prices: Prices<'_>, billing: LineBilling) -> DealLine {
    let price = prices.of_product(listed, Currency::EUR).unwrap();
    DealLine {
        deal_line_id: DealLineId::new(),
        name: Name::new("Audit").unwrap(),
        vat_rate: VatRate::new(Decimal::from(27)).unwrap(),
        value: lines::value_of("/x", &billing, Currency::EUR).unwrap(),
        product: Some(pricing::compared(&taken(listed.image.product_id, price, prices.today), &billing)),
        billing,
        discount: None,
    }
}

fn once(price: Money) -> LineBilling {
    LineBilling::OneOff { quantity: Quantity::new(Decimal::from(2)).unwrap(), unit_price: price, on: None }
}

#[test]
fn a_list_has_its_own_price_or_takes_its_discount_off_the_standard_one() {
    let (partners, plain) = (list(Some(percent(1000))), list(None));
    let own = product(&[(None, cents(10_000)), (Some(partners.price_list_id), cents(8000))]);
    let standard = product(&[(None, cents(9999))]);
    let only_there = product(&[(Some(partners.price_list_id), cents(8000))]);
    let by = |list: Option<&PriceList>, product: &Listed| {
        let prices = Prices { products: &[], list, today: today() };
        prices.of_product(product, Currency::EUR).unwrap().map(|price| (price.amount, price.price_list_id))
    };
    let id = Some(partners.price_list_id);
    assert_eq!(by(Some(&partners), &own), Some((cents(8000), id)));
    // 999.9 cents are off: rounded once, to 10.00.
    assert_eq!(by(Some(&partners), &standard), Some((cents(8999), id)));
    assert_eq!(by(Some(&plain), &standard), Some((cents(9999), None)));
    assert_eq!(by(None, &own), Some((cents(10_000), None)));
    assert_eq!(by(Some(&plain), &only_there), None);
}

#[test]
fn a_line_says_what_it_took_and_is_priced_anew_only_when_asked() {
    let partners = list(Some(percent(2500)));
    let (audit, hour) = (product(&[(None, cents(10_000))]), product(&[(None, cents(6000))]));
    let products = [audit.clone(), hour.clone()];
    let standard = Prices { products: &products, list: None, today: today() };
    let by_list = Prices { list: Some(&partners), ..standard };
    let rate = |role: &str| RoleRate {
        role: Name::new(role).unwrap(),
        hourly_rate: cents(6000),
        estimated_hours: Hours::new(Decimal::from(10)).unwrap(),
    };
    let took = [
        line(&audit, standard, once(cents(10_000))),
        line(&audit, standard, once(cents(9000))),
        line(&hour, standard, LineBilling::TimeAndMaterials { rates: vec![rate("Developer"), rate("Designer")] }),
    ];
    assert!(compared(&took, standard, Currency::EUR).unwrap().iter().all(|one| !one.differs));
    let told = compared(&took, by_list, Currency::EUR).unwrap();
    assert!(told.iter().all(|one| one.differs && one.price_list_id_now == Some(partners.price_list_id)));
    assert_eq!((told[0].list_price, told[0].price_now), (Some(cents(10_000)), Some(cents(7500))));

    let anew = repriced(&took, None, by_list, Currency::EUR).unwrap();
    assert_eq!((anew[0].value, &anew[1]), (cents(15_000), &took[1]));
    assert_eq!(anew[2].value, cents(90_000));
    let product = anew[0].product.as_ref().unwrap();
    assert_eq!((product.price_list_id, product.overridden), (Some(partners.price_list_id), false));

    let named = repriced(&took, Some(&[took[1].deal_line_id]), by_list, Currency::EUR).unwrap();
    assert_eq!((named[1].value, &named[0]), (cents(15_000), &took[0]));
    let nobody = repriced(&took, Some(&[DealLineId::new()]), by_list, Currency::EUR).unwrap_err();
    assert_eq!(nobody.to_string(), "/deal_line_ids/0: the deal has no such line with a product; leave it out");
    let no_price = Prices { products: &[], ..by_list };
    assert_eq!(repriced(&took, None, no_price, Currency::EUR).unwrap(), took);
    assert!(repriced(&took, Some(&[took[0].deal_line_id]), no_price, Currency::EUR).is_err());
}

proptest! {
    #[test]
    fn a_discount_of_a_list_is_rounded_once(standard in 0_i64..1_000_000_000, hundredths in 1_i64..=10_000) {
        let partners = list(Some(percent(hundredths)));
        let audit = product(&[(None, cents(standard))]);
        let prices = Prices { products: &[], list: Some(&partners), today: today() };
        let price = prices.of_product(&audit, Currency::EUR).unwrap().unwrap().amount;
        prop_assert!(price.is_minor() && !price.is_negative() && price.amount <= cents(standard).amount);
        let exact = Decimal::new(standard, 2) * (Decimal::ONE - Decimal::new(hundredths, 4));
        prop_assert!((price.amount - exact).abs() <= Decimal::new(5, 3));
    }

    #[test]
    fn pricing_anew_keeps_ids_discounts_and_sums(
        amounts in prop::collection::vec(1_i64..1_000_000, 1..8),
        off_list in 1_i64..=10_000, off_line in prop::option::of(1_i64..=10_000),
    ) {
        let partners = list(Some(percent(off_list)));
        let standard = cents(amounts.iter().sum());
        let products = [product(&[(None, standard)])];
        let before = Prices { products: &products, list: None, today: today() };
        let now = Prices { list: Some(&partners), ..before };
        let milestones = amounts.iter().map(|amount| DealMilestone {
            milestone_id: MilestoneId::new(),
            name: Name::new("Part").unwrap(),
            amount: cents(*amount),
            due_on: None,
        }).collect();
        let billing = LineBilling::Fixed { price: standard, budget_hours: Hours::default(), milestones };
        let mut took = line(&products[0], before, billing);
        if let Some(off) = off_line {
            (took.billing, took.discount) = pricing::discounted("/x", percent(off), took.billing).unwrap();
            took.value = lines::value_of("/x", &took.billing, Currency::EUR).unwrap();
        }
        let anew = repriced(std::slice::from_ref(&took), None, now, Currency::EUR).unwrap().remove(0);
        let (LineBilling::Fixed { price, milestones, .. }, LineBilling::Fixed { milestones: old, .. }) =
            (&anew.billing, &took.billing) else { panic!() };
        prop_assert_eq!(&Money::sum(milestones.iter().map(|one| one.amount), Currency::EUR).unwrap(), price);
        prop_assert_eq!(anew.value, *price);
        let ids = |all: &[DealMilestone]| all.iter().map(|one| one.milestone_id).collect::<Vec<_>>();
        prop_assert_eq!((anew.deal_line_id, ids(milestones)), (took.deal_line_id, ids(old)));
        prop_assert_eq!(anew.discount.as_ref().map(|one| one.percent), took.discount.as_ref().map(|one| one.percent));
        // Anew once more, nothing changes; and nothing differs any more.
        prop_assert_eq!(&repriced(std::slice::from_ref(&anew), None, now, Currency::EUR).unwrap()[0], &anew);
        prop_assert!(!compared(std::slice::from_ref(&anew), now, Currency::EUR).unwrap()[0].differs);
        // And back again: the line is what it was.
        let back = repriced(std::slice::from_ref(&anew), None, before, Currency::EUR).unwrap().remove(0);
        prop_assert_eq!(back.value, took.value);
    }
}
