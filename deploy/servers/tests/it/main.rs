//! Starts real servers, kills them and their owners, and looks for what is left.

mod given;
mod leaks;
mod life;
mod support;
