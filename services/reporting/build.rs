//! New migration files must lead to a new build.
fn main() {
    println!("cargo:rerun-if-changed=../../migrations/reporting");
}
