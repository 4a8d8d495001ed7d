//! Demo companies: organisations that everybody with a log-in may look at.
//!
//! Which these are is said by who runs the server ([`mark`]), with the role that owns the tables: the gateway itself cannot write
//! it, so no organisation opens another one, nor itself, to strangers. Who looks at one is a member with the role `auditor`, which
//! reads everything and changes nothing: what one guest wrote, another would read, and mails would go from there to anybody. One's
//! own organisation is the place to try things in. A guest has neither name nor address there, is not listed among the people, and
//! is let in no longer than the organisation is a demo company.

pub mod http;
pub mod store;

pub use store::{mark, unmark};
