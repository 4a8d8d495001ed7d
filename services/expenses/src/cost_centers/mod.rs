//! Parts of the organisation that costs are held against. They are closed rather than deleted, because claims name them.

pub mod http;
pub mod model;
pub mod store;
