//! Bringing data in from elsewhere, through the public API like any other client: by the command line with [`maven::run`]
//! and over HTTP with [`http`].
//!
//! An import first plans and then acts. A plan is made without asking anybody and accounts for every row of the files;
//! acting looks for what is there already and does only what is missing, so an import may be repeated at any time.

pub mod http;
pub mod maven;
pub mod watch;
