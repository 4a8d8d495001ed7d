//! Speaking with a mail server, step by step, so that it is known after each whether anything can have been sent.

use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;

use crate::mailboxes::model::{Security, Smtp};

/// How long a connection may take, and each answer before the mail is handed over.
const ANSWER_LIMIT: Duration = Duration::from_secs(20);
/// How long a server may take to say whether it took a mail. Some look for viruses first.
const TAKE_LIMIT: Duration = Duration::from_mins(3);

/// The server cannot be spoken with as the mailbox says: this mail, and all others, have to wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble(pub String);

/// Why an offered mail was not taken. Nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// It never will be.
    ForGood(String),
    /// It may be later.
    ForNow(String),
}

/// How handing over ended that did not end well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotTaken {
    /// The server said so.
    Refused(Refused),
    /// It said nothing: it may have taken it.
    Unknown(String),
}

/// A connection over which a mail can be sent.
pub struct Session(AsyncSmtpConnection);

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").finish_non_exhaustive()
    }
}

async fn within<T>(
    limit: Duration,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, (String, Option<Error>)> {
    match tokio::time::timeout(limit, work).await {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err((said(&error), Some(error))),
        Err(_) => Err((format!("the mail server said nothing for {} seconds", limit.as_secs()), None)),
    }
}

/// An error with what lies behind it.
fn said(error: &Error) -> String {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        let more = cause.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        source = cause.source();
    }
    text
}

/// Connects and logs in.
pub async fn open(smtp: &Smtp, password: Option<&str>) -> Result<Session, Trouble> {
    let trouble = |(text, _)| Trouble(text);
    let host = smtp.host.as_str();
    let hello = ClientId::default();
    let tls = || TlsParameters::new(host.to_owned()).map_err(|error| Trouble(said(&error)));
    let at_once = if smtp.security == Security::Tls { Some(tls()?) } else { None };
    let connect = AsyncSmtpConnection::connect_tokio1((host, smtp.port), Some(ANSWER_LIMIT), &hello, at_once, None);
    let mut connection = within(ANSWER_LIMIT, connect).await.map_err(trouble)?;
    if smtp.security == Security::Starttls {
        // Refused when the server does not offer it: nothing is said in the clear that should not be.
        within(ANSWER_LIMIT, connection.starttls(tls()?, &hello)).await.map_err(trouble)?;
    }
    if let Some(user) = &smtp.user {
        let credentials = Credentials::new(user.as_str().to_owned(), password.unwrap_or_default().to_owned());
        within(ANSWER_LIMIT, connection.auth(DEFAULT_MECHANISMS, &credentials)).await.map_err(trouble)?;
    }
    Ok(Session(connection))
}

fn refused((text, error): (String, Option<Error>)) -> Refused {
    if error.is_some_and(|error| error.is_permanent()) { Refused::ForGood(text) } else { Refused::ForNow(text) }
}

impl Session {
    /// Names sender and recipients. When one of them is refused nobody gets it: nothing was handed over.
    pub async fn offer(&mut self, from: Address, to: Vec<Address>) -> Result<(), Refused> {
        within(ANSWER_LIMIT, self.0.command(Mail::new(Some(from), Vec::new()))).await.map_err(refused)?;
        for address in to {
            let said = within(ANSWER_LIMIT, self.0.command(Rcpt::new(address.clone(), Vec::new()))).await;
            said.map_err(refused).map_err(|refused| match refused {
                Refused::ForGood(text) => Refused::ForGood(format!("{address}: {text}")),
                Refused::ForNow(text) => Refused::ForNow(format!("{address}: {text}")),
            })?;
        }
        Ok(())
    }

    /// Hands the mail over. Whoever is cut off here does not know whether it was sent.
    pub async fn hand_over(&mut self, mail: &[u8]) -> Result<(), NotTaken> {
        // The server only says that it is ready to listen; nothing has been said yet.
        within(ANSWER_LIMIT, self.0.command(Data)).await.map_err(|error| NotTaken::Refused(refused(error)))?;
        match within(TAKE_LIMIT, self.0.message(mail)).await {
            Ok(_) => Ok(()),
            Err((text, Some(error))) if error.status().is_some() => {
                Err(NotTaken::Refused(refused((text, Some(error)))))
            }
            Err((text, _)) => Err(NotTaken::Unknown(text)),
        }
    }

    /// Says good-bye; whether that is heard does not matter any more.
    pub async fn close(mut self) {
        let _ = tokio::time::timeout(Duration::from_secs(2), self.0.quit()).await;
    }
}
