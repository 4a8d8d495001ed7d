//! The suite of a test binary, and fresh organisations in it.

use std::future::Future;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use gerinc::api::{Api, SignUp};
use gerinc::{Suite, SuiteOptions};
use kernel::OrgId;
use servers::Durability;
use testkit::{on_runtime, workspace};
use tokio::sync::{Mutex, OnceCell};

/// How long something may take to come about.
const PATIENCE: Duration = Duration::from_mins(1);

static WORLD: OnceCell<Arc<World>> = OnceCell::const_new();

/// A running suite.
#[derive(Debug)]
pub struct World {
    /// The suite; locked so that a test of faults may stop parts of it.
    pub suite: Mutex<Suite>,
    /// Address of the gateway.
    pub url: String,
}

/// The suite that the tests of this binary share.
pub async fn world() -> Arc<World> {
    WORLD.get_or_init(|| async { Arc::new(World::start().await) }).await.clone()
}

impl World {
    /// A suite of one's own, for tests that break it.
    ///
    /// # Panics
    /// When it does not start; the message says why.
    pub async fn start() -> Self {
        on_runtime(async {
            let telemetry = platform::telemetry::init("test", "error");
            std::mem::forget(telemetry);
            let options = SuiteOptions::new(workspace().join(".local"), Durability::Disposable);
            match Suite::start(options).await {
                Ok(suite) => Self { url: suite.url(), suite: Mutex::new(suite) },
                Err(error) => panic!("the suite did not start: {error:#}"),
            }
        })
        .await
    }

    /// A fresh organisation, seen by its owner.
    ///
    /// # Panics
    /// When signing up fails.
    pub async fn owner(&self) -> Api {
        // Many tests at once may find the suite too busy for a moment; each attempt is somebody else, since one that was
        // not answered may have been done.
        eventually("an organisation signs up", || async {
            let email = format!("owner-{}@example.com", OrgId::new().as_uuid().simple());
            let who = SignUp {
                organization: "Test Ltd",
                country: "HU",
                currency: "EUR",
                time_zone: "Europe/Budapest",
                name: "Test Owner",
                email: &email,
                password: "a long password",
            };
            Ok(Some(Api::sign_up(&self.url, &who).await?))
        })
        .await
    }
}

/// Asks again and again until there is an answer.
///
/// # Panics
/// When there is none within a minute; the message names what was waited for and the last error.
pub async fn eventually<T, W: Future<Output = Result<Option<T>>>>(what: &str, ask: impl Fn() -> W) -> T {
    let started = Instant::now();
    let mut last = String::new();
    loop {
        match ask().await {
            Ok(Some(value)) => return value,
            Ok(None) => {}
            Err(error) => last = format!("{error:#}"),
        }
        assert!(started.elapsed() < PATIENCE, "{what} did not come about within a minute; last error: {last:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
