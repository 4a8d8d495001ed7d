//! How an organisation sells: pipelines, custom fields, tags, loss reasons and the price list.

use chrono::NaiveDate;
use kernel::{
    FieldId, LossReasonId, Money, Name, Note, Percent, PipelineId, PriceListId, ProductId, ShortCode, StageId, TagId,
    VatRate,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ContactRole, DealStatus};

/// Stages in the order deals go through them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Pipeline {
    /// Its id.
    pub pipeline_id: PipelineId,
    /// Its name.
    pub name: Name,
    /// Its place among the pipelines; equal places go by name.
    pub position: i16,
    /// Whether deals go here unless they say otherwise.
    pub is_default: bool,
    /// Whether it is out of use.
    pub archived: bool,
    /// Its stages; the closing ones come last.
    pub stages: Vec<Stage>,
}

/// A stage of a pipeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stage {
    /// Its id.
    pub stage_id: StageId,
    /// Its place, from 1.
    pub position: i16,
    /// Its name.
    pub name: Name,
    /// How likely a deal that stands here is won, in percent: 1 to 99 while it is open, 100 won, 0 lost.
    pub odds_percent: i16,
    /// What it stands for in every service.
    pub status: DealStatus,
    /// After how many days here a deal is stale; never when empty.
    pub stale_after_days: Option<i16>,
    /// What a deal must say or have before it comes here.
    pub requires: Vec<Requirement>,
}

/// What a deal must say or have before it comes to a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Requirement {
    /// A value above zero.
    Value,
    /// Who would buy.
    Account,
    /// The person who decides, or another contact.
    Contact,
    /// Who works on it.
    Owner,
    /// When it is expected to close.
    ExpectedCloseOn,
    /// What is sold.
    Lines,
    /// What is done next.
    NextStep,
    /// A quote the client has accepted, whose lines it has.
    AcceptedQuote,
    /// Somebody of the client who is this in the deal.
    ContactRole {
        /// What.
        role: ContactRole,
    },
    /// A value of a custom field.
    CustomField {
        /// Which.
        field_id: FieldId,
    },
}

/// What a custom field is a field of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldRecord {
    /// A company.
    Account,
    /// A person.
    Contact,
    /// An opportunity.
    Deal,
    /// Somebody who may become a client.
    Lead,
}

/// What values of a custom field are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// A text of at most 2,000 characters.
    Text,
    /// A number with at most six decimals, between -10^15 and 10^15.
    Number,
    /// A day.
    Date,
    /// Yes or no.
    YesNo,
    /// One of the field's choices.
    Choice,
    /// Some of the field's choices.
    Choices,
    /// A web address.
    Url,
}

/// A field an organisation adds to its records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CustomField {
    /// Its id.
    pub field_id: FieldId,
    /// What it is a field of.
    pub record: FieldRecord,
    /// Its name.
    pub name: Name,
    /// What its values are.
    pub kind: FieldKind,
    /// What can be chosen, for the kinds that choose.
    pub choices: Vec<Name>,
    /// Whether new records must have a value, and none may be emptied.
    pub required: bool,
    /// Its place among the fields of its record; equal places go by name.
    pub position: i16,
    /// Whether it is out of use; values stay where they are.
    pub archived: bool,
}

/// A choice of a field that is called otherwise from now on. What records said goes with it: each says the new name where it said the old one,
/// without an event of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RenamedChoice {
    /// What it was called.
    pub was: Name,
    /// What it is called.
    pub name: Name,
}

/// A word records are sorted by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tag {
    /// Its id.
    pub tag_id: TagId,
    /// The word.
    pub name: Name,
    /// How it is shown.
    pub color: TagColor,
    /// The tag it was merged into: whoever has this one has that one.
    pub merged_into: Option<TagId>,
}

/// How a tag is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TagColor {
    /// Grey.
    #[default]
    Gray,
    /// Blue.
    Blue,
    /// Green.
    Green,
    /// Yellow.
    Yellow,
    /// Red.
    Red,
    /// Purple.
    Purple,
}

/// A reason deals are lost for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LossReason {
    /// Its id.
    pub loss_reason_id: LossReasonId,
    /// Its name.
    pub name: Name,
    /// Its place; equal places go by name.
    pub position: i16,
    /// Whether it is out of use.
    pub archived: bool,
}

/// How a product is billed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BillingKind {
    /// An agreed price; the list has the price of the whole.
    Fixed,
    /// By the hour; the list has the price of one.
    TimeAndMaterials,
    /// An amount per period; the list has the price of one.
    Retainer,
    /// Once; the list has the price of one unit.
    OneOff,
}

/// Something the organisation sells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Product {
    /// Its id.
    pub product_id: ProductId,
    /// What it is called.
    pub name: Name,
    /// Its code, unique.
    pub code: Option<ShortCode>,
    /// What it is.
    pub description: Option<Note>,
    /// What it is counted in: "piece", "hour", "month".
    pub unit: Name,
    /// How it is billed.
    pub billing: BillingKind,
    /// VAT rate in percent.
    pub vat_rate: VatRate,
    /// What it costs when; no two of one list and currency on one day.
    pub prices: Vec<ProductPrice>,
    /// Whether it is out of use.
    pub archived: bool,
}

/// Prices that some clients get: products have prices on it, and what has none costs the standard price less a discount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PriceList {
    /// Its id.
    pub price_list_id: PriceListId,
    /// What it is called, unique.
    pub name: Name,
    /// What is off the standard price of products that have no price of their own on it; none when nothing is.
    pub discount_percent: Option<Percent>,
    /// Whether it holds for whoever has no list of their own.
    pub is_default: bool,
    /// Whether it is out of use; then it gives no prices.
    pub archived: bool,
}

/// What a product costs in a currency during some days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProductPrice {
    /// The price without VAT.
    pub amount: Money,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day; without end when empty.
    pub valid_to: Option<NaiveDate>,
    /// The price list it stands on; it is the standard price when empty.
    #[serde(default)]
    pub price_list_id: Option<PriceListId>,
}
