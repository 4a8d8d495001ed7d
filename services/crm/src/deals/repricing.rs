//! Lines that have their price, and the price list that holds today: what differs, and how it is taken over.
//!
//! A line keeps the price it took, whatever becomes of lists, of the account and of which list was chosen. So that this is
//! no trap, a deal says what each line would cost today, and prices lines anew when it is asked to.

use contracts::crm::{DealLine, DealMilestone, DealUpdated, LineBilling, PriceList, RoleRate};
use kernel::{Currency, DealId, DealLineId, Money, PriceListId, ProductId};
use platform::{Json, Path, Problem, Read, Reply, Result, Tx};
use schemars::JsonSchema;
use serde::Serialize;

use super::error::DealError;
use super::model::Deal;
use super::pricing::{self, ListPrice, Prices, shared, taken};
use super::requests::RepriceDeal;
use super::views::DealView;
use super::{Sold, lines, store};
use crate::price_lists::model::{Holding, PriceListReason};
use crate::{price_lists, timeline};

/// Which price list holds for a deal, and what its lines would cost by it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DealPricing {
    /// The list that holds; none for standard prices.
    price_list: Option<PriceList>,
    /// Why it does.
    because: Option<PriceListReason>,
    /// Lines that name a product, in their order.
    lines: Vec<LinePricing>,
}

/// What a line that names a product took, and what it would take today.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LinePricing {
    /// The line.
    pub deal_line_id: DealLineId,
    /// Its product.
    pub product_id: ProductId,
    /// The price it took, before any discount of the line; none when there was none.
    pub list_price: Option<Money>,
    /// The list that price comes from; none for the standard price.
    pub price_list_id: Option<PriceListId>,
    /// The price of today; none when there is none in the currency of the deal.
    pub price_now: Option<Money>,
    /// The list the price of today comes from; none for the standard price.
    pub price_list_id_now: Option<PriceListId>,
    /// Whether somebody wrote another price in its place.
    pub overridden: bool,
    /// Whether pricing it anew would change it: there is a price of today, and it is another one or of another list.
    pub differs: bool,
}

/// What each line that names a product took, and what it would take today.
///
/// # Errors
/// When an amount cannot be counted.
pub fn compared(
    lines: &[DealLine],
    prices: Prices<'_>,
    currency: Currency,
) -> std::result::Result<Vec<LinePricing>, DealError> {
    let mut compared = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some(product) = &line.product else { continue };
        let now = price_of(index, product.product_id, prices, currency)?;
        let took = product.list_price.map(|amount| ListPrice { amount, price_list_id: product.price_list_id });
        compared.push(LinePricing {
            deal_line_id: line.deal_line_id,
            product_id: product.product_id,
            list_price: product.list_price,
            price_list_id: product.price_list_id,
            price_now: now.map(|now| now.amount),
            price_list_id_now: now.and_then(|now| now.price_list_id),
            overridden: product.overridden,
            differs: now.is_some() && now != took,
        });
    }
    Ok(compared)
}

/// Lines as they are when some are priced anew: those that are named, or else those that say the price they took. Each keeps
/// its id, its discount and how it is billed; the milestones of a fixed price share the new one as they shared the old.
///
/// # Errors
/// When a line that is named is not there, names no product, or its product has no price today.
pub fn repriced(
    lines: &[DealLine],
    named: Option<&[DealLineId]>,
    prices: Prices<'_>,
    currency: Currency,
) -> std::result::Result<Vec<DealLine>, DealError> {
    let is_line = |id: &DealLineId| lines.iter().any(|line| line.deal_line_id == *id && line.product.is_some());
    if let Some(place) = named.unwrap_or_default().iter().position(|id| !is_line(id)) {
        let detail = "the deal has no such line with a product; leave it out";
        return Err(DealError::field(format!("/deal_line_ids/{place}"), detail));
    }
    let one = |(index, line): (usize, &DealLine)| {
        let place = named.and_then(|named| named.iter().position(|id| *id == line.deal_line_id));
        let Some(product) = &line.product else { return Ok(line.clone()) };
        if (named.is_none() && product.overridden) || (named.is_some() && place.is_none()) {
            return Ok(line.clone());
        }
        match (price_of(index, product.product_id, prices, currency)?, place) {
            (Some(price), _) => at_price(index, line, product.product_id, price, prices),
            (None, None) => Ok(line.clone()),
            (None, Some(place)) => {
                let detail =
                    format!("its product has no price in {currency} today; give it one, or leave the line out");
                Err(DealError::field(format!("/deal_line_ids/{place}"), detail))
            }
        }
    };
    lines.iter().enumerate().map(one).collect()
}

fn price_of(
    index: usize,
    product: ProductId,
    prices: Prices<'_>,
    currency: Currency,
) -> std::result::Result<Option<ListPrice>, DealError> {
    let Some(listed) = prices.products.iter().find(|one| one.image.product_id == product) else { return Ok(None) };
    let found = prices.of_product(listed, currency);
    found.map_err(|error| DealError::field(format!("/lines/{index}"), error.to_string()))
}

/// A line at another price.
fn at_price(
    index: usize,
    line: &DealLine,
    product: ProductId,
    price: ListPrice,
    prices: Prices<'_>,
) -> std::result::Result<DealLine, DealError> {
    let at = format!("/lines/{index}/billing");
    let before = line.discount.as_ref().map_or(&line.billing, |discount| &discount.before);
    let amount = price.amount;
    let before = match before.clone() {
        LineBilling::Fixed { budget_hours, milestones, .. } => {
            let milestones = shared(amount, evened(milestones, amount));
            let milestones = milestones.map_err(|error| DealError::field(&at, error.to_string()))?;
            LineBilling::Fixed { price: amount, budget_hours, milestones }
        }
        LineBilling::TimeAndMaterials { rates } => {
            let rates = rates.into_iter().map(|rate| RoleRate { hourly_rate: amount, ..rate });
            LineBilling::TimeAndMaterials { rates: rates.collect() }
        }
        LineBilling::Retainer { cadence, periods, starts_on, budget_hours, .. } => {
            LineBilling::Retainer { amount, cadence, periods, starts_on, budget_hours }
        }
        LineBilling::OneOff { quantity, on, .. } => LineBilling::OneOff { quantity, unit_price: amount, on },
    };
    let (billing, discount) = match &line.discount {
        None => (before, None),
        Some(discount) => pricing::discounted(&at, discount.percent, before)?,
    };
    let value = lines::value_of(&at, &billing, amount.currency)?;
    let product = Some(taken(product, Some(price), prices.today));
    Ok(DealLine { billing, discount, value, product, ..line.clone() })
}

/// Milestones of nothing share a price evenly: they do not say how they would share it.
fn evened(milestones: Vec<DealMilestone>, price: Money) -> Vec<DealMilestone> {
    if milestones.iter().any(|milestone| !milestone.amount.is_zero()) {
        return milestones;
    }
    milestones.into_iter().map(|milestone| DealMilestone { amount: price, ..milestone }).collect()
}

impl Deal {
    /// Prices lines anew; none when that changes nothing. What the client said yes to is no longer what the deal says then.
    ///
    /// # Errors
    /// As [`repriced`], and when the deal is closed.
    pub fn reprice(
        &mut self,
        request: &RepriceDeal,
        prices: Prices<'_>,
    ) -> std::result::Result<Option<DealUpdated>, DealError> {
        self.must_be_open()?;
        let mut image = self.image.clone();
        image.lines = repriced(&image.lines, request.deal_line_ids.as_deref(), prices, image.currency)?;
        if image.lines == self.image.lines {
            return Ok(None);
        }
        image.value = lines::total(&image.lines, image.currency)?;
        image.accepted_quote_id = None;
        Ok(Some(self.now_is(image)))
    }
}

/// Which price list holds for a deal, and what its lines would cost by it today.
pub async fn show(mut db: Read, Path(id): Path<DealId>) -> Result<Reply<DealPricing>> {
    let deal = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("deal"))?;
    let holding = price_lists::store::holding(&mut db, deal.image.price_list_id, deal.image.account_id).await?;
    let (price_list, because) = holding.map(|Holding { list, because }| (list, because)).unzip();
    let sold = Sold::again(&mut db, &deal.image.lines, price_list.clone()).await?;
    let lines = compared(&deal.image.lines, sold.prices(db.today()), deal.image.currency)?;
    Ok(Reply::of(deal.version, DealPricing { price_list, because, lines }))
}

/// Prices lines of a deal anew.
pub async fn reprice(mut tx: Tx, Path(id): Path<DealId>, Json(body): Json<RepriceDeal>) -> Result<Reply<DealView>> {
    let mut deal = store::lock(&mut tx, id).await?.ok_or_else(|| Problem::not_found("deal"))?;
    tx.if_match(deal.version)?;
    let holding = price_lists::store::holding(&mut tx, deal.image.price_list_id, deal.image.account_id).await?;
    let sold = Sold::again(&mut tx, &deal.image.lines, holding.map(|holding| holding.list)).await?;
    let before = deal.image.clone();
    if let Some(updated) = deal.reprice(&body, sold.prices(tx.today()))? {
        store::save(&mut tx, &deal).await?;
        let event = tx.publish(deal.version, &updated)?;
        timeline::deals::updated(&mut tx, event, &before, &deal.image).await?;
    }
    let (version, today) = (deal.version, tx.today());
    tx.reply(version, DealView::of(deal, today)).await
}

#[cfg(test)]
#[path = "repricing_tests.rs"]
mod tests;
