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
use tokio::sync::{Semaphore, SemaphorePermit};

use super::incoming::{self, Incoming, IncomingError, MAX_BYTES};
use super::receive::{self, Arrival, Came};
use crate::mailboxes::{inbox, store};

/// Who caused it, in the journal: `system:inbox`.
const PART: &str = "inbox";
/// How long a mail may take to arrive.
const ARRIVAL_LIMIT: Duration = Duration::from_secs(30);
/// How long a mail waits for others that are arriving before its server is told to come again.
const QUEUE_LIMIT: Duration = Duration::from_secs(10);

/// Mails that may be in memory at once: each may be large.
static ARRIVING: Semaphore = Semaphore::const_new(8);
/// Mails that may be read at once: that is work for a processor.
static READING: Semaphore = Semaphore::const_new(2);

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
    let (mut mail, _place) = receive_mail(body).await?;
    let kept = receive::keep_files(&files, inbox.org, &mut mail).await?;
    let mut tx = stranger.begin(inbox.org, PART).await?.ok_or_else(nowhere)?;
    let mailbox = store::by_inbox(&mut tx, &inbox).await?.ok_or_else(nowhere)?;
    match receive::take_in(&mut tx, &mailbox, Came::In, mail, (&files, kept)).await? {
        Arrival::New(_) | Arrival::Known(_) | Arrival::LeftAlone => tx.commit_now().await,
    }
}

/// The mail, read, and the place among those that are arriving: to be held until all that came with it is kept.
pub async fn receive_mail(body: Body) -> Result<(Incoming, SemaphorePermit<'static>)> {
    let place = place().await?;
    let raw = received(body).await?;
    Ok((read_apart(move || incoming::read(&raw)).await??, place))
}

/// A place among the mails that may be in memory at once.
pub async fn place() -> Result<SemaphorePermit<'static>> {
    let place = tokio::time::timeout(QUEUE_LIMIT, ARRIVING.acquire()).await.map_err(Problem::unavailable)?;
    place.map_err(Problem::internal)
}

/// Reads a mail where that holds up nobody.
pub async fn read_apart(
    read: impl FnOnce() -> Result<Incoming, IncomingError> + Send + 'static,
) -> Result<Result<Incoming, IncomingError>> {
    let _turn = READING.acquire().await.map_err(Problem::internal)?;
    tokio::task::spawn_blocking(read).await.map_err(Problem::internal)
}

/// The mail, all of it.
async fn received(body: Body) -> Result<Vec<u8>> {
    match tokio::time::timeout(ARRIVAL_LIMIT, to_bytes(body, MAX_BYTES)).await {
        Ok(Ok(bytes)) => Ok(bytes.into()),
        Ok(Err(_)) => Err(IncomingError::TooLarge.into()),
        Err(_) => Err(Problem::new(Kind::Malformed, "body-cut-off", "The mail did not arrive in time.")),
    }
}
