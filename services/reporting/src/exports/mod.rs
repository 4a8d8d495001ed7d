//! Reports and the deals of a forecast as files: the columns of each.

mod columns;
pub mod http;
mod hungarian;
