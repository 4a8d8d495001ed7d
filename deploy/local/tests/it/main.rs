//! The `gerinc` program, by its parts.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod console;
mod processes;
mod program;
mod traces;
