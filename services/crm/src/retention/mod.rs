//! Retention: how long people are kept nobody deals with.
//!
//! ```text
//! nothing happened for so many months --notice--> will be erased on a day --that day--> erased, as if they had asked for it
//!                                                       '-- something happens, or they are held --> no notice any more
//! ```
//!
//! Rules are off until an organisation sets them. Whoever has a deal, something planned or a hold is never among them; what the
//! law asks for is kept by what an erasure leaves (quotes that were accepted, invoices).

pub mod http;
pub mod jobs;
pub mod model;
pub mod store;
