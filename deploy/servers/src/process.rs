//! One server under its guard: start and wait until it answers, stop, kill, finish.

use std::fs;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::time::Duration;

use tokio::time::{Instant, sleep, timeout};

use crate::guard::{Charge, Guard, Signal};
use crate::run::tail;
use crate::{ServersError, nats, postgres};

/// How long a server may take until it answers; PostgreSQL may have to replay its log after a crash.
const START_LIMIT: Duration = Duration::from_mins(1);
/// How long an ordered stop may take before the server is killed.
const STOP_LIMIT: Duration = Duration::from_mins(1);
/// How long a killed server may take to be gone.
const KILL_LIMIT: Duration = Duration::from_secs(10);
/// Longest single attempt to connect.
const ATTEMPT_LIMIT: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(20);
const RESTART_PAUSE: Duration = Duration::from_millis(100);
/// How much of a log an error shows, in bytes.
const SHOWN_BYTES: usize = 2_000;

/// How to see that a server answers.
pub(crate) enum Probe {
    Postgres(String),
    Nats(String),
}

impl Probe {
    async fn ask(&self) -> Result<(), String> {
        match self {
            Self::Postgres(url) => postgres::probe(url).await.map(drop),
            Self::Nats(url) => nats::probe(url).await.map(drop),
        }
    }
}

pub(crate) struct Process {
    pub server: &'static str,
    pub charge: Charge,
    pub probe: Probe,
    /// The signal of an ordered stop.
    pub stop_signal: Signal,
    /// Stays after the server has ended, since it still has a folder to remove.
    pub guard: Option<Guard>,
}

impl Process {
    pub(crate) fn runs(&self) -> bool {
        self.guard.as_ref().is_some_and(|guard| !guard.has_exited())
    }

    /// Starts the server once and waits until it answers.
    pub(crate) async fn start(&mut self) -> Result<(), ServersError> {
        if self.runs() {
            return Ok(());
        }
        let log_from = fs::metadata(&self.charge.log).map_or(0, |data| data.len());
        let guard =
            Guard::start(&self.charge).map_err(ServersError::files("run /bin/sh to start", &self.charge.log))?;
        if let Some(previous) = self.guard.replace(guard) {
            previous.leave();
        }
        let deadline = Instant::now() + START_LIMIT;
        loop {
            let said = match timeout(ATTEMPT_LIMIT, self.probe.ask()).await {
                Ok(Ok(())) => return Ok(()),
                Ok(Err(said)) => said,
                Err(_) => format!("no answer in {} s", ATTEMPT_LIMIT.as_secs()),
            };
            let (server, log, tail) = (self.server, self.charge.log.clone(), self.log_since(log_from));
            if !self.runs() {
                return Err(ServersError::Died { server, log, tail });
            }
            if Instant::now() >= deadline {
                self.end(Signal::Kill).await;
                let waited_s = START_LIMIT.as_secs();
                return Err(ServersError::NotReady { server, waited_s, last: said, log, tail });
            }
            sleep(PAUSE).await;
        }
    }

    /// Starts the server again with the same port and data, waiting for what its predecessor may still hold.
    pub(crate) async fn start_again(&mut self) -> Result<(), ServersError> {
        let deadline = Instant::now() + START_LIMIT;
        loop {
            match self.start().await {
                Err(error) if error.is_taken() && Instant::now() < deadline => sleep(RESTART_PAUSE).await,
                result => return result,
            }
        }
    }

    /// Stops the server in order and waits for its end.
    pub(crate) async fn stop(&mut self) {
        self.end(self.stop_signal).await;
    }

    /// Kills the server and waits for its end.
    pub(crate) async fn kill(&mut self) {
        self.end(Signal::Kill).await;
    }

    async fn end(&mut self, signal: Signal) {
        let Some(guard) = self.guard.as_mut().filter(|guard| !guard.has_exited()) else { return };
        guard.signal(signal);
        if !matches!(signal, Signal::Kill) && guard.exited(STOP_LIMIT).await {
            return;
        }
        guard.signal(Signal::Kill);
        if !guard.exited(KILL_LIMIT).await {
            tracing::warn!(server = self.server, "the server does not end although it was killed");
        }
    }

    /// Stops the server for good and waits until its guard has removed what is disposable.
    pub(crate) async fn finish(mut self) {
        // A disposable server need not write anything any more: its guard ends it in the quickest way.
        if self.charge.remove.is_none() {
            self.stop().await;
        }
        let Some(guard) = self.guard.take() else { return };
        if !guard.finish(STOP_LIMIT).await {
            tracing::warn!(server = self.server, "the guard has not finished its work");
        }
    }

    fn log_since(&self, from: u64) -> String {
        let read = || {
            let mut file = fs::File::open(&self.charge.log)?;
            file.seek(SeekFrom::Start(from))?;
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            Ok::<_, std::io::Error>(bytes)
        };
        match read() {
            Ok(bytes) => tail(&String::from_utf8_lossy(&bytes), SHOWN_BYTES).to_owned(),
            Err(error) => format!("(cannot be read: {error})"),
        }
    }
}
