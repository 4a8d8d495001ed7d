//! People who log in: an address, a name and a password. A user may be a member of several organisations.

pub mod model;
pub mod password;
pub mod store;
