//! Speaking with a mail server, step by step, so that it is known after each whether anything can have been sent.

use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;

use super::reach;
use super::wire::{self, Wire};
use crate::mailboxes::model::{Security, Smtp};

/// Most bytes a server may say over one connection. Answers are lines; a few kilobytes are many.
const MOST_SAID: usize = 1024 * 1024;
/// How long a connection may take, and each answer before the mail is handed over.
const ANSWER_LIMIT: Duration = Duration::from_secs(20);
/// How long a server may take to say whether it took a mail. Some look for viruses first.
const TAKE_LIMIT: Duration = Duration::from_mins(3);

/// Why a password is not sent without TLS.
pub const NOT_IN_THE_CLEAR: &str = "a password is not sent in the clear to another machine: choose starttls or tls";

/// The server cannot be spoken with as the mailbox says: this mail, and all others, have to wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble(pub String);

/// Why an offered mail was not taken. Nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// Whoever it is to cannot be reached at that address, and never will be.
    Recipient(String),
    /// The mail, as it is, never will be taken; that says nothing of whom it is to.
    Content(String),
    /// The server does not let this mailbox send: it, or the server, has to be set right first.
    Mailbox(String),
    /// It may be taken later.
    ForNow(String),
}

/// What was said when the server refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// Who sends.
    Sender,
    /// Who is to get it.
    Recipient,
    /// The mail.
    Content,
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

/// Connects and logs in; at private addresses only when that is allowed.
pub async fn open(smtp: &Smtp, password: Option<&str>, private: bool) -> Result<Session, Trouble> {
    let trouble = |(text, _)| Trouble(text);
    let late = |_| Trouble(format!("the mail server said nothing for {} seconds", ANSWER_LIMIT.as_secs()));
    let host = smtp.host.as_str();
    let hello = ClientId::default();
    let tls = || TlsParameters::new(host.to_owned()).map_err(|error| Trouble(said(&error)));
    let found = tokio::time::timeout(ANSWER_LIMIT, reach::find(host, smtp.port, private)).await;
    let found = found.map_err(late)?.map_err(Trouble)?;
    if smtp.security == Security::None && smtp.user.is_some() && !found.iter().all(|address| address.ip().is_loopback())
    {
        return Err(Trouble(NOT_IN_THE_CLEAR.to_owned()));
    }
    let connect = tokio::time::timeout(ANSWER_LIMIT, wire::connect(&found[..], MOST_SAID)).await;
    let stream = connect.map_err(late)?.map_err(Trouble)?;
    let stream = if smtp.security == Security::Tls {
        let secure = tokio::time::timeout(ANSWER_LIMIT, wire::secured(stream, host)).await;
        secure.map_err(late)?.map_err(Trouble)?
    } else {
        Wire::Plain(stream)
    };
    let greet = AsyncSmtpConnection::connect_with_transport(Box::new(stream), &hello);
    let mut connection = within(ANSWER_LIMIT, greet).await.map_err(trouble)?;
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

fn refused(at: Said, (text, error): (String, Option<Error>)) -> Refused {
    let code = error.as_ref().and_then(Error::status).map(u16::from);
    let answer = error.as_ref().and_then(std::error::Error::source).map(ToString::to_string).unwrap_or_default();
    match code {
        Some(code) if code >= 500 => judged(at, code, &answer, text),
        _ => Refused::ForNow(text),
    }
}

/// Whose fault a refusal for good is, by the code of the answer and the enhanced one that begins it (RFC 3463), where there is
/// one. In doubt it is not the recipient's: they would never hear from anybody again.
fn judged(at: Said, code: u16, answer: &str, text: String) -> Refused {
    let mut parts = answer.split_whitespace().next().unwrap_or_default().split('.');
    let enhanced = match (parts.next(), parts.next(), parts.next()) {
        (Some("5"), Some(subject), Some(detail)) => subject.parse::<u16>().ok().zip(detail.parse::<u16>().ok()),
        _ => None,
    };
    // A policy; an address of the sender that is none; no log-in; a server that passes on nothing of strangers.
    let mailbox = matches!(enhanced, Some((7, _) | (1, 7 | 8)))
        || matches!(code, 530 | 534 | 535 | 538)
        || answer.to_ascii_lowercase().contains("relay");
    let recipient = matches!(enhanced, Some((1, _))) || matches!(code, 550 | 551 | 553);
    if mailbox || at == Said::Sender {
        Refused::Mailbox(text)
    } else if recipient && at == Said::Recipient {
        Refused::Recipient(text)
    } else {
        Refused::Content(text)
    }
}

impl Session {
    /// Names sender and recipients. When one of them is refused nobody gets it: nothing was handed over.
    pub async fn offer(&mut self, from: Address, to: Vec<Address>) -> Result<(), Refused> {
        let named = within(ANSWER_LIMIT, self.0.command(Mail::new(Some(from), Vec::new()))).await;
        named.map_err(|error| refused(Said::Sender, error))?;
        for address in to {
            let named = within(ANSWER_LIMIT, self.0.command(Rcpt::new(address.clone(), Vec::new()))).await;
            named.map_err(|(text, error)| refused(Said::Recipient, (format!("{address}: {text}"), error)))?;
        }
        Ok(())
    }

    /// Hands the mail over. Whoever is cut off here does not know whether it was sent.
    pub async fn hand_over(&mut self, mail: &[u8]) -> Result<(), NotTaken> {
        // The server only says that it is ready to listen; nothing has been said yet.
        within(ANSWER_LIMIT, self.0.command(Data))
            .await
            .map_err(|error| NotTaken::Refused(refused(Said::Content, error)))?;
        match within(TAKE_LIMIT, self.0.message(mail)).await {
            Ok(_) => Ok(()),
            Err((text, Some(error))) if error.status().is_some() => {
                Err(NotTaken::Refused(refused(Said::Content, (text, Some(error)))))
            }
            Err((text, _)) => Err(NotTaken::Unknown(text)),
        }
    }

    /// Says good-bye; whether that is heard does not matter any more.
    pub async fn close(mut self) {
        let _ = tokio::time::timeout(Duration::from_secs(2), self.0.quit()).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_doubt_a_refusal_is_not_the_recipients_fault() {
        let judge = |at, code, answer: &str| judged(at, code, answer, String::new());
        let text = String::new;
        for answer in ["5.1.1 no such user", "no such user", "5.4.1 access denied", "5.2.1 disabled"] {
            assert_eq!(judge(Said::Recipient, 550, answer), Refused::Recipient(text()), "{answer}");
        }
        for (at, code, answer) in [
            (Said::Sender, 530, "5.7.0 authenticate first"),
            (Said::Sender, 553, "not your address"),
            (Said::Sender, 550, "5.1.8 bad sender"),
            (Said::Recipient, 554, "5.7.1 relay access denied"),
            (Said::Recipient, 550, "relaying is not permitted"),
            (Said::Recipient, 550, "5.1.7 bad sender"),
            (Said::Recipient, 530, "log in"),
            (Said::Content, 554, "5.7.1 looks like spam"),
        ] {
            assert_eq!(judge(at, code, answer), Refused::Mailbox(text()), "{code} {answer}");
        }
        for (at, code, answer) in
            [(Said::Recipient, 552, "5.2.2 full"), (Said::Content, 554, "5.6.0 no"), (Said::Content, 550, "no")]
        {
            assert_eq!(judge(at, code, answer), Refused::Content(text()), "{code} {answer}");
        }
    }
}
