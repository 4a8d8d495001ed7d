//! A durable suite in a folder of its own.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use futures::TryStreamExt;
use gerinc::api::{Api, SignUp};
use gerinc::{Suite, SuiteOptions};
use platform::config::Secret;
use servers::Durability;
use sqlx::postgres::{PgPool, PgPoolOptions};
use tempfile::TempDir;

/// A running suite, its owner, and bare access to its servers.
pub struct World {
    /// The suite.
    pub suite: Suite,
    /// Somebody who may do everything.
    pub owner: Api,
    /// Removed at the end.
    _folder: TempDir,
}

impl World {
    /// Starts a suite that forces everything to disk, and remembers when each transaction was committed.
    pub async fn start() -> Result<Self> {
        // Beside the build, so that it is on a disk and not in memory.
        let folder = tempfile::tempdir_in(target())?;
        share_downloads(folder.path());
        let mut options = SuiteOptions::new(folder.path(), Durability::Durable);
        options.rate_per_second = 1_000_000;
        options.database_connections = 20;
        let mut first = Suite::start(options.clone()).await?;
        let admin = admin(&first, "postgres", 1).await?;
        sqlx::query("alter system set track_commit_timestamp = on").execute(&admin).await?;
        admin.close().await;
        first.ground.servers.postgres.restart().await?;
        first.stop().await;
        let suite = Suite::start(options).await?;
        let owner = sign_up(&suite.url()).await?;
        Ok(Self { suite, owner, _folder: folder })
    }

    /// Waits until every service has heard everything, so that what is measured next has the machine for itself.
    pub async fn settle(&self) -> Result<()> {
        let nats = Secret::new(self.suite.ground.servers.nats.url());
        let context = platform::bus::jetstream(&platform::bus::connect(&nats, "bench-settle").await?);
        let started = Instant::now();
        loop {
            let mut waiting = 0;
            for source in ["identity", "crm", "projects", "billing", "expenses", "reporting"] {
                let stream = platform::bus::ensure_stream(&context, source, 1).await?;
                let consumers: Vec<_> = stream.consumers().try_collect().await?;
                waiting += consumers.iter().map(|one| one.num_pending + one.num_ack_pending as u64).sum::<u64>();
            }
            if waiting == 0 {
                return Ok(());
            }
            anyhow::ensure!(
                started.elapsed() < Duration::from_mins(10),
                "{waiting} messages are not heard after 10 minutes"
            );
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

/// Folder of the build.
pub fn target() -> std::path::PathBuf {
    let program = std::env::current_exe().unwrap_or_default();
    program.ancestors().nth(2).map_or_else(|| "target".into(), std::path::Path::to_owned)
}

/// Programs that were downloaded once are used again.
pub fn share_downloads(folder: &std::path::Path) {
    let downloads = target().join("../.local/bin");
    if let Ok(downloads) = downloads.canonicalize() {
        // Without it they are only downloaded again.
        let _ = std::os::unix::fs::symlink(downloads, folder.join("bin"));
    }
}

/// Signs a fresh organisation up.
pub async fn sign_up(url: &str) -> Result<Api> {
    let email = format!("bench-{}@example.com", kernel::UserId::new().as_uuid().simple());
    let who = SignUp {
        organization: "Bench Ltd",
        country: "HU",
        currency: "EUR",
        time_zone: "Europe/Budapest",
        name: "Bench Owner",
        email: &email,
        password: "a long password",
    };
    Api::sign_up(url, &who).await
}

/// Bare connections to a database of the suite, past row-level security.
pub async fn admin(suite: &Suite, database: &str, connections: u32) -> Result<PgPool> {
    let url = suite.ground.servers.postgres.admin_url();
    let (server, _) = url.rsplit_once('/').context("an admin URL ends with a database")?;
    let pool = PgPoolOptions::new().max_connections(connections).min_connections(connections);
    Ok(pool.connect(&format!("{server}/{database}")).await?)
}
