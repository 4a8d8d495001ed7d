//! Applying messages exactly once: effect, marks and the events it causes are one transaction.
//!
//! The mark of an aggregate is the sequence number last applied. It is locked before the handler runs, so two replicas
//! that hold the same message serialise; a number at or below it is a duplicate, a number that leaves one out is a gap.
//!
//! Three ways, from the usual to the careful. [`Inbox::apply_next`] takes it that every message is the next of its
//! aggregate, and moves all marks in one statement that succeeds only if that is true. [`Inbox::apply_judged`] looks at
//! the marks first and leaves out what was applied before. [`Inbox::apply_alone`] gives each message a transaction of its
//! own, so that one which fails or has to wait takes no other with it.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use contracts::{Actor, Envelope};
use kernel::{EventId, OrgId};
use sqlx::FromRow;
use tracing::Instrument;
use uuid::Uuid;

use super::{Outcome, Reaction};
use crate::journal::Cause;
use crate::organizations;
use crate::problem::{Problem, Result};
use crate::service::State;
use crate::telemetry;
use crate::tx::Tx;

/// How much later than the last event of its aggregate one with an older place was made, that is no repetition.
const FORK_AFTER_SECONDS: u64 = 60;

/// A decoded message with the place it has in its batch.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub place: usize,
    pub envelope: Envelope,
}

/// What becomes of a message.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// Applied and committed.
    Applied,
    /// It had been applied before.
    Duplicate,
    /// An earlier one of its aggregate is missing; or, when it is awaited, is here and tried again itself.
    Gap { expected: i64, awaited: bool },
    /// Its aggregate is blocked by a dead letter.
    Blocked,
    /// It waits for something else.
    NotYet(&'static str),
    /// Nothing is known yet of the organisation it belongs to.
    NoOrganization,
    /// Another event has its place in the sequence: their publisher lost one of them and gave its number again.
    Forked,
    /// The handler failed.
    Failed(Problem),
}

impl Verdict {
    /// The problem when the database could not be asked, which says nothing about the message.
    pub(super) fn away(&self) -> Option<&Problem> {
        if let Self::Failed(problem) = self { Some(problem).filter(|problem| problem.is_away()) } else { None }
    }
}

/// A consumer's name and what it does.
pub(crate) struct Inbox {
    pub state: Arc<State>,
    pub client: async_nats::Client,
    pub consumer: String,
    pub source: &'static str,
    pub reaction: Reaction,
}

#[derive(Debug, Clone, Copy, FromRow)]
struct Mark {
    aggregate_id: Uuid,
    last_seq: i64,
    last_event_id: Option<Uuid>,
    last_epoch: i32,
    epoch_since: i64,
    blocked: bool,
    awaited_until: Option<DateTime<Utc>>,
}

/// Consecutive messages of one aggregate.
#[derive(Debug, Clone, Copy)]
struct Span {
    first_seq: i64,
    last_seq: i64,
    last_event_id: Uuid,
    last_epoch: i32,
    /// The first of them of the history of the last.
    epoch_since: i64,
}

/// What trying to apply messages as the next of their aggregates came to.
enum Next {
    Applied,
    /// At least one of them is not the next of its aggregate.
    OutOfTurn,
    NotYet(&'static str),
}

impl Inbox {
    /// Applies messages of one organisation in one transaction. When any of them fails or has to wait, nothing of the
    /// batch stays and each is applied alone, so that one message cannot take others with it.
    pub(crate) async fn apply(&self, org: OrgId, items: &[Item]) -> Vec<(usize, Verdict)> {
        let _turn = match self.reaction {
            Reaction::ByType(_) => Some(self.state.turns.take(org).await),
            // A projection takes care of the order of its locks itself.
            Reaction::Batch(_) => None,
        };
        let stopped_by = match self.apply_next(org, items).await {
            Ok(Next::Applied) => return items.iter().map(|item| (item.place, Verdict::Applied)).collect(),
            Ok(Next::OutOfTurn) => None,
            Ok(Next::NotYet(what)) => Some(Verdict::NotYet(what)),
            Err(problem) => Some(failed(problem)),
        };
        match (items, stopped_by) {
            ([item], Some(verdict)) => return vec![(item.place, verdict)],
            ([_, _, ..], Some(Verdict::Failed(problem))) if problem.is_away() => return away(items, &problem),
            ([_, _, ..], None) => match self.apply_judged(org, items).await {
                Ok(Some(verdicts)) => return verdicts,
                Ok(None) => {}
                Err(problem) if problem.is_away() => return away(items, &problem),
                Err(problem) => tracing::debug!(consumer = self.consumer, %problem, "batch is split"),
            },
            _ => {}
        }
        let mut verdicts = Vec::with_capacity(items.len());
        for (place, item) in items.iter().enumerate() {
            let verdict = self.apply_alone(org, item).await;
            if let Some(problem) = verdict.away() {
                verdicts.extend(away(items.get(place..).unwrap_or_default(), problem));
                break;
            }
            verdicts.push((item.place, verdict));
        }
        verdicts
    }

    /// Applies messages that are, as a rule, the next of their aggregates.
    async fn apply_next(&self, org: OrgId, items: &[Item]) -> Result<Next> {
        let Some(first) = items.first() else { return Ok(Next::Applied) };
        let Some(spans) = spans(items) else { return Ok(Next::OutOfTurn) };
        let mut tx = self.begin(org, &first.envelope).await?;
        if !self.move_marks(&mut tx, &spans).await? {
            tx.roll_back().await;
            return Ok(Next::OutOfTurn);
        }
        let items: Vec<&Item> = items.iter().collect();
        match self.react(&mut tx, &items).await? {
            Outcome::Done => {
                tx.commit().await?;
                Ok(Next::Applied)
            }
            Outcome::NotYet(what) => {
                tx.roll_back().await;
                Ok(Next::NotYet(what))
            }
        }
    }

    async fn apply_alone(&self, org: OrgId, item: &Item) -> Verdict {
        let result = async {
            let mut tx = self.begin(org, &item.envelope).await?;
            let mut marks = self.lock_marks(&mut tx, std::slice::from_ref(item)).await?;
            if let Some(verdict) = self.judge(&mut marks, item) {
                tx.roll_back().await;
                return Ok(verdict);
            }
            match self.react(&mut tx, &[item]).await? {
                Outcome::NotYet(what) => {
                    tx.roll_back().await;
                    Ok(Verdict::NotYet(what))
                }
                Outcome::Done => {
                    self.save_marks(&mut tx, &marks).await?;
                    tx.commit().await?;
                    Ok(Verdict::Applied)
                }
            }
        };
        result.await.unwrap_or_else(failed)
    }

    /// `None` when a message has to be looked at alone.
    async fn apply_judged(&self, org: OrgId, items: &[Item]) -> Result<Option<Vec<(usize, Verdict)>>> {
        let Some(first) = items.first() else { return Ok(Some(Vec::new())) };
        let mut tx = self.begin(org, &first.envelope).await?;
        let mut marks = self.lock_marks(&mut tx, items).await?;
        let mut verdicts = Vec::with_capacity(items.len());
        let mut fresh: Vec<&Item> = Vec::with_capacity(items.len());
        for item in items {
            let verdict = self.judge(&mut marks, item);
            if verdict.is_none() {
                fresh.push(item);
            }
            verdicts.push((item.place, verdict.unwrap_or(Verdict::Applied)));
        }
        if self.react(&mut tx, &fresh).await? != Outcome::Done {
            tx.roll_back().await;
            return Ok(None);
        }
        self.save_marks(&mut tx, &marks).await?;
        tx.commit().await?;
        Ok(Some(verdicts))
    }

    /// Runs the handlers, in order, until one has to wait.
    async fn react(&self, tx: &mut Tx, items: &[&Item]) -> Result<Outcome> {
        match &self.reaction {
            Reaction::Batch(_) if items.is_empty() => Ok(Outcome::Done),
            Reaction::Batch(handler) => {
                let envelopes: Arc<[Envelope]> = items.iter().map(|item| item.envelope.clone()).collect();
                let span = self.span_of(&envelopes);
                handler(tx, envelopes).instrument(span).await
            }
            Reaction::ByType(_) => {
                for Item { envelope, .. } in items {
                    tx.set_cause(self.cause(envelope));
                    let span = self.span_of(std::slice::from_ref(envelope));
                    let outcome = self.reaction.apply_one(tx, envelope).instrument(span).await?;
                    if outcome != Outcome::Done {
                        return Ok(outcome);
                    }
                }
                Ok(Outcome::Done)
            }
        }
    }

    /// A span that goes on with the trace of one event, or is linked to those of several.
    fn span_of(&self, envelopes: &[Envelope]) -> tracing::Span {
        let name = match envelopes {
            [one] => format!("process {}", one.event_type),
            several => format!("process {} events of {}", several.len(), self.source),
        };
        let span = tracing::info_span!(
            "process",
            otel.name = name,
            otel.kind = "consumer",
            messaging.system = "nats",
            messaging.message.id = tracing::field::Empty,
            org.id = tracing::field::Empty,
            consumer = self.consumer,
        );
        if let [one] = envelopes {
            span.record("messaging.message.id", tracing::field::display(one.id));
            span.record("org.id", tracing::field::display(one.orgid));
            telemetry::continue_trace(&span, one.traceparent.as_deref(), one.tracestate.as_deref());
        } else {
            for one in envelopes {
                telemetry::link_trace(&span, one.traceparent.as_deref(), one.tracestate.as_deref());
            }
        }
        span
    }

    async fn begin(&self, org: OrgId, envelope: &Envelope) -> Result<Tx> {
        let database = self.state.db.patient();
        let facts = match self.state.organizations.get(&database, org).await {
            Ok(facts) => facts,
            // The very event that makes an organisation known is applied before its zone and currency are; what applies
            // it asks for neither.
            Err(problem) if problem.code() == organizations::UNKNOWN && self.source == "identity" => {
                (kernel::TimeZoneName::UTC, kernel::Currency::EUR)
            }
            Err(problem) => return Err(problem),
        };
        Tx::system(&self.state, &database, org, facts, self.cause(envelope)).await
    }

    fn cause(&self, envelope: &Envelope) -> Cause {
        Cause {
            actor: Actor::System(self.state.name.to_owned()),
            correlation_id: envelope.correlationid,
            causation_id: Some(EventId::from_uuid(envelope.id.as_uuid())),
            follows: None,
        }
    }

    /// Moves the marks over these messages if, and only if, each is the next of its aggregate and none is blocked.
    /// Otherwise some may have moved, and the transaction has to be given up.
    async fn move_marks(&self, tx: &mut Tx, spans: &BTreeMap<Uuid, Span>) -> Result<bool> {
        let org = tx.org.as_uuid();
        // In the order of the ids, so that two replicas cannot lock each other out.
        let ids: Vec<Uuid> = spans.keys().copied().collect();
        let firsts: Vec<i64> = spans.values().map(|span| span.first_seq).collect();
        let lasts: Vec<i64> = spans.values().map(|span| span.last_seq).collect();
        let events: Vec<Uuid> = spans.values().map(|span| span.last_event_id).collect();
        let epochs: Vec<i32> = spans.values().map(|span| span.last_epoch).collect();
        let since: Vec<i64> = spans.values().map(|span| span.epoch_since).collect();
        let moved: Vec<(Uuid, bool)> = sqlx::query_as(
            // A row that this statement made has no xmax; one that it changed has its own transaction there.
            "insert into consumer_marks as mark
               (org_id, consumer, aggregate_id, last_seq, last_event_id, last_epoch, epoch_since)
             select $1, $2, new.id, new.last_seq, new.event, new.epoch, new.since
               from unnest($3::uuid[], $5::bigint[], $6::uuid[], $7::integer[], $8::bigint[])
                 as new(id, last_seq, event, epoch, since)
             on conflict (org_id, consumer, aggregate_id) do update
                set last_seq = excluded.last_seq, last_event_id = excluded.last_event_id, last_epoch = excluded.last_epoch,
                    epoch_since = case when mark.last_epoch = excluded.last_epoch then mark.epoch_since
                                       when 0 in (mark.last_epoch, excluded.last_epoch) then 0
                                       else excluded.epoch_since end
              where not mark.blocked
                and mark.last_seq + 1 = ($4::bigint[])[array_position($3::uuid[], excluded.aggregate_id)]
             returning aggregate_id, mark.xmax::text = '0'",
        )
        .bind(org)
        .bind(&self.consumer)
        .bind(&ids)
        .bind(&firsts)
        .bind(&lasts)
        .bind(&events)
        .bind(&epochs)
        .bind(&since)
        .fetch_all(tx.conn())
        .await?;
        let begins_at_one = |id: &Uuid| spans.get(id).is_some_and(|span| span.first_seq == 1);
        Ok(moved.len() == spans.len() && moved.iter().all(|(id, is_new)| !is_new || begins_at_one(id)))
    }

    /// Makes missing marks and locks all, in the order of their ids so that two replicas cannot lock each other out.
    async fn lock_marks(&self, tx: &mut Tx, items: &[Item]) -> Result<HashMap<Uuid, Mark>> {
        let ids: Vec<Uuid> =
            items.iter().map(|item| item.envelope.subject).collect::<BTreeSet<_>>().into_iter().collect();
        let org = tx.org.as_uuid();
        let marks: Vec<Mark> = sqlx::query_as(
            "insert into consumer_marks as mark (org_id, consumer, aggregate_id)
             select $1, $2, id from unnest($3::uuid[]) as id
             on conflict (org_id, consumer, aggregate_id) do update set last_seq = mark.last_seq
             returning aggregate_id, last_seq, last_event_id, last_epoch, epoch_since, blocked, awaited_until",
        )
        .bind(org)
        .bind(&self.consumer)
        .bind(&ids)
        .fetch_all(tx.conn())
        .await?;
        Ok(marks.into_iter().map(|mark| (mark.aggregate_id, mark)).collect())
    }

    /// Whether a message is next; moves the mark in memory when it is. `None` means: apply it.
    fn judge(&self, marks: &mut HashMap<Uuid, Mark>, item: &Item) -> Option<Verdict> {
        let envelope = &item.envelope;
        let mark = marks.get_mut(&envelope.subject)?;
        if envelope.aggregateseq <= mark.last_seq {
            if is_fork(envelope, mark) {
                tracing::error!(consumer = self.consumer, event.id = %envelope.id, "two events claim the same place in a sequence");
                return Some(Verdict::Forked);
            }
            return Some(Verdict::Duplicate);
        }
        if mark.blocked {
            return Some(Verdict::Blocked);
        }
        if envelope.aggregateseq > mark.last_seq + 1 {
            let awaited = mark.awaited_until.is_some_and(|until| until > self.state.clock.now());
            return Some(Verdict::Gap { expected: mark.last_seq + 1, awaited });
        }
        mark.last_seq = envelope.aggregateseq;
        mark.last_event_id = Some(envelope.id.as_uuid());
        if mark.last_epoch != envelope.epoch {
            // From or to a history that is not known, nothing is known of where this one began.
            let is_known = mark.last_epoch != 0 && envelope.epoch != 0;
            mark.epoch_since = if is_known { envelope.aggregateseq } else { 0 };
            mark.last_epoch = envelope.epoch;
        }
        None
    }

    async fn save_marks(&self, tx: &mut Tx, marks: &HashMap<Uuid, Mark>) -> Result<()> {
        let org = tx.org.as_uuid();
        let ids: Vec<Uuid> = marks.values().map(|mark| mark.aggregate_id).collect();
        let seqs: Vec<i64> = marks.values().map(|mark| mark.last_seq).collect();
        let events: Vec<Option<Uuid>> = marks.values().map(|mark| mark.last_event_id).collect();
        let epochs: Vec<i32> = marks.values().map(|mark| mark.last_epoch).collect();
        let since: Vec<i64> = marks.values().map(|mark| mark.epoch_since).collect();
        sqlx::query(
            // They exist and are locked; an upsert finds each by its key, where an update would join, and join badly as
            // long as the table's statistics are those of an empty one.
            "insert into consumer_marks (org_id, consumer, aggregate_id, last_seq, last_event_id, last_epoch, epoch_since)
             select $1, $2, new.id, new.seq, new.event, new.epoch, new.since
               from unnest($3::uuid[], $4::bigint[], $5::uuid[], $6::integer[], $7::bigint[])
                 as new(id, seq, event, epoch, since)
             on conflict (org_id, consumer, aggregate_id) do update
               set last_seq = excluded.last_seq, last_event_id = excluded.last_event_id, last_epoch = excluded.last_epoch,
                   epoch_since = excluded.epoch_since",
        )
        .bind(org)
        .bind(&self.consumer)
        .bind(ids)
        .bind(seqs)
        .bind(events)
        .bind(epochs)
        .bind(since)
        .execute(tx.conn())
        .await?;
        Ok(())
    }
}

/// The messages by aggregate; none when those of an aggregate do not follow each other.
fn spans(items: &[Item]) -> Option<BTreeMap<Uuid, Span>> {
    let mut spans: BTreeMap<Uuid, Span> = BTreeMap::new();
    for Item { envelope, .. } in items {
        let seq = envelope.aggregateseq;
        let one = Span {
            first_seq: seq,
            last_seq: seq,
            last_event_id: envelope.id.as_uuid(),
            last_epoch: envelope.epoch,
            epoch_since: seq,
        };
        match spans.entry(envelope.subject) {
            Entry::Vacant(entry) => {
                entry.insert(one);
            }
            Entry::Occupied(mut entry) if entry.get().last_seq + 1 == seq => {
                let before = *entry.get();
                let same = before.last_epoch == one.last_epoch;
                let epoch_since = if same { before.epoch_since } else { one.epoch_since };
                entry.insert(Span { first_seq: before.first_seq, epoch_since, ..one });
            }
            Entry::Occupied(_) => return None,
        }
    }
    Some(spans)
}

/// Whether an event claims a place that another one has. Of the last one applied the id is known. An older place was claimed
/// by another when the event is of a later history of its writer's database than the last one, or of the same that began
/// after that place: its writer lost what it had published, and began again. An event that was made well after the last one
/// tells the same, for not every way back to an earlier moment begins a history that can be told from the one before.
fn is_fork(envelope: &Envelope, mark: &Mark) -> bool {
    let Some(last) = mark.last_event_id else { return false };
    if envelope.aggregateseq == mark.last_seq {
        return last != envelope.id.as_uuid();
    }
    if envelope.epoch != 0 && mark.last_epoch != 0 {
        let is_later = envelope.epoch > mark.last_epoch;
        let began_after = envelope.epoch == mark.last_epoch && envelope.aggregateseq < mark.epoch_since;
        if is_later || began_after {
            return true;
        }
    }
    let made = |id: Uuid| id.get_timestamp().map(|at| at.to_unix().0);
    // Clocks of replicas differ a little.
    matches!((made(envelope.id.as_uuid()), made(last)), (Some(this), Some(last)) if this > last + FORK_AFTER_SECONDS)
}

/// The verdict on messages for which the database could not be asked: to ask it for each of them would take as many times as
/// long.
fn away(items: &[Item], problem: &Problem) -> Vec<(usize, Verdict)> {
    items.iter().map(|item| (item.place, Verdict::Failed(problem.away_too()))).collect()
}

/// An organisation that nothing is known of yet is waited for.
fn failed(problem: Problem) -> Verdict {
    if problem.code() == organizations::UNKNOWN { Verdict::NoOrganization } else { Verdict::Failed(problem) }
}
