//! Installing system packages where that needs no question: Debian and its relatives, as root.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use tokio::process::Command;
use tokio::sync::Mutex;
use tokio::task::JoinError;
use tokio::time::{Instant, sleep};

use crate::run::run;
use crate::user::is_root;
use crate::{Options, ServersError};

/// How long the package manager may take, which includes downloads.
const LIMIT: Duration = Duration::from_mins(10);
const PAUSE: Duration = Duration::from_secs(1);
static TURN: Mutex<()> = Mutex::const_new(());
const APT: &str = "/usr/bin/apt-get";

/// Tells Debian's packages not to create a database server of the system's own on port 5432.
const CLUSTER_CONF: &str = "/etc/postgresql-common/createcluster.conf";
const NO_CLUSTER: &str = "# Written by gerinc before it installed PostgreSQL: it runs a server of its own and needs none \
                          of the system's.\n# Remove this file to let `pg_createcluster` use its defaults again.\n\
                          create_main_cluster = false\n";

/// Whether [`packages`] can work here.
pub(crate) async fn possible() -> bool {
    Path::new(APT).exists() && is_root().await
}

/// Installs Debian packages without asking anything; one call at a time.
pub(crate) async fn packages(options: &Options, purpose: &str, names: &[&'static str]) -> Result<(), ServersError> {
    let _turn = TURN.lock().await;
    options.say(&format!("Installing {purpose} with apt-get; this takes a minute"));
    let install = [&["install", "--yes", "--no-install-recommends"], names].concat();
    // A task of its own: a caller that gives up must not kill a package manager at work.
    let work = tokio::spawn(async move {
        until_free(&["update"]).await?;
        until_free(&install).await
    });
    let failed = |error: JoinError| ServersError::Command { command: APT.to_owned(), said: error.to_string() };
    work.await.map_err(failed)?
}

/// Waits for another package manager at work; a fresh machine often updates itself.
async fn until_free(words: &[&str]) -> Result<(), ServersError> {
    let deadline = Instant::now() + LIMIT;
    loop {
        match run(&mut apt(words), LIMIT).await {
            Ok(_) => return Ok(()),
            Err(ServersError::Command { said, .. }) if said.contains("get lock") && Instant::now() < deadline => {
                sleep(PAUSE).await;
            }
            Err(error) => return Err(error),
        }
    }
}

/// Installs PostgreSQL without the server which Debian would start by itself. A configuration that exists is kept.
pub(crate) async fn postgres(options: &Options) -> Result<(), ServersError> {
    let conf = Path::new(CLUSTER_CONF);
    if let Some(folder) = conf.parent() {
        fs::create_dir_all(folder).map_err(ServersError::files("create", folder))?;
    }
    match fs::File::create_new(conf) {
        Ok(mut file) => {
            std::io::Write::write_all(&mut file, NO_CLUSTER.as_bytes()).map_err(ServersError::files("write", conf))?;
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        Err(error) => return Err(ServersError::files("write", conf)(error)),
    }
    packages(options, "PostgreSQL", &["postgresql"]).await
}

fn apt(words: &[&str]) -> Command {
    let mut command = Command::new(APT);
    command.args(["-q", "-o", "Dpkg::Options::=--force-confold"]).args(words);
    command.env("LC_ALL", "C").env("DEBIAN_FRONTEND", "noninteractive").env("UCF_FORCE_CONFFOLD", "1");
    command
}

/// The command that installs PostgreSQL here, for people.
pub(crate) fn postgres_command() -> &'static str {
    if cfg!(target_os = "macos") {
        "brew install postgresql@17"
    } else if Path::new("/usr/bin/apt-get").exists() {
        "sudo apt-get update && sudo apt-get install --no-install-recommends postgresql"
    } else if Path::new("/usr/bin/dnf").exists() {
        "sudo dnf install postgresql-server"
    } else if Path::new("/sbin/apk").exists() {
        "sudo apk add postgresql"
    } else if Path::new("/usr/bin/pacman").exists() {
        "sudo pacman -S postgresql"
    } else {
        "the package manager of this system (package postgresql)"
    }
}
