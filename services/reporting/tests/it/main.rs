//! Tests of the reporting service on a real PostgreSQL and NATS.

mod access;
mod chain;
mod determinism;
mod history;
mod pipeline;
mod rebuild;
