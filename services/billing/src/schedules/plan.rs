//! From the lines of a won deal to instalments: each way of billing in one function.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use contracts::billing::{Installment, InstallmentStatus, Trigger};
use contracts::crm::{Deal, DealLine, DealMilestone, LineBilling};
use kernel::{Cadence, DealLineId, InstallmentId, Money, Name, VatRate};

use super::ScheduleError;

/// Most instalments of a schedule, so that it always fits one event.
pub const MAX_INSTALLMENTS: usize = 500;

/// The instalments of a deal won on a day, in the order of its lines. Their amounts add up to the deal's value exactly.
pub fn installments(deal: &Deal, won_on: NaiveDate) -> Result<Vec<Installment>, ScheduleError> {
    let mut all = Vec::new();
    for line in &deal.lines {
        of_line(line, won_on, &mut all)?;
        if all.len() > MAX_INSTALLMENTS {
            return Err(ScheduleError::TooLong);
        }
    }
    if deal.lines.is_empty() && !deal.value.is_zero() {
        all.push(of_value(deal, won_on));
    }
    let total = Money::sum(all.iter().map(|installment| installment.amount), deal.currency)?;
    if total == deal.value { Ok(all) } else { Err(ScheduleError::Unbalanced { total, value: deal.value }) }
}

/// What the instalments of a deal are called, whatever they come to. A line that no schedule can have has none.
pub fn worded(deal: &Deal) -> BTreeMap<InstallmentId, Name> {
    let any_day = deal.closed_on.unwrap_or(deal.opened_on);
    let mut all = vec![of_value(deal, any_day)];
    for line in &deal.lines {
        let known = all.len();
        if of_line(line, any_day, &mut all).is_err() {
            all.truncate(known);
        }
    }
    all.into_iter().map(|one| (one.installment_id, one.name)).collect()
}

fn of_line(line: &DealLine, won_on: NaiveDate, all: &mut Vec<Installment>) -> Result<(), ScheduleError> {
    match &line.billing {
        LineBilling::Fixed { milestones, .. } => all.extend(milestones.iter().map(|one| of_milestone(line, one))),
        LineBilling::TimeAndMaterials { .. } => all.push(planned(line, line.name.clone(), line.value, Trigger::Time)),
        LineBilling::OneOff { on, .. } => {
            let trigger = Trigger::Date { on: on.unwrap_or(won_on) };
            all.push(planned(line, line.name.clone(), line.value, trigger));
        }
        LineBilling::Retainer { amount, cadence, periods, starts_on, .. } => {
            let periods = u32::try_from(*periods).map_err(|_negative| ScheduleError::TooLong)?;
            if usize::try_from(periods).map_or(true, |periods| periods > MAX_INSTALLMENTS) {
                return Err(ScheduleError::TooLong);
            }
            for period in 0..periods {
                all.push(of_period(line, *amount, *cadence, *starts_on, period)?);
            }
        }
    }
    Ok(())
}

fn planned(line: &DealLine, name: Name, amount: Money, trigger: Trigger) -> Installment {
    Installment {
        installment_id: InstallmentId::derived(line.deal_line_id.as_uuid(), "installment"),
        deal_line_id: line.deal_line_id,
        name,
        trigger,
        amount,
        vat_rate: line.vat_rate,
        status: InstallmentStatus::Planned,
    }
}

fn of_milestone(line: &DealLine, milestone: &DealMilestone) -> Installment {
    let trigger = Trigger::Milestone { milestone_id: milestone.milestone_id };
    Installment {
        installment_id: InstallmentId::derived(milestone.milestone_id.as_uuid(), "installment"),
        ..planned(line, milestone.name.clone(), milestone.amount, trigger)
    }
}

/// A period is billed on its first day, in advance.
fn of_period(
    line: &DealLine,
    amount: Money,
    cadence: Cadence,
    starts_on: NaiveDate,
    period: u32,
) -> Result<Installment, ScheduleError> {
    let on = cadence.nth_start(starts_on, period);
    let day = format!(", {on}");
    let text: String = line.name.as_str().chars().take(200 - day.len()).collect();
    let name = Name::new(format!("{text}{day}"))?;
    Ok(Installment {
        installment_id: InstallmentId::derived(line.deal_line_id.as_uuid(), &format!("installment {period}")),
        ..planned(line, name, amount, Trigger::Date { on })
    })
}

/// A deal that was won without lines is billed as a whole, the day it was won. Its VAT is set on the draft.
fn of_value(deal: &Deal, won_on: NaiveDate) -> Installment {
    let deal_line_id = DealLineId::derived(deal.deal_id.as_uuid(), "value");
    Installment {
        installment_id: InstallmentId::derived(deal_line_id.as_uuid(), "installment"),
        deal_line_id,
        name: deal.name.clone(),
        trigger: Trigger::Date { on: won_on },
        amount: deal.value,
        vat_rate: VatRate::zero(),
        status: InstallmentStatus::Planned,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use kernel::{AccountId, Currency, DealId, Decimal, Hours, MilestoneId, PipelineId, Quantity, StageId};
    use proptest::prelude::*;

    use super::*;

    pub fn eur(cents: i64) -> Money {
        Money::new(Decimal::new(cents, 2), Currency::EUR).unwrap()
    }

    pub fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn name(text: &str) -> Name {
        Name::new(text).unwrap()
    }

    pub fn line(billing: LineBilling, value: Money) -> DealLine {
        let vat_rate = VatRate::new(Decimal::from(27)).unwrap();
        DealLine {
            deal_line_id: DealLineId::new(),
            name: name("Line"),
            vat_rate,
            billing,
            value,
            product: None,
            discount: None,
        }
    }

    pub fn fixed(cents: &[i64]) -> DealLine {
        let milestone = |cents: &i64| DealMilestone {
            milestone_id: MilestoneId::new(),
            name: name("Milestone"),
            amount: eur(*cents),
            due_on: None,
        };
        let price = eur(cents.iter().sum());
        let milestones = cents.iter().map(milestone).collect();
        line(LineBilling::Fixed { price, budget_hours: Hours::default(), milestones }, price)
    }

    pub fn once(cents: i64, on: Option<NaiveDate>) -> DealLine {
        let quantity = Quantity::new(Decimal::ONE).unwrap();
        line(LineBilling::OneOff { quantity, unit_price: eur(cents), on }, eur(cents))
    }

    pub fn retainer(cents: i64, periods: i32, starts_on: NaiveDate) -> DealLine {
        let (amount, cadence, budget_hours) = (eur(cents), Cadence::Monthly, Hours::default());
        let billing = LineBilling::Retainer { amount, cadence, periods, starts_on, budget_hours };
        line(billing, eur(cents * i64::from(periods)))
    }

    pub fn hourly(cents: i64) -> DealLine {
        line(LineBilling::TimeAndMaterials { rates: Vec::new() }, eur(cents))
    }

    pub fn deal(lines: Vec<DealLine>) -> Deal {
        let value = Money::sum(lines.iter().map(|line| line.value), Currency::EUR).unwrap();
        Deal {
            deal_id: DealId::new(),
            name: name("Deal"),
            account_id: Some(AccountId::new()),
            contact_id: None,
            pipeline_id: PipelineId::new(),
            stage_id: StageId::new(),
            stage_name: name("Won"),
            status: contracts::crm::DealStatus::Won,
            owner_id: None,
            currency: Currency::EUR,
            value,
            lines,
            opened_on: day("2026-01-01"),
            expected_close_on: None,
            closed_on: Some(day("2026-03-31")),
            win_no: 1,
            external_ref: None,
            next_step: None,
            contacts: Vec::new(),
            accepted_quote_id: None,
            competitors: Vec::new(),
            tags: Vec::new(),
            custom: contracts::crm::CustomValues::new(),
            forecast: contracts::crm::DealForecast::default(),
            price_list_id: None,
        }
    }

    #[test]
    fn a_retainer_is_billed_in_advance() {
        let deal = deal(vec![retainer(10_000, 3, day("2026-01-31"))]);
        let days: Vec<Trigger> =
            installments(&deal, day("2026-03-31")).unwrap().into_iter().map(|one| one.trigger).collect();
        let on = |text| Trigger::Date { on: day(text) };
        assert_eq!(days, [on("2026-01-31"), on("2026-02-28"), on("2026-03-31")]);
    }

    #[test]
    fn a_single_amount_without_a_day_is_billed_the_day_it_was_won() {
        let planned = installments(&deal(vec![once(50_00, None)]), day("2026-03-31")).unwrap();
        assert_eq!(planned[0].trigger, Trigger::Date { on: day("2026-03-31") });
    }

    #[test]
    fn a_deal_without_lines_is_billed_as_a_whole() {
        let mut deal = deal(Vec::new());
        deal.value = eur(12_345);
        let planned = installments(&deal, day("2026-03-31")).unwrap();
        assert_eq!((planned.len(), planned[0].amount), (1, eur(12_345)));
    }

    #[test]
    fn lines_that_do_not_add_up_are_refused() {
        let mut deal = deal(vec![fixed(&[100, 200])]);
        deal.value = eur(301);
        let refused = installments(&deal, day("2026-03-31"));
        assert_eq!(refused, Err(ScheduleError::Unbalanced { total: eur(300), value: eur(301) }));
    }

    #[test]
    fn endless_retainers_are_refused() {
        let deal = deal(vec![retainer(0, i32::MAX, day("2026-01-01"))]);
        assert_eq!(installments(&deal, day("2026-03-31")), Err(ScheduleError::TooLong));
    }

    fn any_line() -> impl Strategy<Value = DealLine> {
        let cents = 0_i64..10_000_000;
        prop_oneof![
            prop::collection::vec(cents.clone(), 1..8).prop_map(|cents| fixed(&cents)),
            cents.clone().prop_map(hourly),
            cents.clone().prop_map(|cents| once(cents, None)),
            (cents, 1..25).prop_map(|(cents, periods)| retainer(cents, periods, day("2026-02-28"))),
        ]
    }

    proptest! {
        #[test]
        fn the_total_is_the_value_of_the_deal(lines in prop::collection::vec(any_line(), 1..10)) {
            let deal = deal(lines);
            let planned = installments(&deal, day("2026-03-31")).unwrap();
            let total = Money::sum(planned.iter().map(|one| one.amount), Currency::EUR).unwrap();
            prop_assert_eq!(total, deal.value);
            let ids: std::collections::BTreeSet<_> = planned.iter().map(|one| one.installment_id).collect();
            prop_assert_eq!(ids.len(), planned.len(), "every instalment has an id of its own");
        }
    }
}
