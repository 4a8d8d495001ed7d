//! Finding accounts, contacts, deals, leads, and what was noted, said and written, by words: a part of a name, words of a note or
//! mail, whatever their accents and case, and, when nothing has them, names and words of texts that are spelt nearly so.
//!
//! Ids are found in `search_documents` (its migration says how, and why not under row-level security); what is shown is
//! read from the tables themselves.

pub mod http;
pub mod jobs;
pub mod model;
pub mod store;
