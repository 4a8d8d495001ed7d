//! Running npm to its end.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;

use super::{ConsoleError, Tools};

/// Installs exactly what the lock file names. Packages may run nothing while they are installed: this may be root.
pub(super) const INSTALL: [&str; 6] =
    ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];
/// Builds.
pub(super) const BUILD: [&str; 2] = ["run", "build"];
/// How many of its last lines an error shows.
const SHOWN_LINES: usize = 20;

/// Runs npm in a folder.
pub(super) async fn run(tools: &Tools, folder: &Path, arguments: &[&str], limit: Duration) -> Result<(), ConsoleError> {
    let mut command = Command::new(&tools.npm);
    command
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env("npm_config_update_notifier", "false")
        // Without a network it gives up soon instead of trying for minutes.
        .env("npm_config_fetch_retries", "1")
        // A build for production needs the packages for development too.
        .env_remove("NODE_ENV")
        .stdin(Stdio::null())
        .kill_on_drop(true);
    let said = match tokio::time::timeout(limit, command.output()).await {
        Ok(Ok(output)) if output.status.success() => return Ok(()),
        Ok(Ok(output)) => {
            let text = [output.stdout, output.stderr].concat();
            format!("{}\n({})", last_lines(&String::from_utf8_lossy(&text)), output.status)
        }
        Ok(Err(error)) => error.to_string(),
        Err(_) => format!("(it did not end within {} minutes)", limit.as_secs() / 60),
    };
    let line = format!("npm {}", arguments.join(" "));
    Err(ConsoleError::Failed { command: line, folder: folder.to_owned(), tail: said })
}

fn last_lines(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    lines[lines.len().saturating_sub(SHOWN_LINES)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_the_output_is_shown() {
        let text = (1..=30).map(|number| format!("line {number}\n")).collect::<Vec<_>>().join("\n");
        let shown = last_lines(&text);
        assert!(shown.starts_with("line 11\n") && shown.ends_with("line 30"), "{shown}");
        assert_eq!(last_lines(""), "");
    }
}
