//! NATS JetStream: connecting, and the streams and consumers that the code, not an operator, decides about.

use std::time::Duration;

use async_nats::jetstream::consumer::pull::Config as PullConfig;
use async_nats::jetstream::consumer::{AckPolicy, Consumer, DeliverPolicy};
use async_nats::jetstream::stream::{
    Config as StreamConfig, DiscardPolicy, Info as StreamInfo, RawMessageErrorKind, RetentionPolicy, StorageType,
    Stream,
};
use async_nats::jetstream::{self, Context};
use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::config::Secret;

/// Oldest NATS server whose streams survive a kill.
pub const OLDEST_SERVER: (u64, u64, u64) = (2, 10, 23);
/// Window in which JetStream recognises a message id it has seen.
const DUPLICATE_WINDOW: Duration = Duration::from_mins(2);
/// Largest message of a stream in bytes: twice the largest payload, for the envelope.
const MAX_MESSAGE_BYTES: i32 = 512 * 1024;
/// How long a consumer may work on a message before it is delivered again.
pub const ACK_WAIT: Duration = Duration::from_secs(30);
/// Messages a consumer may hold unacknowledged. Those that wait for something count too, so this is also how many may
/// wait before they hold up the rest.
pub const MAX_ACK_PENDING: i64 = 8192;

/// Why NATS cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BusError {
    /// It did not answer, or refused.
    #[error("NATS: {0}")]
    Nats(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// It is older than [`OLDEST_SERVER`].
    #[error("the NATS server has version {0}; at least 2.10.23 is needed, older ones can lose messages when killed")]
    TooOld(String),
    /// A stream or consumer is configured differently, and only an operator can say why.
    #[error("stream {stream}: {what}")]
    Drift {
        /// Name of the stream.
        stream: String,
        /// What differs and what to do.
        what: String,
    },
}

impl BusError {
    pub(crate) fn nats(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Nats(error.into())
    }
}

/// Connects, and goes on trying in the background when the server is away: a service starts without it.
pub async fn connect(url: &Secret, name: &str) -> Result<async_nats::Client, BusError> {
    let log_name = name.to_owned();
    let address: async_nats::ServerAddr = url.expose().parse().map_err(BusError::nats)?;
    // The client library does not take user and password from the URL by itself.
    let options = match (address.username(), address.password()) {
        (Some(user), Some(password)) => {
            async_nats::ConnectOptions::with_user_and_password(user.to_owned(), password.to_owned())
        }
        (Some(token), None) => async_nats::ConnectOptions::with_token(token.to_owned()),
        (None, _) => async_nats::ConnectOptions::new(),
    };
    options
        .name(name)
        .custom_inbox_prefix(inbox_prefix(name))
        .retry_on_initial_connect()
        .connection_timeout(Duration::from_secs(2))
        .request_timeout(Some(Duration::from_secs(2)))
        .ping_interval(Duration::from_secs(5))
        .reconnect_delay_callback(|attempt| Duration::from_millis((50_u64 << attempt.min(6)).min(2000)))
        .event_callback(move |event| {
            let name = log_name.clone();
            async move { tracing::info!(client = name, "NATS: {event}") }
        })
        .connect(address)
        .await
        .map_err(BusError::nats)
}

/// Where answers to a client of this name arrive: nobody else may listen there.
fn inbox_prefix(name: &str) -> String {
    format!("_INBOX_{name}")
}

/// Subjects a service needs, and none besides: what its user at NATS should be allowed. It also answers requests,
/// which may take it a quarter of an hour (`allow_responses: { max: 1, expires: "15m" }`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needs {
    /// Subjects it publishes to.
    pub publish: Vec<String>,
    /// Subjects it subscribes to.
    pub subscribe: Vec<String>,
}

/// What the service `name`, which publishes as `source` and reacts to `heard`, needs of NATS. It cannot publish in
/// another's name, change or delete a stream of another, or read answers meant for another.
pub fn needs(name: &str, source: &str, heard: &[&str]) -> Needs {
    let own = stream_name(source);
    let mut publish = vec![
        format!("ev.{source}.>"),
        format!("$JS.API.STREAM.UPDATE.{own}"),
        // The shape of this subject differs between versions of the server; it can only settle what one was given.
        "$JS.ACK.>".to_owned(),
    ];
    let streams = heard.iter().map(|source| stream_name(source)).chain([own]);
    for stream in streams.chain([ADVISORIES.to_owned()]) {
        // Whoever comes first makes a stream, so that the order in which services start does not matter.
        publish.extend(["CREATE", "INFO"].map(|verb| format!("$JS.API.STREAM.{verb}.{stream}")));
        if stream != ADVISORIES {
            publish.extend(["CREATE", "DURABLE.CREATE", "INFO", "DELETE", "MSG.NEXT"].map(|verb| {
                let durable = if verb == "DURABLE.CREATE" { "*" } else { ">" };
                format!("$JS.API.CONSUMER.{verb}.{stream}.{durable}")
            }));
            publish.push(format!("$JS.API.CONSUMER.CREATE.{stream}"));
            publish.push(format!("$JS.API.STREAM.MSG.GET.{stream}"));
        }
    }
    publish.extend(heard.iter().map(|source| resend_subject(source)));
    Needs { publish, subscribe: vec![format!("{}.>", inbox_prefix(name)), resend_subject(source)] }
}

/// A JetStream context whose calls give up after two seconds: a stream without a leader may never answer.
pub fn jetstream(client: &async_nats::Client) -> Context {
    let mut context = jetstream::new(client.clone());
    context.set_timeout(Duration::from_secs(2));
    context
}

/// Refuses servers that are too old.
pub fn check_server(client: &async_nats::Client) -> Result<(), BusError> {
    let version = client.server_info().version;
    let mut numbers = version.split(['.', '-']).map(|part| part.parse::<u64>().unwrap_or(0));
    let mut next = || numbers.next().unwrap_or(0);
    let found = (next(), next(), next());
    if found < OLDEST_SERVER {
        return Err(BusError::TooOld(version));
    }
    if found < (2, 14, 0) {
        tracing::warn!(version, "this NATS server is supported, but 2.14 and later recover better from disk errors");
    }
    Ok(())
}

/// Name of the stream that holds what a service publishes: `GERINC_CRM`.
pub fn stream_name(source: &str) -> String {
    format!("GERINC_{}", source.to_uppercase())
}

/// Where a service is asked to publish events again that a consumer is missing.
pub fn resend_subject(source: &str) -> String {
    format!("gerinc.resend.{source}")
}

/// A consumer's request for events it cannot read.
#[derive(Debug, serde::Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum ResendRequest {
    /// Those of one aggregate, from a place in its sequence on.
    Aggregate { org_id: uuid::Uuid, aggregate_id: uuid::Uuid, from_seq: i64 },
    /// All that the stream no longer holds. It is answered when they are on their way.
    Cut { cut: bool },
}

/// What a publisher answers to [`ResendRequest::Cut`].
#[derive(Debug, serde::Serialize, Deserialize)]
pub(crate) struct ResendAnswer {
    /// How many events it sends again; none when that failed.
    pub sent_again: Option<u64>,
}

fn wanted(source: &str, replicas: usize) -> StreamConfig {
    StreamConfig {
        name: stream_name(source),
        subjects: vec![format!("ev.{source}.>")],
        retention: RetentionPolicy::Limits,
        discard: DiscardPolicy::New,
        storage: StorageType::File,
        num_replicas: replicas,
        max_message_size: MAX_MESSAGE_BYTES,
        duplicate_window: DUPLICATE_WINDOW,
        deny_delete: true,
        deny_purge: true,
        ..StreamConfig::default()
    }
}

/// Creates the stream of a source, or brings it to the wanted configuration; refuses what cannot be brought there
/// without risk of losing events.
pub async fn ensure_stream(context: &Context, source: &str, replicas: usize) -> Result<Stream, BusError> {
    let mut wanted = wanted(source, replicas);
    let stream = context.get_or_create_stream(wanted.clone()).await.map_err(BusError::nats)?;
    let found = &stream.cached_info().config;
    // The server refuses a window that is longer than messages live.
    if !found.max_age.is_zero() {
        wanted.duplicate_window = wanted.duplicate_window.min(found.max_age);
    }
    let drift = |what: &str| BusError::Drift { stream: wanted.name.clone(), what: what.to_owned() };
    if found.retention != wanted.retention || found.storage != wanted.storage {
        return Err(drift(
            "its retention or storage differs from limits on file, and it cannot be changed; move its messages to a new stream",
        ));
    }
    if found.discard != wanted.discard
        || found.subjects != wanted.subjects
        || found.num_replicas != wanted.num_replicas
        || found.duplicate_window != wanted.duplicate_window
        || found.max_message_size != wanted.max_message_size
    {
        tracing::warn!(stream = wanted.name, "stream configuration differs, bringing it back");
        // A limit on age is an operator's choice and is kept.
        let config = StreamConfig { max_age: found.max_age, max_bytes: found.max_bytes, ..wanted };
        context.update_stream(config).await.map_err(BusError::nats)?;
    }
    Ok(stream)
}

/// Id of the message at a place of a stream; none where there is none, or none with an id.
pub(crate) async fn message_id(stream: &Stream, seq: u64) -> Result<Option<String>, BusError> {
    match stream.get_raw_message(seq).await {
        Ok(message) => Ok(message.headers.get("Nats-Msg-Id").map(ToString::to_string)),
        Err(error) if matches!(error.kind(), RawMessageErrorKind::NoMessageFound) => Ok(None),
        Err(error) => Err(BusError::nats(error)),
    }
}

/// As [`message_id`]; none, too, where the server does not say.
pub(crate) async fn message_id_if_told(stream: &Stream, seq: u64) -> Option<String> {
    match message_id(stream, seq).await {
        Ok(id) => id,
        Err(error) => {
            tracing::debug!(seq, %error, "the message at a place is not known");
            None
        }
    }
}

/// A place and the id of its message, to be noted: one is worth nothing without the other, and another release may note only
/// the place.
pub(crate) fn place_with_id(seq: u64, id: &str) -> String {
    format!("{seq}:{id}")
}

/// The id that was noted with this place; none when it was another place.
pub(crate) fn id_at(noted: &str, seq: u64) -> Option<&str> {
    let (place, id) = noted.split_once(':')?;
    (place.parse() == Ok(seq)).then_some(id)
}

/// When a stream was made, which tells one that was lost and made anew from the one before. To the microsecond, as
/// PostgreSQL keeps it.
pub(crate) fn created_at(info: &StreamInfo) -> DateTime<Utc> {
    let micros = info.created.unix_timestamp_nanos() / 1000;
    i64::try_from(micros).ok().and_then(DateTime::from_timestamp_micros).unwrap_or_default()
}

/// The stream of a source that somebody else publishes; made when it is not there, and otherwise left as it is.
pub async fn open_stream(context: &Context, source: &str, replicas: usize) -> Result<Stream, BusError> {
    context.get_or_create_stream(wanted(source, replicas)).await.map_err(BusError::nats)
}

/// Stream of what NATS itself says about messages that were given up.
pub const ADVISORIES: &str = "GERINC_ADVISORIES";

/// Keeps, for a month, what the server says about messages it stopped delivering or was told to stop delivering: the net
/// below the dead letters.
pub(crate) async fn ensure_advisories(context: &Context, replicas: usize) -> Result<(), BusError> {
    let subjects = ["MAX_DELIVERIES", "MSG_TERMINATED"].map(|what| format!("$JS.EVENT.ADVISORY.CONSUMER.{what}.>"));
    let config = StreamConfig {
        name: ADVISORIES.to_owned(),
        subjects: subjects.to_vec(),
        retention: RetentionPolicy::Limits,
        discard: DiscardPolicy::Old,
        storage: StorageType::File,
        num_replicas: replicas,
        max_age: Duration::from_hours(24 * 30),
        max_messages: 100_000,
        ..StreamConfig::default()
    };
    context.get_or_create_stream(config).await.map_err(BusError::nats).map(drop)
}

/// What happens to an acknowledged message when the power fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Every message is forced to disk before it is acknowledged.
    ForcedToDisk,
    /// The operating system writes it some time later: it survives the death of the server, not that of the machine.
    MemoryOfOs,
    /// Nobody said where the server can be asked.
    Unknown,
}

/// Asks the server's monitoring address.
pub(crate) async fn durability(monitor_url: Option<&str>) -> Durability {
    #[derive(Deserialize)]
    struct Jsz {
        config: JszConfig,
    }
    #[derive(Deserialize)]
    struct JszConfig {
        #[serde(default)]
        sync_always: bool,
    }
    let Some(url) = monitor_url else { return Durability::Unknown };
    let client = reqwest::Client::builder().timeout(Duration::from_secs(2)).build().unwrap_or_default();
    let asked = async { client.get(format!("{}/jsz", url.trim_end_matches('/'))).send().await?.json::<Jsz>().await };
    match asked.await {
        Ok(jsz) if jsz.config.sync_always => Durability::ForcedToDisk,
        Ok(_) => Durability::MemoryOfOs,
        Err(error) => {
            tracing::debug!(%error, "NATS did not say how it writes");
            Durability::Unknown
        }
    }
}

/// Says how safe what is published is.
pub(crate) fn report_durability(service: &str, durability: Durability, replicas: usize) {
    match durability {
        Durability::ForcedToDisk => {
            tracing::info!(service, replicas, "NATS forces every message to disk before it acknowledges");
        }
        Durability::MemoryOfOs => tracing::warn!(
            service,
            replicas,
            "NATS acknowledges before a message is on disk: a power cut may lose events, until they are sent again from \
             the journal; set sync_interval: always"
        ),
        Durability::Unknown => tracing::info!(
            service,
            replicas,
            "whether NATS forces messages to disk is not known; set NATS_MONITOR_URL to see"
        ),
    }
}

/// Name of the durable consumer of a service on a source: `billing-crm`.
pub fn consumer_name(service: &str, source: &str) -> String {
    format!("{service}-{source}")
}

/// The durable consumer, made when it is not there; a new one starts at `start`, by default with the first message.
pub async fn ensure_consumer(
    stream: &Stream,
    name: &str,
    start: Option<u64>,
) -> Result<Consumer<PullConfig>, BusError> {
    let config = PullConfig {
        durable_name: Some(name.to_owned()),
        ack_policy: AckPolicy::Explicit,
        ack_wait: ACK_WAIT,
        max_ack_pending: MAX_ACK_PENDING,
        // Only a net: the code decides about poison long before.
        max_deliver: 100_000,
        deliver_policy: match start {
            Some(sequence) => DeliverPolicy::ByStartSequence { start_sequence: sequence },
            None => DeliverPolicy::All,
        },
        ..PullConfig::default()
    };
    stream.get_or_create_consumer(name, config).await.map_err(BusError::nats)
}
