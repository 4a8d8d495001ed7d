//! Organisations: the businesses that use the suite. Their base currency is fixed once they exist, since their books
//! are kept in it; everything else may change.

pub mod http;
pub mod store;
