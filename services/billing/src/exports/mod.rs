//! Lists as files: the columns of each, and what things in them are called.

mod columns;
pub mod http;
mod hungarian;
mod store;
