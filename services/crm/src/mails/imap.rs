//! Speaking with the server at which mails are read (IMAP, RFC 3501).
//!
//! A server may be hostile, or broken: all it says is bounded, in time and in bytes, and nothing it says is believed that can
//! be looked at.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use async_imap::Client;
use async_imap::error::Error;
use async_imap::imap_proto::{AttributeValue, MailboxDatum, Response, Status};
use chrono::{DateTime, Utc};
use futures::TryStreamExt;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::incoming::MAX_BYTES;
use super::smtp::Trouble;
use super::utf7;
use super::wire::{self, Wire};
use super::{reach, smtp};
use crate::mailboxes::model::{Imap, Security};

/// How long each answer may take.
const ANSWER_LIMIT: Duration = Duration::from_secs(20);
/// How long a message may take to come.
const MESSAGE_LIMIT: Duration = Duration::from_mins(1);
/// Most bytes that are heard over one connection.
const MOST_SAID: usize = 72 * 1024 * 1024;
/// Most bytes that are said at a stretch: a message, and what belongs to it.
const LONGEST_PIECE: usize = MAX_BYTES + 64 * 1024;
/// Bytes that are read of a message that is larger than what is taken.
pub const BEGINNING: usize = 256 * 1024;

/// A connection at which messages are read.
pub struct Session(async_imap::Session<Guarded<Wire>>);

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").finish_non_exhaustive()
    }
}

/// What a folder says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Looked {
    /// What gives the ids of its messages their meaning.
    pub uid_validity: u32,
}

/// A message, before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Message {
    /// Its id in the folder.
    pub uid: u32,
    /// When it came there; none when the server does not say.
    pub came_at: Option<DateTime<Utc>>,
    /// Its size, as the server says; 0 when it does not.
    pub size_bytes: usize,
}

async fn within<T>(limit: Duration, work: impl Future<Output = Result<T, Error>>) -> Result<T, Trouble> {
    match tokio::time::timeout(limit, work).await {
        Ok(done) => done.map_err(|error| said(&error)),
        Err(_) => Err(silent()),
    }
}

fn silent() -> Trouble {
    Trouble("the mail server kept us waiting for too long".to_owned())
}

/// Of an answer, what the server says to people. The library tells some answers with all their parts.
fn words(text: &str) -> String {
    let in_parts = ["code: ", "outcome: ", "status: "].iter().any(|part| text.starts_with(part));
    if !in_parts {
        return text.to_owned();
    }
    let begin = ["info: Some(\"", "information: Some(\""].iter().find_map(|mark| Some(text.find(mark)? + mark.len()));
    let Some(rest) = begin.and_then(|begin| text.get(begin..)) else { return "it does not say why".to_owned() };
    let (mut said, mut letters) = (String::new(), rest.chars());
    while let Some(letter) = letters.next() {
        match letter {
            '"' => break,
            '\\' => said.extend(letters.next()),
            letter => said.push(letter),
        }
    }
    said
}

/// A name as it stands between quotation marks, where quotation marks and backslashes have a backslash before them (RFC 3501, 4.3).
fn unquoted(name: &str) -> String {
    let (mut read, mut letters) = (String::new(), name.chars().peekable());
    while let Some(letter) = letters.next() {
        match letters.peek() {
            Some('"' | '\\') if letter == '\\' => read.extend(letters.next()),
            _ => read.push(letter),
        }
    }
    read
}

/// What went wrong, in words.
fn said(error: &Error) -> Trouble {
    let why = if let Error::No(text) = error {
        format!("the mail server refused it: {}", words(text))
    } else if let Error::Bad(text) = error {
        format!("the mail server did not understand: {}", words(text))
    } else if let Error::ConnectionLost = error {
        "the mail server hung up".to_owned()
    } else if let Error::Validate(_) = error {
        "user, password or folder hold a character that mail servers do not take".to_owned()
    } else {
        format!("the connection to the mail server broke off: {}", words(&error.to_string()))
    };
    // The library says all of what it did not understand, which may be somebody's mail.
    let puzzled = why.contains("during parsing");
    Trouble(if puzzled { "the mail server said something nobody understands".to_owned() } else { why })
}

/// Connects and logs in; at private addresses only when that is allowed.
pub async fn open(imap: &Imap, password: Option<&str>, private: bool) -> Result<Session, Trouble> {
    let host = imap.host.as_str();
    let found = tokio::time::timeout(ANSWER_LIMIT, reach::find(host, imap.port, private)).await;
    let found = found.map_err(|_late| silent())?.map_err(Trouble)?;
    if imap.security == Security::None && !found.iter().all(|address| address.ip().is_loopback()) {
        return Err(Trouble(smtp::NOT_IN_THE_CLEAR.to_owned()));
    }
    let stream = tokio::time::timeout(ANSWER_LIMIT, wire::connect(&found, MOST_SAID)).await;
    let stream = stream.map_err(|_late| silent())?.map_err(Trouble)?;
    let secured = async |stream| {
        let done = tokio::time::timeout(ANSWER_LIMIT, wire::secured(stream, host)).await;
        done.map_err(|_late| silent())?.map_err(Trouble)
    };
    let client = match imap.security {
        Security::Tls => greeted(secured(stream).await?).await?,
        Security::None => greeted(Wire::Plain(stream)).await?,
        Security::Starttls => {
            let mut client = greeted(Wire::Plain(stream)).await?;
            // Refused when the server does not offer it: nothing is said in the clear that should not be. What it may have
            // said already behind its answer goes with the old connection.
            within(ANSWER_LIMIT, client.run_command_and_check_ok("STARTTLS", None)).await?;
            match client.into_inner().stream {
                Wire::Plain(stream) => Client::new(Guarded::new(secured(stream).await?)),
                Wire::Tls(_) => return Err(silent()),
            }
        }
    };
    let login = async {
        let session = client.login(imap.user.as_str(), password.unwrap_or_default()).await;
        session.map_err(|(error, _client)| error)
    };
    within(ANSWER_LIMIT, login).await.map(Session)
}

/// The server spoke first, as it has to.
async fn greeted(stream: Wire) -> Result<Client<Guarded<Wire>>, Trouble> {
    let mut client = Client::new(Guarded::new(stream));
    let greeting = within(ANSWER_LIMIT, async { Ok(client.read_response().await?) }).await?;
    let greeting = greeting.ok_or_else(|| said(&Error::ConnectionLost))?;
    if let Response::Data { status: Status::Ok, .. } = greeting.parsed() {
        return Ok(client);
    }
    Err(Trouble("the mail server does not want to be spoken with now".to_owned()))
}

impl Session {
    /// The folders it has that hold messages, as people call them.
    pub async fn folders(&mut self) -> Result<Vec<String>, Trouble> {
        use async_imap::types::NameAttribute::NoSelect;
        let names = within(ANSWER_LIMIT, async {
            let names = self.0.list(None, Some("*")).await?;
            names.try_collect::<Vec<_>>().await
        });
        let names = names.await?;
        let holds = names.iter().filter(|name| !name.attributes().contains(&NoSelect));
        Ok(holds.map(|name| utf7::decode(&unquoted(name.name()))).collect())
    }

    /// Opens a folder; so that nothing of it can be changed, unless that is wanted.
    pub async fn look_into(&mut self, folder: &str, to_change: bool) -> Result<Looked, Trouble> {
        let name = utf7::encode(folder);
        let opened = within(ANSWER_LIMIT, async {
            if to_change { self.0.select(&name).await } else { self.0.examine(&name).await }
        });
        let opened = opened.await.map_err(|Trouble(why)| Trouble(format!("folder {folder}: {why}")))?;
        let uid_validity = opened.uid_validity.ok_or_else(|| {
            Trouble(format!("folder {folder}: the mail server gives its messages no ids (UIDVALIDITY) that last"))
        })?;
        Ok(Looked { uid_validity })
    }

    /// Messages behind one that came on or after a day, in order.
    pub async fn after(&mut self, uid: u32, since: DateTime<Utc>) -> Result<Vec<u32>, Trouble> {
        // A server answers in its own zone, so a day earlier is asked for.
        let day = (since - chrono::TimeDelta::days(1)).format("%d-%b-%Y");
        let query = format!("UID SEARCH UID {}:* SINCE {day}", u64::from(uid) + 1);
        let found = self.ask(ANSWER_LIMIT, &query, |response| {
            let Response::MailboxData(MailboxDatum::Search(found)) = response else { return None };
            Some(found.clone())
        });
        // "5:*" names the last message even when that is the fourth.
        let mut found: Vec<u32> = found.await?.into_iter().flatten().filter(|found| *found > uid).collect();
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// When messages came, and how large they are. What is gone meanwhile is left out.
    pub async fn describe(&mut self, uids: &[u32]) -> Result<Vec<Message>, Trouble> {
        let set = uids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        let query = format!("UID FETCH {set} (UID INTERNALDATE RFC822.SIZE)");
        let described = self.ask(ANSWER_LIMIT, &query, |response| {
            let Response::Fetch(_, attributes) = response else { return None };
            described(attributes)
        });
        Ok(described.await?.into_iter().filter(|message| uids.contains(&message.uid)).collect())
    }

    /// A message, or its beginning when it is larger than what is taken; none when it is gone.
    pub async fn read(&mut self, message: Message) -> Result<Option<Vec<u8>>, Trouble> {
        let part = if message.size_bytes <= MAX_BYTES { String::new() } else { format!("<0.{BEGINNING}>") };
        // Without marking it as read.
        let query = format!("UID FETCH {} (UID BODY.PEEK[]{part})", message.uid);
        let read = self.ask(MESSAGE_LIMIT, &query, |response| {
            let Response::Fetch(_, attributes) = response else { return None };
            if uid_of(attributes) == Some(message.uid) { content(attributes) } else { None }
        });
        Ok(read.await?.into_iter().next())
    }

    /// Marks a message as read.
    pub async fn mark_read(&mut self, uid: u32) -> Result<(), Trouble> {
        let query = format!("UID STORE {uid} +FLAGS.SILENT (\\Seen)");
        self.ask(ANSWER_LIMIT, &query, |_| None::<()>).await.map(drop)
    }

    /// Says something, and keeps what is wanted of the answer. Only an answer to its end, which says that all is well, counts:
    /// of one that was cut off or refused nobody must believe that there is nothing.
    async fn ask<T>(
        &mut self,
        limit: Duration,
        command: &str,
        want: impl Fn(&Response<'_>) -> Option<T>,
    ) -> Result<Vec<T>, Trouble> {
        let answer = async {
            let id = self.0.run_command(command).await?;
            let mut wanted = Vec::new();
            loop {
                let response = self.0.read_response().await?.ok_or(Error::ConnectionLost)?;
                let said = response.parsed();
                let Response::Done { tag, status, outcome } = said else {
                    wanted.extend(want(said));
                    continue;
                };
                if *tag != id {
                    continue;
                }
                let text = outcome.information.as_deref().unwrap_or_default().to_owned();
                return match status {
                    Status::Ok => Ok(wanted),
                    Status::No => Err(Error::No(text)),
                    Status::Bad | Status::PreAuth | Status::Bye => Err(Error::Bad(text)),
                };
            }
        };
        within(limit, answer).await
    }

    /// Says good-bye; whether that is heard does not matter any more.
    pub async fn close(mut self) {
        let _ = tokio::time::timeout(Duration::from_secs(2), self.0.logout()).await;
    }
}

fn uid_of(attributes: &[AttributeValue<'_>]) -> Option<u32> {
    attributes.iter().find_map(|one| if let AttributeValue::Uid(uid) = one { Some(*uid) } else { None })
}

fn described(attributes: &[AttributeValue<'_>]) -> Option<Message> {
    let mut message = Message { uid: uid_of(attributes)?, came_at: None, size_bytes: 0 };
    for attribute in attributes {
        if let AttributeValue::InternalDate(text) = attribute {
            let at = DateTime::parse_from_str(text.trim(), "%d-%b-%Y %H:%M:%S %z");
            message.came_at = at.ok().map(|at| at.to_utc());
        } else if let AttributeValue::Rfc822Size(size) = attribute {
            message.size_bytes = usize::try_from(*size).unwrap_or(usize::MAX);
        }
    }
    Some(message)
}

fn content(attributes: &[AttributeValue<'_>]) -> Option<Vec<u8>> {
    attributes.iter().find_map(|one| {
        let AttributeValue::BodySection { section: None, data: Some(data), .. } = one else { return None };
        Some(data.to_vec())
    })
}

/// A connection on which no piece is announced that is longer than any should be: whoever reads makes room for all of it.
#[derive(Debug)]
pub struct Guarded<S> {
    stream: S,
    /// The end of the line that is being heard.
    line: Vec<u8>,
    /// Bytes of a piece that are still to come.
    piece: usize,
}

/// Longest announcement of a piece at the end of a line, such as `{12345}`.
const LONGEST_MARK: usize = 24;

impl<S> Guarded<S> {
    /// Over this connection.
    pub const fn new(stream: S) -> Self {
        Self { stream, line: Vec::new(), piece: 0 }
    }

    fn hear(&mut self, mut heard: &[u8]) -> io::Result<()> {
        while !heard.is_empty() {
            if self.piece > 0 {
                let skip = self.piece.min(heard.len());
                self.piece -= skip;
                heard = heard.get(skip..).unwrap_or_default();
                continue;
            }
            let Some(end) = heard.iter().position(|byte| *byte == b'\n') else {
                self.keep(heard);
                return Ok(());
            };
            self.keep(heard.get(..end).unwrap_or_default());
            heard = heard.get(end + 1..).unwrap_or_default();
            self.piece = announced(&self.line).unwrap_or(0);
            self.line.clear();
            if self.piece > LONGEST_PIECE {
                return Err(io::Error::other("the mail server announces more than any mail holds"));
            }
        }
        Ok(())
    }

    fn keep(&mut self, part: &[u8]) {
        let tail = part.len().saturating_sub(LONGEST_MARK);
        self.line.extend_from_slice(part.get(tail..).unwrap_or_default());
        let over = self.line.len().saturating_sub(LONGEST_MARK);
        self.line.drain(..over);
    }
}

/// How long the piece is that a line announces at its end.
fn announced(line: &[u8]) -> Option<usize> {
    let line = line.strip_suffix(b"\r").unwrap_or(line).strip_suffix(b"}")?;
    let digits = line.rsplit(|byte| *byte == b'{').next()?;
    let number = std::str::from_utf8(digits).ok()?.trim_end_matches('+');
    // A number that is none here is too large.
    number.bytes().all(|byte| byte.is_ascii_digit()).then(|| number.parse().unwrap_or(usize::MAX))
}

impl<S: AsyncRead + Unpin> AsyncRead for Guarded<S> {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buffer.filled().len();
        let polled = Pin::new(&mut this.stream).poll_read(cx, buffer);
        if let Poll::Ready(Ok(())) = polled {
            let heard = buffer.filled().get(before..).unwrap_or_default().to_vec();
            if let Err(error) = this.hear(&heard) {
                buffer.set_filled(before);
                return Poll::Ready(Err(error));
            }
        }
        polled
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Guarded<S> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write(cx, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_end_of_a_line_announces_a_piece() {
        assert_eq!(announced(b"* 1 FETCH (BODY[] {310}\r"), Some(310));
        assert_eq!(announced(b"BODY[] {5+}"), Some(5));
        assert_eq!(announced(b"{99999999999999999999}\r"), Some(usize::MAX));
        for line in [&b"* OK hello\r"[..], b"{12} and more", b"{x}\r", b"}\r", b""] {
            assert_ne!(announced(line).unwrap_or(0), 12, "{line:?}");
        }
    }

    #[test]
    fn what_stands_in_a_piece_announces_nothing() {
        for size in [1, 2, 3, 7, 100, 1000] {
            let mut guarded = Guarded::new(());
            let inner = "x\r\nsize {99999999}\r\ny";
            let said = format!("* 1 FETCH (BODY[] {{{}}}\r\n{inner} UID 1)\r\na OK {{1}}\r\nz", inner.len());
            for part in said.as_bytes().chunks(size) {
                guarded.hear(part).unwrap();
            }
            assert_eq!(guarded.piece, 0);
            let too_much = b"* 1 FETCH (BODY[] {99999999}\r\n";
            assert!(too_much.chunks(size).try_for_each(|part| guarded.hear(part)).is_err(), "{size}");
        }
    }

    #[test]
    fn of_an_answer_only_what_is_said_to_people_is_told() {
        for (text, expected) in [
            ("[NONEXISTENT] no such folder", "[NONEXISTENT] no such folder"),
            ("code: Some(Alert), info: Some(\"Log in by \\\"phone\\\" first\")", "Log in by \"phone\" first"),
            ("outcome: Outcome { code: None, information: Some(\"Unknown folder a\\\\b\") }", "Unknown folder a\\b"),
            ("outcome: Outcome { code: None, information: None }", "it does not say why"),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
        assert!(!said(&Error::No("outcome: Outcome { code: None }".to_owned())).0.contains('{'));
    }

    #[test]
    fn names_of_folders_are_read_as_they_are_written() {
        for (written, name) in [
            (r#"Say \"hello\""#, r#"Say "hello""#),
            (r"a\\b", r"a\b"),
            (r"a\b", r"a\b"),
            ("plain", "plain"),
            (r"end\", r"end\"),
        ] {
            assert_eq!(unquoted(written), name, "{written}");
        }
    }
}
