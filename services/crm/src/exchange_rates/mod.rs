//! Exchange rates: what a unit of a currency is worth in the organisation's, from a day on until another one is given. They are
//! said by people; none is ever guessed. Forecasts are valued by them, and say which rate of which day they took.

pub mod http;
pub mod model;
pub mod store;
