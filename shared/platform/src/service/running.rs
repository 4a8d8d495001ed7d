//! A service that was started: what it can be asked, and how it stops.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::Router;
use chrono::{DateTime, Utc};
use kernel::OrgId;
use sqlx::PgPool;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

use super::State;
use crate::jobs::{self, Job};
use crate::problem::Result;

/// How long a service that was told to stop goes on accepting, so that whoever routes to it notices first.
const UNREADY_BEFORE_STOP: Duration = Duration::from_secs(1);
/// How long requests, messages and jobs in flight may take to finish.
const FINISH_LIMIT: Duration = Duration::from_secs(25);
/// How long the last events may take to be published.
const PUBLISH_LIMIT: Duration = Duration::from_secs(5);
/// How long connections to the database may take to close.
const CLOSE_LIMIT: Duration = Duration::from_secs(10);

/// The order in which a service stops: no new requests, no new messages, then the last events go out.
#[derive(Debug, Clone, Default)]
pub(super) struct Phases {
    pub serve: CancellationToken,
    pub consume: CancellationToken,
    pub publish: CancellationToken,
}

/// A started service.
pub struct Running {
    pub(super) name: &'static str,
    pub(super) address: SocketAddr,
    pub(super) state: Arc<State>,
    pub(super) router: Router,
    pub(super) jobs: Vec<Arc<Job>>,
    /// What jobs hold their locks with.
    pub(super) locks: PgPool,
    pub(super) phases: Phases,
    pub(super) tasks: JoinSet<()>,
    pub(super) published: AbortOnDropHandle<()>,
}

impl std::fmt::Debug for Running {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Running").field("name", &self.name).field("address", &self.address).finish_non_exhaustive()
    }
}

impl Running {
    /// Name of the service.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it works with.
    pub fn state(&self) -> &Arc<State> {
        &self.state
    }

    /// Its router, to be called without a connection.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// Cancelled when it stops to take requests. Answers that have no end by themselves must end then.
    pub fn stopping(&self) -> CancellationToken {
        self.phases.serve.clone()
    }

    /// Runs every job with this name for one organisation now. What the clock has begun meanwhile passes it by, so that is
    /// waited for.
    pub async fn run_job(&self, name: &str, org: OrgId) -> Result<()> {
        for job in self.jobs.iter().filter(|job| job.name == name) {
            while jobs::run_for(job, &self.state, org, &self.phases.consume, None).await? {}
            job.has_ended(org).await;
        }
        Ok(())
    }

    /// As [`Running::run_job`], as if it were another moment: for tests of what happens by the calendar.
    pub async fn run_job_at(&self, name: &str, org: OrgId, at: DateTime<Utc>) -> Result<()> {
        for job in self.jobs.iter().filter(|job| job.name == name) {
            while jobs::run_for(job, &self.state, org, &self.phases.consume, Some(at)).await? {}
            job.has_ended(org).await;
        }
        Ok(())
    }

    /// Stops in order: becomes unready, goes on accepting for a second so that routers notice, finishes requests and
    /// messages in flight, publishes what is committed.
    pub async fn stop(self) {
        self.state.ready.store(false, Ordering::Relaxed);
        tokio::time::sleep(UNREADY_BEFORE_STOP).await;
        self.stop_now().await;
    }

    /// As [`Running::stop`], without the second in which routers notice.
    pub async fn stop_now(mut self) {
        self.state.ready.store(false, Ordering::Relaxed);
        self.phases.serve.cancel();
        self.phases.consume.cancel();
        let finished = async { while self.tasks.join_next().await.is_some() {} };
        if tokio::time::timeout(FINISH_LIMIT, finished).await.is_err() {
            tracing::warn!(service = self.name, "what was still running is cut off; it is rolled back");
            self.tasks.shutdown().await;
        }
        self.phases.publish.cancel();
        if tokio::time::timeout(PUBLISH_LIMIT, &mut self.published).await.is_err() {
            tracing::info!(service = self.name, "events are left in the outbox for the next start");
            self.published.abort();
        }
        close(&self.state, &self.locks).await;
    }

    /// Ends at once, as a crash would: nothing is finished, nothing is flushed.
    pub async fn kill(mut self) {
        self.published.abort();
        self.tasks.abort_all();
        while self.tasks.join_next().await.is_some() {}
        let _ = self.published.await;
        close(&self.state, &self.locks).await;
    }
}

/// Closes the connections to the database; one whose other end vanished without a word is left to the operating system.
async fn close(state: &State, locks: &PgPool) {
    let closed = async { tokio::join!(state.db.pool().close(), locks.close()) };
    if tokio::time::timeout(CLOSE_LIMIT, closed).await.is_err() {
        tracing::warn!(service = state.name, "connections to the database did not close in time");
    }
}
