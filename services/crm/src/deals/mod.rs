//! Deals: opportunities to sell work, on their way through the stages of a pipeline.
//!
//! ```text
//! open --win--> won --reopen--> open       won needs an account and lines that say what is sold and how it is billed
//! open --lose-> lost --reopen-> open       a closed deal keeps the stage it stood in, and comes back there
//! ```
//!
//! Winning is what the other services wait for: it becomes a project, a billing schedule and a cost budget. What became
//! of those is kept in [`crate::delivery`]; every stay in a stage is kept in [`crate::visits`].

pub mod http;
pub mod lines;
pub mod model;
pub mod requests;
pub mod store;
pub mod views;

use platform::{Problem, Result, Tx};

use self::model::{Deal, Opening};
use self::requests::OpenDeal;
use crate::{accounts, contacts, members, pipelines};

/// Opens a deal, writes it down and tells of it.
pub async fn open(tx: &mut Tx, body: OpenDeal) -> Result<Deal> {
    members::check_owner(tx, body.owner_id).await?;
    accounts::check_named(tx, "/account_id", body.account_id).await?;
    contacts::check_named(tx, "/contact_id", body.contact_id).await?;
    let pipeline = pipelines::ensure_default(tx).await?;
    let opening = Opening {
        today: tx.today(),
        caller: tx.member_id(),
        base_currency: tx.base_currency,
        pipeline_id: pipeline.pipeline_id,
        stage: match body.stage_id {
            Some(id) => pipeline.stage(id).ok_or_else(http::no_stage)?,
            None => pipeline.first().ok_or_else(|| Problem::internal("a pipeline without an open stage"))?,
        },
    };
    let (deal, created) = Deal::open(body, opening)?;
    let by = tx.actor().to_string();
    store::insert(tx, &deal, &by).await?;
    tx.publish(deal.version, &created)?;
    Ok(deal)
}
