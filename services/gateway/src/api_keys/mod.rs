//! API keys: how programs get in. A key belongs to the organisation, has roles of its own, and is shown once, when it
//! is made: `gk_<organisation>_<secret>`. A revoked key stays in the list, since the journal names it.

pub mod http;
pub mod store;
