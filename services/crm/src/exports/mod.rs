//! Exports: the lists of accounts, contacts, deals, leads and activities as files, with the filters and the order of the list.
//!
//! A file is written row by row into a temporary one and sent from there, so that neither memory nor a connection to the
//! database depends on how much it is or how slowly it is taken. Its headings are those an import knows again.

pub mod columns;
pub mod http;
pub mod sheet;
pub mod store;
