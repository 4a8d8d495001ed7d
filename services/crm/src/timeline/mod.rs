//! The timeline of an account, a contact, a deal or a lead: all that happened with it, newest first, whoever reports it.
//!
//! Every happening is one entry with a link from each thing on whose timeline it stands; both are written in the
//! transaction in which it becomes known, so reading is one walk along one index. An account's timeline holds what is
//! about its deals and contacts too, and a contact's what happens with the deals it is in. What a lead becomes
//! continues its timeline.

pub mod consumers;
pub mod deals;
pub mod http;
pub mod leads;
pub mod model;
pub mod store;
