//! Finding the programs of PostgreSQL.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::run::run;
use crate::user::RunAs;
use crate::{Options, ServersError, install};

/// The lowest major version that works.
pub(crate) const MINIMUM: u32 = 14;

const LIMIT: Duration = Duration::from_secs(20);

/// Folders with one folder per version, and where the programs lie in those: Debian, Homebrew on both kinds of Mac,
/// Postgres.app.
const PLACES: [(&str, &str); 4] = [
    ("/usr/lib/postgresql", "bin"),
    ("/opt/homebrew/opt", "bin"),
    ("/usr/local/opt", "bin"),
    ("/Applications/Postgres.app/Contents/Versions", "bin"),
];

/// The programs of one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Programs {
    pub folder: PathBuf,
    pub major: u32,
}

/// All programs that `user` can run, best first, with at least one usable version. Installs PostgreSQL if needed.
pub(super) async fn installed(options: &Options, user: &RunAs) -> Result<Vec<Programs>, ServersError> {
    let mut found = all(user).await;
    if choose(&found, None).is_none() && install::possible().await {
        install::postgres(options).await?;
        found = all(user).await;
    }
    if choose(&found, None).is_some() {
        return Ok(found);
    }
    let found = if found.is_empty() { "none was found".to_owned() } else { format!("found: {}", versions(&found)) };
    Err(ServersError::PostgresMissing { minimum: MINIMUM, found, command: install::postgres_command() })
}

/// The programs for the data: of the version that made it, or the best ones if there is none yet.
pub(super) fn suitable(found: &[Programs], data: &Path) -> Result<Programs, ServersError> {
    let made_by = fs::read_to_string(data.join("PG_VERSION")).ok().and_then(|text| text.trim().parse().ok());
    choose(found, made_by).cloned().ok_or_else(|| ServersError::OtherVersion {
        folder: data.to_owned(),
        made_by: made_by.unwrap_or(MINIMUM),
        found: versions(found),
    })
}

fn versions(found: &[Programs]) -> String {
    found.iter().map(|programs| programs.major.to_string()).collect::<Vec<_>>().join(", ")
}

/// The first that fits: the list begins with the search path and goes on with the highest version.
fn choose(found: &[Programs], made_by: Option<u32>) -> Option<&Programs> {
    found.iter().find(|programs| made_by.map_or(programs.major >= MINIMUM, |wanted| programs.major == wanted))
}

async fn all(user: &RunAs) -> Vec<Programs> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut found = Vec::new();
    for folder in std::env::split_paths(&path) {
        found.extend(look(user, folder).await);
    }
    let mut installed = Vec::new();
    for folder in PLACES.iter().flat_map(|(place, programs)| folders(Path::new(place), programs)) {
        installed.extend(look(user, folder).await);
    }
    installed.sort_by_key(|programs| std::cmp::Reverse(programs.major));
    found.extend(installed);
    found
}

fn folders(place: &Path, programs: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(place) else { return Vec::new() };
    entries.filter_map(Result::ok).map(|entry| entry.path().join(programs)).collect()
}

async fn look(user: &RunAs, folder: PathBuf) -> Option<Programs> {
    let server = folder.join("postgres");
    if !folder.is_absolute() || !server.is_file() || !folder.join("initdb").is_file() {
        return None;
    }
    let said = run(user.command(&server).arg("--version"), LIMIT).await.ok()?;
    Some(Programs { folder, major: major(&said)? })
}

/// `postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)` is 15; `18beta1` is 18.
fn major(said: &str) -> Option<u32> {
    let version = said.split_once("(PostgreSQL)")?.1.trim_start();
    let digits = version.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(version.len());
    version[..digits].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)\n"), Some(15));
        assert_eq!(major("postgres (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(major("postgres (PostgreSQL) 17\n"), Some(17));
        assert_eq!(major("postgres (EnterpriseDB) 15"), None);
        assert_eq!(major("postgres (PostgreSQL) devel"), None);
    }

    #[test]
    fn data_decides_over_order_and_old_versions_are_refused() {
        let found = [13, 15, 17].map(|major| Programs { folder: PathBuf::from("/p"), major });
        let major = |made_by| choose(&found, made_by).map(|programs| programs.major);
        assert_eq!(major(None), Some(15));
        assert_eq!(major(Some(17)), Some(17));
        assert_eq!(major(Some(16)), None);
        assert_eq!(choose(&found[..1], None), None);
    }
}
