//! Aggregates whose next event is refused.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use uuid::Uuid;

/// How long an aggregate whose event was refused waits at first and at last, and how many may wait so.
const ASIDE: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(5));
const MAX_ASIDE: usize = 10_000;

/// Aggregates whose next event was refused while the link is alive: they are tried again less and less often, so that
/// they do not keep back the others.
#[derive(Debug, Default)]
pub(super) struct Aside(HashMap<Uuid, (Instant, Duration)>);

impl Aside {
    /// Those that are not tried now.
    pub fn waiting(&mut self, now: Instant) -> Vec<Uuid> {
        let (_, longest) = ASIDE;
        self.0.retain(|_, (until, _)| *until + longest > now);
        self.0.iter().filter(|(_, (until, _))| *until > now).map(|(id, _)| *id).collect()
    }

    /// Puts more aside; false when there are so many that it must be something else than the events.
    pub fn put(&mut self, aggregates: Vec<Uuid>, now: Instant) -> bool {
        let (first, longest) = ASIDE;
        for id in aggregates {
            let wait = self.0.get(&id).map_or(first, |(_, wait)| (*wait * 2).min(longest));
            self.0.insert(id, (now + wait, wait));
        }
        self.0.len() <= MAX_ASIDE
    }

    /// Whether any is tried less often than the others.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_refused_again_and_again_waits_longer_and_longer_and_others_do_not() {
        let (mut aside, bad, mut now) = (Aside::default(), Uuid::from_u128(1), Instant::now());
        let mut waits = Vec::new();
        for _ in 0..8 {
            assert!(aside.put(vec![bad], now));
            let began = now;
            while aside.waiting(now) == [bad] {
                now += Duration::from_millis(10);
            }
            waits.push((now - began).as_millis());
        }
        assert_eq!(waits, [100, 200, 400, 800, 1600, 3200, 5000, 5000]);
        assert_eq!(aside.waiting(now + Duration::from_secs(20)), Vec::<Uuid>::new());
        assert!(aside.is_empty(), "what was not refused again is forgotten");
    }

    #[test]
    fn when_too_many_are_refused_it_is_not_the_events() {
        let many = (0..=MAX_ASIDE as u128).map(Uuid::from_u128).collect();
        assert!(!Aside::default().put(many, Instant::now()));
    }
}
