//! The events rules look at: those that wait, those other services reported, and those of the past.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use kernel::{EventId, Name};
use platform::{Db, Result};
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use crate::automations::sight::Happened;

/// An event that waits for rules to look at it.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// Its place in the queue.
    pub position: i64,
    /// Which event.
    pub event_id: EventId,
    /// How often it was begun with, this time counted.
    pub attempts: i32,
}

/// Begins with the event that waits longest, unless an earlier one of the same aggregate waits still; counts the attempt.
/// Commit it before the work, so that one that ends the program is counted, too.
pub async fn begin(db: &mut Db, again_after: TimeDelta) -> Result<Option<Waiting>> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let waiting = sqlx::query_as!(
        Waiting,
        r#"update automation_events set attempts = attempts + 1, due_at = $3
            where org_id = $1 and position = (
              select q.position from automation_events q
               where q.org_id = $1 and q.due_at <= $2
                 and not exists (select 1 from automation_events e
                                  where e.org_id = $1 and e.aggregate_id = q.aggregate_id and e.position < q.position)
               order by q.position limit 1 for update skip locked)
           returning position, event_id as "event_id: EventId", attempts"#,
        org,
        now,
        now + again_after,
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(waiting)
}

/// Takes an event out of the queue; false when somebody did already.
pub async fn take(db: &mut Db, position: i64) -> Result<bool> {
    let org = db.org.as_uuid();
    let taken = sqlx::query!("delete from automation_events where org_id = $1 and position = $2", org, position);
    Ok(taken.execute(db.conn()).await?.rows_affected() == 1)
}

struct Row {
    event_id: EventId,
    r#type: String,
    aggregate_id: Uuid,
    occurred_at: DateTime<Utc>,
    actor: String,
    correlation_id: Uuid,
    causation_id: Option<Uuid>,
    payload: Json<Value>,
}

impl From<Row> for Happened {
    fn from(row: Row) -> Self {
        Self {
            event_id: row.event_id,
            event_type: row.r#type,
            aggregate_id: row.aggregate_id,
            at: row.occurred_at,
            actor: row.actor,
            correlation_id: row.correlation_id,
            causation_id: row.causation_id,
            payload: row.payload.0,
        }
    }
}

/// An event of this service, or one it heard of.
pub async fn get(db: &mut Db, id: EventId) -> Result<Option<Happened>> {
    let org = db.org.as_uuid();
    let row = sqlx::query_as!(
        Row,
        r#"select event_id as "event_id!: EventId", type as "type!", aggregate_id as "aggregate_id!",
                  occurred_at as "occurred_at!", actor as "actor!", correlation_id as "correlation_id!", causation_id,
                  payload as "payload!: Json<Value>"
             from (select event_id, type, aggregate_id, occurred_at, actor, correlation_id, causation_id, payload
                     from journal where org_id = $1 and event_id = $2
                   union all
                   select event_id, type, aggregate_id, occurred_at, actor, correlation_id, causation_id, payload
                     from heard_events where org_id = $1 and event_id = $2) e
            limit 1"#,
        org,
        id.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(row.map(Happened::from))
}

/// The event another one reacts to; none when it reacts to none, or nobody here knows it.
pub async fn cause_of(db: &mut Db, id: Uuid) -> Result<Option<Uuid>> {
    let org = db.org.as_uuid();
    let cause = sqlx::query_scalar!(
        r#"select causation_id from journal where org_id = $1 and event_id = $2
           union all
           select causation_id from heard_events where org_id = $1 and event_id = $2"#,
        org,
        id,
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(cause.flatten())
}

/// Rules do not look at what the rest of this transaction writes: rows of an import are no news.
pub async fn leave_out(db: &mut Db) -> Result<()> {
    sqlx::query("select set_config('app.automations', 'off', true)").execute(db.conn()).await?;
    Ok(())
}

/// Keeps what another service reported, and puts it before the rules that wait for it.
pub async fn hear(db: &mut Db, happened: &Happened) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "with heard as (
           insert into heard_events (org_id, event_id, type, aggregate_id, occurred_at, actor, correlation_id, causation_id,
                                     payload)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning event_id)
         insert into automation_events (org_id, event_id, aggregate_id, due_at)
         select $1, event_id, $4, $10 from heard
          where exists (select 1 from automations a where a.org_id = $1 and a.event_type = $3 and a.status = 'active')",
        org,
        happened.event_id.as_uuid(),
        happened.event_type,
        happened.aggregate_id,
        happened.at,
        happened.actor,
        happened.correlation_id,
        happened.causation_id,
        Json(&happened.payload) as _,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Forgets what other services reported before a moment, and what rules did then.
pub async fn forget(db: &mut Db, before: DateTime<Utc>) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "delete from heard_events h where h.org_id = $1 and h.occurred_at < $2
            and not exists (select 1 from automation_events q where q.org_id = $1 and q.event_id = h.event_id)",
        org,
        before,
    )
    .execute(db.conn())
    .await?;
    let days = before.date_naive();
    sqlx::query!("delete from automation_runs where org_id = $1 and ran_at < $2", org, before)
        .execute(db.conn())
        .await?;
    sqlx::query!("delete from automation_days where org_id = $1 and day < $2", org, days).execute(db.conn()).await?;
    Ok(())
}

/// Events of a kind in the past, and how many there are in all.
#[derive(Debug)]
pub struct Past {
    /// The latest of them, latest first.
    pub events: Vec<Happened>,
    /// How many there are as far back as was looked.
    pub found: i64,
    /// How many of those tell of a record that an import made; they are not among the events.
    pub imported: i64,
    /// How far back it was looked, when that is not as far as was wanted.
    pub cut_at: Option<DateTime<Utc>>,
}

/// The latest events of a kind since a moment, without those of records that an import made: rules do nothing about rows,
/// and a file with many would leave no place for what they do look at. Events have ids that grow with time, so the journal of an organisation is
/// walked backwards along its key, `most_walked` events at the most: nothing needs an index of its own for a question that
/// is asked seldom.
pub async fn past(db: &mut Db, event_type: &str, since: DateTime<Utc>, most_walked: i64, most: i64) -> Result<Past> {
    let org = db.org.as_uuid();
    let first = first_id(since);
    let begins = event_type.ends_with(".created.v1");
    let row = sqlx::query!(
        r#"select count(*) filter (where type = $2) as "found!", count(*) as "walked!", min(occurred_at) as "back_to",
                  count(*) filter (where type = $2 and $5 and exists (
                    select 1 from import_records r
                     where r.org_id = $1 and r.record_id = w.aggregate_id and r.deed = 'created')) as "imported!"
             from (select type, aggregate_id, occurred_at from journal where org_id = $1 and event_id >= $3
                    order by event_id desc limit $4) w"#,
        org,
        event_type,
        first,
        most_walked,
        begins,
    )
    .fetch_one(db.conn())
    .await?;
    let (found, cut_at) = (row.found, row.back_to.filter(|_| row.walked >= most_walked));
    let events = sqlx::query_as!(
        Row,
        r#"select event_id as "event_id!: EventId", type as "type!", aggregate_id as "aggregate_id!",
                  occurred_at as "occurred_at!", actor as "actor!", correlation_id as "correlation_id!", causation_id,
                  payload as "payload!: Json<Value>"
             from (select event_id, type, aggregate_id, occurred_at, actor, correlation_id, causation_id, payload
                     from journal where org_id = $1 and event_id >= $3 order by event_id desc limit $4) w
            where type = $2
              and not ($6 and exists (
                select 1 from import_records r
                 where r.org_id = $1 and r.record_id = w.aggregate_id and r.deed = 'created'))
            order by event_id desc limit $5"#,
        org,
        event_type,
        first,
        most_walked,
        most,
        begins,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(Past { events: events.into_iter().map(Happened::from).collect(), found, imported: row.imported, cut_at })
}

/// The latest events of a kind that other services reported since a moment.
pub async fn heard(db: &mut Db, event_type: &str, since: DateTime<Utc>, most: i64) -> Result<Past> {
    let org = db.org.as_uuid();
    let found = sqlx::query_scalar!(
        r#"select count(*) as "found!" from heard_events where org_id = $1 and type = $2 and occurred_at >= $3"#,
        org,
        event_type,
        since,
    )
    .fetch_one(db.conn())
    .await?;
    let events = sqlx::query_as!(
        Row,
        r#"select event_id as "event_id: EventId", type, aggregate_id, occurred_at, actor, correlation_id, causation_id,
                  payload as "payload: Json<Value>"
             from heard_events where org_id = $1 and type = $2 and occurred_at >= $3
            order by occurred_at desc, event_id desc limit $4"#,
        org,
        event_type,
        since,
        most,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(Past { events: events.into_iter().map(Happened::from).collect(), found, imported: 0, cut_at: None })
}

/// The smallest id an event of this moment can have (UUID version 7: milliseconds in its first 48 bits).
fn first_id(at: DateTime<Utc>) -> Uuid {
    let millis = u128::try_from(at.timestamp_millis()).unwrap_or_default();
    Uuid::from_u128(millis << 80)
}

/// What records are called now.
pub async fn names(db: &mut Db, records: &[Uuid]) -> Result<HashMap<Uuid, Name>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select deal_id as "id!", name as "name!: Name" from deals where org_id = $1 and deal_id = any($2)
           union all select lead_id, name from leads where org_id = $1 and lead_id = any($2)
           union all select account_id, name from accounts where org_id = $1 and account_id = any($2)
           union all select contact_id, name from contacts where org_id = $1 and contact_id = any($2)"#,
        org,
        records,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}
