//! What a service looks like from outside: a list of routes, consumers and jobs that can be started with a
//! configuration and stopped in order.

mod running;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use aide::axum::ApiRouter;
use aide::openapi::{OpenApi, SchemaObject};
use axum::{Extension, Router};
use contracts::Event;
use indexmap::IndexMap;
use sqlx::PgPool;
use sqlx::migrate::Migrator;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

use crate::auth::Verifier;
use crate::bus::{self, BusError};
use crate::clock::Clock;
use crate::config::Config;
use crate::consumer::replays::TakeUp;
use crate::consumer::{BatchReact, Handlers, Inbox, Patience, React, Runner, Turns};
use crate::db::{self, Database, DatabaseError};
use crate::files::{Files, FilesError};
use crate::jobs::{self, Job, Run, RunPiece, RunSteps};
use crate::operations::{self, Consumers};
use crate::organizations::{self, Organizations};
use crate::outbox::Outbox;
use crate::problem::Result;
use crate::relay::Relay;
use crate::router::{self, Documented, documented, guarded, open_to_all};
use crate::routes::Routes;
use crate::seal::{Sealer, SealerError};
use crate::supervised::supervised;
use crate::{resend, server};

use running::Phases;
pub use running::Running;

/// What handlers, consumers and jobs of a service work with.
#[derive(Debug)]
pub struct State {
    /// Name of the service.
    pub name: &'static str,
    /// Its database.
    pub db: Database,
    /// Its clock.
    pub clock: Clock,
    /// Keeps secrets with the key of the installation.
    pub sealer: Sealer,
    /// Where people reach the installation.
    pub links_url: Option<String>,
    /// Whether mails may be handed over to servers at private addresses.
    pub private_mail_servers: bool,
    /// Whether webhooks may call private addresses.
    pub private_webhooks: bool,
    pub(crate) outbox: Arc<Outbox>,
    pub(crate) turns: Turns,
    pub(crate) organizations: Organizations,
    pub(crate) verifier: Arc<Verifier>,
    pub(crate) ready: AtomicBool,
}

/// A service that is not started yet.
pub struct Service {
    name: &'static str,
    source: &'static str,
    migrator: &'static Migrator,
    shared_tables: &'static [&'static str],
    router: ApiRouter<Arc<State>>,
    public: ApiRouter<Arc<State>>,
    /// What the documentation says of types. It is gathered per thread, and a service may be started on another thread
    /// than it was made on, so each feature's part is taken as soon as its routes are there.
    schemas: IndexMap<String, SchemaObject>,
    open: Router<Arc<State>>,
    extensions: Vec<Extend>,
    handlers: Handlers,
    patience: Patience,
    reads: &'static [&'static str],
    jobs: Vec<Job>,
    files: Option<Files>,
}

/// Adds a value that handlers ask for with `axum::Extension`.
type Extend = Box<dyn FnOnce(Router<Arc<State>>) -> Router<Arc<State>> + Send + Sync>;

impl std::fmt::Debug for Service {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Service").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Why a service did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Its database.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// NATS.
    #[error(transparent)]
    Bus(#[from] BusError),
    /// The folder for its files.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// The key it keeps secrets with.
    #[error(transparent)]
    Sealer(#[from] SealerError),
    /// Its address.
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, #[source] std::io::Error),
}

impl Service {
    /// A service that publishes under its own name.
    pub fn new(name: &'static str, migrator: &'static Migrator) -> Self {
        // Forgets the names of types that another service made on this thread has.
        let _: Router = ApiRouter::new().finish_api(&mut OpenApi::default());
        let service = Self {
            name,
            source: name,
            migrator,
            shared_tables: &[],
            router: ApiRouter::new(),
            public: ApiRouter::new(),
            schemas: IndexMap::new(),
            open: Router::new(),
            extensions: Vec::new(),
            handlers: Handlers::default(),
            patience: Patience::default(),
            reads: &[],
            jobs: Vec::new(),
            files: None,
        };
        service
            .routes(operations::routes())
            .on::<contracts::identity::OrganizationCreated, _>(organizations::created)
            .on::<contracts::identity::OrganizationUpdated, _>(organizations::updated)
            .every("forget stored answers", Duration::from_hours(1), jobs::forget_answers)
    }

    /// Publishes under another name than its own.
    pub fn publishing_as(mut self, source: &'static str) -> Self {
        self.source = source;
        self
    }

    /// Names tables of its own that belong to no organisation.
    pub fn shared_tables(mut self, tables: &'static [&'static str]) -> Self {
        self.shared_tables = tables;
        self
    }

    /// Adds the routes of a feature.
    pub fn routes(mut self, routes: Routes) -> Self {
        let (guarded, public) = routes.into_routers();
        self.router = self.router.merge(guarded);
        self.public = self.public.merge(public);
        let described = aide::generate::in_context(|context| context.schema.take_definitions(true));
        self.schemas.extend(described.into_iter().filter_map(|(name, schema)| {
            let json_schema = schema.try_into().ok()?;
            Some((name, SchemaObject { json_schema, external_docs: None, example: None }))
        }));
        self
    }

    /// Adds routes that need no access token, such as logging in.
    pub fn open_routes(mut self, router: Router<Arc<State>>) -> Self {
        self.open = self.open.merge(router);
        self
    }

    /// Makes a value available to all handlers as `axum::Extension`.
    pub fn extension<T: Clone + Send + Sync + 'static>(mut self, value: T) -> Self {
        self.extensions.push(Box::new(move |router| router.layer(Extension(value))));
        self
    }

    /// Keeps files: opens the folder for them when it starts, and gives them to handlers as `axum::Extension`.
    pub fn keeps(mut self, files: &Files) -> Self {
        self.files = Some(files.clone());
        self.extension(files.clone())
    }

    /// Reacts to events of type `E`.
    pub fn on<E: Event, H>(mut self, handler: H) -> Self
    where
        H: for<'a> React<'a, E> + 'static,
    {
        self.handlers.on::<E, H>(handler);
        self
    }

    /// Applies everything a source publishes, in batches.
    pub fn project<H>(mut self, source: &'static str, handler: H) -> Self
    where
        H: for<'a> BatchReact<'a> + 'static,
    {
        self.handlers.project(source, handler);
        self
    }

    /// Waits as long as this for what is missing, instead of the usual times.
    pub fn patience(mut self, patience: Patience) -> Self {
        self.patience = patience;
        self
    }

    /// Runs a job for every organisation, so often.
    pub fn every<F>(mut self, name: &'static str, every: Duration, job: F) -> Self
    where
        F: for<'a> Run<'a> + 'static,
    {
        self.jobs.push(Job::new(name, every, job));
        self
    }

    /// Runs a job for every organisation, so often, and goes on with it piece by piece while it has more to do.
    pub fn every_in_pieces<F>(mut self, name: &'static str, every: Duration, job: F) -> Self
    where
        F: for<'a> RunPiece<'a> + 'static,
    {
        self.jobs.push(Job::in_pieces(name, every, job));
        self
    }

    /// Runs a job in steps for every organisation, so often: one that does something outside the database between its
    /// transactions.
    pub fn in_steps<J: RunSteps + 'static>(mut self, name: &'static str, every: Duration, job: J) -> Self {
        self.jobs.push(Job::in_steps(name, every, job));
        self
    }

    /// Name of the service.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Its migrations.
    pub fn migrator(&self) -> &'static Migrator {
        self.migrator
    }

    /// Names sources that it reads in another way than by reacting to their events.
    pub fn reads(mut self, sources: &'static [&'static str]) -> Self {
        self.reads = sources;
        self
    }

    /// What it needs of NATS.
    pub fn needs(&self) -> bus::Needs {
        let others = self.handlers.sources().chain(self.reads.iter().copied());
        let mut heard: Vec<&str> = others.filter(|source| *source != self.source).collect();
        heard.sort_unstable();
        heard.dedup();
        bus::needs(self.name, self.source, &heard)
    }

    /// Its OpenAPI document.
    pub fn openapi(self) -> OpenApi {
        documented(self.name, self.router, self.public, self.schemas).openapi
    }

    /// Starts it: checks its database, listens, consumes and publishes. NATS may be away; then that part waits.
    pub async fn start(self, config: Config) -> Result<Running, StartError> {
        let verifier = Arc::new(Verifier::remote(&config.token_issuer, &config.jwks_url));
        self.start_with(config, verifier).await
    }

    /// As [`Service::start`], with keys of the caller's choice.
    pub async fn start_with(self, config: Config, verifier: Arc<Verifier>) -> Result<Running, StartError> {
        if let Some(files) = &self.files {
            files.open(config.files_dir.as_deref())?;
        }
        let db = Database::open(&config.database_url, self.name, config.database_connections)?;
        db.is_fit(self.migrator, Some(self.shared_tables)).await?;
        let client = bus::connect(&config.nats_url, self.name).await?;
        let context = bus::jetstream(&client);
        let sealer = Sealer::new(config.secret_key.as_ref())?;
        let state = Arc::new(State::new(self.name, db, sealer, verifier, &config));
        let (listener, address) = listen(config.listen).await?;
        let sources = self.handlers.into_sources().filter(|(source, _)| *source != self.source);
        let inboxes: Vec<Arc<Inbox>> = sources
            .map(|(source, reaction)| {
                let consumer = bus::consumer_name(self.name, source);
                Arc::new(Inbox { state: Arc::clone(&state), client: client.clone(), consumer, source, reaction })
            })
            .collect();
        let by_name = inboxes.iter().map(|inbox| (inbox.consumer.clone(), Arc::clone(inbox))).collect();
        let consumers = Consumers { inboxes: Arc::new(by_name), context: context.clone() };
        let take_up = TakeUp { inboxes: Arc::clone(&consumers.inboxes) };
        let take_up = Job::in_steps("apply what waited for its organisation", Duration::from_secs(30), take_up);
        let Documented { api, public, openapi } = documented(self.name, self.router, self.public, self.schemas);
        let api = guarded(api, &state, consumers).merge(open_to_all(public)).merge(self.open);
        let api = self.extensions.into_iter().fold(api, |router, extend| extend(router));
        let router = router::router(self.name, api, openapi, &state, self.migrator);

        let phases = Phases::default();
        let mut tasks = JoinSet::new();
        tasks.spawn(server::serve(listener, router.clone(), phases.serve.clone()));
        for inbox in inboxes {
            let (client, context) = (client.clone(), context.clone());
            let runner = Arc::new(Runner::new(inbox, client, context, config.nats_replicas, self.patience));
            let stop = phases.consume.clone();
            tasks.spawn(async move {
                supervised("a consumer", &stop, || Arc::clone(&runner).run(stop.clone())).await;
            });
        }
        let jobs: Vec<Arc<Job>> = self.jobs.into_iter().chain([take_up]).map(Arc::new).collect();
        let locks = db::relay_pool(&config.relay_database_url, jobs.len()).map_err(DatabaseError::from)?;
        for job in &jobs {
            tasks.spawn(run_job(Arc::clone(job), Arc::clone(&state), locks.clone(), phases.consume.clone()));
        }
        tasks.spawn(Arc::clone(&state.outbox).watch(
            self.source,
            config.relay_database_url.clone(),
            config.outbox_limit,
            phases.consume.clone(),
        ));
        let relay = Arc::new(Relay {
            source: self.source,
            url: config.relay_database_url.clone(),
            context,
            replicas: config.nats_replicas,
            outbox: Arc::clone(&state.outbox),
        });
        let published = AbortOnDropHandle::new(tokio::spawn(publish(
            relay,
            client,
            config.nats_monitor_url.clone(),
            phases.publish.clone(),
        )));
        Ok(Running { name: self.name, address, state, router, jobs, locks, phases, tasks, published })
    }
}

impl State {
    fn new(name: &'static str, db: Database, sealer: Sealer, verifier: Arc<Verifier>, config: &Config) -> Self {
        Self {
            name,
            db,
            clock: Clock::default(),
            sealer,
            links_url: config.links_url.clone(),
            private_mail_servers: config.private_mail_servers,
            private_webhooks: config.private_webhooks,
            outbox: Arc::default(),
            turns: Turns::default(),
            organizations: Organizations::default(),
            verifier,
            ready: AtomicBool::new(true),
        }
    }
}

async fn run_job(job: Arc<Job>, state: Arc<State>, pool: PgPool, stop: CancellationToken) {
    let run = || jobs::run_forever(Arc::clone(&job), Arc::clone(&state), pool.clone(), stop.clone());
    supervised("a job", &stop, run).await;
}

async fn listen(at: SocketAddr) -> Result<(TcpListener, SocketAddr), StartError> {
    let refused = |error| StartError::Listen(at, error);
    let listener = TcpListener::bind(at).await.map_err(refused)?;
    let address = listener.local_addr().map_err(refused)?;
    Ok((listener, address))
}

/// Publishes, answers requests to resend and reconciles, once the stream is there.
async fn publish(relay: Arc<Relay>, client: async_nats::Client, monitor: Option<String>, stop: CancellationToken) {
    loop {
        match bus::ensure_stream(&relay.context, relay.source, relay.replicas).await {
            Ok(_) => match bus::check_server(&client) {
                Ok(()) => break,
                Err(error) => tracing::error!(service = relay.source, %error, "nothing is published"),
            },
            Err(error @ BusError::Drift { .. }) => {
                tracing::error!(service = relay.source, %error, "nothing is published");
            }
            Err(error) => tracing::warn!(service = relay.source, %error, "waiting for NATS; writes go on"),
        }
        if crate::relay::pause(Duration::from_secs(1), &stop).await {
            return;
        }
    }
    if let Err(error) = bus::ensure_advisories(&relay.context, relay.replicas).await {
        tracing::warn!(service = relay.source, %error, "what NATS gives up is not kept");
    }
    bus::report_durability(relay.source, bus::durability(monitor.as_deref()).await, relay.replicas);
    let helpers = stop.child_token();
    let mut tasks = JoinSet::new();
    let (of_requests, until) = (Arc::clone(&relay), helpers.clone());
    tasks.spawn(async move {
        let answer = || resend::answer_requests(Arc::clone(&of_requests), client.clone(), until.clone());
        supervised("answering requests to resend", &until, answer).await;
    });
    let of_journal = Arc::clone(&relay);
    tasks.spawn(async move {
        let reconcile = || resend::reconcile_forever(Arc::clone(&of_journal), helpers.clone());
        supervised("comparing journal and stream", &helpers, reconcile).await;
    });
    supervised("the relay", &stop, || Arc::clone(&relay).run(stop.clone())).await;
    tasks.shutdown().await;
}
