//! Folders, a process that owns servers, and what tests look at.

use std::fs::{self, Permissions};
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use async_nats::{ConnectOptions, ServerAddr};
use servers::{Durability, Options, Servers};
use sqlx::{Connection as _, PgConnection};
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep};

/// Names the folder and the durability for [`owner`].
const OWNER: &str = "GERINC_SERVERS_TEST_OWNER";

/// Programs are downloaded once for all tests, to where `cargo run` keeps them too.
fn programs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.local")
}

pub fn disposable() -> Options {
    with_progress(Options::disposable(programs()))
}

pub fn durable(folder: &Path) -> Options {
    with_progress(Options::durable(folder))
}

fn with_progress(mut options: Options) -> Options {
    options.progress = Arc::new(|sentence| eprintln!("{sentence}"));
    options
}

/// An empty folder that shares the downloaded programs, with the given mode.
pub fn folder(mode: u32) -> Result<TempDir> {
    let folder = tempfile::tempdir()?;
    fs::create_dir_all(programs().join("bin"))?;
    symlink(programs().canonicalize()?.join("bin"), folder.path().join("bin"))?;
    fs::set_permissions(folder.path(), Permissions::from_mode(mode))?;
    Ok(folder)
}

/// Not a test of its own: the process that [`Owner::start`] starts, which owns servers until it is killed.
#[tokio::test]
async fn owner() -> Result<()> {
    let Ok(wanted) = std::env::var(OWNER) else { return Ok(()) };
    let (durability, folder) = wanted.split_once(':').context("durability:folder")?;
    let mut options = durable(Path::new(folder));
    if durability == "disposable" {
        options.durability = Durability::Disposable;
    }
    let servers = Servers::start(options).await?;
    let store = servers.nats.store().context("own NATS")?.display();
    println!("\nready {} {} {store}", servers.postgres.admin_url(), servers.nats.url());
    std::future::pending().await
}

/// Another process that owns servers.
pub struct Owner {
    pub child: Child,
    pub postgres_url: String,
    pub nats_url: String,
    pub store: PathBuf,
}

impl Owner {
    pub fn start(durability: Durability, folder: &Path) -> Result<Self> {
        let durability = if durability == Durability::Durable { "durable" } else { "disposable" };
        let mut child = Command::new(std::env::current_exe()?)
            .args(["support::owner", "--exact", "--nocapture"])
            .env(OWNER, format!("{durability}:{}", folder.display()))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let output = child.stdout.take().context("its output")?;
        for line in BufReader::new(output).lines() {
            if let ["ready", postgres, nats, store] = line?.split(' ').collect::<Vec<_>>()[..] {
                let (postgres_url, nats_url) = (postgres.to_owned(), nats.to_owned());
                return Ok(Self { child, postgres_url, nats_url, store: store.into() });
            }
        }
        bail!("the owner of the servers ended with {} before they were ready; see its output above", child.wait()?)
    }

    /// `kill -9`.
    pub fn kill(mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

/// Processes with the given parent whose command line contains the text.
pub fn children(parent: u32, text: &str) -> Result<Vec<u32>> {
    let output = Command::new("ps").args(["-axww", "-o", "pid=,ppid=,args="]).output().context("`ps` is needed")?;
    ensure!(output.status.success(), "ps failed: {}", String::from_utf8_lossy(&output.stderr));
    let mut found = Vec::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let mut words = line.split_whitespace();
        let (Some(pid), Some(its_parent)) = (words.next(), words.next()) else { continue };
        if its_parent.parse() == Ok(parent) && words.any(|word| word.contains(text)) {
            found.push(pid.parse()?);
        }
    }
    Ok(found)
}

pub fn kill(pid: u32) -> Result<()> {
    let status = Command::new("/bin/sh").args(["-c", r#"kill -s KILL "$1""#, "kill", &pid.to_string()]).status()?;
    ensure!(status.success(), "process {pid} could not be killed");
    Ok(())
}

pub async fn connect(url: &str) -> Result<PgConnection> {
    PgConnection::connect(url).await.with_context(|| format!("connecting to {url}"))
}

pub async fn client(url: &str) -> Result<async_nats::Client> {
    let address: ServerAddr = url.parse()?;
    let (user, password) = (address.username().context("a user")?, address.password().context("a password")?);
    Ok(ConnectOptions::with_user_and_password(user.to_owned(), password.to_owned()).connect(address).await?)
}

pub async fn data_folder(url: &str) -> Result<PathBuf> {
    let folder: String =
        sqlx::query_scalar("select current_setting('data_directory')").fetch_one(&mut connect(url).await?).await?;
    Ok(folder.into())
}

/// Whether something listens at the host and port of a URL.
pub async fn listens(url: &str) -> bool {
    let address = url.rsplit('@').next().and_then(|rest| rest.split('/').next()).unwrap_or_default();
    TcpStream::connect(address).await.is_ok()
}

/// Waits until the condition holds; fails after half a minute.
pub async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) -> Result<()> {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !holds().await {
        ensure!(Instant::now() < deadline, "within 30 s it did not happen that {what}");
        sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}
