//! Reacting to what other services publish: each event is applied once, in the order of its aggregate, or it is put
//! aside where a person can see it.
//!
//! [`handler`] is what a service writes; [`runner`] reads messages and decides what becomes of each; [`inbox`] applies a
//! batch in one transaction with the marks that make duplicates harmless; [`letters`] keeps what could not be applied.

mod checkpoint;
mod handler;
mod inbox;
pub(crate) mod letters;
mod runner;

pub use handler::{BatchReact, React, Received};
pub(crate) use handler::{Handlers, Reaction};
pub(crate) use inbox::Inbox;
pub(crate) use runner::Runner;

/// What a reaction came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is applied.
    Done,
    /// Something it needs has not arrived yet: what the reaction did is undone, and it is tried again later. Says what
    /// it waits for.
    NotYet(&'static str),
}
