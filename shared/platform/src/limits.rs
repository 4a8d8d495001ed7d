//! What keeps requests from harming one another: how long one may take, and how many are worked on at once.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::sync::Semaphore;

use crate::problem::Problem;

/// Longest time a handler may take.
const HANDLER_TIMEOUT: Duration = Duration::from_secs(10);
/// Longest time a handler may take that receives a file, from somebody who may have a slow line.
const UPLOAD_TIMEOUT: Duration = Duration::from_mins(2);
/// Requests worked on at once; more are told to come back.
pub(crate) const MAX_CONCURRENT: usize = 1024;

pub(crate) async fn time_out(request: Request, next: Next) -> Response {
    let limit = if crate::http::is_file(request.headers()) { UPLOAD_TIMEOUT } else { HANDLER_TIMEOUT };
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::unavailable(format!("a handler took longer than {} s", limit.as_secs())).into_response(),
    }
}

pub(crate) async fn shed_load(limit: Arc<Semaphore>, request: Request, next: Next) -> Response {
    match limit.try_acquire() {
        Ok(_permit) => next.run(request).await,
        Err(_) => Problem::unavailable("too many requests at once").into_response(),
    }
}
