//! From the lines of a won deal to instalments: each way of billing in one function.

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
