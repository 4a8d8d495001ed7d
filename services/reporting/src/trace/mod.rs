//! The chain of cause and effect an event belongs to: from the lead to the payment.

pub mod http;
pub mod store;
