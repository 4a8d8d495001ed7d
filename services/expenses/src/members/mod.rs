//! A local copy of what members are called: files of claims say whose they are.
//!
//! The gateway owns members; this copy follows its events and is never changed otherwise.

pub mod store;
