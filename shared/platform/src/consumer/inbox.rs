//! Applying messages exactly once: effect, marks and the events it causes are one transaction.
//!
//! The mark of an aggregate is the sequence number last applied. It is locked before the handler runs, so two replicas
//! that hold the same message serialise; a number at or below it is a duplicate, a number that leaves one out is a gap.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

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
use crate::tx::Tx;

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
    /// An earlier one of its aggregate is missing.
    Gap { expected: i64 },
    /// Its aggregate is blocked by a dead letter.
    Blocked,
    /// It waits for something else.
    NotYet(&'static str),
    /// The handler failed.
    Failed(Problem),
}

/// A consumer's name and what it does.
pub(crate) struct Inbox {
    pub state: Arc<State>,
    pub consumer: String,
    pub source: &'static str,
    pub reaction: Reaction,
}

#[derive(Debug, Clone, Copy, FromRow)]
struct Mark {
    aggregate_id: Uuid,
    last_seq: i64,
    last_event_id: Option<Uuid>,
    blocked: bool,
}

impl Inbox {
    /// Applies messages of one organisation in one transaction. When any of them fails or has to wait, nothing of the
    /// batch stays and each is applied alone, so that one message cannot take others with it.
    pub(crate) async fn apply(&self, org: OrgId, items: &[Item]) -> Vec<(usize, Verdict)> {
        if items.len() > 1 {
            match self.apply_together(org, items).await {
                Ok(Some(verdicts)) => return verdicts,
                Ok(None) => {}
                Err(problem) => tracing::debug!(consumer = self.consumer, %problem, "batch is split"),
            }
        }
        let mut verdicts = Vec::with_capacity(items.len());
        for item in items {
            verdicts.push((item.place, self.apply_alone(org, item).await));
        }
        verdicts
    }

    async fn apply_alone(&self, org: OrgId, item: &Item) -> Verdict {
        let span = tracing::info_span!(
            "process",
            otel.name = format!("process {}", item.envelope.event_type),
            messaging.system = "nats",
            messaging.message.id = %item.envelope.id,
            org.id = %org,
            consumer = self.consumer,
        );
        crate::telemetry::continue_trace(&span, item.envelope.traceparent.as_deref());
        let result = async {
            let mut tx = self.begin(org, &item.envelope).await?;
            let mut marks = self.lock_marks(&mut tx, std::slice::from_ref(item)).await?;
            match self.judge(&mut marks, item) {
                Some(verdict) => {
                    tx.roll_back().await;
                    Ok(verdict)
                }
                None => match self.reaction.apply_one(&mut tx, &item.envelope).await? {
                    Outcome::NotYet(what) => {
                        tx.roll_back().await;
                        Ok(Verdict::NotYet(what))
                    }
                    Outcome::Done => {
                        self.save_marks(&mut tx, &marks).await?;
                        tx.commit().await?;
                        Ok(Verdict::Applied)
                    }
                },
            }
        }
        .instrument(span)
        .await;
        result.unwrap_or_else(|problem: Problem| {
            if problem.code() == organizations::UNKNOWN {
                Verdict::NotYet("the organisation")
            } else {
                Verdict::Failed(problem)
            }
        })
    }

    /// `None` when a message has to be looked at alone.
    async fn apply_together(&self, org: OrgId, items: &[Item]) -> Result<Option<Vec<(usize, Verdict)>>> {
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
        let done = match &self.reaction {
            Reaction::Batch(handler) if !fresh.is_empty() => {
                let envelopes: Arc<[Envelope]> = fresh.iter().map(|item| item.envelope.clone()).collect();
                handler(&mut tx, envelopes).await? == Outcome::Done
            }
            Reaction::Batch(_) => true,
            Reaction::ByType(_) => self.apply_each(&mut tx, &fresh).await?,
        };
        if !done {
            tx.roll_back().await;
            return Ok(None);
        }
        self.save_marks(&mut tx, &marks).await?;
        tx.commit().await?;
        Ok(Some(verdicts))
    }

    async fn apply_each(&self, tx: &mut Tx, fresh: &[&Item]) -> Result<bool> {
        for item in fresh {
            let envelope = &item.envelope;
            tx.set_cause(self.cause(envelope));
            let span = tracing::info_span!(
                "process",
                otel.name = format!("process {}", envelope.event_type),
                messaging.system = "nats",
                messaging.message.id = %envelope.id,
                consumer = self.consumer,
            );
            crate::telemetry::continue_trace(&span, envelope.traceparent.as_deref());
            if self.reaction.apply_one(tx, envelope).instrument(span).await? != Outcome::Done {
                return Ok(false);
            }
            // Written one by one, so that what an event causes finds the first cause of its aggregate in the journal
            // whether or not both came in the same batch.
            tx.write_events().await?;
        }
        Ok(true)
    }

    async fn begin(&self, org: OrgId, envelope: &Envelope) -> Result<Tx> {
        let facts = match self.state.organizations.get(&self.state.db, org).await {
            Ok(facts) => facts,
            // The very event that makes an organisation known is applied before its zone and currency are; what applies
            // it asks for neither.
            Err(problem) if problem.code() == organizations::UNKNOWN && self.source == "identity" => {
                (kernel::TimeZoneName::UTC, kernel::Currency::EUR)
            }
            Err(problem) => return Err(problem),
        };
        Tx::system(&self.state, org, facts, self.cause(envelope)).await
    }

    fn cause(&self, envelope: &Envelope) -> Cause {
        Cause {
            actor: Actor::System(self.state.name.to_owned()),
            correlation_id: envelope.correlationid,
            causation_id: Some(EventId::from_uuid(envelope.id.as_uuid())),
            follows: None,
        }
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
             returning aggregate_id, last_seq, last_event_id, blocked",
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
            if envelope.aggregateseq == mark.last_seq
                && mark.last_event_id.is_some_and(|id| id != envelope.id.as_uuid())
            {
                tracing::error!(consumer = self.consumer, event.id = %envelope.id, "two events claim the same place in a sequence");
                let detail = "Another event with the same place in the sequence of this aggregate was applied before.";
                return Some(Verdict::Failed(Problem::new(
                    crate::problem::Kind::Conflict,
                    super::letters::FORKED,
                    detail,
                )));
            }
            return Some(Verdict::Duplicate);
        }
        if mark.blocked {
            return Some(Verdict::Blocked);
        }
        if envelope.aggregateseq > mark.last_seq + 1 {
            return Some(Verdict::Gap { expected: mark.last_seq + 1 });
        }
        mark.last_seq = envelope.aggregateseq;
        mark.last_event_id = Some(envelope.id.as_uuid());
        None
    }

    async fn save_marks(&self, tx: &mut Tx, marks: &HashMap<Uuid, Mark>) -> Result<()> {
        let org = tx.org.as_uuid();
        let ids: Vec<Uuid> = marks.values().map(|mark| mark.aggregate_id).collect();
        let seqs: Vec<i64> = marks.values().map(|mark| mark.last_seq).collect();
        let events: Vec<Option<Uuid>> = marks.values().map(|mark| mark.last_event_id).collect();
        sqlx::query(
            // They exist and are locked; an upsert finds each by its key, where an update would join, and join badly as
            // long as the table's statistics are those of an empty one.
            "insert into consumer_marks (org_id, consumer, aggregate_id, last_seq, last_event_id)
             select $1, $2, new.id, new.seq, new.event
               from unnest($3::uuid[], $4::bigint[], $5::uuid[]) as new(id, seq, event)
             on conflict (org_id, consumer, aggregate_id) do update
               set last_seq = excluded.last_seq, last_event_id = excluded.last_event_id",
        )
        .bind(org)
        .bind(&self.consumer)
        .bind(ids)
        .bind(seqs)
        .bind(events)
        .execute(tx.conn())
        .await?;
        Ok(())
    }
}
