//! Handing time in, approving it and sending it back, one by one or many at once.

use std::collections::BTreeSet;

use kernel::{Note, Permission, TimeEntryId};
use platform::{FieldError, Json, Kind, Path, Problem, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::http::{TimeEntryView, locked, must_be_own};
use super::store::{self, Found};

/// Most entries that are handed in or approved at once.
pub const MAX_AT_ONCE: usize = 200;

/// The routes of reviewing time.
pub fn routes() -> Routes {
    use Permission::{ApproveTime, LogTime};
    Routes::new("time")
        .post("/v1/time-entries/submit", LogTime, "Submit several entries, all or none", submit_all)
        .post("/v1/time-entries/approve", ApproveTime, "Approve several entries, all or none", approve_all)
        .post("/v1/time-entries/{time_entry_id}/submit", LogTime, "Submit an entry", submit)
        .post("/v1/time-entries/{time_entry_id}/approve", ApproveTime, "Approve an entry", approve)
        .post("/v1/time-entries/{time_entry_id}/reject", ApproveTime, "Send an entry back", reject)
}

/// Several entries.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TimeEntries {
    /// Their ids: 1 to 200, each once.
    time_entry_ids: Vec<TimeEntryId>,
    /// The versions that the caller saw of them, in the same order: when one of them is another by now, all are refused with 412.
    /// Without them each is taken as it is.
    #[serde(default)]
    versions: Option<Vec<i64>>,
}

/// Several entries as they now are.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TimeEntriesView {
    /// In the order of the request.
    items: Vec<TimeEntryView>,
}

/// Why an entry is sent back.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RejectTime {
    /// Why.
    reason: Note,
}

/// Submits a locked entry.
fn submit_one(tx: &mut Tx, found: &mut Found) -> Result<()> {
    must_be_own(tx, &found.entry)?;
    let submitted = found.entry.submit()?;
    tx.publish(found.entry.version, &submitted).map(|_| ())
}

/// Approves a locked entry. Owners and administrators may approve their own: in a small company nobody else could.
fn approve_one(tx: &mut Tx, found: &mut Found) -> Result<()> {
    let own_too = tx.may(Permission::ManageOrganization);
    let approved = found.entry.approve(tx.member_id(), own_too, tx.now, &found.rates)?;
    tx.publish(found.entry.version, &approved).map(|_| ())
}

async fn reply_one(mut tx: Tx, found: Found) -> Result<Reply<TimeEntryView>> {
    let entry = found.entry;
    store::save_states(&mut tx, std::slice::from_ref(&entry)).await?;
    let with_cost = tx.may(Permission::ReadCostRates);
    tx.reply(entry.version, TimeEntryView::of(entry, with_cost)).await
}

async fn submit(mut tx: Tx, Path(id): Path<TimeEntryId>) -> Result<Reply<TimeEntryView>> {
    let mut found = locked(&mut tx, id).await?;
    submit_one(&mut tx, &mut found)?;
    reply_one(tx, found).await
}

async fn approve(mut tx: Tx, Path(id): Path<TimeEntryId>) -> Result<Reply<TimeEntryView>> {
    let mut found = locked(&mut tx, id).await?;
    approve_one(&mut tx, &mut found)?;
    reply_one(tx, found).await
}

async fn reject(mut tx: Tx, Path(id): Path<TimeEntryId>, Json(body): Json<RejectTime>) -> Result<Reply<TimeEntryView>> {
    let mut found = locked(&mut tx, id).await?;
    let rejected = found.entry.reject(body.reason)?;
    tx.publish(found.entry.version, &rejected)?;
    reply_one(tx, found).await
}

async fn submit_all(tx: Tx, Json(body): Json<TimeEntries>) -> Result<Reply<TimeEntriesView>> {
    each(tx, &body, submit_one).await
}

async fn approve_all(tx: Tx, Json(body): Json<TimeEntries>) -> Result<Reply<TimeEntriesView>> {
    each(tx, &body, approve_one).await
}

/// Does something to each of these entries, or to none when one of them refuses.
async fn each(
    mut tx: Tx,
    TimeEntries { time_entry_ids: ids, versions }: &TimeEntries,
    act: fn(&mut Tx, &mut Found) -> Result<()>,
) -> Result<Reply<TimeEntriesView>> {
    if ids.is_empty() || ids.len() > MAX_AT_ONCE {
        return Err(Problem::field("/time_entry_ids", format!("must be 1 to {MAX_AT_ONCE} ids")));
    }
    if ids.iter().collect::<BTreeSet<_>>().len() < ids.len() {
        return Err(Problem::field("/time_entry_ids", "must name each entry once"));
    }
    if versions.as_ref().is_some_and(|seen| seen.len() != ids.len()) {
        return Err(Problem::field("/versions", "must name one version for each entry"));
    }
    let mut found = store::lock(&mut tx, ids).await?;
    let place = |id: TimeEntryId| ids.iter().position(|one| *one == id);
    let known: BTreeSet<_> = found.iter().map(|one| one.entry.image.time_entry_id).collect();
    if let Some(missing) = ids.iter().position(|id| !known.contains(id)) {
        return Err(Problem::field(format!("/time_entry_ids/{missing}"), "there is no such time entry"));
    }
    for one in &mut found {
        let at = place(one.entry.image.time_entry_id);
        let seen = versions.as_ref().zip(at).and_then(|(versions, at)| versions.get(at).copied());
        if seen.is_some_and(|seen| seen != one.entry.version) {
            return Err(stale(at.unwrap_or_default()));
        }
        act(&mut tx, one)?;
    }
    let mut entries: Vec<_> = found.into_iter().map(|one| one.entry).collect();
    store::save_states(&mut tx, &entries).await?;
    entries.sort_by_key(|entry| place(entry.image.time_entry_id));
    let with_cost = tx.may(Permission::ReadCostRates);
    let items = entries.into_iter().map(|entry| TimeEntryView::of(entry, with_cost)).collect();
    tx.reply_plain(TimeEntriesView { items }).await
}

/// One of several entries is not what the caller saw.
fn stale(place: usize) -> Problem {
    let said = "is another one by now: read it again, then repeat what you want with it";
    Problem::new(Kind::Stale, "stale-version", "Someone else changed one of these entries since you read them.")
        .with_fields(vec![FieldError::new(format!("/time_entry_ids/{place}"), said)])
}
