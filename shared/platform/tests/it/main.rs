//! The platform on real servers, with a service that writes notes and one that reads what it publishes.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where something is not as it should be"
)]

mod crashes;
mod jobs;
mod letters;
mod letters_unreadable;
mod notes;
mod operating;
mod outages;
mod reacting;
mod reader;
mod repeating;
mod requests;
mod restores;
mod support;
mod tenancy;
mod tokens;
mod writing;
