//! What is tidied up by the clock.

use platform::{Result, Tx};

use super::model::KEPT_FOR;
use super::store;
use crate::lead_forms;
use crate::lead_forms::token::MOST;

/// Throws away what nobody looked at, and forgets tokens that are too old to be used again.
pub async fn tidy(tx: &mut Tx) -> Result<()> {
    let now = tx.now;
    store::remove_before(tx, now - KEPT_FOR).await?;
    lead_forms::store::forget(tx, now - MOST - MOST).await
}
