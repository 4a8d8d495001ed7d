//! What CRM publishes about quotes: what a client is offered for a deal, and what they answered.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    AccountId, AttachmentId, CountryCode, Currency, DealId, DealLineId, Language, Name, Note, OrgId, QuoteId, RuleId,
    ShortCode, TaxNumber, VatTotals,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::DealLine;
use crate::event::{events, facts};

/// A version of a quote. Once it was sent, what it offers never changes; a change makes another version of the same number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quote {
    /// Its id.
    pub quote_id: QuoteId,
    /// The deal it is for.
    pub deal_id: DealId,
    /// Number, the same for all its versions.
    pub number: ShortCode,
    /// Which version of that number, from 1.
    pub revision: i32,
    /// Where it stands. Whether it has expired follows from `valid_until`.
    pub status: QuoteStatus,
    /// Language it is written in.
    pub language: Language,
    /// Currency of all its amounts, that of the deal.
    pub currency: Currency,
    /// What it is about.
    pub title: Name,
    /// What is said before the lines.
    pub introduction: Option<Note>,
    /// Terms, said after the lines.
    pub terms: Option<Note>,
    /// What is offered.
    pub lines: Vec<QuoteLine>,
    /// What the lines add up to as they are proposed.
    pub totals: VatTotals,
    /// Last day on which it can be accepted, in the organisation's zone.
    pub valid_until: NaiveDate,
    /// Who offers, as it was when it was sent.
    pub seller: Option<QuoteSeller>,
    /// To whom, as it was when it was sent.
    pub client: Option<QuoteClient>,
    /// When it was sent.
    pub sent_at: Option<DateTime<Utc>>,
    /// When the client first read it.
    pub viewed_at: Option<DateTime<Utc>>,
    /// What the client said.
    pub answer: Option<QuoteAnswer>,
    /// How a yes was written down that came in another way than by the client's page.
    #[serde(default)]
    pub recorded: Option<QuoteRecorded>,
    /// Why it was withdrawn, when a reason was given.
    pub withdrawn_reason: Option<Note>,
    /// SHA-256 of the document that was sent, in small hexadecimal digits.
    pub document_sha256: Option<String>,
}

/// Where a version of a quote stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuoteStatus {
    /// Being written.
    Draft,
    /// The client may accept it, until it expires.
    Sent,
    /// The client said yes.
    Accepted,
    /// The client said no.
    Declined,
    /// A later version took its place.
    Superseded,
    /// It is offered no longer.
    Withdrawn,
}

/// A line of a quote: a line of a deal, with its ids, which the deal takes over as it is once the client accepts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QuoteLine {
    /// What is sold and how it is billed.
    #[serde(flatten)]
    pub line: DealLine,
    /// More about it, for the client.
    pub description: Option<Note>,
    /// Whether the client may leave it out.
    pub optional: bool,
    /// Whether it is in the sums as proposed; always when it is not optional.
    pub chosen: bool,
}

/// Who offers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QuoteSeller {
    /// Name of the organisation.
    pub name: Name,
    /// Address and whatever else stands on its documents, line by line.
    pub details: Option<Note>,
    /// The colleague who looks after the deal.
    pub contact_name: Option<Name>,
    /// Address of the colleague.
    pub contact_email: Option<kernel::Email>,
}

/// To whom something is offered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QuoteClient {
    /// The company.
    pub account_id: Option<AccountId>,
    /// Name of the company.
    pub account_name: Option<Name>,
    /// Where its seat is.
    #[serde(default)]
    pub address: Option<super::PostalAddress>,
    /// Country of its seat.
    pub country: Option<CountryCode>,
    /// Its tax number.
    pub tax_number: Option<TaxNumber>,
    /// Name of the person who decides.
    pub contact_name: Option<Name>,
}

/// What the client said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum QuoteAnswer {
    /// Yes.
    Accepted {
        /// Who accepted, as they wrote their name.
        name: Name,
        /// When.
        at: DateTime<Utc>,
        /// The optional lines they chose.
        chosen: Vec<DealLineId>,
        /// What was accepted adds up to this.
        totals: VatTotals,
        /// What became of the deal.
        effect: QuoteEffect,
    },
    /// No.
    Declined {
        /// Why.
        reason: Note,
        /// Who declined, when they said so.
        name: Option<Name>,
        /// When.
        at: DateTime<Utc>,
    },
}

/// A yes that came in another way than by the client's page, and was written down by somebody who sells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QuoteRecorded {
    /// How it came.
    pub way: QuoteWay,
    /// Who wrote it down: `member:<id>` or `api_key:<id>`.
    pub by: String,
    /// When it was written down.
    pub at: DateTime<Utc>,
    /// More about it.
    pub note: Option<Note>,
    /// The file beside the deal that shows it.
    pub attachment_id: Option<AttachmentId>,
}

/// How a yes came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuoteWay {
    /// Signed on paper.
    Paper,
    /// By e-mail.
    Email,
    /// Said, in a meeting or by phone.
    Spoken,
}

/// What an accepted quote did to its deal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QuoteEffect {
    /// Whether the deal took its lines.
    pub lines_taken: bool,
    /// Whether the deal was won with it.
    pub deal_won: bool,
    /// What a person has to settle, when not all of that was done although it was wanted.
    pub left: Option<QuoteLeft>,
    /// More about it.
    pub detail: Option<Note>,
}

/// Why an accepted quote did not win its deal by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuoteLeft {
    /// The deal was closed already.
    DealClosed,
    /// The client accepted another quote for it before.
    OtherQuote,
    /// The deal has another currency now.
    OtherCurrency,
    /// The deal is with another client now than the one who was offered something.
    OtherClient,
    /// The deal does not say who buys.
    NoAccount,
    /// The stage of won deals asks for more than the deal says.
    StageRequirements,
    /// The deal was won before, and somebody has to say what becomes of its project.
    ProjectExists,
}

/// How an organisation quotes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QuoteSettings {
    /// The organisation.
    pub org_id: OrgId,
    /// Whether an accepted quote wins its deal.
    pub wins_deals: bool,
    /// For how many days a quote is valid unless it says otherwise.
    pub validity_days: i32,
    /// Language of quotes unless they say otherwise.
    pub language: Language,
    /// What is said before the lines unless a quote says otherwise.
    pub introduction: Option<Note>,
    /// Terms unless a quote says otherwise.
    pub terms: Option<Note>,
    /// Address and whatever else stands on documents about the organisation, line by line.
    pub seller_details: Option<Note>,
}

facts! {
    /// A version of a quote was begun.
    QuoteCreated { /// The quote as it now is.
        quote: Quote }
    /// A draft changed.
    QuoteUpdated { /// The quote as it now is.
        quote: Quote }
    /// A version was sent, and is what the client reads from now on.
    QuoteSent { /// The quote as it now is.
        quote: Quote }
    /// The client read it for the first time.
    QuoteViewed { /// The quote as it now is.
        quote: Quote }
    /// All addresses at which the client could read it were taken away.
    QuoteLinksEnded { /// The quote as it now is.
        quote: Quote }
    /// The client said yes.
    QuoteAccepted { /// The quote as it now is.
        quote: Quote }
    /// What its acceptance had left undone was done: the deal took its lines, and was perhaps won.
    QuoteApplied { /// The quote as it now is.
        quote: Quote }
    /// The client said no.
    QuoteDeclined { /// The quote as it now is.
        quote: Quote }
    /// A later version took its place, or the client accepted another version.
    QuoteSuperseded { /// The quote as it now is.
        quote: Quote, /// The version that counts.
        by: QuoteId }
    /// It is offered no longer.
    QuoteWithdrawn { /// The quote as it now is.
        quote: Quote }
    /// How the organisation quotes changed.
    QuoteSettingsUpdated { /// The settings as they now are.
        settings: QuoteSettings }
}

/// What is personal in a quote, or may be because it is written to a person. The document says all of it, so not even its
/// hash is told.
const QUOTE: &[&str] = &[
    "quote.title",
    "quote.introduction",
    "quote.terms",
    "quote.lines.name",
    "quote.lines.description",
    "quote.lines.billing.milestones.name",
    "quote.lines.billing.rates.role",
    "quote.lines.discount.before.milestones.name",
    "quote.lines.discount.before.rates.role",
    "quote.client.account_name",
    "quote.client.address.street",
    "quote.client.address.postal_code",
    "quote.client.address.city",
    "quote.client.address.region",
    "quote.client.tax_number",
    "quote.client.contact_name",
    "quote.answer.name",
    "quote.answer.reason",
    "quote.answer.effect.detail",
    "quote.recorded.note",
    "quote.withdrawn_reason",
    "quote.document_sha256",
];
/// What may be personal in how an organisation quotes.
const SETTINGS: &[&str] = &["settings.introduction", "settings.terms"];

events! {
    QuoteCreated = "crm.quote.created.v1" of "quote" by |e| e.quote.quote_id, veils QUOTE;
    QuoteUpdated = "crm.quote.updated.v1" of "quote" by |e| e.quote.quote_id, veils QUOTE;
    QuoteSent = "crm.quote.sent.v1" of "quote" by |e| e.quote.quote_id, veils QUOTE;
    QuoteViewed = "crm.quote.viewed.v1" of "quote" by |e| e.quote.quote_id, veils QUOTE;
    QuoteLinksEnded = "crm.quote.links_ended.v1" of "quote" by |e| e.quote.quote_id, veils QUOTE;
    QuoteAccepted = "crm.quote.accepted.v1" of "quote" by |e| e.quote.quote_id, veils QUOTE;
    QuoteApplied = "crm.quote.applied.v1" of "quote" by |e| e.quote.quote_id, veils QUOTE;
    QuoteDeclined = "crm.quote.declined.v1" of "quote" by |e| e.quote.quote_id, veils QUOTE;
    QuoteSuperseded = "crm.quote.superseded.v1" of "quote" by |e| e.quote.quote_id, veils QUOTE;
    QuoteWithdrawn = "crm.quote.withdrawn.v1" of "quote" by |e| e.quote.quote_id, veils QUOTE;
    QuoteSettingsUpdated = "crm.quote_settings.updated.v1" of "quote_settings" by |e| RuleId::derived(e.settings.org_id.as_uuid(), "quote settings"),
        veils SETTINGS;
}
