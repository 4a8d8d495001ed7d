//! What every request to a service passes through: who is asking, how long it may take, its trace; and the addresses every
//! service has.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use aide::axum::ApiRouter;
use aide::openapi::{OpenApi, SchemaObject};
use axum::extract::{MatchedPath, Request};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use indexmap::IndexMap;
use sqlx::migrate::Migrator;
use tracing::Instrument;

use crate::limits::{MAX_CONCURRENT, shed_load, time_out};
use crate::operations::Consumers;
use crate::problem::{Kind, Problem};
use crate::service::State;
use crate::{db, idempotency, telemetry};

/// The routes of a service and what is said about them.
pub(crate) struct Documented {
    /// Those that need an access token.
    pub api: Router<Arc<State>>,
    /// Those that need none.
    pub public: Router<Arc<State>>,
    /// The OpenAPI document of both.
    pub openapi: OpenApi,
}

/// The routes and their OpenAPI document.
pub(crate) fn documented(
    name: &str,
    api: ApiRouter<Arc<State>>,
    public: ApiRouter<Arc<State>>,
    schemas: IndexMap<String, SchemaObject>,
) -> Documented {
    let mut openapi = OpenApi::default();
    openapi.info.title = format!("Gerinc {name}");
    env!("CARGO_PKG_VERSION").clone_into(&mut openapi.info.version);
    let api = api.finish_api(&mut openapi);
    let public = public.finish_api(&mut openapi);
    openapi.components.get_or_insert_default().schemas = schemas;
    Documented { api, public, openapi }
}

/// Routes that anybody may ask, from any web page.
pub(crate) fn open_to_all(public: Router<Arc<State>>) -> Router<Arc<State>> {
    public.layer(from_fn(crate::public::readable_anywhere)).layer(from_fn(time_out))
}

/// Routes that need an access token, and may be repeated safely.
pub(crate) fn guarded(api: Router<Arc<State>>, state: &Arc<State>, consumers: Consumers) -> Router<Arc<State>> {
    api.layer(from_fn(idempotency::layer))
        .layer(from_fn(crate::http::collect_body))
        .layer(from_fn_with_state(Arc::clone(state), authenticate))
        .layer(Extension(consumers))
        // Open routes set limits of their own: the gateway's uploads may take longer than any handler of a service.
        .layer(from_fn(time_out))
}

/// All of a service's routes, with what every request passes through.
pub(crate) fn router(
    name: &'static str,
    api: Router<Arc<State>>,
    openapi: OpenApi,
    state: &Arc<State>,
    migrator: &'static Migrator,
) -> Router {
    let openapi = Arc::new(openapi);
    let limit = Arc::new(tokio::sync::Semaphore::new(MAX_CONCURRENT));
    let ready_state = Arc::clone(state);
    api.layer(from_fn(move |request, next| shed_load(Arc::clone(&limit), request, next)))
        .layer(tower_http::catch_panic::CatchPanicLayer::custom(|_| {
            Problem::internal("a handler panicked").into_response()
        }))
        .layer(from_fn(move |request, next| trace(name, request, next)))
        .route("/livez", get(|| async { "alive\n" }))
        .route("/readyz", get(move || ready(Arc::clone(&ready_state), migrator)))
        .route("/metrics", get(|| async { telemetry::metrics_handle().render() }))
        .route("/openapi.json", get(move || async move { axum::Json(openapi.as_ref().clone()) }))
        .fallback(|| async { Problem::not_found("address") })
        .method_not_allowed_fallback(|| async {
            Problem::new(Kind::MethodNotAllowed, "method-not-allowed", "This address does not answer that method.")
        })
        .with_state(Arc::clone(state))
}

async fn authenticate(state: axum::extract::State<Arc<State>>, mut request: Request, next: Next) -> Response {
    let now = state.clock.now().timestamp();
    match state.verifier.identify(request.headers(), now).await {
        Ok(identity) => {
            request.extensions_mut().insert(identity);
            next.run(request).await
        }
        Err(problem) => problem.into_response(),
    }
}

async fn trace(service: &'static str, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str).to_owned();
    let method = request.method().clone();
    let span = tracing::info_span!(
        "request",
        otel.name = format!("{method} {route}"),
        otel.kind = "server",
        service,
        http.request.method = %method,
        http.route = route,
        http.response.status_code = tracing::field::Empty,
    );
    telemetry::continue_trace(&span, text(&request, "traceparent"), text(&request, "tracestate"));
    let started = Instant::now();
    let response = next.run(request).instrument(span.clone()).await;
    span.record("http.response.status_code", response.status().as_u16());
    metrics::histogram!(
        "http_request_seconds", "service" => service, "route" => route, "method" => method.to_string(),
        "status" => response.status().as_u16().to_string(),
    )
    .record(started.elapsed().as_secs_f64());
    response
}

fn text<'a>(request: &'a Request, header: &str) -> Option<&'a str> {
    request.headers().get(header).and_then(|value| value.to_str().ok())
}

/// Ready when the database answers and has what this program needs. NATS being away only degrades: writes go on, and the answer
/// says so once the oldest event has waited for half a minute.
async fn ready(state: Arc<State>, migrator: &'static Migrator) -> Response {
    if !state.ready.load(Ordering::Relaxed) {
        return Problem::unavailable("the service is stopping").into_response();
    }
    match db::check_version(&state.db, migrator).await {
        Ok(()) if state.outbox.is_degraded() => "ready\ndegraded: messaging\n".into_response(),
        Ok(()) => "ready\n".into_response(),
        Err(error) => Problem::unavailable(error).into_response(),
    }
}
