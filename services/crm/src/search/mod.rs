//! Finding accounts, contacts, deals and leads by a part of their name.

pub mod http;
pub mod store;
