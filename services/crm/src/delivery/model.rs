//! What a deal shows of its delivery.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::billing::ScheduleStatus;
use contracts::crm::DealStatus;
use contracts::projects::ProjectStatus;
use kernel::{BudgetId, InvoiceId, ProjectId, ScheduleId};
use schemars::JsonSchema;
use serde::Serialize;

/// After this long a delivery that is not complete is reported as late.
pub const LATE_AFTER: TimeDelta = TimeDelta::seconds(60);
/// After this long it counts as failed until it completes, and somebody is to look.
pub const FAILED_AFTER: TimeDelta = TimeDelta::minutes(10);

/// What is known of the delivery of a deal.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Delivery {
    /// Which win of the deal is to be delivered.
    pub win_no: i32,
    /// When it was won; none while the deal is open.
    pub won_at: Option<DateTime<Utc>>,
    /// The project.
    pub project_id: Option<ProjectId>,
    /// Where it stands.
    pub project_status: Option<String>,
    /// Which win it serves.
    pub project_win_no: i32,
    /// Since when it serves that win.
    pub project_at: Option<DateTime<Utc>>,
    /// The billing schedule.
    pub schedule_id: Option<ScheduleId>,
    /// Where it stands.
    pub schedule_status: Option<String>,
    /// Which win it serves.
    pub schedule_win_no: i32,
    /// Since when it serves that win.
    pub schedule_at: Option<DateTime<Utc>>,
    /// The cost budget.
    pub budget_id: Option<BudgetId>,
    /// Which win it serves.
    pub budget_win_no: i32,
    /// Since when it serves that win.
    pub budget_at: Option<DateTime<Utc>>,
    /// Time entries of the project, whatever their state.
    pub time_entries: i32,
    /// Completed milestones of the project.
    pub milestones_completed: i32,
    /// The first invoice issued for the deal.
    pub first_invoice_id: Option<InvoiceId>,
    /// Its number.
    pub first_invoice_no: Option<String>,
    /// When it was issued.
    pub first_invoice_at: Option<DateTime<Utc>>,
}

/// How far the delivery of a deal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// Won a moment ago; not every step is done.
    Provisioning,
    /// Won a while ago, and a step is still missing: `waiting_for` says which.
    Failed,
    /// Everything is there and the project runs.
    Active,
    /// The project waits for a person's decision.
    OnHold,
    /// The project is done.
    Completed,
    /// The project will not be done.
    Cancelled,
    /// The deal was reopened; the project has not answered yet.
    Withdrawing,
}

/// A step of the delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Projects opened, or took up again, the project.
    Project,
    /// Billing made the schedule.
    Schedule,
    /// Expenses set the cost budget.
    Budget,
}

/// When a step was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StepView {
    /// Which.
    pub step: Step,
    /// When; none while it is missing.
    pub at: Option<DateTime<Utc>>,
}

/// What reopening the deal would do to its project and schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OnReopen {
    /// Nothing was done yet: both are cancelled.
    Cancel,
    /// Work was done: both are held until a person decides.
    Hold,
    /// Something is invoiced: reopening is refused unless forced.
    Refuse,
}

/// An issued invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FirstInvoice {
    /// Its id.
    pub invoice_id: InvoiceId,
    /// Its number.
    pub number: Option<String>,
    /// When it was issued.
    pub at: Option<DateTime<Utc>>,
}

/// What became of a won deal.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DeliveryView {
    /// How far it is.
    pub state: DeliveryState,
    /// The step that is missing, the first of them.
    pub waiting_for: Option<Step>,
    /// Which win of the deal is delivered.
    pub win_no: i32,
    /// The project.
    pub project_id: Option<ProjectId>,
    /// Where the project stands.
    pub project_status: Option<String>,
    /// The billing schedule.
    pub schedule_id: Option<ScheduleId>,
    /// Where the schedule stands.
    pub schedule_status: Option<String>,
    /// The cost budget.
    pub budget_id: Option<BudgetId>,
    /// The first invoice.
    pub first_invoice: Option<FirstInvoice>,
    /// The steps, in the order in which they happen.
    pub steps: Vec<StepView>,
    /// What reopening the deal would do; none unless it is won.
    pub on_reopen: Option<OnReopen>,
}

impl Delivery {
    /// The number of the first invoice, or its id when it has none; none when nothing was issued.
    pub fn first_invoice(self) -> Option<String> {
        let id = self.first_invoice_id?;
        Some(self.first_invoice_no.unwrap_or_else(|| id.to_string()))
    }

    fn steps(&self) -> Vec<StepView> {
        let done = |served: i32, at: Option<DateTime<Utc>>| at.filter(|_| served >= self.win_no);
        vec![
            StepView { step: Step::Project, at: done(self.project_win_no, self.project_at) },
            StepView { step: Step::Schedule, at: done(self.schedule_win_no, self.schedule_at) },
            StepView { step: Step::Budget, at: done(self.budget_win_no, self.budget_at) },
        ]
    }

    fn state(&self, status: DealStatus, missing: Option<Step>, now: DateTime<Utc>) -> DeliveryState {
        let running = match self.project_status.as_deref() {
            Some("cancelled") => DeliveryState::Cancelled,
            Some("on_hold") => DeliveryState::OnHold,
            Some("completed") => DeliveryState::Completed,
            _ => DeliveryState::Active,
        };
        if let (DealStatus::Won, Some(_)) = (status, missing) {
            let waited = self.won_at.map_or(TimeDelta::zero(), |at| now - at);
            return if waited > FAILED_AFTER { DeliveryState::Failed } else { DeliveryState::Provisioning };
        }
        if status != DealStatus::Won && running == DeliveryState::Active {
            // The project still runs although nothing is sold any more.
            return DeliveryState::Withdrawing;
        }
        running
    }

    fn on_reopen(&self) -> OnReopen {
        if self.first_invoice_id.is_some() {
            OnReopen::Refuse
        } else if self.time_entries > 0 || self.milestones_completed > 0 {
            OnReopen::Hold
        } else {
            OnReopen::Cancel
        }
    }

    /// What a deal of this status shows.
    pub fn view(self, status: DealStatus, now: DateTime<Utc>) -> DeliveryView {
        let steps = self.steps();
        let missing = steps.iter().find(|step| step.at.is_none()).map(|step| step.step);
        let waiting_for = missing.filter(|_| status == DealStatus::Won);
        DeliveryView {
            state: self.state(status, missing, now),
            waiting_for,
            on_reopen: (status == DealStatus::Won).then(|| self.on_reopen()),
            steps,
            win_no: self.win_no,
            project_id: self.project_id,
            project_status: self.project_status,
            schedule_id: self.schedule_id,
            schedule_status: self.schedule_status,
            budget_id: self.budget_id,
            first_invoice: self.first_invoice_id.map(|invoice_id| FirstInvoice {
                invoice_id,
                number: self.first_invoice_no,
                at: self.first_invoice_at,
            }),
        }
    }
}

/// How the state of a project is written in a column.
pub fn project_status_text(status: ProjectStatus) -> &'static str {
    match status {
        ProjectStatus::Active => "active",
        ProjectStatus::OnHold => "on_hold",
        ProjectStatus::Cancelled => "cancelled",
        ProjectStatus::Completed => "completed",
    }
}

/// How the state of a schedule is written in a column.
pub fn schedule_status_text(status: ScheduleStatus) -> &'static str {
    match status {
        ScheduleStatus::Active => "active",
        ScheduleStatus::Frozen => "frozen",
        ScheduleStatus::Cancelled => "cancelled",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const T0: DateTime<Utc> = DateTime::UNIX_EPOCH;

    fn won() -> Delivery {
        Delivery { win_no: 1, won_at: Some(T0), ..Delivery::default() }
    }

    fn complete() -> Delivery {
        Delivery {
            project_win_no: 1,
            project_at: Some(T0),
            project_status: Some("active".to_owned()),
            schedule_win_no: 1,
            schedule_at: Some(T0),
            budget_win_no: 1,
            budget_at: Some(T0),
            ..won()
        }
    }

    fn state(delivery: Delivery, status: DealStatus, minutes: i64) -> (DeliveryState, Option<Step>) {
        let view = delivery.view(status, T0 + TimeDelta::minutes(minutes));
        (view.state, view.waiting_for)
    }

    #[test]
    fn a_missing_step_is_waited_for_and_then_failed() {
        assert_eq!(state(won(), DealStatus::Won, 1), (DeliveryState::Provisioning, Some(Step::Project)));
        let no_budget = Delivery { budget_at: None, budget_win_no: 0, ..complete() };
        assert_eq!(state(no_budget, DealStatus::Won, 11), (DeliveryState::Failed, Some(Step::Budget)));
        assert_eq!(state(complete(), DealStatus::Won, 11), (DeliveryState::Active, None));
    }

    #[test]
    fn steps_of_an_earlier_win_do_not_count_for_the_next() {
        let again = Delivery { win_no: 2, ..complete() };
        assert_eq!(state(again, DealStatus::Won, 0), (DeliveryState::Provisioning, Some(Step::Project)));
    }

    #[test]
    fn a_reopened_deal_shows_what_the_project_made_of_it() {
        let project = |status: &str| Delivery { project_status: Some(status.to_owned()), ..complete() };
        assert_eq!(state(project("active"), DealStatus::Open, 0).0, DeliveryState::Withdrawing);
        assert_eq!(state(project("on_hold"), DealStatus::Open, 0).0, DeliveryState::OnHold);
        assert_eq!(state(project("cancelled"), DealStatus::Lost, 0).0, DeliveryState::Cancelled);
    }

    #[test]
    fn what_reopening_would_do_depends_on_what_was_done() {
        let shown = |delivery: Delivery| delivery.view(DealStatus::Won, T0).on_reopen;
        assert_eq!(shown(complete()), Some(OnReopen::Cancel));
        assert_eq!(shown(Delivery { time_entries: 1, ..complete() }), Some(OnReopen::Hold));
        assert_eq!(shown(Delivery { milestones_completed: 1, ..complete() }), Some(OnReopen::Hold));
        let invoiced = Delivery { first_invoice_id: Some(InvoiceId::new()), time_entries: 1, ..complete() };
        assert_eq!(shown(invoiced), Some(OnReopen::Refuse));
        assert_eq!(complete().view(DealStatus::Open, T0).on_reopen, None);
    }
}
