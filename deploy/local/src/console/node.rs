//! Finding Node.js, and saying how to get it.

use std::ffi::OsString;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;

use super::ConsoleError;

/// How long a program may take to say its version.
const ASK_LIMIT: Duration = Duration::from_secs(20);

/// The programs that build the console.
#[derive(Debug, Clone)]
pub struct Tools {
    /// Node.js.
    pub node: OsString,
    /// Its package manager.
    pub npm: OsString,
}

impl Default for Tools {
    fn default() -> Self {
        Self { node: "node".into(), npm: "npm".into() }
    }
}

impl Tools {
    /// Refuses what is missing or too old; answers the version of Node.js.
    pub(super) async fn check(&self) -> Result<String, ConsoleError> {
        let missing = |found: String| ConsoleError::NoNode { found, command: install_command() };
        let node = version(&self.node).await.ok_or_else(|| missing("there is none".to_owned()))?;
        if !fits(&node) {
            return Err(missing(format!("{node} is here")));
        }
        if version(&self.npm).await.is_none() {
            return Err(missing(format!("{node} is here without npm")));
        }
        Ok(node)
    }
}

async fn version(program: &OsString) -> Option<String> {
    let asked = Command::new(program).arg("--version").stdin(Stdio::null()).kill_on_drop(true).output();
    let output = tokio::time::timeout(ASK_LIMIT, asked).await.ok()?.ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether `v20.19.0` can build the console; its build tool asks for the same versions.
fn fits(version: &str) -> bool {
    let mut numbers = version.trim_start_matches('v').split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    match (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) {
        (20, minor) => minor >= 19,
        (22, minor) => minor >= 12,
        (major, _) => major > 22,
    }
}

/// The command that installs Node.js here, for people.
fn install_command() -> &'static str {
    if cfg!(target_os = "macos") {
        "brew install node"
    } else if Path::new("/usr/bin/apt-get").exists() {
        let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
        if packages_are_new(&release) {
            "sudo apt-get update && sudo apt-get install --no-install-recommends nodejs npm"
        } else {
            "curl -fsSL https://deb.nodesource.com/setup_22.x | sudo bash - && sudo apt-get install nodejs"
        }
    } else if Path::new("/usr/bin/dnf").exists() {
        "sudo dnf install nodejs npm"
    } else if Path::new("/sbin/apk").exists() {
        "sudo apk add nodejs npm"
    } else if Path::new("/usr/bin/pacman").exists() {
        "sudo pacman -S nodejs npm"
    } else {
        "the package manager of this system, or from https://nodejs.org"
    }
}

/// Whether the distribution's own packages are new enough: Debian's are from version 13 on (20.19).
fn packages_are_new(release: &str) -> bool {
    let field = |name: &str| {
        let line = release.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
        line.unwrap_or_default().trim_matches('"').to_owned()
    };
    field("ID") == "debian" && field("VERSION_ID").parse::<u32>().is_ok_and(|version| version >= 13)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_versions_that_can_build_it_fit() {
        for good in ["v20.19.0", "v20.20.2", "v22.12.0", "v23.0.0", "v24.1.0"] {
            assert!(fits(good), "{good}");
        }
        for bad in ["v18.20.4", "v20.18.1", "v21.7.3", "v22.11.0", "", "unknown"] {
            assert!(!fits(bad), "{bad}");
        }
    }

    #[test]
    fn debian_has_it_since_version_13() {
        assert!(packages_are_new("PRETTY_NAME=\"Debian\"\nVERSION_ID=\"13\"\nID=debian\n"));
        assert!(!packages_are_new("VERSION_ID=\"12\"\nID=debian\n"));
        assert!(!packages_are_new("VERSION_ID=\"24.04\"\nID=ubuntu\n"));
    }
}
