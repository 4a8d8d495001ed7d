//! Time: hours of one person on one task on one day, with the rates that held on that day.
//!
//! An entry is a draft until it is submitted; then it is approved, which makes it count and be billed, or rejected, which
//! sends it back. Drafts and rejected entries may be changed, which makes drafts of them; approved ones never.

pub mod http;
pub mod model;
pub mod review;
pub mod store;
