//! Follow-ups: what members are going to do, each by a day.
//!
//! ```text
//! open --complete--> done --reopen-> open       one that comes again makes the next one when it is done, once
//! open --cancel----> cancelled --reopen-> open
//! ```
//!
//! A deal's next step is not a follow-up: it says in one line how the deal goes on and is always there to see. What is to be
//! done beside that, or for an account or contact, or at a certain time, is a follow-up. "My day" shows both.

pub mod http;
pub mod jobs;
pub mod model;
pub mod recurrence;
pub mod requests;
pub mod store;
