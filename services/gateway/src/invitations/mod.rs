//! Invitations: how somebody who has a log-in already joins another organisation.
//!
//! A person is one user, whatever organisations they belong to, and the password that opens one opens them all. So an
//! organisation cannot make a member of somebody who has a log-in: whoever made that log-in, or knows its password, would
//! come in with them. It makes a code, hands it over, and the person joins with it, proving by their password who they
//! are, and choosing a new one when it is not certain that nobody else chose the present one.

pub mod accept;
pub mod http;
pub mod model;
pub mod store;
