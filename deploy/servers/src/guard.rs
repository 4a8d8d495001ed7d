//! The guard: a shell between this process and a server, which outlives both and cleans up.
//!
//! The guard starts the server as its child and reads words from a pipe whose other end only this process holds. A word
//! is the name of a signal for the server. When the pipe ends, this process is gone or has let go of the guard: the
//! guard stops the server, first politely, then with KILL, and removes the server's folder where it is disposable. It
//! reports the end of the server on its standard output and stays until the pipe ends or it reads `leave`.
//!
//! A process group of its own keeps Ctrl-C at the terminal away from it, so that the order of a shutdown is ours.

use std::ffi::OsString;
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

use crate::user::RunAs;

/// A background subshell delivers the words; the shell itself waits for the server, tells, and removes. The server is
/// its unreaped child until the deliverer is gone, so a signal cannot meet a stranger with the same process id.
const SCRIPT: &str = r#"
signal=$1 tenths=$2 remove=$3 log=$4
shift 4
PATH=$PATH:/usr/bin:/bin
exec 3<&0
"$@" </dev/null >>"$log" 2>&1 3<&- &
server=$!
(
  while read -r word <&3; do kill -s "$word" "$server"; done
  kill -s "$signal" "$server"
  while [ "$tenths" -gt 0 ] && kill -0 "$server"; do
    sleep 0.1
    tenths=$((tenths - 1))
  done
  kill -s KILL "$server"
) </dev/null >/dev/null 2>&1 &
deliverer=$!
trap '' PIPE
exec 2>/dev/null
wait "$server"
echo "exited $?"
kill -s KILL "$deliverer"
wait "$deliverer"
echo settled
while read -r word <&3; do
  [ "$word" = leave ] && exit 0
done
[ -n "$remove" ] || exit 0
rm -rf -- "$remove" || { sleep 0.5; rm -rf -- "$remove"; }
"#;

/// A signal for a server.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Signal {
    /// PostgreSQL: fast shutdown.
    Int,
    /// PostgreSQL: immediate shutdown.
    Quit,
    /// NATS: shutdown.
    Term,
    /// The end without any chance to clean up.
    Kill,
}

impl Signal {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Int => "INT",
            Self::Quit => "QUIT",
            Self::Term => "TERM",
            Self::Kill => "KILL",
        }
    }
}

/// What to run under a guard.
#[derive(Debug, Clone)]
pub(crate) struct Charge {
    /// The program and its arguments.
    pub command: Vec<OsString>,
    /// The user of the guard and the server.
    pub run_as: RunAs,
    /// Receives the output of the server.
    pub log: PathBuf,
    /// How the guard asks the server to end when this process is gone.
    pub last_signal: Signal,
    /// How long the guard then waits before it kills the server.
    pub patience: Duration,
    /// A folder to remove at the end.
    pub remove: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Running,
    /// The server has ended.
    Exited,
    /// The guard has ended too, and has removed what it had to.
    Gone,
}

/// A running guard. Dropping it lets the guard end the server.
#[derive(Debug)]
pub(crate) struct Guard {
    words: ChildStdin,
    state: watch::Receiver<State>,
}

impl Guard {
    pub(crate) fn start(charge: &Charge) -> io::Result<Self> {
        let mut command = Command::new("/bin/sh");
        command
            .args(["-c", SCRIPT, "gerinc-guard", charge.last_signal.name()])
            .arg((charge.patience.as_millis() / 100).to_string())
            .arg(charge.remove.as_deref().unwrap_or(Path::new("")))
            .arg(&charge.log)
            .args(&charge.command)
            .env("LC_ALL", "C")
            .env("TZ", "UTC")
            .current_dir("/")
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        charge.run_as.apply(&mut command);
        let mut child = command.spawn()?;
        let words = child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
        let (told, state) = watch::channel(State::Running);
        std::thread::Builder::new().name("server-guard".to_owned()).spawn(move || listen(child, &told))?;
        Ok(Self { words, state })
    }

    /// Sends a signal to the server. A server that has ended already is no error.
    pub(crate) fn signal(&mut self, signal: Signal) {
        if let Err(error) = writeln!(self.words, "{}", signal.name()) {
            tracing::debug!(%error, "the guard does not listen any more");
        }
    }

    pub(crate) fn has_exited(&self) -> bool {
        *self.state.borrow() >= State::Exited
    }

    /// Waits until the server has ended; `false` when it has not within `limit`.
    pub(crate) async fn exited(&mut self, limit: Duration) -> bool {
        self.reach(State::Exited, limit).await
    }

    /// Lets go of a server that has ended, keeping its folder.
    pub(crate) fn leave(mut self) {
        if let Err(error) = writeln!(self.words, "leave") {
            tracing::debug!(%error, "the guard does not listen any more");
        }
    }

    /// Lets the guard end: the server stops, a disposable folder goes. `false` when that takes longer than `limit`.
    pub(crate) async fn finish(self, limit: Duration) -> bool {
        let Self { words, state } = self;
        drop(words);
        reach(state, State::Gone, limit).await
    }

    async fn reach(&mut self, wanted: State, limit: Duration) -> bool {
        reach(self.state.clone(), wanted, limit).await
    }
}

async fn reach(mut state: watch::Receiver<State>, wanted: State, limit: Duration) -> bool {
    // A closed channel means that the listener has ended, and it says `Gone` first.
    timeout(limit, state.wait_for(|state| *state >= wanted)).await.is_ok()
}

/// Runs on a thread of its own, so a guard belongs to no particular async runtime.
fn listen(mut child: Child, told: &watch::Sender<State>) {
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if line == "settled" {
                told.send_replace(State::Exited);
            }
        }
    }
    if let Err(error) = child.wait() {
        tracing::debug!(%error, "the end of a guard was not observed");
    }
    told.send_replace(State::Gone);
}
