//! Starting the suite in this process: servers, a database and three roles per service, migrations, services, gateway.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use futures::future::try_join_all;
use gateway::console::Files;
use gateway::{Settings, Upstreams};
use platform::bus::Needs;
use platform::config::{Config, Secret};
use platform::db::{self, Access};
use platform::{Running, Service};
use serde_json::Value;
use servers::{Durability, NatsUser, Options, Servers};

use crate::import::http::{self as imports, Imports};

/// The services behind the gateway, in the order they are started.
pub const SERVICES: [&str; 5] = ["crm", "projects", "billing", "expenses", "reporting"];

/// The service of this name that stands behind the gateway.
pub fn service(name: &str) -> Option<Service> {
    match name {
        "crm" => Some(crm::service()),
        "projects" => Some(projects::service()),
        "billing" => Some(billing::service()),
        "expenses" => Some(expenses::service()),
        "reporting" => Some(reporting::service()),
        _ => None,
    }
}

/// The OpenAPI document of the whole suite, as the gateway shows it when everything runs.
pub fn openapi() -> Result<Value> {
    let mut documents = BTreeMap::new();
    for name in SERVICES {
        let service = service(name).with_context(|| format!("there is no service {name}"))?;
        documents.insert(name.to_owned(), serde_json::to_value(service.openapi())?);
    }
    documents.insert(imports::NAME.to_owned(), serde_json::to_value(imports::openapi())?);
    gateway::docs::document(documents).map_err(|problem| anyhow::anyhow!(problem.report()))
}

/// How to start the suite.
#[derive(Clone)]
pub struct SuiteOptions {
    /// Folder for downloads and data.
    pub folder: PathBuf,
    /// Whether data outlives the process.
    pub durability: Durability,
    /// A PostgreSQL to use instead of an own one; its user must be allowed to create databases and roles.
    pub postgres_url: Option<String>,
    /// A NATS server to use instead of an own one.
    pub nats_url: Option<String>,
    /// Where the gateway listens.
    pub listen: SocketAddr,
    /// Requests a second that one organisation may make.
    pub rate_per_second: u32,
    /// Database connections of each service.
    pub database_connections: u32,
    /// What the gateway serves to people.
    pub console: Files,
    /// Services to start; all when `None`.
    pub only: Option<Vec<String>>,
    /// Receives a sentence for people before each step that takes time.
    pub progress: Arc<dyn Fn(&str) + Send + Sync>,
}

impl std::fmt::Debug for SuiteOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SuiteOptions")
            .field("folder", &self.folder)
            .field("listen", &self.listen)
            .finish_non_exhaustive()
    }
}

impl SuiteOptions {
    /// An own suite in a folder, on a free port, silent and without a console.
    pub fn new(folder: impl Into<PathBuf>, durability: Durability) -> Self {
        Self {
            folder: folder.into(),
            durability,
            postgres_url: None,
            nats_url: None,
            listen: ([127, 0, 0, 1], 0).into(),
            rate_per_second: 5_000,
            database_connections: 12,
            console: Files::Absent,
            only: None,
            progress: Arc::new(|_| ()),
        }
    }
}

/// Servers with prepared databases; services may be started on them here or in processes of their own.
pub struct Ground {
    /// PostgreSQL and NATS.
    pub servers: Servers,
    /// Roles of each service's database.
    pub access: BTreeMap<&'static str, Access>,
    gateway_owner: Secret,
    /// Folder for files, such as receipts.
    pub files: PathBuf,
    /// Key with which services keep secrets that people entrust to them.
    pub secret_key: Secret,
}

impl std::fmt::Debug for Ground {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ground").field("services", &self.access.keys()).finish_non_exhaustive()
    }
}

impl Ground {
    /// Starts the servers, makes databases and roles that are missing, and migrates.
    pub async fn prepare(options: &SuiteOptions) -> Result<Self> {
        let servers = Servers::start(Options {
            folder: options.folder.clone(),
            postgres_url: options.postgres_url.clone(),
            nats_url: options.nats_url.clone(),
            nats_users: nats_users(),
            durability: options.durability,
            progress: Arc::clone(&options.progress),
        })
        .await?;
        (options.progress)("Preparing the databases");
        let admin_url = servers.postgres.admin_url().to_owned();
        let gateway = prepare("gateway", &gateway::MIGRATIONS, &admin_url);
        let services = SERVICES.iter().filter_map(|name| Some((*name, service(name)?)));
        let others = try_join_all(services.map(|(name, service)| prepare(name, service.migrator(), &admin_url)));
        let (gateway, others) = futures::future::try_join(gateway, others).await?;
        // Beside the data of the servers, so that it is deleted with them.
        let files = match options.durability {
            Durability::Durable => options.folder.join("data").join("files"),
            Durability::Disposable => options.folder.join("test-files"),
        };
        let files = std::path::absolute(files)?;
        let secret_key = secret_key(&files)?;
        let gateway_owner = gateway.1.owner.clone();
        Ok(Self { files, secret_key, gateway_owner, access: others.into_iter().chain([gateway]).collect(), servers })
    }

    /// Database URL with the role that owns the gateway's tables.
    pub const fn gateway_owner(&self) -> &Secret {
        &self.gateway_owner
    }

    /// Settings of a service on these servers.
    pub fn config(&self, name: &str, gateway: &str, listen: SocketAddr, connections: u32) -> Result<Config> {
        let access = self.access.get(name).with_context(|| format!("there is no service {name}"))?;
        Ok(Config {
            database_url: access.app.clone(),
            relay_database_url: access.relay.clone(),
            nats_url: Secret::new(self.servers.nats.url_of(name)),
            nats_replicas: 1,
            nats_monitor_url: self.servers.nats.monitor_url().map(str::to_owned),
            jwks_url: format!("{gateway}/.well-known/jwks.json"),
            token_issuer: "gerinc".to_owned(),
            listen,
            database_connections: connections,
            outbox_limit: platform::config::OUTBOX_LIMIT,
            files_dir: Some(self.files.join(name)),
            secret_key: Some(self.secret_key.clone()),
            links_url: Some(gateway.to_owned()).filter(|url| !url.is_empty()),
            // Whoever tries it out may have a mail server for trying out, too.
            private_mail_servers: true,
            private_webhooks: true,
        })
    }
}

/// The key of this installation; made the first time, and kept beside its data for its owner alone to read. Several
/// programs may make it at once: the file appears whole, and the first one stays.
fn secret_key(beside: &Path) -> Result<Secret> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let file = beside.with_file_name("secret.key");
    if !file.exists() {
        let folder = file.parent().context("a key needs a folder")?;
        std::fs::create_dir_all(folder)?;
        let made = folder.join(format!("secret.{:x}.new", rand::random::<u64>()));
        let mut new = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&made)?;
        new.write_all(hex::encode(rand::random::<[u8; 32]>()).as_bytes())?;
        new.sync_all()?;
        let first = std::fs::hard_link(&made, &file);
        std::fs::remove_file(&made)?;
        if let Err(error) = first.or_else(|error| if file.exists() { Ok(()) } else { Err(error) }) {
            return Err(error).with_context(|| format!("{} cannot be written", file.display()));
        }
    }
    Ok(Secret::new(std::fs::read_to_string(&file)?.trim()))
}

/// A user for each service, which can do what the service needs and nothing else.
fn nats_users() -> Vec<NatsUser> {
    let services = SERVICES.iter().filter_map(|name| service(name)).chain([gateway::service()]);
    let users = services.map(|service| {
        let Needs { publish, subscribe } = service.needs();
        NatsUser { name: service.name().to_owned(), publish, subscribe }
    });
    users.collect()
}

async fn prepare(
    name: &'static str,
    migrator: &sqlx::migrate::Migrator,
    admin_url: &str,
) -> Result<(&'static str, Access)> {
    let access =
        db::provision(admin_url, name).await.with_context(|| format!("the database of {name} cannot be made"))?;
    db::migrate(&access.owner, migrator).await.with_context(|| format!("the database of {name} cannot be migrated"))?;
    Ok((name, access))
}

/// A running suite.
#[derive(Debug)]
pub struct Suite {
    /// Servers and databases.
    pub ground: Ground,
    /// The gateway.
    pub gateway: Running,
    /// Where the gateway finds the services.
    pub upstreams: Upstreams,
    /// Imports over HTTP.
    pub imports: Imports,
    /// The services by name.
    pub services: BTreeMap<&'static str, Running>,
    options: SuiteOptions,
}

impl Suite {
    /// Starts everything.
    pub async fn start(options: SuiteOptions) -> Result<Self> {
        let ground = Ground::prepare(&options).await?;
        (options.progress)("Starting the services");
        let upstreams = Upstreams::default();
        let settings = Settings {
            upstreams: upstreams.clone(),
            rate_per_second: options.rate_per_second,
            console: options.console.clone(),
            ..Settings::default()
        };
        let config = ground.config("gateway", "", options.listen, options.database_connections)?;
        let gateway = gateway::start(config, settings).await.context("the gateway did not start")?;
        let imports = Imports::start(&format!("http://{}", gateway.address())).await?;
        upstreams.set(imports::NAME, &format!("http://{}", imports.address()))?;
        let mut suite = Self { ground, gateway, upstreams, imports, services: BTreeMap::new(), options };
        for name in SERVICES {
            if suite.options.only.as_ref().is_none_or(|only| only.iter().any(|one| one == name)) {
                suite.start_service(name).await?;
            }
        }
        Ok(suite)
    }

    /// Address of the gateway: `http://127.0.0.1:8080`.
    pub fn url(&self) -> String {
        format!("http://{}", self.gateway.address())
    }

    /// Starts one service that is not running.
    pub async fn start_service(&mut self, name: &'static str) -> Result<()> {
        let service = service(name).with_context(|| format!("there is no service {name}"))?;
        let config =
            self.ground.config(name, &self.url(), ([127, 0, 0, 1], 0).into(), self.options.database_connections)?;
        let running = service.start(config).await.with_context(|| format!("{name} did not start"))?;
        self.upstreams.set(name, &format!("http://{}", running.address()))?;
        self.services.insert(name, running);
        Ok(())
    }

    /// Stops one service in order.
    pub async fn stop_service(&mut self, name: &str) {
        if let Some(running) = self.services.remove(name) {
            running.stop_now().await;
        }
    }

    /// Ends one service as a crash would.
    pub async fn kill_service(&mut self, name: &str) {
        if let Some(running) = self.services.remove(name) {
            running.kill().await;
        }
    }

    /// Stops everything in order: the gateway first, so that no request is cut off, the servers last.
    pub async fn stop(self) {
        self.gateway.stop_now().await;
        self.imports.stop().await;
        futures::future::join_all(self.services.into_values().map(Running::stop_now)).await;
        self.ground.servers.stop().await;
    }
}
