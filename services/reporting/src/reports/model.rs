//! From sums of accounts to the figures people ask for.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use kernel::{Currency, Decimal, Money, MoneyError};
use rust_decimal::RoundingStrategy;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ledger::Account;

/// What figures are asked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// By project.
    Project,
    /// By client.
    Customer,
    /// By stage of the pipeline.
    Stage,
}

impl Dimension {
    /// Its stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Customer => "customer",
            Self::Stage => "stage",
        }
    }

    /// Under which kind the names of its members are known.
    pub const fn kind(self) -> crate::names::Kind {
        match self {
            Self::Project => crate::names::Kind::Project,
            Self::Customer => crate::names::Kind::Account,
            Self::Stage => crate::names::Kind::Stage,
        }
    }
}

/// The sums of some accounts in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sums {
    /// The currency.
    pub currency: Currency,
    /// Debits less credits, and the deals counted, by account.
    pub accounts: BTreeMap<Account, (Decimal, i64)>,
}

impl Sums {
    /// Debits less credits of these accounts; with the sign turned when people expect to see credits.
    pub fn figure(&self, accounts: &[Account]) -> Result<Money, MoneyError> {
        let mut amounts = accounts.iter().filter_map(|account| self.accounts.get(account));
        let sum = amounts.try_fold(Decimal::ZERO, |sum, (amount, _)| sum.checked_add(*amount));
        let sum = sum.ok_or(MoneyError::OutOfRange)?;
        Money::new(if shows_credit(accounts) { -sum } else { sum }, self.currency)
    }

    /// How many deals stand on an account.
    pub fn deals(&self, account: Account) -> i64 {
        self.accounts.get(&account).map_or(0, |(_, deals)| *deals)
    }

    /// The margin as a part of the revenue, in percent with two decimals; none without revenue.
    pub fn margin_percent(&self) -> Result<Option<Decimal>, MoneyError> {
        let revenue = self.figure(&[Account::Revenue])?.amount();
        let margin = self.figure(Account::MARGIN)?.amount();
        if revenue <= Decimal::ZERO {
            return Ok(None);
        }
        let percent = margin.checked_mul(Decimal::ONE_HUNDRED).and_then(|margin| margin.checked_div(revenue));
        let percent = percent.ok_or(MoneyError::OutOfRange)?;
        Ok(Some(percent.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)))
    }
}

/// Whether a figure over these accounts shows credits as positive: one of them is income or a liability.
pub fn shows_credit(accounts: &[Account]) -> bool {
    accounts.iter().any(|account| account.shows_credit())
}

/// A figure, and where it is explained.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Figure {
    /// The figure.
    pub amount: Money,
    /// Address of the postings that sum to it, within this service.
    pub explain: String,
}

/// Business days, both ends included; an end that is missing is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub from: Option<NaiveDate>,
    /// The last.
    pub to: Option<NaiveDate>,
}

/// The clauses that all figures of a row have in common.
#[derive(Debug, Clone, Copy)]
pub struct Clauses {
    /// Whose figures they are; a member of `None` is what belongs to none.
    pub of: Option<(Dimension, Option<Uuid>)>,
    /// Their currency.
    pub currency: Currency,
    /// As of when, when the question named an instant.
    pub as_of: Option<DateTime<Utc>>,
    /// Of which business days.
    pub days: Days,
}

impl Clauses {
    /// Address of the postings on these accounts that satisfy the clauses.
    pub fn explain(&self, accounts: &[Account]) -> String {
        let names: Vec<&str> = accounts.iter().map(|account| account.as_str()).collect();
        let mut clauses = vec![format!("account={}", names.join(","))];
        clauses.extend(self.of.map(|(dimension, id)| {
            let id = id.map_or_else(|| "none".to_owned(), |id| id.to_string());
            format!("{}_id={id}", dimension.as_str())
        }));
        clauses.push(format!("currency={}", self.currency));
        clauses.extend(self.as_of.map(|as_of| format!("as_of={}", as_of.to_rfc3339_opts(SecondsFormat::AutoSi, true))));
        clauses.extend(self.days.from.map(|day| format!("day_from={day}")));
        clauses.extend(self.days.to.map(|day| format!("day_to={day}")));
        format!("/v1/explain?{}", clauses.join("&"))
    }

    /// The figure of these accounts with its explanation.
    pub fn figure(&self, sums: &Sums, accounts: &[Account]) -> Result<Figure, MoneyError> {
        Ok(Figure { amount: sums.figure(accounts)?, explain: self.explain(accounts) })
    }
}

/// What a project or client brought in and cost.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MarginFigures {
    /// Earned by delivering, without VAT.
    pub revenue: Figure,
    /// Cost of approved time.
    pub labour_cost: Figure,
    /// Cost of approved expenses.
    pub expense_cost: Figure,
    /// Revenue less costs.
    pub margin: Figure,
    /// Margin as a part of revenue, in percent with two decimals; none without revenue.
    pub margin_percent: Option<Decimal>,
    /// Value of won deals.
    pub order_book: Figure,
    /// Delivered and not yet invoiced; below zero when more was invoiced than delivered.
    pub unbilled_work: Figure,
    /// What the client pays in all.
    pub project_budget: Figure,
    /// What it may cost.
    pub cost_budget: Figure,
}

impl MarginFigures {
    /// The accounts it is made of.
    pub const ACCOUNTS: &'static [Account] = &[
        Account::Revenue,
        Account::LabourCost,
        Account::ExpenseCost,
        Account::OrderBook,
        Account::UnbilledWork,
        Account::ProjectBudget,
        Account::CostBudget,
    ];

    /// Makes the figures of a row.
    pub fn new(clauses: &Clauses, sums: &Sums) -> Result<Self, MoneyError> {
        let one = |account: Account| clauses.figure(sums, &[account]);
        Ok(Self {
            revenue: one(Account::Revenue)?,
            labour_cost: one(Account::LabourCost)?,
            expense_cost: one(Account::ExpenseCost)?,
            margin: clauses.figure(sums, Account::MARGIN)?,
            margin_percent: sums.margin_percent()?,
            order_book: one(Account::OrderBook)?,
            unbilled_work: one(Account::UnbilledWork)?,
            project_budget: one(Account::ProjectBudget)?,
            cost_budget: one(Account::CostBudget)?,
        })
    }
}

/// What clients owe.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ReceivablesFigures {
    /// Issued and not yet paid, with VAT.
    pub receivables: Figure,
}

/// What was delivered and waits to be invoiced.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct UnbilledFigures {
    /// Without VAT; below zero when more was invoiced than delivered.
    pub unbilled_work: Figure,
}

/// What may be won.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PipelineFigures {
    /// Number of open deals.
    pub deals: i64,
    /// Their value, without VAT.
    pub pipeline: Figure,
}

/// What was won.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct OrderBookFigures {
    /// Number of won deals.
    pub deals: i64,
    /// Their value, without VAT.
    pub order_book: Figure,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(amounts: &[(Account, i64)]) -> Sums {
        let accounts = amounts.iter().map(|(account, amount)| (*account, (Decimal::from(*amount), 0))).collect();
        Sums { currency: Currency::EUR, accounts }
    }

    #[test]
    fn the_margin_is_revenue_less_costs() {
        let sums = sums(&[(Account::Revenue, -3000), (Account::LabourCost, 1200), (Account::ExpenseCost, 300)]);
        assert_eq!(sums.figure(Account::MARGIN).unwrap().amount(), Decimal::from(1500));
        assert_eq!(sums.figure(&[Account::Revenue]).unwrap().amount(), Decimal::from(3000));
        assert_eq!(sums.figure(&[Account::LabourCost]).unwrap().amount(), Decimal::from(1200));
        assert_eq!(sums.margin_percent().unwrap().unwrap().to_string(), "50");
    }

    #[test]
    fn there_is_no_percentage_of_nothing() {
        assert_eq!(sums(&[(Account::LabourCost, 5)]).margin_percent().unwrap(), None);
        assert_eq!(sums(&[(Account::LabourCost, 5)]).figure(Account::MARGIN).unwrap().amount(), Decimal::from(-5));
    }

    #[test]
    fn a_figure_says_where_it_is_explained() {
        let as_of = DateTime::from_timestamp(1_767_225_600, 0);
        let of = Some((Dimension::Customer, None));
        let clauses = Clauses { of, currency: Currency::EUR, as_of, days: Days::default() };
        assert_eq!(
            clauses.explain(&[Account::Revenue, Account::LabourCost]),
            "/v1/explain?account=revenue,labour_cost&customer_id=none&currency=EUR&as_of=2026-01-01T00:00:00Z"
        );
        let days = Days { from: NaiveDate::from_ymd_opt(2026, 2, 1), to: NaiveDate::from_ymd_opt(2026, 2, 28) };
        let clauses = Clauses { of: None, currency: Currency::EUR, as_of: None, days };
        assert_eq!(
            clauses.explain(&[Account::Revenue]),
            "/v1/explain?account=revenue&currency=EUR&day_from=2026-02-01&day_to=2026-02-28"
        );
    }
}
