//! The latest changes of one organisation, in the order in which they were heard.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Instant;

use tokio::sync::watch;

use super::position::NOTHING;
use super::{Each, Source};

/// Changes kept of one organisation, so that an import of one does not push out those of others.
pub(super) const LONGEST: usize = 1_000;
/// Changes a reader takes at once.
const AT_ONCE: usize = 64;

/// A change as it is kept.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    pub source: Source,
    pub sequence: u64,
    pub told: Arc<str>,
}

#[derive(Debug)]
pub(super) struct Ring {
    kept: VecDeque<(Instant, Kept)>,
    /// Number of the oldest that is kept; numbers are this replica's own.
    first: u64,
    /// Up to here changes of each source were let go because there were too many.
    pub floor: Each<u64>,
    changed: watch::Sender<()>,
}

/// A reader that was too slow: what it would have read next is gone.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Overrun;

impl Default for Ring {
    fn default() -> Self {
        Self { kept: VecDeque::new(), first: 0, floor: NOTHING, changed: watch::Sender::new(()) }
    }
}

impl Ring {
    pub(super) fn push(&mut self, now: Instant, change: Kept) {
        if self.kept.len() >= LONGEST
            && let Some((_, gone)) = self.let_go()
        {
            self.floor[gone.source] = self.floor[gone.source].max(gone.sequence);
        }
        self.kept.push_back((now, change));
        self.changed.send_replace(());
    }

    /// Lets the oldest go.
    fn let_go(&mut self) -> Option<(Instant, Kept)> {
        let gone = self.kept.pop_front();
        self.first += u64::from(gone.is_some());
        gone
    }

    /// Lets go what is older; `gone` hears of each.
    pub(super) fn forget_before(&mut self, time: Instant, gone: &mut impl FnMut(&Kept)) {
        while self.kept.front().is_some_and(|(at, _)| *at < time) {
            if let Some((_, change)) = self.let_go() {
                gone(&change);
            }
        }
        // A burst is over; its room is given back.
        if self.kept.len() * 4 < self.kept.capacity() {
            self.kept.shrink_to(self.kept.len() * 2);
        }
    }

    pub(super) fn clear(&mut self) {
        self.first = self.end();
        self.kept.clear();
        self.floor = NOTHING;
        self.changed.send_replace(());
    }

    /// Number of the oldest that is kept.
    pub(super) fn first(&self) -> u64 {
        self.first
    }

    /// Number the next will have.
    pub(super) fn end(&self) -> u64 {
        self.first + self.kept.len() as u64
    }

    pub(super) fn len(&self) -> usize {
        self.kept.len()
    }

    /// What follows from this number on, as much as is taken at once.
    pub(super) fn read(&self, from: u64) -> Result<impl Iterator<Item = &Kept>, Overrun> {
        let skipped = from.checked_sub(self.first).ok_or(Overrun)?;
        let skipped = usize::try_from(skipped).unwrap_or(usize::MAX);
        Ok(self.kept.iter().skip(skipped).take(AT_ONCE).map(|(_, change)| change))
    }

    pub(super) fn subscribe(&self) -> watch::Receiver<()> {
        self.changed.subscribe()
    }

    /// Whether nobody reads it and it holds nothing.
    pub(super) fn is_idle(&self) -> bool {
        self.kept.is_empty() && self.changed.receiver_count() == 0
    }
}
