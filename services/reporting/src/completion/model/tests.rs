//! What a project will end with, as rules.

use std::collections::BTreeMap;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::ledger::Account as A;

fn euro(cents: i64) -> Money {
    Money::new(Decimal::new(cents, 2), Currency::EUR).unwrap()
}

fn task_id(number: u128) -> TaskId {
    TaskId::from_uuid(Uuid::from_u128(number))
}

fn task(number: u128, hours: u32, rate: Option<i64>) -> PlannedTask {
    PlannedTask {
        task_id: task_id(number),
        hours: hours.into(),
        done: false,
        rate: rate.map(euro),
        included: rate.is_none(),
    }
}

fn plan(tasks: Vec<PlannedTask>) -> Plan {
    let budget_hours = tasks.iter().map(|task| task.hours).sum();
    Plan { status: ProjectStatus::Active, currency: Currency::EUR, budget_hours, tasks }
}

/// Hours worked on a task, of which all cost so many cents together.
fn worked(number: u128, hours: u32, cents: i64) -> Worked {
    let hours = Decimal::from(hours);
    Worked {
        task_id: task_id(number),
        hours,
        costed_hours: hours,
        cost: Decimal::new(cents, 2),
        unknown_hours: Decimal::ZERO,
    }
}

/// What stands on accounts, as reports show it.
fn shown(amounts: &[(Account, i64)]) -> Vec<Sums> {
    let sum = |(account, cents): &(Account, i64)| {
        let amount = Decimal::new(*cents, 2);
        (*account, (if account.shows_credit() { -amount } else { amount }, 0))
    };
    vec![Sums { currency: Currency::EUR, accounts: amounts.iter().map(sum).collect() }]
}

fn part(parts: &[Part], what: What) -> Money {
    parts.iter().find(|part| part.what == what).unwrap().amount
}

#[test]
fn a_fixed_price_is_its_contract_and_what_is_left_costs_as_what_was_worked() {
    let plan = plan(vec![task(1, 80, None), task(2, 20, None)]);
    let sums = shown(&[
        (A::Revenue, 400_000),
        (A::PlannedRevenue, 600_000),
        (A::Scheduled, 1_000_000),
        (A::LabourCost, 150_000),
        (A::UnapprovedLabour, 50_000),
        (A::ExpenseCost, 10_000),
        (A::CostBudget, 600_000),
    ]);
    let outcome = outcome(&plan, &[worked(1, 40, 200_000)], &sums).unwrap();
    assert_eq!(outcome.forecast_revenue, euro(1_000_000));
    let left: Vec<_> =
        outcome.left.iter().map(|left| (left.hours.value(), left.cost.unwrap(), left.basis.unwrap())).collect();
    assert_eq!(left, [(40.into(), euro(200_000), Basis::Task), (20.into(), euro(100_000), Basis::Project)]);
    assert_eq!((outcome.actual_cost, outcome.estimate_to_complete), (euro(160_000), euro(350_000)));
    assert_eq!((outcome.forecast_cost, outcome.margin), (euro(510_000), euro(490_000)));
    assert_eq!(outcome.margin_percent.unwrap().to_string(), "49");
    assert_eq!(outcome.variance_at_completion, Some(euro(90_000)));
    assert_eq!(outcome.unknown, []);
}

#[test]
fn hours_bring_in_what_is_worked_whatever_was_estimated() {
    let plan = plan(vec![task(1, 10, Some(10_000)), task(2, 5, Some(9_000))]);
    let sums = shown(&[(A::Scheduled, 145_000), (A::Revenue, 40_000), (A::UnapprovedRevenue, 20_000)]);
    let outcome = outcome(&plan, &[worked(1, 6, 24_000)], &sums).unwrap();
    assert_eq!(part(&outcome.revenue, What::WorkLeft), euro(40_000 + 45_000));
    assert_eq!(outcome.forecast_revenue, euro(145_000));
    assert_eq!(part(&outcome.cost, What::WorkLeft), euro(9 * 4_000));
}

#[test]
fn before_any_work_the_budget_tells_what_an_hour_costs() {
    let plan = plan(vec![task(1, 60, None), task(2, 40, None)]);
    let outcome = outcome(&plan, &[], &shown(&[(A::CostBudget, 500_000), (A::ProjectBudget, 900_000)])).unwrap();
    assert_eq!((outcome.forecast_cost, outcome.variance_at_completion), (euro(500_000), Some(euro(0))));
    assert!(outcome.left.iter().all(|left| left.basis == Some(Basis::Budget)));
    assert_eq!(part(&outcome.revenue, What::RestOfBudget), euro(900_000), "no schedule plans it");
}

#[test]
fn what_cannot_be_said_is_named_and_in_no_sum() {
    let mut plan = plan(vec![task(1, 10, None), task(2, 0, None), task(3, 4, Some(100)), task(4, 3, None)]);
    plan.tasks[3].rate = Some(Money::new(9.into(), Currency::HUF).unwrap());
    plan.status = ProjectStatus::OnHold;
    let unpaid =
        Worked { costed_hours: Decimal::ZERO, cost: Decimal::ZERO, unknown_hours: 6.into(), ..worked(3, 6, 0) };
    let huf = Sums { currency: Currency::HUF, accounts: BTreeMap::from([(A::ExpenseCost, (7.into(), 0))]) };
    let mut sums = shown(&[(A::HeldRevenue, 100), (A::ProjectBudget, 5_000)]);
    sums.push(huf);
    let outcome = outcome(&plan, &[unpaid], &sums).unwrap();
    let hours = |hours: u32| Hours::new(hours.into()).unwrap();
    let huf = |whole: i64| Money::new(whole.into(), Currency::HUF).unwrap();
    let unknown = [
        Unknown::WorkedWithoutRate { hours: hours(6) },
        Unknown::LeftWithoutRate { hours: hours(13) },
        Unknown::NotPlanned { task_ids: vec![task_id(2)] },
        Unknown::OverPlan { task_ids: vec![task_id(3)], hours: hours(2) },
        Unknown::OtherPrice { hours: hours(3) },
        Unknown::RestOfBudget { amount: euro(5_000) },
        Unknown::Held { amount: euro(100) },
        Unknown::OnHold,
        Unknown::OtherCurrency { revenue: huf(0), cost: huf(7) },
    ];
    assert_eq!(outcome.unknown, unknown);
    assert_eq!((outcome.forecast_revenue, outcome.forecast_cost, outcome.margin_percent), (euro(0), euro(0), None));
}

#[test]
fn nothing_is_left_of_what_is_done() {
    let mut plan = plan(vec![task(1, 10, None), task(2, 10, None)]);
    plan.tasks[1].done = true;
    let left = |plan: &Plan| outcome(plan, &[worked(2, 4, 400)], &[]).unwrap().left.len();
    assert_eq!(left(&plan), 1, "a task that is done");
    plan.status = ProjectStatus::Completed;
    assert_eq!(left(&plan), 0, "a project that is done");
    plan.status = ProjectStatus::Cancelled;
    assert_eq!(left(&plan), 0, "a project that will not be done");
}

/// Tasks with their planned hours, whether they are done and how they are billed; and what was worked on each.
fn tasks() -> impl Strategy<Value = (Plan, Vec<Worked>)> {
    let one = (0_u32..200, any::<bool>(), proptest::option::of(0_i64..20_000), 0_u32..150, 0_i64..1_000_000, 0_u32..9);
    proptest::collection::vec(one, 0..6).prop_map(|all| {
        let (mut tasks, mut done) = (Vec::new(), Vec::new());
        for (number, (hours, finished, rate, hours_worked, cents, unknown)) in (1_u128..).zip(all) {
            tasks.push(PlannedTask { done: finished, ..task(number, hours, rate) });
            let cost = if hours_worked == 0 { 0 } else { cents };
            let mut worked = worked(number, hours_worked, cost);
            worked.unknown_hours = unknown.into();
            worked.hours += worked.unknown_hours;
            done.push(worked);
        }
        (plan(tasks), done)
    })
}

fn amounts() -> impl Strategy<Value = BTreeMap<Account, i64>> {
    proptest::collection::vec(0_i64..10_000_000, ACCOUNTS.len())
        .prop_map(|cents| ACCOUNTS.iter().copied().zip(cents).collect())
}

fn of(amounts: &BTreeMap<Account, i64>) -> Vec<Sums> {
    shown(&amounts.iter().map(|(account, cents)| (*account, *cents)).collect::<Vec<_>>())
}

proptest! {
    #[test]
    fn parts_sum_to_their_side_and_the_end_is_never_below_what_is_spent((plan, worked) in tasks(), amounts in amounts()) {
        let outcome = outcome(&plan, &worked, &of(&amounts)).unwrap();
        let sum = |parts: &[Part]| parts.iter().map(|part| part.amount.amount()).sum::<Decimal>();
        prop_assert_eq!(sum(&outcome.revenue), outcome.forecast_revenue.amount());
        prop_assert_eq!(sum(&outcome.cost), outcome.forecast_cost.amount());
        let left = |of: fn(&Left) -> Option<Money>| outcome.left.iter().filter_map(of).map(Money::amount).sum::<Decimal>();
        prop_assert_eq!(left(|left| left.cost), part(&outcome.cost, What::WorkLeft).amount());
        prop_assert_eq!(left(|left| left.revenue), part(&outcome.revenue, What::WorkLeft).amount());
        prop_assert!(outcome.forecast_cost.amount() >= outcome.actual_cost.amount());
        let spent = outcome.actual_cost.amount() + outcome.estimate_to_complete.amount();
        prop_assert_eq!(spent, outcome.forecast_cost.amount());
        prop_assert_eq!(outcome.margin.amount(), outcome.forecast_revenue.amount() - outcome.forecast_cost.amount());
        for left in &outcome.left {
            let rest = plan.tasks.iter().find(|task| task.task_id == left.task_id).unwrap().hours;
            prop_assert!(left.hours.value() <= rest && !left.hours.is_zero());
            prop_assert_eq!(left.cost.is_some(), left.basis.is_some());
        }
    }

    /// A price for the whole is what is earned of it and what is planned, however the instalments fall due and whatever is worked.
    #[test]
    fn a_fixed_price_brings_in_what_was_agreed((mut plan, worked) in tasks(), price in 0_i64..10_000_000, share in 0_i64..=100) {
        for task in &mut plan.tasks {
            (task.rate, task.included) = (None, true);
        }
        let earned = price * share / 100;
        let sums = shown(&[(A::Revenue, earned), (A::PlannedRevenue, price - earned), (A::Scheduled, price), (A::ProjectBudget, price)]);
        prop_assert_eq!(outcome(&plan, &worked, &sums).unwrap().forecast_revenue, euro(price));
        let unscheduled = shown(&[(A::Revenue, earned), (A::ProjectBudget, price)]);
        prop_assert_eq!(outcome(&plan, &worked, &unscheduled).unwrap().forecast_revenue, euro(price));
    }

    #[test]
    fn more_cost_never_raises_the_margin(
        (plan, worked) in tasks(), amounts in amounts(), more in 0_i64..1_000_000, which in 0_usize..4, dearer in 0_usize..6
    ) {
        let before = outcome(&plan, &worked, &of(&amounts)).unwrap().margin.amount();
        let mut spent = amounts.clone();
        *spent.get_mut(&COST[which]).unwrap() += more;
        prop_assert!(outcome(&plan, &worked, &of(&spent)).unwrap().margin.amount() <= before);
        // The same hours, dearer.
        let mut dear = worked.clone();
        if let Some(one) = dear.get_mut(dearer).filter(|one| !one.costed_hours.is_zero()) {
            one.cost += Decimal::new(more, 2);
        }
        prop_assert!(outcome(&plan, &dear, &of(&spent)).unwrap().margin.amount() <= before);
    }

    /// A plan of more hours costs more, never less.
    #[test]
    fn more_planned_hours_never_cost_less((plan, worked) in tasks(), amounts in amounts(), more in 0_u32..100, which in 0_usize..6) {
        let cost = |plan: &Plan| outcome(plan, &worked, &of(&amounts)).unwrap().forecast_cost.amount();
        let mut longer = plan.clone();
        if let Some(task) = longer.tasks.get_mut(which) {
            task.hours += Decimal::from(more);
        }
        prop_assert!(cost(&longer) >= cost(&plan));
    }
}
