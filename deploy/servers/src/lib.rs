//! A private PostgreSQL and a private NATS server for one checkout: found or installed, started, stopped, never leaked.
//!
//! [`Servers::start`] needs no preparation of the machine. What is missing is installed where that is possible without
//! asking (Debian packages as root, a pinned NATS program into the folder of the checkout); otherwise the error says
//! which command installs it. Every server runs under a guard process (see `guard`), which stops the server when this
//! process ends in whatever way, `kill -9` included.
//!
//! Both servers listen on 127.0.0.1 only and ask for a random password, so other users of the machine stay out.

mod error;
mod folder;
mod guard;
mod install;
mod leftover;
mod nats;
mod options;
mod ports;
mod postgres;
mod process;
mod run;
mod user;

pub use error::ServersError;
pub use nats::Nats;
pub use options::{Durability, NatsUser, Options};
pub use postgres::Postgres;

/// Deletes the durable data that servers started in `folder` left; downloaded programs stay.
///
/// # Errors
///
/// Somebody uses the folder, or a file cannot be deleted.
pub async fn remove_data(folder: impl Into<std::path::PathBuf>) -> Result<(), ServersError> {
    folder::remove_data(&mut Options::durable(folder)).await
}

/// The two running servers.
///
/// Dropping the value stops what it started, but does not wait for it; [`Servers::stop`] does.
pub struct Servers {
    /// The database server.
    pub postgres: Postgres,
    /// The message server, with JetStream.
    pub nats: Nats,
}

impl Servers {
    /// Finds or installs both servers, starts them and returns when both answer.
    ///
    /// # Errors
    ///
    /// A program is missing and cannot be installed, a given server does not fit, the folder is used by another live
    /// process, or a server does not come up; the message says what to do.
    pub async fn start(mut options: Options) -> Result<Self, ServersError> {
        let lock = folder::claim(&mut options).await?;
        // Both come to their end even when one fails, so that no installation is cut off halfway.
        let (postgres, nats) = tokio::join!(Postgres::open(&options, lock.clone()), Nats::open(&options, lock.clone()));
        Ok(Self { postgres: postgres?, nats: nats? })
    }

    /// Stops both servers in order and waits for their end. The data of a disposable start is gone afterwards.
    ///
    /// Servers given by a URL are left alone.
    pub async fn stop(self) {
        tokio::join!(self.postgres.finish(), self.nats.finish());
    }
}
