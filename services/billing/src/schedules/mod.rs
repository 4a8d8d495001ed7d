//! Billing schedules: what is to be billed for a won deal, and when.
//!
//! Life: active while its instalments become billable one by one; frozen when the deal is taken back after something was
//! delivered, until the deal is won again; cancelled when it is taken back before. Facts of deals and projects arrive
//! in any order: a win that was taken back before it arrived is remembered, and so are milestones that were completed
//! while nothing could become billable.

pub mod http;
pub mod model;
pub mod plan;
pub mod store;

use contracts::billing::{ScheduleCreated, customer_of, schedule_of};
use contracts::crm::redaction::{GONE, was_before};
use contracts::crm::{Account, Deal};
use kernel::{DealId, MilestoneId, Note};
use platform::{Outcome, Result, Tx};

pub use model::{Due, Schedule, ScheduleError};

use crate::work::Work;
use crate::{invoices, work};

/// A deal was won: makes its schedule, or revives it with the lines it was won with this time.
pub async fn win(tx: &mut Tx, deal: &Deal, account: &Account) -> Result<()> {
    let today = tx.today();
    let customer_id = customer_of(account.account_id);
    let mut due = Vec::new();
    let mut schedule = match store::lock(tx, schedule_of(deal.deal_id)).await? {
        Some(known) if known.image.win_no >= deal.win_no => return Ok(()),
        Some(mut known) => {
            let change = known.win_again(deal, account.account_id, customer_id, today)?;
            due = known.fall_due(today);
            change.publish(tx, &known)?;
            store::save(tx, &known).await?;
            known
        }
        None => {
            let mut fresh = Schedule::of(deal, account.account_id, customer_id, today)?;
            due.extend(fresh.fall_due(today));
            store::insert(tx, &fresh).await?;
            tx.publish(fresh.version, &ScheduleCreated { schedule: fresh.image.clone() })?;
            fresh
        }
    };
    bill(tx, &schedule, due).await?;
    if let Some((win_no, reason)) = store::stopped_win(tx, deal.deal_id).await?
        && win_no >= deal.win_no
    {
        halt(tx, &mut schedule, &reason).await?;
    }
    Ok(())
}

/// A win was taken back: nothing more becomes billable. When the win has not arrived, that it was taken back is kept.
pub async fn stop(tx: &mut Tx, deal: DealId, win_no: i32, reason: &Note) -> Result<()> {
    match store::lock(tx, schedule_of(deal)).await? {
        Some(mut schedule) if schedule.image.win_no >= win_no => {
            if schedule.image.win_no == win_no {
                halt(tx, &mut schedule, reason).await?;
            }
            Ok(())
        }
        Some(_) | None => store::stop_win(tx, deal, win_no, reason).await,
    }
}

async fn halt(tx: &mut Tx, schedule: &mut Schedule, reason: &Note) -> Result<()> {
    let delivered = work::store::anything_of_deal(tx, schedule.image.deal_id).await?;
    if let Some(change) = schedule.halt(delivered, reason) {
        store::save(tx, schedule).await?;
        change.publish(tx, schedule)?;
    }
    Ok(())
}

/// A deal says nothing more of somebody who was erased: its schedule loses the same words, and why a win was taken back that has not
/// arrived.
pub async fn redact(tx: &mut Tx, deal: &Deal, reason: Option<&Note>) -> Result<()> {
    if let Some(mut schedule) = store::lock(tx, schedule_of(deal.deal_id)).await?
        && let Some(updated) = schedule.redact(deal)
    {
        store::save(tx, &schedule).await?;
        tx.publish(schedule.version, &updated)?;
    }
    let Some(reason) = reason.filter(|reason| reason.as_str().contains(GONE)) else { return Ok(()) };
    match store::stopped_win(tx, deal.deal_id).await? {
        Some((_, held)) if was_before(reason.as_str(), held.as_str()) => {
            store::stopped_because(tx, deal.deal_id, reason).await
        }
        _ => Ok(()),
    }
}

/// A person decides about a frozen schedule: it goes on, or, with a reason, ends.
pub async fn decide(tx: &mut Tx, schedule: &mut Schedule, end: Option<Note>) -> Result<()> {
    let today = tx.today();
    let change = match end {
        None => schedule.resume()?,
        Some(reason) => schedule.end(reason)?,
    };
    let due = schedule.fall_due(today);
    store::save(tx, schedule).await?;
    change.publish(tx, schedule)?;
    bill(tx, schedule, due).await
}

/// A milestone was completed: its instalment becomes billable and goes on the draft of its project.
pub async fn complete(tx: &mut Tx, deal: DealId, reached: model::Completion) -> Result<Outcome> {
    let today = tx.today();
    let Some(mut schedule) = store::lock(tx, schedule_of(deal)).await? else {
        return Ok(Outcome::NotYet("the schedule"));
    };
    schedule.remember(reached);
    let due = schedule.fall_due(today);
    if let Some(updated) = schedule.changed(!due.is_empty()) {
        tx.publish(schedule.version, &updated)?;
    }
    store::save(tx, &schedule).await?;
    bill(tx, &schedule, due).await?;
    Ok(Outcome::Done)
}

/// A milestone turned out not to be reached: what was not billed for it is taken back.
pub async fn reopen(tx: &mut Tx, deal: DealId, milestone: MilestoneId) -> Result<Outcome> {
    let Some(mut schedule) = store::lock(tx, schedule_of(deal)).await? else {
        return Ok(Outcome::NotYet("the schedule"));
    };
    if let Some((installment, work)) = schedule.forget(milestone) {
        invoices::withdraw(tx, work).await?;
        if let Some(updated) = schedule.plan_again(installment) {
            tx.publish(schedule.version, &updated)?;
        }
    }
    store::save(tx, &schedule).await?;
    Ok(Outcome::Done)
}

/// Instalments whose day has come become billable; says how many schedules were looked at.
pub async fn mark_due(tx: &mut Tx) -> Result<usize> {
    const AT_ONCE: i64 = 100;
    let today = tx.today();
    let schedules = store::lock_due(tx, today, AT_ONCE).await?;
    let looked_at = schedules.len();
    for mut schedule in schedules {
        let due = schedule.fall_due(today);
        if let Some(updated) = schedule.changed(!due.is_empty()) {
            tx.publish(schedule.version, &updated)?;
        }
        store::save(tx, &schedule).await?;
        bill(tx, &schedule, due).await?;
    }
    Ok(looked_at)
}

/// Records what fell due as billable work. What a milestone delivered goes on the project's draft by itself; what fell
/// due by date waits for a person, who may want it on one invoice with something else.
async fn bill(tx: &mut Tx, schedule: &Schedule, due: Vec<Due>) -> Result<()> {
    let (mut delivered, mut dated) = (Vec::new(), Vec::new());
    for due in due {
        let work =
            Work::of_installment(&schedule.image, schedule.account_id, &due.installment, due.completion_no, due.on)?;
        if due.completion_no > 0 { delivered.push(work) } else { dated.push(work) }
    }
    work::record(tx, dated).await?;
    let delivered = work::record(tx, delivered).await?;
    invoices::collect(tx, delivered).await
}
