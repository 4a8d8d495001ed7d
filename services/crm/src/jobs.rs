//! What happens by the clock.

use platform::{Result, Tx};

use crate::delivery::model::{FAILED_AFTER, LATE_AFTER};
use crate::delivery::store;
use crate::{lead_settings, leads};

/// Batches of leads that are scored again in one run for one organisation; the rest waits for the next.
const SCORING_BATCHES: usize = 10;

/// Says which won deals still wait for a project, a schedule or a budget: once when that is late, and once more when it
/// counts as failed. `crm_deliveries_late_total` counts both for alerts.
pub async fn report_late_deliveries(tx: &mut Tx) -> Result<()> {
    let (org, now) = (tx.org, tx.now);
    for late in store::mark_late(tx, now - LATE_AFTER, now - FAILED_AFTER).await? {
        let level = if late.failed { "failed" } else { "late" };
        if late.failed {
            tracing::error!(org.id = %org, deal.id = %late.deal_id, step = late.step, "the delivery of a won deal failed");
        } else {
            tracing::warn!(org.id = %org, deal.id = %late.deal_id, step = late.step, "the delivery of a won deal is late");
        }
        metrics::counter!("crm_deliveries_late_total", "level" => level, "step" => late.step).increment(1);
    }
    Ok(())
}

/// Hands out leads that found nobody with room, as soon as somebody has.
pub async fn hand_out_leads(tx: &mut Tx) -> Result<()> {
    leads::owners::hand_out(tx).await
}

/// Counts the points of leads again that were counted by older rules, a part of them at a time. Which are left is known
/// from the leads themselves, so a run that was cut off costs nothing but itself.
pub async fn score_leads(tx: &mut Tx) -> Result<()> {
    let settings = lead_settings::store::get(tx).await?;
    for _ in 0..SCORING_BATCHES {
        if !leads::score_again(tx, &settings).await? {
            break;
        }
    }
    Ok(())
}
