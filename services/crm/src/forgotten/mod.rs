//! The forgotten list: open deals and leads that nobody looks after and follow-ups that were not done in time, each with the reasons.

pub mod http;
pub mod jobs;
pub mod model;
pub mod store;
