//! What becomes of a message once it was tried: acknowledged, given back for later, or put among the dead letters.

use std::sync::PoisonError;
use std::time::{Duration, Instant};

use async_nats::jetstream::AckKind;
use contracts::Envelope;
use kernel::EventId;

use super::delivered::Delivered;
use super::inbox::Verdict;
use super::letters;
use super::runner::{Error, Runner};
use crate::bus;
use crate::problem::Problem;

/// How long a consumer waits for what is missing.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// After how long a missing event is asked for again, and how often.
    pub ask_after: Duration,
    /// After how long a missing event is given up, and what came after it goes to the dead letters.
    pub gap: Duration,
    /// After how long something awaited from elsewhere is given up.
    pub prerequisite: Duration,
    /// After how long a message of an organisation that is not known here makes room for those of others. It is put aside
    /// until the organisation is known.
    pub organization: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            ask_after: Duration::from_secs(30),
            gap: Duration::from_mins(10),
            prerequisite: Duration::from_hours(1),
            organization: Duration::from_secs(30),
        }
    }
}

/// How much longer than its next attempt a message is awaited by those that come after it.
const AWAITED_LONGER: Duration = Duration::from_mins(1);

/// Since when a message waits, and when its missing predecessor was last asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Waiting {
    since: Instant,
    last: Instant,
    asked: Option<Instant>,
    times: u32,
}

/// How long after it came last a message is taken for one that waits. What has not come for longer was settled by another
/// replica; should it come again, it is new.
const WAITS_AT_MOST: Duration = Duration::from_mins(25);

impl Waiting {
    fn new() -> Self {
        let now = Instant::now();
        Self { since: now, last: now, asked: None, times: 0 }
    }
}

impl Runner {
    pub(super) async fn settle(&self, one: &Delivered, verdict: Verdict, attempts: i32) -> Result<(), Error> {
        let Some(envelope) = &one.envelope else { return Ok(()) };
        let consumer = self.inbox.consumer.clone();
        match verdict {
            Verdict::Applied => {
                self.returned.forget(one.stream_seq);
                self.stop_waiting(envelope.id);
                one.message.ack().await?;
                metrics::counter!("consumer_applied_total", "consumer" => consumer).increment(1);
            }
            Verdict::Duplicate => {
                self.returned.forget(one.stream_seq);
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
            Verdict::Gap { awaited: true, .. } => {
                // The earlier one is here and has its own time; only after that does this one's begin.
                let times = self.wait_anew(envelope.id);
                one.message.ack_with(AckKind::Nak(Some(short_delay(times)))).await?;
            }
            Verdict::Gap { expected, awaited: false } => {
                metrics::counter!("gap_total", "consumer" => consumer).increment(1);
                self.wait_for_gap(one, envelope, expected).await?;
            }
            Verdict::NotYet(what) => {
                let waiting = self.wait(envelope.id);
                if waiting.since.elapsed() > self.patience.prerequisite {
                    let waited = self.patience.prerequisite.as_secs() / 60;
                    let error = format!("Waited {waited} minutes for {what}.");
                    self.dead(one, "prerequisite", &error, attempts).await?;
                    one.message.ack_with(AckKind::Term).await?;
                } else {
                    self.try_again(one, envelope, waiting, short_delay(waiting.times)).await?;
                }
            }
            Verdict::NoOrganization => {
                let waiting = self.wait(envelope.id);
                if waiting.since.elapsed() > self.patience.organization {
                    let error = "Its organisation is not known here yet; it is applied once it is.";
                    self.dead(one, letters::NO_ORGANIZATION, error, attempts).await?;
                    one.message.ack_with(AckKind::Term).await?;
                } else {
                    self.try_again(one, envelope, waiting, short_delay(waiting.times)).await?;
                }
            }
            Verdict::Forked => {
                let error = "Another event with the same place in the sequence of this aggregate was applied before; its \
                             publisher came back as it was earlier. Only where the clock of one of its processes was minutes \
                             ahead may it be this event itself: look at what is there before you retry it, which applies it.";
                self.dead(one, letters::FORKED, error, attempts).await?;
                one.message.ack_with(AckKind::Term).await?;
            }
            Verdict::Failed(problem) => self.settle_failed(one, envelope, &problem, attempts).await?,
        }
        Ok(())
    }

    async fn wait_for_gap(&self, one: &Delivered, envelope: &Envelope, expected: i64) -> Result<(), Error> {
        let waiting = self.wait(envelope.id);
        if waiting.since.elapsed() > self.patience.gap {
            self.dead(one, "gap", &format!("Event {expected} of this aggregate never arrived."), 1).await?;
            one.message.ack_with(AckKind::Term).await?;
            return Ok(());
        }
        if waiting.since.elapsed() > self.patience.ask_after
            && waiting.asked.is_none_or(|at| at.elapsed() > self.patience.ask_after)
        {
            let request = bus::ResendRequest::Aggregate {
                org_id: envelope.orgid.as_uuid(),
                aggregate_id: envelope.subject,
                from_seq: expected,
            };
            let payload = serde_json::to_vec(&request)?.into();
            self.client.publish(bus::resend_subject(self.inbox.source), payload).await?;
            if let Some(entry) = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).get_mut(&envelope.id) {
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
        self.try_again(one, envelope, waiting, delay).await
    }

    /// Gives a message back for later. From the second time on, those of its aggregate that come after it are told.
    async fn try_again(
        &self,
        one: &Delivered,
        envelope: &Envelope,
        waiting: Waiting,
        delay: Duration,
    ) -> Result<(), Error> {
        if waiting.times > 1 {
            // Without it they count as lost a little earlier; that is no reason to hold this one up.
            if let Err(problem) = letters::await_again(&self.inbox, envelope, delay + AWAITED_LONGER).await {
                tracing::debug!(consumer = self.inbox.consumer, %problem, "nobody is told that an event is tried again");
            }
        }
        one.message.ack_with(AckKind::Nak(Some(delay))).await?;
        Ok(())
    }

    /// Whether an attempt at a message came back in this very process.
    pub(super) fn is_waiting(&self, id: EventId) -> bool {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&id)
    }

    pub(super) async fn dead(&self, one: &Delivered, reason: &str, error: &str, attempts: i32) -> Result<(), Error> {
        letters::put(&self.inbox, &one.letter(reason, error, attempts), letters::Status::Dead).await?;
        metrics::counter!("dead_letters_total", "consumer" => self.inbox.consumer.clone()).increment(1);
        if let Some(envelope) = &one.envelope {
            self.stop_waiting(envelope.id);
        }
        Ok(())
    }

    fn wait(&self, id: EventId) -> Waiting {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = waiting.entry(id).or_insert_with(Waiting::new);
        if entry.last.elapsed() > WAITS_AT_MOST {
            *entry = Waiting::new();
        }
        entry.times += 1;
        entry.last = Instant::now();
        *entry
    }

    /// As [`Runner::wait`], as if it had only begun; returns how often it was tried.
    fn wait_anew(&self, id: EventId) -> u32 {
        let times = self.wait(id).times;
        let entry = Waiting { times, ..Waiting::new() };
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).insert(id, entry);
        times
    }

    /// Forgets what another replica has settled meanwhile.
    pub(super) fn forget_settled(&self) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|_, one| one.last.elapsed() <= WAITS_AT_MOST);
    }

    fn stop_waiting(&self, id: EventId) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }
}

/// 100 ms, doubling up to 5 s; after most of a minute 30 s, so that many that wait do not hold up the rest.
fn short_delay(times: u32) -> Duration {
    if times > 14 {
        return Duration::from_secs(30);
    }
    Duration::from_millis((100_u64 << times.saturating_sub(1).min(6)).min(5000))
}

/// For what passes by itself: 0.2, 1, 5, then always 30 s, spread by a tenth. Nothing but a service's own database is asked by a
/// reaction, so what kept it from answering may be over at any moment, and people wait for what it would show.
fn long_delay(times: u32) -> Duration {
    let millis = match times {
        0 | 1 => 200,
        2 => 1_000,
        3 => 5_000,
        _ => 30_000,
    };
    Duration::from_millis(millis + rand::random_range(0..=millis / 10))
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
        for (times, millis) in [(1, 200), (2, 1_000), (3, 5_000), (4, 30_000), (5, 30_000), (99, 30_000)] {
            let delay = long_delay(times).as_millis();
            assert!((millis..=millis * 11 / 10).contains(&delay), "{times}: {delay}");
        }
    }
}
