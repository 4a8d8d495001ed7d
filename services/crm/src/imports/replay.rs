//! Trying a row out that depends on rows far above it. What a batch makes while a file is tried out is taken back at its end, so
//! whatever a later row depends on is made again before it: the earlier rows with which it has a key in common, and those with
//! which they have. Then the very rules of a run decide.

use std::collections::{BTreeSet, HashSet};

use platform::{Result, Tx};
use uuid::Uuid;

use super::alike::{Keys, keys};
use super::apply::Context;
use super::model::Import;
use super::pass::one;
use super::row::Row;
use super::store::{row_keys, rows};

/// Most earlier rows that are made again for a batch.
const MOST: usize = 300;
/// How far it is looked for what those depend on in turn.
const DEEPEST: usize = 4;

/// Makes again what some rows depend on. Answers the keys of which not every earlier row could be made again: what rows that
/// have them become, can only be guessed.
pub async fn before(tx: &mut Tx, import: &Import, context: &mut Context<'_>, batch: &[Keys]) -> Result<HashSet<Uuid>> {
    let id = import.image.import_id;
    let (mut needed, mut unsure): (BTreeSet<i32>, HashSet<Uuid>) = (BTreeSet::new(), HashSet::new());
    let mut asking = batch.to_vec();
    for _ in 0..DEEPEST {
        let found = row_keys::earlier(tx, id, &asking).await?;
        unsure.extend(found.more_of);
        let fresh: Vec<i32> = found.rows.into_iter().filter(|row| needed.insert(*row)).collect();
        if fresh.is_empty() {
            break;
        }
        if needed.len() > MOST {
            // Rather nothing than a part: what is left open is said of every row that has to do with it.
            unsure.extend(batch.iter().flat_map(|keys| keys.own.iter().chain(&keys.named)));
            return Ok(unsure);
        }
        let cells = rows::numbered(tx, id, &fresh).await?;
        let open: Vec<Row<'_>> = cells.iter().map(|kept| context.row(kept)).collect();
        asking = keys(tx, context, &open).await?;
    }
    let needed: Vec<i32> = needed.into_iter().collect();
    for kept in rows::numbered(tx, id, &needed).await? {
        let mut row = context.row(&kept);
        one(tx, context, &mut row).await?;
    }
    Ok(unsure)
}
