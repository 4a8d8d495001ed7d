//! The documentation of the whole suite: one OpenAPI document made of those of the services, and pages to read it.

mod merge;
mod page;

use std::sync::Arc;
use std::time::{Duration, Instant};

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
    own: Value,
    kept: Mutex<Option<(Instant, Duration, Arc<str>)>>,
}

impl Catalog {
    /// A catalogue that knows the gateway's own document.
    pub fn new() -> Result<Self> {
        platform::telemetry::install_crypto();
        let client = reqwest::Client::builder().timeout(FETCH_TIMEOUT).build().map_err(Problem::internal)?;
        Ok(Self { client, own: own_document()?, kept: Mutex::new(None) })
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
        let fetched = upstreams.iter().map(|(name, base)| async move { (name.as_str(), self.fetch(base).await) });
        let mut merged = merge::Merged::new();
        merged.add(IDENTITY, self.own.clone());
        let mut missing = Vec::new();
        for (name, document) in futures::future::join_all(fetched).await {
            match document {
                Ok(document) => merged.add(name, document),
                Err(error) => {
                    tracing::warn!(service = name, %error, "a service did not show its documentation");
                    missing.push(name);
                }
            }
        }
        let fresh = if missing.is_empty() { FRESH } else { FRESH_WITH_GAPS };
        let document: Arc<str> = merged.finish(&missing).to_string().into();
        *kept = Some((Instant::now(), fresh, Arc::clone(&document)));
        Ok(document)
    }

    async fn fetch(&self, base: &str) -> Result<Value, reqwest::Error> {
        self.client.get(format!("{base}/openapi.json")).send().await?.error_for_status()?.json().await
    }
}

/// What the gateway itself answers, with the open routes that the platform does not know of.
fn own_document() -> Result<Value> {
    let mut open = aide::openapi::OpenApi::default();
    let _: Router<Arc<State>> = crate::sessions::http::routes().finish_api(&mut open);
    let open = serde_json::to_value(&open).map_err(Problem::internal)?;
    let guarded = serde_json::to_value(crate::service().openapi()).map_err(Problem::internal)?;
    Ok(merge::join(guarded, open))
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
