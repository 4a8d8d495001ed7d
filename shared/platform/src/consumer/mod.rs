//! Reacting to what other services publish: each event is applied once, in the order of its aggregate, or it is put
//! aside where a person can see it.
//!
//! [`handler`] is what a service writes. [`checkpoint`] knows where to begin, [`runner`] reads messages from there and
//! makes batches of them, [`inbox`] applies a batch in one transaction with the marks that make duplicates harmless,
//! [`settle`] says what becomes of each message, [`letters`] keeps what could not be
//! applied until [`replays`] applies it after all or gives it up.

mod checkpoint;
mod delivered;
mod handler;
mod inbox;
pub(crate) mod letters;
pub(crate) mod replays;
mod returned;
mod runner;
mod settle;
mod turns;

pub use handler::{BatchReact, React, Received};
pub(crate) use handler::{Handlers, Reaction};
pub(crate) use inbox::Inbox;
pub use replays::discard_unreadable;
pub(crate) use runner::Runner;
pub use settle::Patience;
pub(crate) use turns::Turns;

/// What a reaction came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is applied.
    Done,
    /// Something it needs has not arrived yet: what the reaction did is undone, and it is tried again later. Says what
    /// it waits for.
    NotYet(&'static str),
}
