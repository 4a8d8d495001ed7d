//! Runs the projects service alone.

fn main() -> std::process::ExitCode {
    platform::program::main(projects::service())
}
