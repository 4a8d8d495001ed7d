//! Finding accounts, contacts and deals by a part of their name.

pub mod http;
pub mod store;
