//! Teams: members who sell together, so that goals and forecasts can be theirs. A team opens no doors; what somebody may do
//! says their role.

pub mod http;
pub mod model;
pub mod store;
