//! Exports: lists as files, with the filters and the order of the list.
//!
//! A file holds what its list answers: the pages of the list are asked for one after the other, and a table says which column of
//! the file stands where in what they answer (`columns`). Another list becomes a file by such a table and a line in `http.rs`.
//!
//! A file is written row by row into a temporary one and sent from there, so that neither memory nor a connection to the
//! database depends on how much it is or how slowly it is taken. Its headings are those an import knows again.

pub mod columns;
pub mod http;
pub mod sheet;
pub mod store;
pub mod table;
