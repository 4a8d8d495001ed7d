//! Tests that cross services.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod access;
mod architecture;
mod bad_input;
mod chain;
mod faults;
mod history;
mod import;
mod merged;
mod openapi;
mod raw;
mod subjects;
