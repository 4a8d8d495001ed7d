//! What may happen to a time entry, and what it costs and bills.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::projects::{
    CostRate, Task, TaskBilling, TimeApproved, TimeDeleted, TimeEntry, TimeLogged, TimeRejected, TimeStatus,
    TimeSubmitted, TimeUpdated,
};
use kernel::{Decimal, Hours, MemberId, Money, MoneyError, Note, TaskId, TimeEntryId, VatRate};
use platform::{FieldError, Kind, Refusal};
use uuid::Uuid;

use crate::given::Given;
use crate::people::model::{Person, cost_on};
use crate::projects::model::Project;

/// A time entry as it stands, with the version of that state.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What is published of it.
    pub image: TimeEntry,
    /// The membership of the person, which says whose own it is.
    pub member_id: Option<MemberId>,
    /// Why it was last sent back.
    pub rejection: Option<Note>,
    /// When it was approved.
    pub approved_at: Option<DateTime<Utc>>,
    /// By which member.
    pub approved_by: Option<Uuid>,
    /// Whether it stands on an issued invoice.
    pub billed: bool,
    /// Counts its changes; the first is 1.
    pub version: i64,
}

/// What was worked.
#[derive(Debug, Clone)]
pub struct Work {
    /// On which task.
    pub task_id: TaskId,
    /// On which day.
    pub work_on: NaiveDate,
    /// For how long.
    pub hours: Hours,
    /// How much of it is charged; all of it on tasks billed by the hour and nothing on others when not said.
    pub billable_hours: Option<Hours>,
    /// What was done.
    pub note: Option<Note>,
}

/// Fields of an entry to replace; those left out stay.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// The task, of the same project.
    pub task_id: Option<TaskId>,
    /// The day.
    pub work_on: Option<NaiveDate>,
    /// For how long.
    pub hours: Option<Hours>,
    /// How much of it is charged.
    pub billable_hours: Option<Hours>,
    /// What was done.
    pub note: Given<Note>,
}

/// What an entry is checked against.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// Its project.
    pub project: &'a Project,
    /// Who worked.
    pub person: &'a Person,
    /// What the person's other entries of that day come to.
    pub other_hours: Decimal,
    /// The business day.
    pub today: NaiveDate,
}

/// Why something about a time entry is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// Time is logged in active projects.
    #[error("time can be logged in active projects only, and this one is not active")]
    ProjectNotActive,
    /// The person left.
    #[error("this person is not active any more")]
    PersonNotActive,
    /// No such task.
    #[error("there is no such task in this project")]
    NoTask,
    /// Work on a day to come.
    #[error("work cannot be in the future; send today or an earlier day")]
    Future,
    /// No hours, or more than a day has.
    #[error("must be more than 0 and at most 24")]
    Hours,
    /// More than a day has, together with other entries.
    #[error("a day has 24 hours, and {0} of this one are logged already")]
    DayFull(Decimal),
    /// More billed than worked.
    #[error("must not be more than the hours worked")]
    MoreBilledThanWorked,
    /// Billable hours where nothing is billed by the hour.
    #[error("this task is not billed by the hour; leave it out or send \"0\"")]
    NotByTheHour,
    /// It is not a draft and was not sent back.
    #[error("only drafts and rejected entries can be changed; this one is submitted or approved")]
    NotEditable,
    /// It is not a draft.
    #[error("only drafts can be deleted; change a rejected entry first, which makes it a draft again")]
    NotDraft,
    /// It is not a draft and was not sent back.
    #[error("only drafts and rejected entries can be submitted")]
    NotSubmittable,
    /// It is not submitted.
    #[error("only submitted entries can be approved or rejected")]
    NotSubmitted,
    /// It stands on an invoice.
    #[error("this entry is on an invoice and cannot change any more")]
    Billed,
    /// One's own.
    #[error("nobody approves their own time; ask a colleague who may approve")]
    Own,
    /// An amount out of range.
    #[error(transparent)]
    Amount(#[from] MoneyError),
}

impl Refusal for TimeError {
    fn kind(&self) -> Kind {
        match self {
            Self::ProjectNotActive
            | Self::NotEditable
            | Self::NotDraft
            | Self::NotSubmittable
            | Self::NotSubmitted
            | Self::Billed
            | Self::Own => Kind::Conflict,
            Self::PersonNotActive
            | Self::NoTask
            | Self::Future
            | Self::Hours
            | Self::DayFull(_)
            | Self::MoreBilledThanWorked
            | Self::NotByTheHour
            | Self::Amount(_) => Kind::Invalid,
        }
    }
    fn code(&self) -> &'static str {
        match self {
            Self::ProjectNotActive => "project-not-active",
            Self::NotEditable => "time-not-editable",
            Self::NotDraft => "time-not-draft",
            Self::NotSubmittable => "time-not-submittable",
            Self::NotSubmitted => "time-not-submitted",
            Self::Billed => "time-billed",
            Self::Own => "own-time",
            Self::DayFull(_) => "day-full",
            Self::PersonNotActive
            | Self::NoTask
            | Self::Future
            | Self::Hours
            | Self::MoreBilledThanWorked
            | Self::NotByTheHour
            | Self::Amount(_) => "invalid-field",
        }
    }
    fn fields(&self) -> Vec<FieldError> {
        let pointer = match self {
            Self::PersonNotActive => "/person_id",
            Self::NoTask => "/task_id",
            Self::Future => "/work_on",
            Self::Hours | Self::DayFull(_) | Self::Amount(_) => "/hours",
            Self::MoreBilledThanWorked | Self::NotByTheHour => "/billable_hours",
            Self::ProjectNotActive
            | Self::NotEditable
            | Self::NotDraft
            | Self::NotSubmittable
            | Self::NotSubmitted
            | Self::Billed
            | Self::Own => return Vec::new(),
        };
        vec![FieldError::new(pointer, self.to_string())]
    }
}

impl Entry {
    /// Writes down work, with the rates of that day.
    pub fn log(id: TimeEntryId, work: Work, around: Around<'_>) -> Result<(Self, TimeLogged), TimeError> {
        if !around.person.image.active {
            return Err(TimeError::PersonNotActive);
        }
        let image = priced(id, work, around)?;
        let entry = Self {
            image: image.clone(),
            member_id: around.person.image.member_id,
            rejection: None,
            approved_at: None,
            approved_by: None,
            billed: false,
            version: 1,
        };
        Ok((entry, TimeLogged { entry: image }))
    }

    /// Replaces fields and takes the rates again; it is a draft afterwards. None when that changes nothing.
    pub fn change(&mut self, change: Change, around: Around<'_>) -> Result<Option<TimeUpdated>, TimeError> {
        self.must_be_editable()?;
        let image = priced(self.image.time_entry_id, self.changed(change, around.project), around)?;
        if image == self.image {
            return Ok(None);
        }
        self.image = image;
        self.rejection = None;
        self.version += 1;
        Ok(Some(TimeUpdated { entry: self.image.clone() }))
    }

    /// The work as it is after a change. Charged hours that were the usual ones follow task and hours; others stay.
    fn changed(&self, change: Change, project: &Project) -> Work {
        let old = &self.image;
        let task_id = change.task_id.unwrap_or(old.task_id);
        let usual = |task: Option<&Task>, hours| task.map_or(Hours::zero(), |task| usual_billable(task, hours));
        let was_usual = old.billable_hours == usual(project.task(old.task_id), old.hours);
        let kept = (!was_usual && task_id == old.task_id).then_some(old.billable_hours);
        Work {
            task_id,
            work_on: change.work_on.unwrap_or(old.work_on),
            hours: change.hours.unwrap_or(old.hours),
            billable_hours: change.billable_hours.or(kept),
            note: change.note.over(old.note.clone()),
        }
    }

    /// The day it will be on after a change.
    pub fn day_after(&self, change: &Change) -> NaiveDate {
        change.work_on.unwrap_or(self.image.work_on)
    }

    /// The person states that it is complete.
    pub fn submit(&mut self) -> Result<TimeSubmitted, TimeError> {
        match self.image.status {
            TimeStatus::Draft | TimeStatus::Rejected => {}
            TimeStatus::Submitted | TimeStatus::Approved => return Err(TimeError::NotSubmittable),
        }
        self.rejection = None;
        Ok(TimeSubmitted { entry: self.turn(TimeStatus::Submitted) })
    }

    /// It counts from now on. A cost that was unknown when it was written down is taken from `rates`, if it is known now.
    /// `own_too` is for those who may approve even their own.
    pub fn approve(
        &mut self,
        by: Option<MemberId>,
        own_too: bool,
        at: DateTime<Utc>,
        rates: &[CostRate],
    ) -> Result<TimeApproved, TimeError> {
        self.must_be_submitted()?;
        if by.is_some() && by == self.member_id && !own_too {
            return Err(TimeError::Own);
        }
        if self.image.cost_rate.is_none() {
            self.image.cost_rate = cost_on(rates, self.image.work_on);
            self.image.cost = amount(self.image.cost_rate, self.image.hours)?;
        }
        self.approved_at = Some(at);
        self.approved_by = by.map(MemberId::as_uuid);
        let entry = self.turn(TimeStatus::Approved);
        Ok(TimeApproved { entry, approved_at: at, approved_by: self.approved_by })
    }

    /// Sends it back.
    pub fn reject(&mut self, reason: Note) -> Result<TimeRejected, TimeError> {
        self.must_be_submitted()?;
        self.rejection = Some(reason.clone());
        Ok(TimeRejected { entry: self.turn(TimeStatus::Rejected), reason })
    }

    /// Takes a draft away; the version is that of the last event.
    pub fn delete(&mut self) -> Result<TimeDeleted, TimeError> {
        if self.billed {
            return Err(TimeError::Billed);
        }
        if self.image.status != TimeStatus::Draft {
            return Err(TimeError::NotDraft);
        }
        self.version += 1;
        Ok(TimeDeleted { entry: self.image.clone() })
    }

    /// Refuses to change what was handed in, or stands on an invoice.
    pub fn must_be_editable(&self) -> Result<(), TimeError> {
        match self.image.status {
            _ if self.billed => Err(TimeError::Billed),
            TimeStatus::Draft | TimeStatus::Rejected => Ok(()),
            TimeStatus::Submitted | TimeStatus::Approved => Err(TimeError::NotEditable),
        }
    }

    fn must_be_submitted(&self) -> Result<(), TimeError> {
        match self.image.status {
            TimeStatus::Submitted => Ok(()),
            TimeStatus::Draft | TimeStatus::Approved | TimeStatus::Rejected => Err(TimeError::NotSubmitted),
        }
    }

    fn turn(&mut self, status: TimeStatus) -> TimeEntry {
        self.image.status = status;
        self.version += 1;
        self.image.clone()
    }
}

/// A draft of this work, with the rates that hold on its day.
fn priced(id: TimeEntryId, work: Work, around: Around<'_>) -> Result<TimeEntry, TimeError> {
    let Around { project, person, other_hours, today } = around;
    if !project.is_active() {
        return Err(TimeError::ProjectNotActive);
    }
    let task = project.task(work.task_id).ok_or(TimeError::NoTask)?;
    if work.work_on > today {
        return Err(TimeError::Future);
    }
    let day = Decimal::from(24);
    if work.hours.is_zero() || work.hours.value() > day {
        return Err(TimeError::Hours);
    }
    if other_hours + work.hours.value() > day {
        return Err(TimeError::DayFull(other_hours.normalize()));
    }
    let billable_hours = work.billable_hours.unwrap_or_else(|| usual_billable(task, work.hours));
    if billable_hours > work.hours {
        return Err(TimeError::MoreBilledThanWorked);
    }
    let (bill_rate, vat_rate) = price_of(task).unzip();
    if bill_rate.is_none() && !billable_hours.is_zero() {
        return Err(TimeError::NotByTheHour);
    }
    let cost_rate = person.hourly_cost(work.work_on);
    Ok(TimeEntry {
        time_entry_id: id,
        project_id: project.image.project_id,
        account_id: project.image.account_id,
        deal_id: project.image.deal_id,
        task_id: task.task_id,
        task_name: task.name.clone(),
        deal_line_id: task.deal_line_id,
        person_id: person.image.person_id,
        person_name: person.image.name.clone(),
        work_on: work.work_on,
        hours: work.hours,
        billable_hours,
        note: work.note,
        status: TimeStatus::Draft,
        cost_rate,
        cost: amount(cost_rate, work.hours)?,
        bill_rate,
        bill_amount: amount(bill_rate, billable_hours)?,
        vat_rate,
    })
}

fn price_of(task: &Task) -> Option<(Money, VatRate)> {
    match &task.billing {
        TaskBilling::Hourly { rate, vat_rate } => Some((*rate, *vat_rate)),
        TaskBilling::Included | TaskBilling::NonBillable => None,
    }
}

fn usual_billable(task: &Task, hours: Hours) -> Hours {
    if price_of(task).is_some() { hours } else { Hours::zero() }
}

/// Hours times a rate, rounded to the currency's minor unit, half away from zero.
fn amount(rate: Option<Money>, hours: Hours) -> Result<Option<Money>, MoneyError> {
    rate.map(|rate| rate.times(hours.value())).transpose()
}

#[cfg(test)]
mod tests;
