//! What an operator of an organisation can see and mend over HTTP: dead letters, how far consumers are, and what still
//! waits to be published.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use async_nats::jetstream::Context;
use async_nats::jetstream::consumer::pull;
use axum::Extension;
use chrono::{DateTime, Utc};
use futures::future::join_all;
use kernel::{DeadLetterId, Note, Permission};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bus;
use crate::consumer::Inbox;
use crate::consumer::letters;
use crate::consumer::replays::{self, Replayed};
use crate::http::{Json, Path, Reply};
use crate::problem::{Problem, Result};
use crate::routes::Routes;
use crate::tx::{Db, Read};

pub use crate::consumer::letters::DeadLetter;

/// Most dead letters that are told at once; a file of them holds all.
const MOST_LETTERS: i64 = 1000;
/// How long NATS may take to say how far a consumer is.
const LAG_LIMIT: Duration = Duration::from_secs(1);

/// The consumers of this process by name, and whom to ask how far they are.
#[derive(Clone)]
pub(crate) struct Consumers {
    pub inboxes: Arc<HashMap<String, Arc<Inbox>>>,
    pub context: Context,
}

impl Consumers {
    /// Their names in order.
    fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.inboxes.keys().map(String::as_str).collect();
        names.sort_unstable();
        names
    }

    /// Messages that a consumer has not applied: those it was not given yet and those it works on. None when NATS does
    /// not say so in time.
    async fn lag(&self, name: &str) -> Option<u64> {
        let stream = bus::stream_name(self.inboxes.get(name)?.source);
        let asked = self.context.get_consumer_from_stream::<pull::Config, _, _>(name, stream);
        match tokio::time::timeout(LAG_LIMIT, asked).await {
            Ok(Ok(consumer)) => {
                let info = consumer.cached_info();
                Some(info.num_pending + u64::try_from(info.num_ack_pending).unwrap_or_default())
            }
            Ok(Err(error)) => {
                tracing::debug!(consumer = name, %error, "lag is not known");
                None
            }
            Err(_) => None,
        }
    }

    fn get(&self, name: &str) -> Result<&Arc<Inbox>> {
        self.inboxes
            .get(name)
            .ok_or_else(|| Problem::internal(format!("consumer {name} is not part of this service any more")))
    }
}

/// Open dead letters of the organisation.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct DeadLetters {
    /// Oldest first.
    items: Vec<DeadLetter>,
}

/// Why a dead letter is given up.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Discard {
    /// Kept with the letter.
    reason: Note,
}

/// How far a consumer is.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ConsumerStatus {
    /// Its name, e.g. `billing-crm`.
    consumer: String,
    /// Aggregates of the organisation that are blocked by a dead letter.
    blocked_aggregates: i64,
    /// Open dead letters of the organisation.
    dead_letters: i64,
    /// Messages parked behind them.
    parked: i64,
    /// Messages of the stream, of all organisations, that are not applied yet; null when NATS does not say so in time.
    lag: Option<u64>,
    /// Whether an operator of the installation has stopped it. Nobody can over HTTP: it stops for every organisation.
    paused: bool,
}

/// What still waits to be published.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Outbox {
    /// Events of the organisation that are not in the stream yet.
    pending: i64,
    /// When the oldest of them happened.
    oldest_at: Option<DateTime<Utc>>,
}

/// All consumers of the service.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ConsumerList {
    /// By name.
    items: Vec<ConsumerStatus>,
}

pub(crate) fn routes() -> Routes {
    Routes::new("operations")
        .get(
            "/v1/operations/consumers",
            Permission::ReadOperations,
            "List the consumers and what blocks them",
            consumers,
        )
        .get(
            "/v1/operations/outbox",
            Permission::ReadOperations,
            "How many events wait to be published, and since when",
            outbox,
        )
        .get("/v1/operations/dead-letters", Permission::ReadOperations, "List events that could not be applied", list)
        .post(
            "/v1/operations/dead-letters/{dead_letter_id}/retry",
            Permission::ManageOperations,
            "Apply a dead letter and what is parked behind it",
            retry,
        )
        .post(
            "/v1/operations/dead-letters/{dead_letter_id}/discard",
            Permission::ManageOperations,
            "Give a dead letter up, with a reason",
            discard,
        )
}

/// Open dead letters of the organisation, oldest first: so many of those after one.
///
/// # Errors
/// Whatever the database has to say.
pub async fn dead_letters(db: &mut Db, after: Option<DeadLetterId>, rows: i64) -> Result<Vec<DeadLetter>> {
    letters::list(db, after.map(DeadLetterId::as_uuid), rows).await
}

async fn list(mut db: Read) -> Result<Reply<DeadLetters>> {
    Ok(Reply::plain(DeadLetters { items: dead_letters(&mut db, None, MOST_LETTERS).await? }))
}

async fn consumers(mut db: Read, Extension(consumers): Extension<Consumers>) -> Result<Reply<ConsumerList>> {
    let mut items = Vec::new();
    for consumer in consumers.names() {
        let org = db.org.as_uuid();
        let (blocked_aggregates, dead_letters, parked, paused) = sqlx::query_as(
            "select (select count(*) from consumer_marks where org_id = $1 and consumer = $2 and blocked),
                    count(*) filter (where status = 'dead'), count(*) filter (where status = 'parked'),
                    exists (select 1 from consumer_pauses where consumer = $2)
               from dead_letters where org_id = $1 and consumer = $2 and status in ('dead', 'parked')",
        )
        .bind(org)
        .bind(consumer)
        .fetch_one(db.conn())
        .await?;
        let consumer = consumer.to_owned();
        items.push(ConsumerStatus { consumer, blocked_aggregates, dead_letters, parked, lag: None, paused });
    }
    // NATS may take its time; no connection is held meanwhile.
    drop(db);
    let lags = join_all(items.iter().map(|item| consumers.lag(&item.consumer))).await;
    for (item, lag) in items.iter_mut().zip(lags) {
        item.lag = lag;
    }
    Ok(Reply::plain(ConsumerList { items }))
}

async fn retry(
    mut db: Read,
    Extension(consumers): Extension<Consumers>,
    Path(id): Path<DeadLetterId>,
) -> Result<Reply<Replayed>> {
    let inbox = consumers.get(&letters::consumer_of(&mut db, id).await?)?;
    let (org, actor) = (db.org, db.identity().actor.clone());
    // The replay opens transactions of its own; holding this one meanwhile could starve the pool.
    drop(db);
    Ok(Reply::plain(replays::retry(inbox, org, id, &actor).await?))
}

async fn discard(
    mut db: Read,
    Extension(consumers): Extension<Consumers>,
    Path(id): Path<DeadLetterId>,
    Json(body): Json<Discard>,
) -> Result<Reply<Replayed>> {
    let inbox = consumers.get(&letters::consumer_of(&mut db, id).await?)?;
    let (org, actor) = (db.org, db.identity().actor.clone());
    drop(db);
    Ok(Reply::plain(replays::discard(inbox, org, id, &actor, body.reason.as_str()).await?))
}

async fn outbox(mut db: Read) -> Result<Reply<Outbox>> {
    let org = db.org.as_uuid();
    let (pending, oldest_at) = sqlx::query_as(
        "select count(*), (select occurred_at from journal where org_id = $1 and event_id =
                            (select event_id from outbox where org_id = $1 order by position limit 1))
           from outbox where org_id = $1",
    )
    .bind(org)
    .fetch_one(db.conn())
    .await?;
    Ok(Reply::plain(Outbox { pending, oldest_at }))
}
