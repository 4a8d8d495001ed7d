//! Activities: what was done with or for clients, and what colleagues tell one another about them.
//!
//! One activity may be about several things: a call about a deal with a contact of an account stands on the timeline of
//! all three. It may be corrected, which the history of changes shows; removed, it stays as a fact that says nothing more.

pub mod http;
pub mod model;
pub mod requests;
pub mod store;
