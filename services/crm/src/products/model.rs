//! What a product and its prices may be.

use chrono::{Datelike, NaiveDate};
use contracts::crm::{BillingKind, Product, ProductCreated, ProductPrice, ProductUpdated};
use kernel::{Currency, Money, PriceListId};
use platform::{FieldError, Kind, Refusal};

/// Most prices of a product.
const MAX_PRICES: usize = 500;

/// A product with its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Grows by one with each change.
    pub version: i64,
    /// The product as others see it.
    pub image: Product,
}

/// A product that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: {detail}")]
pub struct ProductError {
    /// Where it stands.
    pub pointer: String,
    /// How to mend it.
    pub detail: String,
}

impl Refusal for ProductError {
    fn kind(&self) -> Kind {
        Kind::Invalid
    }
    fn code(&self) -> &'static str {
        "invalid-field"
    }
    fn fields(&self) -> Vec<FieldError> {
        vec![FieldError::new(&self.pointer, &self.detail)]
    }
}

/// How a kind of billing is written in a column, in requests and in answers.
pub fn billing_text(billing: BillingKind) -> &'static str {
    match billing {
        BillingKind::Fixed => "fixed",
        BillingKind::TimeAndMaterials => "time_and_materials",
        BillingKind::Retainer => "retainer",
        BillingKind::OneOff => "one_off",
    }
}

/// The kind of billing a column says.
pub fn billing_from(text: &str) -> Option<BillingKind> {
    use BillingKind::{Fixed, OneOff, Retainer, TimeAndMaterials};
    [Fixed, TimeAndMaterials, Retainer, OneOff].into_iter().find(|one| billing_text(*one) == text)
}

impl Listed {
    /// Puts a product on the list.
    pub fn list(image: Product) -> Result<(Self, ProductCreated), ProductError> {
        check(&image.prices)?;
        let created = ProductCreated { product: image.clone() };
        Ok((Self { version: 1, image }, created))
    }

    /// Changes the product to this.
    pub fn update(&mut self, image: Product) -> Result<ProductUpdated, ProductError> {
        check(&image.prices)?;
        *self = Self { version: self.version + 1, image };
        Ok(ProductUpdated { product: self.image.clone() })
    }

    /// What it costs on a day by a price list itself; by none, its standard price.
    pub fn price_on(&self, list: Option<PriceListId>, day: NaiveDate, currency: Currency) -> Option<Money> {
        let holds = |price: &&ProductPrice| {
            price.price_list_id == list
                && price.amount.currency == currency
                && price.valid_from <= day
                && price.valid_to.is_none_or(|valid_to| day <= valid_to)
        };
        self.image.prices.iter().find(holds).map(|price| price.amount)
    }
}

fn overlap(one: &ProductPrice, other: &ProductPrice) -> bool {
    let begins_in_time =
        |one: &ProductPrice, other: &ProductPrice| other.valid_to.is_none_or(|to| one.valid_from <= to);
    one.price_list_id == other.price_list_id
        && one.amount.currency == other.amount.currency
        && begins_in_time(one, other)
        && begins_in_time(other, one)
}

fn check(prices: &[ProductPrice]) -> Result<(), ProductError> {
    let refuse = |pointer: String, detail: String| Err(ProductError { pointer, detail });
    if prices.len() > MAX_PRICES {
        return refuse("/prices".to_owned(), format!("a product can have at most {MAX_PRICES} prices"));
    }
    for (index, price) in prices.iter().enumerate() {
        let at = format!("/prices/{index}");
        if price.amount.is_negative() || !price.amount.is_minor() {
            let digits = price.amount.currency.minor_units();
            return refuse(format!("{at}/amount/amount"), format!("must be 0 or more, with at most {digits} decimals"));
        }
        for (name, day) in [("valid_from", Some(price.valid_from)), ("valid_to", price.valid_to)] {
            if day.is_some_and(|day| !(1900..2200).contains(&day.year())) {
                return refuse(format!("{at}/{name}"), "must be a day from 1900 to 2199".to_owned());
            }
        }
        if price.valid_to.is_some_and(|to| to < price.valid_from) {
            return refuse(format!("{at}/valid_to"), "must not be before valid_from".to_owned());
        }
        if let Some(other) = prices[..index].iter().position(|other| overlap(other, price)) {
            let detail =
                format!("price {} of this list and currency holds on some of these days too; end it before", other + 1);
            return refuse(format!("{at}/valid_from"), detail);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use kernel::{Decimal, Name, ProductId, VatRate};
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn price(amount: i64, from: &str, to: Option<&str>) -> ProductPrice {
        let amount = Money::new(Decimal::from(amount), Currency::EUR).unwrap();
        ProductPrice { amount, valid_from: day(from), valid_to: to.map(day), price_list_id: None }
    }

    fn product(prices: Vec<ProductPrice>) -> Result<Listed, ProductError> {
        let image = Product {
            product_id: ProductId::new(),
            name: Name::new("Audit").unwrap(),
            code: None,
            description: None,
            unit: Name::new("piece").unwrap(),
            billing: BillingKind::OneOff,
            vat_rate: VatRate::new(Decimal::from(27)).unwrap(),
            prices,
            archived: false,
        };
        Listed::list(image).map(|(product, _)| product)
    }

    #[test]
    fn a_price_holds_on_its_days_only() {
        let audit =
            product(vec![price(100, "2026-01-01", Some("2026-06-30")), price(120, "2026-07-01", None)]).unwrap();
        let on = |text: &str| audit.price_on(None, day(text), Currency::EUR).map(|price| price.amount.to_string());
        assert_eq!(on("2025-12-31"), None);
        assert_eq!(on("2026-06-30").as_deref(), Some("100.00"));
        assert_eq!(on("2026-07-01").as_deref(), Some("120.00"));
        assert_eq!(audit.price_on(None, day("2026-07-01"), Currency::HUF), None);
    }

    #[test]
    fn what_cannot_be_is_refused_where_it_stands() {
        let cases = [
            (vec![price(-1, "2026-01-01", None)], "/prices/0/amount/amount"),
            (vec![price(1, "2026-01-02", Some("2026-01-01"))], "/prices/0/valid_to"),
            (vec![price(1, "2026-01-01", None), price(2, "2027-01-01", None)], "/prices/1/valid_from"),
            (vec![price(1, "0001-01-01", None)], "/prices/0/valid_from"),
        ];
        for (prices, at) in cases {
            assert_eq!(product(prices).unwrap_err().pointer, at);
        }
    }

    proptest! {
        #[test]
        fn on_no_day_a_list_has_two_prices(
            spans in prop::collection::vec((0_u64..40, 0_u64..10, 0_usize..3), 1..6), on in 0_u64..50,
        ) {
            let from = day("2026-01-01");
            let lists = [None, Some(PriceListId::new()), Some(PriceListId::new())];
            let prices: Vec<ProductPrice> = spans.iter().map(|(start, length, list)| {
                let valid_from = from + chrono::Days::new(*start);
                let amount = Money::new(Decimal::ONE, Currency::EUR).unwrap();
                let valid_to = Some(valid_from + chrono::Days::new(*length));
                ProductPrice { amount, valid_from, valid_to, price_list_id: lists[*list] }
            }).collect();
            let of = |list: Option<PriceListId>| -> Vec<ProductPrice> {
                prices.iter().filter(|one| one.price_list_id == list).cloned().collect()
            };
            // Lists know nothing of one another: all together are taken exactly when each of them is.
            let each = lists.into_iter().all(|list| product(of(list)).is_ok());
            prop_assert_eq!(product(prices.clone()).is_ok(), each);
            if each {
                let day = from + chrono::Days::new(on);
                for list in lists {
                    let prices = of(list);
                    let holding = prices.iter().filter(|one| one.valid_from <= day && one.valid_to >= Some(day));
                    let found = product(prices.clone()).unwrap().price_on(list, day, Currency::EUR);
                    prop_assert_eq!(holding.count(), usize::from(found.is_some()));
                }
            }
        }
    }
}
