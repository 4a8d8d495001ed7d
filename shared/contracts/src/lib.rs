//! The published language: what services promise each other.
//!
//! One file per publishing service holds its events and the after-images they carry. There is deliberately no enum of
//! all events: a consumer names the few it understands and ignores the rest.
//!
//! Within a version an event may only gain optional fields; anything else is a new version beside the old one.
//! The JSON Schemas in `schemas/` are generated from these types, and a test compares them.

mod catalog;
mod envelope;
mod event;

pub mod billing;
pub mod crm;
pub mod expenses;
pub mod identity;
pub mod imports;
pub mod leads;
pub mod projects;

pub use catalog::{CatalogEntry, catalog};
pub use envelope::{Actor, Envelope, EnvelopeError};
pub use event::{Event, EventType, event_type, subject_of};
