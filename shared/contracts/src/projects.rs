//! What projects publishes: people, projects with milestones and tasks, and time.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    AccountId, Currency, DealId, DealLineId, Email, Hours, MemberId, MilestoneId, Money, Name, Note, PersonId,
    ProjectId, TaskId, TimeEntryId, VatRate,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::event::{events, facts};

/// The project a won deal becomes. The same on every retry and for every win of the deal, so that any service can name
/// it before the project exists.
pub fn project_of(deal: DealId) -> ProjectId {
    ProjectId::derived(deal.as_uuid(), "project")
}

/// A person who works on projects.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// Their id.
    pub person_id: PersonId,
    /// The log-in, for people who have one.
    pub member_id: Option<MemberId>,
    /// Name.
    pub name: Name,
    /// Address.
    pub email: Option<Email>,
    /// Role billed to clients unless an entry says otherwise: "Developer".
    pub role: Option<Name>,
    /// False once they left.
    pub active: bool,
    /// What an hour of them costs us, by the day it takes effect, oldest first. Before the first date it is unknown, not zero.
    pub cost_rates: Vec<CostRate>,
}

/// What an hour of a person costs from a day on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CostRate {
    /// First day it holds.
    pub effective_from: NaiveDate,
    /// Cost of one hour.
    pub hourly_cost: Money,
}

/// Where a project stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProjectStatus {
    /// Being worked on.
    Active,
    /// Stopped until a person decides; no time may be logged.
    OnHold,
    /// Will not be done.
    Cancelled,
    /// Done.
    Completed,
}

/// A project: what was sold, as work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Project {
    /// Its id; [`project_of`] the deal when it came from one.
    pub project_id: ProjectId,
    /// The deal it came from.
    pub deal_id: Option<DealId>,
    /// Which win of that deal it serves.
    pub win_no: i32,
    /// The client.
    pub account_id: Option<AccountId>,
    /// Name of the client.
    pub account_name: Option<Name>,
    /// Name.
    pub name: Name,
    /// Where it stands.
    pub status: ProjectStatus,
    /// Currency of its budget.
    pub currency: Currency,
    /// Hours sold.
    pub budget_hours: Hours,
    /// What the client pays for it in all, without VAT.
    pub budget_amount: Money,
    /// First day.
    pub starts_on: NaiveDate,
    /// What is delivered.
    pub milestones: Vec<Milestone>,
    /// What there is to do.
    pub tasks: Vec<Task>,
}

/// A delivery of a project. It keeps the id it had on the deal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Milestone {
    /// Its id.
    pub milestone_id: MilestoneId,
    /// The line it was sold with.
    pub deal_line_id: Option<DealLineId>,
    /// What is delivered.
    pub name: Name,
    /// What is billed for it, without VAT.
    pub amount: Option<Money>,
    /// When it is planned.
    pub due_on: Option<NaiveDate>,
    /// When it was completed.
    pub completed_on: Option<NaiveDate>,
    /// How often it was completed; 0 until the first time.
    pub completion_no: i32,
}

/// Something to do in a project, against which time is logged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Task {
    /// Its id.
    pub task_id: TaskId,
    /// The line it was sold with.
    pub deal_line_id: Option<DealLineId>,
    /// What there is to do.
    pub name: Name,
    /// Hours planned.
    pub planned_hours: Hours,
    /// How its time is billed.
    pub billing: TaskBilling,
    /// Whether it is finished.
    pub done: bool,
}

/// How time on a task is billed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TaskBilling {
    /// By the hour.
    Hourly {
        /// What an hour costs the client, without VAT.
        rate: Money,
        /// VAT rate in percent.
        vat_rate: VatRate,
    },
    /// Covered by a fixed price, a retainer or a one-off amount.
    Included,
    /// Never billed.
    NonBillable,
}

/// Where a time entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimeStatus {
    /// Still being written.
    Draft,
    /// Stated to be complete, waiting for approval.
    Submitted,
    /// Counts as cost and may be billed.
    Approved,
    /// Sent back.
    Rejected,
}

/// Hours of one person on one task on one day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TimeEntry {
    /// Its id.
    pub time_entry_id: TimeEntryId,
    /// The project.
    pub project_id: ProjectId,
    /// The client of the project.
    pub account_id: Option<AccountId>,
    /// The deal of the project.
    pub deal_id: Option<DealId>,
    /// The task.
    pub task_id: TaskId,
    /// Name of the task.
    pub task_name: Name,
    /// The line the task was sold with.
    pub deal_line_id: Option<DealLineId>,
    /// Who worked.
    pub person_id: PersonId,
    /// Name of who worked.
    pub person_name: Name,
    /// The person's local day.
    pub work_on: NaiveDate,
    /// Hours worked; what they cost counts these.
    pub hours: Hours,
    /// Hours charged; may be fewer out of goodwill. Zero when nothing is billed by the hour.
    pub billable_hours: Hours,
    /// What was done.
    pub note: Option<Note>,
    /// Where it stands.
    pub status: TimeStatus,
    /// Cost of an hour on that day, copied from the person; none when no rate was known.
    pub cost_rate: Option<Money>,
    /// `hours` x `cost_rate`, rounded to the currency's minor unit.
    pub cost: Option<Money>,
    /// Price of an hour, copied from the task; none when not billed by the hour.
    pub bill_rate: Option<Money>,
    /// `billable_hours` x `bill_rate`, rounded to the currency's minor unit, without VAT.
    pub bill_amount: Option<Money>,
    /// VAT rate in percent of what is billed.
    pub vat_rate: Option<VatRate>,
}

facts! {
    /// A person was recorded.
    PersonCreated { /// The person as they now are.
        person: Person }
    /// A person, or one of their cost rates, changed.
    PersonUpdated { /// The person as they now are.
        person: Person }
    /// A project was opened.
    ProjectCreated { /// The project as it now is.
        project: Project }
    /// A project's name, budget, milestones or tasks changed.
    ProjectUpdated { /// The project as it now is.
        project: Project }
    /// A project was stopped until a person decides.
    ProjectHeld { /// The project as it now is.
        project: Project, /// Why.
        reason: Note }
    /// A held or cancelled project goes on.
    ProjectResumed { /// The project as it now is.
        project: Project }
    /// A project will not be done.
    ProjectCancelled { /// The project as it now is.
        project: Project, /// Why.
        reason: Note }
    /// A project is done.
    ProjectCompleted { /// The project as it now is.
        project: Project }
    /// A milestone was reached.
    MilestoneCompleted { /// The project as it now is.
        project: Project, /// The milestone as it now is.
        milestone: Milestone }
    /// A milestone turned out not to be reached.
    MilestoneReopened { /// The project as it now is.
        project: Project, /// The milestone as it now is.
        milestone: Milestone, /// Why.
        #[serde(default)] reason: Option<Note> }
    /// Time was written down.
    TimeLogged { /// The entry as it now is.
        entry: TimeEntry }
    /// A draft or rejected entry was changed.
    TimeUpdated { /// The entry as it now is.
        entry: TimeEntry }
    /// Time was stated to be complete.
    TimeSubmitted { /// The entry as it now is.
        entry: TimeEntry }
    /// Time was approved: it counts.
    TimeApproved { /// The entry as it now is.
        entry: TimeEntry, /// When.
        approved_at: DateTime<Utc>, /// By which member.
        approved_by: Option<Uuid> }
    /// Time was sent back.
    TimeRejected { /// The entry as it now is.
        entry: TimeEntry, /// Why.
        reason: Note }
    /// Time was deleted while it was a draft.
    TimeDeleted { /// The entry as it last was.
        entry: TimeEntry }
}

events! {
    PersonCreated = "projects.person.created.v1" of "person" by |e| e.person.person_id;
    PersonUpdated = "projects.person.updated.v1" of "person" by |e| e.person.person_id;
    ProjectCreated = "projects.project.created.v1" of "project" by |e| e.project.project_id;
    ProjectUpdated = "projects.project.updated.v1" of "project" by |e| e.project.project_id;
    ProjectHeld = "projects.project.held.v1" of "project" by |e| e.project.project_id;
    ProjectResumed = "projects.project.resumed.v1" of "project" by |e| e.project.project_id;
    ProjectCancelled = "projects.project.cancelled.v1" of "project" by |e| e.project.project_id;
    ProjectCompleted = "projects.project.completed.v1" of "project" by |e| e.project.project_id;
    MilestoneCompleted = "projects.milestone.completed.v1" of "project" by |e| e.project.project_id;
    MilestoneReopened = "projects.milestone.reopened.v1" of "project" by |e| e.project.project_id;
    TimeLogged = "projects.time.logged.v1" of "time" by |e| e.entry.time_entry_id;
    TimeUpdated = "projects.time.updated.v1" of "time" by |e| e.entry.time_entry_id;
    TimeSubmitted = "projects.time.submitted.v1" of "time" by |e| e.entry.time_entry_id;
    TimeApproved = "projects.time.approved.v1" of "time" by |e| e.entry.time_entry_id;
    TimeRejected = "projects.time.rejected.v1" of "time" by |e| e.entry.time_entry_id;
    TimeDeleted = "projects.time.deleted.v1" of "time" by |e| e.entry.time_entry_id;
}
