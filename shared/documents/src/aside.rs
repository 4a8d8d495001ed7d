//! Drawing beside the threads that answer requests.

use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::content::Document;
use crate::{DocumentError, render};

/// How many documents are drawn at the same time. Each keeps a processor busy; more would only slow each other down.
static DRAWING: Semaphore = Semaphore::const_new(2);

/// Writes a document as [`render`] does, on a thread for work that takes long.
///
/// # Errors
/// Those of [`render`].
pub async fn render_aside(document: Document) -> Result<Vec<u8>, DocumentError> {
    let stopped = |error: String| DocumentError::Invalid(error);
    let permit = DRAWING.acquire().await.map_err(|error| stopped(error.to_string()))?;
    let draw = move || {
        // Held by the work itself: whoever asked for it may go away meanwhile.
        let _permit = permit;
        render(&document)
    };
    spawn_blocking(draw).await.map_err(|error| stopped(error.to_string()))?
}
