//! Saved views: lists as people like to see them, for themselves or for everybody.
//!
//! A view holds what the list is asked with, and which columns are shown. What a list does not understand is never kept:
//! a view is checked by reading it as the list would. Views are a person's own arrangement, so nobody else hears of them.

pub mod http;
pub mod model;
pub mod store;
