//! Any figure opens into the postings that sum to it, each with the event it comes from.

pub mod http;
pub mod store;
