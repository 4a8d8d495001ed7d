//! People who work on projects, with what an hour of them costs from a day on.
//!
//! Every member of the organisation becomes a person by themselves; others, such as subcontractors, are recorded by hand.
//! Cost rates are a dated list: the rate of the work date is copied onto each time entry. Before the first date the rate
//! is unknown, which is not the same as zero.

pub mod http;
pub mod model;
pub mod store;
