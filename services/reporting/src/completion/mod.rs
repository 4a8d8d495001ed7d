//! The margin a project will end with: what it brought in and cost, what waits for approval, what is planned to be billed, and what
//! the hours that are left will cost and bring in. What cannot be said is named instead of guessed.

pub mod http;
pub mod model;
pub mod store;
pub mod told;
