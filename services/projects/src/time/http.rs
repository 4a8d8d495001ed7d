//! Writing time down over HTTP: everyone their own, and those who approve time also that of others.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::projects::{TimeEntry, TimeStatus};
use exports::List;
use kernel::{Cursor, Hours, Limit, Note, Page, Permission, PersonId, ProjectId, TaskId, TimeEntryId};
use platform::{Created, Json, Kind, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::model::{Around, Change, Entry, Work};
use super::store::{self, Filter};
use crate::given::Given;
use crate::people::{self, model::Person};
use crate::projects;

/// The routes of writing time down.
pub fn routes() -> Routes {
    use Permission::{LogTime, ReadProjects};
    Routes::new("time")
        .get("/v1/time-entries", ReadProjects, "List time entries, latest work first", list)
        .post("/v1/time-entries", LogTime, "Log time", log)
        .get("/v1/time-entries/{time_entry_id}", ReadProjects, "A time entry", get)
        .patch("/v1/time-entries/{time_entry_id}", LogTime, "Change a draft or rejected entry", change)
        .delete("/v1/time-entries/{time_entry_id}", LogTime, "Delete a draft", delete)
}

/// A time entry. Its cost is left empty for those who may not know what people cost.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TimeEntryView {
    /// The entry as it is published.
    #[serde(flatten)]
    entry: TimeEntry,
    /// Why it was last sent back.
    rejection: Option<Note>,
    /// When it was approved.
    approved_at: Option<DateTime<Utc>>,
    /// By which member.
    approved_by: Option<Uuid>,
    /// Whether it stands on an issued invoice.
    billed: bool,
    /// Counts the changes of the entry; the same as in the ETag.
    version: i64,
}

impl TimeEntryView {
    /// What a caller sees of an entry.
    pub fn of(entry: Entry, with_cost: bool) -> Self {
        let mut image = entry.image;
        if !with_cost {
            (image.cost_rate, image.cost) = (None, None);
        }
        Self {
            entry: image,
            rejection: entry.rejection,
            approved_at: entry.approved_at,
            approved_by: entry.approved_by,
            billed: entry.billed,
            version: entry.version,
        }
    }
}

/// Time to log.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LogTime {
    /// The project, which must be active.
    project_id: ProjectId,
    /// One of its tasks.
    task_id: TaskId,
    /// Who worked; the caller when left out.
    #[serde(default)]
    person_id: Option<PersonId>,
    /// The person's local day; not in the future.
    work_on: NaiveDate,
    /// Hours worked: more than 0, and at most 24 in a day with all other entries of it.
    hours: Hours,
    /// Hours charged, at most those worked; all of them on tasks billed by the hour when left out.
    #[serde(default)]
    billable_hours: Option<Hours>,
    /// What was done.
    #[serde(default)]
    note: Option<Note>,
}

/// Fields of an entry to replace. What is left out stays; a null note clears it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeTime {
    /// Another task of the same project.
    #[serde(default)]
    task_id: Option<TaskId>,
    /// The person's local day.
    #[serde(default)]
    work_on: Option<NaiveDate>,
    /// Hours worked.
    #[serde(default)]
    hours: Option<Hours>,
    /// Hours charged.
    #[serde(default)]
    billable_hours: Option<Hours>,
    /// What was done.
    #[serde(default)]
    note: Given<Note>,
}

/// Which entries to list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListTime {
    /// Only those of this person.
    person_id: Option<PersonId>,
    /// Only those in this project.
    project_id: Option<ProjectId>,
    /// Only those in this state.
    status: Option<TimeStatus>,
    /// Only work of this day and later.
    from: Option<NaiveDate>,
    /// Only work of this day and earlier.
    to: Option<NaiveDate>,
    /// Rows of a page.
    limit: Option<Limit>,
    /// Where the page begins.
    cursor: Option<Cursor>,
}

/// Refuses callers who touch another's entry without being allowed to approve time.
pub(super) fn must_be_own(tx: &Tx, entry: &Entry) -> Result<()> {
    let own = entry.member_id.is_some() && entry.member_id == tx.member_id();
    if own || tx.may(Permission::ApproveTime) {
        return Ok(());
    }
    Err(not_own())
}

fn not_own() -> Problem {
    Problem::new(
        Kind::Forbidden,
        "not-own-time",
        "This is another person's time; only those who approve time may change it.",
    )
}

/// An entry that may be changed, or 404.
pub(super) async fn locked(tx: &mut Tx, id: TimeEntryId) -> Result<store::Found> {
    let found = store::lock(tx, &[id]).await?.pop().ok_or_else(|| Problem::not_found("time entry"))?;
    tx.if_match(found.entry.version)?;
    Ok(found)
}

impl List for ListTime {
    type Item = TimeEntryView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<TimeEntryView>> {
        let after = cursor.map(|cursor| cursor.decode()).transpose();
        let after = after.map_err(|error| Problem::field("cursor", error.to_string()))?;
        let Self { person_id, project_id, status, from, to, .. } = *self;
        let entries = store::list(db, &Filter { person_id, project_id, status, from, to }, after, limit).await?;
        let with_cost = db.may(Permission::ReadCostRates);
        let page = Page::from_rows(entries, limit, |entry| (entry.image.work_on, entry.image.time_entry_id));
        Ok(page.map(|entry| TimeEntryView::of(entry, with_cost)))
    }
}

async fn list(mut db: Read, Query(query): Query<ListTime>) -> Result<Reply<Page<TimeEntryView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

async fn get(mut db: Read, Path(id): Path<TimeEntryId>) -> Result<Reply<TimeEntryView>> {
    let entry = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("time entry"))?;
    let with_cost = db.may(Permission::ReadCostRates);
    Ok(Reply::of(entry.version, TimeEntryView::of(entry, with_cost)))
}

async fn log(mut tx: Tx, Json(body): Json<LogTime>) -> Result<Created<TimeEntryView>> {
    let no_project = || Problem::field("/project_id", "there is no such project");
    let project = projects::store::hold_still(&mut tx, body.project_id).await?.ok_or_else(no_project)?;
    let person = worker(&mut tx, body.person_id).await?;
    let id = TimeEntryId::new();
    let work = Work {
        task_id: body.task_id,
        work_on: body.work_on,
        hours: body.hours,
        billable_hours: body.billable_hours,
        note: body.note,
    };
    let other_hours = store::hours_of_day(&mut tx, person.image.person_id, work.work_on, id).await?;
    let around = Around { project: &project, person: &person, other_hours, today: tx.today() };
    let (entry, logged) = Entry::log(id, work, around)?;
    store::insert(&mut tx, &entry).await?;
    tx.follow(body.project_id);
    tx.publish(entry.version, &logged)?;
    let with_cost = tx.may(Permission::ReadCostRates);
    tx.created(format!("/v1/time-entries/{id}"), entry.version, TimeEntryView::of(entry, with_cost)).await
}

/// The person whose time it is, with the cost rates that hold for it.
async fn worker(tx: &mut Tx, given: Option<PersonId>) -> Result<Person> {
    let person = match (given, tx.member_id()) {
        (Some(id), _) => {
            let found = people::store::hold_still(tx, id).await?;
            found.ok_or_else(|| Problem::field("/person_id", "there is no such person"))?
        }
        (None, Some(member)) => people::store::hold_member_still(tx, member).await?.ok_or_else(|| {
            Problem::field("/person_id", "you are not recorded as a person here; say whose time it is")
        })?,
        (None, None) => return Err(Problem::field("/person_id", "a program has no time of its own; say whose it is")),
    };
    if person.is_member(tx.member_id()) || tx.may(Permission::ApproveTime) {
        return Ok(person);
    }
    Err(not_own())
}

async fn change(mut tx: Tx, Path(id): Path<TimeEntryId>, Json(body): Json<ChangeTime>) -> Result<Reply<TimeEntryView>> {
    let mut entry = locked(&mut tx, id).await?.entry;
    must_be_own(&tx, &entry)?;
    tx.require_match(entry.version)?;
    entry.must_be_editable()?;
    let change = Change {
        task_id: body.task_id,
        work_on: body.work_on,
        hours: body.hours,
        billable_hours: body.billable_hours,
        note: body.note,
    };
    let (project_id, person_id) = (entry.image.project_id, entry.image.person_id);
    let gone = |what: &str| Problem::internal(format!("the {what} of time entry {id} is gone"));
    let project = projects::store::hold_still(&mut tx, project_id).await?.ok_or_else(|| gone("project"))?;
    let person = people::store::hold_still(&mut tx, person_id).await?.ok_or_else(|| gone("person"))?;
    let other_hours = store::hours_of_day(&mut tx, person_id, entry.day_after(&change), id).await?;
    let around = Around { project: &project, person: &person, other_hours, today: tx.today() };
    if let Some(updated) = entry.change(change, around)? {
        store::save(&mut tx, &entry).await?;
        tx.publish(entry.version, &updated)?;
    }
    let with_cost = tx.may(Permission::ReadCostRates);
    tx.reply(entry.version, TimeEntryView::of(entry, with_cost)).await
}

async fn delete(mut tx: Tx, Path(id): Path<TimeEntryId>) -> Result<Reply<TimeEntryView>> {
    let mut entry = locked(&mut tx, id).await?.entry;
    must_be_own(&tx, &entry)?;
    tx.require_match(entry.version)?;
    let deleted = entry.delete()?;
    store::delete(&mut tx, id).await?;
    tx.publish(entry.version, &deleted)?;
    let with_cost = tx.may(Permission::ReadCostRates);
    tx.reply(entry.version, TimeEntryView::of(entry, with_cost)).await
}
