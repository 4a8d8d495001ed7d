//! Sequences: mails and tasks that follow one another until somebody answers.
//!
//! Steps are written as a draft and published as a version, which never changes. Whoever is enrolled goes through the version
//! of that day, unless a colleague moves them to another one.

pub mod http;
pub mod jobs;
pub mod model;
pub mod plan;
pub mod preview;
pub mod requests;
pub mod store;
pub mod window;
