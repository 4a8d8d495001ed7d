//! Tests of the expenses service on a real PostgreSQL and NATS.

mod budgets;
mod claims;
mod cost_centers;
mod given;
