//! Where data lies, and who may use it.

use std::fs::{self, File, OpenOptions, Permissions, TryLockError};
use std::io::{Seek as _, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use sha2::{Digest as _, Sha256};

use crate::user::RunAs;
use crate::{Durability, Options, ServersError};

/// Held while a durable folder is in use. The system releases it when the process ends in whatever way.
pub(crate) type Lock = Option<Arc<File>>;

/// For data of the unprivileged user when the checkout is closed to it.
const ELSEWHERE: &str = "/var/lib/gerinc";

/// Creates the folder, makes its path absolute and, for durable data, claims it for this process.
///
/// A lock that was just given up can seem held for a moment longer: a child that this process is starting at that very
/// time has a copy of the file until it becomes its own program. So the claim is repeated for a second.
pub(crate) async fn claim(options: &mut Options) -> Result<Lock, ServersError> {
    let deadline = Instant::now() + Duration::from_secs(1);
    loop {
        match try_claim(options) {
            Err(ServersError::FolderInUse { .. }) if Instant::now() < deadline => {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            done => return done,
        }
    }
}

fn try_claim(options: &mut Options) -> Result<Lock, ServersError> {
    fs::create_dir_all(&options.folder).map_err(ServersError::files("create", &options.folder))?;
    options.folder = options.folder.canonicalize().map_err(ServersError::files("find", &options.folder))?;
    let folder = &options.folder;
    if options.durability == Durability::Disposable {
        return Ok(None);
    }
    let path = folder.join("servers.lock");
    let failed = |action| ServersError::files(action, &path);
    let mut open = OpenOptions::new();
    let mut file = open.create(true).truncate(false).read(true).write(true).open(&path).map_err(failed("open"))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let owner = fs::read_to_string(&path).unwrap_or_default();
            return Err(ServersError::FolderInUse { folder: folder.clone(), owner: owner.trim().to_owned() });
        }
        Err(TryLockError::Error(error)) => return Err(failed("lock")(error)),
    }
    file.set_len(0).map_err(failed("write"))?;
    file.rewind().map_err(failed("write"))?;
    writeln!(file, "{}", std::process::id()).map_err(failed("write"))?;
    Ok(Some(Arc::new(file)))
}

/// The folder of one server, with mode 0700. A temporary one is removed on drop until it is kept.
pub(crate) enum Home {
    Durable(PathBuf),
    Disposable(tempfile::TempDir),
}

impl Home {
    /// Finds or creates a folder which `user` can really use.
    pub(crate) async fn open(options: &Options, server: &str, user: &RunAs) -> Result<Self, ServersError> {
        match options.durability {
            Durability::Durable => durable(options, server, user).await.map(Self::Durable),
            Durability::Disposable => disposable(server, user).await.map(Self::Disposable),
        }
    }

    pub(crate) fn path(&self) -> &Path {
        match self {
            Self::Durable(path) => path,
            Self::Disposable(folder) => folder.path(),
        }
    }

    /// The folder that the guard removes at the end; from here on that is the guard's duty alone.
    pub(crate) fn keep(self) -> Option<PathBuf> {
        match self {
            Self::Durable(_) => None,
            Self::Disposable(folder) => Some(folder.keep()),
        }
    }
}

async fn durable(options: &Options, server: &str, user: &RunAs) -> Result<PathBuf, ServersError> {
    let data = options.folder.join("data");
    fs::create_dir_all(&data).map_err(ServersError::files("create", &data))?;
    let near = data.join(server);
    if prepare(&near, user).await? {
        return Ok(near);
    }
    // Leave no empty folder behind where no data will ever be; one with content stays.
    if let Err(error) = fs::remove_dir(&near) {
        tracing::debug!(%error, folder = %near.display(), "the unreachable folder stays");
    }
    let elsewhere = elsewhere(options);
    fs::create_dir_all(&elsewhere).map_err(ServersError::files("create", &elsewhere))?;
    for open in [Path::new(ELSEWHERE), &elsewhere] {
        fs::set_permissions(open, Permissions::from_mode(0o755)).map_err(ServersError::files("open", open))?;
    }
    let far = elsewhere.join(server);
    if prepare(&far, user).await? {
        options
            .say(&format!("{server} keeps its data in {}, because its user cannot enter the checkout", far.display()));
        return Ok(far);
    }
    Err(closed(&[near, far], user))
}

/// Deletes the durable data of both servers wherever it lies; nothing may be running on it.
pub(crate) async fn remove_data(options: &mut Options) -> Result<(), ServersError> {
    let _lock = claim(options).await?;
    for place in [options.folder.join("data"), elsewhere(options)] {
        match fs::remove_dir_all(&place) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(ServersError::files("delete", &place)(error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// A place of its own for each checkout.
fn elsewhere(options: &Options) -> PathBuf {
    let folder = options.folder.as_os_str().as_encoded_bytes();
    Path::new(ELSEWHERE).join(hex::encode(&Sha256::digest(folder)[..8]))
}

/// The owner (uid and gid) of the durable data of a server, if there is any and it is not root.
pub(crate) fn owner(options: &Options, server: &str) -> Option<(u32, u32)> {
    if options.durability == Durability::Disposable {
        return None;
    }
    let places = [options.folder.join("data").join(server), elsewhere(options).join(server)];
    let mut owners = places.iter().filter_map(|place| fs::metadata(place).ok()).map(|found| (found.uid(), found.gid()));
    owners.find(|(uid, _)| *uid != 0)
}

async fn disposable(server: &str, user: &RunAs) -> Result<tempfile::TempDir, ServersError> {
    let bases = [std::env::temp_dir(), PathBuf::from("/tmp"), PathBuf::from("/var/tmp")];
    for base in &bases {
        let made = tempfile::Builder::new().prefix(&format!("gerinc-{server}-")).tempdir_in(base);
        if let Ok(folder) = made
            && prepare(folder.path(), user).await?
        {
            return Ok(folder);
        }
    }
    Err(closed(&bases, user))
}

/// Creates the folder for the user alone; `false` when the user cannot use it.
async fn prepare(folder: &Path, user: &RunAs) -> Result<bool, ServersError> {
    fs::create_dir_all(folder).map_err(ServersError::files("create", folder))?;
    fs::set_permissions(folder, Permissions::from_mode(0o700)).map_err(ServersError::files("protect", folder))?;
    user.own(folder).map_err(ServersError::files("hand over", folder))?;
    Ok(user.can_use(folder).await)
}

fn closed(folders: &[PathBuf], user: &RunAs) -> ServersError {
    let folders = folders.iter().map(|folder| folder.display().to_string()).collect::<Vec<_>>().join(", ");
    match user {
        RunAs::Ourselves => ServersError::Files {
            action: "write to any of",
            path: folders.into(),
            source: std::io::ErrorKind::PermissionDenied.into(),
        },
        RunAs::Other { uid, .. } => {
            ServersError::NoUser { problem: format!("the user with id {uid} can use none of the folders {folders}") }
        }
    }
}

/// Writes a file that only its owner can read.
pub(crate) fn write_secret(path: &Path, text: &str, owner: &RunAs) -> Result<(), ServersError> {
    let mut open = OpenOptions::new();
    open.create(true).write(true).truncate(true).mode(0o600);
    open.open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| owner.own(path))
        .map_err(ServersError::files("write", path))
}

/// Removes a file that may be missing.
pub(crate) fn remove(path: &Path) -> Result<(), ServersError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(ServersError::files("remove", path)(error)),
        _ => Ok(()),
    }
}
