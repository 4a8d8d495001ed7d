//! Where mails come in without a log-in: the address is the secret.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::Path as Segment;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Extension, Router};
use platform::files::Files;
use platform::problem::Kind;
use platform::public::Stranger;
use platform::service::State;
use platform::{Problem, Result};
use serde::Serialize;

use super::incoming::{self, IncomingError, MAX_BYTES};
use super::receive::{self, Arrival};
use crate::mailboxes::{inbox, store};

/// Who caused it, in the journal: `system:inbox`.
const PART: &str = "inbox";
/// How long a mail may take to arrive.
const ARRIVAL_LIMIT: Duration = Duration::from_secs(30);

/// What answers without a log-in: `POST /v1/public/inboxes/{inbox}` with a mail as it came.
pub fn open_routes() -> Router<Arc<State>> {
    Router::new().route("/v1/public/inboxes/{inbox}", post(arrive))
}

/// It arrived. A mail server that is told this may forget it.
#[derive(Debug, Serialize)]
struct Received {
    received: bool,
}

async fn arrive(stranger: Stranger, Segment(name): Segment<String>, files: Extension<Files>, body: Body) -> Response {
    match take(stranger, &name, files.0, body).await {
        Ok(()) => axum::Json(Received { received: true }).into_response(),
        Err(problem) => problem.into_response(),
    }
}

async fn take(stranger: Stranger, name: &str, files: Files, body: Body) -> Result<()> {
    let nowhere = || Problem::not_found("inbox");
    let inbox = inbox::read(name).ok_or_else(nowhere)?;
    // Before the mail comes, so that nobody who guesses can have us read and keep anything.
    let mut tx = stranger.begin(inbox.org, PART).await?.ok_or_else(nowhere)?;
    store::by_inbox(&mut tx, &inbox).await?.ok_or_else(nowhere)?;
    drop(tx);
    let raw = received(body).await?;
    let mut mail = incoming::read(&raw)?;
    let kept = receive::keep_files(&files, inbox.org, &mut mail).await?;
    let mut tx = stranger.begin(inbox.org, PART).await?.ok_or_else(nowhere)?;
    let mailbox = store::by_inbox(&mut tx, &inbox).await?.ok_or_else(nowhere)?;
    match receive::take_in(&mut tx, &mailbox, mail, (&files, kept)).await? {
        Arrival::New(_) | Arrival::Known(_) => tx.commit_now().await,
    }
}

/// The mail, all of it.
pub async fn received(body: Body) -> Result<Vec<u8>> {
    match tokio::time::timeout(ARRIVAL_LIMIT, to_bytes(body, MAX_BYTES)).await {
        Ok(Ok(bytes)) => Ok(bytes.into()),
        Ok(Err(_)) => Err(IncomingError::TooLarge.into()),
        Err(_) => Err(Problem::new(Kind::Malformed, "body-cut-off", "The mail did not arrive in time.")),
    }
}
