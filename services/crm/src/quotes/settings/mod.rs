//! How an organisation quotes: what a new quote begins with, what stands on it about the organisation, and whether an
//! accepted one wins its deal.

pub mod http;
pub mod model;
pub mod store;
