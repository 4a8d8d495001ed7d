//! "My day": what waits for the caller today, gathered from follow-ups, the next steps of their deals, their leads,
//! meetings and mentions.

pub mod http;
