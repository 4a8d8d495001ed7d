//! The gateway: lets people and programs in, and brings their requests to the services.
//!
//! Identity (organisations, the people in them, their roles and keys) is a service like any other, with a database of
//! its own, and publishes as `identity`. Routing lies beside it in [`proxy`].

use std::sync::Arc;

use aide::axum::ApiRouter;
use axum::middleware::from_fn;
use axum::{Extension, Router};
use kernel::Permission;
use platform::clock::Clock;
use platform::config::Config;
use platform::db::{Database, DatabaseError};
use platform::service::{StartError, State};
use platform::{Running, Service};

pub mod access;
pub mod api_keys;
pub mod console;
pub mod demo;
pub mod docs;
pub mod exports;
pub mod forwarded;
pub mod gateway;
pub mod invitations;
pub mod limits;
pub mod live;
pub mod members;
pub mod organizations;
pub mod program;
pub mod proxy;
pub mod sessions;
pub mod signing;
pub mod users;

pub use gateway::Settings;
pub use proxy::{InvalidUpstream, Upstreams};
pub use signing::rotate_keys;

use gateway::Gateway;
use signing::Keyring;

/// Migrations of the gateway's database.
pub static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations/gateway");

/// Services the gateway routes to, in the order of the documentation.
pub const SERVICES: [&str; 5] = ["crm", "projects", "billing", "expenses", "reporting"];

/// Tables that belong to no organisation.
const SHARED_TABLES: [&str; 5] = ["users", "user_organizations", "sessions", "signing_keys", "demo_organizations"];

/// Identity: what needs an access token. The rest is added by [`start`].
pub fn service() -> Service {
    Service::new("gateway", &MIGRATIONS)
        .publishing_as("identity")
        .reads(&SERVICES)
        .shared_tables(&SHARED_TABLES)
        .routes(organizations::http::routes())
        .routes(members::http::routes())
        .routes(invitations::http::routes())
        .routes(api_keys::http::routes())
        .routes(exports::http::routes())
        .routes(platform::changes::routes(Permission::ReadMembers))
}

/// What people may ask before anybody knows them.
fn doors() -> ApiRouter<Arc<State>> {
    sessions::http::routes()
        .merge(sessions::places::routes())
        .merge(invitations::accept::routes())
        .merge(demo::http::routes())
}

/// Starts the gateway: reads or makes its signing keys, then listens.
pub async fn start(config: Config, settings: Settings) -> Result<Running, StartError> {
    let keyring = open_keyring(&config).await?;
    let verifier = Arc::clone(keyring.verifier());
    let gateway = Arc::new(Gateway::new(keyring, settings).map_err(|problem| failed(&problem))?);
    let open = Router::new()
        .merge(doors())
        .merge(docs::routes())
        .merge(proxy::routes())
        .merge(live::routes())
        .merge(console::routes())
        .layer(from_fn(forwarded::layer))
        .layer(Extension(Arc::clone(&gateway)));
    let nats_url = config.nats_url.clone();
    let running = service().open_routes(open).extension(Arc::clone(&gateway)).start_with(config, verifier).await?;
    gateway.attach(running.router());
    tokio::spawn(live::run(Arc::clone(&gateway), Arc::clone(running.state()), nats_url, running.stopping()));
    tokio::spawn(gateway::keep_keys_fresh(gateway, Arc::clone(running.state())));
    Ok(running)
}

/// Keys must be there before the first request is; this uses a connection of its own for a moment.
async fn open_keyring(config: &Config) -> Result<Keyring, StartError> {
    let db = Database::open(&config.database_url, "gateway", 1)?;
    db.is_fit(&MIGRATIONS, None).await?;
    let keyring =
        Keyring::open(&db, &config.token_issuer, Clock::default().now()).await.map_err(|problem| failed(&problem))?;
    db.pool().close().await;
    Ok(keyring)
}

fn failed(problem: &platform::Problem) -> StartError {
    StartError::Database(DatabaseError::Unsafe(problem.report()))
}
