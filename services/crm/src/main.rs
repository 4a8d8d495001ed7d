//! The crm service as a program of its own.

fn main() -> std::process::ExitCode {
    platform::program::main(crm::service())
}
