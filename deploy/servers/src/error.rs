//! One error type; every message says what a person should do.

use std::io;
use std::path::PathBuf;

/// Why the servers could not be started or handled.
#[derive(Debug, thiserror::Error)]
pub enum ServersError {
    /// No usable PostgreSQL programs were found, and they could not be installed.
    #[error("PostgreSQL {minimum} or newer is needed; {found}. Install it with `{command}`, then try again.")]
    PostgresMissing {
        /// The lowest major version that works.
        minimum: u32,
        /// What was found instead.
        found: String,
        /// The exact command that installs it on this system.
        command: &'static str,
    },
    /// No usable NATS server was found, and it could not be fetched.
    #[error(
        "nats-server {minimum} or newer is needed; {found}. Install it with `{command}`, then try again. \
         What was tried: {tried}"
    )]
    NatsMissing {
        /// The lowest version that works.
        minimum: String,
        /// What was found instead.
        found: String,
        /// The exact command that installs it on this system.
        command: String,
        /// What fetching it answered.
        tried: String,
    },
    /// A helper command such as `initdb` or `apt-get` failed.
    #[error("`{command}` failed. Run it by hand to see more. It said: {said}")]
    Command {
        /// The command line.
        command: String,
        /// The end of its output.
        said: String,
    },
    /// Another live process runs servers on the same folder.
    #[error(
        "{} is in use by process {owner}. Stop that process (`kill {owner}`) or choose another folder.", 
        folder.display()
    )]
    FolderInUse {
        /// The folder.
        folder: PathBuf,
        /// The id of the process that holds it.
        owner: String,
    },
    /// The data in the folder was made by a PostgreSQL version that is not installed.
    #[error(
        "{} was made by PostgreSQL {made_by}, which is not installed (found: {found}). Install PostgreSQL {made_by}, \
         or remove the folder to begin with empty data.", folder.display()
    )]
    OtherVersion {
        /// The data folder.
        folder: PathBuf,
        /// Its major version.
        made_by: u32,
        /// The major versions that are installed.
        found: String,
    },
    /// The process runs as root, and the unprivileged user for PostgreSQL is missing or can enter no folder.
    #[error("PostgreSQL does not run as root, and {problem}. Run this as an ordinary user instead.")]
    NoUser {
        /// What is wrong.
        problem: String,
    },
    /// A file or folder could not be used.
    #[error("cannot {action} {}: {source}. Check its permissions and the free space.", path.display())]
    Files {
        /// What was attempted.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system answered.
        source: io::Error,
    },
    /// A server ended by itself while starting.
    #[error("{server} ended while starting. Its log ({}) ends with:\n{tail}", log.display())]
    Died {
        /// Which server.
        server: &'static str,
        /// Its log file.
        log: PathBuf,
        /// The last lines it wrote in this start.
        tail: String,
    },
    /// A server runs but does not answer in time.
    #[error(
        "{server} did not answer within {waited_s} s ({last}). Its log ({}) ends with:\n{tail}", log.display()
    )]
    NotReady {
        /// Which server.
        server: &'static str,
        /// How long was waited, in seconds.
        waited_s: u64,
        /// The last answer to an attempt to connect.
        last: String,
        /// Its log file.
        log: PathBuf,
        /// The last lines it wrote in this start.
        tail: String,
    },
    /// A server left by an earlier process on the same folder does not end.
    #[error("{server} of an earlier run (process {pid}) does not end. Stop it with `kill -9 {pid}`, then try again.")]
    Leftover {
        /// Which server.
        server: &'static str,
        /// Its process id.
        pid: u32,
    },
    /// A server given by a URL cannot be used.
    #[error("the given {server} cannot be used: {problem}. Correct the URL or the server, or give none.")]
    Given {
        /// Which server.
        server: &'static str,
        /// What is wrong with it.
        problem: String,
    },
    /// A server given by a URL was asked to stop or start.
    #[error("{server} was given by a URL, so it is not stopped or started here. Do that where it runs.")]
    NotOurs {
        /// Which server.
        server: &'static str,
    },
}

impl ServersError {
    /// For `map_err`: the action and the path of a failed file operation.
    pub(crate) fn files(action: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Files { action, path, source }
    }

    /// The server ended because a port or memory of a predecessor is still taken: worth another attempt.
    pub(crate) fn is_taken(&self) -> bool {
        matches!(self, Self::Died { tail, .. } if tail.contains("in use"))
    }
}
