//! What reporting does by the clock.

use platform::{Problem, Result, Tx};

use crate::forecast::store::versions;
use crate::reports::store;

/// Compares the balances, from which present figures are read, with the postings they are sums of, and the cells of forecasts with
/// the deals in them. A difference would be a defect, so it is reported as one.
pub async fn compare_balances(tx: &mut Tx) -> Result<()> {
    let org = tx.org;
    if !store::balances_agree(tx).await? {
        return Err(Problem::internal(format!(
            "balances of organisation {org} differ from the sums of their postings"
        )));
    }
    if !versions::cells_agree(tx).await? {
        return Err(Problem::internal(format!("forecasts of organisation {org} differ from the sums of their deals")));
    }
    Ok(())
}
