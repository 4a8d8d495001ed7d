//! What happens by the clock.

use platform::{Result, Tx};

use crate::schedules;

/// Instalments whose day has come, in the organisation's zone, become billable. What does not fit one run comes in the
/// next; a run is one transaction and must not hold it long.
pub async fn mark_due(tx: &mut Tx) -> Result<()> {
    const MOST_ROUNDS: usize = 20;
    for _ in 0..MOST_ROUNDS {
        if schedules::mark_due(tx).await? == 0 {
            break;
        }
    }
    Ok(())
}
