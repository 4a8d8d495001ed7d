//! What customers owe: aged receivables, the statement of one customer, and the totals other services' figures are
//! checked against. Only questions; nothing here changes anything.

pub mod http;
pub mod store;
