//! What a goal may be.

use contracts::crm::forecasting::{Goal, GoalCreated, GoalRemoved, GoalSpan, GoalUpdated};
use kernel::{Currency, GoalId, Money};
use platform::{FieldError, Kind, Refusal};

/// A goal with its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalState {
    /// Grows by one with each change.
    pub version: i64,
    /// The goal as others see it.
    pub image: Goal,
}

/// Why a goal refuses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: {detail}")]
pub struct GoalError {
    pointer: &'static str,
    detail: String,
}

fn refuse<T>(pointer: &'static str, detail: impl Into<String>) -> Result<T, GoalError> {
    Err(GoalError { pointer, detail: detail.into() })
}

impl Refusal for GoalError {
    fn kind(&self) -> Kind {
        Kind::Invalid
    }
    fn code(&self) -> &'static str {
        "invalid-field"
    }
    fn fields(&self) -> Vec<FieldError> {
        vec![FieldError::new(self.pointer, &self.detail)]
    }
}

impl GoalState {
    /// Sets a goal; `base` is the currency of the organisation.
    ///
    /// # Errors
    /// [`GoalError`] when it is two people's, begins within a quarter, or is no amount to be won.
    pub fn set(mut image: Goal, base: Currency) -> Result<(Self, GoalCreated), GoalError> {
        image.goal_id = GoalId::new();
        if image.member_id.is_some() && image.team_id.is_some() {
            return refuse("/team_id", "a goal is a member's or a team's; leave one of them out");
        }
        if image.span == GoalSpan::Quarter && image.from.month() % 3 != 1 {
            return refuse("/from", "a quarter begins with January, April, July or October");
        }
        check_amount(image.amount, base)?;
        let created = GoalCreated { goal: image.clone() };
        Ok((Self { version: 1, image }, created))
    }

    /// Gives it another amount.
    ///
    /// # Errors
    /// [`GoalError`] when that is none to be won.
    pub fn update(&mut self, amount: Money, base: Currency) -> Result<GoalUpdated, GoalError> {
        check_amount(amount, base)?;
        self.image.amount = amount;
        self.version += 1;
        Ok(GoalUpdated { goal: self.image.clone() })
    }

    /// Takes it back.
    pub fn remove(&mut self) -> GoalRemoved {
        self.version += 1;
        GoalRemoved { goal: self.image.clone() }
    }
}

fn check_amount(amount: Money, base: Currency) -> Result<(), GoalError> {
    if amount.currency != base {
        return refuse("/amount/currency", format!("must be {base}, the currency forecasts are valued in"));
    }
    if !amount.is_positive() || !amount.is_minor() {
        return refuse("/amount/amount", "must be more than 0, in whole minor units of the currency");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use kernel::{Decimal, MemberId, TeamId};

    use super::*;

    fn goal(from: &str, span: GoalSpan) -> Goal {
        Goal {
            goal_id: GoalId::new(),
            member_id: Some(MemberId::new()),
            team_id: None,
            from: from.parse().unwrap(),
            span,
            amount: Money::new(Decimal::from(1000), Currency::EUR).unwrap(),
        }
    }

    fn pointer(result: Result<(GoalState, GoalCreated), GoalError>) -> &'static str {
        result.unwrap_err().pointer
    }

    #[test]
    fn a_goal_is_somebodys_for_a_time_that_exists() {
        assert!(GoalState::set(goal("2026-05", GoalSpan::Month), Currency::EUR).is_ok());
        assert!(GoalState::set(goal("2026-10", GoalSpan::Quarter), Currency::EUR).is_ok());
        assert_eq!(pointer(GoalState::set(goal("2026-05", GoalSpan::Quarter), Currency::EUR)), "/from");
        assert_eq!(pointer(GoalState::set(goal("2026-05", GoalSpan::Month), Currency::HUF)), "/amount/currency");
        let both = Goal { team_id: Some(TeamId::new()), ..goal("2026-05", GoalSpan::Month) };
        assert_eq!(pointer(GoalState::set(both, Currency::EUR)), "/team_id");
        let nothing = Goal { amount: Money::zero(Currency::EUR), ..goal("2026-05", GoalSpan::Month) };
        assert_eq!(pointer(GoalState::set(nothing, Currency::EUR)), "/amount/amount");
    }
}
