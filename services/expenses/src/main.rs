//! Runs the expenses service by itself.

fn main() -> std::process::ExitCode {
    platform::program::main(expenses::service())
}
