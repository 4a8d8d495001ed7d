//! Dead letters: messages that could not be applied, kept whole in the consumer's own database, and the later events of
//! the same aggregate that are parked behind them so that order is kept.

use std::time::Duration;

use async_nats::HeaderMap;
use chrono::{DateTime, Utc};
use contracts::{Actor, Envelope};
use kernel::{DeadLetterId, EventId, OrgId};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::FromRow;
use uuid::Uuid;

use super::Outcome;
use super::inbox::Inbox;
use crate::db::{Mode, answered};
use crate::journal::Cause;
use crate::problem::{Kind, Problem, Result};
use crate::tx::{Db, Tx};

/// Code of the problem when a letter is not the next event of its aggregate.
const EARLIER_FIRST: &str = "earlier-letter-first";
/// Code of the problem when two events claim the same place in a sequence.
pub(crate) const FORKED: &str = "forked-aggregate";

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
#[expect(clippy::struct_field_names, reason = "the names of the API and of the columns")]
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
    /// `refused`, `undecodable`, `gap`, `prerequisite`, `crash_loop` or `blocked`.
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

/// What a retry came to.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Replayed {
    /// Number of events applied: the letter and those that were parked behind it.
    pub applied: u32,
    /// Why the next one could not be applied, when one could not.
    pub stopped_by: Option<String>,
}

/// Notes that an event is tried again within this time: those of its aggregate that come after it wait as long.
pub(crate) async fn await_again(inbox: &Inbox, envelope: &Envelope, within: Duration) -> Result<()> {
    let until = inbox.state.clock.now() + within;
    answered(async {
        let mut tx = inbox.state.db.begin(envelope.orgid, Mode::Write).await?;
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
    let mut tx = inbox.state.db.begin(org, Mode::Write).await?;
    let mut blocks = false;
    if let Some(envelope) = letter.envelope {
        let (last_seq, blocked) = lock_mark(&mut tx, org, &inbox.consumer, envelope.subject).await?;
        if status == Status::Parked && !blocked {
            return Ok(false);
        }
        // A letter about something that is past, say a second event with a number that is taken, holds nothing up.
        blocks = envelope.aggregateseq > last_seq;
    }
    let kind = letter.envelope.map(|envelope| envelope.event_type.as_str());
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
    .bind(kind)
    .bind(letter.envelope.map(|envelope| envelope.subject))
    .bind(letter.envelope.map(|envelope| envelope.aggregateseq))
    .bind(headers_json(letter.headers))
    .bind(letter.raw)
    .bind(if status == Status::Dead { "dead" } else { "parked" })
    .bind(letter.reason)
    .bind(letter.error)
    .bind(fingerprint(&inbox.consumer, kind, letter.reason, letter.error))
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
async fn lock_mark(conn: &mut sqlx::PgConnection, org: OrgId, consumer: &str, aggregate: Uuid) -> Result<(i64, bool)> {
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
                (name.to_string(), json!(values.iter().map(async_nats::HeaderValue::as_str).collect::<Vec<_>>()))
            })
            .collect::<serde_json::Map<_, _>>()
            .into()
    })
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

/// Open letters of the organisation, oldest first.
pub(crate) async fn list(db: &mut Db) -> Result<Vec<DeadLetter>> {
    let org = db.org.as_uuid();
    let letters = sqlx::query_as(
        "select dead_letter_id, consumer, event_type, event_id, aggregate_id, aggregate_seq, status, reason, error,
                fingerprint, attempts, first_at, last_at
           from dead_letters where org_id = $1 and status in ('dead', 'parked') order by dead_letter_id limit 1000",
    )
    .bind(org)
    .fetch_all(db.conn())
    .await?;
    Ok(letters)
}

#[derive(FromRow)]
struct Stored {
    dead_letter_id: Uuid,
    consumer: String,
    event_id: Option<Uuid>,
    aggregate_id: Option<Uuid>,
    raw: Vec<u8>,
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

/// Applies a letter through the same marks as a message, then what was parked behind it, until one fails.
pub(crate) async fn retry(inbox: &Inbox, org: OrgId, id: DeadLetterId, by: &Actor) -> Result<Replayed> {
    let mut replayed = Replayed { applied: 0, stopped_by: None };
    let mut next = Some(id.as_uuid());
    while let Some(id) = next {
        match replay_one(inbox, org, id, by).await {
            Ok(following) => {
                replayed.applied += 1;
                next = following;
            }
            Err(problem) => {
                if replayed.applied == 0 && matches!(problem.code(), EARLIER_FIRST | FORKED) {
                    return Err(problem);
                }
                note_failure(inbox, org, id, &problem).await?;
                replayed.stopped_by = Some(problem.report());
                next = None;
            }
        }
    }
    Ok(replayed)
}

/// Gives a letter up: its event counts as applied without having had an effect. Then goes on with what was parked.
pub(crate) async fn discard(inbox: &Inbox, org: OrgId, id: DeadLetterId, by: &Actor, reason: &str) -> Result<Replayed> {
    let mut tx = open(inbox, org, by).await?;
    let (letter, last_seq) = lock(&mut tx, id.as_uuid()).await?;
    let mut next = None;
    if letter.aggregate_id.is_some() {
        let envelope = Envelope::from_slice(&letter.raw).map_err(Problem::internal)?;
        // What is missing before it, if anything, is given up with it; only what lies here must be decided first.
        if envelope.aggregateseq > last_seq {
            expect_first(&mut tx, &letter, &envelope).await?;
        }
        next = move_mark(&mut tx, &letter, &envelope).await?;
    }
    resolve(&mut tx, &letter, "discarded", by, reason).await?;
    tx.commit().await?;
    match next {
        Some(id) => retry(inbox, org, DeadLetterId::from_uuid(id), by).await,
        None => Ok(Replayed { applied: 0, stopped_by: None }),
    }
}

async fn open(inbox: &Inbox, org: OrgId, by: &Actor) -> Result<Tx> {
    let facts = inbox.state.organizations.get(&inbox.state.db, org).await?;
    let cause =
        Cause { actor: by.clone(), correlation_id: EventId::new().as_uuid(), causation_id: None, follows: None };
    Tx::system(&inbox.state, org, facts, cause).await
}

async fn replay_one(inbox: &Inbox, org: OrgId, id: Uuid, by: &Actor) -> Result<Option<Uuid>> {
    let mut tx = open(inbox, org, by).await?;
    let (letter, last_seq) = lock(&mut tx, id).await?;
    let envelope = Envelope::from_slice(&letter.raw)
        .map_err(|error| Problem::new(Kind::Invalid, "undecodable-event", error.to_string()))?;
    if envelope.aggregateseq <= last_seq {
        // A second copy of what is applied by now; a different event under the same number is for a person to discard.
        refuse_fork(&mut tx, &letter, &envelope).await?;
        let next = move_mark(&mut tx, &letter, &envelope).await?;
        resolve(&mut tx, &letter, "replayed", by, "was applied before").await?;
        tx.commit().await?;
        return Ok(next);
    }
    if envelope.aggregateseq > last_seq + 1 {
        return Err(earlier_first(&envelope, last_seq));
    }
    tx.set_cause(Cause {
        actor: by.clone(),
        correlation_id: envelope.correlationid,
        causation_id: Some(envelope.id),
        follows: None,
    });
    match inbox.reaction.apply_one(&mut tx, &envelope).await? {
        Outcome::Done => {}
        Outcome::NotYet(what) => {
            return Err(Problem::new(Kind::Conflict, "prerequisite-missing", format!("It still waits for {what}.")));
        }
    }
    let next = move_mark(&mut tx, &letter, &envelope).await?;
    resolve(&mut tx, &letter, "replayed", by, "applied").await?;
    tx.commit().await?;
    Ok(next)
}

/// Locks the mark of a letter's aggregate and then the letter; returns it with what was applied last.
async fn lock(tx: &mut Tx, id: Uuid) -> Result<(Stored, i64)> {
    let org = tx.org.as_uuid();
    let place: Option<(String, Option<Uuid>)> = sqlx::query_as(
        "select consumer, aggregate_id from dead_letters
          where org_id = $1 and dead_letter_id = $2 and status in ('dead', 'parked')",
    )
    .bind(org)
    .bind(id)
    .fetch_optional(tx.conn())
    .await?;
    let (consumer, aggregate) = place.ok_or_else(|| Problem::not_found("open dead letter"))?;
    let last_seq = match aggregate {
        Some(aggregate) => {
            let org = tx.org;
            lock_mark(tx.conn(), org, &consumer, aggregate).await?.0
        }
        None => 0,
    };
    let letter: Option<Stored> = sqlx::query_as(
        "select dead_letter_id, consumer, event_id, aggregate_id, raw from dead_letters
          where org_id = $1 and dead_letter_id = $2 and status in ('dead', 'parked') for update",
    )
    .bind(org)
    .bind(id)
    .fetch_optional(tx.conn())
    .await?;
    let letter = letter.ok_or_else(|| Problem::not_found("open dead letter"))?;
    Ok((letter, last_seq))
}

fn earlier_first(envelope: &Envelope, last_seq: i64) -> Problem {
    let seq = envelope.aggregateseq;
    Problem::new(
        Kind::Conflict,
        EARLIER_FIRST,
        format!(
            "This is event {seq} of its aggregate, and {last_seq} was applied last. Resolve the earlier letters first."
        ),
    )
}

/// Order is kept when a letter is given up too: no earlier one of its aggregate may be open.
async fn expect_first(tx: &mut Tx, letter: &Stored, envelope: &Envelope) -> Result<()> {
    let org = tx.org.as_uuid();
    let earlier: Option<i64> = sqlx::query_scalar(
        "select min(aggregate_seq) from dead_letters
          where org_id = $1 and consumer = $2 and aggregate_id = $3 and aggregate_seq < $4
            and status in ('dead', 'parked')",
    )
    .bind(org)
    .bind(&letter.consumer)
    .bind(envelope.subject)
    .bind(envelope.aggregateseq)
    .fetch_one(tx.conn())
    .await?;
    earlier.map_or(Ok(()), |seq| Err(earlier_first(envelope, seq - 1)))
}

async fn refuse_fork(tx: &mut Tx, letter: &Stored, envelope: &Envelope) -> Result<()> {
    let org = tx.org.as_uuid();
    let forked: bool = sqlx::query_scalar(
        "select exists (select 1 from consumer_marks where org_id = $1 and consumer = $2 and aggregate_id = $3
                           and last_seq = $4 and last_event_id <> $5)",
    )
    .bind(org)
    .bind(&letter.consumer)
    .bind(envelope.subject)
    .bind(envelope.aggregateseq)
    .bind(envelope.id.as_uuid())
    .fetch_one(tx.conn())
    .await?;
    if forked {
        let detail = "Another event with the same place in the sequence of this aggregate was applied before.";
        return Err(Problem::new(Kind::Conflict, FORKED, detail));
    }
    Ok(())
}

/// Notes the event as applied unless a later one is, frees the aggregate when nothing else waits, and says what waits
/// next.
async fn move_mark(tx: &mut Tx, letter: &Stored, envelope: &Envelope) -> Result<Option<Uuid>> {
    let org = tx.org.as_uuid();
    let next: Option<Uuid> = sqlx::query_scalar(
        "select letter.dead_letter_id from dead_letters letter
           join consumer_marks mark using (org_id, consumer, aggregate_id)
          where org_id = $1 and consumer = $2 and aggregate_id = $3
            and letter.aggregate_seq > greatest(mark.last_seq, $4) and letter.status in ('dead', 'parked')
          order by letter.aggregate_seq, letter.dead_letter_id limit 1",
    )
    .bind(org)
    .bind(&letter.consumer)
    .bind(envelope.subject)
    .bind(envelope.aggregateseq)
    .fetch_optional(tx.conn())
    .await?;
    sqlx::query(
        "update consumer_marks
            set last_seq = greatest(last_seq, $4), blocked = $6,
                last_event_id = case when $4 > last_seq then $5 else last_event_id end
          where org_id = $1 and consumer = $2 and aggregate_id = $3",
    )
    .bind(org)
    .bind(&letter.consumer)
    .bind(envelope.subject)
    .bind(envelope.aggregateseq)
    .bind(envelope.id.as_uuid())
    .bind(next.is_some())
    .execute(tx.conn())
    .await?;
    Ok(next)
}

/// Closes a letter, and other copies of the same event with it.
async fn resolve(tx: &mut Tx, letter: &Stored, status: &str, by: &Actor, resolution: &str) -> Result<()> {
    let (org, now) = (tx.org.as_uuid(), tx.now);
    sqlx::query(
        "update dead_letters set status = $3, resolved_by = $4, resolution = $5, last_at = $6, attempts = attempts + 1
          where org_id = $1 and status in ('dead', 'parked')
            and (dead_letter_id = $2 or (consumer = $7 and aggregate_id = $8 and event_id = $9))",
    )
    .bind(org)
    .bind(letter.dead_letter_id)
    .bind(status)
    .bind(by.to_string())
    .bind(resolution)
    .bind(now)
    .bind(&letter.consumer)
    .bind(letter.aggregate_id)
    .bind(letter.event_id)
    .execute(tx.conn())
    .await?;
    Ok(())
}

async fn note_failure(inbox: &Inbox, org: OrgId, id: Uuid, problem: &Problem) -> Result<()> {
    let mut tx = inbox.state.db.begin(org, Mode::Write).await?;
    sqlx::query(
        "update dead_letters set error = $3, attempts = attempts + 1, last_at = $4, status = 'dead'
          where org_id = $1 and dead_letter_id = $2 and status in ('dead', 'parked')",
    )
    .bind(org.as_uuid())
    .bind(id)
    .bind(problem.report())
    .bind(inbox.state.clock.now())
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(())
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
