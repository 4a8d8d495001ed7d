//! The projects service through its real router, database and consumer.

#[cfg(test)]
mod decisions;
#[cfg(test)]
mod erasing_columns;
#[cfg(test)]
mod exports;
#[cfg(test)]
mod members;
#[cfg(test)]
mod merged;
#[cfg(test)]
mod people;
#[cfg(test)]
mod projects;
#[cfg(test)]
mod redacted;
#[cfg(test)]
mod reviews;
#[cfg(test)]
mod sales;
mod search;
#[cfg(test)]
mod time;
#[cfg(test)]
mod world;
