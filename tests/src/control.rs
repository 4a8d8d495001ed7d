//! Sums that must agree whichever service is asked.

use anyhow::{Context, Result};
use gerinc::api::Api;
use kernel::Decimal;
use serde_json::Value;

/// The same figures as different services know them, in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Totals {
    /// Value of deals that were won here, by CRM. From what was won elsewhere nothing follows.
    pub won_in_crm: Decimal,
    /// Number of those deals, by CRM.
    pub deals_won: usize,
    /// Number of projects that are not cancelled, by projects.
    pub projects: usize,
    /// Sum of schedules that are not cancelled, by billing.
    pub scheduled_in_billing: Decimal,
    /// Balance of the order book, by reporting.
    pub order_book: Decimal,
    /// Balance of the schedules, by reporting.
    pub scheduled_in_reporting: Decimal,
    /// Open amounts of invoices, by billing.
    pub open_in_billing: Decimal,
    /// Balance of receivables, by reporting.
    pub receivables: Decimal,
    /// Sum of everything in the ledger; zero when it balances.
    pub ledger: Decimal,
}

impl Totals {
    /// Whether every pair of figures that must be equal is.
    pub fn agree(&self) -> bool {
        self.won_in_crm == self.scheduled_in_billing
            && self.won_in_crm == self.order_book
            && self.scheduled_in_billing == self.scheduled_in_reporting
            && self.deals_won == self.projects
            && self.open_in_billing == self.receivables
            && self.ledger.is_zero()
    }
}

fn amount(value: &Value) -> Result<Decimal> {
    value["amount"]
        .as_str()
        .with_context(|| format!("no amount in {value}"))?
        .parse()
        .context("an amount is no decimal")
}

/// Asks every service for its figures in a currency.
pub async fn totals(api: &Api, currency: &str) -> Result<Totals> {
    let mut totals = Totals::default();
    for deal in api.list("crm/v1/deals?status=won").await? {
        if deal["value"]["currency"] == currency && deal["won_elsewhere"] == false {
            totals.won_in_crm += amount(&deal["value"])?;
            totals.deals_won += 1;
        }
    }
    let projects = api.list("projects/v1/projects").await?;
    totals.projects = projects.iter().filter(|one| one["status"] != "cancelled" && one["currency"] == currency).count();
    let billing = api.get("billing/v1/totals").await?;
    for schedule in rows(&billing["schedules"]) {
        if schedule["status"] != "cancelled" && schedule["total"]["currency"] == currency {
            totals.scheduled_in_billing += amount(&schedule["total"])?;
        }
    }
    let receivables = api.get("billing/v1/receivables").await?;
    for customer in rows(&receivables["items"]).filter(|row| row["total"]["currency"] == currency) {
        totals.open_in_billing += amount(&customer["total"])?;
    }
    let balances = api.get("reporting/v1/reports/totals").await?;
    for row in rows(&balances["items"]).filter(|row| row["currency"] == currency) {
        let balance = amount(&row["amount"])?;
        totals.ledger += balance;
        match row["account"].as_str() {
            Some("order_book") => totals.order_book = balance,
            Some("scheduled") => totals.scheduled_in_reporting = balance,
            Some("receivables") => totals.receivables = balance,
            _ => {}
        }
    }
    Ok(totals)
}

fn rows(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}
