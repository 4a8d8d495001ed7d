//! What every service needs to live; it knows no word of the domain.
//!
//! Read in this order: [`service`] is what a service looks like from outside; [`tx`] is how one request or reaction
//! reads and writes; [`journal`], [`outbox`], [`relay`] and [`consumer`] carry facts from one service to the next; the rest is the
//! border to HTTP ([`routes`], [`public`], [`http`], [`once`], [`problem`], [`auth`], [`idempotency`]) and to the operator ([`config`],
//! [`telemetry`], [`operations`], [`jobs`]). [`changes`] and [`search`] are what every service
//! answers alike; [`files`] is for those that keep any, and [`veil`] keeps what is personal out of the journal.

pub mod auth;
pub mod bus;
pub mod changes;
pub mod clock;
pub mod config;
pub mod consumer;
pub mod db;
pub mod files;
pub mod http;
pub mod idempotency;
pub mod jobs;
pub mod journal;
mod limits;
pub mod link;
pub mod once;
pub mod operations;
pub mod organizations;
pub mod outbox;
mod pace;
pub mod problem;
pub mod program;
pub mod public;
pub mod relay;
pub mod resend;
mod router;
pub mod routes;
mod scram;
pub mod seal;
pub mod search;
pub mod server;
pub mod service;
mod supervised;
pub mod telemetry;
pub mod tx;
pub mod veil;

// For the macros of this crate, which expand to queries where they are used.
#[doc(hidden)]
pub use sqlx;

pub use auth::Identity;
pub use consumer::{Outcome, Received};
pub use http::{Created, Json, Path, Query, Reply};
pub use once::Once;
pub use problem::{FieldError, Kind, Problem, Refusal, Result};
pub use routes::Routes;
pub use service::{Running, Service};
pub use tx::{Db, Place, Read, Tx};
