//! From the journal to the stream: every committed event is published at least once, each aggregate's in order.
//!
//! One relay per service is active, by an advisory lock that PostgreSQL frees when its holder dies. It reads pointers
//! from the outbox without locking them, publishes with a window of unacknowledged messages, at most one per aggregate,
//! and deletes what was acknowledged. A relay that lost its lock without noticing can only publish duplicates: it sends
//! an aggregate's next event only after its own acknowledgement of the one before, and ids stay the same.

mod aside;
mod low_water;

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use async_nats::jetstream::Context;
use async_nats::jetstream::message::PublishMessage;
use async_nats::{HeaderMap, HeaderValue};
use chrono::{DateTime, Utc};
use contracts::{Actor, Envelope};
use futures::StreamExt;
use futures::stream::FuturesUnordered;
use kernel::{EventId, OrgId};
use serde_json::value::RawValue;
use sqlx::postgres::PgListener;
use sqlx::{Connection, FromRow, PgConnection};
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;
use tracing::Instrument;
use uuid::Uuid;

use aside::Aside;
use low_water::LowWater;

use crate::bus::{self, BusError};
use crate::config::Secret;
use crate::db::{answered, relay_connection};
use crate::outbox::Outbox;
use crate::{pace, telemetry};

/// Pointers read at once.
const BATCH: usize = 500;
/// Messages on their way to the stream at once.
const WINDOW: usize = 256;
/// How long an event waits at most when its wake-up was lost.
const POLL: Duration = Duration::from_millis(200);
/// How often a service that is not the active relay asks whether it may become it.
const TAKE_OVER: Duration = Duration::from_secs(1);
/// Key of the advisory lock, the same in every service's own database.
const LOCK: i64 = 0x6765_7269_6e63;
const CHANNEL: &str = "gerinc_outbox";

/// The relay of one service.
#[derive(Debug)]
pub struct Relay {
    /// Name under which the service publishes: `crm`.
    pub source: &'static str,
    /// The service's database with the relay role.
    pub url: Secret,
    /// Where to publish.
    pub context: Context,
    /// Number of replicas of the stream.
    pub replicas: usize,
    /// Wakes it.
    pub outbox: Arc<Outbox>,
}

#[derive(Debug, FromRow)]
struct Pointer {
    position: i64,
    org_id: Uuid,
    event_id: Uuid,
    aggregate_type: String,
    aggregate_id: Uuid,
    aggregate_seq: i64,
    #[sqlx(rename = "type")]
    event_type: String,
    schema_version: i32,
    occurred_at: DateTime<Utc>,
    actor: String,
    correlation_id: Uuid,
    causation_id: Option<Uuid>,
    traceparent: Option<String>,
    tracestate: Option<String>,
    epoch: i32,
    payload: String,
}

/// What one round did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Events found.
    pub found: usize,
    /// Events the stream has acknowledged.
    pub stored: usize,
    /// Aggregates with an event that it has not.
    pub failed: Vec<Uuid>,
    /// Position of the last event found.
    last: Option<i64>,
}

impl Relay {
    /// Works until it is told to stop, then publishes what was committed and returns.
    pub async fn run(self: Arc<Self>, stop: CancellationToken) {
        // One before may have ended by a panic.
        self.outbox.leading.store(false, Ordering::Relaxed);
        // Ends with this relay, even when that is cut off.
        let _others = AbortOnDropHandle::new(tokio::spawn(Arc::clone(&self).wake_others(stop.clone())));
        while !stop.is_cancelled() {
            let led = self.lead(&stop).await;
            self.outbox.leading.store(false, Ordering::Relaxed);
            if let Err(error) = led {
                tracing::warn!(service = self.source, %error, "relay starts over");
                pause(TAKE_OVER, &stop).await;
            }
        }
    }

    /// Becomes the active relay when nobody else is, and stays it while the connection lives.
    async fn lead(&self, stop: &CancellationToken) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let mut conn = relay_connection(&self.url).await?;
        // A deletion that is lost in a crash of the server is an event published twice, so it need not wait for the disk.
        let settings = sqlx::query(
            "select set_config('statement_timeout', '5s', false), set_config('synchronous_commit', 'off', false)",
        );
        answered(settings.execute(&mut conn)).await?;
        loop {
            let ask = sqlx::query_scalar("select pg_try_advisory_lock($1)").bind(LOCK).fetch_one(&mut conn);
            let leader: bool = answered(ask).await?;
            if leader {
                break;
            }
            if pause(TAKE_OVER, stop).await {
                return Ok(());
            }
        }
        let mut listener = answered(PgListener::connect(self.url.expose())).await?;
        answered(listener.listen(CHANNEL)).await?;
        tracing::debug!(service = self.source, "relay is active");
        self.outbox.leading.store(true, Ordering::Relaxed);
        let mut backoff = Duration::from_millis(100);
        let (mut aside, mut low_water) = (Aside::default(), LowWater::new(Instant::now()));
        loop {
            let started = Instant::now();
            let without = aside.waiting(started);
            // What is tried less often lies anywhere.
            let from = if aside.is_empty() { low_water.position(started) } else { 0 };
            // The lock is held by this very connection, so a round that can read has not lost it.
            let round = self.round(&mut conn, &without, from).await?;
            if !round.failed.is_empty() {
                // Either the link is down, or the stream is gone with its disk and is made anew, or it refuses these
                // very events; then they must not keep back those of other aggregates.
                let link = if round.stored > 0 { Ok(()) } else { self.ensure_stream().await };
                if link.is_err() || !aside.put(round.failed.clone(), Instant::now()) {
                    let jitter = rand::random_range(0.8..1.2);
                    if pause(backoff.mul_f64(jitter), stop).await {
                        return Ok(());
                    }
                    backoff = (backoff * 2).min(Duration::from_secs(5));
                    continue;
                }
            }
            backoff = Duration::from_millis(100);
            if let Some(last) = round.last.filter(|_| round.failed.is_empty()) {
                low_water.published(last, started);
            }
            if round.found > 0 {
                if round.found < BATCH {
                    tokio::time::sleep_until(pace::next(started).into()).await;
                }
                continue;
            }
            if stop.is_cancelled() {
                conn.close().await?;
                return Ok(());
            }
            tokio::select! {
                () = self.outbox.here.notified() => {}
                notified = listener.try_recv() => { notified?; }
                () = tokio::time::sleep(POLL) => {}
                () = stop.cancelled() => {}
            }
        }
    }

    async fn ensure_stream(&self) -> Result<(), BusError> {
        bus::ensure_stream(&self.context, self.source, self.replicas).await.map(drop)
    }

    /// Publishes one batch: what is in the outbox now, lowest sequence of each aggregate first.
    pub async fn try_round(&self, conn: &mut PgConnection) -> Result<Round, sqlx::Error> {
        self.round(conn, &[], 0).await
    }

    /// As [`Relay::try_round`], without these aggregates, and beginning at a position.
    async fn round(&self, conn: &mut PgConnection, without: &[Uuid], from: i64) -> Result<Round, sqlx::Error> {
        let read = sqlx::query_as(
            "select o.position, o.org_id, o.event_id, j.aggregate_type, o.aggregate_id, o.aggregate_seq, j.type,
                    j.schema_version, j.occurred_at, j.actor, j.correlation_id, j.causation_id, j.traceparent,
                    j.tracestate, j.epoch, j.payload::text as payload
               from (select * from outbox where position >= $3 and aggregate_id <> all ($2)
                      order by position limit $1) o
               join journal j on j.org_id = o.org_id and j.event_id = o.event_id
              order by o.position",
        )
        .bind(i64::try_from(BATCH).unwrap_or(i64::MAX))
        .bind(without)
        .bind(from)
        .fetch_all(&mut *conn);
        let pointers: Vec<Pointer> = answered(read).await?;
        let (found, last) = (pointers.len(), pointers.last().map(|pointer| pointer.position));
        if found == 0 {
            return Ok(Round { found, stored: 0, failed: Vec::new(), last });
        }
        let (acked, failed) = self.publish_all(pointers).await;
        if !acked.is_empty() {
            answered(sqlx::query("delete from outbox where position = any ($1)").bind(&acked).execute(conn)).await?;
        }
        metrics::counter!("outbox_published_total", "service" => self.source).increment(acked.len() as u64);
        Ok(Round { found, stored: acked.len(), failed, last })
    }

    /// Publishes every aggregate's events one after the other and different aggregates' side by side; the failure of
    /// one holds back only its own aggregate.
    async fn publish_all(&self, pointers: Vec<Pointer>) -> (Vec<i64>, Vec<Uuid>) {
        let mut order: Vec<Uuid> = Vec::new();
        let mut chains: HashMap<Uuid, Vec<Pointer>> = HashMap::new();
        for pointer in pointers {
            let chain = chains.entry(pointer.aggregate_id).or_default();
            if chain.is_empty() {
                order.push(pointer.aggregate_id);
            }
            chain.push(pointer);
        }
        let mut waiting = order.into_iter().filter_map(|id| chains.remove(&id));
        let mut running = FuturesUnordered::new();
        let mut acked = Vec::new();
        let (mut kept, mut reason) = (Vec::new(), String::new());
        loop {
            while running.len() < WINDOW
                && let Some(mut chain) = waiting.next()
            {
                chain.sort_by_key(|pointer| pointer.aggregate_seq);
                running.push(self.publish_chain(chain));
            }
            match running.next().await {
                Some((positions, failed)) => {
                    acked.extend(positions);
                    if let Some((aggregate, why)) = failed {
                        kept.push(aggregate);
                        reason = why;
                    }
                }
                None => break,
            }
        }
        if !kept.is_empty() {
            tracing::warn!(
                service = self.source,
                aggregates = kept.len(),
                reason,
                "events are kept, they could not be published"
            );
        }
        (acked, kept)
    }

    /// Publishes one aggregate's events until one fails; returns the positions of those that are stored, and why the
    /// next one is not.
    async fn publish_chain(&self, chain: Vec<Pointer>) -> (Vec<i64>, Option<(Uuid, String)>) {
        let mut acked = Vec::new();
        for pointer in chain {
            let span = self.span_of(&pointer);
            match self.publish(&pointer).instrument(span).await {
                Ok(()) => acked.push(pointer.position),
                Err(error) => return (acked, Some((pointer.aggregate_id, format!("{}: {error}", pointer.event_id)))),
            }
        }
        (acked, None)
    }

    async fn publish(&self, pointer: &Pointer) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let envelope = self.envelope(pointer)?;
        let started = Instant::now();
        let message = PublishMessage::build()
            .payload(serde_json::to_vec(&envelope)?.into())
            .headers(headers(&envelope, pointer.schema_version))
            .expected_stream(bus::stream_name(self.source));
        let ack = self.context.send_publish(contracts::subject_of(&pointer.event_type), message).await?.await?;
        metrics::histogram!("publish_ack_seconds", "service" => self.source).record(started.elapsed().as_secs_f64());
        if ack.duplicate {
            metrics::counter!("publish_duplicates_total", "service" => self.source).increment(1);
        }
        Ok(())
    }

    /// A span in the trace of the request that made the event.
    fn span_of(&self, pointer: &Pointer) -> tracing::Span {
        let span = tracing::info_span!(
            "send",
            otel.name = format!("send {}", pointer.event_type),
            otel.kind = "producer",
            messaging.system = "nats",
            messaging.message.id = %pointer.event_id,
            service = self.source,
        );
        telemetry::continue_trace(&span, pointer.traceparent.as_deref(), pointer.tracestate.as_deref());
        span
    }

    fn envelope(&self, pointer: &Pointer) -> Result<Envelope, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Envelope {
            specversion: "1.0".to_owned(),
            id: EventId::from_uuid(pointer.event_id),
            source: format!("/gerinc/{}", self.source),
            event_type: pointer.event_type.clone(),
            subject: pointer.aggregate_id,
            time: pointer.occurred_at,
            datacontenttype: "application/json".to_owned(),
            orgid: OrgId::from_uuid(pointer.org_id),
            actor: Actor::try_from(pointer.actor.clone())?,
            aggregatetype: pointer.aggregate_type.clone(),
            aggregateseq: pointer.aggregate_seq,
            epoch: pointer.epoch,
            correlationid: pointer.correlation_id,
            causationid: pointer.causation_id.map(EventId::from_uuid),
            traceparent: pointer.traceparent.clone(),
            tracestate: pointer.tracestate.clone(),
            data: RawValue::from_string(pointer.payload.clone())?,
        })
    }

    /// Tells the active relay in another process that something was committed here, at most every 20 ms.
    async fn wake_others(self: Arc<Self>, stop: CancellationToken) {
        let mut conn: Option<PgConnection> = None;
        loop {
            tokio::select! {
                () = self.outbox.elsewhere.notified() => {}
                () = stop.cancelled() => return,
            }
            if conn.is_none() {
                conn = relay_connection(&self.url).await.ok();
            }
            if let Some(open) = &mut conn
                && answered(sqlx::query("select pg_notify($1, '')").bind(CHANNEL).execute(open)).await.is_err()
            {
                conn = None;
            }
            pause(Duration::from_millis(20), &stop).await;
        }
    }
}

fn headers(envelope: &Envelope, schema_version: i32) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert("Nats-Msg-Id", envelope.id.to_string());
    headers.insert("content-type", "application/cloudevents+json");
    headers.insert("ce-specversion", "1.0");
    headers.insert("ce-id", envelope.id.to_string());
    headers.insert("ce-source", envelope.source.as_str());
    headers.insert("ce-type", envelope.event_type.as_str());
    headers.insert("ce-time", envelope.time.to_rfc3339());
    headers.insert("ce-subject", envelope.subject.to_string());
    headers.insert("ce-orgid", envelope.orgid.to_string());
    headers.insert("ce-aggregateseq", envelope.aggregateseq.to_string());
    headers.insert("ce-schemaversion", schema_version.to_string());
    headers.insert("ce-epoch", envelope.epoch.to_string());
    // What others said is left out where it is no header: an event must not fail for the sake of its trace.
    for (name, said) in [("traceparent", &envelope.traceparent), ("tracestate", &envelope.tracestate)] {
        if let Some(value) = said.as_deref().and_then(|said| said.parse::<HeaderValue>().ok()) {
            headers.insert(name, value);
        }
    }
    headers
}

/// Waits, or returns true at once when told to stop.
pub(crate) async fn pause(time: Duration, stop: &CancellationToken) -> bool {
    tokio::select! {
        () = tokio::time::sleep(time) => false,
        () = stop.cancelled() => true,
    }
}
