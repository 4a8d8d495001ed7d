//! Keeping to the rules, by the clock: one person at a time, each in a transaction of its own.

use chrono::Days;
use contracts::crm::privacy::ErasureReason;
use platform::{Kind, Result, Tx};

use super::store;
use crate::erasures::{self, Request};

/// Notices given in one piece.
const BATCH: i64 = 500;

/// Erases one person whose day has come, or, when there is none, gives notice of those whose time is up. Answers whether there
/// may be more.
pub async fn keep_rules(tx: &mut Tx) -> Result<bool> {
    let rules = store::rules(tx).await?;
    if !rules.are_on() {
        return Ok(false);
    }
    if let Some((record, still)) = store::take_due(tx).await? {
        if still {
            let request = Request { record, same_address: false, reason: ErasureReason::Retention, note: None };
            let place = tx.place().await?;
            match erasures::erase(tx, request).await {
                Ok(_) => tx.keep(place).await?,
                // A mail to them is being sent, or somebody holds them at this moment: they get another notice if need be.
                Err(problem) if problem.kind() == Kind::Conflict => tx.go_back(place).await?,
                Err(problem) => return Err(problem),
            }
        }
        return Ok(true);
    }
    let notice = Days::new(u64::try_from(rules.image.notice_days).unwrap_or_default());
    let erase_on = tx.today().checked_add_days(notice).unwrap_or(tx.today());
    let given = store::give_notice(tx, erase_on, BATCH).await?;
    Ok(i64::try_from(given) == Ok(BATCH))
}
