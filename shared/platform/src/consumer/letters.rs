//! Dead letters: messages that could not be applied, kept whole in the consumer's own database, and the later events of
//! the same aggregate that are parked behind them so that order is kept. What becomes of them is in [`super::replays`].

use std::time::Duration;

use async_nats::HeaderMap;
use chrono::{DateTime, Utc};
use contracts::Envelope;
use kernel::{DeadLetterId, EventId, OrgId};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::FromRow;
use uuid::Uuid;

use super::inbox::Inbox;
use crate::db::{Mode, answered};
use crate::problem::{Problem, Result};
use crate::tx::Db;

/// Reason of a letter that waits until its organisation is known; nobody needs to do anything about it.
pub(crate) const NO_ORGANIZATION: &str = "organization";

/// Reason of a letter whose place in the sequence another event has. Nothing waits for it, and it can still be applied.
pub(crate) const FORKED: &str = "forked";

/// A message as it goes into the table.
pub(crate) struct NewLetter<'a> {
    pub stream_seq: u64,
    pub envelope: Option<&'a Envelope>,
    pub headers: Option<&'a HeaderMap>,
    pub raw: &'a [u8],
    pub reason: &'a str,
    pub error: &'a str,
    pub attempts: i32,
}

/// Why it is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// It failed itself.
    Dead,
    /// It waits behind one that failed.
    Parked,
}

/// A message that could not be applied.
#[derive(Debug, Serialize, JsonSchema, FromRow)]
pub struct DeadLetter {
    /// Its id.
    pub dead_letter_id: Uuid,
    /// The consumer that could not apply it, e.g. `billing-crm`.
    pub consumer: String,
    /// Type of the event, when it could be read.
    pub event_type: Option<String>,
    /// Id of the event, when it could be read.
    pub event_id: Option<Uuid>,
    /// The aggregate it is about.
    pub aggregate_id: Option<Uuid>,
    /// Its place in the aggregate's sequence.
    pub aggregate_seq: Option<i64>,
    /// `dead` or `parked`; `replayed` or `discarded` once resolved.
    pub status: String,
    /// `refused`, `undecodable`, `gap`, `prerequisite`, `organization`, `forked`, `crash_loop` or `blocked`.
    pub reason: String,
    /// What was wrong.
    pub error: String,
    /// The same for messages that failed in the same way.
    pub fingerprint: String,
    /// How often it was tried.
    pub attempts: i32,
    /// When it came here first.
    pub first_at: DateTime<Utc>,
    /// When it was tried last.
    pub last_at: DateTime<Utc>,
}

/// Notes that an event is tried again within this time: those of its aggregate that come after it wait as long.
pub(crate) async fn await_again(inbox: &Inbox, envelope: &Envelope, within: Duration) -> Result<()> {
    let until = inbox.state.clock.now() + within;
    answered(async {
        let mut tx = inbox.state.db.patient().begin(envelope.orgid, Mode::Write).await?;
        sqlx::query(
            "insert into consumer_marks (org_id, consumer, aggregate_id, awaited_until) values ($1, $2, $3, $4)
             on conflict (org_id, consumer, aggregate_id) do update set awaited_until = excluded.awaited_until",
        )
        .bind(envelope.orgid.as_uuid())
        .bind(&inbox.consumer)
        .bind(envelope.subject)
        .bind(until)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(())
    })
    .await
}

/// Stores a message and blocks its aggregate. A message that is there already is only counted. False when a message
/// was to be parked and its aggregate is free by now: then it can simply be delivered again.
pub(crate) async fn put(inbox: &Inbox, letter: &NewLetter<'_>, status: Status) -> Result<bool> {
    answered(store(inbox, letter, status)).await
}

async fn store(inbox: &Inbox, letter: &NewLetter<'_>, status: Status) -> Result<bool> {
    let org = letter.envelope.map_or(OrgId::from_uuid(Uuid::nil()), |envelope| envelope.orgid);
    let now = inbox.state.clock.now();
    let mut tx = inbox.state.db.patient().begin(org, Mode::Write).await?;
    let mut blocks = false;
    if let Some(envelope) = letter.envelope {
        let (last_seq, blocked) = lock_mark(&mut tx, org, &inbox.consumer, envelope.subject).await?;
        if status == Status::Parked && !blocked {
            return Ok(false);
        }
        // A letter about something that is past, say a second event with a number that is taken, holds nothing up.
        blocks = envelope.aggregateseq > last_seq;
    }
    let kind = letter.envelope.map(|envelope| without_nul(&envelope.event_type));
    sqlx::query(
        "insert into dead_letters as letter
           (org_id, dead_letter_id, consumer, stream_seq, event_id, event_type, aggregate_id, aggregate_seq, headers, raw,
            status, reason, error, fingerprint, attempts, first_at, last_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16)
         on conflict (org_id, consumer, stream_seq, md5(raw)) do update
           set attempts = letter.attempts + excluded.attempts, last_at = excluded.last_at",
    )
    .bind(org.as_uuid())
    .bind(DeadLetterId::new().as_uuid())
    .bind(&inbox.consumer)
    .bind(i64::try_from(letter.stream_seq).map_err(Problem::internal)?)
    .bind(letter.envelope.map(|envelope| envelope.id.as_uuid()))
    .bind(&kind)
    .bind(letter.envelope.map(|envelope| envelope.subject))
    .bind(letter.envelope.map(|envelope| envelope.aggregateseq))
    .bind(headers_json(letter.headers))
    .bind(letter.raw)
    .bind(if status == Status::Dead { "dead" } else { "parked" })
    .bind(letter.reason)
    .bind(without_nul(letter.error))
    .bind(fingerprint(&inbox.consumer, kind.as_deref(), letter.reason, letter.error))
    .bind(letter.attempts)
    .bind(now)
    .execute(&mut *tx)
    .await?;
    if let Some(envelope) = letter.envelope.filter(|_| blocks) {
        sqlx::query(
            "update consumer_marks set blocked = true where org_id = $1 and consumer = $2 and aggregate_id = $3",
        )
        .bind(org.as_uuid())
        .bind(&inbox.consumer)
        .bind(envelope.subject)
        .execute(&mut *tx)
        .await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// Locks the mark of an aggregate, before any of its letters so that nobody waits in a circle; returns what was applied
/// last, and whether the aggregate is blocked.
pub(super) async fn lock_mark(
    conn: &mut sqlx::PgConnection,
    org: OrgId,
    consumer: &str,
    aggregate: Uuid,
) -> Result<(i64, bool)> {
    let mark = sqlx::query_as(
        "insert into consumer_marks as mark (org_id, consumer, aggregate_id) values ($1, $2, $3)
         on conflict (org_id, consumer, aggregate_id) do update set last_seq = mark.last_seq
         returning last_seq, blocked",
    )
    .bind(org.as_uuid())
    .bind(consumer)
    .bind(aggregate)
    .fetch_one(conn)
    .await?;
    Ok(mark)
}

fn headers_json(headers: Option<&HeaderMap>) -> serde_json::Value {
    headers.map_or(json!({}), |headers| {
        headers
            .iter()
            .map(|(name, values)| {
                (
                    without_nul(name.as_ref()),
                    json!(values.iter().map(|value| without_nul(value.as_str())).collect::<Vec<_>>()),
                )
            })
            .collect::<serde_json::Map<_, _>>()
            .into()
    })
}

/// A text cannot hold U+0000 in PostgreSQL, and a letter that cannot be stored would stop its consumer for ever.
pub(super) fn without_nul(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

/// Groups letters that failed alike: words with digits are left out, since ids and amounts differ.
fn fingerprint(consumer: &str, kind: Option<&str>, reason: &str, error: &str) -> String {
    let words = error.split_whitespace().filter(|word| !word.bytes().any(|byte| byte.is_ascii_digit()));
    let shape = words.collect::<Vec<_>>().join(" ");
    let digest = Sha256::digest(format!("{consumer} {kind:?} {reason} {shape}"));
    hex::encode(digest.get(..8).unwrap_or_default())
}

/// Counts one more attempt at a message and returns how many there were.
pub(crate) async fn count_attempt(inbox: &Inbox, id: EventId) -> Result<i32> {
    let count = sqlx::query_scalar(
        "insert into consumer_attempts as made (consumer, event_id, attempts, first_at) values ($1, $2, 1, $3)
         on conflict (consumer, event_id) do update set attempts = made.attempts + 1
         returning attempts",
    )
    .bind(&inbox.consumer)
    .bind(id.as_uuid())
    .bind(inbox.state.clock.now())
    .fetch_one(inbox.state.db.pool());
    Ok(answered(count).await?)
}

/// Forgets the attempts at a message that is settled.
pub(crate) async fn forget_attempts(inbox: &Inbox, id: EventId) -> Result<()> {
    let forget = sqlx::query("delete from consumer_attempts where consumer = $1 and event_id = $2")
        .bind(&inbox.consumer)
        .bind(id.as_uuid())
        .execute(inbox.state.db.pool());
    answered(forget).await?;
    Ok(())
}

/// Open letters of the organisation, oldest first: so many of those after one.
pub(crate) async fn list(db: &mut Db, after: Option<Uuid>, rows: i64) -> Result<Vec<DeadLetter>> {
    let org = db.org.as_uuid();
    let letters = sqlx::query_as(
        "select dead_letter_id, consumer, event_type, event_id, aggregate_id, aggregate_seq, status, reason, error,
                fingerprint, attempts, first_at, last_at
           from dead_letters
          where org_id = $1 and status in ('dead', 'parked') and ($2::uuid is null or dead_letter_id > $2)
          order by dead_letter_id limit $3",
    )
    .bind(org)
    .bind(after)
    .bind(rows)
    .fetch_all(db.conn())
    .await?;
    Ok(letters)
}

/// The consumer a letter belongs to.
pub(crate) async fn consumer_of(db: &mut Db, id: DeadLetterId) -> Result<String> {
    let org = db.org.as_uuid();
    let consumer = sqlx::query_scalar(
        "select consumer from dead_letters
          where org_id = $1 and dead_letter_id = $2 and status in ('dead', 'parked')",
    )
    .bind(org)
    .bind(id.as_uuid())
    .fetch_optional(db.conn())
    .await?;
    consumer.ok_or_else(|| Problem::not_found("open dead letter"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_failed_alike_have_one_fingerprint() {
        let of = |error: &str| fingerprint("billing-crm", Some("crm.deal.won.v1"), "refused", error);
        let one = of("There is no deal 01a20a52-0c2a-7123-b61b-f2ddf16eba05 with 3 lines.");
        assert_eq!(one, of("There is no deal 0fa3beef-99aa-7123-b61b-000df16eba05 with 12 lines."));
        assert_ne!(one, of("There is no project 01a20a52-0c2a-7123-b61b-f2ddf16eba05 with 3 lines."));
        assert_ne!(one, fingerprint("expenses-crm", Some("crm.deal.won.v1"), "refused", "There is no deal"));
        assert_eq!(one.len(), 16);
    }
}
