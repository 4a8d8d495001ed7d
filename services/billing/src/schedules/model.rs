//! How a schedule changes: it is won, falls due, is taken back and is won again.

use chrono::NaiveDate;
use contracts::billing::{
    Installment, InstallmentStatus, Schedule as ScheduleImage, ScheduleCancelled, ScheduleFrozen, ScheduleResumed,
    ScheduleStatus, ScheduleUpdated, Trigger, schedule_of,
};
use contracts::crm::Deal;
use contracts::crm::redaction::left_of;
use contracts::projects::project_of;
use kernel::{
    AccountId, BillableItemId, CustomerId, InstallmentId, MilestoneId, Money, MoneyError, Note, PeriodError, TextError,
};
use platform::{Kind, Refusal, Result as Answer, Tx};
use serde::{Deserialize, Serialize};

use super::plan;
use crate::work::model::work_of_installment;

/// What is to be billed for a won deal, and when.
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule {
    /// As it is published.
    pub image: ScheduleImage,
    /// The client's account.
    pub account_id: AccountId,
    /// Milestones that are completed, whether or not their instalments could become billable.
    pub completions: Vec<Completion>,
    /// Version of the aggregate.
    pub version: i64,
}

/// A milestone that was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    /// Which.
    pub milestone_id: MilestoneId,
    /// Which time.
    pub completion_no: i32,
    /// When.
    pub completed_on: NaiveDate,
}

/// An instalment that fell due.
#[derive(Debug, Clone, PartialEq)]
pub struct Due {
    /// Which.
    pub installment: Installment,
    /// Which completion of its milestone; 0 when it fell due by date.
    pub completion_no: i32,
    /// The day of delivery: the milestone's, or the planned one.
    pub on: NaiveDate,
}

/// Why a won deal has no schedule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleError {
    /// The lines do not add up.
    #[error("the instalments add up to {total}, the deal is worth {value}; correct the deal's lines and win it again")]
    Unbalanced {
        /// Sum of the instalments.
        total: Money,
        /// Value of the deal.
        value: Money,
    },
    /// More instalments than fit one schedule.
    #[error("a schedule has at most {} instalments", plan::MAX_INSTALLMENTS)]
    TooLong,
    /// Nothing to decide.
    #[error("only a frozen schedule waits for this decision")]
    NotFrozen,
    /// A period outside the calendar.
    #[error(transparent)]
    Period(#[from] PeriodError),
    /// An amount that cannot be.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// A text that cannot be shown.
    #[error(transparent)]
    Text(#[from] TextError),
}

impl Refusal for ScheduleError {
    fn kind(&self) -> Kind {
        if *self == Self::NotFrozen { Kind::Conflict } else { Kind::Invalid }
    }
    fn code(&self) -> &'static str {
        match self {
            Self::Unbalanced { .. } => "schedule-unbalanced",
            Self::TooLong => "schedule-too-long",
            Self::NotFrozen => "schedule-not-frozen",
            Self::Period(_) | Self::Money(_) | Self::Text(_) => "schedule-invalid",
        }
    }
}

/// What a change of a schedule is called.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// The deal was won again while the schedule was active.
    Updated,
    /// It goes on.
    Resumed,
    /// It waits for a person.
    Frozen(Note),
    /// It ends.
    Cancelled(Note),
}

impl Change {
    /// Publishes the change with the schedule as it now is.
    pub fn publish(self, tx: &mut Tx, schedule: &Schedule) -> Answer<()> {
        let (version, image) = (schedule.version, schedule.image.clone());
        match self {
            Self::Updated => tx.publish(version, &ScheduleUpdated { schedule: image }),
            Self::Resumed => tx.publish(version, &ScheduleResumed { schedule: image }),
            Self::Frozen(reason) => tx.publish(version, &ScheduleFrozen { schedule: image, reason }),
            Self::Cancelled(reason) => tx.publish(version, &ScheduleCancelled { schedule: image, reason }),
        }
        .map(drop)
    }
}

impl Schedule {
    /// The schedule of a won deal, with everything still planned.
    pub fn of(
        deal: &Deal,
        account_id: AccountId,
        customer_id: CustomerId,
        today: NaiveDate,
    ) -> Result<Self, ScheduleError> {
        let image = ScheduleImage {
            schedule_id: schedule_of(deal.deal_id),
            deal_id: deal.deal_id,
            win_no: deal.win_no,
            project_id: project_of(deal.deal_id),
            customer_id,
            name: deal.name.clone(),
            status: ScheduleStatus::Active,
            currency: deal.currency,
            total: deal.value,
            installments: plan::installments(deal, deal.closed_on.unwrap_or(today))?,
        };
        Ok(Self { image, account_id, completions: Vec::new(), version: 1 })
    }

    /// The deal was won again, perhaps by another account: what is billable or invoiced stays, the rest is planned anew
    /// from the lines. The currency can change only while nothing was begun.
    pub fn win_again(
        &mut self,
        deal: &Deal,
        account_id: AccountId,
        customer_id: CustomerId,
        today: NaiveDate,
    ) -> Result<Change, ScheduleError> {
        let planned = plan::installments(deal, deal.closed_on.unwrap_or(today))?;
        let mut kept = std::mem::take(&mut self.image.installments);
        kept.retain(|one| matches!(one.status, InstallmentStatus::Billable | InstallmentStatus::Invoiced));
        let is_new = |one: &Installment| kept.iter().all(|old| old.installment_id != one.installment_id);
        let added: Vec<Installment> = planned.into_iter().filter(is_new).collect();
        kept.extend(added);
        self.image.currency = deal.currency;
        self.image.total = Money::sum(kept.iter().map(|one| one.amount), self.image.currency)?;
        self.image.installments = kept;
        self.image.win_no = deal.win_no;
        self.image.customer_id = customer_id;
        self.account_id = account_id;
        self.image.name = deal.name.clone();
        self.version += 1;
        let was = std::mem::replace(&mut self.image.status, ScheduleStatus::Active);
        Ok(if was == ScheduleStatus::Active { Change::Updated } else { Change::Resumed })
    }

    /// Makes every planned instalment billable whose day has come or whose milestone is completed. Does not count as a
    /// change of its own: see [`Schedule::changed`].
    pub fn fall_due(&mut self, today: NaiveDate) -> Vec<Due> {
        if self.image.status != ScheduleStatus::Active {
            return Vec::new();
        }
        let completions = &self.completions;
        let planned = self.image.installments.iter_mut().filter(|one| one.status == InstallmentStatus::Planned);
        planned
            .filter_map(|installment| {
                let (completion_no, on) = match &installment.trigger {
                    Trigger::Date { on } => (0, Some(*on).filter(|on| *on <= today)?),
                    Trigger::Milestone { milestone_id } => completions
                        .iter()
                        .find(|done| done.milestone_id == *milestone_id)
                        .map(|done| (done.completion_no, done.completed_on))?,
                    Trigger::Time => return None,
                };
                installment.status = InstallmentStatus::Billable;
                Some(Due { installment: installment.clone(), completion_no, on })
            })
            .collect()
    }

    /// Counts a change, when there was one.
    pub fn changed(&mut self, really: bool) -> Option<ScheduleUpdated> {
        really.then(|| {
            self.version += 1;
            ScheduleUpdated { schedule: self.image.clone() }
        })
    }

    /// Keeps in mind that a milestone was completed.
    pub fn remember(&mut self, reached: Completion) {
        self.completions.retain(|done| done.milestone_id != reached.milestone_id);
        self.completions.push(reached);
    }

    /// A milestone is open again; returns its instalment, when that is billable but not invoiced, and the work it became.
    pub fn forget(&mut self, milestone_id: MilestoneId) -> Option<(InstallmentId, BillableItemId)> {
        let at = self.completions.iter().position(|done| done.milestone_id == milestone_id)?;
        let done = self.completions.remove(at);
        let trigger = Trigger::Milestone { milestone_id };
        let installment = self.image.installments.iter().find(|one| one.trigger == trigger)?;
        (installment.status == InstallmentStatus::Billable)
            .then(|| (installment.installment_id, work_of_installment(installment.installment_id, done.completion_no)))
    }

    /// The work of an instalment was cancelled: it is planned again.
    pub fn plan_again(&mut self, id: InstallmentId) -> Option<ScheduleUpdated> {
        let installment = self.image.installments.iter_mut().find(|one| one.installment_id == id)?;
        installment.status = InstallmentStatus::Planned;
        self.changed(true)
    }

    /// An invoice with these instalments was issued.
    pub fn invoice(&mut self, ids: &[InstallmentId]) -> Option<ScheduleUpdated> {
        let mut any = false;
        for installment in self.image.installments.iter_mut().filter(|one| ids.contains(&one.installment_id)) {
            installment.status = InstallmentStatus::Invoiced;
            any = true;
        }
        self.changed(any)
    }

    /// The deal was taken back. `delivered` says whether anything of it was delivered or invoiced, also by the hour.
    /// None when it is stopped already.
    pub fn halt(&mut self, delivered: bool, reason: &Note) -> Option<Change> {
        if self.image.status != ScheduleStatus::Active {
            return None;
        }
        self.version += 1;
        let begun = self
            .image
            .installments
            .iter()
            .any(|one| matches!(one.status, InstallmentStatus::Billable | InstallmentStatus::Invoiced));
        if begun || delivered {
            self.image.status = ScheduleStatus::Frozen;
            return Some(Change::Frozen(reason.clone()));
        }
        self.image.status = ScheduleStatus::Cancelled;
        for installment in &mut self.image.installments {
            installment.status = InstallmentStatus::Cancelled;
        }
        Some(Change::Cancelled(reason.clone()))
    }

    /// The deal is worded so now, without somebody who was erased. What is called otherwise stays.
    pub fn redact(&mut self, deal: &Deal) -> Option<ScheduleUpdated> {
        let before = self.image.clone();
        if let Some(left) = left_of(&deal.name, &self.image.name) {
            self.image.name = left.clone();
        }
        let worded = plan::worded(deal);
        for one in &mut self.image.installments {
            if let Some(left) = worded.get(&one.installment_id).and_then(|now| left_of(now, &one.name)) {
                one.name = left.clone();
            }
        }
        self.changed(self.image != before)
    }

    /// A person decides that a frozen schedule goes on although its deal was not won again.
    pub fn resume(&mut self) -> Result<Change, ScheduleError> {
        self.must_be_frozen()?;
        self.image.status = ScheduleStatus::Active;
        self.version += 1;
        Ok(Change::Resumed)
    }

    /// A person decides that nothing more of a frozen schedule will be billed. What is billable or invoiced stays.
    pub fn end(&mut self, reason: Note) -> Result<Change, ScheduleError> {
        self.must_be_frozen()?;
        self.image.status = ScheduleStatus::Cancelled;
        for installment in self.image.installments.iter_mut().filter(|one| one.status == InstallmentStatus::Planned) {
            installment.status = InstallmentStatus::Cancelled;
        }
        self.version += 1;
        Ok(Change::Cancelled(reason))
    }

    fn must_be_frozen(&self) -> Result<(), ScheduleError> {
        if self.image.status == ScheduleStatus::Frozen { Ok(()) } else { Err(ScheduleError::NotFrozen) }
    }

    /// First day on which an instalment becomes billable by date; none when nothing does.
    pub fn next_due_on(&self) -> Option<NaiveDate> {
        if self.image.status != ScheduleStatus::Active {
            return None;
        }
        let planned = self.image.installments.iter().filter(|one| one.status == InstallmentStatus::Planned);
        planned
            .filter_map(|one| match one.trigger {
                Trigger::Date { on } => Some(on),
                Trigger::Milestone { .. } | Trigger::Time => None,
            })
            .min()
    }
}

#[cfg(test)]
mod tests {
    use super::super::plan::tests::{day, deal, eur, fixed, hourly, once, retainer};
    use super::*;

    fn schedule(deal: &Deal) -> Schedule {
        let account = deal.account_id.unwrap();
        Schedule::of(deal, account, contracts::billing::customer_of(account), day("2026-03-31")).unwrap()
    }

    fn milestone(schedule: &Schedule, place: usize) -> MilestoneId {
        match schedule.image.installments[place].trigger {
            Trigger::Milestone { milestone_id } => milestone_id,
            Trigger::Date { .. } | Trigger::Time => panic!("no milestone"),
        }
    }

    fn reached(milestone_id: MilestoneId) -> Completion {
        Completion { milestone_id, completion_no: 1, completed_on: day("2026-04-10") }
    }

    fn reason() -> Note {
        Note::new("The client wavers").unwrap()
    }

    #[test]
    fn what_has_come_is_due_once() {
        let mut schedule = schedule(&deal(vec![retainer(100, 3, day("2026-03-01")), hourly(500)]));
        assert_eq!(schedule.next_due_on(), Some(day("2026-03-01")));
        assert_eq!(schedule.fall_due(day("2026-04-01")).len(), 2);
        assert_eq!(schedule.fall_due(day("2026-04-01")).len(), 0);
        assert_eq!(schedule.next_due_on(), Some(day("2026-05-01")));
    }

    #[test]
    fn a_milestone_is_due_when_it_is_completed() {
        let mut schedule = schedule(&deal(vec![fixed(&[100, 200])]));
        let second = milestone(&schedule, 1);
        schedule.remember(reached(second));
        let due = schedule.fall_due(day("2026-04-11"));
        assert_eq!((due.len(), due[0].installment.amount, due[0].on), (1, eur(200), day("2026-04-10")));
        let (installment, _) = schedule.forget(second).unwrap();
        assert!(schedule.plan_again(installment).is_some());
        assert!(schedule.fall_due(day("2026-04-11")).is_empty());
    }

    #[test]
    fn what_was_not_begun_is_cancelled_and_what_was_is_frozen() {
        let mut untouched = schedule(&deal(vec![fixed(&[100, 200])]));
        let mut begun = untouched.clone();
        assert_eq!(untouched.halt(false, &reason()), Some(Change::Cancelled(reason())));
        assert_eq!(untouched.halt(false, &reason()), None, "only once");
        begun.remember(reached(milestone(&begun, 0)));
        begun.fall_due(day("2026-04-11"));
        assert_eq!(begun.halt(false, &reason()), Some(Change::Frozen(reason())));
        begun.remember(reached(milestone(&begun, 1)));
        assert!(begun.fall_due(day("2026-04-11")).is_empty(), "nothing becomes billable while frozen");
    }

    #[test]
    fn a_second_win_keeps_what_was_begun() {
        let mut deal = deal(vec![fixed(&[100, 200]), once(50, Some(day("2027-01-01")))]);
        let mut schedule = schedule(&deal);
        let first = milestone(&schedule, 0);
        schedule.remember(reached(first));
        schedule.fall_due(day("2026-04-11"));
        schedule.halt(false, &reason());
        deal.win_no = 2;
        deal.lines[1] = once(70, Some(day("2027-01-01")));
        deal.value = eur(370);
        let (account, customer) = (schedule.account_id, schedule.image.customer_id);
        assert_eq!(schedule.win_again(&deal, account, customer, day("2026-05-01")), Ok(Change::Resumed));
        assert_eq!((schedule.image.total, schedule.image.win_no), (eur(370), 2));
        let statuses: Vec<InstallmentStatus> = schedule.image.installments.iter().map(|one| one.status).collect();
        assert_eq!(statuses, [InstallmentStatus::Billable, InstallmentStatus::Planned, InstallmentStatus::Planned]);
        assert_eq!(schedule.version, 3);
    }

    #[test]
    fn a_milestone_completed_while_frozen_is_due_when_the_deal_is_won_again() {
        let mut deal = deal(vec![fixed(&[100, 200])]);
        let mut schedule = schedule(&deal);
        schedule.halt(true, &reason());
        schedule.remember(reached(milestone(&schedule, 1)));
        deal.win_no = 2;
        let (account, customer) = (schedule.account_id, schedule.image.customer_id);
        schedule.win_again(&deal, account, customer, day("2026-05-01")).unwrap();
        assert_eq!(schedule.fall_due(day("2026-05-01")).len(), 1);
    }
}
