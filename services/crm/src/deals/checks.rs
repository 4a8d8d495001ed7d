//! What callers say of deals, checked: what a stage asks for, days, odds and values.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::crm::{self, DealStatus, JudgedOdds, Stage};
use kernel::{Currency, MemberId, Money};

use super::error::DealError;
use super::lines::{self, check_amount, check_day};
use super::requests::{JudgedOddsRequest, NextStepRequest, UpdateDeal};
use super::requirements::missing;

/// Whether a change touches more than who looks after the deal, who of the client is in it, and how it is sorted.
pub(super) fn touches_terms(request: &UpdateDeal) -> bool {
    request.name.is_some()
        || request.account_id.is_set()
        || request.currency.is_some()
        || request.value.is_some()
        || request.lines.is_some()
        || request.opened_on.is_some()
        || request.expected_close_on.is_set()
        || request.external_ref.is_set()
        || request.competitors.is_some()
        || request.next_step.is_set()
        || request.forecast_category.is_set()
        || request.judged_odds.is_set()
        || request.price_list_id.is_set()
}

/// Refuses a stage that asks for more than the deal says.
pub(super) fn check_requirements(stage: &Stage, deal: &crm::Deal) -> Result<(), DealError> {
    let fields = missing(deal, &stage.requires);
    if fields.is_empty() { Ok(()) } else { Err(DealError::Incomplete { stage: stage.name.clone(), fields }) }
}

/// Closing stages are reached by closing, so that certainty is never a matter of dragging a card.
pub(super) fn check_open_stage(stage: &Stage) -> Result<(), DealError> {
    match stage.status {
        DealStatus::Open => Ok(()),
        DealStatus::Won => Err(DealError::field("/stage_id", "a deal gets there by POST /v1/deals/{deal_id}/win")),
        DealStatus::Lost => Err(DealError::field("/stage_id", "a deal gets there by POST /v1/deals/{deal_id}/lose")),
    }
}

/// A day that has come: today when none is given.
pub(super) fn past_day(at: &str, day: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate, DealError> {
    let day = day.unwrap_or(today);
    check_day(at, day)?;
    if day > today {
        return Err(DealError::field(at, format!("must not be in the future; today is {today}")));
    }
    Ok(day)
}

/// What is done next, when its day can be one.
pub(super) fn next_step(request: NextStepRequest) -> Result<crm::NextStep, DealError> {
    if let Some(day) = request.due_on {
        check_day("/next_step/due_on", day)?;
    }
    Ok(crm::NextStep { text: request.text, due_on: request.due_on })
}

/// The odds a person gives a deal, when they can be.
pub(super) fn judged(
    request: JudgedOddsRequest,
    said_by: Option<MemberId>,
    now: DateTime<Utc>,
) -> Result<JudgedOdds, DealError> {
    let JudgedOddsRequest { odds_percent, reason } = request;
    if !(1..=99).contains(&odds_percent) {
        let detail = "must be from 1 to 99; certainty comes only from winning or losing";
        return Err(DealError::field("/judged_odds/odds_percent", detail));
    }
    Ok(JudgedOdds { odds_percent, reason, said_by, said_at: now })
}

/// The value of a deal: the sum of its lines, or an estimate while it has none.
pub(super) fn value(
    lines: &[crm::DealLine],
    currency: Currency,
    estimate: Option<Money>,
    before: Money,
) -> Result<Money, DealError> {
    match estimate {
        Some(_) if !lines.is_empty() => {
            Err(DealError::field("/value", "is the sum of the lines; leave it out, or send no lines"))
        }
        Some(estimate) => check_amount("/value", estimate, currency).map(|()| estimate),
        None if !lines.is_empty() => lines::total(lines, currency),
        None if before.currency == currency => Ok(before),
        None if before.is_zero() => Ok(Money::zero(currency)),
        None => Err(DealError::field("/value", format!("send the value in {currency} together with the currency"))),
    }
}
