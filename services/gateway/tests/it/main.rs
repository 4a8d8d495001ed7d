//! The gateway as people and programs meet it: over HTTP, with its own database.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod api_keys;
mod console;
mod demo;
mod documentation;
mod exports;
mod invitations;
mod live;
mod members;
mod proxy;
mod sessions;
mod stage;
mod tokens;
