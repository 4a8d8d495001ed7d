//! What events say of plans and of worked time: each state they tell is kept.

use chrono::{DateTime, Utc};
use contracts::Envelope;
use contracts::projects::{Project, ProjectStatus, TaskBilling, TimeEntry, TimeStatus};
use kernel::{Currency, Decimal, Money, TaskId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ledger::stance::Image;

/// What is planned of a task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlannedTask {
    /// The task.
    pub task_id: TaskId,
    /// Hours planned.
    pub hours: Decimal,
    /// Whether it is finished.
    pub done: bool,
    /// What an hour of it costs the client, when it is billed by the hour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<Money>,
    /// Whether it is covered by a price for more than its hours.
    pub included: bool,
}

/// A state of a project's plan.
#[derive(Debug, Clone, PartialEq)]
pub struct ToldPlan {
    /// The project.
    pub project_id: Uuid,
    /// Which change of it.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Where it stood.
    pub status: ProjectStatus,
    /// Currency of its budget.
    pub currency: Currency,
    /// Hours sold.
    pub budget_hours: Decimal,
    /// What there was to do.
    pub tasks: Vec<PlannedTask>,
}

/// A state of a time entry.
#[derive(Debug, Clone, PartialEq)]
pub struct ToldTime {
    /// The entry.
    pub time_entry_id: Uuid,
    /// Which change of it.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// The project.
    pub project_id: Uuid,
    /// The task.
    pub task_id: Uuid,
    /// Where it stood.
    pub status: TimeStatus,
    /// Hours worked.
    pub hours: Decimal,
    /// What they cost; none when nobody knew.
    pub cost: Option<Money>,
}

/// What a batch of events tells.
#[derive(Debug, Default)]
pub struct Told {
    /// Of plans, in the order of the events.
    pub plans: Vec<ToldPlan>,
    /// Of time, in the order of the events.
    pub time: Vec<ToldTime>,
}

impl Told {
    /// Takes what an event tells.
    pub fn read(&mut self, event: &Envelope, image: &Image) {
        match image {
            Image::Project(project) => self.plans.push(plan(event, project)),
            Image::Time(entry) => self.time.push(time(event, entry)),
            Image::Deal(_)
            | Image::Schedule(_)
            | Image::Work(_)
            | Image::Invoice(_)
            | Image::Payment(_)
            | Image::Claim(_)
            | Image::Budget(_) => {}
        }
    }
}

fn plan(event: &Envelope, project: &Project) -> ToldPlan {
    let tasks = project.tasks.iter().map(|task| PlannedTask {
        task_id: task.task_id,
        hours: task.planned_hours.value(),
        done: task.done,
        rate: match &task.billing {
            TaskBilling::Hourly { rate, .. } => Some(*rate),
            TaskBilling::Included | TaskBilling::NonBillable => None,
        },
        included: task.billing == TaskBilling::Included,
    });
    ToldPlan {
        project_id: project.project_id.as_uuid(),
        seq: event.aggregateseq,
        at: event.time,
        status: project.status,
        currency: project.currency,
        budget_hours: project.budget_hours.value(),
        tasks: tasks.collect(),
    }
}

fn time(event: &Envelope, entry: &TimeEntry) -> ToldTime {
    // One that is gone is told as it last was.
    let gone = event.event_type.starts_with("projects.time.deleted.");
    ToldTime {
        time_entry_id: entry.time_entry_id.as_uuid(),
        seq: event.aggregateseq,
        at: event.time,
        project_id: entry.project_id.as_uuid(),
        task_id: entry.task_id.as_uuid(),
        status: if gone { TimeStatus::Draft } else { entry.status },
        hours: entry.hours.value(),
        cost: entry.cost,
    }
}

/// How the state of a project is written in a column.
pub const fn project_word(status: ProjectStatus) -> &'static str {
    match status {
        ProjectStatus::Active => "active",
        ProjectStatus::OnHold => "on_hold",
        ProjectStatus::Cancelled => "cancelled",
        ProjectStatus::Completed => "completed",
    }
}

/// The state a column says.
pub fn project_status(word: &str) -> Option<ProjectStatus> {
    use ProjectStatus::{Active, Cancelled, Completed, OnHold};
    [Active, OnHold, Cancelled, Completed].into_iter().find(|status| project_word(*status) == word)
}

/// How the state of a time entry is written in a column.
pub const fn time_word(status: TimeStatus) -> &'static str {
    match status {
        TimeStatus::Draft => "draft",
        TimeStatus::Submitted => "submitted",
        TimeStatus::Approved => "approved",
        TimeStatus::Rejected => "rejected",
    }
}
