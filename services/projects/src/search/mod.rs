//! Finding projects and people by a part of their name.

pub mod http;
pub mod store;
