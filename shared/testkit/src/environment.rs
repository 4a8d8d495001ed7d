//! The servers of a test binary, and the runtime that outlives each of its tests.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use platform::config::{Config, Secret};
use platform::db::{self, Access};
use platform::{Running, Service};
use servers::{Options, Servers};
use tokio::runtime::Runtime;
use tokio::sync::{Mutex, OnceCell};

use crate::keys::Keys;

/// Each test has a runtime that ends with it; connections and services must not, so they live here.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime for the test environment")
});

static ENVIRONMENT: OnceCell<Arc<Environment>> = OnceCell::const_new();

/// Servers, and the services that run on them.
pub struct Environment {
    /// PostgreSQL and NATS; locked so that a test may stop and start them.
    pub servers: Mutex<Servers>,
    /// Superuser URL of the database server.
    pub admin_url: String,
    /// URL of the NATS server.
    pub nats_url: String,
    /// Signs access tokens.
    pub keys: Keys,
    services: std::sync::Mutex<HashMap<&'static str, Arc<OnceCell<Arc<Running>>>>>,
    databases: Mutex<HashMap<String, Access>>,
}

impl std::fmt::Debug for Environment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Environment").field("nats_url", &self.nats_url).finish_non_exhaustive()
    }
}

/// Runs something on the runtime that lives as long as the test binary. Whatever opens connections must run there.
///
/// # Panics
/// When the task itself panics.
pub async fn on_runtime<T: Send + 'static>(work: impl Future<Output = T> + Send + 'static) -> T {
    match RUNTIME.spawn(work).await {
        Ok(value) => value,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}

/// The environment of this test binary, started when first asked for.
pub async fn environment() -> Arc<Environment> {
    ENVIRONMENT.get_or_init(|| on_runtime(async { Arc::new(Box::pin(Environment::start()).await) })).await.clone()
}

/// The folder of the workspace.
///
/// # Panics
/// When the source tree is not where it was built.
pub fn workspace() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the workspace is where it was built")
}

/// The folder of public data sets for imports, or a loud `None` when it is absent. `GERINC_DATA` names another place.
pub fn data_folder() -> Option<PathBuf> {
    let folder = std::env::var_os("GERINC_DATA").map_or_else(|| workspace().join("../shared/data"), PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!(
        "\n*** {} IS ABSENT: what is tested with public data is NOT tested. Set GERINC_DATA. ***\n",
        folder.display()
    );
    None
}

impl Environment {
    /// Starts servers of one's own; for tests that stop them.
    ///
    /// # Panics
    /// When the servers cannot be found or started; the message says what to install.
    pub async fn start() -> Self {
        let telemetry = platform::telemetry::init("test", "warn");
        std::mem::forget(telemetry);
        let servers = match Servers::start(Options::disposable(workspace().join(".local"))).await {
            Ok(servers) => servers,
            Err(error) => panic!("the test servers did not start: {error}"),
        };
        Self {
            admin_url: servers.postgres.admin_url().to_owned(),
            nats_url: servers.nats.url().to_owned(),
            servers: Mutex::new(servers),
            keys: Keys::new(),
            services: std::sync::Mutex::default(),
            databases: Mutex::default(),
        }
    }

    /// Where the one running instance of a service is kept.
    pub(crate) fn service_cell(&self, name: &'static str) -> Arc<OnceCell<Arc<Running>>> {
        let mut services = self.services.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Arc::clone(services.entry(name).or_default())
    }

    /// A database with its roles, migrated for the service; made when it is not there.
    ///
    /// # Panics
    /// When it cannot be made.
    pub async fn database(&self, name: &str, service: &Service) -> Access {
        let mut databases = self.databases.lock().await;
        if let Some(access) = databases.get(name) {
            return access.clone();
        }
        let access = db::provision(&self.admin_url, name).await.expect("the database is made");
        db::migrate(&access.owner, service.migrator()).await.expect("the migrations run");
        databases.insert(name.to_owned(), access.clone());
        access
    }

    /// Settings of a service on these servers.
    pub fn config(&self, access: &Access) -> Config {
        Config {
            database_url: access.app.clone(),
            relay_database_url: access.relay.clone(),
            nats_url: Secret::new(self.nats_url.as_str()),
            nats_replicas: 1,
            nats_monitor_url: None,
            jwks_url: "http://127.0.0.1:9/unused".to_owned(),
            token_issuer: Keys::ISSUER.to_owned(),
            listen: ([127, 0, 0, 1], 0).into(),
            database_connections: 20,
            outbox_limit: platform::config::OUTBOX_LIMIT,
            files_dir: Some(workspace().join(".local/test-files")),
            secret_key: Some(Secret::new("5".repeat(64))),
            links_url: Some("https://gerinc.example".to_owned()),
            private_mail_servers: true,
            private_webhooks: true,
        }
    }

    /// Starts a service on a database of this name.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn serve(&self, service: Service, database: &str) -> Running {
        let access = self.database(database, &service).await;
        let config = self.config(&access);
        Box::pin(service.start_with(config, Arc::new(self.keys.verifier()))).await.expect("the service starts")
    }
}
