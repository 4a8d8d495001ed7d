//! Goals: what a member, a team or the whole organisation is to win in a month or quarter. How far they are is told where
//! forecasts are made.

pub mod http;
pub mod model;
pub mod store;
