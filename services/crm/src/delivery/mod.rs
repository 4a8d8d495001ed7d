//! What became of a won deal: its project, its billing schedule, its cost budget, its first invoice.
//!
//! The other services own those; this is a copy of what a deal shows of them, fed by their events. They come from
//! different aggregates and so in any order; each event writes only its own columns, and a row begins with whichever
//! comes first.

pub mod model;
pub mod store;
