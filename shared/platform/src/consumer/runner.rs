//! Reading a source's stream and deciding what becomes of each message. The code decides, not the server: a message is
//! acknowledged only when it is applied, was applied before, or lies in `dead_letters`.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use async_nats::jetstream::consumer::{Consumer, pull};
use async_nats::jetstream::stream::Stream;
use async_nats::jetstream::{AckKind, Context, Message};
use chrono::{DateTime, Utc};
use contracts::Envelope;
use futures::{FutureExt, StreamExt};
use kernel::{EventId, OrgId};
use tokio_util::sync::CancellationToken;

use super::inbox::{Inbox, Item, Verdict};
use super::{Reaction, checkpoint, letters};
use crate::bus::{self, BusError};
use crate::problem::Problem;
use crate::relay::pause;
use crate::telemetry;

/// Messages applied in one transaction at most.
const CHUNK: usize = 256;
/// Chunks that may have been fetched ahead, at most.
const FETCHED_AHEAD: usize = 4;
/// Parts of a batch that are applied side by side; the same aggregate is always in the same part.
const LANES: usize = 2;
/// After how long a missing event is asked for again, and how often.
const ASK_AFTER: Duration = Duration::from_secs(30);
/// After how long a missing event is given up.
const GAP_LIMIT: Duration = Duration::from_mins(10);
/// After how long something awaited from elsewhere is given up.
const PREREQUISITE_LIMIT: Duration = Duration::from_hours(1);
/// Attempts at a message that fails for an unknown reason, or kills the process.
const MAX_ATTEMPTS: i32 = 8;
/// How long a handler, or a batch of them, may take before it counts as hung.
const HANDLER_LIMIT: Duration = Duration::from_mins(1);
/// How often the place in the stream is noted, and how often pauses are looked at.
const HOUSEKEEPING: Duration = Duration::from_secs(5);

type Error = Box<dyn std::error::Error + Send + Sync>;

/// One durable consumer of one source.
pub(crate) struct Runner {
    pub inbox: Arc<Inbox>,
    pub client: async_nats::Client,
    pub context: Context,
    pub replicas: usize,
    waiting: std::sync::Mutex<HashMap<EventId, Waiting>>,
    paused: AtomicBool,
}

/// Since when a message waits, and when its missing predecessor was last asked for.
#[derive(Clone, Copy)]
struct Waiting {
    since: Instant,
    asked: Option<Instant>,
    times: u32,
}

/// A message with what was read from it.
struct Delivered {
    message: Message,
    stream_seq: u64,
    deliveries: i64,
    envelope: Option<Envelope>,
    undecodable: Option<String>,
}

impl Runner {
    pub(crate) fn new(inbox: Arc<Inbox>, client: async_nats::Client, context: Context, replicas: usize) -> Self {
        let waiting = std::sync::Mutex::default();
        Self { inbox, client, context, replicas, waiting, paused: AtomicBool::new(false) }
    }

    /// Works until it is told to stop; begins anew whenever the stream, the server or the database went away.
    pub(crate) async fn run(self: Arc<Self>, stop: CancellationToken) {
        while !stop.is_cancelled() {
            match Box::pin(self.session(&stop)).await {
                Ok(()) => {}
                Err(error) => {
                    tracing::warn!(consumer = self.inbox.consumer, %error, "consumer starts over");
                    pause(Duration::from_millis(500), &stop).await;
                }
            }
        }
    }

    async fn session(&self, stop: &CancellationToken) -> Result<(), Error> {
        let stream = bus::ensure_stream(&self.context, self.inbox.source, self.replicas).await?;
        let consumer = self.resume_at_checkpoint(&stream).await?;
        let mut keeper = consumer.clone();
        self.keep_house(&stream, &mut keeper).await?;
        if self.wait_while_paused(&stream, &mut keeper, stop).await? {
            return Ok(());
        }
        let messages = consumer
            .stream()
            .max_messages_per_batch(CHUNK)
            .expires(Duration::from_secs(30))
            .heartbeat(Duration::from_secs(5))
            .messages()
            .await?;
        let mut chunks = messages.ready_chunks(CHUNK);
        let worked = self.work(&stream, &mut keeper, &mut chunks, stop).await;
        // What was fetched ahead goes back at once, so that the next one to pull need not wait until it times out.
        for _ in 0..FETCHED_AHEAD {
            match chunks.next().now_or_never() {
                Some(Some(chunk)) => give_back(chunk.iter().flatten()).await,
                _ => break,
            }
        }
        drop(chunks);
        worked?;
        self.keep_house(&stream, &mut keeper).await
    }

    /// Applies what comes until told to stop or to pause.
    async fn work<E: Into<Error>>(
        &self,
        stream: &Stream,
        keeper: &mut Consumer<pull::Config>,
        chunks: &mut (impl futures::Stream<Item = Vec<Result<Message, E>>> + Unpin),
        stop: &CancellationToken,
    ) -> Result<(), Error> {
        let mut housekeeping = tokio::time::interval(HOUSEKEEPING);
        loop {
            let chunk = tokio::select! {
                () = stop.cancelled() => return Ok(()),
                _ = housekeeping.tick() => {
                    self.keep_house(stream, keeper).await?;
                    if self.paused.load(Ordering::Relaxed) {
                        return Ok(());
                    }
                    continue;
                }
                chunk = chunks.next() => chunk.ok_or("the subscription ended")?,
            };
            let mut delivered = Vec::with_capacity(chunk.len());
            for message in chunk {
                delivered.push(Delivered::read(message.map_err(Into::into)?)?);
            }
            if let Err(error) = self.process(&delivered).await {
                // Those that are settled already are not the server's to give again, and it ignores them.
                give_back(delivered.iter().map(|one| &one.message)).await;
                return Err(error);
            }
        }
    }

    /// Returns when the row of an operator who paused this consumer is gone; true when told to stop meanwhile.
    async fn wait_while_paused(
        &self,
        stream: &Stream,
        consumer: &mut Consumer<pull::Config>,
        stop: &CancellationToken,
    ) -> Result<bool, Error> {
        while self.paused.load(Ordering::Relaxed) {
            if pause(HOUSEKEEPING, stop).await {
                return Ok(true);
            }
            self.keep_house(stream, consumer).await?;
        }
        Ok(stop.is_cancelled())
    }

    /// Applies a chunk: messages seen for the first time together, repeated ones one by one, since any of those may be
    /// the one that kills the process.
    async fn process(&self, delivered: &[Delivered]) -> Result<(), Error> {
        let started = Instant::now();
        let mut groups: BTreeMap<(OrgId, u64), Vec<Item>> = BTreeMap::new();
        let mut repeated = Vec::new();
        for (place, one) in delivered.iter().enumerate() {
            let Some(envelope) = &one.envelope else {
                self.dead(one, "undecodable", one.undecodable.as_deref().unwrap_or_default(), 1).await?;
                one.message.ack_with(AckKind::Term).await?;
                continue;
            };
            let item = Item { place, envelope: envelope.clone() };
            if one.deliveries > 1 {
                repeated.push(item);
            } else {
                groups.entry((envelope.orgid, self.lane(envelope))).or_default().push(item);
            }
        }
        let together = groups.into_iter().map(|((org, _), items)| self.guarded(org, items));
        let together = futures::stream::iter(together).buffer_unordered(LANES).collect::<Vec<_>>();
        let verdicts = keep_alive(delivered, together).await;
        for (place, verdict) in verdicts.into_iter().flatten() {
            if let Some(one) = delivered.get(place) {
                self.settle(one, verdict, 1).await?;
            }
        }
        let one_by_one = async {
            for item in repeated {
                if let Some(one) = delivered.get(item.place) {
                    self.process_repeated(one, item).await?;
                }
            }
            Ok::<_, Error>(())
        };
        keep_alive(delivered, one_by_one).await?;
        metrics::histogram!("handler_seconds", "consumer" => self.inbox.consumer.clone())
            .record(started.elapsed().as_secs_f64());
        Ok(())
    }

    /// Counts the attempt before making it, so that one which never returns is still counted.
    async fn process_repeated(&self, one: &Delivered, item: Item) -> Result<(), Error> {
        let id = item.envelope.id;
        let attempts = letters::count_attempt(&self.inbox, id).await?;
        if attempts > MAX_ATTEMPTS {
            self.dead(one, "crash_loop", "The process ended, or an unknown error came, at every attempt.", attempts)
                .await?;
            one.message.ack_with(AckKind::Term).await?;
            letters::forget_attempts(&self.inbox, id).await?;
            return Ok(());
        }
        let org = item.envelope.orgid;
        for (_, verdict) in self.guarded(org, vec![item]).await {
            let unknown =
                matches!(&verdict, Verdict::Failed(problem) if !problem.is_transient() && !problem.is_permanent());
            if let Verdict::Failed(problem) = &verdict
                && unknown
                && attempts >= MAX_ATTEMPTS
            {
                self.dead(one, "crash_loop", &problem.report(), attempts).await?;
                one.message.ack_with(AckKind::Term).await?;
                letters::forget_attempts(&self.inbox, id).await?;
                continue;
            }
            self.settle(one, verdict, attempts).await?;
            if !unknown {
                letters::forget_attempts(&self.inbox, id).await?;
            }
        }
        Ok(())
    }

    /// A projection is applied in one lane, since its rows belong to many aggregates at once.
    fn lane(&self, envelope: &Envelope) -> u64 {
        match self.inbox.reaction {
            Reaction::Batch(_) => 0,
            Reaction::ByType(_) => {
                let mut hasher = DefaultHasher::new();
                envelope.subject.hash(&mut hasher);
                hasher.finish() % LANES as u64
            }
        }
    }

    /// Applies messages; a handler that panics has failed, and only that.
    async fn guarded(&self, org: OrgId, items: Vec<Item>) -> Vec<(usize, Verdict)> {
        let applied = AssertUnwindSafe(self.inbox.apply(org, &items)).catch_unwind();
        match tokio::time::timeout(HANDLER_LIMIT, applied).await {
            Ok(Ok(verdicts)) => verdicts,
            Err(_) => {
                let failed = |item: &Item| {
                    (item.place, Verdict::Failed(Problem::unavailable("the handler took longer than a minute")))
                };
                items.iter().map(failed).collect()
            }
            Ok(Err(panic)) => {
                let what = panic
                    .downcast_ref::<String>()
                    .cloned()
                    .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
                    .unwrap_or_default();
                let failed = |item: &Item| {
                    (item.place, Verdict::Failed(Problem::internal(format!("the handler panicked: {what}"))))
                };
                items.iter().map(failed).collect()
            }
        }
    }

    async fn settle(&self, one: &Delivered, verdict: Verdict, attempts: i32) -> Result<(), Error> {
        let Some(envelope) = &one.envelope else { return Ok(()) };
        let consumer = self.inbox.consumer.clone();
        match verdict {
            Verdict::Applied => {
                self.stop_waiting(envelope.id);
                one.message.ack().await?;
                metrics::counter!("consumer_applied_total", "consumer" => consumer).increment(1);
            }
            Verdict::Duplicate => {
                self.stop_waiting(envelope.id);
                one.message.ack().await?;
                metrics::counter!("duplicates_total", "consumer" => consumer).increment(1);
            }
            Verdict::Blocked => {
                let letter = one.letter("blocked", "Waits for an earlier event of the same aggregate.", 1);
                let parked = letters::put(&self.inbox, &letter, letters::Status::Parked).await?;
                self.stop_waiting(envelope.id);
                one.message.ack_with(if parked { AckKind::Ack } else { AckKind::Nak(None) }).await?;
            }
            Verdict::Gap { expected } => {
                metrics::counter!("gap_total", "consumer" => consumer).increment(1);
                self.wait_for_gap(one, envelope, expected).await?;
            }
            Verdict::NotYet(what) => {
                let waiting = self.wait(envelope.id);
                if waiting.since.elapsed() > PREREQUISITE_LIMIT {
                    self.dead(one, "prerequisite", &format!("Waited an hour for {what}."), attempts).await?;
                    one.message.ack_with(AckKind::Term).await?;
                } else {
                    one.message.ack_with(AckKind::Nak(Some(short_delay(waiting.times)))).await?;
                }
            }
            Verdict::Failed(problem) => self.settle_failed(one, envelope, &problem, attempts).await?,
        }
        Ok(())
    }

    async fn wait_for_gap(&self, one: &Delivered, envelope: &Envelope, expected: i64) -> Result<(), Error> {
        let waiting = self.wait(envelope.id);
        if waiting.since.elapsed() > GAP_LIMIT {
            self.dead(one, "gap", &format!("Event {expected} of this aggregate never arrived."), 1).await?;
            one.message.ack_with(AckKind::Term).await?;
            return Ok(());
        }
        if waiting.since.elapsed() > ASK_AFTER && waiting.asked.is_none_or(|at| at.elapsed() > ASK_AFTER) {
            let request = bus::ResendRequest { aggregate_id: envelope.subject, from_seq: expected };
            let payload = serde_json::to_vec(&request)?.into();
            self.client.publish(bus::resend_subject(self.inbox.source), payload).await?;
            if let Some(entry) =
                self.waiting.lock().unwrap_or_else(std::sync::PoisonError::into_inner).get_mut(&envelope.id)
            {
                entry.asked = Some(Instant::now());
            }
        }
        one.message.ack_with(AckKind::Nak(Some(short_delay(waiting.times)))).await?;
        Ok(())
    }

    async fn settle_failed(
        &self,
        one: &Delivered,
        envelope: &Envelope,
        problem: &Problem,
        attempts: i32,
    ) -> Result<(), Error> {
        if problem.is_permanent() {
            tracing::error!(consumer = self.inbox.consumer, event.id = %envelope.id, event.kind = envelope.event_type, %problem, "event goes to the dead letters");
            self.dead(one, "refused", &problem.report(), attempts).await?;
            one.message.ack_with(AckKind::Term).await?;
            return Ok(());
        }
        tracing::warn!(consumer = self.inbox.consumer, event.id = %envelope.id, event.kind = envelope.event_type, %problem, attempts, "event is tried again");
        let waiting = self.wait(envelope.id);
        let delay = if problem.is_transient() { long_delay(waiting.times) } else { short_delay(waiting.times) };
        one.message.ack_with(AckKind::Nak(Some(delay))).await?;
        Ok(())
    }

    async fn dead(&self, one: &Delivered, reason: &str, error: &str, attempts: i32) -> Result<(), Error> {
        letters::put(&self.inbox, &one.letter(reason, error, attempts), letters::Status::Dead).await?;
        metrics::counter!("dead_letters_total", "consumer" => self.inbox.consumer.clone()).increment(1);
        if let Some(envelope) = &one.envelope {
            self.stop_waiting(envelope.id);
        }
        Ok(())
    }

    fn wait(&self, id: EventId) -> Waiting {
        let mut waiting = self.waiting.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let entry = waiting.entry(id).or_insert_with(|| Waiting { since: Instant::now(), asked: None, times: 0 });
        entry.times += 1;
        *entry
    }

    fn stop_waiting(&self, id: EventId) {
        self.waiting.lock().unwrap_or_else(std::sync::PoisonError::into_inner).remove(&id);
    }

    /// Begins where the database says it is. When the server believes more was done (the database was restored), or the
    /// stream is another one than before, the durable consumer is made anew; marks make what comes twice harmless.
    async fn resume_at_checkpoint(&self, stream: &Stream) -> Result<Consumer<pull::Config>, Error> {
        let name = &self.inbox.consumer;
        let created = micros(stream.cached_info().created);
        let noted: Option<(DateTime<Utc>, i64)> =
            sqlx::query_as("select stream_created_at, stream_seq from consumer_checkpoints where consumer = $1")
                .bind(name)
                .fetch_optional(self.inbox.state.db.pool())
                .await?;
        let seq = match noted {
            Some((at, seq)) if at == created => u64::try_from(seq).unwrap_or(0),
            _ => 0,
        };
        if let Ok(mut existing) = stream.get_consumer::<pull::Config>(name).await {
            let floor = existing.info().await?.ack_floor.stream_sequence;
            // The place is noted now and then only, so a floor that is ahead proves nothing by itself; and taking the
            // consumer away from another replica that works with it would make that one start over in its turn.
            if floor > seq && !checkpoint::is_settled(&self.inbox, stream, seq, floor).await? {
                tracing::warn!(
                    consumer = name,
                    from = seq + 1,
                    "this database is behind what was acknowledged; it is caught up"
                );
                stream.delete_consumer(name).await?;
            }
        }
        if stream.cached_info().state.first_sequence > seq + 1 && stream.cached_info().state.messages > 0 {
            tracing::warn!(
                consumer = name,
                first = stream.cached_info().state.first_sequence,
                "the stream no longer holds its beginning; ask its publisher to resend"
            );
        }
        Ok(bus::ensure_consumer(stream, name, (seq > 0).then_some(seq + 1)).await?)
    }

    /// Notes how far the stream has been read, how much is left, and whether an operator wants a pause.
    async fn keep_house(&self, stream: &Stream, consumer: &mut Consumer<pull::Config>) -> Result<(), Error> {
        let info = consumer.info().await.map_err(BusError::nats)?;
        let (pending, floor) = (info.num_pending, info.ack_floor.stream_sequence);
        metrics::gauge!("consumer_lag", "consumer" => self.inbox.consumer.clone()).set(telemetry::number(pending));
        let pool = self.inbox.state.db.pool();
        sqlx::query(
            "insert into consumer_checkpoints as noted (consumer, stream_created_at, stream_seq) values ($1, $2, $3)
             on conflict (consumer) do update
                set stream_created_at = excluded.stream_created_at, stream_seq = excluded.stream_seq
              where (noted.stream_created_at, noted.stream_seq) is distinct from (excluded.stream_created_at, excluded.stream_seq)",
        )
        .bind(&self.inbox.consumer)
        .bind(micros(stream.cached_info().created))
        .bind(i64::try_from(floor)?)
        .execute(pool)
        .await?;
        let paused: bool = sqlx::query_scalar("select exists (select 1 from consumer_pauses where consumer = $1)")
            .bind(&self.inbox.consumer)
            .fetch_one(pool)
            .await?;
        self.paused.store(paused, Ordering::Relaxed);
        Ok(())
    }
}

/// Lets the server give messages to somebody again soon.
async fn give_back(messages: impl Iterator<Item = &Message>) {
    for message in messages {
        let _ = message.ack_with(AckKind::Nak(Some(Duration::from_millis(200)))).await;
    }
}

/// Waits for work on messages, and tells the server meanwhile that they are not lost.
async fn keep_alive<T>(delivered: &[Delivered], work: impl Future<Output = T>) -> T {
    let mut work = std::pin::pin!(work);
    loop {
        match tokio::time::timeout(bus::ACK_WAIT / 3, work.as_mut()).await {
            Ok(done) => return done,
            Err(_) => {
                for one in delivered {
                    // The acknowledgement of one that is settled already was first, and the server ignores this one.
                    let _ = one.message.ack_with(AckKind::Progress).await;
                }
            }
        }
    }
}

impl Delivered {
    fn read(message: Message) -> Result<Self, Error> {
        let info = message.info()?;
        let (stream_seq, deliveries) = (info.stream_sequence, info.delivered);
        let (envelope, undecodable) = match Envelope::from_slice(&message.payload) {
            Ok(envelope) => match header_mismatch(&message, &envelope) {
                None => (Some(envelope), None),
                Some(what) => (None, Some(what)),
            },
            Err(error) => (None, Some(error.to_string())),
        };
        Ok(Self { message, stream_seq, deliveries, envelope, undecodable })
    }

    fn letter<'a>(&'a self, reason: &'a str, error: &'a str, attempts: i32) -> letters::NewLetter<'a> {
        letters::NewLetter {
            stream_seq: self.stream_seq,
            envelope: self.envelope.as_ref(),
            headers: self.message.headers.as_ref(),
            raw: &self.message.payload,
            reason,
            error,
            attempts,
        }
    }
}

/// The organisation and the id stand in the headers too; a message whose two halves disagree belongs to nobody.
fn header_mismatch(message: &Message, envelope: &Envelope) -> Option<String> {
    let headers = message.headers.as_ref()?;
    for (name, wanted) in [("ce-orgid", envelope.orgid.to_string()), ("ce-id", envelope.id.to_string())] {
        if let Some(found) = headers.get(name)
            && found.as_str() != wanted
        {
            return Some(format!("header {name} says {found}, the envelope says {wanted}"));
        }
    }
    None
}

/// 100 ms, doubling up to 5 s; after most of a minute 30 s, so that many that wait do not hold up the rest.
fn short_delay(times: u32) -> Duration {
    if times > 14 {
        return Duration::from_secs(30);
    }
    Duration::from_millis((100_u64 << times.saturating_sub(1).min(6)).min(5000))
}

/// For what is away: 0.2, 1, 5, 30, 120, 600 s, spread by a tenth.
fn long_delay(times: u32) -> Duration {
    let millis = match times {
        0 | 1 => 200,
        2 => 1_000,
        3 => 5_000,
        4 => 30_000,
        5 => 120_000,
        _ => 600_000,
    };
    Duration::from_millis(millis + rand::random_range(0..=millis / 10))
}

/// The creation time of a stream tells one that was lost and made anew from the one before.
fn micros(at: time::OffsetDateTime) -> DateTime<Utc> {
    let micros = at.unix_timestamp_nanos() / 1000;
    i64::try_from(micros).ok().and_then(DateTime::from_timestamp_micros).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_is_looked_at_less_and_less_often() {
        let delays: Vec<u128> = (0..=8).map(|times| short_delay(times).as_millis()).collect();
        assert_eq!(delays, [100, 100, 200, 400, 800, 1600, 3200, 5000, 5000]);
        assert_eq!(short_delay(15), Duration::from_secs(30));
        assert_eq!(short_delay(u32::MAX), Duration::from_secs(30));
    }

    #[test]
    fn what_is_away_is_asked_again_by_the_written_times_and_a_tenth_more_at_most() {
        for (times, millis) in
            [(1, 200), (2, 1_000), (3, 5_000), (4, 30_000), (5, 120_000), (6, 600_000), (99, 600_000)]
        {
            let delay = long_delay(times).as_millis();
            assert!((millis..=millis * 11 / 10).contains(&delay), "{times}: {delay}");
        }
    }
}
