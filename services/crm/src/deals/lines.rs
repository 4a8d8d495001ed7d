//! From what a caller says about lines to lines: ids are born, shares become amounts, and everything adds up.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};
use contracts::crm::{DealLine, DealMilestone, LineBilling, RoleRate};
use kernel::{Currency, DealLineId, Decimal, MilestoneId, Money, Name, Quantity};

use super::error::DealError;
use super::pricing::{self, Prices};
use super::requests::{BillingRequest, LineRequest, MilestoneRequest, RateRequest};

/// Most lines of a deal, and most milestones or rates of a line.
pub const MAX_PARTS: usize = 200;
/// Most periods of a retainer: twenty years of months.
pub const MAX_PERIODS: i32 = 240;

type Result<T> = std::result::Result<T, DealError>;

/// A deal's lines as they shall be. `known` are the lines it has, which keep their ids when they are named.
pub fn draft(
    requests: Vec<LineRequest>,
    currency: Currency,
    known: &[DealLine],
    prices: Prices<'_>,
) -> Result<Vec<DealLine>> {
    if requests.len() > MAX_PARTS {
        return Err(DealError::field("/lines", format!("a deal can have at most {MAX_PARTS} lines")));
    }
    let mut named = HashSet::new();
    let lines = requests.into_iter().enumerate().map(|(index, request)| {
        let at = format!("/lines/{index}");
        let old = match request.deal_line_id {
            None => None,
            Some(id) if !named.insert(id) => {
                return Err(DealError::field(format!("{at}/deal_line_id"), "another line of this request has it too"));
            }
            Some(id) => Some(known.iter().find(|line| line.deal_line_id == id).ok_or_else(|| {
                DealError::field(format!("{at}/deal_line_id"), "the deal has no such line; leave it out for a new one")
            })?),
        };
        line(&at, request, currency, old, prices)
    });
    lines.collect()
}

fn line(
    at: &str,
    request: LineRequest,
    currency: Currency,
    old: Option<&DealLine>,
    prices: Prices<'_>,
) -> Result<DealLine> {
    let missing = |field: &str| DealError::field(format!("{at}/{field}"), "is needed unless the line names a product");
    let (product, listed) = prices.of_line(at, request.product_id, &request.billing, currency, old)?.unzip();
    let name = request.name.or_else(|| listed.map(|listed| listed.image.name.clone()));
    let vat_rate = request.vat_rate.or_else(|| listed.map(|listed| listed.image.vat_rate));
    let price = product.as_ref().and_then(|product| product.list_price);
    let at_billing = format!("{at}/billing");
    let before = billing(&at_billing, request.billing, currency, old, price)?;
    let product = product.map(|product| pricing::compared(&product, &before));
    let (billing, discount) = match request.discount_percent.filter(|percent| !percent.is_zero()) {
        None => (before, None),
        Some(percent) => pricing::discounted(&at_billing, percent, before)?,
    };
    let value = value_of(&at_billing, &billing, currency)?;
    Ok(DealLine {
        deal_line_id: old.map_or_else(DealLineId::new, |line| line.deal_line_id),
        name: name.ok_or_else(|| missing("name"))?,
        vat_rate: vat_rate.ok_or_else(|| missing("vat_rate"))?,
        billing,
        value,
        product,
        discount,
    })
}

/// The sum of lines of one currency.
pub fn total(lines: &[DealLine], currency: Currency) -> Result<Money> {
    Money::sum(lines.iter().map(|line| line.value), currency)
        .map_err(|error| DealError::field("/lines", error.to_string()))
}

/// How a line is billed before any discount. `listed` is the price for what does not say one.
fn billing(
    at: &str,
    request: BillingRequest,
    currency: Currency,
    old: Option<&DealLine>,
    listed: Option<Money>,
) -> Result<LineBilling> {
    let given = |field: &str, price: Option<Money>| {
        let missing = || DealError::field(format!("{at}/{field}"), "is needed; the line has no price from the list");
        price.or(listed).ok_or_else(missing)
    };
    Ok(match request {
        BillingRequest::Fixed { price, budget_hours, milestones } => {
            let price = given("price", price)?;
            check_amount(&format!("{at}/price"), price, currency)?;
            let known = match old.map(|line| &line.billing) {
                Some(LineBilling::Fixed { milestones, .. }) => milestones.as_slice(),
                _ => &[],
            };
            let milestones = share(&format!("{at}/milestones"), price, milestones, known)?;
            LineBilling::Fixed { price, budget_hours, milestones }
        }
        BillingRequest::TimeAndMaterials { rates } => {
            LineBilling::TimeAndMaterials { rates: role_rates(&format!("{at}/rates"), rates, currency, listed)? }
        }
        BillingRequest::Retainer { amount, cadence, periods, starts_on, budget_hours } => {
            let amount = given("amount", amount)?;
            check_amount(&format!("{at}/amount"), amount, currency)?;
            if !(1..=MAX_PERIODS).contains(&periods) {
                return Err(DealError::field(format!("{at}/periods"), format!("must be from 1 to {MAX_PERIODS}")));
            }
            check_day(&format!("{at}/starts_on"), starts_on)?;
            LineBilling::Retainer { amount, cadence, periods, starts_on, budget_hours }
        }
        BillingRequest::OneOff { quantity, unit_price, on } => {
            let unit_price = given("unit_price", unit_price)?;
            check_amount(&format!("{at}/unit_price"), unit_price, currency)?;
            if quantity == Quantity::zero() {
                return Err(DealError::field(format!("{at}/quantity"), "must be more than 0"));
            }
            if let Some(on) = on {
                check_day(&format!("{at}/on"), on)?;
            }
            LineBilling::OneOff { quantity, unit_price, on }
        }
    })
}

/// The value of a line: what the client pays for it if all goes as planned.
pub fn value_of(at: &str, billing: &LineBilling, currency: Currency) -> Result<Money> {
    let value = match billing {
        LineBilling::Fixed { price, .. } => Ok(*price),
        LineBilling::TimeAndMaterials { rates } => rates.iter().try_fold(Money::zero(currency), |sum, rate| {
            sum.checked_add(rate.hourly_rate.times(rate.estimated_hours.value())?)
        }),
        LineBilling::Retainer { amount, periods, .. } => amount.times(Decimal::from(*periods)),
        LineBilling::OneOff { quantity, unit_price, .. } => unit_price.times(quantity.value()),
    };
    value.map_err(|error| DealError::field(at, error.to_string()))
}

fn role_rates(at: &str, rates: Vec<RateRequest>, currency: Currency, listed: Option<Money>) -> Result<Vec<RoleRate>> {
    if rates.is_empty() || rates.len() > MAX_PARTS {
        return Err(DealError::field(at, format!("must have 1 to {MAX_PARTS} rates")));
    }
    let mut roles = HashSet::new();
    let rates = rates.into_iter().enumerate().map(|(index, rate)| {
        let at_rate = format!("{at}/{index}/hourly_rate");
        let missing = || DealError::field(&at_rate, "is needed; the line has no price from the list");
        let hourly_rate = rate.hourly_rate.or(listed).ok_or_else(missing)?;
        check_amount(&at_rate, hourly_rate, currency)?;
        if !roles.insert(rate.role.as_str().to_lowercase()) {
            return Err(DealError::field(format!("{at}/{index}/role"), "the line already has a rate for this role"));
        }
        Ok(RoleRate { role: rate.role, hourly_rate, estimated_hours: rate.estimated_hours })
    });
    rates.collect()
}

/// The milestones of a price; their amounts add up to it exactly.
fn share(
    at: &str,
    price: Money,
    requests: Vec<MilestoneRequest>,
    known: &[DealMilestone],
) -> Result<Vec<DealMilestone>> {
    if requests.is_empty() {
        return completion(price, known);
    }
    if requests.len() > MAX_PARTS {
        return Err(DealError::field(at, format!("a line can have at most {MAX_PARTS} milestones")));
    }
    let amounts = amounts(at, price, &requests)?;
    let mut named = HashSet::new();
    let milestones = requests.into_iter().zip(amounts).enumerate().map(|(index, (request, amount))| {
        let milestone_id = match request.milestone_id {
            None => MilestoneId::new(),
            Some(id) if named.insert(id) && known.iter().any(|milestone| milestone.milestone_id == id) => id,
            Some(_) => {
                let detail = "the line has no such milestone, or it is named twice; leave it out for a new one";
                return Err(DealError::field(format!("{at}/{index}/milestone_id"), detail));
            }
        };
        if let Some(due_on) = request.due_on {
            check_day(&format!("{at}/{index}/due_on"), due_on)?;
        }
        Ok(DealMilestone { milestone_id, name: request.name, amount, due_on: request.due_on })
    });
    milestones.collect()
}

/// The one milestone of a price of which nothing else was said. It keeps its id when it was the only one before.
fn completion(price: Money, known: &[DealMilestone]) -> Result<Vec<DealMilestone>> {
    if let [only] = known {
        return Ok(vec![DealMilestone { amount: price, ..only.clone() }]);
    }
    let name = Name::new("Completion").map_err(|error| DealError::field("/lines", error.to_string()))?;
    Ok(vec![DealMilestone { milestone_id: MilestoneId::new(), name, amount: price, due_on: None }])
}

fn amounts(at: &str, price: Money, requests: &[MilestoneRequest]) -> Result<Vec<Money>> {
    let amounts: Vec<Money> = requests.iter().filter_map(|request| request.amount).collect();
    let shares: Vec<Decimal> =
        requests.iter().filter_map(|request| request.share_percent).map(kernel::Percent::value).collect();
    if amounts.len() == requests.len() && shares.is_empty() {
        for (index, amount) in amounts.iter().enumerate() {
            check_amount(&format!("{at}/{index}/amount"), *amount, price.currency)?;
        }
        let sum = Money::sum(amounts.iter().copied(), price.currency);
        let sum = sum.map_err(|error| DealError::field(at, error.to_string()))?;
        if sum != price {
            let detail = format!("the amounts add up to {}, the price is {}", sum.amount, price.amount);
            return Err(DealError::field(at, detail));
        }
        return Ok(amounts);
    }
    if shares.len() == requests.len() && amounts.is_empty() {
        let sum: Decimal = shares.iter().sum();
        if sum != Decimal::ONE_HUNDRED {
            return Err(DealError::field(at, format!("the shares add up to {}, not to 100", sum.normalize())));
        }
        return price.allocate(&shares).map_err(|error| DealError::field(at, error.to_string()));
    }
    Err(DealError::field(at, "give every milestone an amount, or every milestone a share_percent"))
}

/// Refuses amounts that could not stand on an invoice of this currency.
pub fn check_amount(at: &str, amount: Money, currency: Currency) -> Result<()> {
    let refuse = |field: &str, detail: String| Err(DealError::field(format!("{at}/{field}"), detail));
    if amount.currency != currency {
        return refuse("currency", format!("the deal is in {currency}; send all its amounts in {currency}"));
    }
    if amount.is_negative() {
        return refuse("amount", "must be 0 or more".to_owned());
    }
    if !amount.is_minor() {
        let digits = currency.minor_units();
        return refuse("amount", format!("amounts in {currency} have at most {digits} decimals"));
    }
    Ok(())
}

/// Refuses days that can only be a slip of the pen.
pub fn check_day(at: &str, day: NaiveDate) -> Result<()> {
    if (1900..2200).contains(&day.year()) {
        return Ok(());
    }
    Err(DealError::field(at, "must be a day from 1900 to 2199"))
}
