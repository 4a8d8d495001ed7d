//! The program that runs CRM alone.

fn main() -> std::process::ExitCode {
    platform::program::main(crm::service())
}
