//! Tests of the billing service on a real PostgreSQL and NATS.

mod customers;
mod invoices;
mod numbers;
mod payments;
mod receivables;
mod schedules;
mod taken_back;
mod work;
mod world;
