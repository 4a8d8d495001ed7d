//! The chart of accounts.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What kind of account it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// What the organisation has or is owed.
    Asset,
    /// What it owes.
    Liability,
    /// What it earned.
    Income,
    /// What it spent.
    Cost,
    /// What is expected or planned; each such account has a contra account, so that it can stand in the ledger.
    Memo,
}

/// An account without a name in the chart.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an account; GET /v1/reports/totals lists them")]
pub struct UnknownAccount(String);

macro_rules! accounts {
    ($($(#[$doc:meta])* $name:ident = $text:literal is $kind:ident;)+) => {
        /// An account of the ledger.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Account { $($(#[$doc])* $name),+ }

        impl Account {
            /// The whole chart, in the order of a trial balance.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its stable name.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }

            /// What kind of account it is.
            pub const fn kind(self) -> Kind {
                match self { $(Self::$name => Kind::$kind),+ }
            }
        }

        impl FromStr for Account {
            type Err = UnknownAccount;
            fn from_str(text: &str) -> Result<Self, UnknownAccount> {
                match text {
                    $($text => Ok(Self::$name),)+
                    _ => Err(UnknownAccount(text.to_owned())),
                }
            }
        }
    };
}

accounts! {
    /// Money that arrived.
    Cash = "cash" is Asset;
    /// Issued and not yet paid, with VAT.
    Receivables = "receivables" is Asset;
    /// Delivered and not yet invoiced, without VAT; below zero when more was invoiced than delivered.
    UnbilledWork = "unbilled_work" is Asset;
    /// VAT on issued invoices.
    VatPayable = "vat_payable" is Liability;
    /// Money that arrived and pays no invoice yet.
    CustomerCredit = "customer_credit" is Liability;
    /// Approved expenses owed to those who spent the money.
    EmployeePayable = "employee_payable" is Liability;
    /// Approved work owed to those who did it.
    AccruedLabour = "accrued_labour" is Liability;
    /// Earned by delivering, whether invoiced or not, without VAT.
    Revenue = "revenue" is Income;
    /// What approved time costs.
    LabourCost = "labour_cost" is Cost;
    /// What approved expenses cost.
    ExpenseCost = "expense_cost" is Cost;
    /// Value of open deals.
    Pipeline = "pipeline" is Memo;
    /// Contra account of the pipeline.
    PipelineContra = "pipeline_contra" is Memo;
    /// Value of won deals.
    OrderBook = "order_book" is Memo;
    /// Contra account of the order book.
    OrderBookContra = "order_book_contra" is Memo;
    /// What schedules foresee to bill.
    Scheduled = "scheduled" is Memo;
    /// Contra account of what is scheduled.
    ScheduledContra = "scheduled_contra" is Memo;
    /// What submitted time will cost once it is approved.
    UnapprovedLabour = "unapproved_labour" is Memo;
    /// Contra account of unapproved labour.
    UnapprovedLabourContra = "unapproved_labour_contra" is Memo;
    /// What submitted claims will cost once they are approved.
    UnapprovedExpenses = "unapproved_expenses" is Memo;
    /// Contra account of unapproved expenses.
    UnapprovedExpensesContra = "unapproved_expenses_contra" is Memo;
    /// What submitted time and claims will bring in once they are approved, without VAT.
    UnapprovedRevenue = "unapproved_revenue" is Memo;
    /// Contra account of unapproved revenue.
    UnapprovedRevenueContra = "unapproved_revenue_contra" is Memo;
    /// Of unbilled work what is time and on no issued invoice.
    UnbilledTime = "unbilled_time" is Memo;
    /// Contra account of unbilled time.
    UnbilledTimeContra = "unbilled_time_contra" is Memo;
    /// Instalments that wait for their milestone or their day, without VAT; those of time bring in what is worked.
    PlannedRevenue = "planned_revenue" is Memo;
    /// Contra account of planned revenue.
    PlannedRevenueContra = "planned_revenue_contra" is Memo;
    /// Such instalments of schedules that are frozen: whether they are ever billed waits for a person.
    HeldRevenue = "held_revenue" is Memo;
    /// Contra account of held revenue.
    HeldRevenueContra = "held_revenue_contra" is Memo;
    /// What projects may cost.
    CostBudget = "cost_budget" is Memo;
    /// Contra account of the cost budget.
    CostBudgetContra = "cost_budget_contra" is Memo;
    /// What clients pay for projects in all.
    ProjectBudget = "project_budget" is Memo;
    /// Contra account of the project budget.
    ProjectBudgetContra = "project_budget_contra" is Memo;
}

impl Account {
    /// The accounts whose sum, with its sign turned, is the margin.
    pub const MARGIN: &'static [Self] = &[Self::Revenue, Self::LabourCost, Self::ExpenseCost];

    /// Whether people expect to see credits on it as positive figures.
    pub const fn shows_credit(self) -> bool {
        matches!(self.kind(), Kind::Liability | Kind::Income)
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back_and_are_those_of_json() {
        for account in Account::ALL {
            assert_eq!(account.as_str().parse(), Ok(*account));
            assert_eq!(serde_json::to_value(account).unwrap(), account.as_str());
        }
        assert!("petty_cash".parse::<Account>().is_err());
    }
}
