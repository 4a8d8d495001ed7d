//! The gateway as people and programs meet it: over HTTP, with its own database.

mod api_keys;
mod documentation;
mod members;
mod proxy;
mod sessions;
mod stage;
mod tokens;
mod zz;
