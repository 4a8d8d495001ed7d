//! Building the console, with a small one whose build writes what its source says.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use gateway::console::Files;
use gerinc::console::{Brought, Console, ConsoleError, Tools, files};

const BUILD: &str = r"
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
const text = readFileSync('src/page.txt', 'utf8');
if (text === 'broken') { console.error('src/page.txt: this cannot be built'); process.exit(3); }
rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');
writeFileSync('dist/index.html', text);
";

/// A console without dependencies, so that installing it needs no network.
fn sources(folder: &Path) -> PathBuf {
    let folder = folder.join("console");
    std::fs::create_dir_all(folder.join("src")).unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
    write("package.json", r#"{"name":"small","version":"1.0.0","type":"module","scripts":{"build":"node build.mjs"}}"#);
    write(
        "package-lock.json",
        r#"{"name":"small","version":"1.0.0","lockfileVersion":3,"requires":true,"packages":{"":{"name":"small","version":"1.0.0"}}}"#,
    );
    write("build.mjs", BUILD);
    write("src/page.txt", "one");
    folder
}

/// Whether this machine can build; says loudly when it cannot.
async fn no_node() -> bool {
    let there = tokio::process::Command::new("npm").arg("--version").output().await.is_ok();
    if !there {
        eprintln!("\n*** npm IS ABSENT: building the console is NOT tested. ***\n");
    }
    !there
}

fn page(console: &Console) -> String {
    std::fs::read_to_string(console.dist().join("index.html")).unwrap()
}

#[tokio::test]
async fn it_is_built_when_its_sources_have_changed_and_only_then() {
    if no_node().await {
        return;
    }
    let root = tempfile::tempdir().unwrap();
    let folder = sources(root.path());
    let console = Console::in_folder(folder.clone(), Tools::default()).unwrap();
    let steps = Mutex::new(Vec::new());
    let progress = |step: &str| steps.lock().unwrap().push(step.to_owned());
    let count = || std::mem::take(&mut *steps.lock().unwrap()).len();

    assert_eq!(console.bring_up_to_date(&progress).await.unwrap(), Brought::Installed);
    assert_eq!((page(&console).as_str(), count()), ("one", 2));
    assert_eq!(console.bring_up_to_date(&progress).await.unwrap(), Brought::Kept);
    assert_eq!(count(), 0, "nothing to wait for");

    std::fs::write(folder.join("src/page.txt"), "two").unwrap();
    assert_eq!(console.bring_up_to_date(&progress).await.unwrap(), Brought::Built);
    assert_eq!((page(&console).as_str(), count()), ("two", 1));

    std::fs::remove_dir_all(console.dist()).unwrap();
    assert_eq!(console.bring_up_to_date(&progress).await.unwrap(), Brought::Built);

    let lock = folder.join("package-lock.json");
    std::fs::write(&lock, std::fs::read_to_string(&lock).unwrap() + "\n").unwrap();
    assert_eq!(console.bring_up_to_date(&progress).await.unwrap(), Brought::Installed);
}

#[tokio::test]
async fn a_failed_build_shows_why_and_the_suite_starts_with_the_older_one() {
    if no_node().await {
        return;
    }
    let root = tempfile::tempdir().unwrap();
    let folder = sources(root.path());
    let console = Console::in_folder(folder.clone(), Tools::default()).unwrap();
    std::fs::write(folder.join("src/page.txt"), "broken").unwrap();
    let (served, note) = files(Some(console.clone()), &|_| ()).await;
    let note = note.unwrap();
    assert_eq!(served, Files::Embedded);
    assert!(note.contains("npm run build") && note.contains("src/page.txt: this cannot be built"), "{note}");
    assert!(note.contains("The API works without it"), "{note}");

    std::fs::write(folder.join("src/page.txt"), "good").unwrap();
    assert_eq!(files(Some(console.clone()), &|_| ()).await, (Files::Folder(console.dist()), None));
    std::fs::write(folder.join("src/page.txt"), "broken").unwrap();
    let (served, note) = files(Some(console.clone()), &|_| ()).await;
    assert_eq!(served, Files::Folder(console.dist()));
    assert!(note.unwrap().contains("An older build of it is served"));
    assert_eq!(page(&console), "good");
    // What failed is tried again.
    assert!(matches!(console.bring_up_to_date(&|_| ()).await, Err(ConsoleError::Failed { .. })));
}

#[tokio::test]
async fn without_node_people_are_told_what_to_do() {
    let root = tempfile::tempdir().unwrap();
    let folder = sources(root.path());
    let nowhere = Tools { node: "no-such-node".into(), npm: "no-such-npm".into() };
    let console = Console::in_folder(folder.clone(), nowhere).unwrap();
    let (served, note) = files(Some(console), &|_| ()).await;
    let note = note.unwrap();
    assert_eq!(served, Files::Embedded);
    assert!(note.contains("there is none") && note.contains("install"), "{note}");

    let old = folder.join("old-node");
    std::fs::write(&old, "#!/bin/sh\necho v18.19.1\n").unwrap();
    std::fs::set_permissions(&old, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let console = Console::in_folder(folder, Tools { node: old.into(), npm: "npm".into() }).unwrap();
    let error = console.bring_up_to_date(&|_| ()).await.unwrap_err();
    assert!(error.to_string().contains("v18.19.1 is here"), "{error}");

    assert_eq!(files(None, &|_| ()).await, (Files::Embedded, None), "elsewhere than in the checkout");
    assert!(Console::in_folder(root.path().to_owned(), Tools::default()).is_none());
}
