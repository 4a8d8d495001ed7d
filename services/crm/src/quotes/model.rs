//! What may become of a quote.

use std::collections::HashSet;

use chrono::{DateTime, Days, NaiveDate, Utc};
use contracts::crm::DealLine;
use contracts::crm::quotes::{
    self as crm, QuoteAccepted, QuoteAnswer, QuoteApplied, QuoteClient, QuoteCreated, QuoteDeclined, QuoteEffect,
    QuoteLine, QuoteLinksEnded, QuoteRecorded, QuoteSeller, QuoteSent, QuoteSettings, QuoteStatus, QuoteSuperseded,
    QuoteUpdated, QuoteViewed, QuoteWithdrawn,
};
use kernel::{Currency, DealLineId, MemberId, Name, Note, QuoteId, ShortCode, VatTotals};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::error::QuoteError;
use super::requests::{AcceptQuote, DeclineQuote, QuoteLineRequest, UpdateQuote, WriteQuote};
use crate::deals::lines::{self, check_day};
use crate::deals::pricing::Prices;

/// Most that a quote may say when it is sent, in KiB of JSON: its events, the later ones with the answer and the lines of
/// its deal among them, must stay below what the journal takes.
const MAX_SENT_KIB: usize = 180;

/// A version of a quote with what only this service keeps of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// Grows by one with each change.
    pub version: i64,
    /// The quote as others see it.
    pub image: crm::Quote,
    /// The colleague who sent it.
    pub sent_by: Option<MemberId>,
    /// The address the answer came from.
    pub answered_from: Option<String>,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// By whom.
    pub created_by: String,
}

/// Where a quote stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "QuoteState")]
pub enum State {
    /// Being written.
    Draft,
    /// The client may accept it.
    Sent,
    /// It was sent, and its last day has passed without an answer.
    Expired,
    /// The client said yes.
    Accepted,
    /// The client said no.
    Declined,
    /// A later version took its place.
    Superseded,
    /// It is offered no longer.
    Withdrawn,
}

impl State {
    /// As it stands in a sentence.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "a draft",
            Self::Sent => "sent",
            Self::Expired => "expired",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Superseded => "superseded",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// What a new quote begins with.
#[derive(Debug, Clone, Copy)]
pub struct Beginning<'a> {
    /// The deal.
    pub deal: &'a contracts::crm::Deal,
    /// How the organisation quotes.
    pub settings: &'a QuoteSettings,
    /// What lines take their prices from.
    pub prices: Prices<'a>,
    /// When.
    pub now: DateTime<Utc>,
    /// By whom.
    pub by: &'a str,
}

/// What a client accepts: lines for the deal, and what they add up to.
#[derive(Debug, Clone, PartialEq)]
pub struct Accepted {
    /// All lines that count, as they were offered.
    pub lines: Vec<DealLine>,
    /// The optional ones among them.
    pub chosen: Vec<DealLineId>,
    /// Their sums.
    pub totals: VatTotals,
}

/// When and how a client said yes.
#[derive(Debug, Clone, PartialEq)]
pub struct Yes {
    /// When.
    pub at: DateTime<Utc>,
    /// The day of that, in the organisation's zone.
    pub day: NaiveDate,
    /// The address it came from, when it came by the client's page.
    pub from: Option<String>,
    /// How it was written down, when it came in another way.
    pub recorded: Option<QuoteRecorded>,
}

/// What makes a draft what the client reads.
#[derive(Debug, Clone)]
pub struct Dispatch {
    /// When.
    pub at: DateTime<Utc>,
    /// Who sends it.
    pub by: Option<MemberId>,
    /// SHA-256 of the document.
    pub document_sha256: String,
}

impl Quote {
    /// Begins a quote.
    pub fn write(
        request: WriteQuote,
        number: ShortCode,
        beginning: Beginning<'_>,
    ) -> Result<(Self, QuoteCreated), QuoteError> {
        let Beginning { deal, settings, prices, now, by } = beginning;
        let currency = deal.currency;
        let lines = match request.lines {
            Some(requests) => draft(requests, currency, &deal.lines, prices)?,
            None => deal.lines.iter().cloned().map(plain).collect(),
        };
        let image = crm::Quote {
            quote_id: QuoteId::new(),
            deal_id: deal.deal_id,
            number,
            revision: 1,
            status: QuoteStatus::Draft,
            language: request.language.unwrap_or(settings.language),
            currency,
            title: request.title.unwrap_or_else(|| deal.name.clone()),
            introduction: request.introduction.or_else(|| settings.introduction.clone()),
            terms: request.terms.or_else(|| settings.terms.clone()),
            totals: totals(lines.iter().filter(|line| line.chosen), currency)?,
            lines,
            valid_until: valid_until(request.valid_until, settings, prices.today)?,
            seller: None,
            client: None,
            sent_at: None,
            viewed_at: None,
            answer: None,
            recorded: None,
            withdrawn_reason: None,
            document_sha256: None,
        };
        let created = QuoteCreated { quote: image.clone() };
        let by = by.to_owned();
        Ok((Self { version: 1, image, sent_by: None, answered_from: None, created_at: now, created_by: by }, created))
    }

    /// Begins the version that follows: it says the same, and may change. `last` is the newest revision there is.
    pub fn revise(&self, last: i32, beginning: Beginning<'_>) -> Result<(Self, QuoteCreated), QuoteError> {
        let image = crm::Quote {
            quote_id: QuoteId::new(),
            revision: last + 1,
            status: QuoteStatus::Draft,
            valid_until: valid_until(None, beginning.settings, beginning.prices.today)?,
            seller: None,
            client: None,
            sent_at: None,
            viewed_at: None,
            answer: None,
            recorded: None,
            withdrawn_reason: None,
            document_sha256: None,
            ..self.image.clone()
        };
        let created = QuoteCreated { quote: image.clone() };
        let (created_at, created_by) = (beginning.now, beginning.by.to_owned());
        Ok((Self { version: 1, image, sent_by: None, answered_from: None, created_at, created_by }, created))
    }

    /// Where it stands on a day.
    pub fn state(&self, today: NaiveDate) -> State {
        state_of(self.image.status, self.image.valid_until, today)
    }

    /// Changes what a draft says. `deal` are the lines of its deal, whose ids may be named, too.
    pub fn update(
        &mut self,
        request: UpdateQuote,
        deal: &[DealLine],
        prices: Prices<'_>,
    ) -> Result<QuoteUpdated, QuoteError> {
        self.must_be_draft(prices.today)?;
        let mut image = self.image.clone();
        if let Some(day) = request.valid_until {
            check_day("/valid_until", day)?;
            image.valid_until = day;
        }
        if let Some(requests) = request.lines {
            let known: Vec<DealLine> =
                image.lines.iter().map(|line| line.line.clone()).chain(deal.iter().cloned()).collect();
            image.lines = draft(requests, image.currency, &known, prices)?;
            image.totals = totals(image.lines.iter().filter(|line| line.chosen), image.currency)?;
        }
        image.title = request.title.unwrap_or(image.title);
        image.language = request.language.unwrap_or(image.language);
        request.introduction.apply(&mut image.introduction);
        request.terms.apply(&mut image.terms);
        self.image = image;
        self.version += 1;
        Ok(QuoteUpdated { quote: self.image.clone() })
    }

    /// Makes a draft ready to be sent: it says who offers and to whom. Refuses what cannot be sent.
    pub fn address(
        &mut self,
        seller: QuoteSeller,
        client: QuoteClient,
        deal_currency: Currency,
        today: NaiveDate,
    ) -> Result<(), QuoteError> {
        self.must_be_draft(today)?;
        if self.image.lines.is_empty() {
            return Err(QuoteError::field("/lines", "the quote has none: say what is offered first"));
        }
        if self.image.valid_until < today {
            let detail = format!("has passed; choose a day from {today} on");
            return Err(QuoteError::field("/valid_until", detail));
        }
        if deal_currency != self.image.currency {
            let detail = format!("the deal is in {deal_currency} by now; begin a new quote");
            return Err(QuoteError::field("/currency", detail));
        }
        self.image.seller = Some(seller);
        self.image.client = Some(client);
        let size = serde_json::to_vec(&self.image).map_or(usize::MAX, |json| json.len());
        if size > MAX_SENT_KIB * 1024 { Err(QuoteError::TooLarge(MAX_SENT_KIB)) } else { Ok(()) }
    }

    /// Sends what was made ready. From now on it never changes.
    pub fn send(&mut self, dispatch: Dispatch) -> QuoteSent {
        self.image.status = QuoteStatus::Sent;
        self.image.sent_at = Some(dispatch.at);
        self.image.document_sha256 = Some(dispatch.document_sha256);
        self.sent_by = dispatch.by;
        self.version += 1;
        QuoteSent { quote: self.image.clone() }
    }

    /// The client reads it; none when that is known.
    pub fn view(&mut self, at: DateTime<Utc>) -> Option<QuoteViewed> {
        if self.image.status != QuoteStatus::Sent || self.image.viewed_at.is_some() {
            return None;
        }
        self.image.viewed_at = Some(at);
        self.version += 1;
        Some(QuoteViewed { quote: self.image.clone() })
    }

    /// What the client would accept, when they may; none when they have accepted just that already.
    pub fn accepting(&self, request: &AcceptQuote, today: NaiveDate) -> Result<Option<Accepted>, QuoteError> {
        self.must_be(request.quote_id)?;
        let mut chosen = HashSet::new();
        for (place, id) in request.chosen.iter().enumerate() {
            let optional = self.image.lines.iter().any(|line| line.optional && line.line.deal_line_id == *id);
            if !optional || !chosen.insert(*id) {
                let detail = "is no optional line of this quote, or is named twice";
                return Err(QuoteError::field(format!("/chosen/{place}"), detail));
            }
        }
        let counting = self.counting(|id| chosen.contains(&id));
        let chosen: Vec<DealLineId> =
            counting.iter().filter(|line| line.optional).map(|line| line.line.deal_line_id).collect();
        if let Some(QuoteAnswer::Accepted { name, chosen: before, .. }) = &self.image.answer {
            // Somebody pressed the button twice, or the answer was lost on its way.
            return if *name == request.name && *before == chosen { Ok(None) } else { Err(QuoteError::Accepted) };
        }
        self.must_be_offered(today)?;
        if counting.is_empty() {
            return Err(QuoteError::field("/chosen", "choose at least one line"));
        }
        let totals = totals(counting.iter().copied(), self.image.currency)?;
        let lines = counting.into_iter().map(|line| line.line.clone()).collect();
        Ok(Some(Accepted { lines, chosen, totals }))
    }

    /// The lines that count when some optional ones are chosen.
    fn counting(&self, is_chosen: impl Fn(DealLineId) -> bool) -> Vec<&QuoteLine> {
        self.image.lines.iter().filter(|line| !line.optional || is_chosen(line.line.deal_line_id)).collect()
    }

    /// The lines the client has accepted.
    pub fn agreed(&self, today: NaiveDate) -> Result<Vec<DealLine>, QuoteError> {
        match &self.image.answer {
            Some(QuoteAnswer::Accepted { chosen, .. }) => {
                Ok(self.counting(|id| chosen.contains(&id)).into_iter().map(|line| line.line.clone()).collect())
            }
            Some(QuoteAnswer::Declined { .. }) | None => Err(QuoteError::NotAccepted(self.state(today).word())),
        }
    }

    /// What became of the deal after all. None when nobody has accepted it.
    pub fn apply(&mut self, now_is: QuoteEffect) -> Option<QuoteApplied> {
        let Some(QuoteAnswer::Accepted { effect, .. }) = &mut self.image.answer else { return None };
        *effect = now_is;
        self.version += 1;
        Some(QuoteApplied { quote: self.image.clone() })
    }

    /// The client said yes.
    pub fn accept(&mut self, name: Name, accepted: Accepted, effect: QuoteEffect, yes: Yes) -> QuoteAccepted {
        let (Accepted { chosen, totals, .. }, Yes { at, from, recorded, .. }) = (accepted, yes);
        self.image.status = QuoteStatus::Accepted;
        if recorded.is_none() {
            self.image.viewed_at = self.image.viewed_at.or(Some(at));
        }
        self.image.answer = Some(QuoteAnswer::Accepted { name, at, chosen, totals, effect });
        self.image.recorded = recorded;
        self.answered_from = from;
        self.version += 1;
        QuoteAccepted { quote: self.image.clone() }
    }

    /// Nobody reads it at any address any more.
    pub fn end_links(&mut self) -> QuoteLinksEnded {
        self.version += 1;
        QuoteLinksEnded { quote: self.image.clone() }
    }

    /// The client says no; none when they have said just that already.
    pub fn decline(
        &mut self,
        request: DeclineQuote,
        at: DateTime<Utc>,
        from: Option<String>,
        today: NaiveDate,
    ) -> Result<Option<QuoteDeclined>, QuoteError> {
        self.must_be(request.quote_id)?;
        if let Some(QuoteAnswer::Declined { reason, .. }) = &self.image.answer
            && *reason == request.reason
        {
            return Ok(None);
        }
        // A no is welcome after the last day, too.
        if self.image.status != QuoteStatus::Sent {
            return Err(QuoteError::NotOffered(self.state(today).word()));
        }
        self.image.status = QuoteStatus::Declined;
        self.image.viewed_at = self.image.viewed_at.or(Some(at));
        self.image.answer = Some(QuoteAnswer::Declined { reason: request.reason, name: request.name, at });
        self.answered_from = from;
        self.version += 1;
        Ok(Some(QuoteDeclined { quote: self.image.clone() }))
    }

    /// Takes it back.
    pub fn withdraw(&mut self, reason: Option<Note>, today: NaiveDate) -> Result<QuoteWithdrawn, QuoteError> {
        if !matches!(self.image.status, QuoteStatus::Draft | QuoteStatus::Sent) {
            return Err(QuoteError::NothingToWithdraw(self.state(today).word()));
        }
        self.image.status = QuoteStatus::Withdrawn;
        self.image.withdrawn_reason = reason;
        self.version += 1;
        Ok(QuoteWithdrawn { quote: self.image.clone() })
    }

    /// Gives way to another version.
    pub fn supersede(&mut self, by: QuoteId) -> QuoteSuperseded {
        self.image.status = QuoteStatus::Superseded;
        self.version += 1;
        QuoteSuperseded { quote: self.image.clone(), by }
    }

    fn must_be_draft(&self, today: NaiveDate) -> Result<(), QuoteError> {
        match self.image.status {
            QuoteStatus::Draft => Ok(()),
            QuoteStatus::Sent
            | QuoteStatus::Accepted
            | QuoteStatus::Declined
            | QuoteStatus::Superseded
            | QuoteStatus::Withdrawn => Err(QuoteError::NotDraft(self.state(today).word())),
        }
    }

    /// Whoever answers must have read this version and no other.
    fn must_be(&self, read: QuoteId) -> Result<(), QuoteError> {
        if read == self.image.quote_id { Ok(()) } else { Err(QuoteError::Outdated) }
    }

    fn must_be_offered(&self, today: NaiveDate) -> Result<(), QuoteError> {
        match self.state(today) {
            State::Sent => Ok(()),
            State::Expired => Err(QuoteError::Expired(self.image.valid_until)),
            state @ (State::Draft | State::Accepted | State::Declined | State::Superseded | State::Withdrawn) => {
                Err(QuoteError::NotOffered(state.word()))
            }
        }
    }
}

/// Where a quote stands on a day.
pub fn state_of(status: QuoteStatus, valid_until: NaiveDate, today: NaiveDate) -> State {
    match status {
        QuoteStatus::Draft => State::Draft,
        QuoteStatus::Sent if today > valid_until => State::Expired,
        QuoteStatus::Sent => State::Sent,
        QuoteStatus::Accepted => State::Accepted,
        QuoteStatus::Declined => State::Declined,
        QuoteStatus::Superseded => State::Superseded,
        QuoteStatus::Withdrawn => State::Withdrawn,
    }
}

/// A line as the deal has it, which the client cannot leave out.
fn plain(line: DealLine) -> QuoteLine {
    QuoteLine { line, description: None, optional: false, chosen: true }
}

fn draft(
    requests: Vec<QuoteLineRequest>,
    currency: Currency,
    known: &[DealLine],
    prices: Prices<'_>,
) -> Result<Vec<QuoteLine>, QuoteError> {
    let (requests, extras): (Vec<_>, Vec<_>) = requests.into_iter().map(QuoteLineRequest::split).unzip();
    let lines = lines::draft(requests, currency, known, prices)?;
    let line = |(line, extra): (DealLine, super::requests::Extra)| QuoteLine {
        line,
        description: extra.description,
        optional: extra.optional,
        chosen: extra.chosen,
    };
    Ok(lines.into_iter().zip(extras).map(line).collect())
}

/// What lines add up to: VAT once per rate, as on invoices.
pub fn totals<'a>(lines: impl IntoIterator<Item = &'a QuoteLine>, currency: Currency) -> Result<VatTotals, QuoteError> {
    VatTotals::of(lines.into_iter().map(|line| (line.line.vat_rate, line.line.value)), currency)
        .map_err(|error| QuoteError::field("/lines", error.to_string()))
}

fn valid_until(asked: Option<NaiveDate>, settings: &QuoteSettings, today: NaiveDate) -> Result<NaiveDate, QuoteError> {
    if let Some(day) = asked {
        check_day("/valid_until", day)?;
        return Ok(day);
    }
    let days = u64::try_from(settings.validity_days).unwrap_or_default();
    Ok(today.checked_add_days(Days::new(days)).unwrap_or(today))
}

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
