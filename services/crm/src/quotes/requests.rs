//! What callers say about quotes, before any rule is applied.

use chrono::NaiveDate;
use contracts::crm::quotes::QuoteWay;
use kernel::{AttachmentId, DealId, DealLineId, Language, Name, Note, Percent, ProductId, QuoteId, VatRate};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::deals::requests::{BillingRequest, LineRequest};
use crate::patch::{Change, given};

/// A new quote, with a number of its own.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteQuote {
    /// The deal it is for; it must be open.
    pub deal_id: DealId,
    /// What it is about; the name of the deal when left out.
    pub title: Option<Name>,
    /// Language it is written in; that of the organisation's settings when left out.
    pub language: Option<Language>,
    /// What is said before the lines; as the settings say when left out.
    pub introduction: Option<Note>,
    /// Terms; as the settings say when left out.
    pub terms: Option<Note>,
    /// Last day on which it can be accepted; as many days from now as the settings say when left out.
    pub valid_until: Option<NaiveDate>,
    /// What is offered; the lines of the deal when left out.
    pub lines: Option<Vec<QuoteLineRequest>>,
}

/// Changes of a draft: what is left out stays, `null` empties. Lines are replaced as a whole.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateQuote {
    /// What it is about.
    #[serde(default, deserialize_with = "given")]
    pub title: Option<Name>,
    /// Language it is written in.
    #[serde(default, deserialize_with = "given")]
    pub language: Option<Language>,
    /// What is said before the lines.
    #[serde(default)]
    pub introduction: Change<Note>,
    /// Terms.
    #[serde(default)]
    pub terms: Change<Note>,
    /// Last day on which it can be accepted.
    #[serde(default, deserialize_with = "given")]
    pub valid_until: Option<NaiveDate>,
    /// What is offered, all of it. A line or milestone that stays carries the id it has, here or in the deal.
    #[serde(default, deserialize_with = "given")]
    pub lines: Option<Vec<QuoteLineRequest>>,
}

/// One part of what is offered.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuoteLineRequest {
    /// Id of the line when the quote or its deal has it already; left out for a new one.
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
    /// More about it, for the client.
    pub description: Option<Note>,
    /// Whether the client may leave it out.
    #[serde(default)]
    pub optional: bool,
    /// Whether an optional line is proposed as chosen; not when left out.
    #[serde(default)]
    pub chosen: bool,
}

/// What a line says beyond what a deal's line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extra {
    /// More about it.
    pub description: Option<Note>,
    /// Whether the client may leave it out.
    pub optional: bool,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl QuoteLineRequest {
    /// The line of a deal in it, and the rest.
    pub fn split(self) -> (LineRequest, Extra) {
        let Self { description, optional, chosen, .. } = self;
        let line = LineRequest {
            deal_line_id: self.deal_line_id,
            product_id: self.product_id,
            name: self.name,
            vat_rate: self.vat_rate,
            billing: self.billing,
            discount_percent: self.discount_percent,
        };
        (line, Extra { description, optional, chosen: chosen || !optional })
    }
}

/// Takes a quote back.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawQuote {
    /// Why; the client does not read it.
    pub reason: Option<Note>,
}

/// Nothing more needs to be said.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "QuoteAction")]
pub struct Nothing {}

/// The client says yes.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptQuote {
    /// The version that was read.
    pub quote_id: QuoteId,
    /// Who accepts.
    pub name: Name,
    /// The optional lines that are chosen.
    #[serde(default)]
    pub chosen: Vec<DealLineId>,
}

/// A yes that came in another way than by the client's page.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordAcceptance {
    /// Who said yes.
    pub name: Name,
    /// The day on which they did; today when left out. Not before the quote was sent, and not after its last day.
    pub accepted_on: Option<NaiveDate>,
    /// How it came.
    pub way: QuoteWay,
    /// More about it.
    pub note: Option<Note>,
    /// The file that shows it; it has to be kept beside the quote's deal already.
    pub attachment_id: Option<AttachmentId>,
    /// The optional lines that were chosen.
    #[serde(default)]
    pub chosen: Vec<DealLineId>,
}

/// The client says no.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclineQuote {
    /// The version that was read.
    pub quote_id: QuoteId,
    /// Why.
    pub reason: Note,
    /// Who declines.
    pub name: Option<Name>,
}

/// The client reads it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ViewQuote {
    /// The version that is read.
    pub quote_id: QuoteId,
}
