//! From the journal to the stream: every committed event is published at least once, each aggregate's in order.
//!
//! One relay per service is active, by an advisory lock that PostgreSQL frees when its holder dies. It reads pointers
//! from the outbox without locking them, publishes with a window of unacknowledged messages, at most one per aggregate,
//! and deletes what was acknowledged. A relay that lost its lock without noticing can only publish duplicates: it sends
//! an aggregate's next event only after its own acknowledgement of the one before, and ids stay the same.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_nats::HeaderMap;
use async_nats::jetstream::Context;
use async_nats::jetstream::message::PublishMessage;
use chrono::{DateTime, Utc};
use contracts::{Actor, Envelope};
use futures::StreamExt;
use futures::stream::FuturesUnordered;
use kernel::{EventId, OrgId};
use serde_json::value::RawValue;
use sqlx::postgres::PgListener;
use sqlx::{Connection, FromRow, PgConnection};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;
use uuid::Uuid;

use crate::bus;
use crate::config::Secret;

/// Pointers read at once.
const BATCH: i64 = 500;
/// Messages on their way to the stream at once.
const WINDOW: usize = 256;
/// How long an event waits at most when its wake-up was lost.
const POLL: Duration = Duration::from_millis(200);
/// How often a service that is not the active relay asks whether it may become it.
const TAKE_OVER: Duration = Duration::from_secs(1);
/// Key of the advisory lock, the same in every service's own database.
const LOCK: i64 = 0x6765_7269_6e63;
const CHANNEL: &str = "gerinc_outbox";
/// How long the database may take to answer before its connection counts as dead.
const DATABASE_LIMIT: Duration = Duration::from_secs(10);
/// How often the outbox is counted, and up to how many; counting millions would take longer than publishing them.
const COUNT_EVERY: Duration = Duration::from_secs(2);
const COUNT_LIMIT: i64 = 1_000_000;

/// Wakes the relay after a commit: at once in this process, soon in others.
#[derive(Debug, Default)]
pub struct Signal {
    here: Notify,
    elsewhere: Notify,
    /// Whether this process is the active relay, so that nobody else needs waking.
    leading: AtomicBool,
}

impl Signal {
    /// Something was committed.
    pub fn signal(&self) {
        self.here.notify_one();
        if !self.leading.load(Ordering::Relaxed) {
            self.elsewhere.notify_one();
        }
    }
}

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
    pub signal: Arc<Signal>,
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
    epoch: i32,
    payload: String,
}

/// What one round did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Round {
    /// Events found.
    pub found: usize,
    /// Events the stream has acknowledged.
    pub stored: usize,
}

impl Relay {
    /// Works until it is told to stop, then publishes what was committed and returns.
    pub async fn run(self: Arc<Self>, stop: CancellationToken) {
        // Ends with this relay, even when that is cut off.
        let _others = AbortOnDropHandle::new(tokio::spawn(Arc::clone(&self).wake_others(stop.clone())));
        while !stop.is_cancelled() {
            let led = self.lead(&stop).await;
            self.signal.leading.store(false, Ordering::Relaxed);
            if let Err(error) = led {
                tracing::warn!(service = self.source, %error, "relay starts over");
                pause(TAKE_OVER, &stop).await;
            }
        }
    }

    /// Becomes the active relay when nobody else is, and stays it while the connection lives.
    async fn lead(&self, stop: &CancellationToken) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let mut conn = PgConnection::connect(self.url.expose()).await?;
        // The server must notice soon when this side is gone without a word: until then it keeps the lock.
        sqlx::query(
            "select set_config('statement_timeout', '5s', false), set_config('tcp_keepalives_idle', '5', false),
                    set_config('tcp_keepalives_interval', '2', false), set_config('tcp_keepalives_count', '3', false)",
        )
        .execute(&mut conn)
        .await?;
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
        let mut listener = PgListener::connect(self.url.expose()).await?;
        listener.listen(CHANNEL).await?;
        tracing::debug!(service = self.source, "relay is active");
        self.signal.leading.store(true, Ordering::Relaxed);
        let mut backoff = Duration::from_millis(100);
        let mut last_count = std::time::Instant::now();
        loop {
            // The lock is held by this very connection, so a round that can read has not lost it.
            let round = self.try_round(&mut conn).await?;
            if last_count.elapsed() > COUNT_EVERY {
                if let Err(error) = self.count(&mut conn).await {
                    tracing::debug!(service = self.source, %error, "the outbox was not counted");
                }
                last_count = std::time::Instant::now();
            }
            if round.stored > 0 {
                backoff = Duration::from_millis(100);
            }
            if round.stored < round.found {
                if round.stored == 0 {
                    // Either the link is down, or the stream is gone with its disk: then it is made anew.
                    let _ = bus::ensure_stream(&self.context, self.source, self.replicas).await;
                }
                let jitter = rand::random_range(0.8..1.2);
                if pause(backoff.mul_f64(jitter), stop).await {
                    return Ok(());
                }
                backoff = (backoff * 2).min(Duration::from_secs(5));
                continue;
            }
            if round.found > 0 {
                continue;
            }
            if stop.is_cancelled() {
                conn.close().await?;
                return Ok(());
            }
            tokio::select! {
                () = self.signal.here.notified() => {}
                notified = listener.try_recv() => { notified?; }
                () = tokio::time::sleep(POLL) => {}
                () = stop.cancelled() => {}
            }
        }
    }

    /// Publishes one batch: what is in the outbox now, lowest sequence of each aggregate first.
    pub async fn try_round(&self, conn: &mut PgConnection) -> Result<Round, sqlx::Error> {
        let read = sqlx::query_as(
            "select o.position, o.org_id, o.event_id, j.aggregate_type, o.aggregate_id, o.aggregate_seq, j.type,
                    j.schema_version, j.occurred_at, j.actor, j.correlation_id, j.causation_id, j.traceparent, j.epoch,
                    j.payload::text as payload
               from (select * from outbox order by position limit $1) o
               join journal j on j.org_id = o.org_id and j.event_id = o.event_id
              order by o.position",
        )
        .bind(BATCH)
        .fetch_all(&mut *conn);
        let pointers: Vec<Pointer> = answered(read).await?;
        let found = pointers.len();
        if found == 0 {
            return Ok(Round { found, stored: 0 });
        }
        let acked = self.publish_all(pointers).await;
        if !acked.is_empty() {
            answered(sqlx::query("delete from outbox where position = any ($1)").bind(&acked).execute(conn)).await?;
        }
        metrics::counter!("outbox_published_total", "service" => self.source).increment(acked.len() as u64);
        Ok(Round { found, stored: acked.len() })
    }

    /// Publishes every aggregate's events one after the other and different aggregates' side by side; the failure of
    /// one holds back only its own aggregate.
    async fn publish_all(&self, pointers: Vec<Pointer>) -> Vec<i64> {
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
        let (mut kept, mut reason) = (0_usize, String::new());
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
                    if let Some(why) = failed {
                        kept += 1;
                        reason = why;
                    }
                }
                None => break,
            }
        }
        if kept > 0 {
            tracing::warn!(
                service = self.source,
                aggregates = kept,
                reason,
                "events are kept, they could not be published"
            );
        }
        acked
    }

    /// Publishes one aggregate's events until one fails; returns the positions of those that are stored, and why the
    /// next one is not.
    async fn publish_chain(&self, chain: Vec<Pointer>) -> (Vec<i64>, Option<String>) {
        let mut acked = Vec::new();
        for pointer in chain {
            match self.publish(&pointer).await {
                Ok(()) => acked.push(pointer.position),
                Err(error) => return (acked, Some(format!("{}: {error}", pointer.event_id))),
            }
        }
        (acked, None)
    }

    async fn publish(&self, pointer: &Pointer) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let envelope = self.envelope(pointer)?;
        let started = std::time::Instant::now();
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
            data: RawValue::from_string(pointer.payload.clone())?,
        })
    }

    async fn count(&self, conn: &mut PgConnection) -> Result<(), sqlx::Error> {
        let ask = sqlx::query_as(
            "select (select count(*) from (select 1 from outbox limit $1) as some),
                    (select extract(epoch from now() - j.occurred_at)::float8
                       from (select * from outbox order by position limit 1) o
                       join journal j on j.org_id = o.org_id and j.event_id = o.event_id)",
        )
        .bind(COUNT_LIMIT)
        .fetch_one(conn);
        let (pending, oldest): (i64, Option<f64>) = answered(ask).await?;
        metrics::gauge!("outbox_pending", "service" => self.source)
            .set(crate::telemetry::number(u64::try_from(pending).unwrap_or(0)));
        metrics::gauge!("outbox_oldest_age_seconds", "service" => self.source).set(oldest.unwrap_or(0.0));
        Ok(())
    }

    /// Tells the active relay in another process that something was committed here, at most every 20 ms.
    async fn wake_others(self: Arc<Self>, stop: CancellationToken) {
        let mut conn: Option<PgConnection> = None;
        loop {
            tokio::select! {
                () = self.signal.elsewhere.notified() => {}
                () = stop.cancelled() => return,
            }
            if conn.is_none() {
                conn = PgConnection::connect(self.url.expose()).await.ok();
            }
            if let Some(open) = &mut conn
                && sqlx::query("select pg_notify($1, '')").bind(CHANNEL).execute(open).await.is_err()
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
    if let Some(traceparent) = &envelope.traceparent {
        headers.insert("traceparent", traceparent.as_str());
    }
    headers
}

/// Waits for the database, but not for one that vanished without closing the connection.
async fn answered<T>(question: impl Future<Output = Result<T, sqlx::Error>>) -> Result<T, sqlx::Error> {
    match tokio::time::timeout(DATABASE_LIMIT, question).await {
        Ok(answer) => answer,
        Err(_) => Err(sqlx::Error::Io(std::io::ErrorKind::TimedOut.into())),
    }
}

/// Waits, or returns true at once when told to stop.
pub(crate) async fn pause(time: Duration, stop: &CancellationToken) -> bool {
    tokio::select! {
        () = tokio::time::sleep(time) => false,
        () = stop.cancelled() => true,
    }
}
