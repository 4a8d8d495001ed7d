//! Lists as files: the columns of each.

mod columns;
pub mod http;
mod hungarian;
