//! What the search learns by the clock.

use std::collections::BTreeSet;

use platform::{Result, Tx};

use super::store;

/// Changes taken up at once.
const AT_ONCE: i64 = 200;

/// Takes up which words documents have now: those are what a mistyped one may have been meant for. Words that stand nowhere any more
/// are forgotten, those of an erased person among them. Answers whether there may be more.
pub async fn learn(tx: &mut Tx) -> Result<bool> {
    let changes = store::take_changes(tx, AT_ONCE).await?;
    if changes.is_empty() {
        return Ok(false);
    }
    let more = i64::try_from(changes.len()).is_ok_and(|taken| taken == AT_ONCE);
    let (mut learned, mut gone) = (BTreeSet::new(), BTreeSet::new());
    for change in changes {
        learned.extend(change.learned);
        gone.extend(change.gone);
    }
    store::learn(tx, &Vec::from_iter(learned)).await?;
    // Whether a word stands somewhere is asked last: what one document lost another may have got.
    store::forget(tx, &Vec::from_iter(gone)).await?;
    Ok(more)
}
