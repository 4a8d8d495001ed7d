//! Events on their way into the journal: collected while a command runs, written when it commits.

use chrono::{DateTime, Utc};
use contracts::{Actor, Event, event_type};
use kernel::{EventId, OrgId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::problem::{CHANGED_MEANWHILE, Kind, OnConstraint, Problem, Result};

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
    follows: Vec<Option<Uuid>>,
    traceparent: Vec<Option<String>>,
    payload: Vec<String>,
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
        self.event_id.push(id.as_uuid());
        self.aggregate_type.push(E::AGGREGATE);
        self.aggregate_id.push(event.aggregate_id());
        self.aggregate_seq.push(version);
        self.event_type.push(E::TYPE);
        self.schema_version.push(event_type(E::TYPE).map_or(1, |parts| i32::from(parts.version)));
        self.actor.push(cause.actor.to_string());
        self.correlation_id.push(cause.correlation_id);
        self.causation_id.push(cause.causation_id.map(EventId::as_uuid));
        self.follows.push(cause.follows);
        self.traceparent.push(crate::telemetry::traceparent());
        self.payload.push(payload);
        Ok(id)
    }

    /// Writes the events and their outbox pointers in one statement, in the order they were published.
    pub(crate) async fn write(&mut self, conn: &mut PgConnection, org: OrgId, at: DateTime<Utc>) -> Result<usize> {
        let count = self.event_id.len();
        if count == 0 {
            return Ok(0);
        }
        sqlx::query(
            "with event as (
               select * from unnest($3::uuid[], $4::text[], $5::uuid[], $6::bigint[], $7::text[], $8::int[], $9::text[],
                                    $10::uuid[], $11::uuid[], $12::uuid[], $13::text[], $14::text[]) with ordinality
                 as e(event_id, aggregate_type, aggregate_id, aggregate_seq, type, schema_version, actor,
                      correlation_id, causation_id, follows, traceparent, payload, place)
             ), written as (
               insert into journal (org_id, event_id, aggregate_type, aggregate_id, aggregate_seq, type, schema_version,
                                    occurred_at, actor, correlation_id, causation_id, traceparent, payload)
               select $1, event_id, aggregate_type, aggregate_id, aggregate_seq, type, schema_version, $2, actor,
                      coalesce(
                        (select first.correlation_id from journal first
                          where first.org_id = $1 and first.aggregate_id = coalesce(event.follows, event.aggregate_id)
                            and first.aggregate_seq = 1),
                        event.correlation_id),
                      causation_id, traceparent, payload::json
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
        .bind(&self.follows)
        .bind(&self.traceparent)
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
