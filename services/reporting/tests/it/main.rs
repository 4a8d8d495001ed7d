//! Tests of the reporting service on a real PostgreSQL and NATS.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod access;
mod between;
mod chain;
mod completion;
mod deals;
mod determinism;
mod erasing_columns;
mod exports;
mod forecast;
mod forecast_past;
mod forecast_rules;
mod forecast_sums;
mod history;
mod merged;
mod movements;
mod pipeline;
mod rebuild;
mod wording;
