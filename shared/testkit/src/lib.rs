//! What tests of a service stand on: a real PostgreSQL, a real NATS server, the service itself with its real router, and
//! clients that speak to it.
//!
//! The servers are started once per test binary and die with it. Every test takes a fresh organisation on the shared
//! databases, which at the same time proves that organisations do not see each other.

#![expect(clippy::expect_used, clippy::panic, reason = "a test ends where something is not as it should be")]

mod app;
mod client;
mod environment;
mod keys;
mod texts;

pub use app::{App, Delivery, Organization, Published};
pub use client::{Answer, Client};
pub use environment::{Environment, data_folder, environment, on_runtime, workspace};
pub use keys::Keys;
pub use texts::{Told, insist_every_text_is_told_of};
