//! From where on the outbox is read.
//!
//! Deleted pointers leave dead entries at the beginning of the index until they are vacuumed, and a reader that begins
//! there looks at each of them again. A position is given before its transaction commits, though, so one that is lower
//! than what was published may still come: reading begins where everything was that was published two minutes ago, when
//! no transaction of then can be open any more, and once a minute at the very beginning, for the one that still was.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// Longer than any transaction of a service may take.
const SETTLED_AFTER: Duration = Duration::from_mins(2);
/// How often positions are remembered.
const REMEMBER_EVERY: Duration = Duration::from_secs(10);
/// How often everything is read.
const READ_ALL_EVERY: Duration = Duration::from_mins(1);

/// From where on the outbox is read.
#[derive(Debug)]
pub(super) struct LowWater {
    settled: i64,
    /// Highest positions that were read, and when.
    seen: VecDeque<(Instant, i64)>,
    read_all: Instant,
}

impl LowWater {
    /// Reads everything at first.
    pub fn new(now: Instant) -> Self {
        Self { settled: 0, seen: VecDeque::new(), read_all: now }
    }

    /// Where the next round begins.
    pub fn position(&mut self, now: Instant) -> i64 {
        while let Some((at, position)) = self.seen.front().copied()
            && now.duration_since(at) >= SETTLED_AFTER
        {
            self.settled = position;
            self.seen.pop_front();
        }
        if now.duration_since(self.read_all) >= READ_ALL_EVERY {
            self.read_all = now;
            return 0;
        }
        self.settled
    }

    /// A round has read up to here, and all of it was published.
    pub fn published(&mut self, up_to: i64, now: Instant) {
        if self.seen.back().is_none_or(|(at, _)| now.duration_since(*at) >= REMEMBER_EVERY) {
            self.seen.push_back((now, up_to));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_begins_where_everything_is_settled_and_now_and_then_at_the_beginning() {
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let mut low = LowWater::new(start);
        for second in 0..=130 {
            low.published(i64::try_from(second).unwrap() * 100, at(second));
        }
        assert_eq!(low.position(at(30)), 0, "what was read half a minute ago may have gaps that are filled yet");
        assert_eq!(low.position(at(60)), 0);
        assert_eq!(low.position(at(119)), 0);
        assert_eq!(low.position(at(121)), 0, "everything, as once in a minute");
        assert_eq!(low.position(at(122)), 0);
        assert_eq!(low.position(at(131)), 1000, "what was published at second 10 is settled");
        assert_eq!(low.position(at(182)), 0, "everything, as once in a minute");
        assert!(low.position(at(183)) >= 6000);
    }
}
