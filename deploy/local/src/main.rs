//! The `gerinc` program: what `cargo run` starts.

fn main() -> std::process::ExitCode {
    gerinc::main()
}
