//! Exports: lists as files, with the filters and the order of the list, written as `exports` writes them.
//!
//! A table says which column of the file stands where in what the list answers (`columns`). Another list becomes a file by such a
//! table and a line in `http.rs`. The headings are those an import knows again, in English as in Hungarian; what words of closed lists
//! are in Hungarian stands in `hungarian`.

pub mod columns;
pub mod http;
pub mod hungarian;
mod own;
pub mod store;
