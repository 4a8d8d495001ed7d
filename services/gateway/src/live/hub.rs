//! Everything this replica has heard lately, and who is listening.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use kernel::OrgId;
use platform::problem::{Kind, Problem, Result};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::position::{self, NOTHING, Position};
use super::ring::{Kept, Ring};
use super::{Each, SOURCES, Source};

/// How long a change is kept for whoever lost their connection.
const KEPT_FOR: Duration = Duration::from_mins(5);
/// Changes kept of all organisations together; beyond that they are kept for a shorter time.
const MOST_KEPT: usize = 100_000;
/// Messages of a source that are read again at the start, for those who were connected to another replica until now.
const READ_AGAIN: u64 = 2_000;
/// A source that is further ahead is not caught up with.
const MOST_BEHIND: u64 = 20_000;
/// Connections one member or API key may have open.
const PER_PRINCIPAL: usize = 20;
/// Connections a replica holds open.
const IN_ALL: usize = 10_000;

/// What is known of a stream.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stream {
    /// When it was made.
    pub made: i128,
    /// Oldest sequence number it holds.
    pub first: u64,
    /// Newest sequence number it holds.
    pub last: u64,
}

#[derive(Debug, Default)]
struct Known {
    /// When the stream of each source was made; 0 for one that is not there.
    made: Each<i128>,
    streams: u32,
    /// Up to where each source is known to reach; none before NATS answered.
    last: Each<Option<u64>>,
    /// Up to where each source was read.
    read: Each<u64>,
    /// Up to where changes of each source may be missing here.
    floor: Each<u64>,
    /// Counts how often something was missed.
    breaks: u64,
    rings: HashMap<OrgId, Ring>,
    seats: HashMap<String, usize>,
    seated: usize,
}

/// Shared by the readers of NATS and all connections.
#[derive(Debug, Default)]
pub struct Hub {
    known: Mutex<Known>,
    closing: CancellationToken,
}

/// Where a connection is in what the hub knows.
#[derive(Debug)]
pub(super) struct Place {
    pub org: OrgId,
    /// How far the client has heard; none while NATS has not answered yet.
    pub position: Option<Position>,
    /// Number in the organisation's ring that is read next.
    next: u64,
    breaks: u64,
    pub changed: watch::Receiver<()>,
}

/// Whether somebody who connects has been here before.
#[derive(Debug)]
pub(super) enum Comes {
    /// For the first time.
    First,
    /// Again, having heard so far.
    Back(Position),
    /// Again, and nobody can say how far they had heard.
    Lost,
}

/// What a connection hears next.
#[derive(Debug)]
pub(super) enum Heard {
    /// Changes, each with the position after it. They may be none although more are there.
    Changes(Vec<(Kept, Position)>),
    /// Something was missed.
    Missed,
    /// Nothing new.
    Nothing,
}

/// The right to have one connection open; given back when dropped.
#[derive(Debug)]
pub(super) struct Seat {
    hub: Arc<Hub>,
    principal: String,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut known = self.hub.known();
        known.seated = known.seated.saturating_sub(1);
        if let Some(count) = known.seats.get_mut(&self.principal) {
            *count -= 1;
            if *count == 0 {
                known.seats.remove(&self.principal);
            }
        }
    }
}

impl Known {
    fn position(&self) -> Option<Position> {
        let mut sequences = NOTHING;
        for (sequence, last) in sequences.iter_mut().zip(self.last) {
            *sequence = last?;
        }
        Some(Position { streams: self.streams, sequences })
    }

    /// Whether everything an organisation was told after this position is still here.
    fn reaches_back_to(&self, position: &Position, ring: &Ring) -> bool {
        let floors = self.floor.iter().zip(ring.floor).map(|(all, own)| (*all).max(own));
        position.streams == self.streams && position.sequences.iter().zip(floors).all(|(heard, floor)| *heard >= floor)
    }

    /// Notes that changes were missed, which nobody can say of whom.
    fn broken(&mut self) {
        self.breaks += 1;
        self.rings.values_mut().for_each(Ring::clear);
    }
}

impl Hub {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends every connection, and takes no new ones.
    pub fn close(&self) {
        self.closing.cancel();
    }

    /// Tells when connections must end.
    pub(super) fn closing(&self) -> &CancellationToken {
        &self.closing
    }

    /// A seat for one connection of a principal.
    pub(super) fn seat(self: &Arc<Self>, principal: String) -> Result<Seat> {
        if self.closing.is_cancelled() {
            return Err(Problem::unavailable("the gateway is stopping"));
        }
        let mut known = self.known();
        if known.seated >= IN_ALL {
            return Err(Problem::unavailable("too many live connections"));
        }
        let count = known.seats.entry(principal.clone()).or_default();
        if *count >= PER_PRINCIPAL {
            let detail = format!("At most {PER_PRINCIPAL} live connections at once; close one first.");
            return Err(Problem::new(Kind::TooMany, "too-many-live-connections", detail)
                .with_header(http::header::RETRY_AFTER, http::HeaderValue::from_static("10")));
        }
        *count += 1;
        known.seated += 1;
        drop(known);
        Ok(Seat { hub: Arc::clone(self), principal })
    }

    /// A place for a connection, and whether more was missed than will come now.
    pub(super) fn place(&self, org: OrgId, comes: &Comes) -> (Place, bool) {
        let mut known = self.known();
        known.rings.entry(org).or_default();
        let Known { rings, breaks, .. } = &*known;
        let ring = &rings[&org];
        let at = |position, next| Place { org, position, next, breaks: *breaks, changed: ring.subscribe() };
        let now = known.position();
        match comes {
            Comes::Back(heard) if now.is_some() && known.reaches_back_to(heard, ring) => {
                (at(Some(*heard), ring.first()), false)
            }
            Comes::Back(_) | Comes::Lost => (at(now, ring.end()), true),
            Comes::First => (at(now, ring.end()), false),
        }
    }

    /// How far a caller who asks now can be told of changes later, as `after`; none while NATS has not answered yet.
    pub fn now(&self) -> Option<String> {
        self.known().position().map(|position| position.to_string())
    }

    /// What a connection hears next.
    pub(super) fn hear(&self, place: &mut Place) -> Heard {
        let mut known = self.known();
        let (now, read, breaks) = (known.position(), known.read, known.breaks);
        let Some(now) = now else { return Heard::Nothing };
        let ring = known.rings.entry(place.org).or_default();
        let current = place.position.filter(|_| place.breaks == breaks);
        let (Some(mut position), Ok(changes)) = (current, ring.read(place.next)) else {
            (place.position, place.next, place.breaks) = (Some(now), ring.end(), breaks);
            return Heard::Missed;
        };
        let mut heard = Vec::new();
        for change in changes {
            place.next += 1;
            if position.hear(change.source, change.sequence) {
                heard.push((change.clone(), position));
            }
        }
        let at_the_end = place.next >= ring.end();
        if at_the_end && heard.is_empty() {
            // Others' changes move the position too: an organisation where little happens must not fall behind. Only what
            // was read counts: what a stream is known to hold beyond that is still on its way.
            for (source, sequence) in read.into_iter().enumerate() {
                position.hear(source, sequence);
            }
            position.streams = now.streams;
        }
        place.position = Some(position);
        if at_the_end && heard.is_empty() { Heard::Nothing } else { Heard::Changes(heard) }
    }

    /// A source has no stream yet; it will begin at 1.
    pub(super) fn no_stream(&self, source: Source) {
        let mut known = self.known();
        if known.made[source] != 0 {
            known.broken();
        }
        known.made[source] = 0;
        (known.last[source], known.read[source], known.floor[source]) = (Some(0), 0, 0);
        known.streams = position::streams(&known.made);
    }

    /// A source has this stream; answers the sequence number to read from.
    pub(super) fn found(&self, source: Source, stream: Stream) -> u64 {
        let mut known = self.known();
        let next = known.read[source] + 1;
        let same = known.made[source] == stream.made && stream.last + 1 >= next;
        let within_reach = stream.first <= next && stream.last.saturating_sub(next) < MOST_BEHIND;
        if known.last[source].is_some() && same && within_reach {
            known.last[source] = known.last[source].max(Some(stream.last));
            return next;
        }
        let first = stream.first.max((stream.last + 1).saturating_sub(READ_AGAIN)).max(1);
        let made_anew_or_behind = known.made[source] != 0;
        let began_unseen = known.last[source].is_some() && first > 1;
        if made_anew_or_behind || began_unseen {
            known.broken();
        }
        known.made[source] = stream.made;
        known.streams = position::streams(&known.made);
        (known.last[source], known.read[source], known.floor[source]) = (Some(stream.last), first - 1, first - 1);
        first
    }

    /// A source was read up to here; the message told this, when it was an event.
    pub(super) fn push(&self, source: Source, sequence: u64, told: Option<(OrgId, Arc<str>)>) {
        let mut known = self.known();
        known.read[source] = sequence;
        known.last[source] = known.last[source].max(Some(sequence));
        if let Some((org, told)) = told {
            known.rings.entry(org).or_default().push(Instant::now(), Kept { source, sequence, told });
        }
    }

    /// Lets go what is too old, or too much.
    pub(super) fn tidy(&self, now: Instant) {
        let mut known = self.known();
        let Known { rings, floor, .. } = &mut *known;
        let mut kept_for = KEPT_FOR;
        loop {
            let before = now.checked_sub(kept_for);
            let mut total = 0;
            for ring in rings.values_mut() {
                if let Some(before) = before {
                    ring.forget_before(before, &mut |gone| floor[gone.source] = floor[gone.source].max(gone.sequence));
                }
                total += ring.len();
            }
            if total <= MOST_KEPT || kept_for.is_zero() {
                break;
            }
            kept_for = if kept_for < Duration::from_secs(1) { Duration::ZERO } else { kept_for / 2 };
        }
        rings.retain(|_, ring| {
            let idle = ring.is_idle();
            if idle {
                (0..SOURCES.len()).for_each(|source| floor[source] = floor[source].max(ring.floor[source]));
            }
            !idle
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::ring::LONGEST;

    const CRM: Source = 1;

    fn stream(made: i128, last: u64) -> Stream {
        Stream { made, first: 1, last }
    }

    /// A hub that has read the stream of CRM up to here; the others are empty.
    fn hub(last: u64) -> Hub {
        let hub = Hub::default();
        (0..SOURCES.len()).for_each(|source| hub.no_stream(source));
        hub.found(CRM, stream(7, last));
        hub.push(CRM, last, None);
        hub
    }

    fn tell(hub: &Hub, org: OrgId, sequence: u64) {
        hub.push(CRM, sequence, Some((org, sequence.to_string().into())));
    }

    /// Everything that is heard now; none for a reset.
    fn all(hub: &Hub, place: &mut Place) -> Vec<Option<String>> {
        let mut heard = Vec::new();
        loop {
            match hub.hear(place) {
                Heard::Changes(changes) => {
                    heard.extend(changes.into_iter().map(|(change, _)| Some(change.told.to_string())));
                }
                Heard::Missed => heard.push(None),
                Heard::Nothing => return heard,
            }
        }
    }

    fn told(sequences: impl IntoIterator<Item = u64>) -> Vec<Option<String>> {
        sequences.into_iter().map(|sequence| Some(sequence.to_string())).collect()
    }

    #[test]
    fn each_organisation_hears_its_own() {
        let (hub, anna, bela) = (hub(10), OrgId::new(), OrgId::new());
        let (mut annas, mut belas) = (hub.place(anna, &Comes::First).0, hub.place(bela, &Comes::First).0);
        tell(&hub, anna, 11);
        tell(&hub, bela, 12);
        tell(&hub, anna, 13);
        assert_eq!(all(&hub, &mut annas), told([11, 13]));
        assert_eq!(all(&hub, &mut belas), told([12]));
        assert_eq!(all(&hub, &mut belas), told([]));
    }

    #[test]
    fn whoever_comes_back_hears_what_they_missed() {
        let (hub, org) = (hub(10), OrgId::new());
        let mut place = hub.place(org, &Comes::First).0;
        tell(&hub, org, 11);
        all(&hub, &mut place);
        let heard = place.position.unwrap();
        drop(place);
        tell(&hub, org, 12);
        tell(&hub, OrgId::new(), 13);
        tell(&hub, org, 14);
        let (mut place, missed) = hub.place(org, &Comes::Back(heard));
        assert!(!missed);
        assert_eq!(all(&hub, &mut place), told([12, 14]));
        // Nothing happened to them since, but the position goes on with the others.
        tell(&hub, OrgId::new(), 15);
        assert_eq!(all(&hub, &mut place), told([]));
        assert_eq!(place.position.unwrap().sequences[CRM], 15);
    }

    #[test]
    fn another_replica_goes_on_where_one_stopped() {
        let (one, other, org) = (hub(10), Hub::default(), OrgId::new());
        let mut place = one.place(org, &Comes::First).0;
        tell(&one, org, 11);
        all(&one, &mut place);
        let heard = place.position.unwrap();
        // The other starts: it knows how far the stream reaches before it has read the last of it.
        assert!(other.place(org, &Comes::Back(heard)).1, "NATS has not answered yet");
        (0..SOURCES.len()).for_each(|source| other.no_stream(source));
        assert_eq!(other.found(CRM, stream(7, 13)), 1);
        let (mut place, missed) = other.place(org, &Comes::Back(heard));
        let mut newcomer = other.place(org, &Comes::First).0;
        assert!(!missed);
        assert_eq!(all(&other, &mut place), told([]));
        (9..=13).for_each(|sequence| tell(&other, org, sequence));
        assert_eq!(all(&other, &mut place), told([12, 13]));
        assert_eq!(all(&other, &mut newcomer), told([]), "what was there before they came");
    }

    #[test]
    fn what_cannot_be_known_is_a_reset() {
        let (one, org) = (hub(10), OrgId::new());
        let heard = one.place(org, &Comes::First).0.position.unwrap();
        assert!(one.place(org, &Comes::Lost).1);
        // The stream was made anew.
        let mut place = one.place(org, &Comes::First).0;
        one.found(CRM, stream(8, 3));
        assert_eq!(all(&one, &mut place), [None]);
        assert!(one.place(org, &Comes::Back(heard)).1);
        // It is too far ahead.
        let two = hub(10);
        let mut place = two.place(org, &Comes::First).0;
        two.found(CRM, stream(7, 10 + 2 * MOST_BEHIND));
        assert_eq!(all(&two, &mut place), [None]);
        // An outage of NATS is none: reading goes on.
        let three = hub(10);
        let mut place = three.place(org, &Comes::First).0;
        assert_eq!(three.found(CRM, stream(7, 12)), 11);
        tell(&three, org, 11);
        assert_eq!(all(&three, &mut place), told([11]));
    }

    #[test]
    fn a_slow_reader_is_told_to_begin_anew() {
        let (hub, org) = (hub(0), OrgId::new());
        let mut slow = hub.place(org, &Comes::First).0;
        let heard = slow.position.unwrap();
        (1..=LONGEST as u64 + 1).for_each(|sequence| tell(&hub, org, sequence));
        assert_eq!(all(&hub, &mut slow), [None]);
        assert!(hub.place(org, &Comes::Back(heard)).1, "the first is gone");
        let later = Position { sequences: [0, 1, 0, 0, 0], ..slow.position.unwrap() };
        let (mut place, missed) = hub.place(org, &Comes::Back(later));
        assert!(!missed);
        assert_eq!(all(&hub, &mut place).len(), LONGEST);
    }

    #[test]
    fn what_is_old_is_let_go_and_known_to_be() {
        let (hub, org) = (hub(10), OrgId::new());
        let heard = hub.place(org, &Comes::First).0.position.unwrap();
        tell(&hub, org, 11);
        hub.tidy(Instant::now());
        assert!(!hub.place(org, &Comes::Back(heard)).1);
        hub.tidy(Instant::now() + KEPT_FOR + Duration::from_secs(1));
        assert!(hub.known().rings.is_empty());
        assert!(hub.place(org, &Comes::Back(heard)).1);
    }

    #[test]
    fn connections_are_counted() {
        let hub = Arc::new(hub(0));
        let seats: Vec<Seat> = (0..PER_PRINCIPAL).map(|_| hub.seat("member:1".to_owned()).unwrap()).collect();
        assert_eq!(hub.seat("member:1".to_owned()).unwrap_err().code(), "too-many-live-connections");
        hub.seat("member:2".to_owned()).unwrap();
        drop(seats);
        hub.seat("member:1".to_owned()).unwrap();
        assert!(hub.known().seats.is_empty());
        hub.close();
        assert!(hub.seat("member:1".to_owned()).is_err());
    }
}
