//! When something counts as forgotten.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::crm::NextStep;
pub use contracts::crm::lapses::{LapseKind as Kind, LapseReason as Reason};
use contracts::leads::LeadStatus;
use kernel::{DealId, LeadId, MemberId, Money, Name, StageId};
use platform::{FieldError, Kind as Refused, Refusal};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::follow_ups::http::FollowUpView;

/// What can be forgotten, in the order in which it is counted.
pub const KINDS: [Kind; 3] = [Kind::Deal, Kind::Lead, Kind::FollowUp];

/// After how many days an organisation counts something as forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ForgottenRules")]
pub struct Rules {
    /// Days of a deal in one stage, 1 to 3650.
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
    fn kind(&self) -> Refused {
        Refused::Invalid
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

/// Something that nobody looks after.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Forgotten {
    /// What it is, with what only its kind says.
    pub record: Record,
    /// Its id, whatever it is.
    pub record_id: Uuid,
    /// What a deal is about, who a lead is, what was to be done.
    pub name: Name,
    /// Name of who would buy: the account of a deal, the company of a lead.
    pub client_name: Option<Name>,
    /// Who works on it.
    pub owner_id: Option<MemberId>,
    /// Name of who works on it.
    pub owner_name: Option<Name>,
    /// Why it counts as forgotten, at least one.
    pub reasons: Vec<Reason>,
    /// Since when it does: the first day on which one of the reasons held. Of a next step that nobody named, and of an owner
    /// who is gone, the day on which that was noticed.
    pub since: NaiveDate,
    /// What is at risk; none of a follow-up, and of a lead of which nobody guessed it.
    pub value: Option<Money>,
    /// What that is worth in the organisation's currency at the newest rate; none when nobody gave one.
    pub base_value: Option<Money>,
    /// What is done next about a deal or lead.
    pub next_step: Option<NextStep>,
    /// The day of the latest activity with a deal or lead.
    pub last_activity_on: Option<NaiveDate>,
    /// Grows with each change of the record; its ETag.
    pub version: i64,
}

/// What is forgotten.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[schemars(rename = "ForgottenRecord")]
pub enum Record {
    /// An open deal.
    Deal {
        /// The deal.
        deal_id: DealId,
        /// Where it stands.
        stage_id: StageId,
        /// Name of that stage.
        stage_name: Name,
        /// Since when it stands in its stage.
        in_stage_since: Option<NaiveDate>,
        /// When work on it began.
        opened_on: NaiveDate,
        /// When it is expected to close.
        expected_close_on: Option<NaiveDate>,
    },
    /// An open lead.
    Lead {
        /// The lead.
        lead_id: LeadId,
        /// Where it stands.
        status: LeadStatus,
        /// When it came in.
        received_at: DateTime<Utc>,
        /// When it had to be answered at the latest.
        first_response_due_at: Option<DateTime<Utc>>,
        /// When it was to be looked at again.
        nurture_until: Option<NaiveDate>,
    },
    /// An open follow-up whose time has passed.
    FollowUp {
        /// The follow-up.
        follow_up: Box<FollowUpView>,
    },
}

/// How many count as forgotten for a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReasonCount {
    /// The reason.
    pub reason: Reason,
    /// How many.
    pub count: i64,
}

/// How many of a kind count as forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct KindCount {
    /// The kind.
    pub kind: Kind,
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
