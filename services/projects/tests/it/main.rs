//! The projects service through its real router, database and consumer.

mod decisions;
mod members;
mod people;
mod projects;
mod reviews;
mod sales;
mod time;
mod world;
