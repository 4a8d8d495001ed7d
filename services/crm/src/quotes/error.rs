//! Why a quote refuses.

use chrono::NaiveDate;
use platform::{FieldError, Kind, Refusal};

use crate::deals::error::DealError;

/// Why a quote refuses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QuoteError {
    /// What was sent never changes.
    #[error("The quote is {0}; only a draft can change. Begin another version: POST /v1/quotes/{{quote_id}}/revise.")]
    NotDraft(&'static str),
    /// It is not what the client is offered.
    #[error("The quote is {0}, so it can no longer be answered.")]
    NotOffered(&'static str),
    /// Its last day has passed.
    #[error("The quote was valid until {0}. Ask for another one.")]
    Expired(NaiveDate),
    /// Another version is what the client is offered now.
    #[error("There is another version of this quote by now. Read it before you answer.")]
    Outdated,
    /// It was accepted, with another choice.
    #[error("The quote was accepted already.")]
    Accepted,
    /// There is nothing to withdraw.
    #[error("The quote is {0}; there is nothing to withdraw.")]
    NothingToWithdraw(&'static str),
    /// A version is being written.
    #[error("Another version of this quote is being written already: change that one, or withdraw it first.")]
    DraftExists,
    /// The client said yes to a version.
    #[error("A version of this quote was accepted. For anything more, begin a new quote.")]
    NumberAccepted,
    /// It was never sent.
    #[error("The quote was not sent yet, so there is nothing to read at an address.")]
    NotSent,
    /// The address was taken away.
    #[error("This address was taken away by whoever made the offer. Ask them for another one.")]
    LinkEnded,
    /// Nothing is offered for a closed deal.
    #[error("The deal is closed. Reopen it first: POST /v1/deals/{{deal_id}}/reopen.")]
    DealClosed,
    /// There is no yes to it.
    #[error("The quote is {0}; only an accepted one can be applied.")]
    NotAccepted(&'static str),
    /// The deal has its lines.
    #[error("The deal has the lines of this quote already.")]
    Applied,
    /// The deal is in another currency.
    #[error(
        "The deal is in another currency than this quote. Give it the quote's currency first, or begin a new quote."
    )]
    OtherCurrency,
    /// The deal is with another client.
    #[error(
        "The deal is with another client than the one who accepted this quote. Set its account_id back, or begin a new quote."
    )]
    OtherClient,
    /// It has become another one while its document was drawn.
    #[error("The quote, its deal or who offers changed at this very moment. Read it again, then send it.")]
    Changed,
    /// Its document would be too long.
    #[error("The quote would fill more than {0} pages. Shorten its texts, or offer fewer lines.")]
    TooManyPages(usize),
    /// It says more than can be told to others at once, now or with its answer.
    #[error("The quote says more than {0} KiB. Shorten its texts, or offer fewer lines, milestones and rates.")]
    TooLarge(usize),
    /// A line cannot be.
    #[error(transparent)]
    Line(#[from] DealError),
    /// A field that cannot be.
    #[error("{pointer}: {detail}")]
    Field {
        /// Which.
        pointer: String,
        /// How to mend it.
        detail: String,
    },
}

impl QuoteError {
    /// A field that cannot be.
    pub fn field(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        Self::Field { pointer: pointer.into(), detail: detail.into() }
    }
}

impl Refusal for QuoteError {
    fn kind(&self) -> Kind {
        match self {
            Self::Line(error) => error.kind(),
            Self::Field { .. } | Self::TooManyPages(_) | Self::TooLarge(_) => Kind::Invalid,
            Self::LinkEnded => Kind::NotFound,
            Self::NotDraft(_)
            | Self::NotOffered(_)
            | Self::Expired(_)
            | Self::Outdated
            | Self::Accepted
            | Self::NothingToWithdraw(_)
            | Self::DraftExists
            | Self::NumberAccepted
            | Self::NotSent
            | Self::DealClosed
            | Self::NotAccepted(_)
            | Self::Applied
            | Self::OtherCurrency
            | Self::OtherClient
            | Self::Changed => Kind::Conflict,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::NotDraft(_) => "quote-not-draft",
            Self::NotOffered(_) => "quote-not-offered",
            Self::Expired(_) => "quote-expired",
            Self::Outdated => "quote-outdated",
            Self::Accepted | Self::NumberAccepted => "quote-accepted",
            Self::NothingToWithdraw(_) => "quote-closed",
            Self::DraftExists => "quote-draft-exists",
            Self::NotSent => "quote-not-sent",
            Self::LinkEnded => "quote-link-ended",
            Self::DealClosed => "deal-not-open",
            Self::NotAccepted(_) => "quote-not-accepted",
            Self::Applied => "quote-applied",
            Self::OtherCurrency => "quote-other-currency",
            Self::OtherClient => "quote-other-client",
            Self::Changed => "quote-changed",
            Self::TooManyPages(_) | Self::TooLarge(_) => "quote-too-large",
            Self::Line(error) => error.code(),
            Self::Field { .. } => "invalid-field",
        }
    }

    fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::Line(error) => error.fields(),
            Self::Field { pointer, detail } => vec![FieldError::new(pointer, detail)],
            Self::NotDraft(_)
            | Self::NotOffered(_)
            | Self::Expired(_)
            | Self::Outdated
            | Self::Accepted
            | Self::NothingToWithdraw(_)
            | Self::DraftExists
            | Self::NumberAccepted
            | Self::NotSent
            | Self::LinkEnded
            | Self::DealClosed
            | Self::NotAccepted(_)
            | Self::Applied
            | Self::OtherCurrency
            | Self::OtherClient
            | Self::Changed
            | Self::TooManyPages(_)
            | Self::TooLarge(_) => Vec::new(),
        }
    }
}
