//! Prepared texts for mails, and the variables they and sequences may use.

pub mod http;
pub mod model;
pub mod store;
pub mod variables;
