//! Visits: every stay of a deal in a stage, and who ended it how.
//!
//! A deal may come back to a stage, so the latest stay and the time spent there in all differ; both are told. Closing a
//! deal ends its stay; reopening it begins another one in the same stage.

pub mod model;
pub mod store;
