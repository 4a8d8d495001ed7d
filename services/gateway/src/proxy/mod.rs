//! Routing: `/api/<service>/v1/...` goes to that service as `/v1/...`, and `/api/identity/...` to the gateway itself.
//!
//! Bodies are streamed both ways. What a client may say is not always what a service may hear: the session cookie and
//! claims about who forwarded the request end here.

mod headers;
mod public;
mod upstreams;

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State as AxumState};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use axum::{Extension, Router};
use axum_reverse_proxy::ProxyError;
use http::uri::PathAndQuery;
use http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use http_body_util::BodyExt;
use platform::http::MAX_BODY_BYTES;
use platform::problem::{Kind, Problem, Result};
use platform::service::State;
use tower::ServiceExt;

use crate::access;
use crate::gateway::Gateway;

pub use upstreams::{InvalidUpstream, Upstreams};

/// Name under which the gateway's own routes are reached.
pub const IDENTITY: &str = "identity";
/// Largest body that is not JSON, such as a receipt or a bank statement.
const MAX_UPLOAD_BYTES: usize = 25 * 1024 * 1024;
/// How long a body that was refused for its size is still read.
const DISCARD_LIMIT: Duration = Duration::from_secs(2);
/// What people may ask before anybody knows them; these handlers look at cookies and keys themselves.
const OPEN: [&str; 12] = [
    "/v1/signup",
    "/v1/login",
    "/v1/logout",
    "/v1/token",
    "/v1/session",
    "/v1/session/organizations",
    "/v1/session/switch",
    "/v1/session/demos",
    "/v1/session/demos/join",
    "/v1/session/demos/leave",
    "/v1/password",
    "/v1/invitations/accept",
];

/// The routes.
pub fn routes() -> Router<Arc<State>> {
    Router::new().route("/api/{service}/{*path}", any(forward))
}

async fn forward(
    AxumState(state): AxumState<Arc<State>>,
    Extension(gateway): Extension<Arc<Gateway>>,
    request: Request,
) -> Response {
    match route(&state, &gateway, request).await {
        Ok(response) => response,
        Err(problem) => problem.into_response(),
    }
}

async fn route(state: &State, gateway: &Gateway, mut request: Request) -> Result<Response> {
    let (service, rest) = split(request.uri()).ok_or_else(|| Problem::not_found("address"))?;
    let own = service == IDENTITY;
    let upstream = if own { None } else { Some(gateway.settings.upstreams.get(&service)?) };
    let mut rate = HeaderMap::new();
    if let Some(key) = public::key(&service, request.method(), rest.path()) {
        let address = request.extensions().get::<ConnectInfo<std::net::SocketAddr>>().map(|peer| peer.0.ip());
        gateway.limits.stranger(address, key)?;
        // Whoever is logged in sends a form as anybody else.
        request.headers_mut().remove(header::AUTHORIZATION);
        request.headers_mut().remove(header::COOKIE);
    } else if !(own && OPEN.contains(&rest.path())) {
        let caller = access::caller(state, gateway, request.method(), request.headers()).await?;
        let caller = caller.ok_or_else(|| {
            access::refused("missing-token", "Log in, or send Authorization: Bearer <access token or API key>.")
        })?;
        rate = gateway.limits.caller(&caller.identity)?;
        request.headers_mut().insert(header::AUTHORIZATION, caller.authorization);
        request.headers_mut().remove(header::COOKIE);
    }
    headers::prepare(request.headers_mut());
    let limit = if is_json(request.headers()) { MAX_BODY_BYTES } else { MAX_UPLOAD_BYTES };
    *request.uri_mut() = Uri::from(rest);
    let mut response = match upstream {
        None => ask_self(gateway, request).await?,
        Some(upstream) => {
            let request = limited(request, limit).await?;
            let answer = upstream.forward(request, gateway.settings.upstream_timeout, gateway.public_origin()).await;
            explain(answer, &service)?
        }
    };
    headers::finish(response.headers_mut(), &service);
    response.headers_mut().extend(rate);
    Ok(response)
}

/// `/api/crm/v1/deals?limit=5` becomes `crm` and `/v1/deals?limit=5`; nothing outside `/v1/` is reached from here.
fn split(uri: &Uri) -> Option<(String, PathAndQuery)> {
    let text = uri.path_and_query()?.as_str().strip_prefix("/api/")?;
    let (service, rest) = text.split_at(text.find('/')?);
    if !rest.starts_with("/v1/") {
        return None;
    }
    Some((service.to_owned(), rest.parse().ok()?))
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}

/// Refuses a body that says it is too large, and cuts off one that turns out to be.
async fn limited(request: Request, limit: usize) -> Result<Request> {
    let declared = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    if declared.and_then(|text| text.parse::<usize>().ok()).is_some_and(|length| length > limit) {
        discard(request.into_body()).await;
        return Err(too_large());
    }
    Ok(request.map(|body| Body::new(http_body_util::Limited::new(body, limit))))
}

/// Reads a refused body for a while and throws it away: whoever is still sending would not read the answer.
async fn discard(body: Body) {
    let mut body = http_body_util::Limited::new(body, MAX_UPLOAD_BYTES);
    let read = async { while let Some(Ok(_)) = body.frame().await {} };
    let _ = tokio::time::timeout(DISCARD_LIMIT, read).await;
}

fn too_large() -> Problem {
    let detail = format!("A JSON body may have at most {MAX_BODY_BYTES} bytes, any other at most {MAX_UPLOAD_BYTES}.");
    Problem::new(Kind::TooLarge, "body-too-large", detail)
}

/// The gateway's own routes answer in this process. What the outer router knows of the request stays behind.
async fn ask_self(gateway: &Gateway, request: Request) -> Result<Response> {
    let own = gateway.own()?;
    let (mut parts, body) = request.into_parts();
    let peer = parts.extensions.remove::<ConnectInfo<std::net::SocketAddr>>();
    parts.extensions.clear();
    if let Some(peer) = peer {
        parts.extensions.insert(peer);
    }
    own.oneshot(Request::from_parts(parts, body)).await.map_err(|never| match never {})
}

/// What the proxy itself answers becomes a problem document; what the service answers stays.
fn explain(response: Response, service: &str) -> Result<Response> {
    let Some(error) = response.extensions().get::<ProxyError>() else { return Ok(response) };
    let (status, message) = (response.status(), error.message());
    if message.contains("length limit exceeded") {
        return Err(too_large());
    }
    if message.contains("reading a body from connection") {
        let detail = "The body ended before the length that was announced.";
        return Err(Problem::new(Kind::Malformed, "body-cut-off", detail));
    }
    tracing::warn!(service, %status, error = message, "a service did not answer");
    if status == StatusCode::GATEWAY_TIMEOUT {
        let detail = format!(
            "The {service} service did not answer in time. Its work may be done all the same: repeat with the same Idempotency-Key."
        );
        return Err(Problem::new(Kind::Timeout, "service-timeout", detail));
    }
    let problem =
        Problem::new(Kind::BadGateway, "service-unreachable", format!("The {service} service cannot be reached."));
    Err(problem.with_header(header::RETRY_AFTER, HeaderValue::from_static("1")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prefix_names_the_service() {
        let split = |text: &str| split(&text.parse().unwrap()).map(|(service, rest)| (service, rest.to_string()));
        assert_eq!(split("/api/crm/v1/deals?limit=5"), Some(("crm".to_owned(), "/v1/deals?limit=5".to_owned())));
        assert_eq!(split("/api/crm/metrics"), None);
        assert_eq!(split("/api/crm/v1"), None);
        assert_eq!(split("/api/crm"), None);
        assert_eq!(split("/other/crm/v1/x"), None);
    }

    #[test]
    fn only_json_has_the_small_limit() {
        let of = |text: &'static str| {
            is_json(&[(header::CONTENT_TYPE, HeaderValue::from_static(text))].into_iter().collect())
        };
        assert!(of("application/json; charset=utf-8"));
        assert!(of("application/merge-patch+json"));
        assert!(!of("multipart/form-data; boundary=x"));
    }
}
