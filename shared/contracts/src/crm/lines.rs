//! What a deal sells: its lines, and how each is billed.

use chrono::NaiveDate;
use kernel::{
    Cadence, DealLineId, Hours, MilestoneId, Money, Name, Percent, PriceListId, ProductId, Quantity, VatRate,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One part of what a deal sells. Its id is used by projects and billing alike.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DealLine {
    /// Its id.
    pub deal_line_id: DealLineId,
    /// What is sold.
    pub name: Name,
    /// VAT rate in percent.
    pub vat_rate: VatRate,
    /// How it is billed. Its prices are what the client pays: a discount is already off them.
    pub billing: LineBilling,
    /// Value of the line, without VAT, after any discount.
    pub value: Money,
    /// The product it sells, when it comes from the price list.
    #[serde(default)]
    pub product: Option<LineProduct>,
    /// The discount in it, and what it would be without.
    #[serde(default)]
    pub discount: Option<LineDiscount>,
}

/// What a line takes from a price list. It stays as it was when the line was written or priced anew.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LineProduct {
    /// The product.
    pub product_id: ProductId,
    /// Its price on that day; none when it had none in the currency of the deal.
    pub list_price: Option<Money>,
    /// The day whose price it is.
    pub priced_on: NaiveDate,
    /// Whether the line says another price, before any discount.
    pub overridden: bool,
    /// The price list it comes from; none when it is the standard price.
    #[serde(default)]
    pub price_list_id: Option<PriceListId>,
}

/// A discount on a line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LineDiscount {
    /// How much is off each price, rounded half away from zero to the minor units of the currency.
    pub percent: Percent,
    /// How it would be billed without it.
    pub before: LineBilling,
}

/// How a line is billed. Amounts are without VAT, in the currency of the deal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LineBilling {
    /// An agreed price, billed as milestones are completed.
    Fixed {
        /// The agreed price; the milestones' amounts add up to it.
        price: Money,
        /// Work planned for it.
        budget_hours: Hours,
        /// What is billed when.
        milestones: Vec<DealMilestone>,
    },
    /// Approved hours at the rate of the role.
    TimeAndMaterials {
        /// What an hour of each role costs the client.
        rates: Vec<RoleRate>,
    },
    /// An amount per period, in advance, whatever is worked.
    Retainer {
        /// Amount of one period.
        amount: Money,
        /// Length of a period.
        cadence: Cadence,
        /// Number of periods agreed.
        periods: i32,
        /// First day of the first period.
        starts_on: NaiveDate,
        /// Work planned for each period.
        budget_hours: Hours,
    },
    /// Once, on a date.
    OneOff {
        /// How many.
        quantity: Quantity,
        /// Price of one.
        unit_price: Money,
        /// When it is billed; the day the deal is won when empty.
        on: Option<NaiveDate>,
    },
}

/// A part of a fixed price. Its id is used by projects and billing alike.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DealMilestone {
    /// Its id.
    pub milestone_id: MilestoneId,
    /// What is delivered.
    pub name: Name,
    /// What is billed for it, without VAT.
    pub amount: Money,
    /// When it is planned.
    pub due_on: Option<NaiveDate>,
}

/// The price of an hour of one role.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RoleRate {
    /// The role: "Developer".
    pub role: Name,
    /// What an hour costs the client, without VAT.
    pub hourly_rate: Money,
    /// Hours expected.
    pub estimated_hours: Hours,
}
