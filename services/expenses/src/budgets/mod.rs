//! What the project of a won deal may cost. One budget per deal, whatever becomes of the deal: won, it is active;
//! reopened or lost, it is frozen when something was already spent and cancelled when nothing was; won again, it is
//! active with the new value. All events of one deal arrive in their order, so none of them finds the future already there.

use contracts::crm::Deal;
use contracts::expenses::{BudgetCreated, budget_of};
use kernel::{AccountId, DealId};
use platform::{Result, Tx};

use self::model::Budget;
use crate::{claims, settings};

pub mod http;
pub mod model;
pub mod store;

/// A deal was won: its project may cost the organisation's share of it.
pub async fn open(tx: &mut Tx, deal: &Deal, account: AccountId) -> Result<()> {
    let share = settings::store::get(tx).await?.cost_budget_share;
    if let Some(mut budget) = store::lock(tx, budget_of(deal.deal_id)).await? {
        if let Some(updated) = budget.win_again(deal, account, share) {
            store::save(tx, &budget).await?;
            tx.publish(budget.version, &updated)?;
        }
        return Ok(());
    }
    let budget = Budget::of(deal, account, share);
    store::insert(tx, &budget).await?;
    tx.publish(budget.version, &BudgetCreated { budget: budget.image })?;
    Ok(())
}

/// A deal is no longer won: what is left of its budget may not be spent.
pub async fn close(tx: &mut Tx, deal: DealId) -> Result<()> {
    let Some(mut budget) = store::lock(tx, budget_of(deal)).await? else { return Ok(()) };
    let spent = claims::store::any_approved(tx, budget.image.project_id).await?;
    if let Some(updated) = budget.close(spent) {
        store::save(tx, &budget).await?;
        tx.publish(budget.version, &updated)?;
    }
    Ok(())
}

/// A deal says nothing more of somebody who was erased: its budget loses the same words of its name.
pub async fn redact(tx: &mut Tx, deal: &Deal) -> Result<()> {
    let Some(mut budget) = store::lock(tx, budget_of(deal.deal_id)).await? else { return Ok(()) };
    if let Some(updated) = budget.redact(&deal.name) {
        store::save(tx, &budget).await?;
        tx.publish(budget.version, &updated)?;
    }
    Ok(())
}
