//! Messages that this process gave back to the server although nothing was wrong with them.
//!
//! A message that comes again may be the one that killed whoever worked on it, so it is tried alone, and each attempt is
//! counted. What was given back because its consumer stopped or started over, most often since its database could not be
//! asked, has killed nobody; to try a whole backlog of that alone would make a machine that is too busy busier still.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use async_nats::jetstream::{AckKind, Message};

/// How often a message may be among those that could not be settled; after that it may be the reason.
const MAX_FAILURES: u32 = 3;
/// More than may be on their way to one consumer. What is forgotten is tried alone, as if another replica had given it back.
const REMEMBERED: usize = 20_000;

/// What this process gave back, by place in the stream.
#[derive(Debug, Default)]
pub(super) struct Returned(Mutex<HashMap<u64, Return>>);

/// Of one message.
#[derive(Debug, Clone, Copy, Default)]
struct Return {
    /// How often it had been delivered when it was given back.
    deliveries: i64,
    /// How often it was in a batch that could not be settled: mostly since the database could not be asked.
    failures: u32,
}

impl Returned {
    /// Whether somebody worked on it before and may have died of it.
    pub fn is_repeated(&self, stream_seq: u64, deliveries: i64) -> bool {
        if deliveries <= 1 {
            return false;
        }
        let returned = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        returned.get(&stream_seq).is_none_or(|one| one.deliveries + 1 != deliveries || one.failures >= MAX_FAILURES)
    }

    /// Notes that a message was among those that could not be settled.
    pub fn failed(&self, stream_seq: u64) {
        self.change(stream_seq, |one| one.failures += 1);
    }

    /// Forgets a message that is settled.
    pub fn forget(&self, stream_seq: u64) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&stream_seq);
    }

    /// Forgets everything: the numbers of another stream or consumer say nothing about those of this one.
    pub fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Lets the server give messages to somebody again soon.
    pub async fn give_back(&self, messages: impl Iterator<Item = &Message>) {
        for message in messages {
            if let Ok(info) = message.info() {
                self.note(info.stream_sequence, info.delivered);
            }
            let _ = message.ack_with(AckKind::Nak(Some(Duration::from_millis(200)))).await;
        }
    }

    fn note(&self, stream_seq: u64, deliveries: i64) {
        if !self.is_repeated(stream_seq, deliveries) {
            self.change(stream_seq, |one| one.deliveries = deliveries);
        }
    }

    fn change(&self, stream_seq: u64, change: impl FnOnce(&mut Return)) {
        let mut returned = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if returned.len() >= REMEMBERED {
            returned.clear();
        }
        change(returned.entry(stream_seq).or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_given_back_here_last_comes_as_if_for_the_first_time() {
        let returned = Returned::default();
        assert!(!returned.is_repeated(7, 1));
        assert!(returned.is_repeated(7, 2), "somebody else had it, or this process before it died");
        returned.note(7, 1);
        assert!(!returned.is_repeated(7, 2));
        returned.note(7, 2);
        assert!(!returned.is_repeated(7, 3));
        assert!(returned.is_repeated(7, 4), "somebody else had it in between");
        returned.note(7, 4);
        assert!(returned.is_repeated(7, 5), "what is tried alone stays so");
        assert!(returned.is_repeated(8, 2));
    }

    #[test]
    fn what_is_always_there_when_nothing_can_be_settled_is_tried_alone() {
        let returned = Returned::default();
        for delivery in 1..=3 {
            assert!(!returned.is_repeated(7, delivery), "{delivery}");
            returned.failed(7);
            returned.note(7, delivery);
        }
        assert!(returned.is_repeated(7, 4));
    }

    #[test]
    fn what_is_settled_or_of_another_stream_is_forgotten() {
        let returned = Returned::default();
        for seq in [7, 8] {
            returned.note(seq, 1);
        }
        returned.forget(7);
        assert!(returned.is_repeated(7, 2) && !returned.is_repeated(8, 2));
        returned.clear();
        assert!(returned.is_repeated(8, 2));
    }

    #[test]
    fn not_everything_is_remembered_for_ever() {
        let returned = Returned::default();
        for seq in 0..=REMEMBERED as u64 {
            returned.note(seq, 1);
        }
        assert_eq!(returned.0.lock().unwrap().len(), 1);
    }
}
