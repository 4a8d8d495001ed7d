//! When something counts as forgotten.

use chrono::NaiveDate;
use contracts::crm::NextStep;
use kernel::{DealId, MemberId, Money, Name, StageId};
use platform::{FieldError, Kind, Refusal};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why something counts as forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ForgottenReason")]
pub enum Reason {
    /// Nobody said what is done next.
    NoNextStep,
    /// What was to be done next was to be done by a day that has passed.
    NextStepOverdue,
    /// It stands in its stage for too long.
    StaleInStage,
    /// Nothing was noted, said or written about it for too long.
    NoActivity,
    /// It was expected to close by a day that has passed.
    CloseDatePassed,
    /// Nobody owns it, or who does has left.
    NoOwner,
}

/// After how many days an organisation counts a deal as forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ForgottenRules")]
pub struct Rules {
    /// Days in one stage, 1 to 3650.
    pub stale_after_days: i32,
    /// Days without an activity, 1 to 3650.
    pub quiet_after_days: i32,
}

impl Default for Rules {
    fn default() -> Self {
        Self { stale_after_days: 30, quiet_after_days: 14 }
    }
}

/// Why rules were refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} must be from 1 to 3650")]
pub struct RulesError(&'static str);

impl Refusal for RulesError {
    fn kind(&self) -> Kind {
        Kind::Invalid
    }

    fn code(&self) -> &'static str {
        "invalid-field"
    }

    fn fields(&self) -> Vec<FieldError> {
        vec![FieldError::new(self.0, "must be from 1 to 3650")]
    }
}

impl Rules {
    /// Refuses days that make no sense.
    pub fn check(self) -> Result<Self, RulesError> {
        let sane = |days: i32| (1..=3650).contains(&days);
        if !sane(self.stale_after_days) {
            return Err(RulesError("/stale_after_days"));
        }
        if !sane(self.quiet_after_days) {
            return Err(RulesError("/quiet_after_days"));
        }
        Ok(self)
    }
}

/// A deal that nobody looks after.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Forgotten {
    /// The deal.
    pub deal_id: DealId,
    /// What it is about.
    pub name: Name,
    /// Name of who would buy.
    pub account_name: Option<Name>,
    /// Who works on it.
    pub owner_id: Option<MemberId>,
    /// Name of who works on it.
    pub owner_name: Option<Name>,
    /// Where it stands.
    pub stage_id: StageId,
    /// Name of that stage.
    pub stage_name: Name,
    /// What is at risk.
    pub value: Money,
    /// When work on it began.
    pub opened_on: NaiveDate,
    /// Since when it stands in its stage.
    pub in_stage_since: Option<NaiveDate>,
    /// When it is expected to close.
    pub expected_close_on: Option<NaiveDate>,
    /// What is done next to win it.
    pub next_step: Option<NextStep>,
    /// The day of the latest activity.
    pub last_activity_on: Option<NaiveDate>,
    /// Why it counts as forgotten, at least one.
    pub reasons: Vec<Reason>,
    /// Grows with each change of the deal; its ETag.
    pub version: i64,
}

/// How many count as forgotten for a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReasonCount {
    /// The reason.
    pub reason: Reason,
    /// How many.
    pub count: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_have_bounds() {
        assert!(Rules::default().check().is_ok());
        let wrong = Rules { quiet_after_days: 0, ..Rules::default() };
        assert_eq!(wrong.check(), Err(RulesError("/quiet_after_days")));
        let wrong = Rules { stale_after_days: 4000, ..Rules::default() };
        assert_eq!(wrong.check(), Err(RulesError("/stale_after_days")));
    }
}
