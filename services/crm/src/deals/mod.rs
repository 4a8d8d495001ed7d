//! Deals: opportunities to sell work, on their way through the stages of a pipeline.
//!
//! ```text
//! open --win--> won --reopen--> open       won needs an account and lines that say what is sold and how it is billed
//! open --lose-> lost --reopen-> open       a closed deal keeps the stage it stood in, and comes back there
//! ```
//!
//! Winning is what the other services wait for: it becomes a project, a billing schedule and a cost budget. What became
//! of those is kept in [`crate::delivery`]; every stay in a stage is kept in [`crate::visits`].

pub mod bulk;
pub mod error;
pub mod http;
pub mod lines;
pub mod list;
pub mod model;
pub mod parties;
pub mod pricing;
pub mod requests;
pub mod requirements;
pub mod store;
pub mod views;

use chrono::NaiveDate;
use contracts::crm::Stage;
use kernel::{DealId, PipelineId};
use platform::{Problem, Result, Tx};

use self::model::{Deal, Destination};
use crate::{timeline, visits};

/// Moves a deal, which the caller has locked: its stay ends, another one begins, and others hear of it.
pub async fn move_to(tx: &mut Tx, deal: &mut Deal, to: Destination<'_>, on: Option<NaiveDate>) -> Result<()> {
    let (today, by) = (tx.today(), tx.actor().to_string());
    let from = deal.image.stage_name.clone();
    let moved = deal.move_to(to, on, today)?;
    let (id, on) = (deal.image.deal_id, deal.in_stage_since.unwrap_or(today));
    store::save(tx, deal).await?;
    visits::store::leave(tx, id, on, &by).await?;
    visits::store::enter(tx, id, deal.image.stage_id, on, &by).await?;
    let event = tx.publish(deal.version, &moved)?;
    timeline::deals::moved(tx, event, &deal.image, from, on).await
}

/// Moves open deals to a stage because theirs is no more. Nothing is asked of them.
pub async fn take_along(tx: &mut Tx, ids: &[DealId], pipeline_id: PipelineId, stage: &Stage) -> Result<()> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    for id in ids {
        let mut deal = store::lock(tx, id).await?.ok_or_else(|| Problem::internal("a deal is gone"))?;
        if deal.image.status == contracts::crm::DealStatus::Open {
            move_to(tx, &mut deal, Destination { pipeline_id, stage, asks: false }, None).await?;
        }
    }
    Ok(())
}
