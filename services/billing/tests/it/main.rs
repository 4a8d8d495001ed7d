//! Tests of the billing service on a real PostgreSQL and NATS.

#![expect(clippy::unwrap_used, reason = "what cannot be set up fails the test")]

mod customers;
mod documented;
mod erasing_columns;
mod exports;
mod invoices;
mod merged;
mod numbers;
mod papers;
mod payments;
mod receivables;
mod redacted;
mod schedules;
mod search;
mod taken_back;
mod work;
mod world;
