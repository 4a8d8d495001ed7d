//! When work that comes in a trickle is done next.
//!
//! What comes after a pause is done at once. Of a steady stream, what comes while the last piece of work was being done,
//! and for twice as long afterwards, is done together: the busier the machine, the longer a piece takes, and the more
//! shares one transaction. A backlog is worked off without any pause.

use std::time::{Duration, Instant};

/// The longest pause.
const LONGEST: Duration = Duration::from_millis(25);

/// When the next piece of work begins, at the earliest, if the last one began at `started` and ends now.
pub(crate) fn next(started: Instant) -> Instant {
    let now = Instant::now();
    now + (now.duration_since(started) * 2).min(LONGEST)
}
