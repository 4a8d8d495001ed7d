//! Receipts: files that prove the lines of a claim. They are handed in and taken back while the claim is a draft or was
//! sent back, and read by whoever sees the claim.

pub mod http;
pub mod jobs;
pub mod model;
pub mod store;
