//! What nobody looked after as they meant to: deals and leads that are forgotten, follow-ups whose day has passed.

use chrono::NaiveDate;
use kernel::{FollowUpId, LapseId, OrgId, RuleId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::activities::Subject;
use crate::event::{events, facts};

/// What something is that lapsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LapseKind {
    /// An open deal.
    Deal,
    /// An open lead.
    Lead,
    /// An open follow-up.
    FollowUp,
}

/// How it lapsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LapseReason {
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
    /// Nobody answered a lead in time.
    ResponseOverdue,
    /// A lead was to be looked at again by a day that has passed.
    NurtureOver,
    /// A follow-up was to be done by a day that has passed.
    FollowUpOverdue,
}

/// That something lapsed. It is told once for each occasion: another day that passes is another one, and so is whatever
/// lapses again after it was mended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Lapse {
    /// Its id; of this once.
    pub lapse_id: LapseId,
    /// What it is.
    pub kind: LapseKind,
    /// How it lapsed.
    pub reason: LapseReason,
    /// The day that passed, when it was about one.
    pub missed_on: Option<NaiveDate>,
    /// The follow-up, when it is one.
    pub follow_up_id: Option<FollowUpId>,
    /// The deal with its client, the lead, or what the follow-up is about.
    pub about: Vec<Subject>,
}

/// After how many days an organisation counts something as forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ForgottenRules {
    /// The organisation.
    pub org_id: OrgId,
    /// Days of a deal in one stage, 1 to 3650.
    pub stale_after_days: i32,
    /// Days without an activity, 1 to 3650.
    pub quiet_after_days: i32,
}

facts! {
    /// Something lapsed.
    LapseNoticed { /// What, and how.
        lapse: Lapse }
    /// What counts as forgotten changed.
    ForgottenRulesUpdated { /// The rules as they now are.
        forgotten_rules: ForgottenRules }
}

events! {
    LapseNoticed = "crm.lapse.noticed.v1" of "lapse" by |e| e.lapse.lapse_id;
    ForgottenRulesUpdated = "crm.forgotten_rules.updated.v1" of "forgotten_rules"
        by |e| RuleId::derived(e.forgotten_rules.org_id.as_uuid(), "forgotten rules");
}
