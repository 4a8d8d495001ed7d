//! What stands on an organisation's invoices beside their lines: about itself, and about how it is paid. Each invoice
//! takes what holds when it is issued.

pub mod http;
pub mod model;
pub mod store;
