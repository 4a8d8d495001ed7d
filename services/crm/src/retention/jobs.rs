//! Keeping to the rules, by the clock: one person at a time, each in a transaction of its own, and then some mails at a time.

use chrono::Days;
use contracts::crm::privacy::ErasureReason;
use kernel::ActivityId;
use platform::{Kind, Result, Tx, veil};
use uuid::Uuid;

use super::store;
use crate::erasures::store::{empty, scope};
use crate::erasures::{self, Request};

/// Notices given in one piece.
const BATCH: i64 = 500;
/// Mails emptied in one piece.
const MAILS: i64 = 100;

/// Erases one person whose day has come, or, when there is none, gives notice of those whose time is up. Answers whether there
/// may be more. When there is nothing of that to do, mails that are too old are emptied.
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
    if i64::try_from(given) == Ok(BATCH) {
        return Ok(true);
    }
    match rules.image.mails_months {
        Some(months) => empty_mails(tx, months).await,
        None => Ok(false),
    }
}

/// Empties mails that are older than so many months: that one was written or came stays, what it said and its files go, also
/// where it stands on timelines. Their contents go when the files that nothing names are removed. Answers whether there may be
/// more.
async fn empty_mails(tx: &mut Tx, months: i32) -> Result<bool> {
    let old = store::old_mails(tx, months, MAILS).await?;
    let mails: Vec<Uuid> = old.iter().map(|mail| mail.mail_id).collect();
    let activities: Vec<Uuid> = old.iter().filter_map(|mail| mail.activity_id).collect();
    for id in &activities {
        empty::activity(tx, ActivityId::from_uuid(*id)).await?;
    }
    let files = scope::files(tx, &activities).await?;
    empty::files(tx, &files).await?;
    empty::files_of_mails(tx, &mails).await?;
    empty::whole_mails(tx, &mails, false).await?;
    veil::forget(tx, &[mails, activities, files].concat()).await?;
    Ok(i64::try_from(old.len()) == Ok(MAILS))
}
