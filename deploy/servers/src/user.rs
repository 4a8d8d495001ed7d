//! The user a server runs as: ourselves, or an unprivileged user when we are root.

use std::ffi::OsStr;
use std::io;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;

use crate::ServersError;
use crate::run::run;

/// How long asking the system about users and folders may take.
const LIMIT: Duration = Duration::from_secs(20);

/// Unprivileged users, best first.
const CANDIDATES: [&str; 2] = ["postgres", "nobody"];

/// Who runs a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RunAs {
    /// The user of this process.
    Ourselves,
    /// Another user; possible for root only.
    Other { uid: u32, gid: u32 },
}

impl RunAs {
    /// An ordinary user runs PostgreSQL; root hands it to an unprivileged one, as PostgreSQL insists: to the owner (uid
    /// and gid) of data that exists, else to the first candidate.
    pub(crate) async fn unprivileged(owner: Option<(u32, u32)>) -> Result<Self, ServersError> {
        if id(&["-u"]).await? != 0 {
            return Ok(Self::Ourselves);
        }
        if let Some((uid, gid)) = owner {
            return Ok(Self::Other { uid, gid });
        }
        for name in CANDIDATES {
            if let (Ok(uid), Ok(gid)) = (id(&["-u", name]).await, id(&["-g", name]).await) {
                return Ok(Self::Other { uid, gid });
            }
        }
        Err(ServersError::NoUser { problem: format!("none of the users {} exists", CANDIDATES.join(", ")) })
    }

    /// Makes the command run as this user, without supplementary groups.
    pub(crate) fn apply(&self, command: &mut std::process::Command) {
        if let Self::Other { uid, gid } = self {
            command.uid(*uid).gid(*gid);
        }
    }

    /// A command of this user, in a folder which everybody can enter.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = std::process::Command::new(program);
        command.current_dir("/").env("LC_ALL", "C").env("TZ", "UTC");
        self.apply(&mut command);
        Command::from(command)
    }

    /// Makes this user the owner of a file or folder.
    pub(crate) fn own(&self, path: &Path) -> io::Result<()> {
        match self {
            Self::Ourselves => Ok(()),
            Self::Other { uid, gid } => chown(path, Some(*uid), Some(*gid)),
        }
    }

    /// Tries, as this user, whether a folder can be entered and written.
    pub(crate) async fn can_use(&self, folder: &Path) -> bool {
        let mut test = self.command("/bin/sh");
        test.args(["-c", r#"test -x "$1" && test -w "$1""#, "test"]).arg(folder).stderr(Stdio::null());
        run(&mut test, LIMIT).await.is_ok()
    }
}

/// Whether this process runs as root.
pub(crate) async fn is_root() -> bool {
    matches!(id(&["-u"]).await, Ok(0))
}

async fn id(arguments: &[&str]) -> Result<u32, ServersError> {
    let mut command = Command::new("id");
    command.args(arguments);
    let said = run(&mut command, LIMIT).await?;
    let Ok(number) = said.trim().parse() else {
        return Err(ServersError::Command { command: format!("id {}", arguments.join(" ")), said });
    };
    Ok(number)
}
