//! Billable work: an instalment that fell due, an approved hour, an approved expense. Each is billed exactly once.
//!
//! Life: unbilled, reserved on a draft, billed on an issued invoice. A draft that lets go of it makes it unbilled again;
//! a milestone that is reopened cancels what was not billed yet.

pub mod http;
pub mod model;
pub mod store;

use platform::{Result, Tx};

pub use model::{Work, WorkError};

/// Records new work and says so. Work whose cause was recorded before is left out; the rest is returned.
pub async fn record(tx: &mut Tx, works: Vec<Work>) -> Result<Vec<Work>> {
    let fresh = store::insert(tx, works).await?;
    for work in &fresh {
        tx.publish(work.version, &work.recorded())?;
    }
    Ok(fresh)
}
