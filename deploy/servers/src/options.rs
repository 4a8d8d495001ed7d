//! What the caller decides.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

/// Whether the data outlives the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Data stays in the folder, and a commit or an acknowledged message survives a power cut.
    Durable,
    /// Data lies in a temporary folder, is never forced to disk, and is removed at the end. For tests.
    Disposable,
}

/// A user of the own NATS server, and what it may do. Subjects may hold wildcards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NatsUser {
    /// Its name; the password is made up.
    pub name: String,
    /// Subjects it may publish to.
    pub publish: Vec<String>,
    /// Subjects it may subscribe to.
    pub subscribe: Vec<String>,
}

/// How and where to run the servers.
#[derive(Clone)]
pub struct Options {
    /// Folder of the checkout for downloaded programs (`bin`) and durable data (`data`); created when missing.
    pub folder: PathBuf,
    /// A PostgreSQL that is already running: it is used, never started or stopped. The user must be allowed to create
    /// databases and roles.
    pub postgres_url: Option<String>,
    /// A NATS server with JetStream that is already running: it is used, never started or stopped.
    pub nats_url: Option<String>,
    /// Users of the own NATS server besides the one that may do everything.
    pub nats_users: Vec<NatsUser>,
    /// Whether the data outlives the process.
    pub durability: Durability,
    /// Receives a sentence for people before each step that takes noticeable time.
    pub progress: Arc<dyn Fn(&str) + Send + Sync>,
}

impl Options {
    /// Own servers with data that stays in `folder`; progress is not reported.
    pub fn durable(folder: impl Into<PathBuf>) -> Self {
        Self::own(folder.into(), Durability::Durable)
    }

    /// Own servers with temporary data; `folder` keeps downloaded programs only. Progress is not reported.
    pub fn disposable(folder: impl Into<PathBuf>) -> Self {
        Self::own(folder.into(), Durability::Disposable)
    }

    fn own(folder: PathBuf, durability: Durability) -> Self {
        Self {
            folder,
            postgres_url: None,
            nats_url: None,
            nats_users: Vec::new(),
            durability,
            progress: Arc::new(|_| ()),
        }
    }

    pub(crate) fn say(&self, sentence: &str) {
        (self.progress)(sentence);
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The URLs may hold passwords.
        formatter
            .debug_struct("Options")
            .field("folder", &self.folder)
            .field("durability", &self.durability)
            .finish_non_exhaustive()
    }
}
