//! What the handlers of the gateway share besides the platform's state.

use std::num::NonZeroU32;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::Router;
use platform::problem::{Problem, Result};
use platform::service::State;

use crate::access::Memory;
use crate::console::Files;
use crate::docs::Catalog;
use crate::forwarded::Trusted;
use crate::limits::Limits;
use crate::live::Hub;
use crate::proxy::Upstreams;
use crate::signing::Keyring;
use crate::users::password::Hasher;

/// How often each replica looks for keys that another one, or an operator, has made.
const REFRESH: Duration = Duration::from_mins(1);
/// How long the database may take to answer; it may have vanished without a word.
const REFRESH_LIMIT: Duration = Duration::from_secs(10);

/// What the gateway must be told besides what every service is told.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where the services are; may be filled in after the start.
    pub upstreams: Upstreams,
    /// Address people use, e.g. `https://gerinc.example`; decides whether cookies are for https only and which `Origin`
    /// is ours. Without it the `Host` header decides.
    pub public_url: Option<String>,
    /// Requests a second an organisation may send, with bursts of twice as many.
    pub rate_per_second: u32,
    /// How long a service may take to begin its answer.
    pub upstream_timeout: Duration,
    /// Where the files of the console come from.
    pub console: Files,
    /// Whose word about the address of a client is taken.
    pub trusted_proxies: Trusted,
}

/// Requests a second an organisation may send when nothing else is said.
pub const RATE_PER_SECOND: u32 = 2_000;
/// How long a service may take to begin its answer when nothing else is said.
pub const UPSTREAM_TIMEOUT: Duration = Duration::from_secs(15);

impl Default for Settings {
    fn default() -> Self {
        Self {
            upstreams: Upstreams::default(),
            public_url: None,
            rate_per_second: RATE_PER_SECOND,
            upstream_timeout: UPSTREAM_TIMEOUT,
            console: Files::default(),
            trusted_proxies: Trusted::default(),
        }
    }
}

/// Shared by all requests of one gateway.
#[derive(Debug)]
pub struct Gateway {
    /// Signs and verifies access tokens.
    pub keyring: Keyring,
    /// Hashes passwords.
    pub hasher: Hasher,
    /// Counts requests.
    pub limits: Limits,
    /// What sessions and keys stand for.
    pub memory: Memory,
    /// What is told to whoever has the console open.
    pub live: Arc<Hub>,
    /// The merged OpenAPI document.
    pub catalog: Catalog,
    /// Settings of this gateway.
    pub settings: Settings,
    origin: Option<String>,
    own: RwLock<Option<Router>>,
}

impl Gateway {
    /// A gateway with its keys; it answers for itself once [`Gateway::attach`] was called.
    pub fn new(keyring: Keyring, settings: Settings) -> Result<Self> {
        let rate = NonZeroU32::new(settings.rate_per_second).unwrap_or(NonZeroU32::MIN);
        let origin = settings.public_url.as_deref().map(|url| url.trim_end_matches('/').to_owned());
        Ok(Self {
            keyring,
            hasher: Hasher::new()?,
            limits: Limits::new(rate),
            memory: Memory::default(),
            live: Arc::default(),
            catalog: Catalog::new()?,
            settings,
            origin,
            own: RwLock::new(None),
        })
    }

    /// Scheme and host people use, when they are known.
    pub fn public_origin(&self) -> Option<&str> {
        self.origin.as_deref()
    }

    /// Whether people reach the gateway by https.
    pub fn is_https(&self) -> bool {
        self.origin.as_deref().is_some_and(|origin| origin.starts_with("https://"))
    }

    /// Takes the gateway's own routes, which answer under `/api/identity`.
    pub fn attach(&self, own: Router) {
        *self.own.write().unwrap_or_else(PoisonError::into_inner) = Some(own);
    }

    /// The gateway's own routes.
    pub fn own(&self) -> Result<Router> {
        let own = self.own.read().unwrap_or_else(PoisonError::into_inner).clone();
        own.ok_or_else(|| Problem::unavailable("the gateway is starting or stopping"))
    }

    fn detach(&self) {
        *self.own.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// Keeps the signing keys fresh until the gateway stops, which closes its database.
pub async fn keep_keys_fresh(gateway: Arc<Gateway>, state: Arc<State>) {
    let mut stopped = state.db.pool().close_event();
    loop {
        tokio::select! {
            () = &mut stopped => break,
            () = tokio::time::sleep(REFRESH) => {}
        }
        let refreshed =
            tokio::time::timeout(REFRESH_LIMIT, gateway.keyring.refresh(&state.db, state.clock.now())).await;
        let failed = match refreshed {
            Ok(done) => done.err(),
            Err(_) => Some(Problem::unavailable("the database does not answer")),
        };
        if let Some(problem) = failed {
            tracing::warn!(%problem, "signing keys were not looked at; the known ones are kept");
        }
    }
    // The routes hold the gateway and the gateway holds the routes; one of them must let go.
    gateway.detach();
}
