//! Creating the data of a new server.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::folder::{self, Home};
use crate::run::run;
use crate::user::RunAs;
use crate::{ServersError, ports};

use super::find::Programs;

/// How long `initdb` may take; half a second is usual.
const LIMIT: Duration = Duration::from_mins(2);

pub(super) fn data(home: &Path) -> PathBuf {
    home.join("data")
}

/// Creates the data unless it exists, and returns the superuser's password. Data appears complete or not at all.
pub(super) async fn data_and_password(programs: &Programs, home: &Home, user: &RunAs) -> Result<String, ServersError> {
    let (ready, secret) = (data(home.path()), home.path().join("password"));
    if ready.exists() {
        return fs::read_to_string(&secret).map_err(ServersError::files("read", &secret));
    }
    let password = ports::password();
    folder::write_secret(&secret, &password, user)?;
    let unfinished = home.path().join("data.unfinished");
    if unfinished.exists() {
        fs::remove_dir_all(&unfinished).map_err(ServersError::files("remove", &unfinished))?;
    }
    if initdb(programs, home, user, &unfinished, &secret, "C.UTF-8").await.is_err() {
        // Some systems have no such locale. Plain C still stores UTF-8.
        initdb(programs, home, user, &unfinished, &secret, "C").await?;
    }
    fs::rename(&unfinished, &ready).map_err(ServersError::files("rename", &unfinished))?;
    Ok(password)
}

async fn initdb(
    programs: &Programs,
    home: &Home,
    user: &RunAs,
    data: &Path,
    secret: &Path,
    locale: &str,
) -> Result<(), ServersError> {
    let mut command = user.command(programs.folder.join("initdb"));
    command.arg("--pgdata").arg(data).arg("--pwfile").arg(secret);
    command.args(["--username=postgres", "--auth=scram-sha-256", "--encoding=UTF8"]);
    command.arg(format!("--locale={locale}"));
    if matches!(home, Home::Disposable(_)) {
        command.arg("--no-sync");
    }
    run(&mut command, LIMIT).await.map(drop)
}
