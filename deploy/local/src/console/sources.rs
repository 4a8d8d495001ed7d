//! Recognising sources that have changed, by their content: checking out another branch and back builds nothing.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use sha2::{Digest, Sha256};

/// Folders that do not become part of the build: what is made, what is installed, and tests.
const LEFT_OUT: [&str; 8] =
    ["node_modules", "dist", "e2e", "checks", "codegen", "coverage", "test-results", "playwright-report"];

/// The hash of everything a build reads.
pub(super) fn hash(folder: &Path) -> io::Result<String> {
    let mut digest = Sha256::new();
    add_folder(&mut digest, folder, "")?;
    Ok(hex::encode(digest.finalize()))
}

/// The hash of everything an installation of packages depends on: some packages are made for one kind of machine.
pub(super) fn hash_of_packages(folder: &Path, node: &str) -> io::Result<String> {
    let mut digest = Sha256::new();
    for name in ["package.json", "package-lock.json", ".npmrc"] {
        match fs::read(folder.join(name)) {
            Ok(content) => add(&mut digest, name, &content),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    add(&mut digest, std::env::consts::OS, std::env::consts::ARCH.as_bytes());
    add(&mut digest, "node", node.split('.').next().unwrap_or_default().as_bytes());
    Ok(hex::encode(digest.finalize()))
}

fn add_folder(digest: &mut Sha256, folder: &Path, prefix: &str) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let file_name = entry.file_name();
        let name = file_name.to_string_lossy();
        let path = format!("{prefix}{name}");
        let kind = entry.file_type()?;
        // Settings of the build may be hidden files; hidden folders belong to editors and tools.
        if kind.is_dir() && !name.starts_with('.') && !(prefix.is_empty() && LEFT_OUT.contains(&name.as_ref())) {
            add_folder(digest, &entry.path(), &format!("{path}/"))?;
        } else if kind.is_file() && !name.ends_with(".md") {
            add(digest, &path, &fs::read(entry.path())?);
        }
    }
    Ok(())
}

/// Lengths are part of it, so that no two lists of files look the same.
fn add(digest: &mut Sha256, name: &str, content: &[u8]) {
    for part in [name.as_bytes(), content] {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_build_reads_counts() {
        let root = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("package.json", "{}");
        write("src/app.ts", "one");
        let first = hash(root.path()).unwrap();
        for ignored in ["node_modules/x/index.js", "dist/index.html", "e2e/a.test.ts", ".idea/x", "README.md"] {
            write(ignored, "something");
            assert_eq!(hash(root.path()).unwrap(), first, "{ignored}");
        }
        for read in ["src/app.ts", "src/dist/part.ts", "vite.config.ts", "public/favicon.svg", ".env"] {
            let before = hash(root.path()).unwrap();
            write(read, "two");
            assert_ne!(hash(root.path()).unwrap(), before, "{read}");
        }
        write("src/app.ts", "one");
        for added in ["src/dist/part.ts", "vite.config.ts", "public/favicon.svg", ".env"] {
            fs::remove_file(root.path().join(added)).unwrap();
        }
        assert_eq!(hash(root.path()).unwrap(), first, "content counts, not time");
    }

    #[test]
    fn packages_depend_on_the_lock_file_and_the_kind_of_machine() {
        let root = tempfile::tempdir().unwrap();
        let of = |node: &str| hash_of_packages(root.path(), node).unwrap();
        fs::write(root.path().join("package-lock.json"), "{}").unwrap();
        let first = of("v20.19.0");
        assert_eq!(of("v20.20.1"), first);
        assert_ne!(of("v22.12.0"), first);
        fs::write(root.path().join("package-lock.json"), "{ }").unwrap();
        assert_ne!(of("v20.19.0"), first);
    }
}
