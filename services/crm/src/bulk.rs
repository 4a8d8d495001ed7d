//! The same done to many records at once.
//!
//! All of it is one transaction, so an answer that got lost is asked for again with the same idempotency key, and nothing
//! happens twice. A record that refuses is named with the reason and does not keep the others from changing.

use kernel::{MemberId, TagId};
use platform::{FieldError, Problem, Refusal, Result, Tx};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{members, tags};

/// Most records at once.
pub const MOST: usize = 500;

/// What became of each record.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "{I}Answer")]
pub struct Answer<I> {
    /// How many changed.
    changed: usize,
    /// How many were as asked for already.
    unchanged: usize,
    /// How many refused.
    refused: usize,
    /// Each record, in the order of the request.
    items: Vec<Item<I>>,
}

/// What became of a record.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "{I}Item")]
pub struct Item<I> {
    /// Which.
    #[serde(flatten)]
    record: I,
    /// What became of it.
    outcome: Outcome,
    /// Its version now, when it is there.
    version: Option<i64>,
    /// Why it refused: the code a single request would be answered with.
    code: Option<&'static str>,
    /// The same in a sentence.
    detail: Option<String>,
    /// What must be mended first.
    errors: Vec<FieldError>,
}

/// What became of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "BulkOutcome")]
enum Outcome {
    /// It changed.
    Changed,
    /// It was so already.
    Unchanged,
    /// It stays as it was.
    Refused,
}

impl<I> Item<I> {
    /// A record that is there now in this version, changed or as it was already.
    pub fn of(record: I, changed: bool, version: i64) -> Self {
        let outcome = if changed { Outcome::Changed } else { Outcome::Unchanged };
        Self { record, outcome, version: Some(version), code: None, detail: None, errors: Vec::new() }
    }

    /// A record that refuses.
    pub fn refused(record: I, version: i64, why: &impl Refusal) -> Self {
        let (code, detail) = (Some(why.code()), Some(why.to_string()));
        Self { record, outcome: Outcome::Refused, version: Some(version), code, detail, errors: why.fields() }
    }

    /// A record that is not there.
    pub fn missing(record: I, noun: &str) -> Self {
        let (code, detail) = (Some("not-found"), Some(format!("There is no such {noun}.")));
        Self { record, outcome: Outcome::Refused, version: None, code, detail, errors: Vec::new() }
    }
}

impl<I> Answer<I> {
    /// What became of records, in the order in which they were asked for.
    pub fn of<Id: PartialEq>(asked: &[Id], items: Vec<(Id, Item<I>)>) -> Self {
        let mut items = items;
        items.sort_by_key(|(id, _)| asked.iter().position(|one| one == id));
        let items: Vec<Item<I>> = items.into_iter().map(|(_, item)| item).collect();
        let count = |outcome| items.iter().filter(|item| item.outcome == outcome).count();
        let (changed, unchanged, refused) =
            (count(Outcome::Changed), count(Outcome::Unchanged), count(Outcome::Refused));
        Self { changed, unchanged, refused, items }
    }
}

/// The records in the order of their ids, in which everybody locks them.
///
/// # Errors
/// When they are none, too many, or one is named twice.
pub fn in_order<Id: Ord + Copy>(asked: &[Id], at: &str, noun: &str) -> Result<Vec<Id>> {
    let mut ids = asked.to_vec();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() || ids.len() > MOST || ids.len() != asked.len() {
        return Err(Problem::field(at, format!("name 1 to {MOST} {noun}, each once")));
    }
    Ok(ids)
}

/// Refuses to give records to somebody who is no active member.
pub async fn check_owner(tx: &mut Tx, owner: Option<MemberId>) -> Result<()> {
    members::check_owner(tx, owner).await.map_err(|problem| placed("/action/owner_id", problem))
}

/// The tag records get or lose: what it was merged into, if it was.
pub async fn known_tag(tx: &mut Tx, tag: TagId) -> Result<TagId> {
    let found = tags::store::resolve(tx, &[tag]).await?;
    let missing = || Problem::field("/action/tag_id", "there is no such tag; GET /v1/tags lists them");
    found.first().map(|(_, id)| *id).ok_or_else(missing)
}

/// Adds a tag to those a record has; one it has already stays where it is.
pub fn tag(tags: &mut Vec<TagId>, tag: TagId) {
    if !tags.contains(&tag) {
        tags.push(tag);
        tags.sort_unstable();
    }
}

/// The same problem, pointing to where the request said it.
pub fn placed(at: &str, problem: Problem) -> Problem {
    if problem.code() == "invalid-field" { Problem::field(at, "there is none such in use") } else { problem }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_locked_in_one_order_and_answered_in_that_of_the_request() {
        let asked = [3, 1, 2];
        let ids = in_order(&asked, "/ids", "records").unwrap();
        assert_eq!(ids, [1, 2, 3]);
        let answer = Answer::of(&asked, ids.iter().map(|id| (*id, Item::of(*id, *id > 1, 7))).collect());
        assert_eq!(answer.items.iter().map(|item| item.record).collect::<Vec<_>>(), asked);
        assert_eq!((answer.changed, answer.unchanged, answer.refused), (2, 1, 0));
        for wrong in [vec![], vec![1, 1], (0..501).collect()] {
            in_order(&wrong, "/ids", "records").unwrap_err();
        }
    }
}
