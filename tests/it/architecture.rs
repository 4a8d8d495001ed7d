//! The rules of the house: who may depend on whom, and what each file of a feature may contain.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use cargo_metadata::{DependencyKind, MetadataCommand};

/// Features so small that rules and memory share a file.
const ONE_FILE: [&str; 3] = ["invoices/numbering.rs", "expenses/src/projects.rs", "reporting/src/names.rs"];
const SERVICES: [&str; 6] = ["billing", "crm", "expenses", "gateway", "projects", "reporting"];

fn workspace() -> PathBuf {
    testkit::workspace()
}

/// What each of our packages depends on among ours, for running and for building; tests may use more.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let metadata = MetadataCommand::new().manifest_path(workspace().join("Cargo.toml")).no_deps().exec().unwrap();
    let ours: BTreeSet<String> = metadata.packages.iter().map(|package| package.name.to_string()).collect();
    let of = |package: &cargo_metadata::Package| {
        let kept = package.dependencies.iter().filter(|one| one.kind != DependencyKind::Development);
        kept.map(|one| one.name.clone()).filter(|name| ours.contains(name)).collect()
    };
    metadata.packages.iter().map(|package| (package.name.to_string(), of(package))).collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("node_modules") {
            continue;
        }
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// The part of a file before its tests.
fn source(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    text.split("#[cfg(test)]").next().unwrap_or_default().to_owned()
}

/// Source without comments, so that prose about a thing is not the thing.
fn code(path: &Path) -> String {
    source(path).lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn service_sources() -> Vec<PathBuf> {
    SERVICES.iter().flat_map(|name| rust_files(&workspace().join("services").join(name).join("src"))).collect()
}

#[test]
fn knowledge_flows_one_way() {
    let allowed = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    let dependencies = dependencies();
    assert_eq!(dependencies["kernel"], allowed(&[]));
    assert_eq!(dependencies["contracts"], allowed(&["kernel"]));
    assert_eq!(dependencies["platform"], allowed(&["contracts", "kernel"]));
    assert_eq!(dependencies["documents"], allowed(&["kernel"]));
    assert_eq!(dependencies["exports"], allowed(&["kernel", "platform"]));
    assert_eq!(dependencies["servers"], allowed(&[]));
    for service in SERVICES {
        let known = allowed(&["kernel", "contracts", "documents", "exports", "platform"]);
        let more: Vec<_> = dependencies[service].difference(&known).cloned().collect();
        assert!(
            more.is_empty(),
            "{service} depends on {more:?}; a service knows no other, and nothing beside {known:?}"
        );
    }
    for (package, known) in &dependencies {
        let services = known.iter().filter(|name| SERVICES.contains(&name.as_str())).count();
        assert!(services <= 1 || package == "gerinc" || package == "suite", "{package} sees several services");
        assert!(!known.contains("testkit") || package == "suite", "{package} needs testkit outside its tests");
    }
}

#[test]
fn models_decide_and_do_nothing_else() {
    for path in service_sources().into_iter().filter(|path| path.ends_with("model.rs")) {
        let code = code(&path);
        for forbidden in ["async ", "sqlx", "axum", "::now()", "std::env", "tokio"] {
            assert!(!code.contains(forbidden), "{} contains {forbidden}", path.display());
        }
    }
}

#[test]
fn sql_stands_in_stores() {
    for path in service_sources() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let one_file = ONE_FILE.iter().any(|small| path.ends_with(small));
        let in_store = name == "store.rs" || one_file || path.components().any(|part| part.as_os_str() == "store");
        let code = code(&path);
        if in_store {
            assert!(!code.contains("axum"), "{} speaks HTTP", path.display());
        } else if !name.starts_with("lib") {
            assert!(
                !code.contains("sqlx::query"),
                "{} contains SQL; it belongs into the feature's store.rs",
                path.display()
            );
        }
    }
}

#[test]
fn platform_knows_no_word_of_the_domain() {
    for path in rust_files(&workspace().join("shared/platform/src")) {
        let code = code(&path).to_lowercase();
        for word in ["invoice", "deal_", "deals", "milestone", "expense", "timesheet", "opportunity"] {
            assert!(!code.contains(word), "{} knows {word}", path.display());
        }
    }
}

#[test]
fn files_hold_one_idea() {
    let roots = ["services", "shared", "deploy", "tests"];
    for path in roots.iter().flat_map(|root| rust_files(&workspace().join(root))) {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 600, "{} has {lines} lines; split it", path.display());
    }
}

#[test]
fn every_service_has_the_same_platform_tables() {
    let tests = workspace().join("shared/platform/tests/migrations");
    let mut compared = 0;
    for file in fs::read_dir(tests).unwrap().map(|entry| entry.unwrap().path()) {
        let name = file.file_name().unwrap().to_str().unwrap();
        // The tests of the platform have one table of their own.
        if name.ends_with("_create_notes.sql") {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        for service in SERVICES {
            let path = workspace().join("migrations").join(service).join(name);
            assert_eq!(fs::read_to_string(path).unwrap_or_default(), text, "{name} of {service}");
        }
        compared += 1;
    }
    assert!(compared >= 3, "{compared} files");
}

#[test]
fn a_service_program_is_ten_lines() {
    for service in SERVICES {
        let path = workspace().join("services").join(service).join("src/main.rs");
        let lines = code(&path).lines().filter(|line| !line.trim().is_empty()).count();
        assert!(lines <= 12, "{} has {lines} lines; it only starts the library", path.display());
    }
}
