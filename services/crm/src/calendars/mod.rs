//! Calendars: what a member is to do and whom they meet, for the calendar program of their choice.
//!
//! Such programs cannot log in, so a calendar has an address that nobody can guess: the organisation and 32 random bytes.
//! Only their hash is kept. The address is shown once, and a new one makes the old one useless.

pub mod feed;
pub mod http;
pub mod store;
