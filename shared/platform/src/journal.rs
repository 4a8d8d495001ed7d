//! Events on their way into the journal: collected while a command runs, written when it commits.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use contracts::{Actor, Event, event_type};
use kernel::{EventId, OrgId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::problem::{CHANGED_MEANWHILE, Kind, OnConstraint, Problem, Result};
use crate::veil;

/// Largest payload of an event in bytes. Bigger ones are refused in the command, never discovered by the relay.
pub const MAX_PAYLOAD_BYTES: usize = 256 * 1024;

/// What caused the events of a transaction.
#[derive(Debug, Clone)]
pub struct Cause {
    /// Who.
    pub actor: Actor,
    /// First cause in the chain; an aggregate that has events already keeps its own.
    pub correlation_id: Uuid,
    /// The event reacted to.
    pub causation_id: Option<EventId>,
    /// Aggregate whose first cause is taken over.
    pub follows: Option<Uuid>,
}

/// Events of one transaction that are not written yet, as columns.
#[derive(Debug, Default)]
pub(crate) struct Pending {
    event_id: Vec<Uuid>,
    aggregate_type: Vec<&'static str>,
    aggregate_id: Vec<Uuid>,
    aggregate_seq: Vec<i64>,
    event_type: Vec<&'static str>,
    schema_version: Vec<i32>,
    actor: Vec<String>,
    correlation_id: Vec<Uuid>,
    causation_id: Vec<Option<Uuid>>,
    /// The aggregate whose first event, when the journal has it, says the correlation id.
    root: Vec<Uuid>,
    traceparent: Vec<Option<String>>,
    tracestate: Vec<Option<String>>,
    payload: Vec<String>,
    /// What is personal in each payload.
    personal: Vec<&'static [&'static str]>,
    /// First events among these, by aggregate.
    firsts: HashMap<Uuid, usize>,
}

impl Pending {
    pub(crate) fn push<E: Event>(&mut self, version: i64, event: &E, cause: &Cause) -> Result<EventId> {
        let payload = serde_json::to_string(event).map_err(Problem::internal)?;
        if payload.len() > MAX_PAYLOAD_BYTES {
            return Err(Problem::new(
                Kind::TooLarge,
                "event-too-large",
                format!(
                    "This would make an event of {} bytes; at most {MAX_PAYLOAD_BYTES} are allowed. Split it up.",
                    payload.len()
                ),
            ));
        }
        let id = EventId::new();
        let aggregate_id = event.aggregate_id();
        let (root, correlation_id) = self.first_cause(aggregate_id, cause);
        if version == 1 {
            self.firsts.insert(aggregate_id, self.event_id.len());
        }
        let (traceparent, tracestate) = crate::telemetry::trace_context();
        self.event_id.push(id.as_uuid());
        self.aggregate_type.push(E::AGGREGATE);
        self.aggregate_id.push(aggregate_id);
        self.aggregate_seq.push(version);
        self.event_type.push(E::TYPE);
        self.schema_version.push(event_type(E::TYPE).map_or(1, |parts| i32::from(parts.version)));
        self.actor.push(cause.actor.to_string());
        self.correlation_id.push(correlation_id);
        self.causation_id.push(cause.causation_id.map(EventId::as_uuid));
        self.root.push(root);
        self.traceparent.push(traceparent);
        self.tracestate.push(tracestate);
        self.payload.push(payload);
        self.personal.push(E::PERSONAL);
        Ok(id)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.event_id.len()
    }

    /// Forgets all but the first so many.
    pub(crate) fn truncate(&mut self, len: usize) {
        self.event_id.truncate(len);
        self.aggregate_type.truncate(len);
        self.aggregate_id.truncate(len);
        self.aggregate_seq.truncate(len);
        self.event_type.truncate(len);
        self.schema_version.truncate(len);
        self.actor.truncate(len);
        self.correlation_id.truncate(len);
        self.causation_id.truncate(len);
        self.root.truncate(len);
        self.traceparent.truncate(len);
        self.tracestate.truncate(len);
        self.payload.truncate(len);
        self.personal.truncate(len);
        self.firsts.retain(|_, at| *at < len);
    }

    /// Where the first cause of an event is to be found, and what it is when it is not found there. An aggregate that
    /// begins in this same transaction is not in the journal yet; then it is that of its own first event.
    fn first_cause(&self, aggregate_id: Uuid, cause: &Cause) -> (Uuid, Uuid) {
        let root = cause.follows.unwrap_or(aggregate_id);
        let known = self.firsts.get(&root).and_then(|&at| self.root.get(at).zip(self.correlation_id.get(at)));
        known.map_or((root, cause.correlation_id), |(root, correlation_id)| (*root, *correlation_id))
    }

    /// Puts marks in the place of what is personal.
    async fn veil(&mut self, conn: &mut PgConnection, org: OrgId) -> Result<()> {
        let personal = self.aggregate_id.iter().zip(&self.personal).filter(|(_, paths)| !paths.is_empty());
        let mut aggregates: Vec<Uuid> = personal.map(|(id, _)| *id).collect();
        if aggregates.is_empty() {
            return Ok(());
        }
        // In the order in which everybody makes keys, so that nobody waits for one another in a circle.
        aggregates.sort_unstable();
        aggregates.dedup();
        let keys = veil::keys(conn, org, &aggregates).await?;
        for ((id, paths), payload) in self.aggregate_id.iter().zip(&self.personal).zip(&mut self.payload) {
            if !paths.is_empty() {
                let key = keys.get(id).ok_or_else(|| Problem::internal(format!("{id} has no key")))?;
                *payload = veil::veiled(payload, paths, key).map_err(Problem::internal)?;
            }
        }
        Ok(())
    }

    /// Writes the events and their outbox pointers in one statement, in the order they were published. Their epoch is the
    /// number of the database's history: a server that takes over after another, or is restored, begins a new one.
    pub(crate) async fn write(&mut self, conn: &mut PgConnection, org: OrgId, at: DateTime<Utc>) -> Result<usize> {
        let count = self.event_id.len();
        if count == 0 {
            return Ok(0);
        }
        self.veil(conn, org).await?;
        sqlx::query(
            "with event as (
               select * from unnest($3::uuid[], $4::text[], $5::uuid[], $6::bigint[], $7::text[], $8::int[], $9::text[],
                                    $10::uuid[], $11::uuid[], $12::uuid[], $13::text[], $14::text[], $15::text[])
                              with ordinality
                 as e(event_id, aggregate_type, aggregate_id, aggregate_seq, type, schema_version, actor,
                      correlation_id, causation_id, root, traceparent, tracestate, payload, place)
             ), written as (
               insert into journal (org_id, event_id, aggregate_type, aggregate_id, aggregate_seq, type, schema_version,
                                    occurred_at, actor, correlation_id, causation_id, traceparent, tracestate, epoch,
                                    payload)
               select $1, event_id, aggregate_type, aggregate_id, aggregate_seq, type, schema_version, $2, actor,
                      coalesce(
                        (select first.correlation_id from journal first
                          where first.org_id = $1 and first.aggregate_id = event.root and first.aggregate_seq = 1),
                        event.correlation_id),
                      causation_id, traceparent, tracestate,
                      (select journal_epoch()), payload::json
                 from event order by place
             )
             insert into outbox (org_id, event_id, aggregate_id, aggregate_seq)
             select $1, event_id, aggregate_id, aggregate_seq from event order by place",
        )
        .bind(org.as_uuid())
        .bind(at)
        .bind(&self.event_id)
        .bind(&self.aggregate_type)
        .bind(&self.aggregate_id)
        .bind(&self.aggregate_seq)
        .bind(&self.event_type)
        .bind(&self.schema_version)
        .bind(&self.actor)
        .bind(&self.correlation_id)
        .bind(&self.causation_id)
        .bind(&self.root)
        .bind(&self.traceparent)
        .bind(&self.tracestate)
        .bind(&self.payload)
        .execute(conn)
        .await
        .on_constraint("journal_aggregate_seq_key", || {
            let detail = "Someone else changed this at the same moment; read it again and repeat.";
            Problem::new(Kind::Conflict, CHANGED_MEANWHILE, detail)
        })?;
        *self = Self::default();
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use schemars::JsonSchema;
    use serde::{Deserialize, Serialize};

    use super::*;

    #[derive(Serialize, Deserialize, JsonSchema)]
    struct Happened {
        id: Uuid,
    }

    impl Event for Happened {
        const TYPE: &'static str = "test.thing.happened.v1";
        const AGGREGATE: &'static str = "thing";
        fn aggregate_id(&self) -> Uuid {
            self.id
        }
    }

    fn cause(number: u128, follows: Option<Uuid>) -> Cause {
        let correlation_id = Uuid::from_u128(number);
        Cause { actor: Actor::System("test".to_owned()), correlation_id, causation_id: None, follows }
    }

    #[test]
    fn what_begins_in_the_same_transaction_shares_the_first_cause_of_what_it_follows() {
        let (a, b, c, elsewhere) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3), Uuid::from_u128(9));
        let mut pending = Pending::default();
        let mut push = |id, version, cause| pending.push(version, &Happened { id }, &cause).map(drop).unwrap();
        push(a, 1, cause(10, Some(elsewhere)));
        push(b, 1, cause(20, Some(a)));
        push(b, 2, cause(30, None));
        push(c, 5, cause(40, None));
        push(c, 6, cause(50, Some(b)));
        // A follows what may be in the journal, and else has its own cause; B, and what follows B, goes with A.
        assert_eq!(pending.root, [elsewhere, elsewhere, elsewhere, c, elsewhere]);
        assert_eq!(pending.correlation_id, [10, 10, 10, 40, 10].map(Uuid::from_u128));
    }
}
