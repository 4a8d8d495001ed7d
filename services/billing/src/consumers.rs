//! What billing does when others speak: one function per event.

use contracts::billing::customer_of;
use contracts::crm::{
    AccountCreated, AccountMerged, AccountRemoved, AccountRestored, AccountUpdated, DealLost, DealRedacted,
    DealReopened, DealStatus, DealWon,
};
use contracts::expenses::ClaimApproved;
use contracts::projects::{
    Milestone, MilestoneCompleted, MilestoneReopened, Project, ProjectCreated, ProjectUpdated, TimeApproved,
};
use platform::{Outcome, Received, Result, Tx};

use crate::schedules::model::Completion;
use crate::work::Work;
use crate::{customers, invoices, projects, schedules, work};

/// An account became somebody to bill.
pub async fn account_created(tx: &mut Tx, event: Received<AccountCreated>) -> Result<Outcome> {
    customers::follow_account(tx, &event.data.account, Some(event.seq)).await?;
    Ok(Outcome::Done)
}

/// What is printed on invoices may have changed.
pub async fn account_updated(tx: &mut Tx, event: Received<AccountUpdated>) -> Result<Outcome> {
    customers::follow_account(tx, &event.data.account, Some(event.seq)).await?;
    Ok(Outcome::Done)
}

/// An account ended in another one: its customer is not offered any more.
pub async fn account_merged(tx: &mut Tx, event: Received<AccountMerged>) -> Result<Outcome> {
    customers::follow_merge(tx, &event.data.account, event.data.merged_into, event.seq).await?;
    Ok(Outcome::Done)
}

/// An account goes on: so does its customer.
pub async fn account_restored(tx: &mut Tx, event: Received<AccountRestored>) -> Result<Outcome> {
    customers::follow_account(tx, &event.data.account, Some(event.seq)).await?;
    Ok(Outcome::Done)
}

/// An account is gone: so is its customer, unless something was billed to it.
pub async fn account_removed(tx: &mut Tx, event: Received<AccountRemoved>) -> Result<Outcome> {
    customers::let_go(tx, event.data.account.account_id).await?;
    Ok(Outcome::Done)
}

/// A deal was won: it gets its schedule. The account it carries only fills in for one not heard of yet.
pub async fn deal_won(tx: &mut Tx, event: Received<DealWon>) -> Result<Outcome> {
    customers::follow_account(tx, &event.data.account, None).await?;
    schedules::win(tx, &event.data.deal, &event.data.account).await?;
    Ok(Outcome::Done)
}

/// A deal was taken back. Only a won one has a schedule to stop.
pub async fn deal_reopened(tx: &mut Tx, event: Received<DealReopened>) -> Result<Outcome> {
    let DealReopened { deal, was, reason } = event.data;
    if was == DealStatus::Won && deal.win_no > 0 {
        schedules::stop(tx, deal.deal_id, deal.win_no, &reason).await?;
    }
    Ok(Outcome::Done)
}

/// A deal was lost, perhaps after it had been won.
pub async fn deal_lost(tx: &mut Tx, event: Received<DealLost>) -> Result<Outcome> {
    let DealLost { deal, reason, .. } = event.data;
    if deal.win_no > 0 {
        schedules::stop(tx, deal.deal_id, deal.win_no, &reason).await?;
    }
    Ok(Outcome::Done)
}

/// A deal says nothing more of somebody who was erased, and neither does what is not issued yet. What was issued stays as it was.
pub async fn deal_redacted(tx: &mut Tx, event: Received<DealRedacted>) -> Result<Outcome> {
    let DealRedacted { deal, lost_reason } = event.data;
    schedules::redact(tx, &deal, lost_reason.as_ref()).await?;
    invoices::redact(tx, &deal).await?;
    Ok(Outcome::Done)
}

/// A project may be invoiced for.
pub async fn project_created(tx: &mut Tx, event: Received<ProjectCreated>) -> Result<Outcome> {
    projects::store::put(tx, &event.data.project.into()).await?;
    Ok(Outcome::Done)
}

/// A project may have got another client.
pub async fn project_updated(tx: &mut Tx, event: Received<ProjectUpdated>) -> Result<Outcome> {
    projects::store::put(tx, &event.data.project.into()).await?;
    Ok(Outcome::Done)
}

/// A milestone was reached: what was agreed for it becomes billable. Only deals have schedules.
pub async fn milestone_completed(tx: &mut Tx, event: Received<MilestoneCompleted>) -> Result<Outcome> {
    let MilestoneCompleted { project, milestone } = event.data;
    let Some(deal) = deal_of(&project) else { return Ok(Outcome::Done) };
    let Milestone { milestone_id, completion_no, completed_on, .. } = milestone;
    let completed_on = completed_on.unwrap_or_else(|| tx.today());
    schedules::complete(tx, deal, Completion { milestone_id, completion_no, completed_on }).await
}

/// A milestone was not reached after all: what was not billed for it is taken back. What is invoiced stays, since only
/// a credit note takes it back.
pub async fn milestone_reopened(tx: &mut Tx, event: Received<MilestoneReopened>) -> Result<Outcome> {
    let MilestoneReopened { project, milestone, .. } = event.data;
    match deal_of(&project) {
        Some(deal) => schedules::reopen(tx, deal, milestone.milestone_id).await,
        None => Ok(Outcome::Done),
    }
}

fn deal_of(project: &Project) -> Option<kernel::DealId> {
    project.deal_id.filter(|_| project.win_no > 0)
}

/// Time was approved: when it is billed by the hour, it goes on the draft of its project.
pub async fn time_approved(tx: &mut Tx, event: Received<TimeApproved>) -> Result<Outcome> {
    let entry = event.data.entry;
    let Some(account) = entry.account_id.filter(|_| entry.bill_amount.is_some_and(|amount| !amount.is_zero())) else {
        return Ok(Outcome::Done);
    };
    let Some(customer) = customers::store::get(tx, customer_of(account)).await? else {
        return Ok(Outcome::NotYet("the customer"));
    };
    let work = Work::of_time(&entry, &customer.image)?;
    let recorded = work::record(tx, work.into_iter().collect()).await?;
    invoices::collect(tx, recorded).await?;
    Ok(Outcome::Done)
}

/// A claim was approved: what clients are charged of it goes on the drafts of its projects.
pub async fn claim_approved(tx: &mut Tx, event: Received<ClaimApproved>) -> Result<Outcome> {
    let mut charged = Vec::new();
    for line in event.data.claim.lines.iter().filter(|line| line.charge.is_some()) {
        let Some(account) = line.account_id else { continue };
        let Some(customer) = customers::store::get(tx, customer_of(account)).await? else {
            return Ok(Outcome::NotYet("the customer"));
        };
        charged.extend(Work::of_expense(line, &customer.image)?);
    }
    let recorded = work::record(tx, charged).await?;
    invoices::collect(tx, recorded).await?;
    Ok(Outcome::Done)
}
