//! `GET /api/live`, as server-sent events.

use std::sync::Arc;

use aide::axum::ApiRouter;
use aide::axum::routing::get_with;
use aide::transform::TransformOperation;
use axum::Extension;
use axum::extract::State as AxumState;
use axum::response::sse::Sse;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use platform::Query;
use platform::problem::Result;
use platform::service::State;
use schemars::JsonSchema;
use serde::Deserialize;

use super::change::Change;
use super::connection::Connection;
use crate::access;
use crate::gateway::Gateway;

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
const X_ACCEL_BUFFERING: HeaderName = HeaderName::from_static("x-accel-buffering");

/// Where to begin.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Since {
    /// `live_position` of the session: what happened since it was asked for comes first. `Last-Event-ID`, which says
    /// later, goes before it.
    after: Option<String>,
}

/// The route, with its documentation.
pub fn routes() -> ApiRouter<Arc<State>> {
    ApiRouter::new().api_route("/api/live", get_with(live, describe))
}

fn describe(operation: TransformOperation<'_>) -> TransformOperation<'_> {
    operation
        .tag("live")
        .id("live")
        .summary("Hear of changes as they happen")
        .description(
            "Server-sent events. `change` says that something changed that the caller may read; its data is described \
             here. `reset`, with the data `{}`, says that some changes cannot be told: fetch again what is shown. With \
             `Last-Event-ID` or `after` what was missed comes first. The connection ends when the session does or when roles \
             change.",
        )
        .response_with::<200, axum::Json<Change<'static>>, _>(|response| {
            let mut response = response.description("The data of a `change`.");
            let content = &mut response.inner().content;
            if let Some(media) = content.shift_remove("application/json") {
                content.insert("text/event-stream".to_owned(), media);
            }
            response
        })
}

async fn live(
    AxumState(state): AxumState<Arc<State>>,
    Extension(gateway): Extension<Arc<Gateway>>,
    headers: HeaderMap,
    Query(since): Query<Since>,
) -> Result<Response> {
    let caller = access::require_caller(&state, &gateway, &Method::GET, &headers).await?;
    gateway.limits.caller(&caller.identity)?;
    let last = headers.get(LAST_EVENT_ID).filter(|id| !id.is_empty()).map(|id| id.to_str().unwrap_or_default());
    let last = last.or(since.after.as_deref());
    let connection = Connection::open(state, Arc::clone(&gateway), &headers, caller, last)?;
    let mut response = Sse::new(connection.into_stream()).into_response();
    // Neither a proxy on the way nor anything that compresses may hold an event back.
    response.headers_mut().insert(X_ACCEL_BUFFERING, HeaderValue::from_static("no"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache, no-transform"));
    Ok(response)
}
