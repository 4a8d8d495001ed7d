//! How quotes look to those who sell.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::crm::quotes;
use kernel::{AccountId, DealId, MemberId, Money, Name, QuoteId, ShortCode};
use schemars::JsonSchema;
use serde::Serialize;

use super::model::{Quote, State};

/// A version of a quote.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QuoteView {
    /// What everybody sees of it.
    #[serde(flatten)]
    pub quote: quotes::Quote,
    /// Where it stands today.
    pub state: State,
    /// The address the answer came from.
    pub answered_from: Option<String>,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// By whom: `member:<id>`, `api_key:<id>` or `system:<part>`.
    pub created_by: String,
    /// Grows with each change; the ETag.
    pub version: i64,
}

impl QuoteView {
    /// How a quote looks on a day.
    pub fn of(quote: Quote, today: NaiveDate) -> Self {
        let state = quote.state(today);
        Self {
            quote: quote.image,
            state,
            answered_from: quote.answered_from,
            created_at: quote.created_at,
            created_by: quote.created_by,
            version: quote.version,
        }
    }
}

/// A quote that was sent, and the key of the address at which the client reads it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct QuoteDispatched {
    /// The quote.
    #[serde(flatten)]
    pub quote: QuoteView,
    /// Path of the page for the client, with a secret in it that is told only now. Addresses told before go on working until
    /// they are taken away. When the request is repeated it is not there; `POST /v1/quotes/{quote_id}/link` makes another one.
    pub path: Option<String>,
}

/// An address at which a client reads the versions of a number. What it is, is told only when it is made.
#[derive(Debug, Serialize, JsonSchema)]
pub struct QuoteLink {
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// By whom: `member:<id>` or `api_key:<id>`.
    pub created_by: String,
    /// When it was taken away; it works while this is empty.
    pub ended_at: Option<DateTime<Utc>>,
    /// By whom.
    pub ended_by: Option<String>,
}

/// A quote in a list. It carries no lines.
#[derive(Debug, Serialize, JsonSchema)]
pub struct QuoteSummary {
    /// Its id.
    pub quote_id: QuoteId,
    /// Its number.
    pub number: ShortCode,
    /// Which version of that number.
    pub revision: i32,
    /// What it is about.
    pub title: Name,
    /// The deal it is for.
    pub deal_id: DealId,
    /// What that is called.
    pub deal_name: Name,
    /// Who would buy.
    pub account_id: Option<AccountId>,
    /// Name of who would buy.
    pub account_name: Option<Name>,
    /// Who works on the deal.
    pub owner_id: Option<MemberId>,
    /// Name of who works on the deal.
    pub owner_name: Option<Name>,
    /// Where it stands today.
    pub state: State,
    /// Without VAT: as proposed, or as accepted.
    pub net: Money,
    /// With VAT.
    pub gross: Money,
    /// What it comes to without VAT in the organisation's currency at the newest rate; none when nobody gave one.
    pub base_net: Option<Money>,
    /// Last day on which it can be accepted.
    pub valid_until: NaiveDate,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When it was sent.
    pub sent_at: Option<DateTime<Utc>>,
    /// When the client first read it.
    pub viewed_at: Option<DateTime<Utc>>,
    /// When the client answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// Grows with each change; the ETag.
    pub version: i64,
}
