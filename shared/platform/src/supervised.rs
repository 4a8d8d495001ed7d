//! Work that must go on as long as its service runs.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures::FutureExt;
use tokio_util::sync::CancellationToken;

use crate::relay::pause;

/// Begins work anew whenever it ends before it was told to, also by a panic: a service that silently no longer publishes or
/// listens would look healthy.
pub(crate) async fn supervised<F: Future<Output = ()>>(
    what: &str,
    stop: &CancellationToken,
    mut work: impl FnMut() -> F,
) {
    loop {
        let ended = AssertUnwindSafe(work()).catch_unwind().await;
        if stop.is_cancelled() {
            return;
        }
        let how = if ended.is_err() { "panicked" } else { "ended" };
        tracing::error!(what, how, "work that must go on begins anew");
        if pause(Duration::from_secs(1), stop).await {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn what_ends_or_panics_begins_anew_until_it_is_told_to_stop() {
        let (stop, begun) = (CancellationToken::new(), AtomicU32::new(0));
        supervised("a test", &stop, || async {
            match begun.fetch_add(1, Ordering::Relaxed) {
                0 => panic!("on purpose"),
                1 => {}
                _ => stop.cancel(),
            }
        })
        .await;
        assert_eq!(begun.load(Ordering::Relaxed), 3);
    }
}
