//! What a client reads of a quote: everything it offers, and nothing of what only concerns those who sell.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::crm::PostalAddress;
use contracts::crm::quotes::{QuoteAnswer, QuoteLine, QuoteSeller};
use contracts::crm::{DealLine, LineBilling};
use kernel::{
    Cadence, CountryCode, Currency, DealLineId, Hours, Language, Money, Name, Note, Percent, Quantity, QuoteId,
    ShortCode, TaxNumber, VatRate, VatTotals,
};
use platform::{Problem, Result};
use schemars::JsonSchema;
use serde::Serialize;

use super::model::{Quote, State};
use crate::deals::lines::value_of;

/// A quote as its client reads it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Offer {
    /// Its id, by which the client says which version they read.
    pub quote_id: QuoteId,
    /// Its number.
    pub number: ShortCode,
    /// Which version of that number.
    pub revision: i32,
    /// Where it stands today.
    pub state: State,
    /// Language it is written in.
    pub language: Language,
    /// Currency of all its amounts.
    pub currency: Currency,
    /// What it is about.
    pub title: Name,
    /// What is said before the lines.
    pub introduction: Option<Note>,
    /// Terms.
    pub terms: Option<Note>,
    /// What is offered.
    pub lines: Vec<OfferLine>,
    /// What counts: as proposed, or as accepted.
    pub totals: VatTotals,
    /// Last day on which it can be accepted.
    pub valid_until: NaiveDate,
    /// The day it was sent.
    pub sent_on: Option<NaiveDate>,
    /// Who offers.
    pub seller: Option<QuoteSeller>,
    /// To whom.
    pub client: Option<OfferClient>,
    /// What the client said.
    pub answer: Option<OfferAnswer>,
}

/// To whom something is offered.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct OfferClient {
    /// Name of the company.
    pub account_name: Option<Name>,
    /// Where its seat is.
    pub address: Option<PostalAddress>,
    /// Country of its seat.
    pub country: Option<CountryCode>,
    /// Its tax number.
    pub tax_number: Option<TaxNumber>,
    /// Name of the person who decides.
    pub contact_name: Option<Name>,
}

/// What the client said.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct OfferAnswer {
    /// Whether that was yes.
    pub accepted: bool,
    /// Who said it.
    pub name: Option<Name>,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether it came in another way than by this page, and was written down by whoever offers.
    pub recorded: bool,
}

/// A line a client reads.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct OfferLine {
    /// Its id, by which an optional line is chosen.
    pub deal_line_id: DealLineId,
    /// What is sold.
    pub name: Name,
    /// More about it.
    pub description: Option<Note>,
    /// VAT rate in percent.
    pub vat_rate: VatRate,
    /// Whether it may be left out.
    pub optional: bool,
    /// Whether it counts: as proposed, or as accepted.
    pub chosen: bool,
    /// What it costs, without VAT.
    pub net: Money,
    /// The discount in that.
    pub discount: Option<OfferDiscount>,
    /// How it is billed.
    pub billing: OfferBilling,
}

/// A discount on a line.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct OfferDiscount {
    /// How much, in percent.
    pub percent: Percent,
    /// What the line would cost without it.
    pub before: Money,
}

/// How a line is billed, without what is planned inside.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum OfferBilling {
    /// An agreed price, billed as milestones are completed.
    Fixed {
        /// What is billed when.
        milestones: Vec<OfferMilestone>,
    },
    /// Hours at the rate of the role; what the line costs is an estimate.
    TimeAndMaterials {
        /// What an hour of each role costs.
        rates: Vec<OfferRate>,
    },
    /// An amount per period, in advance.
    Retainer {
        /// Amount of one period.
        amount: Money,
        /// Length of a period.
        cadence: Cadence,
        /// Number of periods.
        periods: i32,
        /// First day of the first one.
        starts_on: NaiveDate,
    },
    /// Once.
    OneOff {
        /// How many.
        quantity: Quantity,
        /// Price of one.
        unit_price: Money,
        /// When it is billed; on acceptance when empty.
        on: Option<NaiveDate>,
    },
}

/// A part of a price.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct OfferMilestone {
    /// What is delivered.
    pub name: Name,
    /// What is billed for it.
    pub amount: Money,
    /// When it is planned.
    pub due_on: Option<NaiveDate>,
}

/// The price of an hour.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct OfferRate {
    /// Of which role.
    pub role: Name,
    /// How much.
    pub hourly_rate: Money,
    /// Hours expected.
    pub estimated_hours: Hours,
}

impl Offer {
    /// What the client reads on a day; `sent_on` is the day it was sent, in the organisation's zone.
    pub fn of(quote: &Quote, today: NaiveDate, sent_on: Option<NaiveDate>) -> Result<Self> {
        let image = quote.image.clone();
        let (taken, totals, answer) = match image.answer {
            None => (None, image.totals, None),
            Some(QuoteAnswer::Accepted { name, at, chosen, totals, .. }) => {
                let answer = OfferAnswer { accepted: true, name: Some(name), at, recorded: image.recorded.is_some() };
                (Some(chosen), totals, Some(answer))
            }
            Some(QuoteAnswer::Declined { name, at, .. }) => {
                (None, image.totals, Some(OfferAnswer { accepted: false, name, at, recorded: false }))
            }
        };
        let line = |line: QuoteLine| {
            let chosen = match &taken {
                Some(taken) => !line.optional || taken.contains(&line.line.deal_line_id),
                None => line.chosen,
            };
            OfferLine::of(line, chosen)
        };
        Ok(Self {
            quote_id: image.quote_id,
            number: image.number,
            revision: image.revision,
            state: quote.state(today),
            language: image.language,
            currency: image.currency,
            title: image.title,
            introduction: image.introduction,
            terms: image.terms,
            lines: image.lines.into_iter().map(line).collect::<Result<_>>()?,
            totals,
            valid_until: image.valid_until,
            sent_on,
            seller: image.seller,
            client: image.client.map(|client| OfferClient {
                account_name: client.account_name,
                address: client.address,
                country: client.country,
                tax_number: client.tax_number,
                contact_name: client.contact_name,
            }),
            answer,
        })
    }
}

impl OfferLine {
    fn of(line: QuoteLine, chosen: bool) -> Result<Self> {
        let QuoteLine { line, description, optional, .. } = line;
        let DealLine { deal_line_id, name, vat_rate, billing, value, discount, .. } = line;
        let discount = match discount {
            None => None,
            Some(discount) => {
                let before = value_of("/lines", &discount.before, value.currency).map_err(Problem::internal)?;
                Some(OfferDiscount { percent: discount.percent, before })
            }
        };
        let billing = OfferBilling::from(billing);
        Ok(Self { deal_line_id, name, description, vat_rate, optional, chosen, net: value, discount, billing })
    }
}

impl From<LineBilling> for OfferBilling {
    fn from(billing: LineBilling) -> Self {
        match billing {
            LineBilling::Fixed { milestones, .. } => Self::Fixed {
                milestones: milestones
                    .into_iter()
                    .map(|one| OfferMilestone { name: one.name, amount: one.amount, due_on: one.due_on })
                    .collect(),
            },
            LineBilling::TimeAndMaterials { rates } => Self::TimeAndMaterials {
                rates: rates
                    .into_iter()
                    .map(|one| OfferRate {
                        role: one.role,
                        hourly_rate: one.hourly_rate,
                        estimated_hours: one.estimated_hours,
                    })
                    .collect(),
            },
            LineBilling::Retainer { amount, cadence, periods, starts_on, .. } => {
                Self::Retainer { amount, cadence, periods, starts_on }
            }
            LineBilling::OneOff { quantity, unit_price, on } => Self::OneOff { quantity, unit_price, on },
        }
    }
}
