//! Running a helper command to its end.

use std::time::Duration;

use tokio::process::Command;
use tokio::time::timeout;

use crate::ServersError;

/// Longest text of a failed command that is shown, in bytes.
const SHOWN_BYTES: usize = 2_000;

/// Runs the command and returns what it wrote to standard output; fails unless it ends with success within `limit`.
pub(crate) async fn run(command: &mut Command, limit: Duration) -> Result<String, ServersError> {
    let output = timeout(limit, command.stdin(std::process::Stdio::null()).kill_on_drop(true).output()).await;
    let said = match output {
        Ok(Ok(output)) if output.status.success() => return Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        Ok(Ok(output)) => {
            let text = [output.stdout, output.stderr].concat();
            format!("{} ({})", tail(&String::from_utf8_lossy(&text), SHOWN_BYTES), output.status)
        }
        Ok(Err(error)) => error.to_string(),
        Err(_) => format!("nothing; it did not end within {} s", limit.as_secs()),
    };
    Err(ServersError::Command { command: line(command.as_std()), said })
}

fn line(command: &std::process::Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// The last `bytes` of a text, from a character boundary on.
pub(crate) fn tail(text: &str, bytes: usize) -> &str {
    let text = text.trim();
    let mut from = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}
