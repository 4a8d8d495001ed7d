//! How leads look to callers.

use chrono::{DateTime, Utc};
use contracts::{crm, leads};
use schemars::JsonSchema;
use serde::Serialize;

use super::model::Lead;
use super::store::{StatusChange, Touch};
use crate::duplicates::model::Candidate;
use crate::follow_ups::model::NextFollowUp;
use crate::lead_settings::scoring::ScorePart;

/// A lead.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LeadView {
    /// What everybody sees of it.
    #[serde(flatten)]
    pub lead: leads::Lead,
    /// Its points: the sum of what the rules gave and took.
    pub score: i32,
    /// What the points are made of.
    pub score_parts: Vec<ScorePart>,
    /// Whether nobody has answered it in time.
    pub response_overdue: bool,
    /// Whether rules apply to it and nobody they name had room: it is handed out as soon as somebody has.
    pub waits_for_room: bool,
    /// When the person was erased; it says nothing of them since, and cannot be changed.
    pub erased_at: Option<DateTime<Utc>>,
    /// Grows with each change; the ETag.
    pub version: i64,
}

impl LeadView {
    /// How a lead looks at a moment.
    pub fn at(now: DateTime<Utc>, lead: Lead) -> Self {
        let response_overdue = lead.response_overdue(now);
        let Lead { version, image, erased_at, score, waits_for_room } = lead;
        let (score, score_parts) = (score.points, score.parts);
        Self { lead: image, score, score_parts, response_overdue, waits_for_room, erased_at, version }
    }
}

/// A lead in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ListedLead {
    /// The lead.
    #[serde(flatten)]
    pub lead: LeadView,
    /// The open follow-up about it that is due first. With one, it is not without a next step.
    pub next_follow_up: Option<NextFollowUp>,
}

/// A lead that was just taken in or changed, with what it may be a duplicate of. It was written all the same: a person decides.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LeadRecorded {
    /// The lead.
    #[serde(flatten)]
    pub lead: LeadView,
    /// Leads, contacts and accounts that may be the same.
    pub duplicates: Vec<Candidate>,
}

/// A lead with its past.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LeadDetails {
    /// The lead.
    #[serde(flatten)]
    pub lead: LeadView,
    /// Every status it had, first to last.
    pub history: Vec<StatusChange>,
    /// The latest times it came forward, first to last; at most 100.
    pub touch_list: Vec<Touch>,
}

/// What a lead became.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LeadConversion {
    /// The lead.
    #[serde(flatten)]
    pub lead: LeadView,
    /// The account, new or the one that was named.
    pub account: crm::Account,
    /// The contact, new or the one that was named.
    pub contact: crm::Contact,
}
