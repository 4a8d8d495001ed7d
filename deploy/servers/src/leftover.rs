//! Servers that an earlier process left on a durable folder, because its guard was killed too.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;
use tokio::time::{Instant, sleep};

use crate::ServersError;
use crate::guard::Signal;
use crate::run::run;

/// How long a leftover server may take to end, before and after it is killed.
const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(50);
const LIMIT: Duration = Duration::from_secs(10);

/// Ends the server whose process id stands in `pid_file`, if that process really is `program` working on `folder`
/// (given to it as an argument). A stale file, or one whose number belongs to a stranger, is left alone.
pub(crate) async fn end(
    server: &'static str,
    program: &str,
    pid_file: &Path,
    folder: &Path,
    signal: Signal,
) -> Result<(), ServersError> {
    let Some(pid) = read_pid(pid_file) else { return Ok(()) };
    for signal in [signal, Signal::Kill] {
        if !works_on(pid, program, folder).await {
            return Ok(());
        }
        tracing::warn!(server, pid, signal = signal.name(), "ending a server of an earlier run");
        let mut kill = Command::new("/bin/sh");
        kill.args(["-c", r#"kill -s "$1" "$2""#, "kill", signal.name(), &pid.to_string()]);
        // A failure means that the process ended in between, which the loop sees.
        drop(run(kill.stderr(Stdio::null()), LIMIT).await);
        let deadline = Instant::now() + PATIENCE;
        while works_on(pid, program, folder).await && Instant::now() < deadline {
            sleep(PAUSE).await;
        }
    }
    if works_on(pid, program, folder).await { Err(ServersError::Leftover { server, pid }) } else { Ok(()) }
}

fn read_pid(file: &Path) -> Option<u32> {
    fs::read_to_string(file).ok()?.lines().next()?.trim().parse().ok()
}

async fn works_on(pid: u32, program: &str, folder: &Path) -> bool {
    if Path::new("/proc/self/cmdline").exists() {
        // Empty for a process that has ended and waits to be reaped.
        let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        let mut words = line.split(|byte| *byte == 0).map(OsStr::from_bytes);
        let name = words.next().and_then(|first| Path::new(first).file_name());
        // A fetched program carries its version in its name.
        let runs = name.is_some_and(|name| name.as_bytes().starts_with(program.as_bytes()));
        return runs && words.any(|word| Path::new(word).starts_with(folder));
    }
    let mut ps = Command::new("ps");
    ps.args(["-ww", "-o", "args=", "-p", &pid.to_string()]);
    let Ok(line) = run(&mut ps, LIMIT).await else { return false };
    line.contains(program) && line.contains(&*folder.to_string_lossy())
}
