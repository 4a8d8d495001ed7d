//! What the organisation sells, and what it costs when, in which currency and by which price list.
//!
//! A deal's line may name a product and takes the price of the day it is written; later changes of prices leave it
//! alone. A product is archived, never deleted, since lines name it.

pub mod http;
pub mod model;
pub mod store;
