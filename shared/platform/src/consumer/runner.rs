//! Reading a source's stream and deciding what becomes of each message. The code decides, not the server: a message is
//! acknowledged only when it is applied, was applied before, or lies in `dead_letters`.

use std::collections::{BTreeMap, HashMap};
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use async_nats::jetstream::consumer::{Consumer, pull};
use async_nats::jetstream::stream::Stream;
use async_nats::jetstream::{AckKind, Context, Message};
use futures::{FutureExt, StreamExt};
use kernel::{EventId, OrgId};
use tokio_util::sync::CancellationToken;

use super::checkpoint::Cut;
use super::delivered::{Delivered, keep_alive};
use super::inbox::{Inbox, Item, Verdict};
use super::letters;
use super::returned::Returned;
use super::settle::{Patience, Waiting};
use crate::bus;
use crate::pace;
use crate::problem::Problem;
use crate::relay::pause;

/// Messages applied in one transaction at most.
const CHUNK: usize = 256;
/// Chunks that may have been fetched ahead, at most.
const FETCHED_AHEAD: usize = 4;
/// Organisations of a batch that are worked for side by side.
const LANES: usize = 2;
/// How long messages that nothing is done with wait for one with which they can share a transaction.
const HOLD: Duration = Duration::from_millis(200);
/// Attempts at a message that fails for an unknown reason, or kills the process.
const MAX_ATTEMPTS: i32 = 8;
/// How long messages that were delivered before are worked on in one go.
const REPEATED_LIMIT: Duration = Duration::from_secs(5);
/// How long a handler, or a batch of them, may take before it counts as hung.
const HANDLER_LIMIT: Duration = Duration::from_mins(1);
/// How often the place in the stream is noted, and how often pauses are looked at.
const HOUSEKEEPING: Duration = Duration::from_secs(5);

pub(super) type Error = Box<dyn std::error::Error + Send + Sync>;

/// One durable consumer of one source.
pub(crate) struct Runner {
    pub inbox: Arc<Inbox>,
    pub client: async_nats::Client,
    pub context: Context,
    pub replicas: usize,
    pub(super) patience: Patience,
    pub(super) waiting: Mutex<HashMap<EventId, Waiting>>,
    pub(super) returned: Returned,
    pub(super) paused: AtomicBool,
    /// Which history of the database this consumer was compared with.
    pub(super) history: Mutex<String>,
    pub(super) cut: Mutex<Cut>,
    /// Up to where everything had been read when the stream was looked at last, or was noticed to be cut.
    pub(super) read_to: AtomicU64,
    /// A place in the stream and the id of its message.
    pub(super) at: Mutex<Option<(u64, Option<String>)>>,
}

impl Runner {
    pub(crate) fn new(
        inbox: Arc<Inbox>,
        client: async_nats::Client,
        context: Context,
        replicas: usize,
        patience: Patience,
    ) -> Self {
        let (waiting, returned) = (Mutex::default(), Returned::default());
        let (paused, history) = (AtomicBool::new(false), Mutex::default());
        let (cut, at) = (Mutex::new(Cut::Nothing), Mutex::default());
        let read_to = AtomicU64::new(0);
        Self { inbox, client, context, replicas, patience, waiting, returned, paused, history, cut, read_to, at }
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
        let stream = bus::open_stream(&self.context, self.inbox.source, self.replicas).await?;
        let consumer = tokio::select! {
            consumer = self.resume_at_checkpoint(&stream) => consumer?,
            () = stop.cancelled() => return Ok(()),
        };
        let mut keeper = consumer.clone();
        self.keep_house(&stream, &mut keeper).await?;
        if self.paused.load(Ordering::Relaxed) {
            // Afterwards it begins at the place that was noted: the stream may have cut what followed.
            return self.wait_while_paused(&stream, &mut keeper, stop).await;
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
                Some(Some(chunk)) => self.returned.give_back(chunk.iter().flatten()).await,
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
        let mut batch = Vec::new();
        let worked = self.fill_and_process(stream, keeper, chunks, &mut batch, stop).await;
        // Those that are settled already are not the server's to give again, and it ignores them.
        self.returned.give_back(batch.iter().map(|one| &one.message)).await;
        worked
    }

    /// As [`Runner::work`]; what is left in `batch` at the end was not applied.
    async fn fill_and_process<E: Into<Error>>(
        &self,
        stream: &Stream,
        keeper: &mut Consumer<pull::Config>,
        chunks: &mut (impl futures::Stream<Item = Vec<Result<Message, E>>> + Unpin),
        batch: &mut Vec<Delivered>,
        stop: &CancellationToken,
    ) -> Result<(), Error> {
        let mut housekeeping = tokio::time::interval(HOUSEKEEPING);
        // When the batch is applied, once there is something in it.
        let mut due = Instant::now();
        let mut paced = Instant::now();
        loop {
            tokio::select! {
                () = stop.cancelled() => return Ok(()),
                _ = housekeeping.tick() => {
                    self.keep_house(stream, keeper).await?;
                    if self.paused.load(Ordering::Relaxed) {
                        return Ok(());
                    }
                }
                () = tokio::time::sleep_until(due.into()), if !batch.is_empty() => {
                    let started = Instant::now();
                    if let Err(error) = self.process(batch).await {
                        // Any of them may be the reason; one that always is must not come with all others for ever.
                        for one in batch.iter() {
                            self.returned.failed(one.stream_seq);
                        }
                        return Err(error);
                    }
                    batch.clear();
                    paced = pace::next(started);
                }
                chunk = chunks.next(), if batch.len() < CHUNK => {
                    if batch.is_empty() {
                        due = paced.max(Instant::now() + HOLD);
                    }
                    for message in chunk.ok_or("the subscription ended")? {
                        let one = Delivered::read(message.map_err(Into::into)?)?;
                        if self.is_urgent(&one) {
                            due = due.min(paced);
                        }
                        batch.push(one);
                    }
                    if batch.len() >= CHUNK {
                        due = Instant::now();
                    }
                }
            }
        }
    }

    /// Whether a message is worth a transaction of its own: not one that only moves the mark of its aggregate.
    fn is_urgent(&self, one: &Delivered) -> bool {
        self.is_repeated(one)
            || one.envelope.as_ref().is_none_or(|envelope| self.inbox.reaction.wants(&envelope.event_type))
    }

    /// Whether somebody worked on it before and may have died of it.
    fn is_repeated(&self, one: &Delivered) -> bool {
        self.returned.is_repeated(one.stream_seq, one.deliveries)
    }

    /// Returns when the row of an operator who paused this consumer is gone, or when told to stop.
    async fn wait_while_paused(
        &self,
        stream: &Stream,
        consumer: &mut Consumer<pull::Config>,
        stop: &CancellationToken,
    ) -> Result<(), Error> {
        while self.paused.load(Ordering::Relaxed) && !pause(HOUSEKEEPING, stop).await {
            self.keep_house(stream, consumer).await?;
        }
        Ok(())
    }

    /// Applies a chunk: messages seen for the first time together, repeated ones one by one, since any of those may be
    /// the one that kills the process.
    async fn process(&self, delivered: &[Delivered]) -> Result<(), Error> {
        let started = Instant::now();
        let mut groups: BTreeMap<OrgId, Vec<Item>> = BTreeMap::new();
        let mut repeated = Vec::new();
        for (place, one) in delivered.iter().enumerate() {
            let Some(envelope) = &one.envelope else {
                self.dead(one, "undecodable", one.undecodable.as_deref().unwrap_or_default(), 1).await?;
                one.message.ack_with(AckKind::Term).await?;
                continue;
            };
            let item = Item { place, envelope: envelope.clone() };
            if self.is_repeated(one) {
                repeated.push(item);
            } else {
                groups.entry(envelope.orgid).or_default().push(item);
            }
        }
        // Those of other organisations would only wait for the same database in vain, one after the other.
        let is_away = AtomicBool::new(false);
        let together = groups.into_iter().map(async |(org, items)| {
            if is_away.load(Ordering::Relaxed) {
                return Vec::new();
            }
            let verdicts = self.guarded(org, items).await;
            if verdicts.iter().any(|(_, verdict)| verdict.away().is_some()) {
                is_away.store(true, Ordering::Relaxed);
            }
            verdicts
        });
        let together = futures::stream::iter(together).buffer_unordered(LANES).collect::<Vec<_>>();
        let verdicts = keep_alive(delivered, together).await;
        let mut away = None;
        for (place, verdict) in verdicts.into_iter().flatten() {
            let Some(one) = delivered.get(place) else { continue };
            match verdict.away() {
                Some(problem) => away = Some(problem.report()),
                None => self.settle(one, verdict, 1).await?,
            }
        }
        if let Some(problem) = away {
            // It says nothing about these messages: all that are left wait until the database answers again.
            return Err(problem.into());
        }
        let began = Instant::now();
        let one_by_one = async {
            for item in repeated {
                let Some(one) = delivered.get(item.place) else { continue };
                // Those of one organisation that take long must not keep everybody else's for minutes.
                if began.elapsed() > REPEATED_LIMIT {
                    self.returned.give_back(std::iter::once(&one.message)).await;
                } else {
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
        // What came back here killed nobody, even if it could not be counted down because the database was away.
        if attempts > MAX_ATTEMPTS && !self.is_waiting(id) {
            self.dead(one, "crash_loop", "The process ended, or an unknown error came, at every attempt.", attempts)
                .await?;
            one.message.ack_with(AckKind::Term).await?;
            letters::forget_attempts(&self.inbox, id).await?;
            return Ok(());
        }
        let org = item.envelope.orgid;
        for (_, verdict) in self.guarded(org, vec![item]).await {
            let unknown = matches!(&verdict, Verdict::Failed(problem)
                if problem.is_slow() || (!problem.is_transient() && !problem.is_permanent()));
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

    /// Applies messages; a handler that panics has failed, and only that.
    async fn guarded(&self, org: OrgId, items: Vec<Item>) -> Vec<(usize, Verdict)> {
        let applied = AssertUnwindSafe(self.inbox.apply(org, &items)).catch_unwind();
        match tokio::time::timeout(HANDLER_LIMIT, applied).await {
            Ok(Ok(verdicts)) => verdicts,
            Err(_) => {
                let failed = |item: &Item| {
                    (item.place, Verdict::Failed(Problem::internal("the handler took longer than a minute")))
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
}
