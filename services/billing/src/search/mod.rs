//! Finding customers by a part of their name, and invoices by a part of their number.

pub mod http;
pub mod store;
