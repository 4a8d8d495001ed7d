//! Where a consumer begins to read, and whether its database holds everything that was acknowledged on its behalf or was
//! restored to an earlier moment.

use std::collections::BTreeMap;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;
use std::time::Duration;

use async_nats::jetstream::consumer::{AckPolicy, Consumer, DeliverPolicy, pull};
use async_nats::jetstream::context::ConsumerInfoErrorKind;
use async_nats::jetstream::stream::{self, Stream};
use chrono::{DateTime, Utc};
use futures::{FutureExt, StreamExt};
use kernel::OrgId;
use tokio_util::task::AbortOnDropHandle;
use uuid::Uuid;

use super::delivered::Delivered;
use super::inbox::Inbox;
use super::runner::{Error, Runner};
use crate::bus::{self, BusError};
use crate::db::{Mode, answered};
use crate::problem::Result;
use crate::{resend, telemetry};

/// Which history of the database this is: a server that takes over after another, or is restored, begins a new one.
const HISTORY: &str = "select left(pg_walfile_name(pg_current_wal_lsn()), 8)";
/// Messages looked at in one go.
const BATCH: usize = 1000;
/// Longer than a client keeps an acknowledgement that it could not send: connections that are silent are given up by then.
const LATE_ACKNOWLEDGEMENTS: Duration = Duration::from_mins(2);
/// How long the stream may take to give the next of them.
const READ_LIMIT: Duration = Duration::from_secs(10);

/// Events of one organisation, as columns.
#[derive(Default)]
struct Sent {
    places: Vec<i64>,
    aggregates: Vec<Uuid>,
    seqs: Vec<i64>,
    events: Vec<Uuid>,
}

impl Runner {
    /// Begins where the database says it is. The durable consumer is made anew when the server believes more was done, when
    /// the database is in another history than the one the place was noted in (it was restored, or another server took
    /// over), and when the stream is another one than before; marks make what comes twice harmless.
    pub(super) async fn resume_at_checkpoint(&self, stream: &Stream) -> Result<Consumer<pull::Config>, Error> {
        let name = &self.inbox.consumer;
        let pool = self.inbox.state.db.pool();
        // Read before anything is compared: what is compared is this history of the database, or a later one.
        let history: String = answered(sqlx::query_scalar(HISTORY).fetch_one(pool)).await?;
        let read = sqlx::query_as(
            "select stream_created_at, stream_seq, message_id, coalesce(history, $2) <> $2,
                    coalesce(compare_after <= now(), false)
               from consumer_checkpoints where consumer = $1",
        )
        .bind(name)
        .bind(&history)
        .fetch_optional(pool);
        let noted: Option<Noted> = answered(read).await?;
        let in_another_history = noted.as_ref().is_some_and(|(.., another, _)| *another);
        let mut is_compared_again = noted.as_ref().is_some_and(|(.., due)| *due);
        let state = stream.get_info().await?.state;
        self.read_to.store(0, Ordering::Relaxed);
        *self.at.lock().unwrap_or_else(PoisonError::into_inner) = None;
        let last = state.last_sequence;
        let seq = place_in(stream, &state, noted.as_ref()).await;
        match stream.consumer_info(name).await {
            Ok(existing) => {
                // The place is noted now and then only, so a consumer that is ahead proves nothing by itself; and taking it
                // away from another replica that works with it would make that one start over in its turn. But what was
                // delivered and is not settled here must still be pending there.
                // In another history counting proves nothing: another replica may have filled one hole and left another.
                let known = Known {
                    acknowledged: existing.ack_floor.stream_sequence,
                    delivered: existing.delivered.stream_sequence.min(last),
                    pending: existing.num_ack_pending as u64,
                };
                // A stream that lost its tail in a power cut gives these numbers again, and none of them would be delivered. It
                // is asked once more, since it may have grown after it was asked before.
                let delivered = existing.delivered.stream_sequence;
                let is_ahead = delivered > last && delivered > stream.get_info().await?.state.last_sequence;
                let is_behind = is_ahead
                    || known.delivered > seq
                        && (in_another_history || is_behind(&self.inbox, stream, seq, known).await?);
                if is_behind {
                    tracing::warn!(
                        consumer = name,
                        from = seq + 1,
                        "this database is behind what was acknowledged; it is caught up"
                    );
                    self.compare_again_later(stream).await?;
                    is_compared_again = false;
                    stream.delete_consumer(name).await?;
                }
            }
            Err(error) if matches!(error.kind(), ConsumerInfoErrorKind::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
        let (cut, first) = (state.first_sequence > seq + 1, state.first_sequence);
        if cut {
            tracing::warn!(
                consumer = name,
                first,
                "the stream no longer holds all after {seq}; its publisher is asked to resend"
            );
        }
        *self.cut.lock().unwrap_or_else(PoisonError::into_inner) = if cut { Cut::Noticed } else { Cut::Nothing };
        self.read_to.store(seq.max(first.saturating_sub(1)), Ordering::Relaxed);
        let consumer = bus::ensure_consumer(stream, name, (seq > 0).then_some(seq + 1)).await?;
        // Only now: whoever falls over before this begins at the same place again.
        let note = sqlx::query(
            "update consumer_checkpoints
                set history = $2, compare_after = case when not $3 then compare_after end
              where consumer = $1 and (history is distinct from $2 or $3)",
        )
        .bind(name)
        .bind(&history)
        .bind(is_compared_again)
        .execute(pool);
        answered(note).await?;
        *self.history.lock().unwrap_or_else(PoisonError::into_inner) = history;
        Ok(consumer)
    }

    /// Lets no place be noted until what was acknowledged is compared once more. A consumer that is made anew has the name of
    /// the one before, and the server takes an acknowledgement of that one, which a slow connection delivers late, for one
    /// of the new: it would settle a message whose effect this database lacks.
    async fn compare_again_later(&self, stream: &Stream) -> Result<(), Error> {
        // What comes next is counted from one again, and its places may be those of another stream.
        self.returned.clear();
        let later = sqlx::query(
            "insert into consumer_checkpoints (consumer, stream_created_at, stream_seq, compare_after)
             values ($1, $2, 0, now() + $3)
             on conflict (consumer) do update set compare_after = excluded.compare_after",
        )
        .bind(&self.inbox.consumer)
        .bind(bus::created_at(stream.cached_info()))
        .bind(LATE_ACKNOWLEDGEMENTS);
        answered(later.execute(self.inbox.state.db.pool())).await?;
        Ok(())
    }

    /// Notes how far the stream has been read, how much is left, and whether an operator wants a pause.
    pub(super) async fn keep_house(&self, stream: &Stream, consumer: &mut Consumer<pull::Config>) -> Result<(), Error> {
        self.forget_settled();
        let info = consumer.info().await.map_err(BusError::nats)?;
        let (pending, floor) = (info.num_pending, info.ack_floor.stream_sequence);
        metrics::gauge!("consumer_lag", "consumer" => self.inbox.consumer.clone()).set(telemetry::number(pending));
        let held = stream.get_info().await?.state;
        if floor > held.last_sequence {
            return Err("the stream ends before what was read of it; it lost what came last".into());
        }
        self.notice_what_is_cut(floor, held.first_sequence);
        let pool = self.inbox.state.db.pool();
        let history = self.history.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let message_id = self.message_at(stream, floor).await;
        // A place behind what the stream no longer holds must not be noted before that is on its way, and a server that took
        // over, or was restored, may lack what was acknowledged; then it must not be noted there, either. While it is paused
        // nothing is read, whatever the server counts as done because it cut it.
        let note = sqlx::query(
            "insert into consumer_checkpoints as noted (consumer, stream_created_at, stream_seq, history, message_id)
             select $1, $2, $3, $4, $6 where left(pg_walfile_name(pg_current_wal_lsn()), 8) = $4 and not $5
             on conflict (consumer) do update
                set stream_created_at = excluded.stream_created_at, stream_seq = excluded.stream_seq,
                    history = excluded.history, message_id = excluded.message_id
              where noted.compare_after is null
                and (noted.stream_created_at, noted.stream_seq, noted.history, noted.message_id)
                    is distinct from (excluded.stream_created_at, excluded.stream_seq, excluded.history, excluded.message_id)",
        )
        .bind(&self.inbox.consumer)
        .bind(bus::created_at(stream.cached_info()))
        .bind(i64::try_from(floor)?)
        .bind(&history)
        .bind(self.lacks_what_is_cut() || self.paused.load(Ordering::Relaxed))
        .bind(message_id);
        answered(note.execute(pool)).await?;
        let look = sqlx::query_as(
            "select left(pg_walfile_name(pg_current_wal_lsn()), 8), exists (select 1 from consumer_pauses where consumer = $1),
                    exists (select 1 from consumer_checkpoints where consumer = $1 and compare_after <= now())",
        )
        .bind(&self.inbox.consumer);
        let (now, paused, is_due): (String, bool, bool) = answered(look.fetch_one(pool)).await?;
        if now != history {
            return Err("the database is another one than before; what it holds is compared again".into());
        }
        if is_due {
            return Err("it was made anew a while ago; what was acknowledged since is compared once".into());
        }
        self.paused.store(paused, Ordering::Relaxed);
        Ok(())
    }

    /// A place and the id of its message, as they are noted; the one found before is remembered.
    async fn message_at(&self, stream: &Stream, seq: u64) -> Option<String> {
        let known = self.at.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((place, noted)) = known
            && place == seq
        {
            return noted;
        }
        let id = if seq == 0 { None } else { bus::message_id_if_told(stream, seq).await };
        let noted = id.map(|id| bus::place_with_id(seq, &id));
        *self.at.lock().unwrap_or_else(PoisonError::into_inner) = Some((seq, noted.clone()));
        noted
    }

    /// Notices when the stream cut more than had been read when it was looked at before: some of it may not have been read.
    fn notice_what_is_cut(&self, floor: u64, first: u64) {
        let before = self.read_to.swap(floor.max(first.saturating_sub(1)), Ordering::Relaxed);
        if first > before + 1 {
            let consumer = &self.inbox.consumer;
            tracing::warn!(consumer, first, "the stream cut what follows {before}; its publisher is asked to resend");
            *self.cut.lock().unwrap_or_else(PoisonError::into_inner) = Cut::Noticed;
        }
    }

    /// Whether something the stream no longer holds was not read and is not on its way again. It is asked for until it is.
    fn lacks_what_is_cut(&self) -> bool {
        let mut cut = self.cut.lock().unwrap_or_else(PoisonError::into_inner);
        if let Cut::Asked(answer) = &mut *cut
            && answer.is_finished()
        {
            let is_on_its_way = answer.now_or_never().is_some_and(|answered| answered.unwrap_or(false));
            *cut = if is_on_its_way { Cut::Nothing } else { Cut::Noticed };
        }
        if matches!(*cut, Cut::Noticed) {
            let asked = tokio::spawn(send_again_what_is_cut(self.client.clone(), self.inbox.source));
            *cut = Cut::Asked(AbortOnDropHandle::new(asked));
        }
        !matches!(*cut, Cut::Nothing)
    }
}

/// When the stream of a noted place was made, the place, the id of its message, whether the database was in another history
/// then, and whether it is time to compare once more what was acknowledged.
type Noted = (DateTime<Utc>, i64, Option<String>, bool, bool);

/// The noted place in a stream; 0 when this is another stream, or was restored to an earlier moment.
async fn place_in(stream: &Stream, state: &stream::State, noted: Option<&Noted>) -> u64 {
    let created = bus::created_at(stream.cached_info());
    let Some((at, seq, message, ..)) = noted else { return 0 };
    let Ok(seq) = u64::try_from(*seq) else { return 0 };
    // A stream that ends before the place gives its numbers again.
    if *at != created || seq > state.last_sequence {
        return 0;
    }
    // What another release noted says nothing about this place.
    if let Some(id) = message.as_deref().and_then(|noted| bus::id_at(noted, seq))
        && seq >= state.first_sequence
        && bus::message_id_if_told(stream, seq).await.is_some_and(|found| found != id)
    {
        tracing::warn!(seq, "the stream was restored and has grown past the place that was noted");
        return 0;
    }
    seq
}

/// What the stream cut before this consumer read it.
#[derive(Debug)]
pub(super) enum Cut {
    /// Nothing, or it is on its way again.
    Nothing,
    /// Something, and its publisher is not asked yet.
    Noticed,
    /// Its publisher is asked, and answers whether it is on its way.
    Asked(AbortOnDropHandle<bool>),
}

/// Asks the publisher of a stream to send again what it no longer holds; answers whether that is on its way.
async fn send_again_what_is_cut(client: async_nats::Client, source: &'static str) -> bool {
    let payload = serde_json::to_vec(&bus::ResendRequest::Cut { cut: true }).unwrap_or_default();
    let request = async_nats::Request::new().payload(payload.into()).timeout(Some(resend::WORK_LIMIT));
    let answer = match client.send_request(bus::resend_subject(source), request).await {
        Ok(message) => serde_json::from_slice::<bus::ResendAnswer>(&message.payload).ok(),
        Err(error) => {
            tracing::warn!(source, %error, "nobody sends again what the stream no longer holds; it is asked for again");
            None
        }
    };
    answer.is_some_and(|answer| answer.sent_again.is_some())
}

/// What the server says about a consumer.
#[derive(Clone, Copy)]
struct Known {
    /// All messages up to here were acknowledged.
    acknowledged: u64,
    /// None after this one was delivered.
    delivered: u64,
    /// How many of those between were not acknowledged.
    pending: u64,
}

/// Whether a message after `from` that was acknowledged is neither applied here nor put aside. Of those after the last that is
/// acknowledged with all before it, as many may be missing as are pending.
async fn is_behind(inbox: &Inbox, stream: &Stream, from: u64, known: Known) -> Result<bool, Error> {
    let to = known.delivered;
    let acknowledged = i64::try_from(known.acknowledged)?;
    let mut missing = 0_u64;
    let config = pull::Config {
        ack_policy: AckPolicy::None,
        // Longer than a slow database takes for what was read in one go.
        inactive_threshold: Duration::from_mins(5),
        deliver_policy: DeliverPolicy::ByStartSequence { start_sequence: from + 1 },
        ..pull::Config::default()
    };
    let reader = stream.create_consumer(config).await?;
    let mut last = from;
    while last < to {
        let mut messages = reader.fetch().max_messages(BATCH).expires(READ_LIMIT / 2).messages().await?;
        let mut by_org: BTreeMap<OrgId, Sent> = BTreeMap::new();
        let mut got = 0_usize;
        // A server that went away meanwhile has forgotten what it was asked for.
        while let Some(message) = tokio::time::timeout(READ_LIMIT, messages.next()).await? {
            let one = Delivered::read(message?)?;
            got += 1;
            // A stream may have a hole, by retention or a broken disk; what it holds and did not give was lost on the way.
            let is_next = last == from || one.stream_seq == last + 1;
            if !is_next && bus::message_id(stream, last + 1).await?.is_some() {
                return Err(format!("the stream gave {} after {last}", one.stream_seq).into());
            }
            last = one.stream_seq;
            if last > to {
                break;
            }
            // What cannot be read is in the dead letters; when it is not, its aggregate has a gap and asks for it.
            if let Some(envelope) = one.envelope {
                let sent = by_org.entry(envelope.orgid).or_default();
                sent.places.push(i64::try_from(last)?);
                sent.aggregates.push(envelope.subject);
                sent.seqs.push(envelope.aggregateseq);
                sent.events.push(envelope.id.as_uuid());
            }
        }
        for (org, sent) in by_org {
            for place in answered(missing_of(inbox, org, &sent)).await? {
                missing += 1;
                if place <= acknowledged || missing > known.pending {
                    return Ok(true);
                }
            }
        }
        if got == 0 {
            if stream.get_info().await?.state.first_sequence > to {
                break;
            }
            return Err(format!("the stream gave nothing after {last}, but it reaches {to}").into());
        }
    }
    Ok(false)
}

/// Places in the stream of those that are neither applied here nor put aside.
async fn missing_of(inbox: &Inbox, org: OrgId, sent: &Sent) -> Result<Vec<i64>> {
    let mut tx = inbox.state.db.patient().begin(org, Mode::Read).await?;
    let missing = sqlx::query_scalar(
        "select place from unnest($3::uuid[], $4::bigint[], $5::uuid[], $6::bigint[]) as sent(aggregate, seq, event, place)
          where not exists (select 1 from consumer_marks mark
                               where mark.org_id = $1 and mark.consumer = $2 and mark.aggregate_id = sent.aggregate
                                 and mark.last_seq >= sent.seq)
              and not exists (select 1 from dead_letters letter
                               where letter.org_id = $1 and letter.consumer = $2
                                 and letter.aggregate_id = sent.aggregate and letter.event_id = sent.event)",
    )
    .bind(org.as_uuid())
    .bind(&inbox.consumer)
    .bind(&sent.aggregates)
    .bind(&sent.seqs)
    .bind(&sent.events)
    .bind(&sent.places)
    .fetch_all(&mut *tx)
    .await?;
    Ok(missing)
}
