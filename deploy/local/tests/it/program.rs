//! The program itself, as somebody runs it.

use std::process::Stdio;
use std::time::{Duration, Instant};

use gerinc::api::{Api, SignUp};
use tempfile::TempDir;
use testkit::environment;
use tokio::process::{Child, Command};
use tokio::sync::{Mutex, MutexGuard};

/// How long starting and stopping may take on a busy machine.
const PATIENCE: Duration = Duration::from_mins(2);

/// A suite with each service in a process of its own; killed when it is dropped.
pub struct Program {
    child: Child,
    _alone: MutexGuard<'static, ()>,
    _folder: TempDir,
    /// Its address.
    pub url: String,
}

impl Program {
    /// Starts it without data and console, with more in its environment.
    pub async fn start(more: &[(&str, &str)]) -> Self {
        // Two of them would give each other's databases new passwords.
        static ALONE: Mutex<()> = Mutex::const_new(());
        let alone = ALONE.lock().await;
        let environment = environment().await;
        let folder = tempfile::tempdir().unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_gerinc"))
            .arg("--folder")
            .arg(folder.path())
            .args(["up", "--processes", "--empty", "--no-console", "--listen", "127.0.0.1:0"])
            .env("POSTGRES_URL", &environment.admin_url)
            .env("NATS_URL", &environment.nats_url)
            .envs(more.iter().copied())
            .stdin(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let started = Instant::now();
        let url = loop {
            let running = std::fs::read(folder.path().join("running.json")).unwrap_or_default();
            if let Ok(running) = serde_json::from_slice::<serde_json::Value>(&running) {
                break running["url"].as_str().unwrap().to_owned();
            }
            assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
            assert!(started.elapsed() < PATIENCE, "it does not start");
            tokio::time::sleep(Duration::from_millis(50)).await;
        };
        Self { child, _alone: alone, _folder: folder, url }
    }

    /// Signs a fresh organisation up.
    pub async fn sign_up(&self, email: &str) -> Api {
        let who = SignUp {
            organization: "Test Ltd",
            country: "HU",
            currency: "EUR",
            time_zone: "Europe/Budapest",
            name: "Test Owner",
            email,
            password: "a long password",
        };
        Api::sign_up(&self.url, &who).await.unwrap()
    }

    /// Asks it to stop, and sees that it does so in order.
    pub async fn stop(mut self) {
        let id = self.child.id().unwrap().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().await.unwrap().success());
        let ended = tokio::time::timeout(PATIENCE, self.child.wait()).await.expect("it stops").unwrap();
        assert!(ended.success(), "{ended}");
    }
}
