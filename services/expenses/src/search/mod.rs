//! Finding claims by a part of their title.

pub mod http;
pub mod store;
