//! Whom mails are written to: what is known of a contact or a lead that a text may say, and when it is day where they are.

mod given_names;
pub mod model;
pub mod store;
pub mod zones;

pub use model::Recipient;
