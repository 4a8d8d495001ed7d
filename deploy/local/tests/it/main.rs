//! The `gerinc` program, by its parts.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod console;
mod processes;
