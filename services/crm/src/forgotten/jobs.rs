//! Noticing what is forgotten, by the clock.

use contracts::crm::lapses::LapseNoticed;
use platform::{Result, Tx};

use super::store::{self, lapses};

/// Most lapses that are told at once.
const MOST: i64 = 500;

/// Tells what lapsed since the last look, and takes note of what was mended. Both are one transaction with the note that it was
/// told, so each is told once whatever ends the program; answers whether there may be more.
pub async fn notice(tx: &mut Tx) -> Result<bool> {
    let (rules, _) = store::rules(tx).await?;
    let noted = lapses::note(tx, rules, MOST).await?;
    let full = usize::try_from(MOST).is_ok_and(|most| noted.len() >= most);
    for one in noted {
        // What came by an import just now was forgotten elsewhere: that is no news.
        if one.is_news {
            tx.publish(1, &LapseNoticed { lapse: one.lapse })?;
        }
    }
    Ok(full)
}
