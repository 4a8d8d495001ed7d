//! What becomes of a dead letter when a person decides: it is applied again, with all that was parked behind it, or given
//! up. Both go through the same marks as a message, so order holds and nothing is applied twice.

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;

use contracts::{Actor, Envelope};
use futures::FutureExt;
use kernel::{DeadLetterId, EventId, OrgId};
use schemars::JsonSchema;
use serde::Serialize;
use sqlx::{Connection, FromRow, PgConnection};
use uuid::Uuid;

use super::Outcome;
use super::inbox::Inbox;
use super::letters::{FORKED, NO_ORGANIZATION, lock_mark, without_nul};
use crate::bus;
use crate::db::Mode;
use crate::jobs::{RunSteps, Steps};
use crate::journal::Cause;
use crate::problem::{Kind, Problem, Result};
use crate::tx::Tx;

/// Code of the problem when a letter is not the next event of its aggregate.
const EARLIER_FIRST: &str = "earlier-letter-first";

/// Code of the problem when another event has the place of a letter's in the sequence.
const FORKED_AGGREGATE: &str = "forked-aggregate";

/// Asks the publisher for what is missing before a letter, unless it lies here, too: it then comes to lie here, and both can be
/// applied in order.
async fn ask_for_missing(inbox: &Inbox, org: OrgId, id: DeadLetterId) -> Result<()> {
    let mut tx = inbox.state.db.begin(org, Mode::Read).await?;
    let missing: Option<(Uuid, i64)> = sqlx::query_as(
        "select letter.aggregate_id, coalesce(mark.last_seq, 0) + 1
           from dead_letters letter left join consumer_marks mark using (org_id, consumer, aggregate_id)
          where org_id = $1 and letter.dead_letter_id = $2
            and not exists (select 1 from dead_letters earlier
                             where earlier.org_id = $1 and earlier.consumer = letter.consumer
                               and earlier.aggregate_id = letter.aggregate_id and earlier.status in ('dead', 'parked')
                               and earlier.aggregate_seq = coalesce(mark.last_seq, 0) + 1)",
    )
    .bind(org.as_uuid())
    .bind(id.as_uuid())
    .fetch_optional(&mut *tx)
    .await?;
    if let Some((aggregate_id, from_seq)) = missing {
        let request = bus::ResendRequest::Aggregate { org_id: org.as_uuid(), aggregate_id, from_seq };
        let payload = serde_json::to_vec(&request).map_err(Problem::internal)?;
        inbox.client.publish(bus::resend_subject(inbox.source), payload.into()).await.map_err(Problem::internal)?;
    }
    Ok(())
}

/// What a retry came to.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Replayed {
    /// Number of events applied: the letter and those that were parked behind it.
    pub applied: u32,
    /// Why the next one could not be applied, when one could not.
    pub stopped_by: Option<String>,
}

#[derive(FromRow)]
struct Stored {
    dead_letter_id: Uuid,
    consumer: String,
    reason: String,
    event_id: Option<Uuid>,
    aggregate_id: Option<Uuid>,
    raw: Vec<u8>,
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
                if problem.code() == EARLIER_FIRST
                    && let Err(problem) = ask_for_missing(inbox, org, DeadLetterId::from_uuid(id)).await
                {
                    tracing::warn!(consumer = inbox.consumer, %problem, "what is missing before a letter could not be asked for");
                }
                if replayed.applied == 0 && matches!(problem.code(), EARLIER_FIRST | FORKED_AGGREGATE) {
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

/// Applies what waited for its organisation to be known here.
pub(crate) struct TakeUp {
    pub inboxes: Arc<HashMap<String, Arc<Inbox>>>,
}

impl RunSteps for TakeUp {
    fn run(&self, steps: Steps) -> Pin<Box<dyn Future<Output = Result<()>> + Send>> {
        let inboxes = Arc::clone(&self.inboxes);
        Box::pin(async move { take_up(&inboxes, &steps).await })
    }
}

async fn take_up(inboxes: &HashMap<String, Arc<Inbox>>, steps: &Steps) -> Result<()> {
    let mut tx = steps.begin().await?;
    let org = tx.org;
    let waiting: Vec<(Uuid, String)> = sqlx::query_as(
        "select dead_letter_id, consumer from dead_letters
          where org_id = $1 and status = 'dead' and reason = $2 order by dead_letter_id",
    )
    .bind(org.as_uuid())
    .bind(NO_ORGANIZATION)
    .fetch_all(tx.conn())
    .await?;
    let by = tx.actor().clone();
    tx.roll_back().await;
    for (id, consumer) in waiting {
        if steps.stopping() {
            break;
        }
        let Some(inbox) = inboxes.get(&consumer) else { continue };
        let attempt = AssertUnwindSafe(retry(inbox, org, DeadLetterId::from_uuid(id), &by)).catch_unwind().await;
        let panicked = || Problem::internal("the handler panicked");
        match attempt.unwrap_or_else(|_| Err(panicked())) {
            Err(problem) if problem.code() == "internal" => {
                // It must not keep those behind it for ever.
                note_failure(inbox, org, id, &problem).await?;
            }
            Ok(replayed) => {
                tracing::info!(consumer, applied = replayed.applied, "what waited for its organisation is taken up");
            }
            // An earlier one of its aggregate comes first; with that one it is applied, too.
            Err(problem) => tracing::debug!(consumer, %problem, "a letter is not taken up yet"),
        }
    }
    Ok(())
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

/// Gives up a letter that nobody could read, and that therefore belongs to no organisation; false when there is no such
/// letter. What was in it is sent again by its publisher once a release can read it.
///
/// # Errors
/// When the database does not answer.
pub async fn discard_unreadable(
    conn: &mut PgConnection,
    id: DeadLetterId,
    by: &Actor,
    reason: &str,
) -> std::result::Result<bool, sqlx::Error> {
    let mut tx = conn.begin().await?;
    let nobody = Uuid::nil();
    sqlx::query("select set_config('app.org_id', $1, true)").bind(nobody.to_string()).execute(&mut *tx).await?;
    let done = sqlx::query(
        "update dead_letters set status = 'discarded', resolved_by = $3, resolution = $4, last_at = now()
          where org_id = $1 and dead_letter_id = $2 and status in ('dead', 'parked')",
    )
    .bind(nobody)
    .bind(id.as_uuid())
    .bind(by.to_string())
    .bind(reason)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(done.rows_affected() == 1)
}

async fn open(inbox: &Inbox, org: OrgId, by: &Actor) -> Result<Tx> {
    let facts = inbox.state.organizations.get(&inbox.state.db, org).await?;
    let cause =
        Cause { actor: by.clone(), correlation_id: EventId::new().as_uuid(), causation_id: None, follows: None };
    Tx::system(&inbox.state, &inbox.state.db, org, facts, cause).await
}

async fn replay_one(inbox: &Inbox, org: OrgId, id: Uuid, by: &Actor) -> Result<Option<Uuid>> {
    let mut tx = open(inbox, org, by).await?;
    let (letter, last_seq) = lock(&mut tx, id).await?;
    let envelope = Envelope::from_slice(&letter.raw)
        .map_err(|error| Problem::new(Kind::Invalid, "undecodable-event", error.to_string()))?;
    if letter.reason == FORKED {
        return apply_fork(inbox, tx, &letter, &envelope, by).await;
    }
    if envelope.aggregateseq <= last_seq {
        if is_fork(&mut tx, &letter, &envelope).await? {
            // It came behind a letter that was applied since, and has its place. From now on it counts as what it is.
            sqlx::query(
                "update dead_letters set reason = $3, status = 'dead' where org_id = $1 and dead_letter_id = $2",
            )
            .bind(org.as_uuid())
            .bind(id)
            .bind(FORKED)
            .execute(tx.conn())
            .await?;
            tx.commit().await?;
            let detail = "Another event with the same place in the sequence was applied before. Retry it once more to apply it, too, or discard it.";
            return Err(Problem::new(Kind::Conflict, FORKED_AGGREGATE, detail));
        }
        // A second copy of what is applied by now.
        let next = move_mark(&mut tx, &letter, &envelope).await?;
        resolve(&mut tx, &letter, "replayed", by, "was applied before").await?;
        tx.commit().await?;
        return Ok(next);
    }
    if envelope.aggregateseq > last_seq + 1 {
        return Err(earlier_first(&envelope, last_seq));
    }
    apply(inbox, &mut tx, &envelope, by).await?;
    let next = move_mark(&mut tx, &letter, &envelope).await?;
    resolve(&mut tx, &letter, "replayed", by, "applied").await?;
    tx.commit().await?;
    Ok(next)
}

async fn apply(inbox: &Inbox, tx: &mut Tx, envelope: &Envelope, by: &Actor) -> Result<()> {
    tx.set_cause(Cause {
        actor: by.clone(),
        correlation_id: envelope.correlationid,
        causation_id: Some(envelope.id),
        follows: None,
    });
    match inbox.reaction.apply_one(tx, envelope).await? {
        Outcome::Done => Ok(()),
        Outcome::NotYet(what) => {
            Err(Problem::new(Kind::Conflict, "prerequisite-missing", format!("It still waits for {what}.")))
        }
    }
}

/// Applies an event whose place another one has, since a person decided that it counts, too. Its publisher lost that other one
/// and goes on from this, so the mark stays where it is.
async fn apply_fork(
    inbox: &Inbox,
    mut tx: Tx,
    letter: &Stored,
    envelope: &Envelope,
    by: &Actor,
) -> Result<Option<Uuid>> {
    let org = tx.org.as_uuid();
    let was_applied: bool = sqlx::query_scalar(
        "select exists (select 1 from dead_letters
                         where org_id = $1 and consumer = $2 and event_id = $3 and status = 'replayed')",
    )
    .bind(org)
    .bind(&letter.consumer)
    .bind(envelope.id.as_uuid())
    .fetch_one(tx.conn())
    .await?;
    if !was_applied {
        apply(inbox, &mut tx, envelope, by).await?;
    }
    resolve(&mut tx, letter, "replayed", by, if was_applied { "was applied before" } else { "applied" }).await?;
    tx.commit().await?;
    Ok(None)
}

/// Whether another event than a letter's has its place, which is one that was applied.
async fn is_fork(tx: &mut Tx, letter: &Stored, envelope: &Envelope) -> Result<bool> {
    let org = tx.org.as_uuid();
    let forked = sqlx::query_scalar(
        "select exists (select 1 from consumer_marks
                         where org_id = $1 and consumer = $2 and aggregate_id = $3
                           and ((last_seq = $4 and last_event_id <> $5)
                                or ($6 <> 0 and last_epoch <> 0
                                    and ($6 > last_epoch or ($6 = last_epoch and $4 < epoch_since)))))
             or exists (select 1 from dead_letters
                         where org_id = $1 and consumer = $2 and aggregate_id = $3 and aggregate_seq = $4
                           and event_id <> $5 and status = 'replayed' and reason <> $7)",
    )
    .bind(org)
    .bind(&letter.consumer)
    .bind(envelope.subject)
    .bind(envelope.aggregateseq)
    .bind(envelope.id.as_uuid())
    .bind(envelope.epoch)
    .bind(FORKED)
    .fetch_one(tx.conn())
    .await?;
    Ok(forked)
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
        "select dead_letter_id, consumer, reason, event_id, aggregate_id, raw from dead_letters
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
                last_event_id = case when $4 > last_seq then $5 else last_event_id end,
                last_epoch = case when $4 > last_seq then $7 else last_epoch end,
                epoch_since = case when $4 > last_seq and last_epoch <> $7 then $4 else epoch_since end
          where org_id = $1 and consumer = $2 and aggregate_id = $3",
    )
    .bind(org)
    .bind(&letter.consumer)
    .bind(envelope.subject)
    .bind(envelope.aggregateseq)
    .bind(envelope.id.as_uuid())
    .bind(next.is_some())
    .bind(envelope.epoch)
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
        "update dead_letters
            set error = $3, attempts = attempts + 1, last_at = $4, status = 'dead',
                reason = case when reason = $5 and $6 then 'refused' else reason end
          where org_id = $1 and dead_letter_id = $2 and status in ('dead', 'parked')",
    )
    .bind(org.as_uuid())
    .bind(id)
    .bind(without_nul(&problem.report()))
    .bind(inbox.state.clock.now())
    .bind(NO_ORGANIZATION)
    // It is known by now, so what stops this is something else; what is only away comes back.
    .bind(!problem.is_transient())
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(())
}
