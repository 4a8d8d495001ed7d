//! Publishing again what the stream or a consumer is missing. Harmless at any time: consumers recognise what they have
//! applied.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use async_nats::jetstream::consumer::{AckPolicy, DeliverPolicy, pull};
use async_nats::jetstream::stream::{self, Stream};
use chrono::{DateTime, TimeDelta, Utc};
use futures::StreamExt;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;
use uuid::Uuid;

use crate::bus;
use crate::clock::Clock;
use crate::db::relay_connection;
use crate::relay::{Relay, pause};

/// How often journal and stream are compared.
const RECONCILE_EVERY: Duration = Duration::from_mins(5);
/// How long sending again, or comparing journal and stream, may take.
pub(crate) const WORK_LIMIT: Duration = Duration::from_mins(10);
/// How much further back than the last time they are compared, in minutes: what a server had not yet forced to disk when it
/// lost its power, and what was being published while they were compared.
const OVERLAP_MINUTES: i64 = 15;

/// Which events to publish again.
#[derive(Debug, Clone, Copy)]
pub enum Resend {
    /// All of one aggregate from a sequence number on.
    Aggregate {
        /// Its organisation; without it the whole journal is searched.
        org_id: Option<Uuid>,
        /// The aggregate.
        aggregate_id: Uuid,
        /// First sequence number.
        from_seq: i64,
    },
    /// All that happened since.
    Since(DateTime<Utc>),
    /// All there are.
    All,
}

/// Puts pointers to events of the journal back into the outbox; returns how many. Harmless at any time: consumers
/// recognise what they have applied.
pub async fn resend(conn: &mut PgConnection, what: Resend) -> Result<u64, sqlx::Error> {
    const POINTERS: &str = "insert into outbox (org_id, event_id, aggregate_id, aggregate_seq)
         select org_id, event_id, aggregate_id, aggregate_seq from journal j
          where not exists (select 1 from outbox o where o.event_id = j.event_id)";
    let statement = match what {
        Resend::Aggregate { org_id: Some(_), .. } => {
            format!("{POINTERS} and org_id = $1 and aggregate_id = $2 and aggregate_seq >= $3 order by position")
        }
        Resend::Aggregate { org_id: None, .. } => {
            format!("{POINTERS} and $1::uuid is null and aggregate_id = $2 and aggregate_seq >= $3 order by position")
        }
        Resend::Since(_) => format!("{POINTERS} and occurred_at >= $1 order by position"),
        Resend::All => format!("{POINTERS} order by position"),
    };
    let query = sqlx::query(AssertSqlSafe(statement));
    let query = match what {
        Resend::Aggregate { org_id, aggregate_id, from_seq } => query.bind(org_id).bind(aggregate_id).bind(from_seq),
        Resend::Since(since) => query.bind(since),
        Resend::All => query,
    };
    let done = query.execute(conn).await?;
    Ok(done.rows_affected())
}

/// Answers consumers that ask for events they are missing.
pub(crate) async fn answer_requests(relay: Arc<Relay>, client: async_nats::Client, stop: CancellationToken) {
    let subject = bus::resend_subject(relay.source);
    let mut requests = loop {
        match client.queue_subscribe(subject.clone(), "resend".to_owned()).await {
            Ok(requests) => break requests,
            Err(error) => tracing::warn!(%error, "cannot listen for requests to resend"),
        }
        if pause(Duration::from_secs(1), &stop).await {
            return;
        }
    };
    let (asked, asking) = mpsc::unbounded_channel();
    // Ends with this one, even when that is cut off.
    let _cut = AbortOnDropHandle::new(tokio::spawn({
        let (relay, client) = (Arc::clone(&relay), client.clone());
        async move { answer_cut(&relay, &client, asking).await }
    }));
    loop {
        let message = tokio::select! {
            message = requests.next() => message,
            () = stop.cancelled() => return,
        };
        let Some(message) = message else { return };
        let Ok(request) = serde_json::from_slice::<bus::ResendRequest>(&message.payload) else { continue };
        match request {
            bus::ResendRequest::Aggregate { org_id, aggregate_id, from_seq } => {
                let what = Resend::Aggregate { org_id: Some(org_id), aggregate_id, from_seq };
                match limited(resend_now(&relay, what)).await {
                    Ok(count) => {
                        tracing::info!(service = relay.source, aggregate.id = %aggregate_id, count, "events are sent again on request");
                    }
                    Err(error) => {
                        tracing::warn!(service = relay.source, %error, "events could not be sent again");
                    }
                }
            }
            bus::ResendRequest::Cut { .. } => {
                if let Some(reply) = message.reply {
                    let _ = asked.send(reply);
                }
            }
        }
    }
}

/// Sends again what the stream no longer holds, for everybody who asks: one comparison answers all who asked before it began.
async fn answer_cut(
    relay: &Relay,
    client: &async_nats::Client,
    mut asked: mpsc::UnboundedReceiver<async_nats::Subject>,
) {
    while let Some(first) = asked.recv().await {
        let mut waiting = vec![first];
        while let Ok(another) = asked.try_recv() {
            waiting.push(another);
        }
        let done = limited(send_again_what_is_cut(relay)).await;
        match &done {
            Ok(count) => tracing::info!(service = relay.source, count, "what the stream no longer holds is sent again"),
            Err(error) => tracing::warn!(service = relay.source, %error, "events could not be sent again"),
        }
        let answer = serde_json::to_vec(&bus::ResendAnswer { sent_again: done.ok() }).unwrap_or_default();
        for reply in waiting {
            if let Err(error) = client.publish(reply, answer.clone().into()).await {
                tracing::warn!(service = relay.source, %error, "a request to resend could not be answered");
            }
        }
    }
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Waits for work that is long, but not for a server that vanished without a word.
async fn limited<T, E: From<std::io::Error>>(work: impl Future<Output = Result<T, E>>) -> Result<T, E> {
    tokio::time::timeout(WORK_LIMIT, work)
        .await
        .unwrap_or_else(|_| Err(std::io::Error::from(std::io::ErrorKind::TimedOut).into()))
}

async fn resend_now(relay: &Relay, what: Resend) -> Result<u64, sqlx::Error> {
    let mut conn = relay_connection(&relay.url).await?;
    let count = resend(&mut conn, what).await?;
    conn.close().await?;
    relay.outbox.signal();
    Ok(count)
}

/// Compares journal and stream now and then, and heals what the stream lost.
pub(crate) async fn reconcile_forever(relay: Arc<Relay>, stop: CancellationToken) {
    // At once, since the stream may have been lost while nobody looked.
    let mut wait = Duration::from_secs(1);
    while !pause(wait, &stop).await {
        wait = RECONCILE_EVERY;
        match limited(reconcile(&relay, TimeDelta::minutes(OVERLAP_MINUTES))).await {
            Ok(0) => {}
            Ok(count) => {
                tracing::warn!(service = relay.source, count, "the stream had lost events, they are sent again");
            }
            Err(error) => tracing::warn!(service = relay.source, %error, "journal and stream could not be compared"),
        }
    }
}

/// What was known of a stream when it was compared last.
#[derive(sqlx::FromRow)]
#[expect(clippy::struct_field_names, reason = "the names of the columns")]
struct Compared {
    stream_created_at: DateTime<Utc>,
    last_sequence: i64,
    last_message_id: Option<String>,
    compared_until: DateTime<Utc>,
}

/// Sends again those events that are neither in the stream nor on their way to it; returns how many. Looked at is what
/// happened since the last comparison and `overlap` before; everything, when the stream is another one than then, or ends
/// before where it ended: it lost its disk, or was restored from a copy.
pub async fn reconcile(relay: &Relay, overlap: TimeDelta) -> Result<u64, Failure> {
    let mut conn = relay_connection(&relay.url).await?;
    let until: DateTime<Utc> = sqlx::query_scalar("select now()").fetch_one(&mut conn).await?;
    let stream = bus::ensure_stream(&relay.context, relay.source, relay.replicas).await?;
    let info = stream.get_info().await?;
    let created = bus::created_at(&info);
    let last: Option<Compared> = sqlx::query_as(
        "select stream_created_at, last_sequence, last_message_id, compared_until from stream_comparisons where source = $1",
    )
    .bind(relay.source)
    .fetch_optional(&mut conn)
    .await?;
    let ends = info.state.last_sequence;
    let since = match last {
        Some(last) if last.stream_created_at == created && is_same(&stream, &info.state, &last).await? => {
            Some(last.compared_until - overlap)
        }
        _ => None,
    };
    let waiting =
        "select min(j.occurred_at) from outbox o join journal j on j.org_id = o.org_id and j.event_id = o.event_id";
    let before: Option<DateTime<Utc>> = sqlx::query_scalar(waiting).fetch_one(&mut conn).await?;
    let (sent_again, oldest) = send_again_since(relay, &mut conn, since).await?;
    let last_message = if ends == 0 { None } else { bus::message_id(&stream, ends).await? };
    let last_message_id = last_message.map(|id| bus::place_with_id(ends, &id));
    // What is not published yet, whenever it happened, is compared the next time, or a loss right after it would never be
    // found. This clock and that of the database may differ.
    sqlx::query(
        "insert into stream_comparisons (source, stream_created_at, last_sequence, last_message_id, compared_until)
         values ($1, $2, $3, $4, least($5, $6, $7, $8))
         on conflict (source) do update set stream_created_at = excluded.stream_created_at,
           last_sequence = excluded.last_sequence, last_message_id = excluded.last_message_id,
           compared_until = excluded.compared_until",
    )
    .bind(relay.source)
    .bind(created)
    .bind(i64::try_from(ends)?)
    .bind(last_message_id)
    .bind(until)
    .bind(Clock::default().now())
    .bind(before)
    .bind(oldest)
    .execute(&mut conn)
    .await?;
    conn.close().await?;
    Ok(sent_again)
}

/// Whether a stream still holds what it held when it was compared. One that ends before where it ended then, or has another
/// message there, was restored from a copy; whether it has grown since tells nothing.
async fn is_same(stream: &Stream, now: &stream::State, last: &Compared) -> Result<bool, Failure> {
    let ended = u64::try_from(last.last_sequence)?;
    if now.last_sequence < ended {
        return Ok(false);
    }
    let noted = last.last_message_id.as_deref().and_then(|noted| bus::id_at(noted, ended));
    // What retention has cut cannot be asked any more.
    match noted {
        Some(id) if ended >= now.first_sequence => Ok(bus::message_id(stream, ended).await?.as_deref() == Some(id)),
        _ => Ok(true),
    }
}

/// Sends again those events that happened since, or all, and are neither in the stream nor on their way to it; answers how many,
/// and when the oldest of them happened.
async fn send_again_since(
    relay: &Relay,
    conn: &mut PgConnection,
    since: Option<DateTime<Utc>>,
) -> Result<(u64, Option<DateTime<Utc>>), Failure> {
    // A pointer that leaves the outbox after this look is in the stream before the stream is read.
    let candidates: Vec<(Uuid, DateTime<Utc>)> = sqlx::query_as(
        "select event_id, occurred_at from journal j
          where ($1::timestamptz is null or occurred_at >= $1)
            and not exists (select 1 from outbox o where o.event_id = j.event_id)",
    )
    .bind(since)
    .fetch_all(&mut *conn)
    .await?;
    let stored = stored_since(relay, since.map(|since| since - TimeDelta::minutes(1))).await?;
    let known: HashSet<Uuid> = candidates.iter().map(|(id, _)| *id).collect();
    begin_history_after(relay, conn, &stored, &known).await?;
    let lost: Vec<_> = candidates.into_iter().filter(|(id, _)| !stored.contains_key(id)).collect();
    let oldest = lost.iter().map(|(_, at)| *at).min();
    let lost: Vec<Uuid> = lost.into_iter().map(|(id, _)| id).collect();
    let done = sqlx::query(
        "insert into outbox (org_id, event_id, aggregate_id, aggregate_seq)
         select org_id, event_id, aggregate_id, aggregate_seq from journal where event_id = any ($1) order by position",
    )
    .bind(&lost)
    .execute(&mut *conn)
    .await?;
    relay.outbox.signal();
    Ok((done.rows_affected(), oldest))
}

/// Begins a new history when the stream holds an event of the present one that the journal does not know: the database was
/// restored from a copy, and will give the places of what it lost again. From here on readers can tell.
async fn begin_history_after(
    relay: &Relay,
    conn: &mut PgConnection,
    stored: &HashMap<Uuid, Stored>,
    known: &HashSet<Uuid>,
) -> Result<(), Failure> {
    let (mut ids, mut orgs, mut epochs) = (Vec::new(), Vec::new(), Vec::new());
    for (id, one) in stored.iter().filter(|(id, _)| !known.contains(id)) {
        ids.push(*id);
        orgs.push(one.org);
        epochs.push(one.epoch);
    }
    if ids.is_empty() {
        return Ok(());
    }
    let epoch: Option<i32> = sqlx::query_scalar(
        "update journal_history set epoch = lost.epoch + 1
           from (select max(epoch) as epoch from unnest($1::uuid[], $2::uuid[], $3::integer[]) as sent(id, org, epoch)
                  where not exists (select 1 from journal where org_id = sent.org and event_id = sent.id)) as lost
          where lost.epoch >= journal_history.epoch
         returning journal_history.epoch",
    )
    .bind(ids)
    .bind(orgs)
    .bind(epochs)
    .fetch_optional(conn)
    .await?;
    if let Some(epoch) = epoch {
        tracing::error!(
            service = relay.source,
            epoch,
            "the stream holds events that this database does not know: it came back as it was earlier, and begins a new history"
        );
    }
    Ok(())
}

/// Sends again what the stream no longer holds, whenever it happened: what its retention cut.
async fn send_again_what_is_cut(relay: &Relay) -> Result<u64, Failure> {
    let mut conn = relay_connection(&relay.url).await?;
    let (count, _) = send_again_since(relay, &mut conn, None).await?;
    conn.close().await?;
    Ok(count)
}

/// An event in the stream.
struct Stored {
    org: Uuid,
    /// The history it was written in.
    epoch: i32,
}

/// The events the stream has received since, or all, by their ids.
async fn stored_since(relay: &Relay, since: Option<DateTime<Utc>>) -> Result<HashMap<Uuid, Stored>, Failure> {
    let stream = bus::ensure_stream(&relay.context, relay.source, relay.replicas).await?;
    let deliver_policy = match since {
        Some(since) => DeliverPolicy::ByStartTime { start_time: time_of(since)? },
        None => DeliverPolicy::All,
    };
    let config = pull::Config {
        ack_policy: AckPolicy::None,
        headers_only: true,
        inactive_threshold: Duration::from_secs(30),
        deliver_policy,
        ..pull::Config::default()
    };
    let mut consumer = stream.create_consumer(config).await?;
    let mut left = consumer.info().await?.num_pending;
    let mut stored = HashMap::new();
    while left > 0 {
        let mut batch = consumer.fetch().max_messages(1000).messages().await?;
        let mut got = 0;
        while let Some(message) = batch.next().await {
            got += 1;
            let message = message?;
            let header = |name: &str| message.headers.as_ref().and_then(|headers| headers.get(name));
            let id = |name| header(name).and_then(|id| id.as_str().parse::<Uuid>().ok());
            // What says neither tells nothing of histories.
            let epoch = header("ce-epoch").and_then(|epoch| epoch.as_str().parse().ok()).unwrap_or(0);
            let one = Stored { org: id("ce-orgid").unwrap_or_default(), epoch };
            stored.extend(id("Nats-Msg-Id").map(|id| (id, one)));
        }
        if got == 0 {
            break;
        }
        left = left.saturating_sub(got);
    }
    Ok(stored)
}

fn time_of(at: DateTime<Utc>) -> Result<time::OffsetDateTime, time::error::ComponentRange> {
    time::OffsetDateTime::from_unix_timestamp(at.timestamp())
}
