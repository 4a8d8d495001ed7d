//! The published language: what services promise each other.
//!
//! One file per publishing service holds its events and the after-images they carry. There is deliberately no enum of
//! all events: a consumer names the few it understands and ignores the rest.
//!
//! Within a version an event may only gain optional fields; anything else is a new version beside the old one.
//! The JSON Schemas in `schemas/` are generated from these types, and a test compares them.
//!
//! **What is said of persons outside the organisation is veiled.** A journal is kept for ever and a stream refuses deletes, so
//! neither may know a person who can ask to be forgotten. Each event names the paths of such values ([`Event::PERSONAL`],
//! `x-personal` in its schema). The struct a service publishes holds the value; in the journal and the stream a mark stands
//! in its place, such as `veil.3f...` or, for an address, `veil.3f...@person.invalid`: of the same type, the same for the
//! same value of the same thing, and nothing can be learnt from it. It is made with a key of that thing which the publisher
//! destroys when the person is erased. Whoever needs the value asks the publisher for the thing.

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
