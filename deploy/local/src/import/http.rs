//! Imports over HTTP, as one more service behind the gateway.
//!
//! An import takes longer than a request may, so posting the files only begins it. It acts with the token of whoever
//! posted them and asks the same public API that they would; when the token ends first, posting the same files again goes
//! on where it stopped. Imports are known to this process only, and to the organisation that began them.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use aide::axum::ApiRouter;
use aide::axum::routing::{get_with, post_with};
use aide::openapi::OpenApi;
use aide::transform::TransformOperation;
use anyhow::{Context, Result};
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use kernel::{OrgId, Permission};
use platform::auth::Verifier;
use platform::clock::Clock;
use platform::{Identity, Json, Kind, Path, Problem};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::maven::{self, Files, Plan, Report};
use super::watch::Watch;
use crate::api::{Api, ApiError};

/// Name under which the gateway finds it.
pub const NAME: &str = "imports";
/// Imports that are remembered for an organisation, and for all together; the oldest are forgotten first.
const REMEMBERED_EACH: usize = 5;
const REMEMBERED: usize = 1000;
/// What an import does with the caller's token.
const BEGIN: [Permission; 7] = [
    Permission::ManageMembers,
    Permission::WriteAccounts,
    Permission::WriteDeals,
    Permission::CloseDeals,
    Permission::ReadBilling,
    Permission::ReadProjects,
    Permission::ReadReports,
];
/// An import shows its deals, and what the reports say of them.
const SEE: Permission = Permission::ReadReports;
/// How long running imports may take to notice that the program stops.
const STOP_WITHIN: Duration = Duration::from_secs(5);

/// Answers requests for imports until it is stopped.
#[derive(Debug)]
pub struct Imports {
    address: SocketAddr,
    stop: CancellationToken,
    served: JoinHandle<()>,
}

impl Imports {
    /// Listens on a free port of this machine. Imports go through the gateway at this address.
    pub async fn start(gateway: &str) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.context("imports cannot listen")?;
        let address = listener.local_addr()?;
        let stop = CancellationToken::new();
        let desk = Arc::new(Desk {
            gateway: gateway.to_owned(),
            verifier: Verifier::remote("gerinc", format!("{gateway}/.well-known/jwks.json")),
            clock: Clock::default(),
            jobs: Mutex::default(),
            stop: stop.clone(),
        });
        let served = tokio::spawn(platform::server::serve(listener, router(desk), stop.clone()));
        Ok(Self { address, stop, served })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Ends running imports between two requests, and stops answering.
    pub async fn stop(self) {
        self.stop.cancel();
        let _ = tokio::time::timeout(STOP_WITHIN, self.served).await;
    }
}

/// What the handlers share.
struct Desk {
    gateway: String,
    verifier: Verifier,
    clock: Clock,
    jobs: Mutex<Vec<Arc<Job>>>,
    stop: CancellationToken,
}

/// One import.
struct Job {
    import_id: Uuid,
    org: OrgId,
    watch: Watch,
    end: Mutex<Option<Result<Box<Report>, String>>>,
}

impl Job {
    fn is_running(&self) -> bool {
        self.end.lock().unwrap_or_else(PoisonError::into_inner).is_none()
    }

    async fn run(self: Arc<Self>, gateway: String, token: String, plan: Plan, stop: CancellationToken) {
        let bring = async {
            let api = Api::with_token(&gateway, &token).await?;
            maven::bring_in(&api, plan, &self.watch).await
        };
        let done = tokio::select! {
            done = bring => done,
            () = stop.cancelled() => Err(anyhow::anyhow!("the program was stopped; post the files again to go on")),
        };
        let end = done.map(Box::new).map_err(|error| {
            tracing::warn!(import_id = %self.import_id, error = format!("{error:#}"), "an import ended early");
            sentence(&error)
        });
        *self.end.lock().unwrap_or_else(PoisonError::into_inner) = Some(end);
    }
}

/// What ended an import, for whoever asked for it.
fn sentence(error: &anyhow::Error) -> String {
    match error.downcast_ref::<ApiError>() {
        Some(error) if error.status == 401 => {
            "the access token ended before the import did; post the same files again and it goes on".to_owned()
        }
        _ => format!("{error:#}"),
    }
}

/// The files of an import, whole. All of it together may have 1 MiB.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_field_names, reason = "the names of the API, which say the format")]
struct MavenFiles {
    /// Columns account, sector, year_established, revenue, employees, office_location, subsidiary_of.
    accounts_csv: String,
    /// Columns product, sales_price.
    products_csv: String,
    /// Columns sales_agent, manager, regional_office.
    sales_teams_csv: String,
    /// Columns opportunity_id, sales_agent, product, account, deal_stage, engage_date, close_date, close_value.
    pipeline_csv: String,
}

impl MavenFiles {
    fn plan(&self) -> Result<Plan, Problem> {
        let files = Files {
            accounts: self.accounts_csv.as_bytes(),
            products: self.products_csv.as_bytes(),
            sales_teams: self.sales_teams_csv.as_bytes(),
            pipeline: self.pipeline_csv.as_bytes(),
        };
        Plan::of(files).map_err(|error| {
            let field = match error.file {
                maven::File::Accounts => "/accounts_csv",
                maven::File::Products => "/products_csv",
                maven::File::SalesTeams => "/sales_teams_csv",
                maven::File::Pipeline => "/pipeline_csv",
            };
            Problem::field(field, error.why)
        })
    }

    /// The same for the same files of an organisation.
    fn import_id(&self, org: OrgId) -> Uuid {
        let parts = [&self.accounts_csv, &self.products_csv, &self.sales_teams_csv, &self.pipeline_csv];
        parts.into_iter().fold(org.as_uuid(), |id, part| Uuid::new_v5(&id, part.as_bytes()))
    }
}

/// An import that was begun.
#[derive(Debug, Serialize, JsonSchema)]
struct ImportBegun {
    /// Ask for it at `/v1/maven/{import_id}`.
    import_id: Uuid,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum ImportStatus {
    /// Being done.
    Running,
    /// Done, and every service agrees.
    Done,
    /// Ended early; `problem` says why.
    Failed,
}

/// An import.
#[derive(Debug, Serialize, JsonSchema)]
struct ImportView {
    /// Its id.
    import_id: Uuid,
    /// Whether it is done.
    status: ImportStatus,
    /// What is being done, or was done last.
    step: String,
    /// How many of the step are done.
    done: u64,
    /// How many the step has.
    total: u64,
    /// Why it ended early.
    problem: Option<String>,
    /// What it did, once it is done. Every row is at `/v1/maven/{import_id}/rows`.
    report: Option<Value>,
    /// The same for people.
    text: Option<String>,
}

impl ImportView {
    fn of(job: &Job) -> Result<Self, Problem> {
        let progress = job.watch.progress();
        let end = job.end.lock().unwrap_or_else(PoisonError::into_inner);
        let (status, report, problem) = match end.as_ref() {
            None => (ImportStatus::Running, None, None),
            Some(Ok(report)) => (ImportStatus::Done, Some(report), None),
            Some(Err(problem)) => (ImportStatus::Failed, None, Some(problem.clone())),
        };
        Ok(Self {
            import_id: job.import_id,
            status,
            step: progress.step,
            done: progress.done,
            total: progress.total,
            problem,
            report: report.map(|report| report.json()).transpose().map_err(Problem::internal)?,
            text: report.map(ToString::to_string),
        })
    }
}

/// Documents the permissions of an operation, as the services do.
fn needing<'t>(mut operation: TransformOperation<'t>, permissions: &[Permission]) -> TransformOperation<'t> {
    let names: Vec<Value> = permissions.iter().map(|permission| permission.as_str().into()).collect();
    operation.inner_mut().extensions.insert("x-permission".to_owned(), names.into());
    operation
}

/// What it answers, for the documentation of the whole suite.
pub fn openapi() -> OpenApi {
    documented().1
}

fn documented() -> (Router<Arc<Desk>>, OpenApi) {
    // Forgets the names of types that a service made on this thread has.
    let _: Router = ApiRouter::new().finish_api(&mut OpenApi::default());
    let mut openapi = OpenApi::default();
    "Gerinc imports".clone_into(&mut openapi.info.title);
    env!("CARGO_PKG_VERSION").clone_into(&mut openapi.info.version);
    let api = ApiRouter::new()
        .api_route(
            "/v1/maven",
            post_with(begin, |operation| {
                let operation =
                    operation.tag(NAME).id("imports_begin_maven").summary("Import a sales pipeline from CSV");
                needing(operation, &BEGIN).response::<202, axum::Json<ImportBegun>>()
            }),
        )
        .api_route(
            "/v1/maven/{import_id}",
            get_with(show, |operation| {
                let operation = operation.tag(NAME).id("imports_show_maven").summary("How far an import is");
                needing(operation, &[SEE]).response::<200, axum::Json<ImportView>>()
            }),
        )
        .api_route(
            "/v1/maven/{import_id}/rows",
            get_with(rows, |operation| {
                let operation =
                    operation.tag(NAME).id("imports_rows_maven").summary("What became of every row, as CSV");
                needing(operation, &[SEE])
            }),
        )
        .finish_api(&mut openapi);
    (api, openapi)
}

fn router(desk: Arc<Desk>) -> Router {
    let (api, openapi) = documented();
    let openapi = Arc::new(openapi);
    let document = move || async move { axum::Json(openapi.as_ref().clone()) };
    api.route("/openapi.json", axum::routing::get(document))
        .route("/livez", axum::routing::get(|| async { "alive\n" }))
        .fallback(|| async { Problem::not_found("address") })
        .with_state(desk)
}

impl Desk {
    async fn identify(&self, headers: &HeaderMap) -> Result<Identity, Problem> {
        self.verifier.identify(headers, self.clock.now().timestamp()).await
    }

    fn find(&self, org: OrgId, import_id: Uuid) -> Result<Arc<Job>, Problem> {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let found = jobs.iter().rev().find(|job| job.org == org && job.import_id == import_id);
        found.cloned().ok_or_else(|| Problem::not_found("import"))
    }

    /// Takes an import up. The same one that runs already is not begun twice, and an organisation has one at a time.
    fn take(&self, org: OrgId, import_id: Uuid) -> Result<Option<Arc<Job>>, Problem> {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        match jobs.iter().find(|job| job.org == org && job.is_running()) {
            Some(job) if job.import_id == import_id => return Ok(None),
            Some(job) => {
                let detail =
                    format!("Import {} of your organisation is running; wait until it is done.", job.import_id);
                return Err(Problem::new(Kind::Conflict, "import-running", detail));
            }
            None => {}
        }
        jobs.retain(|job| job.org != org || job.import_id != import_id);
        // Its own go first, so that nobody pushes out what others want to read.
        if jobs.iter().filter(|job| job.org == org).count() >= REMEMBERED_EACH {
            let oldest = jobs.iter().position(|job| job.org == org);
            oldest.map(|oldest| jobs.remove(oldest));
        }
        if jobs.len() >= REMEMBERED {
            match jobs.iter().position(|job| !job.is_running()) {
                Some(oldest) => drop(jobs.remove(oldest)),
                None => return Err(Problem::unavailable("too many imports at once")),
            }
        }
        let job = Arc::new(Job { import_id, org, watch: Watch::silent(), end: Mutex::default() });
        jobs.push(Arc::clone(&job));
        Ok(Some(job))
    }
}

async fn begin(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Json(files): Json<MavenFiles>,
) -> Result<Response, Problem> {
    let identity = desk.identify(&headers).await?;
    BEGIN.into_iter().try_for_each(|permission| identity.require(permission))?;
    let plan = files.plan()?;
    let import_id = files.import_id(identity.org);
    let token = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let token = token.ok_or_else(|| Problem::internal("a verified request without its token"))?.to_owned();
    if let Some(job) = desk.take(identity.org, import_id)? {
        tokio::spawn(job.run(desk.gateway.clone(), token, plan, desk.stop.clone()));
    }
    let location = HeaderValue::from_str(&format!("/v1/maven/{import_id}")).map_err(Problem::internal)?;
    let body = axum::Json(ImportBegun { import_id });
    Ok((StatusCode::ACCEPTED, [(header::LOCATION, location)], body).into_response())
}

async fn show(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Path(import_id): Path<Uuid>,
) -> Result<Response, Problem> {
    let identity = desk.identify(&headers).await?;
    identity.require(SEE)?;
    let job = desk.find(identity.org, import_id)?;
    Ok(axum::Json(ImportView::of(&job)?).into_response())
}

async fn rows(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Path(import_id): Path<Uuid>,
) -> Result<Response, Problem> {
    let identity = desk.identify(&headers).await?;
    identity.require(SEE)?;
    let job = desk.find(identity.org, import_id)?;
    let end = job.end.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(Ok(report)) = end.as_ref() else {
        let detail = "The rows are known once the import is done.";
        return Err(Problem::new(Kind::Conflict, "import-not-done", detail));
    };
    let csv = report.csv().map_err(Problem::internal)?;
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], csv).into_response())
}
