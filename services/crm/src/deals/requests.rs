//! What callers say about deals: the content of requests, before any rule is applied.

use chrono::NaiveDate;
use contracts::crm::{ContactRole, ForecastCategory};
use kernel::{
    AccountId, Cadence, ContactId, Currency, DealLineId, Hours, LossReasonId, MemberId, MilestoneId, Money, Name, Note,
    Percent, PipelineId, PriceListId, ProductId, Quantity, ShortCode, StageId, TagId, VatRate,
};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::custom_fields::CustomChanges;
use crate::patch::{Change, given};

/// A new deal.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenDeal {
    /// What it is about.
    pub name: Name,
    /// Who would buy; may follow later, but is needed to win it.
    pub account_id: Option<AccountId>,
    /// The person who decides.
    pub contact_id: Option<ContactId>,
    /// The pipeline it goes through; that of the stage, or the default one, when left out.
    pub pipeline_id: Option<PipelineId>,
    /// Where it begins; the first stage when left out.
    pub stage_id: Option<StageId>,
    /// Who works on it; the caller when left out.
    pub owner_id: Option<MemberId>,
    /// Currency of all its amounts; the organisation's when left out.
    pub currency: Option<Currency>,
    /// An estimate without VAT; only while there are no lines, whose sum is the value.
    pub value: Option<Money>,
    /// What is sold.
    #[serde(default)]
    pub lines: Vec<LineRequest>,
    /// When work on it began; today when left out, never in the future.
    pub opened_on: Option<NaiveDate>,
    /// When it is expected to close.
    pub expected_close_on: Option<NaiveDate>,
    /// Key of the record in the system it comes from; unique, so that an import can run twice.
    pub external_ref: Option<ShortCode>,
    /// What is done next to win it.
    pub next_step: Option<NextStepRequest>,
    /// People of the client, and what each is in the deal.
    #[serde(default)]
    pub contacts: Vec<DealContactRequest>,
    /// Who else offers.
    #[serde(default)]
    pub competitors: Vec<Name>,
    /// Its tags.
    #[serde(default)]
    pub tags: Vec<TagId>,
    /// Values of custom fields, by the id of the field.
    #[serde(default)]
    pub custom: CustomChanges,
    /// The price list its lines take prices from; that of its account when left out.
    pub price_list_id: Option<PriceListId>,
}

/// A person of the client in a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DealContactRequest {
    /// Who.
    pub contact_id: ContactId,
    /// What the person is in the deal.
    pub role: ContactRole,
}

/// What somebody is going to do next about a deal.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NextStepRequest {
    /// What: "Call about the offer".
    pub text: Name,
    /// By which day; may have passed, and may be left out.
    pub due_on: Option<NaiveDate>,
}

/// The odds somebody gives a deal.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JudgedOddsRequest {
    /// How likely it is won, in percent, 1 to 99.
    pub odds_percent: i16,
    /// Why.
    pub reason: Note,
}

/// Changes of a deal: what is left out stays, `null` empties. Lines are replaced as a whole.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateDeal {
    /// What it is about.
    #[serde(default, deserialize_with = "given")]
    pub name: Option<Name>,
    /// Who would buy.
    #[serde(default)]
    pub account_id: Change<AccountId>,
    /// The person who decides.
    #[serde(default)]
    pub contact_id: Change<ContactId>,
    /// Who works on it.
    #[serde(default)]
    pub owner_id: Change<MemberId>,
    /// Currency of all its amounts.
    #[serde(default, deserialize_with = "given")]
    pub currency: Option<Currency>,
    /// An estimate without VAT; only while there are no lines.
    #[serde(default, deserialize_with = "given")]
    pub value: Option<Money>,
    /// What is sold, all of it. A line or milestone that stays carries the id it has.
    #[serde(default, deserialize_with = "given")]
    pub lines: Option<Vec<LineRequest>>,
    /// When work on it began.
    #[serde(default, deserialize_with = "given")]
    pub opened_on: Option<NaiveDate>,
    /// When it is expected to close.
    #[serde(default)]
    pub expected_close_on: Change<NaiveDate>,
    /// Key of the record in the system it comes from.
    #[serde(default)]
    pub external_ref: Change<ShortCode>,
    /// What is done next to win it; `null` when that was done and nothing is planned yet.
    #[serde(default)]
    pub next_step: Change<NextStepRequest>,
    /// People of the client, all of them.
    #[serde(default, deserialize_with = "given")]
    pub contacts: Option<Vec<DealContactRequest>>,
    /// Who else offers, all of them.
    #[serde(default, deserialize_with = "given")]
    pub competitors: Option<Vec<Name>>,
    /// Its tags, all of them.
    #[serde(default, deserialize_with = "given")]
    pub tags: Option<Vec<TagId>>,
    /// Values of custom fields: what is not named stays, `null` empties.
    #[serde(default)]
    pub custom: CustomChanges,
    /// The category it counts in; `null` for the one that follows from the odds of its stage.
    #[serde(default)]
    pub forecast_category: Change<ForecastCategory>,
    /// How likely it is won by the judgement of the caller; `null` takes back what was said. It stays when the deal moves.
    #[serde(default)]
    pub judged_odds: Change<JudgedOddsRequest>,
    /// The price list its lines take prices from; `null` for that of its account. Lines that have their price keep it until
    /// they are priced anew.
    #[serde(default)]
    pub price_list_id: Change<PriceListId>,
}

/// Prices lines of a deal anew by the price list that holds for it today.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RepriceDeal {
    /// Which lines. When left out, those that say the price they took; what somebody wrote in its place stays.
    pub deal_line_ids: Option<Vec<DealLineId>>,
}

/// Moves a deal to another open stage, of its pipeline or another one.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveDeal {
    /// Where to.
    pub stage_id: StageId,
    /// When it moved; today when left out.
    pub on: Option<NaiveDate>,
}

/// What to do with the project an earlier win of the deal has made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProjectChoice {
    /// Go on with it, under what the deal says now.
    Revive,
}

/// Wins a deal.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WinDeal {
    /// When the client said yes; today when left out.
    pub won_on: Option<NaiveDate>,
    /// Needed when the deal was won before: `revive` goes on with the project it then became.
    pub project: Option<ProjectChoice>,
}

/// Loses a deal.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LoseDeal {
    /// Which of the organisation's reasons. Either this or `reason` must be given.
    pub loss_reason_id: Option<LossReasonId>,
    /// Why, in words; the name of the reason when left out.
    pub reason: Option<Note>,
    /// When; today when left out.
    pub lost_on: Option<NaiveDate>,
}

/// Opens a closed deal again.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReopenDeal {
    /// Why.
    pub reason: Note,
    /// Do it although invoices were issued; needs a permission of its own.
    #[serde(default)]
    pub force: bool,
}

/// One part of what a deal sells.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LineRequest {
    /// Id of the line when it is one the deal already has; left out for a new one.
    pub deal_line_id: Option<DealLineId>,
    /// The product it sells. What is left out of the line is taken from it.
    pub product_id: Option<ProductId>,
    /// What is sold; the name of the product when left out.
    pub name: Option<Name>,
    /// VAT rate in percent; that of the product when left out.
    pub vat_rate: Option<VatRate>,
    /// How it is billed, before any discount.
    pub billing: BillingRequest,
    /// Discount off each price, in percent.
    pub discount_percent: Option<Percent>,
}

/// How a line is billed. Amounts are without VAT and before any discount, in the currency of the deal. A price may be left
/// out where the product has one: that of today by the price list of the deal, or the one the line took when it was written.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum BillingRequest {
    /// An agreed price, billed as milestones are completed.
    Fixed {
        /// The agreed price.
        price: Option<Money>,
        /// Work planned for it; none when left out.
        #[serde(default)]
        budget_hours: Hours,
        /// What is billed when; one called "Completion" when left out.
        #[serde(default)]
        milestones: Vec<MilestoneRequest>,
    },
    /// Approved hours at the rate of the role.
    TimeAndMaterials {
        /// What an hour of each role costs the client.
        rates: Vec<RateRequest>,
    },
    /// An amount per period, in advance, whatever is worked.
    Retainer {
        /// Amount of one period.
        amount: Option<Money>,
        /// Length of a period.
        cadence: Cadence,
        /// Number of periods agreed, 1 to 240.
        periods: i32,
        /// First day of the first period.
        starts_on: NaiveDate,
        /// Work planned for each period; none when left out.
        #[serde(default)]
        budget_hours: Hours,
    },
    /// Once, on a date.
    OneOff {
        /// How many.
        quantity: Quantity,
        /// Price of one.
        unit_price: Option<Money>,
        /// When it is billed; the day the deal is won when left out.
        on: Option<NaiveDate>,
    },
}

/// A part of a fixed price. Either all milestones of a line say an amount, or all say a share.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MilestoneRequest {
    /// Id of the milestone when it is one the line already has; left out for a new one.
    pub milestone_id: Option<MilestoneId>,
    /// What is delivered.
    pub name: Name,
    /// What is billed for it; all amounts of a line add up to its price.
    pub amount: Option<Money>,
    /// Part of the price that is billed for it; all shares of a line add up to 100.
    pub share_percent: Option<Percent>,
    /// When it is planned.
    pub due_on: Option<NaiveDate>,
}

/// The price of an hour of one role.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RateRequest {
    /// The role: "Developer".
    pub role: Name,
    /// What an hour costs the client.
    pub hourly_rate: Option<Money>,
    /// Hours expected.
    pub estimated_hours: Hours,
}
