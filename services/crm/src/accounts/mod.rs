//! Accounts: companies we sell to, or might. They may belong to one another, but never in a circle.
//!
//! An account is recorded and changed; it is never deleted, since invoices name it.

pub mod http;
pub mod model;
pub mod store;
