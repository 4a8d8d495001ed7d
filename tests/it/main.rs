//! Tests that cross services.

mod architecture;
mod chain;
mod faults;
