//! Loss reasons: why deals are lost, in the organisation's words, so that it can be counted.
//!
//! Every organisation begins with a few, which begin to exist when one of them is first needed.

pub mod http;
pub mod model;
pub mod store;

use contracts::crm::{LossReason, LossReasonCreated};
use kernel::{Language, LossReasonId};
use platform::{Problem, Result, Tx};

use self::model::Reason;

/// The organisation's reasons, written down if they were not yet.
pub async fn ensure(tx: &mut Tx) -> Result<Vec<Reason>> {
    let reasons = store::list(tx).await?;
    if !reasons.is_empty() {
        return Ok(reasons);
    }
    let reasons = Reason::defaults_of(tx.org).map_err(Problem::internal)?;
    for reason in &reasons {
        store::insert_first(tx, reason).await?;
    }
    store::list(tx).await
}

/// Writes down the reasons an organisation begins with, in its language, unless it has some.
pub async fn begin(tx: &mut Tx, language: Language) -> Result<()> {
    if store::list(tx).await?.is_empty() {
        for reason in Reason::first_of(tx.org, language).map_err(Problem::internal)? {
            store::insert_first(tx, &reason).await?;
        }
    }
    Ok(())
}

/// Tells others of a reason as it was before its first change, when they could not know of it: those an organisation
/// begins with are told of only when they become others.
pub fn tell_first(tx: &mut Tx, before: &Reason) -> Result<()> {
    let first = Reason::defaults_of(tx.org).map_err(Problem::internal)?;
    if before.version == 1 && first.iter().any(|one| one.image.loss_reason_id == before.image.loss_reason_id) {
        tx.publish(before.version, &LossReasonCreated { loss_reason: before.image.clone() })?;
    }
    Ok(())
}

/// A reason deals can be lost for.
pub async fn in_use(tx: &mut Tx, id: LossReasonId) -> Result<LossReason> {
    let reasons = ensure(tx).await?;
    let found = reasons.into_iter().find(|reason| reason.image.loss_reason_id == id && !reason.image.archived);
    let missing =
        || Problem::field("/loss_reason_id", "there is no such reason in use; GET /v1/loss-reasons lists them");
    found.map(|reason| reason.image).ok_or_else(missing)
}
