//! Tests of the expenses service on a real PostgreSQL and NATS.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod budgets;
mod claims;
mod cost_centers;
mod erasing_columns;
mod exports;
mod given;
mod receipts;
mod search;
