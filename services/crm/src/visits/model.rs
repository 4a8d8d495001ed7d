//! What visits say about a deal.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Name, Note, StageId};
use schemars::JsonSchema;
use serde::Serialize;

/// A stay of a deal in a stage.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "StageVisit")]
pub struct Visit {
    /// Counts the stays of the deal, from 1.
    pub visit_no: i32,
    /// The stage.
    pub stage_id: StageId,
    /// Its name.
    pub stage_name: Name,
    /// Business day it began.
    pub entered_on: NaiveDate,
    /// When that was written down.
    pub entered_at: DateTime<Utc>,
    /// By whom: `member:<id>`, `api_key:<id>` or `system:<part>`.
    pub entered_by: String,
    /// Business day it ended; none while it lasts.
    pub left_on: Option<NaiveDate>,
    /// When that was written down.
    pub left_at: Option<DateTime<Utc>>,
    /// By whom.
    pub left_by: Option<String>,
    /// How it ended: `moved`, `won` or `lost`.
    pub outcome: Option<String>,
    /// Why, where a reason was given.
    pub reason: Option<Note>,
}

/// The time a deal spent in a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StageTime {
    /// The stage.
    pub stage_id: StageId,
    /// Its name.
    pub stage_name: Name,
    /// How often it stayed there.
    pub visits: i32,
    /// Days of the latest stay.
    pub latest_days: i64,
    /// Days of all stays.
    pub total_days: i64,
}

impl Visit {
    /// Days from the beginning to the end, or until today while it lasts.
    pub fn days(&self, today: NaiveDate) -> i64 {
        (self.left_on.unwrap_or(today) - self.entered_on).num_days().max(0)
    }
}

/// The time spent in each stage, in the order in which they were first entered. Visits come in their order.
pub fn times(visits: &[Visit], today: NaiveDate) -> Vec<StageTime> {
    let mut times: Vec<StageTime> = Vec::new();
    for visit in visits {
        let days = visit.days(today);
        if let Some(time) = times.iter_mut().find(|time| time.stage_id == visit.stage_id) {
            time.visits += 1;
            time.latest_days = days;
            time.total_days += days;
        } else {
            let (stage_id, stage_name) = (visit.stage_id, visit.stage_name.clone());
            times.push(StageTime { stage_id, stage_name, visits: 1, latest_days: days, total_days: days });
        }
    }
    times
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn visit(visit_no: i32, stage_id: StageId, entered_on: &str, left_on: Option<&str>) -> Visit {
        Visit {
            visit_no,
            stage_id,
            stage_name: Name::new("Proposal").unwrap(),
            entered_on: day(entered_on),
            entered_at: DateTime::UNIX_EPOCH,
            entered_by: "system:test".to_owned(),
            left_on: left_on.map(day),
            left_at: None,
            left_by: None,
            outcome: None,
            reason: None,
        }
    }

    #[test]
    fn coming_back_adds_to_the_total_only() {
        let (a, b) = (StageId::new(), StageId::new());
        let visits = [
            visit(1, a, "2026-01-01", Some("2026-01-11")),
            visit(2, b, "2026-01-11", Some("2026-01-12")),
            visit(3, a, "2026-01-12", None),
        ];
        let times = times(&visits, day("2026-01-15"));
        let numbers: Vec<_> = times.iter().map(|time| (time.visits, time.latest_days, time.total_days)).collect();
        assert_eq!(numbers, [(2, 3, 13), (1, 1, 1)]);
    }
}
