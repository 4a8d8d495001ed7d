//! Deals: opportunities to sell work, on their way through the stages of a pipeline.
//!
//! ```text
//! open --win--> won --reopen--> open       won needs an account and lines that say what is sold and how it is billed
//! open --lose-> lost --reopen-> open       a closed deal keeps the stage it stood in, and comes back there
//! ```
//!
//! Winning is what the other services wait for: it becomes a project, a billing schedule and a cost budget. What became
//! of those is kept in [`crate::delivery`]; every stay in a stage is kept in [`crate::visits`].

pub mod http;
pub mod lines;
pub mod model;
pub mod requests;
pub mod store;
pub mod views;
