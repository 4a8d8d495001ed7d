//! Runs the reporting service by itself.

fn main() -> std::process::ExitCode {
    platform::program::main(reporting::service())
}
