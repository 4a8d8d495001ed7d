//! The console of a checkout: built when its sources have changed, so that `cargo run` shows what the sources say.
//!
//! A program that runs elsewhere than in its checkout builds nothing and serves the console it was built with. Nothing
//! here stops the suite from starting: what went wrong becomes a sentence for people, and the API works without a
//! console.

mod node;
mod npm;
mod sources;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use gateway::console::Files;

pub use node::Tools;

/// What was installed, noted beside it; goes away with it.
const PACKAGES_STAMP: &str = "node_modules/.gerinc-packages";
/// What was built, noted beside it; goes away with it.
const BUILD_STAMP: &str = "dist/.gerinc-sources";
/// How long installing packages may take, which includes downloads.
const INSTALL_LIMIT: Duration = Duration::from_mins(10);
/// How long a build may take.
const BUILD_LIMIT: Duration = Duration::from_mins(5);

/// Receives a sentence before each step that takes time.
type Progress<'a> = &'a (dyn Fn(&str) + Send + Sync);

/// The sources of the console.
#[derive(Debug, Clone)]
pub struct Console {
    folder: PathBuf,
    tools: Tools,
}

/// What bringing it up to date took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Brought {
    /// Nothing: the build is that of these sources.
    Kept,
    /// A build, with the packages of before.
    Built,
    /// New packages, and a build.
    Installed,
}

/// Why there is no build of the sources as they are.
#[derive(Debug, thiserror::Error)]
pub enum ConsoleError {
    /// No Node.js that can build it.
    #[error(
        "Node.js 20.19, 22.12 or newer with npm is needed, and {found}. Install it with\n    {command}\nand start again"
    )]
    NoNode {
        /// What was found instead.
        found: String,
        /// The command that installs it on this system.
        command: &'static str,
    },
    /// A step failed.
    #[error("`{command}` in {} failed; it ended with:\n{tail}", folder.display())]
    Failed {
        /// What was run.
        command: String,
        /// Where.
        folder: PathBuf,
        /// The last lines it wrote.
        tail: String,
    },
    /// The files of the console cannot be used.
    #[error("{}: {source}", path.display())]
    Files {
        /// Which.
        path: PathBuf,
        /// What the system answered.
        source: io::Error,
    },
}

impl ConsoleError {
    fn files(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Files { path, source }
    }
}

impl Console {
    /// The console in the checkout this program was built in, when the program runs there.
    pub fn of_checkout() -> Option<Self> {
        let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().ok()?;
        let here = std::env::current_dir().ok()?.canonicalize().ok()?;
        // `cargo run --manifest-path` may be called from anywhere, and says so.
        let by_cargo = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).and_then(|at| at.canonicalize().ok());
        let runs_there = here.starts_with(&built_in) || by_cargo.is_some_and(|at| at.starts_with(&built_in));
        runs_there.then(|| Self::in_folder(built_in.join("services/console"), Tools::default())).flatten()
    }

    /// The console in a folder; none when there is none.
    pub fn in_folder(folder: PathBuf, tools: Tools) -> Option<Self> {
        folder.join("package.json").is_file().then_some(Self { folder, tools })
    }

    /// Where its build is.
    pub fn dist(&self) -> PathBuf {
        self.folder.join("dist")
    }

    /// Installs packages when their list has changed, and builds when the sources have.
    pub async fn bring_up_to_date(&self, progress: Progress<'_>) -> Result<Brought, ConsoleError> {
        let _turn = self.turn().await?;
        let sources = sources::hash(&self.folder).map_err(ConsoleError::files(&self.folder))?;
        if self.is_stamped(BUILD_STAMP, &sources) && Files::folder(&self.dist()).is_some() {
            return Ok(Brought::Kept);
        }
        let node = self.tools.check().await?;
        let packages = sources::hash_of_packages(&self.folder, &node).map_err(ConsoleError::files(&self.folder))?;
        let install = !self.is_stamped(PACKAGES_STAMP, &packages);
        if install {
            progress("Installing the packages of the console (npm ci); the first time takes a minute");
            npm::run(&self.tools, &self.folder, &npm::INSTALL, INSTALL_LIMIT).await?;
            self.stamp(PACKAGES_STAMP, &packages)?;
        }
        progress("Building the console (npm run build)");
        npm::run(&self.tools, &self.folder, &npm::BUILD, BUILD_LIMIT).await?;
        if Files::folder(&self.dist()).is_none() {
            let tail = "(it left no dist/index.html)".to_owned();
            return Err(ConsoleError::Failed {
                command: "npm run build".to_owned(),
                folder: self.folder.clone(),
                tail,
            });
        }
        self.stamp(BUILD_STAMP, &sources)?;
        Ok(if install { Brought::Installed } else { Brought::Built })
    }

    /// Two suites that start in one checkout build one after the other.
    async fn turn(&self) -> Result<File, ConsoleError> {
        let path = self.folder.join("package.json");
        let locked = tokio::task::spawn_blocking(move || {
            let file = File::open(path)?;
            file.lock()?;
            Ok(file)
        });
        locked.await.map_err(io::Error::other).flatten().map_err(ConsoleError::files(&self.folder))
    }

    fn is_stamped(&self, stamp: &str, hash: &str) -> bool {
        std::fs::read_to_string(self.folder.join(stamp)).is_ok_and(|text| text == hash)
    }

    fn stamp(&self, stamp: &str, hash: &str) -> Result<(), ConsoleError> {
        let path = self.folder.join(stamp);
        // Without a single package npm makes no folder for them.
        let folder = path.parent().unwrap_or(&self.folder);
        let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, hash));
        written.map_err(ConsoleError::files(&path))
    }
}

/// The files the gateway is to serve, and what people should know about them.
pub async fn files(console: Option<Console>, progress: Progress<'_>) -> (Files, Option<String>) {
    let Some(console) = console else { return (Files::Embedded, None) };
    let Err(error) = console.bring_up_to_date(progress).await else { return (Files::Folder(console.dist()), None) };
    let (files, instead) = match Files::folder(&console.dist()) {
        Some(older) => (older, "An older build of it is served"),
        None if Files::Embedded.are_there().await => (Files::Embedded, "The one in this program is served"),
        None => (Files::Embedded, "The API works without it"),
    };
    (files, Some(format!("The console was not built: {error}\n{instead}.")))
}
