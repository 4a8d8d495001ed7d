//! Reactions of a service take turns within an organisation.
//!
//! A batch changes rows in the order of its events, and the consumers of two sources may meet at the same rows in another
//! order: then each would hold what the other needs, until PostgreSQL ends one of them after a second. In turns, none has
//! to wait for a lock. Other replicas take turns of their own; there PostgreSQL still decides.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use kernel::OrgId;
use tokio::sync::OwnedMutexGuard;

/// Organisations from which on those that nobody works for are forgotten.
const REMEMBERED: usize = 10_000;

/// Whose turn it is, by organisation.
#[derive(Debug, Default)]
pub(crate) struct Turns(Mutex<HashMap<OrgId, Arc<tokio::sync::Mutex<()>>>>);

impl Turns {
    /// Waits for the turn; it ends with the guard.
    pub(crate) async fn take(&self, org: OrgId) -> OwnedMutexGuard<()> {
        let turn = {
            let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if turns.len() >= REMEMBERED {
                turns.retain(|_, turn| Arc::strong_count(turn) > 1);
            }
            Arc::clone(turns.entry(org).or_default())
        };
        turn.lock_owned().await
    }
}
