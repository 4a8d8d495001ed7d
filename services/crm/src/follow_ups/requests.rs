//! What callers say about follow-ups.

use chrono::{NaiveDate, NaiveTime};
use contracts::crm::activities::{Frequency, Priority, Recurrence, Subject, Weekday};
use kernel::{MemberId, Name, Note};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::patch::{Change, given};

/// A new follow-up.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanFollowUp {
    /// What is to be done.
    pub title: Name,
    /// More about it.
    pub note: Option<Note>,
    /// By which day; may have passed.
    pub due_on: NaiveDate,
    /// At which time of that day, in the organisation's zone.
    pub due_time: Option<NaiveTime>,
    /// Minutes before it is due at which the owner is reminded, 0 to 40320 (four weeks). Without a time it is due at nine in
    /// the morning for this.
    pub remind_minutes_before: Option<i32>,
    /// Who does it; the caller when left out.
    pub owner_id: Option<MemberId>,
    /// How urgent it is.
    #[serde(default)]
    pub priority: Priority,
    /// What it is about: at most 20 accounts, contacts, deals and leads.
    #[serde(default)]
    pub about: Vec<Subject>,
    /// How it comes again.
    pub recurrence: Option<RecurrenceRequest>,
}

/// Changes of a follow-up: what is left out stays, `null` empties.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateFollowUp {
    /// What is to be done.
    #[serde(default, deserialize_with = "given")]
    pub title: Option<Name>,
    /// More about it.
    #[serde(default)]
    pub note: Change<Note>,
    /// By which day. Of one that comes again, the others are counted from this day too.
    #[serde(default, deserialize_with = "given")]
    pub due_on: Option<NaiveDate>,
    /// At which time of that day.
    #[serde(default)]
    pub due_time: Change<NaiveTime>,
    /// Minutes before it is due at which the owner is reminded.
    #[serde(default)]
    pub remind_minutes_before: Change<i32>,
    /// Who does it.
    #[serde(default, deserialize_with = "given")]
    pub owner_id: Option<MemberId>,
    /// How urgent it is.
    #[serde(default, deserialize_with = "given")]
    pub priority: Option<Priority>,
    /// What it is about.
    #[serde(default, deserialize_with = "given")]
    pub about: Option<Vec<Subject>>,
    /// How it comes again.
    #[serde(default)]
    pub recurrence: Change<RecurrenceRequest>,
}

/// Puts a follow-up off. One that comes again keeps its rhythm.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SnoozeFollowUp {
    /// To which day.
    pub due_on: NaiveDate,
    /// To which time of that day; the time it has when left out, none when `null`.
    #[serde(default)]
    pub due_time: Change<NaiveTime>,
}

/// How a follow-up comes again, counted from the day it is due.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecurrenceRequest {
    /// In which unit.
    pub frequency: Frequency,
    /// Every so many of them, 1 to 99; 1 when left out.
    pub interval: Option<i32>,
    /// For weeks: on which days; that of `due_on` when left out.
    #[serde(default)]
    pub weekdays: Vec<Weekday>,
    /// The last day it may come. Not together with `count`.
    pub until: Option<NaiveDate>,
    /// How often in all, 1 to 999.
    pub count: Option<i32>,
}

impl From<RecurrenceRequest> for Recurrence {
    fn from(request: RecurrenceRequest) -> Self {
        let mut weekdays = request.weekdays;
        weekdays.sort_unstable();
        weekdays.dedup();
        let (frequency, interval) = (request.frequency, request.interval.unwrap_or(1));
        Self { frequency, interval, weekdays, until: request.until, count: request.count }
    }
}
