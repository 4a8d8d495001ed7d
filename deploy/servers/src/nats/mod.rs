//! The private NATS server.

mod fetch;
mod find;
mod version;

use std::path::{Path, PathBuf};
use std::time::Duration;

use async_nats::{ConnectOptions, ServerAddr};

use crate::folder::{self, Home, Lock};
use crate::guard::{Charge, Signal};
use crate::process::{Probe, Process};
use crate::user::RunAs;
use crate::{Durability, Options, ServersError, leftover, ports};

use version::{NoVersion, Version};

const NAME: &str = "NATS";
/// How often another port is tried when somebody else was quicker.
const PORTS: usize = 5;
/// How long the guard lets the server end in order when this process is gone.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long a given server may take to answer.
const GIVEN_LIMIT: Duration = Duration::from_secs(10);

/// A NATS server with JetStream, ours or a given one.
///
/// Dropping it stops a server of ours without waiting for its end.
pub struct Nats {
    url: String,
    own: Option<Own>,
}

struct Own {
    process: Process,
    home: PathBuf,
    store: PathBuf,
    _lock: Lock,
}

impl Nats {
    pub(crate) async fn open(options: &Options, lock: Lock) -> Result<Self, ServersError> {
        if let Some(url) = &options.nats_url {
            check_given(url).await?;
            return Ok(Self { url: url.clone(), own: None });
        }
        let (program, version) = find::program(options).await?;
        // NATS runs as the user of this process, root included: its program may lie where nobody else can enter.
        let home = Home::open(options, "nats", &RunAs::Ourselves).await?;
        let path = home.path().to_owned();
        end_leftover(&path).await?;
        options.say(&format!("Starting NATS {version} from {}", program.display()));
        let log = path.join("nats.log");
        folder::remove(&log)?;
        let charge = Charge {
            command: vec![program.into(), "-c".into(), configuration(&path).into()],
            run_as: RunAs::Ourselves,
            log,
            last_signal: if options.durability == Durability::Durable { Signal::Term } else { Signal::Kill },
            patience: PATIENCE,
            remove: home.keep(),
        };
        let probe = Probe::Nats(String::new());
        let mut process = Process { server: NAME, charge, probe, stop_signal: Signal::Term, guard: None };
        let store = path.join("store");
        let url = start_somewhere(&mut process, &path, &store, options.durability).await?;
        Ok(Self { url, own: Some(Own { process, home: path, store, _lock: lock }) })
    }

    /// URL for clients, with user and password; async-nats wants these two as `ConnectOptions` besides. The URL stays valid when the server is stopped and started again.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The folder of the streams; none for a given server.
    pub fn store(&self) -> Option<&Path> {
        self.own.as_ref().map(|own| own.store.as_path())
    }

    /// Stops the server in order. Nothing happens when it is stopped already.
    ///
    /// # Errors
    ///
    /// [`ServersError::NotOurs`] for a given server.
    pub async fn stop(&mut self) -> Result<(), ServersError> {
        self.own()?.process.stop().await;
        Ok(())
    }

    /// Starts a stopped or killed server again, on the same port and store. Nothing happens when it runs.
    ///
    /// # Errors
    ///
    /// [`ServersError::NotOurs`] for a given server; [`ServersError::Died`] or [`ServersError::NotReady`] when it does
    /// not come up.
    pub async fn start(&mut self) -> Result<(), ServersError> {
        let own = self.own()?;
        if !own.process.runs() {
            end_leftover(&own.home).await?;
        }
        own.process.start_again().await
    }

    /// Kills the server as a crash would (`kill -9`) and waits for its end.
    ///
    /// # Errors
    ///
    /// [`ServersError::NotOurs`] for a given server.
    pub async fn kill(&mut self) -> Result<(), ServersError> {
        self.own()?.process.kill().await;
        Ok(())
    }

    pub(crate) async fn finish(self) {
        if let Some(own) = self.own {
            own.process.finish().await;
        }
    }

    fn own(&mut self) -> Result<&mut Own, ServersError> {
        self.own.as_mut().ok_or(ServersError::NotOurs { server: NAME })
    }
}

fn configuration(home: &Path) -> PathBuf {
    home.join("nats.conf")
}

fn pid_file(home: &Path) -> PathBuf {
    home.join("nats.pid")
}

/// Starts on a free port; on another one while somebody else is quicker. Returns the URL.
async fn start_somewhere(
    process: &mut Process,
    home: &Path,
    store: &Path,
    durability: Durability,
) -> Result<String, ServersError> {
    let password = ports::password();
    let mut left = PORTS;
    loop {
        let port = ports::free();
        let url = format!("nats://gerinc:{password}@127.0.0.1:{port}");
        let text = configured(port, &password, home, store, durability);
        folder::write_secret(&configuration(home), &text, &RunAs::Ourselves)?;
        process.probe = Probe::Nats(url.clone());
        left -= 1;
        match process.start().await {
            Ok(()) => return Ok(url),
            Err(error) if error.is_taken() && left > 0 => tracing::debug!(port, "the port was taken meanwhile"),
            Err(error) => return Err(error),
        }
    }
}

/// The limit of the store is far above what a disk holds on purpose: it bounds what streams may reserve, not what they
/// occupy, and by default a nearly full disk would make creating a stream fail.
fn configured(port: u16, password: &str, home: &Path, store: &Path, durability: Durability) -> String {
    let sync = match durability {
        Durability::Durable => "always",
        Durability::Disposable => "10m",
    };
    format!(
        "server_name: gerinc\nhost: \"127.0.0.1\"\nport: {port}\npid_file: {pid}\nmax_payload: 1MB\n\
         authorization {{ user: gerinc, password: \"{password}\" }}\n\
         jetstream {{\n  store_dir: {store}\n  max_memory_store: 256MB\n  max_file_store: 1TB\n  \
         sync_interval: {sync}\n}}\n",
        pid = quoted(&pid_file(home)),
        store = quoted(store),
    )
}

/// A path as a string of the configuration.
fn quoted(path: &Path) -> String {
    format!("\"{}\"", path.display().to_string().replace('\\', "\\\\").replace('"', "\\\""))
}

async fn end_leftover(home: &Path) -> Result<(), ServersError> {
    leftover::end(NAME, "nats-server", &pid_file(home), home, Signal::Term).await
}

/// Connects, sees that JetStream answers, and returns the version.
pub(crate) async fn probe(url: &str) -> Result<Version, String> {
    let client = connect(url).await.map_err(|error| error.to_string())?;
    let version = client.server_info().version.parse().map_err(|error: NoVersion| error.to_string())?;
    let streams = async_nats::jetstream::new(client);
    streams.query_account().await.map_err(|error| format!("JetStream does not answer: {error}"))?;
    Ok(version)
}

/// Connects with the user and password of the URL, which the client library does not take from there by itself.
async fn connect(url: &str) -> Result<async_nats::Client, Box<dyn std::error::Error + Send + Sync>> {
    let address: ServerAddr = url.parse()?;
    let options = match (address.username(), address.password()) {
        (Some(user), Some(password)) => ConnectOptions::with_user_and_password(user.to_owned(), password.to_owned()),
        (Some(token), None) => ConnectOptions::with_token(token.to_owned()),
        (None, _) => ConnectOptions::new(),
    };
    Ok(options.connect(address).await?)
}

async fn check_given(url: &str) -> Result<(), ServersError> {
    let given = |problem| ServersError::Given { server: NAME, problem };
    let late = |_| given(format!("no answer in {} s", GIVEN_LIMIT.as_secs()));
    let version = tokio::time::timeout(GIVEN_LIMIT, probe(url)).await.map_err(late)?.map_err(given)?;
    if version < Version::MINIMUM {
        return Err(given(format!("it is version {version}, and {} or newer is needed", Version::MINIMUM)));
    }
    Ok(())
}
