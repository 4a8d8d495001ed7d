//! Figures: sums over the ledger by currency and by project, customer or stage. Present ones come from the balances, past ones from
//! the postings recorded until then. Each carries the address under which it is explained.

pub mod http;
pub mod model;
pub mod store;
