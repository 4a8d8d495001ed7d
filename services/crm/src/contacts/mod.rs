//! Contacts: people, mostly at accounts.
//!
//! A contact is recorded and changed; it is never deleted, since deals name it.

pub mod http;
pub mod model;
pub mod store;
