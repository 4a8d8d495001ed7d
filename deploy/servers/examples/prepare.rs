//! Checks every query of every service against its migrations and writes the caches (`services/*/.sqlx`) that a build
//! without a database uses. Run it with `just prepare` after a query or migration changed; `just prepare crm` does only
//! that service.
#![expect(clippy::print_stderr, reason = "a program for people")]

use std::path::{Path, PathBuf};

use servers::{Options, Servers};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

type Failure = Box<dyn std::error::Error + Send + Sync>;

const SERVICES: [&str; 6] = ["crm", "projects", "billing", "expenses", "reporting", "gateway"];

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let workspace = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    let servers = Servers::start(Options::disposable(workspace.join(".local"))).await?;
    let done = prepare_all(&workspace, servers.postgres.admin_url()).await;
    servers.stop().await;
    done
}

async fn prepare_all(workspace: &Path, admin: &str) -> Result<(), Failure> {
    let mut conn = PgConnection::connect(admin).await?;
    conn.execute("create role gerinc_app nologin; create role gerinc_relay nologin").await?;
    let (server, _) = admin.rsplit_once('/').ok_or("an admin URL ends with a database")?;
    let asked: Vec<String> = std::env::args().skip(1).collect();
    if let Some(unknown) = asked.iter().find(|name| !SERVICES.contains(&name.as_str())) {
        return Err(format!("there is no service {unknown}").into());
    }
    for service in SERVICES.into_iter().filter(|name| asked.is_empty() || asked.iter().any(|one| one == name)) {
        eprintln!("{service} ...");
        conn.execute(AssertSqlSafe(format!("create database {service}"))).await?;
        let url = format!("{server}/{service}");
        migrate(&workspace.join("migrations").join(service), &url).await?;
        let folder = workspace.join("services").join(service);
        let cache = folder.join(".sqlx");
        if cache.exists() {
            std::fs::remove_dir_all(&cache)?;
        }
        std::fs::create_dir_all(&cache)?;
        // The macros write the cache while the crate is compiled, so it has to be.
        std::fs::File::options()
            .append(true)
            .open(folder.join("src/lib.rs"))?
            .set_modified(std::time::SystemTime::now())?;
        let status = tokio::process::Command::new(env!("CARGO"))
            .args(["check", "--package", service, "--all-targets"])
            .current_dir(workspace)
            .env(format!("{}_DATABASE_URL", service.to_uppercase()), url)
            .env("SQLX_OFFLINE_DIR", &cache)
            .status()
            .await?;
        if !status.success() {
            return Err(format!("{service} does not compile against its migrations").into());
        }
    }
    Ok(conn.close().await?)
}

async fn migrate(folder: &Path, url: &str) -> Result<(), Failure> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, Failure>>()?;
    files.sort();
    let mut conn = PgConnection::connect(url).await?;
    for file in files {
        conn.execute(AssertSqlSafe(std::fs::read_to_string(file)?)).await?;
    }
    Ok(conn.close().await?)
}
