//! Tests that cross services.

mod architecture;
mod chain;
mod faults;
mod zz_dump;
