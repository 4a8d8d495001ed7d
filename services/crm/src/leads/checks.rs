//! What callers say of leads, checked: moments that have come, days, amounts, and where somebody is reached.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use contracts::crm::NextStep;
use contracts::leads::LeadConsent;
use kernel::{Email, Money, Name};

use super::model::{Result, refuse};
use super::requests::ConsentRequest;
use crate::deals::requests::NextStepRequest;
use crate::reaches;

/// A moment that has come: now when none is given.
pub(super) fn past(at: &'static str, moment: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<DateTime<Utc>> {
    let moment = moment.unwrap_or(now);
    if moment > now {
        return refuse(at, "must not be in the future");
    }
    check_day(at, moment.date_naive())?;
    Ok(moment)
}

/// What was agreed to, when it can have been.
pub fn agreed(consent: ConsentRequest, now: DateTime<Utc>) -> Result<LeadConsent> {
    let given_at = past("/consent/given_at", consent.given_at, now)?;
    Ok(LeadConsent { given_at, how: consent.how, text: consent.text, purpose: consent.purpose })
}

/// A next step, on a day that can be.
pub(super) fn next_step(request: NextStepRequest) -> Result<NextStep> {
    if let Some(day) = request.due_on {
        check_day("/next_step/due_on", day)?;
    }
    Ok(NextStep { text: request.text, due_on: request.due_on })
}

/// Refuses days that can only be a slip of the pen.
pub(super) fn check_day(at: &'static str, day: NaiveDate) -> Result<()> {
    if (1900..2200).contains(&day.year()) { Ok(()) } else { refuse(at, "must be a day from 1900 to 2199") }
}

/// Refuses a telephone number or web address that is none.
pub(super) fn check_reach(phone: Option<&Name>, website: Option<&Name>) -> Result<()> {
    reaches::check_phone(phone).or_else(|detail| refuse("/phone", detail))?;
    reaches::check_website(website).or_else(|detail| refuse("/website", detail))
}

/// Refuses further addresses or telephone numbers that are none, or too many.
pub(super) fn check_further(emails: &[Email], phones: &[Name]) -> Result<()> {
    reaches::check_further(emails, |_| Ok(())).or_else(|detail| refuse("/additional_emails", detail))?;
    reaches::check_further(phones, reaches::check_phone).or_else(|detail| refuse("/additional_phones", detail))
}

/// Refuses an amount that is negative, or has more decimals than its currency.
pub(super) fn check_value(value: Option<Money>) -> Result<()> {
    match value {
        Some(value) if value.is_negative() => refuse("/estimated_value/amount", "must be 0 or more"),
        Some(value) if !value.is_minor() => {
            let (currency, digits) = (value.currency, value.currency.minor_units());
            refuse("/estimated_value/amount", format!("amounts in {currency} have at most {digits} decimals"))
        }
        _ => Ok(()),
    }
}
