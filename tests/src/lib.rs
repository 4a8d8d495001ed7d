//! What tests that cross services stand on: one whole suite per test binary, and sums to check it by.
#![expect(clippy::panic, reason = "a test fails by panicking")]

mod control;
mod world;

pub use control::{Totals, totals};
pub use world::{World, eventually, world};
