//! The rules of time entries.

use contracts::projects::{Person as PersonImage, Project as ProjectImage, ProjectStatus};
use kernel::{Currency, Name, PersonId, ProjectId};
use proptest::prelude::*;
use rust_decimal::RoundingStrategy;

use super::*;

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, number).unwrap()
}

fn hours(text: &str) -> Hours {
    text.parse().unwrap()
}

fn money(text: &str, currency: Currency) -> Money {
    Money::new(text.parse().unwrap(), currency).unwrap()
}

fn person(cost: Option<Money>) -> Person {
    let rates = cost.map(|hourly_cost| CostRate { effective_from: day(10), hourly_cost });
    let image = PersonImage {
        person_id: PersonId::new(),
        member_id: Some(MemberId::new()),
        name: Name::new("Ada").unwrap(),
        email: None,
        role: None,
        active: true,
        cost_rates: rates.into_iter().collect(),
    };
    Person { image, version: 1 }
}

/// A project whose first task is billed by the hour at this rate and whose second is not.
fn project(rate: Money) -> Project {
    let vat_rate = VatRate::new(27.into()).unwrap();
    let task = |billing| Task {
        task_id: TaskId::new(),
        deal_line_id: None,
        name: Name::new("Task").unwrap(),
        planned_hours: Hours::zero(),
        billing,
        done: false,
    };
    let image = ProjectImage {
        project_id: ProjectId::new(),
        deal_id: None,
        win_no: 0,
        account_id: None,
        account_name: None,
        name: Name::new("Project").unwrap(),
        status: ProjectStatus::Active,
        currency: rate.currency(),
        budget_hours: Hours::zero(),
        budget_amount: Money::zero(rate.currency()),
        starts_on: day(1),
        milestones: Vec::new(),
        tasks: vec![task(TaskBilling::Hourly { rate, vat_rate }), task(TaskBilling::Included)],
    };
    Project { image, version: 1 }
}

struct World {
    project: Project,
    person: Person,
}

impl World {
    fn new() -> Self {
        Self { project: project(money("100", Currency::EUR)), person: person(Some(money("40", Currency::EUR))) }
    }

    fn around(&self) -> Around<'_> {
        Around { project: &self.project, person: &self.person, other_hours: Decimal::ZERO, today: day(23) }
    }

    fn work(&self, task: usize, worked: &str) -> Work {
        let task_id = self.project.image.tasks[task].task_id;
        Work { task_id, work_on: day(20), hours: hours(worked), billable_hours: None, note: None }
    }

    fn log(&self, work: Work) -> Result<Entry, TimeError> {
        Entry::log(TimeEntryId::new(), work, self.around()).map(|(entry, _)| entry)
    }
}

#[test]
fn cost_counts_worked_hours_and_the_bill_charged_ones() {
    let world = World::new();
    let entry = world.log(Work { billable_hours: Some(hours("6")), ..world.work(0, "8") }).unwrap().image;
    assert_eq!(entry.cost, Some(money("320", Currency::EUR)));
    assert_eq!(entry.bill_amount, Some(money("600", Currency::EUR)));
    let included = world.log(world.work(1, "8")).unwrap().image;
    assert_eq!((included.billable_hours, included.bill_rate, included.bill_amount), (Hours::zero(), None, None));
}

#[test]
fn an_unknown_cost_is_missing_until_it_is_known_at_approval() {
    let world = World::new();
    let mut entry = world.log(Work { work_on: day(9), ..world.work(0, "2") }).unwrap();
    assert_eq!((entry.image.cost_rate, entry.image.cost), (None, None));
    entry.submit().unwrap();
    let earlier = [CostRate { effective_from: day(1), hourly_cost: money("30", Currency::EUR) }];
    let mut later = entry.clone();
    let approved = entry.approve(None, false, DateTime::UNIX_EPOCH, &earlier).unwrap();
    assert_eq!(approved.entry.cost, Some(money("60", Currency::EUR)));
    assert_eq!(later.approve(None, false, DateTime::UNIX_EPOCH, &[]).unwrap().entry.cost, None);
}

#[test]
fn a_known_cost_is_not_taken_again_at_approval() {
    let world = World::new();
    let mut entry = world.log(world.work(0, "2")).unwrap();
    entry.submit().unwrap();
    let raised = [CostRate { effective_from: day(1), hourly_cost: money("99", Currency::EUR) }];
    let approved = entry.approve(None, false, DateTime::UNIX_EPOCH, &raised).unwrap();
    assert_eq!(approved.entry.cost, Some(money("80", Currency::EUR)));
}

#[test]
fn impossible_work_is_refused() {
    let mut world = World::new();
    let refused = |world: &World, work| world.log(work).unwrap_err();
    assert_eq!(refused(&world, world.work(0, "0")), TimeError::Hours);
    assert_eq!(refused(&world, world.work(0, "24.0001")), TimeError::Hours);
    assert_eq!(refused(&world, Work { work_on: day(24), ..world.work(0, "1") }), TimeError::Future);
    let more = Work { billable_hours: Some(hours("1.25")), ..world.work(0, "1") };
    assert_eq!(refused(&world, more), TimeError::MoreBilledThanWorked);
    let not_hourly = Work { billable_hours: Some(hours("1")), ..world.work(1, "1") };
    assert_eq!(refused(&world, not_hourly), TimeError::NotByTheHour);
    assert_eq!(refused(&world, Work { task_id: TaskId::new(), ..world.work(0, "1") }), TimeError::NoTask);
    let full = Around { other_hours: Decimal::from(20), ..world.around() };
    let over = Entry::log(TimeEntryId::new(), world.work(0, "4.5"), full).unwrap_err();
    assert_eq!(over, TimeError::DayFull(Decimal::from(20)));
    assert!(Entry::log(TimeEntryId::new(), world.work(0, "4"), full).is_ok());
    world.person.image.active = false;
    assert_eq!(refused(&world, world.work(0, "1")), TimeError::PersonNotActive);
    world.person.image.active = true;
    for status in [ProjectStatus::OnHold, ProjectStatus::Cancelled, ProjectStatus::Completed] {
        world.project.image.status = status;
        assert_eq!(refused(&world, world.work(0, "1")), TimeError::ProjectNotActive);
    }
}

#[test]
fn an_entry_goes_its_way() {
    let world = World::new();
    let mut entry = world.log(world.work(0, "2")).unwrap();
    let own = entry.member_id;
    let at = DateTime::UNIX_EPOCH;
    assert_eq!(entry.approve(None, false, at, &[]), Err(TimeError::NotSubmitted));
    entry.submit().unwrap();
    assert_eq!(entry.submit(), Err(TimeError::NotSubmittable));
    assert_eq!(entry.delete(), Err(TimeError::NotDraft));
    assert_eq!(entry.change(Change::default(), world.around()), Err(TimeError::NotEditable));
    entry.reject(Note::new("Which page?").unwrap()).unwrap();
    assert!(entry.rejection.is_some());
    let note = Given::Value(Note::new("Start page").unwrap());
    entry.change(Change { note, ..Change::default() }, world.around()).unwrap().unwrap();
    assert_eq!((entry.image.status, &entry.rejection), (TimeStatus::Draft, &None));
    entry.submit().unwrap();
    assert_eq!(entry.approve(own, false, at, &[]), Err(TimeError::Own));
    entry.approve(own, true, at, &[]).unwrap();
    assert_eq!(entry.reject(Note::new("x").unwrap()), Err(TimeError::NotSubmitted));
    assert_eq!(entry.change(Change::default(), world.around()), Err(TimeError::NotEditable));
    assert_eq!(entry.version, 6);
}

#[test]
fn charged_hours_follow_a_change_unless_they_were_chosen() {
    let world = World::new();
    let more = || Change { hours: Some(hours("5")), ..Change::default() };
    let mut usual = world.log(world.work(0, "2")).unwrap();
    usual.change(more(), world.around()).unwrap();
    assert_eq!(usual.image.billable_hours, hours("5"));
    let mut chosen = world.log(Work { billable_hours: Some(hours("1")), ..world.work(0, "2") }).unwrap();
    chosen.change(more(), world.around()).unwrap();
    assert_eq!(chosen.image.billable_hours, hours("1"));
    let included = Some(world.project.image.tasks[1].task_id);
    chosen.change(Change { task_id: included, ..Change::default() }, world.around()).unwrap();
    assert_eq!((chosen.image.billable_hours, chosen.image.bill_amount), (Hours::zero(), None));
}

proptest! {
    /// Amounts are hours times rate, rounded once, half away from zero; checked against exact decimals.
    #[test]
    fn amounts_are_hours_times_rate(
        quarters in 1_i64..=96,
        charged in 0_i64..=96,
        cost in 0_i64..100_000_000,
        price in 0_i64..100_000_000,
        currency in prop::sample::select(vec![Currency::EUR, Currency::HUF, Currency::from_code("JPY").unwrap()]),
    ) {
        let worked = Decimal::from(quarters) / Decimal::from(4);
        let charged = (Decimal::from(charged) / Decimal::from(4)).min(worked);
        let rate = |units| Money::new(Decimal::new(units, 4), currency).unwrap();
        let world = World { project: project(rate(price)), person: person(Some(rate(cost))) };
        let work = Work {
            hours: Hours::new(worked).unwrap(),
            billable_hours: Some(Hours::new(charged).unwrap()),
            ..world.work(0, "1")
        };
        let entry = world.log(work).unwrap().image;
        let exact = |hours: Decimal, units| (hours * Decimal::new(units, 4))
            .round_dp_with_strategy(currency.minor_units(), RoundingStrategy::MidpointAwayFromZero);
        prop_assert_eq!(entry.cost.unwrap().amount(), exact(worked, cost));
        prop_assert_eq!(entry.bill_amount.unwrap().amount(), exact(charged, price));
        prop_assert!(entry.cost.unwrap().is_minor() && entry.bill_amount.unwrap().is_minor());
    }

    /// However many entries are tried, those of a day never exceed it.
    #[test]
    fn a_day_never_overflows(tried in prop::collection::vec(1_i64..=96, 1..20)) {
        let world = World::new();
        let mut logged = Decimal::ZERO;
        for quarters in tried {
            let work = Work { hours: Hours::new(Decimal::new(quarters * 25, 2)).unwrap(), ..world.work(0, "1") };
            let around = Around { other_hours: logged, ..world.around() };
            if let Ok((entry, _)) = Entry::log(TimeEntryId::new(), work, around) {
                logged += entry.image.hours.value();
            }
        }
        prop_assert!(logged <= Decimal::from(24));
    }
}
