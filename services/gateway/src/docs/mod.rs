//! The documentation of the whole suite: one OpenAPI document made of those of the services, and pages to read it.

mod merge;
mod page;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use aide::axum::ApiRouter;
use aide::openapi::OpenApi;
use axum::extract::State as AxumState;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use http::{HeaderName, HeaderValue, header};
use platform::problem::{Problem, Result};
use platform::service::State;
use serde_json::Value;
use tokio::sync::Mutex;

use crate::gateway::Gateway;
use crate::proxy::IDENTITY;

/// How long the merged document is kept.
const FRESH: Duration = Duration::from_mins(1);
/// How long it is kept when a service was missing.
const FRESH_WITH_GAPS: Duration = Duration::from_secs(5);
const FETCH_TIMEOUT: Duration = Duration::from_secs(2);

/// The routes: documentation and public keys.
pub fn routes() -> Router<Arc<State>> {
    Router::new()
        .route("/api/docs", get(reference))
        .route("/api/openapi.json", get(openapi))
        .route("/.well-known/jwks.json", get(keys))
}

/// The merged document, kept for a minute.
#[derive(Debug)]
pub struct Catalog {
    client: reqwest::Client,
    own: Own,
    kept: Mutex<Option<(Instant, Duration, Arc<str>)>>,
}

impl Catalog {
    /// A catalogue that knows the gateway's own document.
    pub fn new() -> Result<Self> {
        platform::telemetry::install_crypto();
        let client = reqwest::Client::builder().timeout(FETCH_TIMEOUT).build().map_err(Problem::internal)?;
        Ok(Self { client, own: Own::document()?, kept: Mutex::new(None) })
    }

    /// The document, at most a minute old. Only one request at a time asks the services.
    async fn document(&self, gateway: &Gateway) -> Result<Arc<str>> {
        let mut kept = self.kept.lock().await;
        if let Some((at, fresh, document)) = kept.as_ref()
            && at.elapsed() < *fresh
        {
            return Ok(Arc::clone(document));
        }
        let upstreams = gateway.settings.upstreams.list();
        let fetched = upstreams.into_iter().map(|(name, base)| async move {
            let document = self.fetch(&base).await;
            (name, document)
        });
        let (mut documents, mut missing) = (BTreeMap::new(), Vec::new());
        for (name, document) in futures::future::join_all(fetched).await {
            match document {
                Ok(document) => drop(documents.insert(name, document)),
                Err(error) => {
                    tracing::warn!(service = name, %error, "a service did not show its documentation");
                    missing.push(name);
                }
            }
        }
        let fresh = if missing.is_empty() { FRESH } else { FRESH_WITH_GAPS };
        let document: Arc<str> = self.own.clone().merged(documents, &missing).to_string().into();
        *kept = Some((Instant::now(), fresh, Arc::clone(&document)));
        Ok(document)
    }

    async fn fetch(&self, base: &str) -> Result<Value, reqwest::Error> {
        self.client.get(format!("{base}/openapi.json")).send().await?.error_for_status()?.json().await
    }
}

/// What the gateway itself answers.
#[derive(Debug, Clone)]
struct Own {
    identity: Value,
    live: Value,
}

impl Own {
    fn document() -> Result<Self> {
        let json = |document: OpenApi| serde_json::to_value(document).map_err(Problem::internal);
        // The platform does not know of the open routes.
        let open = json(described(crate::doors))?;
        let live = json(described(crate::live::routes))?;
        Ok(Self { identity: merge::join(json(crate::service().openapi())?, open), live })
    }

    /// The document of the whole suite; the order in which services are merged is that of their names.
    fn merged(self, documents: BTreeMap<String, Value>, missing: &[String]) -> Value {
        let mut merged = merge::Merged::new();
        merged.add_own(self.live);
        merged.add(IDENTITY, self.identity);
        for (name, document) in documents {
            merged.add(&name, document);
        }
        merged.finish(missing)
    }
}

/// The document of some routes. What is known of types is gathered per thread while routes are made; what others left
/// there is let go before.
fn described(routes: fn() -> ApiRouter<Arc<State>>) -> OpenApi {
    let _: Router = ApiRouter::new().finish_api(&mut OpenApi::default());
    let mut document = OpenApi::default();
    let _: Router<Arc<State>> = routes().finish_api(&mut document);
    document
}

/// The document of the whole suite, made of those of all services without any of them running.
pub fn document(services: BTreeMap<String, Value>) -> Result<Value> {
    Ok(Own::document()?.merged(services, &[]))
}

async fn openapi(Extension(gateway): Extension<Arc<Gateway>>) -> Result<Response> {
    let document = gateway.catalog.document(&gateway).await?;
    Ok(([(header::CONTENT_TYPE, "application/json")], document.as_ref().to_owned()).into_response())
}

async fn reference() -> Response {
    page::reference().into_response()
}

/// Keys are read anew, so that what another replica or an operator made is seen at once; without a database those known
/// are shown.
async fn keys(AxumState(state): AxumState<Arc<State>>, Extension(gateway): Extension<Arc<Gateway>>) -> Response {
    let now = state.clock.now();
    if let Err(problem) = gateway.keyring.refresh(&state.db, now).await {
        tracing::warn!(%problem, "signing keys were not looked at; the known ones are shown");
    }
    let cache: (HeaderName, HeaderValue) = (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    ([cache], axum::Json(gateway.keyring.published(now))).into_response()
}
