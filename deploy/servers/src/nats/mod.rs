//! The private NATS server.

mod fetch;
mod find;
mod version;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use async_nats::{ConnectOptions, ServerAddr};

use crate::folder::{self, Home, Lock};
use crate::guard::{Charge, Signal};
use crate::process::{Probe, Process};
use crate::user::RunAs;
use crate::{Durability, NatsUser, Options, ServersError, leftover, ports};

use version::{NoVersion, Version};

const NAME: &str = "NATS";
/// The user that may do everything.
const ADMIN: &str = "gerinc";
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
    /// Where each user connects, by name.
    user_urls: BTreeMap<String, String>,
    monitor: String,
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
        let place = Place { home: &path, store: &store, durability: options.durability, users: &options.nats_users };
        let Started { url, user_urls, monitor } = start_somewhere(&mut process, place).await?;
        Ok(Self { url, own: Some(Own { user_urls, monitor, process, home: path, store, _lock: lock }) })
    }

    /// URL for clients, with user and password; async-nats wants these two as `ConnectOptions` besides. The URL stays valid when the server is stopped and started again.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// URL for one of the users of [`Options::nats_users`]; for a given server that of the caller, whose operator has
    /// decided what it may do.
    pub fn url_of(&self, user: &str) -> &str {
        self.own.as_ref().and_then(|own| own.user_urls.get(user)).unwrap_or(&self.url)
    }

    /// Address of the server's own report about itself (`/jsz` and others); none for a given server.
    pub fn monitor_url(&self) -> Option<&str> {
        self.own.as_ref().map(|own| own.monitor.as_str())
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

/// What the configuration is made of.
#[derive(Clone, Copy)]
struct Place<'a> {
    home: &'a Path,
    store: &'a Path,
    durability: Durability,
    users: &'a [NatsUser],
}

/// Where the server is, once it runs.
struct Started {
    url: String,
    user_urls: BTreeMap<String, String>,
    monitor: String,
}

/// Starts on a free port; on another one while somebody else is quicker.
async fn start_somewhere(process: &mut Process, place: Place<'_>) -> Result<Started, ServersError> {
    let password = ports::password();
    let passwords: BTreeMap<&str, String> =
        place.users.iter().map(|user| (user.name.as_str(), ports::password())).collect();
    let mut left = PORTS;
    loop {
        let (port, monitor) = (ports::free(), ports::free());
        let url = |user: &str, password: &str| format!("nats://{user}:{password}@127.0.0.1:{port}");
        let text = configured((port, monitor), &password, &passwords, place);
        folder::write_secret(&configuration(place.home), &text, &RunAs::Ourselves)?;
        process.probe = Probe::Nats(url(ADMIN, &password));
        left -= 1;
        match process.start().await {
            Ok(()) => {
                return Ok(Started {
                    url: url(ADMIN, &password),
                    user_urls: passwords.iter().map(|(user, word)| ((*user).to_owned(), url(user, word))).collect(),
                    monitor: format!("http://127.0.0.1:{monitor}"),
                });
            }
            Err(error) if error.is_taken() && left > 0 => tracing::debug!(port, "the port was taken meanwhile"),
            Err(error) => return Err(error),
        }
    }
}

/// The limit of the store is far above what a disk holds on purpose: it bounds what streams may reserve, not what they
/// occupy, and by default a nearly full disk would make creating a stream fail.
fn configured(
    (port, monitor): (u16, u16),
    password: &str,
    passwords: &BTreeMap<&str, String>,
    place: Place<'_>,
) -> String {
    let sync = match place.durability {
        Durability::Durable => "always",
        Durability::Disposable => "10m",
    };
    let list = |subjects: &[String]| {
        let subjects: Vec<String> = subjects.iter().map(|subject| format!("\"{subject}\"")).collect();
        subjects.join(", ")
    };
    let limited = place.users.iter().map(|NatsUser { name, publish, subscribe }| {
        let password = passwords.get(name.as_str()).map_or("", String::as_str);
        format!(
            "    {{ user: \"{name}\", password: \"{password}\", permissions: {{\n        publish: {{ allow: [{}] }}, allow_responses: {{ max: 1, expires: \"15m\" }}\n        \
             subscribe: {{ allow: [{}] }} }} }}\n",
            list(publish),
            list(subscribe),
        )
    });
    let all = format!("    {{ user: {ADMIN}, password: \"{password}\" }}\n");
    let users: String = std::iter::once(all).chain(limited).collect();
    format!(
        "server_name: gerinc\nhost: \"127.0.0.1\"\nport: {port}\nhttp: \"127.0.0.1:{monitor}\"\npid_file: {pid}\n\
         max_payload: 1MB\nauthorization {{\n  users: [\n{users}  ]\n}}\n\
         jetstream {{\n  store_dir: {store}\n  max_memory_store: 256MB\n  max_file_store: 1TB\n  \
         sync_interval: {sync}\n}}\n",
        pid = quoted(&pid_file(place.home)),
        store = quoted(place.store),
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
