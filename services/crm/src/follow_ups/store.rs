//! The tables of follow-ups and of what they are about.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use contracts::crm::activities::{self as crm, Recurrence, Subject};
use kernel::{FollowUpId, MemberId, Name, Note};
use platform::{Db, Problem, Result};
use sqlx::types::Json;
use uuid::Uuid;

use super::model::{FollowUp, NextFollowUp};
use crate::{subjects, words};

mod list;

pub use list::{Filter, Sort, list};

struct Row {
    follow_up_id: FollowUpId,
    version: i64,
    title: Name,
    note: Option<Note>,
    due_on: NaiveDate,
    due_time: Option<NaiveTime>,
    remind_minutes_before: Option<i32>,
    owner_id: MemberId,
    priority: String,
    about: Json<Vec<Subject>>,
    status: String,
    done_on: Option<NaiveDate>,
    recurrence: Option<Json<Recurrence>>,
    series_id: FollowUpId,
    series_began_on: NaiveDate,
    planned_on: NaiveDate,
    occurrence: i32,
}

impl TryFrom<Row> for FollowUp {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        let image = crm::FollowUp {
            follow_up_id: row.follow_up_id,
            title: row.title,
            note: row.note,
            due_on: row.due_on,
            due_time: row.due_time,
            remind_minutes_before: row.remind_minutes_before,
            owner_id: row.owner_id,
            priority: words::value(row.priority)?,
            about: row.about.0,
            status: words::value(row.status)?,
            done_on: row.done_on,
            recurrence: row.recurrence.map(|rule| rule.0),
            series_id: row.series_id,
            occurrence: row.occurrence,
        };
        let (series_began_on, planned_on) = (row.series_began_on, row.planned_on);
        Ok(Self { version: row.version, image, series_began_on, planned_on })
    }
}

/// Follow-ups with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"select follow_up_id as "follow_up_id: FollowUpId", version, title as "title: Name", note as "note: Note",
                      due_on, due_time, remind_minutes_before, owner_id as "owner_id: MemberId", priority,
                      about as "about: Json<Vec<Subject>>", status, done_on,
                      recurrence as "recurrence: Json<Recurrence>", series_id as "series_id: FollowUpId",
                      series_began_on, planned_on, occurrence
                 from follow_ups f where org_id = $1 and "# + $rest,
            $($argument),+
        )
    };
}

/// A follow-up.
pub async fn get(db: &mut Db, id: FollowUpId) -> Result<Option<FollowUp>> {
    let org = db.org.as_uuid();
    select!("follow_up_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?.map(FollowUp::try_from).transpose()
}

/// A follow-up nobody else changes until this is over.
pub async fn lock(db: &mut Db, id: FollowUpId) -> Result<Option<FollowUp>> {
    let org = db.org.as_uuid();
    let row = select!("follow_up_id = $2 for no key update", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(FollowUp::try_from).transpose()
}

/// Follow-ups by their ids.
pub async fn by_ids(db: &mut Db, ids: &[Uuid]) -> Result<HashMap<Uuid, FollowUp>> {
    let org = db.org.as_uuid();
    let rows = select!("follow_up_id = any ($2)", org, ids).fetch_all(db.conn()).await?;
    rows.into_iter().map(|row| Ok((row.follow_up_id.as_uuid(), FollowUp::try_from(row)?))).collect()
}

/// What is to be done next about each of these: of its open follow-ups, and of those of leads that were merged into it, the one that
/// is due first.
pub async fn next_about(db: &mut Db, subjects: &[Uuid]) -> Result<HashMap<Uuid, NextFollowUp>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"with recursive names as (
             select id as subject_id, id as name from unnest($2::uuid[]) as asked (id)
             union
             select names.subject_id, l.lead_id from names join leads l on l.org_id = $1 and l.merged_into = names.name)
           select distinct on (n.subject_id) n.subject_id as "subject_id!", f.follow_up_id as "follow_up_id: FollowUpId",
                  f.title as "title: Name", f.due_on, f.due_time, f.owner_id as "owner_id: MemberId"
             from names n
             join follow_up_links l on l.org_id = $1 and l.subject_id = n.name
             join follow_ups f on f.org_id = $1 and f.follow_up_id = l.follow_up_id
            where f.status = 'open'
            order by n.subject_id, f.due_at, f.follow_up_id"#,
        org,
        subjects,
    )
    .fetch_all(db.conn())
    .await?;
    let next = rows.into_iter().map(|row| {
        let next = NextFollowUp {
            follow_up_id: row.follow_up_id,
            title: row.title,
            due_on: row.due_on,
            due_time: row.due_time,
            owner_id: row.owner_id,
        };
        (row.subject_id, next)
    });
    Ok(next.collect())
}

/// Open follow-ups about one of these, which nobody else changes until this is over.
pub async fn lock_open_about(db: &mut Db, subjects: &[Uuid]) -> Result<Vec<FollowUp>> {
    let org = db.org.as_uuid();
    let rows = select!(
        "status = 'open' and follow_up_id in (
           select l.follow_up_id from follow_up_links l where l.org_id = $1 and l.subject_id = any ($2))
         order by follow_up_id for no key update",
        org,
        subjects,
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(FollowUp::try_from).collect()
}

/// Open follow-ups of a member that are due on a day or earlier, in the order they are to be done; and, of a day, the
/// urgent ones first.
pub async fn due(db: &mut Db, owner: MemberId, by: NaiveDate, rows: i64) -> Result<Vec<FollowUp>> {
    let org = db.org.as_uuid();
    let found = select!(
        "status = 'open' and owner_id = $2 and due_on <= $3
         order by due_on, case priority when 'high' then 0 when 'normal' then 1 else 2 end, due_at, follow_up_id
         limit $4",
        org,
        owner.as_uuid(),
        by,
        rows
    );
    found.fetch_all(db.conn()).await?.into_iter().map(FollowUp::try_from).collect()
}

/// Open follow-ups of a member that are due in a span of days, first to last.
pub async fn between(
    db: &mut Db,
    owner: MemberId,
    (from, to): (NaiveDate, NaiveDate),
    rows: i64,
) -> Result<Vec<FollowUp>> {
    let org = db.org.as_uuid();
    let found = select!(
        "status = 'open' and owner_id = $2 and due_on >= $3 and due_on <= $4 order by due_at, follow_up_id limit $5",
        org,
        owner.as_uuid(),
        from,
        to,
        rows
    );
    found.fetch_all(db.conn()).await?.into_iter().map(FollowUp::try_from).collect()
}

/// Writes a new follow-up; says whether it was not there yet.
pub async fn insert(db: &mut Db, follow_up: &FollowUp) -> Result<bool> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &follow_up.image);
    let written = sqlx::query!(
        "insert into follow_ups (org_id, follow_up_id, version, title, note, due_on, due_time, due_at,
                                 remind_minutes_before, remind_at, owner_id, priority, about, status, done_on,
                                 recurrence, series_id, series_began_on, planned_on, occurrence, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $21)
         on conflict (org_id, follow_up_id) do nothing",
        org,
        image.follow_up_id.as_uuid(),
        follow_up.version,
        image.title.as_str(),
        image.note.as_ref().map(Note::as_str),
        image.due_on,
        image.due_time,
        follow_up.due_at(db.time_zone),
        image.remind_minutes_before,
        follow_up.remind_at(db.time_zone),
        image.owner_id.as_uuid(),
        words::word(image.priority)?,
        Json(&image.about) as _,
        words::word(image.status)?,
        image.done_on,
        image.recurrence.as_ref().map(Json) as _,
        image.series_id.as_uuid(),
        follow_up.series_began_on,
        follow_up.planned_on,
        image.occurrence,
        now,
    )
    .execute(db.conn())
    .await?;
    if written.rows_affected() == 0 {
        return Ok(false);
    }
    link(db, image).await?;
    Ok(true)
}

/// Writes the next version of a follow-up.
pub async fn save(db: &mut Db, follow_up: &FollowUp) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &follow_up.image);
    sqlx::query!(
        "with gone as (delete from follow_up_links where org_id = $1 and follow_up_id = $2)
         update follow_ups
            set version = $3, title = $4, note = $5, due_on = $6, due_time = $7, due_at = $8,
                remind_minutes_before = $9, remind_at = $10, owner_id = $11, priority = $12, about = $13, status = $14,
                done_on = $15, recurrence = $16, series_began_on = $17, planned_on = $18, updated_at = $19
          where org_id = $1 and follow_up_id = $2 and version = $3::bigint - 1",
        org,
        image.follow_up_id.as_uuid(),
        follow_up.version,
        image.title.as_str(),
        image.note.as_ref().map(Note::as_str),
        image.due_on,
        image.due_time,
        follow_up.due_at(db.time_zone),
        image.remind_minutes_before,
        follow_up.remind_at(db.time_zone),
        image.owner_id.as_uuid(),
        words::word(image.priority)?,
        Json(&image.about) as _,
        words::word(image.status)?,
        image.done_on,
        image.recurrence.as_ref().map(Json) as _,
        follow_up.series_began_on,
        follow_up.planned_on,
        now,
    )
    .execute(db.conn())
    .await?;
    link(db, image).await
}

async fn link(db: &mut Db, image: &crm::FollowUp) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "insert into follow_up_links (org_id, subject_id, follow_up_id) select $1, unnest($2::uuid[]), $3",
        org,
        &subjects::ids(&image.about),
        image.follow_up_id.as_uuid(),
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// A reminder that is due.
#[derive(Debug)]
pub struct Reminder {
    /// Of what.
    pub follow_up_id: FollowUpId,
    /// Whom.
    pub owner_id: MemberId,
    /// What is to be done.
    pub title: Name,
    /// What it is about.
    pub about: Vec<Subject>,
    /// When it was due.
    pub remind_at: DateTime<Utc>,
}

/// Takes reminders that are due, each once: whoever takes one and does not commit has not taken it.
pub async fn take_reminders(db: &mut Db, most: i64) -> Result<Vec<Reminder>> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let taken = sqlx::query!(
        r#"with due as (
             select follow_up_id, remind_at from follow_ups
              where org_id = $1 and status = 'open' and remind_at <= $2
              order by remind_at limit $3
                for no key update skip locked)
           update follow_ups f set remind_at = null from due
            where f.org_id = $1 and f.follow_up_id = due.follow_up_id
           returning f.follow_up_id as "follow_up_id: FollowUpId", f.owner_id as "owner_id: MemberId",
                     f.title as "title: Name", f.about as "about: Json<Vec<Subject>>", due.remind_at as "remind_at!""#,
        org,
        now,
        most,
    )
    .fetch_all(db.conn())
    .await?;
    let taken = taken.into_iter().map(|row| Reminder {
        follow_up_id: row.follow_up_id,
        owner_id: row.owner_id,
        title: row.title,
        about: row.about.0,
        remind_at: row.remind_at,
    });
    Ok(taken.collect())
}
