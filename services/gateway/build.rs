//! New migration files must lead to a new build, and so must a new console, which release builds take in.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations/gateway");
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        // A path that does not exist would lead to a new build every time, so the nearest that does is watched.
        let console = ["../console/dist", "../console"].into_iter().find(|path| std::path::Path::new(path).exists());
        if let Some(path) = console {
            println!("cargo:rerun-if-changed={path}");
        }
    }
}
