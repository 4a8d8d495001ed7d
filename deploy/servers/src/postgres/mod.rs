//! The private PostgreSQL.

mod create;
mod find;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::time::Duration;

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use crate::folder::{self, Home, Lock};
use crate::guard::{Charge, Signal};
use crate::process::{Probe, Process};
use crate::user::RunAs;
use crate::{Durability, Options, ServersError, leftover, ports};

use find::Programs;

const NAME: &str = "PostgreSQL";
const FOLDER: &str = "postgres";
/// How often another port is tried when somebody else was quicker.
const PORTS: usize = 5;
/// How long the guard lets the server end in order when this process is gone.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a given server may take to answer.
const GIVEN_LIMIT: Duration = Duration::from_secs(10);

const SETTINGS: [&str; 7] = [
    "listen_addresses=127.0.0.1",
    // The path of a socket may not be longer than about 100 bytes, which a deep checkout exceeds.
    "unix_socket_directories=",
    "max_connections=300",
    "jit=off",
    "timezone=UTC",
    "log_timezone=UTC",
    // `ServersError::is_taken` reads the log.
    "lc_messages=C",
];
const DURABLE: [&str; 1] = ["shared_buffers=256MB"];
/// Commits still reach the operating system, so that a killed server loses none; a power cut may lose all.
const DISPOSABLE: [&str; 3] = ["shared_buffers=128MB", "fsync=off", "full_page_writes=off"];

/// A PostgreSQL server, ours or a given one.
///
/// Dropping it stops a server of ours without waiting for its end.
pub struct Postgres {
    admin_url: String,
    own: Option<Own>,
}

struct Own {
    process: Process,
    data: PathBuf,
    _lock: Lock,
}

impl Postgres {
    pub(crate) async fn open(options: &Options, lock: Lock) -> Result<Self, ServersError> {
        if let Some(url) = &options.postgres_url {
            check_given(url).await?;
            return Ok(Self { admin_url: url.clone(), own: None });
        }
        let found = find::installed(options, &RunAs::unprivileged(None).await?).await?;
        // Asked again, since an installation brings a user of its own.
        let user = RunAs::unprivileged(folder::owner(options, FOLDER)).await?;
        let home = Home::open(options, FOLDER, &user).await?;
        let data = create::data(home.path());
        let programs = find::suitable(&found, &data)?;
        end_leftover(&data).await?;
        options.say(&format!("Starting PostgreSQL {} from {}", programs.major, programs.folder.display()));
        let password = create::data_and_password(&programs, &home, &user).await?;
        let log = home.path().join("postgres.log");
        folder::remove(&log)?;
        let charge = Charge {
            command: Vec::new(),
            run_as: user,
            log,
            last_signal: if options.durability == Durability::Durable { Signal::Int } else { Signal::Quit },
            patience: PATIENCE,
            remove: home.keep(),
        };
        let probe = Probe::Postgres(String::new());
        let mut process = Process { server: NAME, charge, probe, stop_signal: Signal::Int, guard: None };
        let admin_url = start_somewhere(&mut process, &programs, &data, &password).await?;
        Ok(Self { admin_url, own: Some(Own { process, data, _lock: lock }) })
    }

    /// URL of the superuser (of the given user, for a given server) and the database `postgres`, over TCP.
    /// It holds the password and stays valid when the server is stopped and started again.
    pub fn admin_url(&self) -> &str {
        &self.admin_url
    }

    /// Stops the server in order: clients are cut off, data is written. Nothing happens when it is stopped already.
    ///
    /// # Errors
    ///
    /// [`ServersError::NotOurs`] for a given server.
    pub async fn stop(&mut self) -> Result<(), ServersError> {
        self.own()?.process.stop().await;
        Ok(())
    }

    /// Starts a stopped or killed server again, on the same port and data. Nothing happens when it runs.
    ///
    /// # Errors
    ///
    /// [`ServersError::NotOurs`] for a given server; [`ServersError::Died`] or [`ServersError::NotReady`] when it does
    /// not come up.
    pub async fn start(&mut self) -> Result<(), ServersError> {
        let own = self.own()?;
        if !own.process.runs() {
            end_leftover(&own.data).await?;
        }
        own.process.start_again().await
    }

    /// Stops the server in order and starts it again; connections break, data stays.
    ///
    /// # Errors
    ///
    /// As [`Postgres::start`].
    pub async fn restart(&mut self) -> Result<(), ServersError> {
        self.stop().await?;
        self.start().await
    }

    /// Kills the server as a crash would (`kill -9` of its main process) and waits for the end of that process.
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

/// Starts on a free port; on another one while somebody else is quicker. Returns the superuser's URL.
async fn start_somewhere(
    process: &mut Process,
    programs: &Programs,
    data: &Path,
    password: &str,
) -> Result<String, ServersError> {
    let mut left = PORTS;
    loop {
        let port = ports::free();
        let url = format!("postgres://postgres:{password}@127.0.0.1:{port}/postgres");
        process.charge.command = command(programs, data, port, process.charge.remove.is_some());
        process.probe = Probe::Postgres(url.clone());
        left -= 1;
        match process.start().await {
            Ok(()) => return Ok(url),
            Err(error) if error.is_taken() && left > 0 => tracing::debug!(port, "the port was taken meanwhile"),
            Err(error) => return Err(error),
        }
    }
}

fn command(programs: &Programs, data: &Path, port: u16, disposable: bool) -> Vec<OsString> {
    let mut words: Vec<OsString> = vec![programs.folder.join("postgres").into(), "-D".into(), data.into()];
    let port = format!("port={port}");
    let durability: &[&str] = if disposable { &DISPOSABLE } else { &DURABLE };
    for setting in SETTINGS.iter().chain(durability).copied().chain([port.as_str()]) {
        words.extend(["-c".into(), setting.into()]);
    }
    words
}

async fn end_leftover(data: &Path) -> Result<(), ServersError> {
    leftover::end(NAME, "postgres", &data.join("postmaster.pid"), data, Signal::Int).await
}

/// Connects and asks for the version number, such as 150014.
pub(crate) async fn probe(url: &str) -> Result<i32, String> {
    let ask = async {
        let mut connection = PgConnectOptions::from_str(url)?.disable_statement_logging().connect().await?;
        let version =
            sqlx::query_scalar("select current_setting('server_version_num')::int4").fetch_one(&mut connection).await?;
        connection.close().await?;
        Ok::<i32, sqlx::Error>(version)
    };
    ask.await.map_err(|error| error.to_string())
}

async fn check_given(url: &str) -> Result<(), ServersError> {
    let given = |problem| ServersError::Given { server: NAME, problem };
    let late = |_| given(format!("no answer in {} s", GIVEN_LIMIT.as_secs()));
    let version = tokio::time::timeout(GIVEN_LIMIT, probe(url)).await.map_err(late)?.map_err(given)?;
    let major = version / 10_000;
    if i64::from(major) < i64::from(find::MINIMUM) {
        return Err(given(format!("it is version {major}, and {} or newer is needed", find::MINIMUM)));
    }
    Ok(())
}
