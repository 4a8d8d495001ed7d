//! The expenses service as a program of its own.

fn main() -> std::process::ExitCode {
    platform::program::main(expenses::service())
}
