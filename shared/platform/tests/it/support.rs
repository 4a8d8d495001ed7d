//! What several tests need.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use async_nats::HeaderMap;
use async_nats::jetstream::consumer::{AckPolicy, pull};
use contracts::Envelope;
use futures::StreamExt;
use kernel::{OrgId, Role};
use platform::Running;
use platform::config::Secret;
use platform::db::Mode;
use serde_json::{Value, json};
use sqlx::{Connection, PgConnection};
use testkit::{App, Client, Environment, Organization};
use uuid::Uuid;

use crate::notes::{self, Note, NoteChanged, NoteCreated};
use crate::reader;

/// How long a condition is waited for.
pub const PATIENCE: Duration = Duration::from_secs(45);

/// Runs a test where services and connections live.
pub fn run(test: impl Future<Output = ()> + Send + 'static) {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(testkit::on_runtime(test));
}

/// Waits until a condition holds.
pub async fn until<F, C>(what: &str, mut condition: F)
where
    F: FnMut() -> C,
    C: Future<Output = bool>,
{
    let started = Instant::now();
    while !condition().await {
        assert!(started.elapsed() < PATIENCE, "waited in vain until {what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// The two services on the servers of this test binary.
pub async fn both() -> (App, App) {
    (App::start(notes::service()).await, App::start(reader::service()).await)
}

/// Servers of one's own, with the notes service on them.
pub async fn own_servers() -> App {
    let environment = Box::pin(Environment::start()).await;
    let running = environment.serve(notes::service(), "notes").await;
    App { environment: Arc::new(environment), running: Arc::new(running) }
}

/// The reader on the servers of another service.
pub async fn reader_beside(app: &App) -> App {
    let running = app.environment.serve(reader::service(), "reader").await;
    App { environment: Arc::clone(&app.environment), running: Arc::new(running) }
}

/// Ends a service as a crash would.
pub async fn kill(app: App) {
    let running = Arc::into_inner(app.running).expect("nobody else holds the service");
    running.kill().await;
}

/// Somebody who may do what the test services ask for.
pub fn sales(org: &Organization) -> Client {
    org.as_role(Role::Sales)
}

/// A fresh id.
pub fn fresh() -> Uuid {
    kernel::EventId::new().as_uuid()
}

/// The body of a new note.
pub fn note(id: Uuid, text: &str) -> Value {
    json!({ "note_id": id, "text": text })
}

/// The event of a new note.
pub fn created(id: Uuid, text: &str) -> NoteCreated {
    NoteCreated { note: Note { note_id: id, text: text.to_owned() } }
}

/// The event of a changed note.
pub fn changed(id: Uuid, text: &str) -> NoteChanged {
    NoteChanged { note: Note { note_id: id, text: text.to_owned() } }
}

/// An effect of the reader.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Effect {
    pub event_id: Uuid,
    pub note_id: Uuid,
    pub seq: i64,
    pub text: String,
}

/// What the reader did for an organisation, in the order it was done.
pub async fn effects(reader: &Running, org: OrgId) -> Vec<Effect> {
    let mut tx = reader.state().db.begin(org, Mode::Read).await.expect("the database answers");
    sqlx::query_as("select event_id, note_id, seq, text from effects where org_id = $1 order by place")
        .bind(org.as_uuid())
        .fetch_all(&mut *tx)
        .await
        .expect("effects can be read")
}

/// The sequence numbers the reader applied for one note, in the order it did.
pub async fn seqs(reader: &Running, org: OrgId, id: Uuid) -> Vec<i64> {
    effects(reader, org).await.into_iter().filter(|effect| effect.note_id == id).map(|effect| effect.seq).collect()
}

/// Waits until the reader applied so many events for an organisation, and checks that none was applied twice and each
/// note's in order.
pub async fn applied_once_in_order(reader: &Running, org: OrgId, count: usize) {
    let by_events = async || {
        // A job leaves an effect too, and may become due meanwhile.
        effects(reader, org).await.into_iter().filter(|effect| !effect.event_id.is_nil()).collect::<Vec<_>>()
    };
    until("the reader applied everything", || async { by_events().await.len() >= count }).await;
    let effects = by_events().await;
    let ids: HashSet<Uuid> = effects.iter().map(|effect| effect.event_id).collect();
    assert_eq!(ids.len(), effects.len(), "an event was applied twice");
    assert_eq!(effects.len(), count, "more was applied than was published");
    let mut last: HashMap<Uuid, i64> = HashMap::new();
    for effect in effects {
        let seq = last.entry(effect.note_id).or_default();
        assert_eq!(effect.seq, *seq + 1, "the events of a note were not applied in order");
        *seq = effect.seq;
    }
}

/// A row of the journal with what the test kit leaves out.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Row {
    pub event_id: Uuid,
    pub aggregate_id: Uuid,
    pub aggregate_seq: i64,
    pub correlation_id: Uuid,
    pub causation_id: Option<Uuid>,
    pub traceparent: Option<String>,
}

/// The journal of an organisation.
pub async fn journal(service: &Running, org: OrgId) -> Vec<Row> {
    let mut tx = service.state().db.begin(org, Mode::Read).await.expect("the database answers");
    sqlx::query_as(
        "select event_id, aggregate_id, aggregate_seq, correlation_id, causation_id, traceparent
           from journal where org_id = $1 order by position",
    )
    .bind(org.as_uuid())
    .fetch_all(&mut *tx)
    .await
    .expect("the journal can be read")
}

/// Number of events of a service that are not in the stream yet.
pub async fn outbox(environment: &Environment, database: &str) -> i64 {
    let mut conn = admin(environment, database).await;
    sqlx::query_scalar("select count(*) from outbox").fetch_one(&mut conn).await.expect("the outbox can be counted")
}

/// A superuser's connection to a database of the environment.
pub async fn admin(environment: &Environment, database: &str) -> PgConnection {
    let (server, _) = environment.admin_url.rsplit_once('/').expect("a URL with a database");
    PgConnection::connect(&format!("{server}/{database}")).await.expect("the database answers")
}

/// A client of the environment's NATS server.
pub async fn nats(environment: &Environment) -> async_nats::Client {
    platform::bus::connect(&Secret::new(environment.nats_url.as_str()), "test").await.expect("NATS answers")
}

/// A message of a stream.
#[derive(Debug)]
pub struct Stored {
    pub envelope: Envelope,
    pub headers: HeaderMap,
}

/// Everything in the stream of a source.
pub async fn stream(environment: &Environment, source: &str) -> Vec<Stored> {
    let context = platform::bus::jetstream(&nats(environment).await);
    let stream = platform::bus::ensure_stream(&context, source, 1).await.expect("the stream is there");
    let config = pull::Config {
        ack_policy: AckPolicy::None,
        inactive_threshold: Duration::from_secs(10),
        ..pull::Config::default()
    };
    let mut consumer = stream.create_consumer(config).await.expect("a consumer");
    let mut left = consumer.info().await.expect("its state").num_pending;
    let mut stored = Vec::new();
    while left > 0 {
        let mut batch = consumer.fetch().max_messages(1000).messages().await.expect("messages");
        while let Some(message) = batch.next().await {
            let message = message.expect("a message");
            // Others may publish meanwhile, so more can come than was there at first.
            left = left.saturating_sub(1);
            if let Ok(envelope) = Envelope::from_slice(&message.payload) {
                stored.push(Stored { envelope, headers: message.headers.clone().unwrap_or_default() });
            }
        }
    }
    stored
}

/// First copies of an organisation's events in a stream, in their order: aggregate and sequence.
pub fn first_copies(stored: &[Stored], org: OrgId) -> Vec<(Uuid, Uuid, i64)> {
    let mut seen = HashSet::new();
    let ours = stored.iter().map(|one| &one.envelope).filter(|envelope| envelope.orgid == org);
    ours.filter(|envelope| seen.insert(envelope.id))
        .map(|envelope| (envelope.id.as_uuid(), envelope.subject, envelope.aggregateseq))
        .collect()
}

/// Checks that every aggregate's events are there without gaps, in order.
pub fn assert_gapless(events: &[(Uuid, Uuid, i64)]) {
    let mut last: HashMap<Uuid, i64> = HashMap::new();
    for (_, aggregate, seq) in events {
        let expected = last.entry(*aggregate).or_default();
        assert_eq!(*seq, *expected + 1, "event {seq} of {aggregate} is out of order");
        *expected = *seq;
    }
}
