//! What happens by the clock.

use platform::{Result, Tx};

use crate::{invoices, schedules};

/// How many rounds a run has. It is one transaction and must not hold it long; what does not fit comes in the next.
const MOST_ROUNDS: usize = 20;

/// Instalments whose day has come, in the organisation's zone, become billable.
pub async fn mark_due(tx: &mut Tx) -> Result<()> {
    for _ in 0..MOST_ROUNDS {
        if schedules::mark_due(tx).await? == 0 {
            break;
        }
    }
    Ok(())
}

/// Issued invoices whose due date has passed, in the organisation's zone, are told to be overdue, each once.
pub async fn tell_overdue(tx: &mut Tx) -> Result<()> {
    for _ in 0..MOST_ROUNDS {
        if invoices::tell_overdue(tx).await? == 0 {
            break;
        }
    }
    Ok(())
}
