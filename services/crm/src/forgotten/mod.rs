//! The forgotten list: open deals that nobody looks after, each with the reasons.

pub mod http;
pub mod jobs;
pub mod model;
pub mod store;
