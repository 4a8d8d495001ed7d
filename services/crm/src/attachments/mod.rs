//! Files kept beside accounts, contacts, deals and activities. A removed one stays as a fact, without its file.

pub mod http;
pub mod jobs;
pub mod model;
pub mod store;
