//! What an organisation decides for itself about expenses.

pub mod http;
pub mod store;
