//! What happens to imports by the clock, besides their rows.

use chrono::TimeDelta;
use platform::{Result, Tx};

use super::error::{DRAFT_DAYS, KEPT_DAYS};
use super::store;

/// Imports that are tidied up at once.
const BATCH: i64 = 20;
/// Rows that are removed at once.
const ROWS: i64 = 20_000;

/// Throws away files that nobody runs, and removes the rows of imports that came to an end long ago: they are people's data, and
/// nothing needs them any more.
pub async fn tidy(tx: &mut Tx) -> Result<()> {
    let before = tx.now - TimeDelta::days(DRAFT_DAYS);
    for import in store::forgotten_drafts(tx, before, BATCH).await? {
        let discarded = import.discard()?;
        store::remove(tx, import.image.import_id).await?;
        tx.publish(import.version + 1, &discarded)?;
    }
    let before = tx.now - TimeDelta::days(KEPT_DAYS);
    let mut left = ROWS;
    for id in store::to_clear(tx, before, BATCH).await? {
        left -= store::rows::clear(tx, id, left).await?;
        if left <= 0 {
            // What is left of this one goes the next time.
            break;
        }
        store::clear(tx, id).await?;
    }
    Ok(())
}
