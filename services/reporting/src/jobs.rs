//! What reporting does by the clock.

use platform::{Problem, Result, Tx};

use crate::reports::store;

/// Compares the balances, from which present figures are read, with the postings they are sums of. A difference would be a defect,
/// so it is reported as one.
pub async fn compare_balances(tx: &mut Tx) -> Result<()> {
    if store::balances_agree(tx).await? {
        return Ok(());
    }
    Err(Problem::internal(format!("balances of organisation {} differ from the sums of their postings", tx.org)))
}
