//! The whole suite on one machine: servers, databases, services, gateway and demo company, by one command.
//!
//! [`suite`] starts everything in this process and stops it in order, [`processes`] gives each service a process of its
//! own, [`console`] builds the web application, [`api`] is a client of the public API, [`import`] and [`demo`] use it as
//! any client would, and [`operator`] answers questions about a running suite.

pub mod api;
mod cli;
pub mod console;
pub mod demo;
pub mod import;
mod operator;
mod processes;
mod progress;
mod running;
mod serve;
pub mod suite;

pub use cli::main;
pub use suite::{Suite, SuiteOptions};
