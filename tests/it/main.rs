//! Tests that cross services.

mod access;
mod architecture;
mod bad_input;
mod chain;
mod faults;
mod import;
mod raw;
