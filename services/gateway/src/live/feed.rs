//! Reading what the services publish. Requests never wait for this: without NATS nothing new is told, and that is all.

use std::sync::Arc;
use std::time::{Duration, Instant};

use async_nats::jetstream::consumer::pull::Config;
use async_nats::jetstream::consumer::{AckPolicy, DeliverPolicy};
use async_nats::jetstream::context::GetStreamErrorKind;
use async_nats::jetstream::{Context, ErrorCode};
use futures::StreamExt;
use platform::bus::{self, BusError};
use platform::config::Secret;
use platform::service::State;
use tokio_util::sync::CancellationToken;

use super::hub::Stream;
use super::{SOURCES, Source, change};
use crate::gateway::Gateway;

/// How long to wait before a source is looked for again.
const LOOK_AGAIN: Duration = Duration::from_secs(1);
/// NATS says that often that it is still there when it has nothing to tell; two missing ones are noticed.
const SIGN_OF_LIFE: Duration = Duration::from_secs(2);
/// After so long without being asked NATS forgets a reader.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(30);
/// Messages asked for at once.
const AT_ONCE: usize = 200;
const TIDY_EVERY: Duration = Duration::from_secs(5);

/// Why reading a source was interrupted.
#[derive(Debug, thiserror::Error)]
enum Interrupted {
    #[error(transparent)]
    Bus(#[from] BusError),
    #[error("NATS: {0}")]
    Nats(Box<dyn std::error::Error + Send + Sync>),
    #[error("a message was lost on the way; reading again from the one before")]
    Gap,
}

fn nats(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Interrupted {
    Interrupted::Nats(error.into())
}

/// Reads all sources until the gateway stops, then ends all connections: they would hold up the stop.
pub async fn run(gateway: Arc<Gateway>, state: Arc<State>, url: Secret, stop: CancellationToken) {
    let mut closed = state.db.pool().close_event();
    drop(state);
    let reading = async {
        let context = loop {
            match bus::connect(&url, "gateway").await {
                Ok(client) => break bus::jetstream(&client),
                Err(error) => tracing::error!(%error, "nothing is told live"),
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        };
        let sources = (0..SOURCES.len()).map(|source| read_forever(&gateway, &context, source));
        tokio::join!(futures::future::join_all(sources), tidy_forever(&gateway));
    };
    tokio::select! {
        () = reading => {}
        () = stop.cancelled() => {}
        // A gateway that was killed is told by nobody to stop.
        () = &mut closed => {}
    }
    gateway.live.close();
}

async fn tidy_forever(gateway: &Gateway) {
    loop {
        tokio::time::sleep(TIDY_EVERY).await;
        gateway.live.tidy(Instant::now());
    }
}

async fn read_forever(gateway: &Gateway, context: &Context, source: Source) {
    loop {
        if let Err(error) = read(gateway, context, source).await {
            tracing::debug!(source = SOURCES[source].0, %error, "reading for live updates goes on in a moment");
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// Reads a source until something interrupts it; the next call goes on from there.
async fn read(gateway: &Gateway, context: &Context, source: Source) -> Result<(), Interrupted> {
    let stream = match context.get_stream(bus::stream_name(SOURCES[source].0)).await {
        Ok(stream) => stream,
        Err(error) => {
            let kind = error.kind();
            let GetStreamErrorKind::JetStream(answer) = &kind else { return Err(nats(error)) };
            if answer.error_code() != ErrorCode::STREAM_NOT_FOUND {
                return Err(nats(error));
            }
            gateway.live.no_stream(source);
            return Ok(());
        }
    };
    let info = stream.cached_info();
    let found = Stream {
        made: info.created.unix_timestamp_nanos(),
        first: info.state.first_sequence,
        last: info.state.last_sequence,
    };
    let start_sequence = gateway.live.found(source, found);
    let config = Config {
        deliver_policy: DeliverPolicy::ByStartSequence { start_sequence },
        ack_policy: AckPolicy::None,
        inactive_threshold: FORGOTTEN_AFTER,
        memory_storage: true,
        num_replicas: 1,
        ..Config::default()
    };
    let consumer = stream.create_consumer(config).await.map_err(nats)?;
    let messages = consumer.stream().max_messages_per_batch(AT_ONCE).heartbeat(SIGN_OF_LIFE).messages().await;
    let mut messages = messages.map_err(nats)?;
    let mut delivered = 0;
    while let Some(message) = messages.next().await {
        let message = message.map_err(nats)?;
        let info = message.info().map_err(nats)?;
        delivered += 1;
        if info.consumer_sequence != delivered {
            return Err(Interrupted::Gap);
        }
        let told = change::read(&message.payload);
        if let Some((org, _)) = told.as_ref().filter(|_| SOURCES[source].0 == crate::proxy::IDENTITY) {
            // Somebody's roles may have changed, on another replica perhaps.
            gateway.memory.forget_organization(*org);
        }
        gateway.live.push(source, info.stream_sequence, told);
    }
    Ok(())
}
