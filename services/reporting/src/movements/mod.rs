//! How the balances of accounts moved, month by month, by the business days their postings belong to: what trends are drawn from.

pub mod http;
pub mod store;
