//! Members: people in an organisation, with their roles. A member who leaves is made inactive and never deleted, since
//! documents name them. An organisation always has an active owner.

mod adding;
pub mod http;
pub mod model;
pub mod store;
