//! Signing up, logging in and out, and what a caller may know about themselves.
//!
//! A session is a random secret in a cookie and its fingerprint in a table. It lives for thirty days after it was last
//! used. Everything else is asked anew each time: the session only says who, never what they may do.

pub mod http;
pub mod places;
pub mod store;

mod sign_up;

/// How long a session lives without being used, in days.
pub const SESSION_DAYS: i64 = 30;
