//! A mail server for tests: it speaks SMTP (RFC 5321) as far as a client that sends mails needs, keeps what it took, and
//! behaves as badly as it is told.

use std::sync::{Arc, Mutex};

use base64::Engine;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

/// How the server behaves.
#[derive(Debug, Clone, Default)]
pub enum Manner {
    /// Takes every mail.
    #[default]
    Takes,
    /// Refuses senders with this answer.
    RefusesSenders(&'static str),
    /// Keeps whoever names a recipient waiting until it is told to go on, then takes mails.
    HoldsRecipients,
    /// Refuses recipients with this answer.
    RefusesRecipients(&'static str),
    /// Refuses mails with this answer, once it has all of them.
    RefusesMails(&'static str),
    /// Takes a mail and says nothing.
    FallsSilent,
    /// Takes a mail and hangs up.
    HangsUp,
    /// Lets nobody in but who knows this password.
    Asks(&'static str),
}

/// A mail that was taken.
#[derive(Debug, Clone)]
pub struct Taken {
    /// Its recipients.
    pub to: Vec<String>,
    /// The mail.
    pub mail: String,
}

/// The server.
#[derive(Debug, Clone)]
pub struct Server {
    /// Its port at 127.0.0.1.
    pub port: u16,
    manner: Arc<Mutex<Manner>>,
    taken: Arc<Mutex<Vec<Taken>>>,
    noticed: Arc<Notify>,
    held: Arc<Notify>,
    released: Arc<Notify>,
}

impl Server {
    /// Starts one.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            port: listener.local_addr().unwrap().port(),
            manner: Arc::default(),
            taken: Arc::default(),
            noticed: Arc::default(),
            held: Arc::default(),
            released: Arc::default(),
        };
        let accepting = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let server = accepting.clone();
                tokio::spawn(async move { server.speak(stream).await });
            }
        });
        server
    }

    /// Lets it behave like this from now on.
    pub fn behave(&self, manner: Manner) {
        *self.manner.lock().unwrap() = manner;
    }

    /// What it took so far.
    pub fn taken(&self) -> Vec<Taken> {
        self.taken.lock().unwrap().clone()
    }

    /// Waits until it has taken one more.
    pub async fn has_taken(&self) {
        self.noticed.notified().await;
    }

    /// Waits until somebody named a recipient and is kept waiting.
    pub async fn holds(&self) {
        self.held.notified().await;
    }

    /// Lets them go on.
    pub fn release(&self) {
        self.released.notify_one();
    }

    async fn speak(&self, stream: TcpStream) -> Option<()> {
        let (read, mut write) = stream.into_split();
        let mut read = BufReader::new(read);
        let mut to = Vec::new();
        say(&mut write, "220 mail.test ESMTP").await?;
        loop {
            let line = hear(&mut read).await?;
            let manner = self.manner.lock().unwrap().clone();
            let command = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            match (command.as_str(), &manner) {
                ("EHLO", _) => say(&mut write, "250-mail.test\r\n250-8BITMIME\r\n250 AUTH PLAIN").await?,
                ("AUTH", Manner::Asks(password)) => {
                    let given = base64::engine::general_purpose::STANDARD.decode(line.rsplit(' ').next()?).ok()?;
                    let right = String::from_utf8_lossy(&given).ends_with(&format!("\0{password}"));
                    say(&mut write, if right { "235 welcome" } else { "535 5.7.8 wrong password" }).await?;
                }
                ("AUTH", _) => say(&mut write, "235 welcome").await?,
                ("MAIL", Manner::RefusesSenders(answer)) | ("RCPT", Manner::RefusesRecipients(answer)) => {
                    say(&mut write, answer).await?;
                }
                ("RCPT", _) => {
                    if matches!(manner, Manner::HoldsRecipients) {
                        self.held.notify_one();
                        self.released.notified().await;
                    }
                    to.push(line.split(['<', '>']).nth(1)?.to_owned());
                    say(&mut write, "250 ok").await?;
                }
                ("DATA", _) => {
                    say(&mut write, "354 go on").await?;
                    let mail = self.hear_mail(&mut read).await?;
                    if let Manner::RefusesMails(answer) = manner {
                        say(&mut write, answer).await?;
                        continue;
                    }
                    self.taken.lock().unwrap().push(Taken { to: std::mem::take(&mut to), mail });
                    self.noticed.notify_one();
                    if matches!(manner, Manner::FallsSilent) {
                        std::future::pending::<()>().await;
                    }
                    if matches!(manner, Manner::HangsUp) {
                        return None;
                    }
                    say(&mut write, "250 taken").await?;
                }
                ("QUIT", _) => return say(&mut write, "221 bye").await,
                _ => say(&mut write, "250 ok").await?,
            }
        }
    }

    async fn hear_mail(&self, read: &mut BufReader<OwnedReadHalf>) -> Option<String> {
        let mut mail = String::new();
        loop {
            let line = hear(read).await?;
            if line == "." {
                return Some(mail);
            }
            mail.push_str(line.strip_prefix('.').unwrap_or(&line));
            mail.push_str("\r\n");
        }
    }
}

async fn say(write: &mut OwnedWriteHalf, line: &str) -> Option<()> {
    write.write_all(format!("{line}\r\n").as_bytes()).await.ok()
}

async fn hear(read: &mut BufReader<OwnedReadHalf>) -> Option<String> {
    let mut line = String::new();
    let bytes = read.read_line(&mut line).await.ok()?;
    (bytes > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned())
}
