//! The ledger: balanced postings made of everything the other services publish.
//!
//! For each deal, project, invoice and so on there is a *stance*: what the ledger should show for it as it now is
//! ([`stance`], a pure function of the after-image an event carries). An event posts the difference between the new stance and the one before
//! ([`fold`]). Postings are never changed, so a correction is a further posting and the past can be asked for; and since every
//! stance depends on one aggregate only, the same events give the same postings in whatever order aggregates interleave.

pub mod account;
pub mod fold;
pub mod model;
pub mod stance;
pub mod store;

pub use account::Account;
